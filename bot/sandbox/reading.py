"""What a person reads: messages, forms and Home tabs as plain lines of text."""

import re
from collections.abc import Callable
from typing import Any, cast

from bot.sandbox.elements import STATE, options_of
from bot.sandbox.rich_reading import rich_lines
from bot.sandbox.world import Json, Message, View, World

ANGLE = re.compile(r"<([^<>]*)>")
EMPHASIS = re.compile(r"(?<![\w*_~])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~])")


def shown(mrkdwn: str, world: World) -> str:
    """Markup as a person sees it: names for ids, the label of a link, no asterisks."""
    text = ANGLE.sub(lambda found: _reference(found[1], world), mrkdwn)
    for _ in range(2):  # *_both_*
        text = EMPHASIS.sub(r"\2", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference(inside: str, world: World) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@") and (user := world.users.get(target[1:])):
        return f"@{user.name}"
    if target.startswith("#") and (channel := world.channels.get(target[1:])):
        return f"#{channel.name}"
    if target in ("!channel", "!here", "!everyone"):
        return f"@{target[1:]}"
    return label or target


def text_of(part: Json | str | None, world: World) -> str:
    """A text object as it is shown. Plain text is shown as it stands."""
    if part is None or isinstance(part, str):
        return part or ""
    text = part["text"]
    return shown(text, world) if part["type"] == "mrkdwn" else text


def lines_of(blocks: list[Json], world: World, state: dict[str, dict[str, Json]]) -> list[str]:
    """Everything there is to read in some blocks, in order, controls in square brackets."""
    found: list[str] = []
    for block in blocks:
        held = state.get(block.get("block_id", ""), {})
        found += [line for line in _block_lines(block, world, held) if line]
    return found


def _block_lines(block: Json, world: World, held: dict[str, Json]) -> list[str]:
    def control(element: Json) -> str:
        return control_text(element, world, held.get(element.get("action_id", "")))

    said = said_by(block, world)
    match block["type"]:
        case "section" if "accessory" in block:
            return [*said, control(block["accessory"])]
        case "context" | "actions":
            return [" ".join(control(each) for each in block["elements"])]
        case "input":
            return [*said, control(block["element"]), text_of(block.get("hint"), world)]
        case "image":
            return [*said, f"({block['alt_text']})"]
        case "divider":
            return ["———"]
        case _:
            return said


def said_by(block: Json, world: World) -> list[str]:
    """What a block says by itself, without its controls; a text may be of several lines."""
    match block["type"]:
        case "section":
            texts = [block.get("text"), *block.get("fields", [])]
        case "header" | "alert":
            texts = [block["text"]]
        case "context":
            texts = [each for each in block["elements"] if each["type"] != "image"]
        case "input":
            texts = [block["label"]]
        case "image":
            texts = [block.get("title")]
        case "markdown":
            return [block["text"]]
        case "rich_text":
            return rich_lines(block, world)
        case "table":
            return [" | ".join(_cell(cell, world) for cell in row) for row in block["rows"]]
        case _:
            return []
    return [text for each in texts if (text := text_of(each, world))]


def _cell(cell: Json, world: World) -> str:
    return " ".join(rich_lines(cell, world)) if cell["type"] == "rich_text" else cell["text"]


def control_text(element: Json, world: World, held: Json | None) -> str:
    kind = element["type"]
    if kind in ("mrkdwn", "plain_text"):
        return text_of(element, world)
    if kind == "image":
        return f"({element['alt_text']})"
    if kind == "button":
        return f"[{text_of(element['text'], world)}]"
    holds = STATE.get(kind)
    value = held.get(holds.key) if held and holds else None
    if kind in ("radio_buttons", "checkboxes"):
        return "\n".join(_boxes(element, world, value))
    if kind == "overflow":
        return "[" + " ⋮ ".join(text_of(each["text"], world) for each in options_of(element)) + "]"
    placeholder = text_of(element.get("placeholder"), world)
    return f"[{value_text(value, world) or placeholder}]"


def _boxes(element: Json, world: World, value: Any) -> list[str]:
    chosen = {each["value"] for each in _as_list(value)}
    return [
        f"{'(x)' if each['value'] in chosen else '( )'} {text_of(each['text'], world)}"
        for each in options_of(element)
    ]


def value_text(value: Any, world: World) -> str:
    """What a control holds, as a person sees it in the control."""
    return ", ".join(_item_text(each, world) for each in _as_list(value))


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _item_text(item: Any, world: World) -> str:
    if isinstance(item, dict):
        option = cast("Json", item)
        return text_of(option["text"], world) if "text" in option else option.get("name", "")
    if user := world.users.get(str(item)):
        return user.name
    if channel := world.channels.get(str(item)):
        return f"#{channel.name}"
    return str(item)


def message_lines(message: Message, world: World) -> list[str]:
    """What a person sees of a message: its blocks, or its text where there are none."""
    if message.blocks:
        lines = lines_of(message.blocks, world, {})
    else:
        lines = [shown(message.text, world)] if message.text else []
    return lines + [_file_line(file_id, world) for file_id in message.files]


def _file_line(file_id: str, world: World) -> str:
    file = world.files[file_id]
    return f"{file.title}" + (f" ({file.alt_text})" if file.alt_text else "")


def view_lines(view: View, world: World) -> list[str]:
    """A form from its title to its buttons, with the errors that it shows; or a Home tab."""
    body = view.payload
    lines = lines_of(body["blocks"], world, view.state)
    if view.kind == "home":
        return lines
    errors = [f"! {text}" for text in view.errors.values()]
    labels: Callable[[str], str] = lambda part: text_of(body.get(part), world)  # noqa: E731
    buttons = " ".join(f"[{labels(part)}]" for part in ("close", "submit") if body.get(part))
    return [labels("title"), *lines, *errors, *([buttons] if buttons else [])]


def summary(blocks: list[Json], world: World) -> str:
    """The text that Slack makes up for a message that has blocks alone."""
    return "\n".join(lines_of(blocks, world, {}))
