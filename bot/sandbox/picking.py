"""From what a test says a person picks ("fredag", a person, a date) to what the element holds."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol, TypeAlias, cast, runtime_checkable

from bot.sandbox.client import NotThere
from bot.sandbox.elements import options_of
from bot.sandbox.reading import text_of
from bot.sandbox.world import Attachment, Json, World


@runtime_checkable
class Named(Protocol):
    """A person or a channel."""

    @property
    def id(self) -> str: ...


Picked: TypeAlias = str | Named | date | time | float | Attachment
Value: TypeAlias = Picked | Sequence[Picked] | None


def as_held(element: Json, value: Value, world: World) -> object:
    """One value, or a list of them where the element takes several; None empties it."""
    if value is None:
        return None
    kind = cast("str", element["type"])
    alone = isinstance(value, str) or not isinstance(value, Sequence)
    if kind.startswith("multi_") or kind in ("checkboxes", "file_input"):
        several = [cast("Picked", value)] if alone else cast("Sequence[Picked]", value)
        return [_one(element, each, world) for each in several]
    if not alone:
        raise TypeError(f"a {kind} takes one value")
    return _one(element, cast("Picked", value), world)


def _one(element: Json, value: Picked, world: World) -> object:
    kind = cast("str", element["type"])
    match value:
        case datetime():
            return int(value.timestamp())
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case Named():
            return value.id
        case _ if options_of(element):
            return _option(element, str(value), world)
        case _ if any(word in kind for word in ("users", "conversations", "channels")):
            return _id_of(str(value), world)
        case _:
            return value


def _option(element: Json, label: str, world: World) -> str:
    found = [each for each in options_of(element) if text_of(each["text"], world) == label]
    if len(found) != 1:
        labels = [text_of(each["text"], world) for each in options_of(element)]
        raise NotThere(f"no option {label!r}; there is: {labels}")
    return found[0]["value"]


def _id_of(name: str, world: World) -> str:
    for each in (*world.users.values(), *world.channels.values()):
        if name in (each.name, f"#{each.name}", each.id):
            return each.id
    raise NotThere(f"nobody and nothing is called {name!r}")
