"""Block Kit's rules: what passes, and for every rule something that breaks it."""

from typing import Any

import pytest

from bot.sandbox.limits import Surface, problems
from tests.sandbox.kit import (
    CONFIRM,
    actions,
    asked,
    button,
    image,
    line,
    mrkdwn,
    number,
    options,
    plain,
    rich,
    section,
    select,
    table,
    typing,
)

Json = dict[str, Any]


FINE: dict[str, list[Json]] = {
    "section": [section(fields=[plain("a"), mrkdwn("b")], accessory=button())],
    "fields alone": [{"type": "section", "fields": [mrkdwn("a")]}],
    "header, divider": [{"type": "header", "text": plain("Overskrift")}, {"type": "divider"}],
    "picture": [image(title=plain("Kortet")), section(accessory=image())],
    "context": [{"type": "context", "elements": [mrkdwn("a"), image()]}],
    "buttons": [actions(button(style="danger", confirm=CONFIRM, value="1"), button())],
    "menus": [actions(select(), {"type": "users_select"}, {"type": "datepicker"})],
    "overflow": [section(accessory={"type": "overflow", "options": options(5)})],
    "groups": [
        actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("Felt"), "options": options(2)}],
            }
        )
    ],
    "fields to fill in": [asked(typing(multiline=True)), asked(number(min_value="1"))],
    "rich text": [rich(line("Hej"))],
    "table": [table(["a", "b"], ["1", "2"])],
    "markdown": [{"type": "markdown", "text": "# Hej"}],
}


@pytest.mark.parametrize("blocks", FINE.values(), ids=FINE.keys())
def test_what_slack_shows_passes(blocks: list[Json]) -> None:
    assert problems(blocks, "message") == []


