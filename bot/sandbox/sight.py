"""What a person has before their eyes: messages, forms, Home, and the controls in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.sandbox.client import InMessage, InView
from bot.sandbox.elements import elements, options_of
from bot.sandbox.reading import message_lines, said_by, text_of, view_lines
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message, View

Place: TypeAlias = Message | View
On: TypeAlias = Message | Literal["home"] | None


@dataclass(frozen=True, slots=True)
class Control:
    """Something to act on, and where it stands."""

    where: InMessage | InView
    blocks: list[Json]
    block: Json
    element: Json
    option: str | None = None  # of an overflow menu: each of its options is a thing to click

    def stands_beside(self, text: str, workspace: Workspace) -> bool:
        """Whether `text` is read in its own block, or in the nearest one above that has any."""
        above = self.blocks[: self.blocks.index(self.block) + 1]
        for block in reversed(above):
            own = said_by(block, workspace.world)
            if own:
                return text in "\n".join(own)
        return False


@dataclass(frozen=True, slots=True)
class Sight:
    workspace: Workspace
    user: str

    @property
    def form(self) -> View | None:
        return self.workspace.world.modal_of(self.user)

    @property
    def home(self) -> View | None:
        return self.workspace.world.homes.get(self.user)

    def channels(self) -> list[Channel]:
        return [
            channel
            for channel in self.workspace.world.channels.values()
            if self.user in channel.members
        ]

    def messages(self, channel: Channel | None = None) -> list[Message]:
        """Everything that is said to the person, in one place or all, oldest first."""
        places = [channel] if channel else self.channels()
        seen = [each for place in places for each in place.messages if each.seen_by(self.user)]
        return sorted(seen, key=lambda message: float(message.ts))

    def dm(self) -> list[Message]:
        dm = self.workspace.world.dm_of(self.user)
        return self.messages(dm) if dm else []

    def text(self, place: Place) -> str:
        world = self.workspace.world
        if isinstance(place, View):
            return "\n".join(view_lines(place, world))
        return "\n".join(message_lines(place, world))

    def places(self, on: On) -> Iterator[Place]:
        """Where a person looks for something to act on: an open form hides all else."""
        if on == "home":
            yield from [self.home] if self.home else []
        elif on is not None:
            yield on
        elif self.form:
            yield self.form
        else:
            yield from reversed(self.messages())
            yield from [self.home] if self.home else []

    def controls(self, place: Place) -> list[Control]:
        if isinstance(place, View):
            where: InMessage | InView = InView(place.id)
            blocks = place.payload["blocks"]
        else:
            where, blocks = InMessage(place.channel, place.ts), place.blocks
        return [Control(where, blocks, *found) for found in elements(blocks)]

    def clickable(self, place: Place, label: str) -> list[Control]:
        """Buttons, and options of overflow menus, that read exactly so."""
        found: list[Control] = []
        for control in self.controls(place):
            element = control.element
            if element["type"] == "button" and self._reads(element["text"], label):
                found.append(control)
            if element["type"] == "overflow":
                found += [
                    Control(control.where, control.blocks, control.block, element, each["value"])
                    for each in options_of(element)
                    if self._reads(each["text"], label)
                ]
        return found

    def choosable(self, place: Place, label: str) -> list[Control]:
        """Fields with that label, selects with that placeholder, or beside a text with it."""
        return [
            control
            for control in self.controls(place)
            if control.element["type"] not in ("button", "overflow")
            and label in self._names(control)
        ]

    def _names(self, control: Control) -> list[str]:
        element, block, world = control.element, control.block, self.workspace.world
        names = [text_of(element.get("placeholder"), world)]
        says = said_by(block, world)
        if block["type"] == "actions" and (place := control.blocks.index(block)):
            says = said_by(control.blocks[place - 1], world)
        return [name for name in [*names, *"\n".join(says).splitlines()] if name]

    def labels(self, place: Place) -> list[str]:
        """What one could have meant, for an error that helps."""
        named: list[str] = []
        for control in self.controls(place):
            if control.element["type"] == "button":
                named.append(text_of(control.element["text"], self.workspace.world))
            elif control.element["type"] == "overflow":
                named += [
                    text_of(each["text"], self.workspace.world)
                    for each in options_of(control.element)
                ]
            else:
                named += self._names(control)[-1:]
        return named

    def _reads(self, part: Json, label: str) -> bool:
        return text_of(part, self.workspace.world) == label
