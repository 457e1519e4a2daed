"""Block Kit's rules: what Slack would say about a message's blocks, a modal or a Home tab.

The parts are in `limits_elements.py` and `limits_blocks.py`; here is what must hold for the whole.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias, cast

from bot.sandbox.elements import elements, elements_of
from bot.sandbox.limits_blocks import BLOCK, NOT_ON
from bot.sandbox.limits_elements import plain
from bot.sandbox.refusal import Refused
from bot.sandbox.rules import Findings, Rule, finding, flag, items, one_of, shape, string
from bot.sandbox.world import Json

Surface: TypeAlias = Literal["message", "modal", "home"]
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000  # characters, all markdown blocks of a message together
LARGEST_VIEW = 250_000  # bytes


def problems(payload: Any, surface: Surface) -> list[str]:
    """Everything that is wrong with a message's blocks, or with a view; empty if it can be shown.

    Raises Refused (`view_too_large`) for a view beyond measure.
    """
    if surface == "message":
        return list(_block_findings(payload, surface, "/blocks"))
    if len(json.dumps(payload, ensure_ascii=False).encode()) > LARGEST_VIEW:
        raise Refused("view_too_large")
    found = list(VIEWS[surface](payload, "/view"))
    return found or list(_view_findings(cast("Json", payload), surface))


def _blocks_of(surface: Surface) -> Rule:
    return lambda value, at: _block_findings(value, surface, at)


_BOTH: Mapping[str, Rule] = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
VIEWS: Mapping[Surface, Rule] = {
    "modal": shape(
        {"type": one_of("modal"), "title": plain(24), "blocks": _blocks_of("modal")},
        {
            **_BOTH,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
        },
    ),
    "home": shape({"type": one_of("home"), "blocks": _blocks_of("home")}, _BOTH),
}


def _block_findings(value: Any, surface: Surface, at: str) -> Findings:
    found = list(items(BLOCK, MOST_BLOCKS[surface], least=0)(value, at))
    yield from found
    if found:
        return
    blocks = cast("list[Json]", value)
    for place, block in enumerate(blocks):
        if block["type"] in NOT_ON[surface]:
            yield finding(f"unsupported type on a {surface}: {block['type']}", f"{at}/{place}")
        if surface != "modal" and any(one["type"] == "file_input" for one in elements_of(block)):
            yield finding("unsupported type: file_input", f"{at}/{place}")
    yield from _repeated_ids(blocks, at)
    yield from _at_most_once(blocks, at)


def _repeated_ids(blocks: list[Json], at: str) -> Findings:
    for block_id in _twice(block["block_id"] for block in blocks if "block_id" in block):
        yield finding(f"block_id {block_id} already exists", at)
    for place, block in enumerate(blocks):
        ids = (each["action_id"] for each in elements_of(block) if "action_id" in each)
        for action_id in _twice(ids):
            where = f"{at}/{place}/elements"
            yield finding(f"action_id {action_id} already exists for another element", where)


def _twice(ids: Iterator[str]) -> list[str]:
    return [each for each, times in Counter(ids).items() if times > 1]


def _at_most_once(blocks: list[Json], at: str) -> Findings:
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield finding("only one table is allowed in a message", at)
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > MOST_MARKDOWN:
        yield finding(f"markdown must be less than {MOST_MARKDOWN + 1} characters together", at)
    if sum(bool(each.get("focus_on_load")) for _, each in elements(blocks)) > 1:
        yield finding("focus_on_load may be set on one element only", at)


def _view_findings(view: Json, surface: Surface) -> Findings:
    asks = any(block["type"] == "input" for block in view["blocks"])
    if surface == "modal" and asks and "submit" not in view:
        yield finding("submit is required when there are input blocks", "/view")
    for place, block in enumerate(view["blocks"]):
        answers = any(each.get("response_url_enabled") for each in elements_of(block))
        if answers and (surface == "home" or block["type"] != "input"):
            where = f"/view/blocks/{place}"
            yield finding("response_url_enabled works in a modal's input blocks only", where)
