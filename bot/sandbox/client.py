"""What a person's Slack client can do: write, click, fill in, send. Test kit and page use it.

It builds the payloads that Slack sends, waits for the app's ack, and shows the person what came of
it. What Slack itself has to say (such as: the app did not respond) becomes a notice.
"""

from dataclasses import dataclass, field
from typing import cast

from bot.sandbox import attaching, events, modals, payloads, talk
from bot.sandbox.choices import action_of, state_of
from bot.sandbox.commands import show_answer
from bot.sandbox.delivery import Ack
from bot.sandbox.elements import STATE, find
from bot.sandbox.journal import Deed
from bot.sandbox.mentions import as_slack_sends
from bot.sandbox.reading import text_of, value_text
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Attachment, Channel, Json, Message, View


class NotThere(LookupError):
    """A person can only act on what they can see."""


@dataclass(frozen=True, slots=True)
class InMessage:
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class InView:
    view_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the ack's status (0: none in time), and what Slack says to the person."""

    ok: bool
    status: int = 200
    shown: str = ""
    errors: dict[str, str] = field(default_factory=dict[str, str])  # field label -> text


OK = Answer(ok=True)


class Client:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._world = workspace.world

    # Writing

    async def command(self, user: str, channel: str, text: str) -> Answer:
        name, _, argument = text.partition(" ")
        self._note(user, Deed.WRITES, text)
        if name not in self._workspace.installation.commands:
            return self._says(user, Answer(False, 0, f"{name} is not a valid command."))
        place = self._channel(user, channel)
        payload = payloads.slash_command(self._workspace, user, place, name, argument.strip())
        ack = await self._workspace.delivery.ask("slash_commands", payload)
        if not ack.ok:
            why = "because the app did not respond."
            if ack.status:
                why = 'with the error "dispatch_failed".'
            return self._says(user, Answer(False, ack.status, f"{name} failed {why}"))
        show_answer(self._workspace, user, place, ack.body)
        return OK

    async def shortcut(self, user: str, name: str) -> Answer:
        """Use one of the app's global shortcuts, from wherever one is."""
        callback_id = self._workspace.installation.shortcuts.get(name)
        if callback_id is None:
            raise NotThere(f"the app has no shortcut {name!r}")
        self._note(user, Deed.USES, name)
        payload = payloads.shortcut(self._workspace, user, callback_id)
        ack = await self._workspace.delivery.ask("interactive", payload)
        return self._after_click(user, ack)

    async def post(
        self, user: str, channel: str, text: str, thread_ts: str | None = None
    ) -> Answer:
        place = self._channel(user, channel)
        if place.kind == "dm" and not self._workspace.installation.messages_tab:
            return self._says(user, Answer(False, 0, "Sending messages to this app is turned off."))
        if place.archived:
            return self._says(user, Answer(False, 0, "This channel has been archived."))
        message = Message(
            ts=self._world.new_ts(self._workspace.clock()),
            channel=place.id,
            user=user,
            text=as_slack_sends(text, self._world),
            thread_ts=thread_ts,
        )
        talk.say(self._workspace, message)
        return OK

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Answer:
        message = self._own(user, channel, ts)
        talk.change(self._workspace, message, as_slack_sends(text, self._world))
        return OK

    async def delete(self, user: str, channel: str, ts: str) -> Answer:
        talk.take_back(self._workspace, self._own(user, channel, ts))
        return OK

    # Clicking and choosing

    async def act(
        self,
        user: str,
        where: InMessage | InView,
        block_id: str,
        action_id: str,
        value: object = None,
    ) -> Answer:
        """Press a button, or pick something that the app is told of at once."""
        block, element, place = self._element(user, where, block_id, action_id)
        held = state_of(element, value) if element["type"] in STATE else None
        if held is not None:
            self._keep(user, where, block_id, action_id, held)
        deed = Deed.PRESSES if held is None else Deed.PICKS
        self._note(user, deed, self._named(element, held, value))
        if not self._workspace.installation.interactivity:
            return self._says(user, Answer(False, 0, "This app does not handle interactions."))
        action = action_of(block, element, held, value, self._workspace)
        payload = payloads.block_actions(self._workspace, user, place, action)
        ack = await self._workspace.delivery.ask("interactive", payload)
        return self._after_click(user, ack)

    def _after_click(self, user: str, ack: Ack) -> Answer:
        if ack.ok:
            return OK
        if ack.status:
            shown = f"This app responded with Status Code {ack.status}."
        else:
            shown = "Operation timed out. Apps need to respond within 3 seconds."
        return self._says(user, Answer(False, ack.status, shown))

    async def set_input(
        self, user: str, view_id: str, block_id: str, action_id: str, value: object
    ) -> Answer:
        """Fill in one field. The app learns of it when the form is sent, or at once if it asked."""
        view = self._view(user, view_id)
        block, element, _ = self._element(user, InView(view_id), block_id, action_id)
        if block["type"] != "input" or block.get("dispatch_action"):
            return await self.act(user, InView(view_id), block_id, action_id, value)
        if element["type"] == "file_input":
            files = cast("list[Attachment]", value or [])
            if refused := attaching.refusal(element, files):
                return self._says(user, Answer(False, 0, refused))
            value = attaching.attached(self._workspace, user, files)
        held = state_of(element, value)
        view.state.setdefault(block_id, {})[action_id] = held
        view.errors.pop(block_id, None)
        label = text_of(block["label"], self._world)
        shown = value_text(held[STATE[element["type"]].key], self._world)
        self._note(user, Deed.FILLS_IN, f"{label}: {shown}")
        self._world.changed()
        return OK

    # Forms

    async def submit(self, user: str, view_id: str) -> Answer:
        view = self._view(user, view_id)
        if not view.payload.get("submit"):
            raise NotThere("the form has no button to send it")
        self._note(user, Deed.PRESSES, text_of(view.payload["submit"], self._world))
        ack = await modals.submit(self._workspace, view)
        if ack is None or ack.ok:
            errors = modals.labelled_errors(self._workspace, view)
            return Answer(not errors, ack.status if ack else 0, errors=errors)
        return self._says(user, Answer(False, ack.status, modals.TROUBLE))

    async def close(self, user: str, view_id: str) -> Answer:
        view = self._view(user, view_id)
        self._note(user, Deed.CLOSES, text_of(view.payload["title"], self._world))
        ack = await modals.close(self._workspace, view)
        return OK if ack is None or ack.ok else Answer(False, ack.status)

    async def open_home(self, user: str) -> Answer:
        if not self._workspace.installation.home_tab:
            raise NotThere("the app has no Home tab")
        self._note(user, Deed.OPENS, "App Home")
        person = self._workspace.user(user)
        events.home_opened(self._workspace, person, self._workspace.open_dm(person))
        return OK

    def mark_read(self, user: str, channel: str) -> None:
        seen = [each for each in self._channel(user, channel).messages if each.seen_by(user)]
        if seen and self._world.reads.get((user, channel)) != seen[-1].ts:
            self._world.reads[user, channel] = seen[-1].ts
            self._world.changed()

    # What is there

    def _channel(self, user: str, channel: str) -> Channel:
        place = self._world.channels.get(channel)
        if place is None or (user not in place.members and place.kind != "public"):
            raise NotThere(f"no such channel for {self._name(user)}: {channel}")
        return place

    def _message(self, user: str, where: InMessage) -> Message:
        message = self._channel(user, where.channel).message(where.ts)
        if message is None or not message.seen_by(user):
            raise NotThere("that message is not there any more")
        return message

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self._message(user, InMessage(channel, ts))
        if message.user != user:
            raise NotThere(f"{self._name(user)} did not write that message")
        return message

    def _view(self, user: str, view_id: str) -> View:
        view = self._world.view(view_id)
        if view is None or view.user != user:
            raise NotThere("that form is not open any more")
        return view

    def _element(
        self, user: str, where: InMessage | InView, block_id: str, action_id: str
    ) -> tuple[Json, Json, Message | View]:
        if isinstance(where, InMessage):
            place: Message | View = self._message(user, where)
            shown = [place.blocks]
        else:
            place = self._view(user, where.view_id)
            shown = [place.payload["blocks"], *place.earlier]
        for blocks in shown:
            if found := find(blocks, block_id, action_id):
                return (*found, place)
        raise NotThere(f"nothing to act on there: {block_id} / {action_id}")

    def _keep(
        self, user: str, where: InMessage | InView, block_id: str, action_id: str, held: Json
    ) -> None:
        if isinstance(where, InView):
            state = self._view(user, where.view_id).state
        else:
            key = (user, where.channel, where.ts)
            state = self._workspace.message_states.setdefault(key, {})
        state.setdefault(block_id, {})[action_id] = held
        self._world.changed()

    # What is written down

    def _named(self, element: Json, held: Json | None, value: object) -> str:
        if held is not None:
            return value_text(held[STATE[element["type"]].key], self._world)
        if element["type"] == "overflow":
            return value_text(state_of(element, value)["selected_option"], self._world)
        return text_of(element["text"], self._world)

    def _note(self, user: str, deed: Deed, text: str) -> None:
        self._workspace.journal.note(deed, text, who=self._name(user))

    def _says(self, user: str, answer: Answer) -> Answer:
        """Slack itself tells the person."""
        self._world.tell(user, answer.shown)
        self._workspace.journal.note(Deed.SLACK_SAYS, answer.shown, who=self._name(user))
        return answer

    def _name(self, user: str) -> str:
        return self._workspace.user(user).name