BROKEN: dict[str, tuple[Json, str]] = {
    "no type": ({"text": mrkdwn("a")}, "missing required field: type [json-pointer:/blocks/0]"),
    "unknown type": ({"type": "sektion"}, "unsupported type: sektion"),
    "unknown field": (section(color="red"), "invalid additional property: color"),
    "empty section": ({"type": "section"}, "at least one of these is required: text, fields"),
    "empty text": (
        section(""),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "long section": (section("a" * 3001), "must be less than 3001 characters"),
    "eleven fields": (section(fields=[mrkdwn("a")] * 11), "no more than 10 items allowed"),
    "long field": (section(fields=[mrkdwn("a" * 2001)]), "must be less than 2001 characters"),
    "markup in a header": ({"type": "header", "text": mrkdwn("a")}, "unsupported type: mrkdwn"),
    "long header": ({"type": "header", "text": plain("a" * 151)}, "must be less than 151"),
    "picture without alt text": (
        {"type": "image", "image_url": "https://example.com/a.png"},
        "missing required field: alt_text",
    ),
    "picture without a picture": ({"type": "image", "alt_text": "a"}, "exactly one of these"),
    "picture by two ways": (image(slack_file={"id": "F1"}), "exactly one of these"),
    "picture from elsewhere": (image(image_url="file:///a.png"), "does not match the pattern"),
    "long alt text": (image(alt_text="a" * 2001), "must be less than 2001 characters"),
    "eleven in a context": (
        {"type": "context", "elements": [mrkdwn("a")] * 11},
        "no more than 10 items allowed",
    ),
    "button in a context": ({"type": "context", "elements": [button()]}, "unsupported type"),
    "no actions": (actions(), "no fewer than 1 items allowed"),
    "26 actions": (actions(*[button()] * 26), "no more than 25 items allowed"),
    "text field among actions": (actions(typing()), "unsupported type: plain_text_input"),
    "text field beside a section": (section(accessory=typing()), "unsupported type"),
    "clock time and date beside a section": (
        section(accessory={"type": "datetimepicker"}),
        "unsupported type: datetimepicker",
    ),
    "button as a field": (asked(button()), "unsupported type: button"),
    "field without label": ({"type": "input", "element": typing()}, "required field: label"),
    "long label": (asked(typing(), "a" * 2001), "must be less than 2001 characters"),
    "long hint": (asked(typing(), hint=plain("a" * 2001)), "must be less than 2001"),
    "long button": (actions(button("a" * 76)), "must be less than 76 characters"),
    "empty button": (actions(button("")), "must be more than 0 characters"),
    "markup on a button": (
        actions({"type": "button", "text": mrkdwn("a")}),
        "unsupported type: mrkdwn",
    ),
    "long value": (actions(button(value="a" * 2001)), "must be less than 2001 characters"),
    "long action_id": (actions(button(action_id="a" * 256)), "must be less than 256"),
    "long block_id": (section(block_id="a" * 256), "must be less than 256"),
    "unknown style": (actions(button(style="blue")), "must be one of: primary, danger"),
    "long name for screen readers": (
        actions(button(accessibility_label="a" * 76)),
        "must be less than 76 characters",
    ),
    "half a question": (
        actions(button(confirm={"title": plain("a")})),
        "missing required field: text",
    ),
    "long title of a question": (
        actions(button(confirm={**CONFIRM, "title": plain("a" * 101)})),
        "must be less than 101",
    ),
    "long question": (
        actions(button(confirm={**CONFIRM, "text": plain("a" * 301)})),
        "must be less than 301",
    ),
    "long yes": (
        actions(button(confirm={**CONFIRM, "confirm": plain("a" * 31)})),
        "must be less than 31",
    ),
    "101 options": (actions(select(101)), "no more than 100 items allowed"),
    "no options": (actions({"type": "static_select"}), "exactly one of these is required"),
    "long option": (
        actions(select(options=[{"text": plain("a" * 76), "value": "1"}])),
        "must be less than 76",
    ),
    "long option value": (
        actions(select(options=[{"text": plain("a"), "value": "1" * 151}])),
        "must be less than 151",
    ),
    "long description": (
        actions(select(options=[{**options(1)[0], "description": plain("a" * 76)}])),
        "must be less than 76",
    ),
    "101 groups": (
        actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("a"), "options": options(1)}] * 101,
            }
        ),
        "no more than 100 items allowed",
    ),
    "initial option from elsewhere": (
        actions(select(initial_option=options(9)[8])),
        "initial_option must match one of the options",
    ),
    "long placeholder": (actions(select(placeholder=plain("a" * 151))), "must be less than 151"),
    "11 radio buttons": (
        actions({"type": "radio_buttons", "options": options(11)}),
        "no more than 10 items allowed",
    ),
    "11 checkboxes": (
        actions({"type": "checkboxes", "options": options(11)}),
        "no more than 10 items allowed",
    ),
    "6 in an overflow menu": (
        actions({"type": "overflow", "options": options(6)}),
        "no more than 5 items allowed",
    ),
    "a date in words": (
        actions({"type": "datepicker", "initial_date": "i morgen"}),
        "does not match the pattern",
    ),
    "a time that is none": (
        actions({"type": "timepicker", "initial_time": "25:00"}),
        "does not match the pattern",
    ),
    "longer than long": (asked(typing(max_length=3001)), "must be between 1 and 3000"),
    "shortest over longest": (
        asked(typing(min_length=5, max_length=4)),
        "min_length must be no more than max_length",
    ),
    "begins too long": (
        asked(typing(max_length=4, initial_value="fem!!")),
        "must be less than 5 characters",
    ),
    "number of no kind": (asked({"type": "number_input"}), "required field: is_decimal_allowed"),
    "a number in words": (asked(number(min_value="fem")), "must be a number"),
    "smallest over largest": (
        asked(number(min_value="5", max_value="4")),
        "must be in this order",
    ),
    "file in a message": (asked({"type": "file_input"}), "unsupported type: file_input"),
    "dispatch by half": (
        asked(typing(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]})),
        "dispatch_action_config requires dispatch_action",
    ),
    "rich text of nothing": (rich({"type": "rich_text_poem"}), "unsupported type: rich_text_poem"),
    "long markdown": ({"type": "markdown", "text": "a" * 12_001}, "must be less than 12001"),
    "21 columns": (table(["a"] * 21), "no more than 20 items allowed"),
    "101 rows": (table(*[["a"]] * 101), "no more than 100 items allowed"),
    "uneven rows": (table(["a", "b"], ["a"]), "every row must have as many cells"),
    "alert in a message": ({"type": "alert", "text": plain("a")}, "unsupported type on a message"),
    "a block that the sandbox cannot draw": ({"type": "video"}, "unsupported type: video"),
}


@pytest.mark.parametrize(("block", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_refused_with_the_reason(block: Json, reason: str) -> None:
    assert any(reason in found for found in problems([block], "message"))


MANY: dict[str, tuple[list[Json], Surface, str]] = {
    "51 blocks": ([section()] * 51, "message", "no more than 50 items allowed"),
    "two blocks of one name": (
        [section(block_id="a"), section(block_id="a")],
        "message",
        "block_id a already exists",
    ),
    "two actions of one name": (
        [actions(button(action_id="a"), button(action_id="a"))],
        "message",
        "action_id a already exists",
    ),
    "two tables": ([table(["a"])] * 2, "message", "only one table"),
    "two halves of too much markdown": (
        [{"type": "markdown", "text": "a" * 6001}] * 2,
        "message",
        "markdown must be less than 12001 characters together",
    ),
    "two that want the cursor": (
        [asked(typing(focus_on_load=True))] * 2,
        "message",
        "focus_on_load may be set on one element only",
    ),
}


@pytest.mark.parametrize(("blocks", "surface", "reason"), MANY.values(), ids=MANY.keys())
def test_what_must_hold_for_all_blocks_together(
    blocks: list[Json], surface: Surface, reason: str
) -> None:
    assert any(reason in found for found in problems(blocks, surface))


def test_blocks_are_a_list() -> None:
    assert "must be an array" in problems(section(), "message")[0]


def test_the_same_action_may_stand_in_two_blocks() -> None:
    assert problems([actions(button(action_id="a"))] * 2, "message") == []
