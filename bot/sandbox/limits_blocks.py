"""Block Kit's rules for blocks, one by one, and for what may stand where.

From docs.slack.dev/reference/block-kit/blocks. Blocks that Slack has and the sandbox cannot draw
(video, card, carousel, data_table …) are refused, so that nothing passes here unseen.
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.limits_elements import (
    BESIDE_SECTION,
    IDS,
    IN_ACTIONS,
    IN_INPUT,
    PICTURE,
    PICTURE_URL,
    plain,
    text,
)
from bot.sandbox.rules import (
    Findings,
    Rule,
    at_least_one,
    by_type,
    exactly_one,
    finding,
    flag,
    integer,
    items,
    one_of,
    shape,
    string,
    typed,
)

BLOCK_ID: Mapping[str, Rule] = {"block_id": IDS}

_STYLE = shape({}, {"bold": flag, "italic": flag, "strike": flag, "code": flag})
_INLINE = by_type(
    dict(
        [
            typed("text", {"text": string(3000)}, {"style": _STYLE}),
            typed(
                "link",
                {"url": string(3000)},
                {"text": string(3000), "unsafe": flag, "style": _STYLE},
            ),
            typed("user", {"user_id": IDS}, {"style": _STYLE}),
            typed("channel", {"channel_id": IDS}, {"style": _STYLE}),
            typed("emoji", {"name": IDS}, {"unicode": IDS, "skin_tone": integer(1, 6)}),
            typed("broadcast", {"range": one_of("here", "channel", "everyone")}),
            typed(
                "date",
                {"timestamp": integer(0, 9_999_999_999), "format": string(255)},
                {"url": string(3000), "fallback": string(255)},
            ),
        ]
    )
)
_LINE = typed("rich_text_section", {"elements": items(_INLINE, 1000, least=0)})
_BORDER: Mapping[str, Rule] = {"border": integer(0, 1)}
_RICH = by_type(
    dict(
        [
            _LINE,
            typed(
                "rich_text_list",
                {
                    "style": one_of("bullet", "ordered"),
                    "elements": items(by_type(dict([_LINE])), 1000),
                },
                {**_BORDER, "indent": integer(0, 8), "offset": integer(0, 10_000)},
            ),
            typed("rich_text_quote", {"elements": items(_INLINE, 1000)}, _BORDER),
            typed("rich_text_preformatted", {"elements": items(_INLINE, 1000)}, _BORDER),
        ]
    )
)
_RICH_TEXT = typed("rich_text", {"elements": items(_RICH, 1000)}, BLOCK_ID)
_CELL = by_type(dict([typed("raw_text", {"text": string(3000)}), _RICH_TEXT]))


def _rows_agree(table: Any, at: str) -> Findings:
    if len({len(row) for row in table["rows"]}) > 1:
        yield finding("every row must have as many cells", f"{at}/rows")


def _pleads_for_dispatch(block: Any, at: str) -> Findings:
    """What is to be told while it is typed needs both halves said."""
    if "dispatch_action_config" in block["element"] and not block.get("dispatch_action"):
        yield finding("dispatch_action_config requires dispatch_action", f"{at}/element")


BLOCKS: Mapping[str, Rule] = dict(
    [
        typed(
            "section",
            {},
            {
                **BLOCK_ID,
                "text": text(3000),
                "fields": items(text(2000), 10),
                "accessory": BESIDE_SECTION,
                "expand": flag,
            },
            at_least_one("text", "fields"),
        ),
        typed("header", {"text": plain(150)}, BLOCK_ID),
        typed("divider", {}, BLOCK_ID),
        typed(
            "image",
            {"alt_text": string(2000)},
            {
                **BLOCK_ID,
                "title": plain(2000),
                "image_url": PICTURE_URL,
                "slack_file": shape({"id": string(255)}),
            },
            exactly_one("image_url", "slack_file"),
        ),
        typed(
            "context",
            {
                "elements": items(
                    by_type({"image": PICTURE, "plain_text": text(2000), "mrkdwn": text(2000)}), 10
                )
            },
            BLOCK_ID,
        ),
        typed("actions", {"elements": items(IN_ACTIONS, 25)}, BLOCK_ID),
        typed(
            "input",
            {"label": plain(2000), "element": IN_INPUT},
            {**BLOCK_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
            _pleads_for_dispatch,
        ),
        _RICH_TEXT,
        typed("markdown", {"text": string(12_000)}, BLOCK_ID),
        typed(
            "table",
            {"rows": items(items(_CELL, 20), 100)},
            {
                **BLOCK_ID,
                "column_settings": items(
                    shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag}),
                    20,
                ),
            },
            _rows_agree,
        ),
        typed(
            "alert",
            {"text": text(200)},
            {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")},
        ),
    ]
)
BLOCK = by_type(BLOCKS)
NOT_ON: Mapping[str, frozenset[str]] = {
    "message": frozenset({"alert"}),
    "modal": frozenset({"markdown", "table"}),
    "home": frozenset({"markdown", "table", "alert"}),
}
