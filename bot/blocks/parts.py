"""The Block Kit shapes that we use, and what a drawn sheet is.

Nothing of ours is mrkdwn: texts are rich_text (whose pieces are literal) or plain_text. So what
people typed can never become a mention, a link or a broadcast. Only a message's top-level `text`
is read by Slack as mrkdwn, and there it is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DrawnMessage:
    text: str  # complete: what notifications and screen readers get
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class DrawnView:
    """A modal or a Home: what views.open, views.update or views.publish is given."""

    view: Block

    @property
    def blocks(self) -> Sequence[Block]:
        return self.view["blocks"]


def escape(text: str) -> str:
    """For mrkdwn: no mention, no link, no broadcast."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int) -> Block:
    """Slack refuses what is longer; emoji codes that people typed stay as typed."""
    return {"type": "plain_text", "text": shortened(text, limit) or " ", "emoji": False}


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
