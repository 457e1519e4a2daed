"""From what a person picks to what Slack sends: the state of an element, and the action."""

from typing import Any

from bot.sandbox.elements import STATE, TEXT_INPUTS, option
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json


class NoSuchChoice(LookupError):
    """The element does not offer that."""


def state_of(element: Json, value: Any) -> Json:
    """What an element holds once `value` is picked: an option's value (or several), an id, a date
    or text; None empties it.
    """
    kind = element["type"]
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element, value)}
    holds = STATE[kind]
    if kind in TEXT_INPUTS:
        return {"type": kind, "value": _typed(element, value)}
    if holds.many:
        values = list(value or [])
        chosen = [_one(element, holds.key, each) for each in values]
        _check_number(element, chosen)
        return {"type": kind, holds.key: chosen}
    return {"type": kind, holds.key: None if value is None else _one(element, holds.key, value)}


def _typed(element: Json, value: object) -> str | None:
    text = "" if value is None else str(value)
    if element["type"] != "plain_text_input" or not element.get("multiline"):
        text = " ".join(text.splitlines())  # one line cannot hold more
    return text or None


def _one(element: Json, key: str, value: Any) -> Any:
    return _option(element, value) if key.startswith("selected_option") else value


def _option(element: Json, value: Any) -> Json:
    if (found := option(element, str(value))) is None:
        raise NoSuchChoice(f"no option with the value {value!r}")
    return found


def _check_number(element: Json, chosen: list[Any]) -> None:
    most = element.get("max_selected_items")
    if most is not None and len(chosen) > most:
        raise NoSuchChoice(f"no more than {most} can be picked")


def action_of(
    block: Json, element: Json, held: Json | None, value: Any, workspace: Workspace
) -> Json:
    """One entry of `actions` in a block_actions payload."""
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": workspace.world.new_ts(workspace.clock()),
    }
    if element["type"] == "overflow":
        return action | state_of(element, value)
    if held is not None:
        placeholder = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        return action | held | placeholder
    carried = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    return action | carried
