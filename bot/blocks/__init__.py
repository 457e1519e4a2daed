"""Sheets as Block Kit. Pure: a sheet in, a message, modal or Home out, always within limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.blocks.fields import element, field
from bot.blocks.parts import Block, DrawnMessage, DrawnView, escape, plain
from bot.blocks.texts import rich_text
from bot.wording.markup import plain as without_markup
from bot.wording.markup import unguard
from bot.wording.plain import as_text
from bot.wording.sheet import (
    Buttons,
    Divider,
    Form,
    Heading,
    Home,
    Message,
    Note,
    Part,
    Text,
)

MOST_IN_MESSAGE, MOST_IN_VIEW, MOST_BUTTONS = 50, 100, 25
LAST = 12  # blocks that are kept of what is too long
LONGEST_TEXT = 39_000  # Slack cuts a message's text at 40,000


def message(sheet: Message) -> DrawnMessage:
    """`text` says all that the blocks say: screen readers read nothing else."""
    text = escape(as_text(sheet, buttons=False))[:LONGEST_TEXT]
    return DrawnMessage(text or " ", _blocks(sheet.parts, MOST_IN_MESSAGE))


def view(sheet: Form | Home) -> DrawnView:
    blocks = _blocks(sheet.parts, MOST_IN_VIEW)
    if isinstance(sheet, Home):
        return DrawnView({"type": "home", "blocks": blocks})
    drawn: Block = {
        "type": "modal",
        "title": plain(unguard(sheet.title), 24),
        "blocks": blocks,
        "close": plain(unguard(sheet.close), 24),
        "callback_id": sheet.action,
        "private_metadata": sheet.subject,
    }
    if sheet.tells_when_closed:
        drawn["notify_on_close"] = True
    if sheet.submit:
        drawn["submit"] = plain(unguard(sheet.submit), 24)
    return DrawnView(drawn)


def _blocks(parts: Iterable[Part], most: int) -> Sequence[Block]:
    """What is over the limit is left out, and three dots say so: Slack would refuse it all. What
    comes last is kept, from a line on: it is how one goes on.
    """
    drawn = [block for part in parts for block in _drawn(part)]
    if len(drawn) <= most:
        return drawn
    dots: Block = {"type": "context", "elements": [plain("…", 1)]}
    line = next((at for at in range(-LAST, 0) if drawn[at]["type"] == "divider"), None)
    end = [] if line is None else drawn[line:]
    return [*drawn[: most - len(end) - 1], dots, *end]


def _drawn(part: Part) -> Sequence[Block]:
    match part:
        case Heading(text=text):
            return [{"type": "header", "text": plain(without_markup(text), 150)}]
        case Text(text=text):
            return [rich_text(text)] if text.strip() else []
        case Note(text=text):
            return [{"type": "context", "elements": [plain(without_markup(text), 2000)]}]
        case Divider():
            return [{"type": "divider"}]
        case Buttons(elements=elements):
            drawn = [element(number, one) for number, one in enumerate(elements)]
            return [{"type": "actions", "elements": drawn[:MOST_BUTTONS]}] if drawn else []
        case _:
            return [field(part)]


def notice(sheet: Message, title: str, close: str) -> DrawnView:
    """A message where only a modal can be shown."""
    return view(Form(title=title, parts=sheet.parts, close=close))


__all__ = ["Block", "DrawnMessage", "DrawnView", "message", "notice", "view"]
