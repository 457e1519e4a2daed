"""How the story is told: people press what they can see, and it must be what was expected.

Labels are looked up by the sentences of `bot.wording`, so one story plays in both languages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import catalogue
from bot.sandbox import Person, Sandbox
from bot.sandbox.picking import Value
from bot.story.cast import COPENHAGEN, Cast
from bot.story.lines import Lines
from bot.wording.markup import plain
from bot.wording.words import Words


class NotAsExpected(Exception):
    """Somebody looked for what ought to be there; the message says who, and what they saw."""


@dataclass(frozen=True, slots=True)
class Telling:
    sandbox: Sandbox
    cast: Cast
    words: Words
    lines: Lines

    def label(self, sentence: str, **facts: object) -> str:
        """The sentence as a person reads it."""
        return plain(self.words.say(sentence, **facts))

    def title(self, theme: str) -> str:
        return catalogue.theme(theme).in_(self.words.language).title

    async def it_becomes(self, year: int, month: int, day: int, hour: int, minute: int = 0) -> None:
        """Let time pass, and everything in it happen."""
        then = datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)
        await self.sandbox.pass_time(until=then)

    async def clicks(self, person: Person, sentence: str, beside: str | None = None) -> None:
        answer = await person.clicks(self.label(sentence), beside=beside)
        if not answer.ok:
            raise NotAsExpected(f"{person.name} pressed “{sentence}”: {answer.shown}")

    async def sends(self, person: Person, values: Mapping[str, Value]) -> None:
        """Fill in the open form by its labels, send it, and read what came of it."""
        await person.fills(values)
        answer = await person.submits()
        if not answer.ok or answer.errors:
            raise NotAsExpected(f"{person.name} sent a form: {answer.shown or answer.errors}")
        if person.form is not None and "submit" not in person.form.payload:
            await person.closes()  # it only tells what came of it
        await self.sandbox.pass_time(minutes=1)

    def expects(self, person: Person, text: str) -> None:
        if not (person.sees(text) or person.was_told(text)):
            newest = person.reads(person.form or person.newest)
            raise NotAsExpected(f"{person.name} does not see “{text}”, but:\n{newest}")


Chapter = Callable[[Telling], Awaitable[None]]
