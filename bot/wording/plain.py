"""Sheets as plain text: for screen readers and notifications (which read a message's `text` and
none of its blocks), for transcripts, and to read a screen in a test.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.wording.markup import guard, plain
from bot.wording.sheet import (
    Button,
    Buttons,
    ChannelField,
    ChoiceField,
    DateField,
    Divider,
    Document,
    EmailField,
    FileField,
    Form,
    Heading,
    Home,
    ManyField,
    Message,
    MomentField,
    Note,
    Part,
    PeopleField,
    Picker,
    Picture,
    Sheet,
    Text,
    TextField,
)


def as_text(sheet: Sheet, *, buttons: bool = True) -> str:
    """All the sheet says, a part a line; `buttons` are left out where they speak themselves."""
    match sheet:
        case Message(parts=parts) | Home(parts=parts):
            lines = _lines(parts, buttons)
        case Form(title=title, parts=parts):
            lines = [title, *_lines(parts, buttons)]
        case Picture(title=title, alt=alt, comment=comment):
            return "\n".join([title, comment, alt])  # plain already, as a file's words must be
        case Document(title=title, comment=comment):
            return "\n".join([title, comment])
    return "\n".join(plain(line) for line in lines if line).strip()


def _lines(parts: Iterable[Part], buttons: bool) -> list[str]:
    return [_line(part) for part in parts if buttons or not isinstance(part, Buttons)]


def _line(part: Part) -> str:
    match part:
        case Heading(text=text) | Text(text=text) | Note(text=text):
            return text
        case Divider():
            return ""
        case Buttons(elements=elements):
            return " ".join(_element(element) for element in elements)
        case _:
            return _field(part)


def _element(element: Button | Picker) -> str:
    if isinstance(element, Button):
        return f"[{element.label}]"
    chosen = {option.value: option.label for option in element.options}.get(element.chosen, "")
    return f"[{element.label}: {chosen}]" if chosen else f"[{element.label}]"


def _field(
    part: TextField
    | EmailField
    | ChoiceField
    | ManyField
    | PeopleField
    | ChannelField
    | DateField
    | FileField
    | MomentField,
) -> str:
    match part:
        case TextField(value=value) | EmailField(value=value):
            filled = guard(value)
        case ChoiceField(options=options):
            filled = " · ".join(option.label for option in options)
        case ManyField(options=options):
            filled = " · ".join(option.label for option in options)
        case PeopleField(chosen=handles):
            filled = ", ".join(handles)
        case ChannelField(chosen=channel):
            filled = channel
        case FileField(kinds=kinds):
            filled = ", ".join(kinds)
        case DateField(chosen=chosen) | MomentField(chosen=chosen):
            filled = str(chosen or "")
    return "\n".join(filter(None, [f"{part.label}: {filled}".rstrip(" :"), part.hint]))
