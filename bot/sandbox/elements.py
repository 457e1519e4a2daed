"""The interactive elements of Block Kit: where they stand in a block, and what state they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from bot.sandbox.world import Json


@dataclass(frozen=True, slots=True)
class Holds:
    """What an element keeps: the key of its state value, and the key it starts from."""

    key: str
    initial: str
    many: bool = False


STATE: dict[str, Holds] = {
    "plain_text_input": Holds("value", "initial_value"),
    "email_text_input": Holds("value", "initial_value"),
    "url_text_input": Holds("value", "initial_value"),
    "number_input": Holds("value", "initial_value"),
    "rich_text_input": Holds("rich_text_value", "initial_value"),
    "static_select": Holds("selected_option", "initial_option"),
    "external_select": Holds("selected_option", "initial_option"),
    "radio_buttons": Holds("selected_option", "initial_option"),
    "users_select": Holds("selected_user", "initial_user"),
    "conversations_select": Holds("selected_conversation", "initial_conversation"),
    "channels_select": Holds("selected_channel", "initial_channel"),
    "datepicker": Holds("selected_date", "initial_date"),
    "timepicker": Holds("selected_time", "initial_time"),
    "datetimepicker": Holds("selected_date_time", "initial_date_time"),
    "file_input": Holds("files", "", many=True),  # it begins empty, always
    "checkboxes": Holds("selected_options", "initial_options", many=True),
    "multi_static_select": Holds("selected_options", "initial_options", many=True),
    "multi_external_select": Holds("selected_options", "initial_options", many=True),
    "multi_users_select": Holds("selected_users", "initial_users", many=True),
    "multi_conversations_select": Holds(
        "selected_conversations", "initial_conversations", many=True
    ),
    "multi_channels_select": Holds("selected_channels", "initial_channels", many=True),
}
TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}


def elements_of(block: Json) -> list[Json]:
    """What can be acted on in one block, in the order it is drawn."""
    match block["type"]:
        case "actions":
            return cast("list[Json]", block["elements"])
        case "section":
            return [block["accessory"]] if _acts(block.get("accessory")) else []
        case "input":
            return [block["element"]]
        case _:
            return []


def _acts(accessory: Json | None) -> bool:
    return accessory is not None and accessory["type"] != "image"


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) that can be acted on."""
    return ((block, element) for block in blocks for element in elements_of(block))


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    return next(
        (
            (block, element)
            for block, element in elements(blocks)
            if block.get("block_id") == block_id and element.get("action_id") == action_id
        ),
        None,
    )


def with_ids(blocks: list[Json], number: int) -> list[Json]:
    """The blocks with an id for each and for each element; Slack makes up what is missing."""
    named = [dict(block) for block in blocks]
    for place, block in enumerate(named):
        block.setdefault("block_id", f"b{number}-{place}")
        if "elements" in block and block["type"] == "actions":
            block["elements"] = [
                {"action_id": f"a{number}-{place}-{nth}", **element}
                for nth, element in enumerate(block["elements"])
            ]
        for holder in ("accessory", "element"):
            if holder in block and block[holder]["type"] != "image":
                block[holder] = {"action_id": f"a{number}-{place}", **block[holder]}
    return named


def first_state(element: Json) -> Json:
    """What an element holds before anybody has touched it."""
    holds = STATE[element["type"]]
    empty: list[str] | None = [] if holds.many else None
    return {"type": element["type"], holds.key: element.get(holds.initial, empty)}


def first_states(
    blocks: list[Json], kept: dict[str, dict[str, Json]]
) -> dict[str, dict[str, Json]]:
    """What a form holds when it is drawn. What the person had filled in stays where the same
    element (by block_id, action_id and type) is there still.
    """
    state: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] not in STATE:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        before = kept.get(block_id, {}).get(action_id)
        same = before is not None and before["type"] == element["type"]
        state.setdefault(block_id, {})[action_id] = (
            before if before is not None and same else first_state(element)
        )
    return state


def options_of(element: Json) -> list[Json]:
    """All options of a select, radio group, checkboxes or overflow menu, groups unfolded."""
    groups = cast("list[Json]", element.get("option_groups") or [])
    grouped = [option for group in groups for option in cast("list[Json]", group["options"])]
    return cast("list[Json]", element.get("options") or []) + grouped


def option(element: Json, value: str) -> Json | None:
    return next((each for each in options_of(element) if each.get("value") == value), None)
