"""Fields of forms, and the buttons and menus that act at once."""

from __future__ import annotations

from typing import assert_never

from bot.blocks.parts import Block, plain
from bot.wording.markup import unguard
from bot.wording.sheet import (
    Button,
    ChannelField,
    ChoiceField,
    Confirm,
    DateField,
    EmailField,
    Field,
    FileField,
    ManyField,
    MomentField,
    Option,
    PeopleField,
    Picker,
    TextField,
)

INPUT = "input"  # the action_id of every field: its block_id is its name
MOST_OPTIONS = 100
FEW = 5  # up to here the options are shown; more become a menu


def element(number: int, part: Button | Picker) -> Block:
    """`number` keeps the ids within a block apart; the action before it tells what is pressed."""
    action_id = f"{part.action}/{number}"
    if isinstance(part, Picker):
        return _menu("static_select", part.options, part.chosen) | {
            "action_id": action_id,
            "placeholder": plain(unguard(part.label), 150),
        }
    drawn: Block = {
        "type": "button",
        "action_id": action_id,
        "text": plain(unguard(part.label), 75),
        "value": part.value,
    }
    if part.style:
        drawn["style"] = part.style
    if part.spoken:
        drawn["accessibility_label"] = unguard(part.spoken)[:75]
    if part.confirm:
        drawn["confirm"] = _confirm(part.confirm)
    return drawn


def _confirm(confirm: Confirm) -> Block:
    return {
        "title": plain(unguard(confirm.title), 100),
        "text": plain(unguard(confirm.text), 300),
        "confirm": plain(unguard(confirm.yes), 30),
        "deny": plain(unguard(confirm.no), 30),
    }


def field(part: Field) -> Block:
    """An input block."""
    block: Block = {
        "type": "input",
        "block_id": part.name,
        "label": plain(unguard(part.label), 2000),
        "element": _element(part) | {"action_id": INPUT},
        "optional": part.optional,
    }
    return block | ({"hint": plain(unguard(part.hint), 2000)} if part.hint else {})


def _element(part: Field) -> Block:
    match part:
        case TextField():
            return _text(part)
        case EmailField(value=value):
            return {"type": "email_text_input"} | ({"initial_value": value} if value else {})
        case ChoiceField():
            return _choice(part)
        case ManyField(options=options, chosen=chosen):
            return _many(options, chosen)
        case PeopleField(chosen=chosen, many=True):
            initial = {"initial_users": list(chosen)} if chosen else {}
            return {"type": "multi_users_select"} | initial
        case PeopleField(chosen=chosen):
            return {"type": "users_select"} | ({"initial_user": chosen[0]} if chosen else {})
        case ChannelField(chosen=chosen):
            only = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
            initial = {"initial_conversation": chosen} if chosen else {}
            return {"type": "conversations_select"} | only | initial
        case DateField(chosen=chosen):
            initial = {"initial_date": chosen.isoformat()} if chosen else {}
            return {"type": "datepicker"} | initial
        case FileField(kinds=kinds):
            return {"type": "file_input", "filetypes": list(kinds), "max_files": 1}
        case MomentField(chosen=chosen):
            initial = {"initial_date_time": int(chosen.timestamp())} if chosen else {}
            return {"type": "datetimepicker"} | initial
        case _:
            assert_never(part)


def _text(part: TextField) -> Block:
    drawn: Block = {
        "type": "plain_text_input",
        "multiline": part.many_lines,
        "max_length": part.limit,
    }
    if part.value:
        drawn["initial_value"] = part.value[: part.limit]
    if part.placeholder:
        drawn["placeholder"] = plain(unguard(part.placeholder), 150)
    return drawn


def _choice(part: ChoiceField) -> Block:
    menu = part.as_menu or len(part.options) > FEW
    return _menu("static_select" if menu else "radio_buttons", part.options, part.chosen)


def _many(options: tuple[Option, ...], chosen: tuple[str, ...]) -> Block:
    kind = "checkboxes" if len(options) <= 2 * FEW else "multi_static_select"
    drawn = [_option(option) for option in options]
    initial = [one for one in drawn if one["value"] in chosen]
    return {"type": kind} | _in_groups(drawn) | ({"initial_options": initial} if initial else {})


def _menu(kind: str, options: tuple[Option, ...], chosen: str) -> Block:
    drawn = [_option(option) for option in options]
    initial = [one for one in drawn if one["value"] == chosen]
    return {"type": kind} | _in_groups(drawn) | ({"initial_option": initial[0]} if initial else {})


def _in_groups(options: list[Block]) -> Block:
    """A menu has room for a hundred options, or for a hundred groups of a hundred."""
    if len(options) <= MOST_OPTIONS:
        return {"options": options}
    groups = [
        {
            "label": plain(f"{first + 1}–{min(first + MOST_OPTIONS, len(options))}", 75),
            "options": options[first : first + MOST_OPTIONS],
        }
        for first in range(0, len(options), MOST_OPTIONS)
    ]
    return {"option_groups": groups[:MOST_OPTIONS]}


def _option(option: Option) -> Block:
    return {"text": plain(unguard(option.label), 75), "value": option.value}
