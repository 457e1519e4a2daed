"""Block Kit's rules for texts, options and interactive elements.

From docs.slack.dev/reference/block-kit: composition objects and block elements.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.elements import options_of
from bot.sandbox.rules import (
    Findings,
    Rule,
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

IDS = string(255)
URL = string(3000, pattern=r"(https?|mailto|slack):\S+")
PICTURE_URL = string(3000, pattern=r"https?://\S+")


def plain(longest: int) -> Rule:
    return by_type(dict([typed("plain_text", {"text": string(longest)}, {"emoji": flag})]))


def text(longest: int) -> Rule:
    return by_type(
        dict(
            [
                typed("plain_text", {"text": string(longest)}, {"emoji": flag}),
                typed("mrkdwn", {"text": string(longest)}, {"verbatim": flag}),
            ]
        )
    )


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def option(label: Rule) -> Rule:
    return shape({"text": label, "value": string(150)}, {"description": text(75)})


OPTION = option(plain(75))
MARKED_OPTION = option(text(75))  # radio buttons and checkboxes show markup
MENU_OPTION = shape({"text": plain(75), "value": string(150)}, {"url": URL})
GROUP = shape({"label": plain(75), "options": items(OPTION, 100)})
DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}
)
FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
COMMON: Mapping[str, Rule] = {"action_id": IDS}
FIELD: Mapping[str, Rule] = {**COMMON, "focus_on_load": flag}
MENU: Mapping[str, Rule] = {**FIELD, "placeholder": plain(150), "confirm": CONFIRM}
TEXT_FIELD: Mapping[str, Rule] = {
    **FIELD,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}
SEVERAL: Mapping[str, Rule] = {"max_selected_items": integer(1, 1000)}
OPTIONS: Mapping[str, Rule] = {"options": items(OPTION, 100), "option_groups": items(GROUP, 100)}


def _initial_option_exists(element: Any, at: str) -> Findings:
    """What is chosen from the start must be among the options, in every detail."""
    initial = [element["initial_option"]] if "initial_option" in element else []
    name = "initial_option" if initial else "initial_options"
    for each in initial + element.get("initial_options", []):
        if each not in options_of(element):
            yield finding(f"{name} must match one of the options", f"{at}/{name}")


def _lengths_agree(element: Any, at: str) -> Findings:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if shortest > longest:
        yield finding("min_length must be no more than max_length", at)
    if len(element.get("initial_value", "")) > longest:
        yield finding(f"must be less than {longest + 1} characters", f"{at}/initial_value")


def _numbers_agree(element: Any, at: str) -> Findings:
    values: dict[str, Decimal] = {}
    for name in ("min_value", "initial_value", "max_value"):
        if name in element:
            try:
                values[name] = Decimal(element[name])
            except InvalidOperation:
                yield finding("must be a number", f"{at}/{name}")
    ordered = list(values.values())
    if ordered != sorted(ordered):
        yield finding("min_value, initial_value and max_value must be in this order", at)


def _menus(kind: str, holder: str, more: Mapping[str, Rule]) -> list[tuple[str, Rule]]:
    """A select and its multi_ twin."""
    one = {**MENU, **more, f"initial_{holder}": string(255)}
    many = {**MENU, **more, **SEVERAL, f"initial_{holder}s": items(string(255), 1000)}
    return [typed(kind, {}, one), typed(f"multi_{kind}", {}, many)]


ELEMENTS: Mapping[str, Rule] = dict(
    [
        typed(
            "button",
            {"text": plain(75)},
            {
                **COMMON,
                "url": URL,
                "value": string(2000, shortest=0),
                "style": one_of("primary", "danger"),
                "confirm": CONFIRM,
                "accessibility_label": string(75),
            },
        ),
        typed("overflow", {"options": items(MENU_OPTION, 5)}, {**COMMON, "confirm": CONFIRM}),
        typed(
            "static_select",
            {},
            {**MENU, **OPTIONS, "initial_option": OPTION},
            exactly_one("options", "option_groups"),
            _initial_option_exists,
        ),
        typed(
            "multi_static_select",
            {},
            {**MENU, **OPTIONS, **SEVERAL, "initial_options": items(OPTION, 100)},
            exactly_one("options", "option_groups"),
            _initial_option_exists,
        ),
        *_menus("users_select", "user", {}),
        *_menus("channels_select", "channel", {"response_url_enabled": flag}),
        *_menus(
            "conversations_select",
            "conversation",
            {
                "response_url_enabled": flag,
                "default_to_current_conversation": flag,
                "filter": FILTER,
            },
        ),
        typed(
            "radio_buttons",
            {"options": items(MARKED_OPTION, 10)},
            {**FIELD, "initial_option": MARKED_OPTION, "confirm": CONFIRM},
            _initial_option_exists,
        ),
        typed(
            "checkboxes",
            {"options": items(MARKED_OPTION, 10)},
            {**FIELD, "initial_options": items(MARKED_OPTION, 10), "confirm": CONFIRM},
            _initial_option_exists,
        ),
        typed("datepicker", {}, {**MENU, "initial_date": string(10, pattern=r"\d{4}-\d{2}-\d{2}")}),
        typed(
            "timepicker",
            {},
            {
                **MENU,
                "initial_time": string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d"),
                "timezone": string(255),
            },
        ),
        typed(
            "datetimepicker",
            {},
            {
                **FIELD,
                "confirm": CONFIRM,
                "initial_date_time": integer(1_000_000_000, 9_999_999_999),
            },
        ),
        typed(
            "plain_text_input",
            {},
            {
                **TEXT_FIELD,
                "initial_value": string(3000, shortest=0),
                "multiline": flag,
                "min_length": integer(0, 3000),
                "max_length": integer(1, 3000),
            },
            _lengths_agree,
        ),
        typed("email_text_input", {}, {**TEXT_FIELD, "initial_value": string(3000, shortest=0)}),
        typed("url_text_input", {}, {**TEXT_FIELD, "initial_value": string(3000, shortest=0)}),
        typed(
            "number_input",
            {"is_decimal_allowed": flag},
            {
                **TEXT_FIELD,
                "initial_value": string(255),
                "min_value": string(255),
                "max_value": string(255),
            },
            _numbers_agree,
        ),
        typed(
            "file_input",
            {},
            {**COMMON, "filetypes": items(string(20), 100), "max_files": integer(1, 10)},
        ),
    ]
)
PICTURE: Rule = typed(
    "image",
    {"alt_text": string(2000)},
    {"image_url": PICTURE_URL, "slack_file": shape({"id": string(255)})},
    exactly_one("image_url", "slack_file"),
)[1]

_SELECTS = {"static_select", "users_select", "channels_select", "conversations_select"}
_MENUS = _SELECTS | {f"multi_{kind}" for kind in _SELECTS}
_TYPED_IN = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_CHOSEN = _MENUS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}


def _only(kinds: set[str]) -> Mapping[str, Rule]:
    return {kind: rule for kind, rule in ELEMENTS.items() if kind in kinds}


# which elements may stand where (docs.slack.dev/blocks.json)
IN_ACTIONS = by_type(_only(_CHOSEN | {"datetimepicker", "button", "overflow"}))
IN_INPUT = by_type(_only(_CHOSEN | {"datetimepicker", "file_input"} | _TYPED_IN))
BESIDE_SECTION = by_type({**_only(_CHOSEN | {"button", "overflow"}), "image": PICTURE})
