"""Where a Slack interaction meets a flow: parse, step, commit, ack; then show the screen.

Bolt runs with `process_before_response`, so Slack hears our ack only after the commit. A
failure before it is answered with a 500: Slack then sends an event again, and tells the person
at once that a click did not work. After it nothing may fail any more, so the screen is shown by
a task of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, TypeVarTuple

from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.errors import Broken, PersonError, SavedUnseen
from bot.flows import Screen
from bot.logs import turn_id
from bot.slack import payload, show
from bot.slack.directory import Directory
from bot.slack.homes import Homes
from bot.slack.payload import Body
from bot.turn import Turn, Turns

log = logging.getLogger(__name__)
Ts = TypeVarTuple("Ts")
# What it reads from the payload is what the step takes. It may ask Slack: no turn is open yet.
Parse = Callable[[Body], tuple[*Ts] | Awaitable[tuple[*Ts]]]
Step = Callable[[Turn, *Ts], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True)
class Outcome:
    screen: Screen | PersonError | None
    language: str


class Desk:
    def __init__(self, turns: Turns, directory: Directory, homes: Homes) -> None:
        self.directory = directory
        self._turns = turns
        self._homes = homes
        self._showing: set[asyncio.Task[None]] = set()

    async def reply(self, args: AsyncArgs, parse: Parse[*Ts], step: Step[*Ts]) -> None:
        """Answer a click, a command or an event: ack once it is committed, then show the screen."""
        outcome = await self._run(args, parse, step)
        await args.ack()
        self._later(self._show(args, outcome))

    async def submit(self, args: AsyncArgs, parse: Parse[*Ts], step: Step[*Ts]) -> None:
        """Answer a form: what is wrong with it, or with us, can only be said in the ack."""
        language = self._turns.language
        with turn_id() as code:
            try:
                outcome = await self._step(payload.heard(args.body), parse, step)
            except Exception:  # nothing is committed
                log.exception("form failed, shown as %s", code)
                answer = show.form_failed(args.body, Broken(code), language)
            else:
                answer = self._form_answer(args.body, outcome, code)
        await args.ack(**answer)

    def _form_answer(self, body: Body, outcome: Outcome, code: str) -> dict[str, Any]:
        if isinstance(outcome.screen, PersonError):
            return show.form_refused(body, outcome.screen, outcome.language)
        try:
            return show.form_answer(outcome.screen, outcome.language)
        except Exception:  # it is committed
            log.exception("could not show %s: %s", type(outcome.screen).__name__, code)
            return show.form_answer(SavedUnseen(code), outcome.language)

    async def drain(self) -> None:
        """Wait until every screen is shown, every Home with them."""
        while self._showing:
            await asyncio.wait(self._showing)
        await self._homes.publish_now()

    @property
    def busy(self) -> bool:
        return bool(self._showing) or self._homes.waiting

    async def _run(self, args: AsyncArgs, parse: Parse[*Ts], step: Step[*Ts]) -> Outcome:
        with turn_id() as code:
            try:
                outcome = await self._step(payload.heard(args.body), parse, step)
            except Exception:  # nothing is committed: let Bolt answer 500
                log.exception("turn failed, shown as %s", code)
                if not payload.event_id(args.body):  # an event comes again; the rest is told of
                    self._later(self._show(args, Outcome(Broken(code), self._turns.language)))
                raise
        return outcome

    async def _step(self, body: Body, parse: Parse[*Ts], step: Step[*Ts]) -> Outcome:
        who, language = payload.who(body), self._turns.language
        await self.directory.meet(who, payload.picked_people(body))
        try:
            arguments, problem = await _read(parse, body), None
        except PersonError as error:
            arguments, problem = None, error
        try:
            async with self._turns.open(who) as turn:
                language = turn.language
                if arguments is None:
                    return Outcome(problem, language)
                event_id = payload.event_id(body)
                if event_id and not await turn.first_time(event_id):
                    return Outcome(None, language)
                screen = await step(turn, *arguments)
                language = turn.language  # they may just have changed it
                has_home = turn.person.home_opened_at is not None
            if has_home:
                self._homes.refresh_soon(who)
            return Outcome(screen, language)
        except PersonError as error:
            return Outcome(error, language)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Keep the task: asyncio itself would let it be collected half-way."""
        task = asyncio.create_task(work)
        self._showing.add(task)
        task.add_done_callback(self._showing.discard)

    async def _show(self, args: AsyncArgs, outcome: Outcome) -> None:
        if outcome.screen is None:
            return
        try:
            await show.show(args, outcome.screen, outcome.language)
        except Exception:  # it is committed: the screen is lost, the answer is not
            log.exception("could not show %s", type(outcome.screen).__name__)


async def _read(parse: Parse[*Ts], body: Body) -> tuple[*Ts]:
    read = parse(body)
    return await read if isawaitable(read) else read
