"""The test kit: people who read, write and click, and who can only do what is there to be done.

    anna = sandbox.adds("Anna Lund")
    await anna.types("/ledertrivsel")
    await anna.clicks("Begynd")
    assert anna.sees("Tema 1 af 12")

Every act waits until the workspace has come to rest, unless `settle=False`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from bot.sandbox.client import Answer, InView, NotThere
from bot.sandbox.picking import Value, as_held
from bot.sandbox.sight import Control, On, Sight
from bot.sandbox.world import Channel, Message, User, View

if TYPE_CHECKING:  # the sandbox makes the people
    from bot.sandbox.server import Sandbox


class Person:
    def __init__(self, sandbox: Sandbox, user: User) -> None:
        self._sandbox = sandbox
        self._client = sandbox.client
        self._sight = Sight(sandbox.workspace, user.id)
        self._looks_at: Message | Literal["home"] | None = None
        self.user = user

    def __repr__(self) -> str:
        return f"<{self.user.name}>"

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    # What they do

    async def types(
        self, text: str, channel: Channel | None = None, *, settle: bool = True
    ) -> Answer:
        """Write in a channel, or else to the app: a command, or a message."""
        place = channel or self._sandbox.workspace.open_dm(self.user)
        self._looks_at = None
        if text.startswith("/"):
            answer = await self._client.command(self.id, place.id, text)
        else:
            answer = await self._client.post(self.id, place.id, text)
        return await self._then(answer, settle)

    async def posts(self, channel: Channel, text: str, *, settle: bool = True) -> Message:
        await self._client.post(self.id, channel.id, text)
        message = channel.messages[-1]
        await self._then(Answer(ok=True), settle)
        return message

    async def replies(self, message: Message, text: str, *, settle: bool = True) -> Message:
        """Answer in the message's thread."""
        channel = self._sandbox.world.channels[message.channel]
        await self._client.post(self.id, channel.id, text, message.thread_ts or message.ts)
        reply = channel.messages[-1]
        await self._then(Answer(ok=True), settle)
        return reply

    async def edits(self, message: Message, text: str, *, settle: bool = True) -> None:
        answer = await self._client.edit(self.id, message.channel, message.ts, text)
        await self._then(answer, settle)

    async def deletes(self, message: Message, *, settle: bool = True) -> None:
        answer = await self._client.delete(self.id, message.channel, message.ts)
        await self._then(answer, settle)

    async def opens_home(self, *, settle: bool = True) -> Answer:
        self._looks_at = "home"
        return await self._then(await self._client.open_home(self.id), settle)

    async def uses_shortcut(self, name: str, *, settle: bool = True) -> Answer:
        """A global shortcut, which Slack offers wherever one writes."""
        self._looks_at = None
        return await self._then(await self._client.shortcut(self.id, name), settle)

    async def clicks(
        self,
        label: str,
        on: On = None,
        *,
        nth: int | None = None,
        beside: str | None = None,
        confirm: bool = True,
        settle: bool = True,
    ) -> Answer:
        """Press the button (or menu item) that reads so, in the newest place that has it.

        `beside` (a text in the block, or just above it) or `nth` (from 0) picks one of several.
        A question before it ("are you sure?") is answered with yes, or with no (`confirm=False`).
        """
        control = self._one(label, self._clickable(label, on), nth, beside)
        if "confirm" in control.element and not confirm:
            return Answer(ok=True)
        self._turn_to(control)
        answer = await self._client.act(
            self.id,
            control.where,
            control.block["block_id"],
            control.element["action_id"],
            control.option,
        )
        return await self._then(answer, settle)

    async def chooses(
        self,
        label: str,
        value: Value,
        on: On = None,
        *,
        nth: int | None = None,
        beside: str | None = None,
        settle: bool = True,
    ) -> Answer:
        """Pick in the field or menu with that label (or placeholder, or text just above)."""
        control = self._one(label, self._choosable(label, on), nth, beside)
        self._turn_to(control)
        return await self._then(await self._put(control, value), settle)

    async def fills(self, values: Mapping[str, Value], *, settle: bool = True) -> None:
        """Fill in the open form, by the labels of its fields."""
        form = self._open_form()
        for label, value in values.items():
            control = self._one(label, self._sight.choosable(form, label), None, None)
            await self._put(control, value)
        await self._then(Answer(ok=True), settle)

    async def submits(self, *, settle: bool = True) -> Answer:
        answer = await self._client.submit(self.id, self._open_form().id)
        return await self._then(answer, settle)

    async def closes(self, *, settle: bool = True) -> Answer:
        answer = await self._client.close(self.id, self._open_form().id)
        return await self._then(answer, settle)

    # What they see

    @property
    def dm(self) -> list[Message]:
        """What was said between the person and the app, oldest first."""
        return self._sight.dm()

    @property
    def newest(self) -> Message:
        if not (messages := self._sight.messages()):
            raise NotThere(f"nobody has written to {self.name}")
        return messages[-1]

    @property
    def form(self) -> View | None:
        return self._sight.form

    @property
    def home(self) -> str:
        return self._sight.text(self._sight.home) if self._sight.home else ""

    @property
    def notices(self) -> list[str]:
        """What Slack itself has told the person."""
        return self._sandbox.world.notices.get(self.id, [])

    @property
    def view(self) -> str:
        """Everything that is in front of the person now, as text."""
        return "\n\n".join(self._sight.text(place) for place in self._front())

    def sees(self, text: str) -> bool:
        """Whether it is in front of them: the open form, or else what was said last and what they
        act on (a message, or the Home tab), and the channels.
        """
        return any(text in self._sight.text(place) for place in self._front())

    def catches_up(self) -> None:
        """Looks into every conversation: nothing in them is news any more."""
        for channel in list(self._sandbox.world.channels.values()):
            if self.id in channel.members:
                self._client.mark_read(self.id, channel.id)

    def was_told(self, text: str) -> int:
        """How many messages to this person alone say it."""
        private = [
            message
            for message in self._sight.messages()
            if message.ephemeral_to or self._sandbox.world.channels[message.channel].kind == "dm"
        ]
        return sum(text in self._sight.text(message) for message in private)

    def finds(self, text: str, channel: Channel | None = None) -> Message:
        """The newest message that says it."""
        for message in reversed(self._sight.messages(channel)):
            if text in self._sight.text(message):
                return message
        raise NotThere(f"{self.name} finds no message that says: {text}")

    def reads(self, message: Message | View) -> str:
        return self._sight.text(message)

    def _front(self) -> list[Message | View]:
        if self.form:
            return [self.form]
        front: list[Message | View] = []
        if self._looks_at == "home" and self._sight.home:
            front.append(self._sight.home)
        if isinstance(self._looks_at, Message) and not self._looks_at.deleted:
            front.append(self._looks_at)
        front += self.dm[-1:]
        for channel in self._sight.channels():
            if channel.kind != "dm":
                front += self._sight.messages(channel)
        return front

    # How they do it

    async def _then(self, answer: Answer, settle: bool) -> Answer:
        if settle:
            await self._sandbox.settles()
        return answer

    def _open_form(self) -> View:
        if self.form is None:
            raise NotThere(f"{self.name} has no form open")
        return self.form

    def _turn_to(self, control: Control) -> None:
        if isinstance(control.where, InView):
            home = self._sight.home
            self._looks_at = "home" if home and home.id == control.where.view_id else None
            return
        channel = self._sandbox.world.channels[control.where.channel]
        self._looks_at = channel.message(control.where.ts)

    def _clickable(self, label: str, on: On) -> list[Control]:
        for place in self._places(on):
            if found := self._sight.clickable(place, label):
                return found
        raise NotThere(f"{self.name} sees no button {label!r}; there is: {self._visible(on)}")

    def _choosable(self, label: str, on: On) -> list[Control]:
        for place in self._places(on):
            if found := self._sight.choosable(place, label):
                return found
        raise NotThere(f"{self.name} sees no field {label!r}; there is: {self._visible(on)}")

    def _places(self, on: On) -> Iterator[Message | View]:
        """Whoever has opened home looks there first."""
        if on is None and self._looks_at == "home" and not self.form:
            yield from self._sight.places("home")
        yield from self._sight.places(on)

    def _visible(self, on: On) -> list[str]:
        labels = [label for place in self._sight.places(on) for label in self._sight.labels(place)]
        return list(dict.fromkeys(labels))

    def _one(
        self, label: str, found: list[Control], nth: int | None, beside: str | None
    ) -> Control:
        if not found:
            labels = self._sight.labels(self._open_form())
            raise NotThere(f"{self.name} sees no field {label!r}; there is: {labels}")
        if beside is not None:
            found = [each for each in found if each.stands_beside(beside, self._sandbox.workspace)]
            if not found:
                raise NotThere(f"{self.name} sees no {label!r} beside {beside!r}")
        if nth is not None:
            return found[nth]
        if len(found) > 1:
            raise NotThere(f"{len(found)} read {label!r}: say which (beside=…, nth=…)")
        return found[0]

    async def _put(self, control: Control, value: Value) -> Answer:
        meant = as_held(control.element, value, self._sandbox.world)
        block_id, action_id = control.block["block_id"], control.element["action_id"]
        if isinstance(control.where, InView) and control.block["type"] == "input":
            view_id = control.where.view_id
            return await self._client.set_input(self.id, view_id, block_id, action_id, meant)
        return await self._client.act(self.id, control.where, block_id, action_id, meant)
