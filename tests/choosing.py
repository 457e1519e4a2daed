"""A workplace whose map is in the channel: those with the last word are asked to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.app import Bot
from bot.domain.parts import Part
from bot.domain.priority_map import Tally
from bot.flows import choice
from bot.models import OwnTheme, Process
from bot.models.process import TALK
from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from bot.store import people, processes, rounds
from bot.store.people import Who
from tests.office import are_known

FIGURES = {  # how all answered: importance and success
    "restitution": (5, 2),
    "sparring": (4, 2),
    "new_leaders": (4, 4),
    "across": (2, 4),
    "overload": (2, 2),
    "mutual_care": (3, 4),  # on the line
}
RESTITUTION, SPARRING, NEW = "Pauser og restitution", "Sparring", "Modtagelse af nye ledere"
ACROSS, OVERLOAD = "Samarbejde på tværs i ledelsen", "Tegn på overbelastning"
SAFETY = "Tillid og psykologisk tryghed blandt ledere"
THREE = (RESTITUTION, SPARRING, NEW)

# for what is only said: that is the same whatever the database is
one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass(slots=True)
class Workplace:
    sandbox: Sandbox
    bot: Bot
    hanne: Person  # HR, runs the process
    karen: Person  # has the last word
    bo: Person  # has it too
    anna: Person  # a leader who was asked
    mads: Person  # another
    owen: Person  # in the channel, and no part of the process
    channel: Channel
    process_id: int = 0
    own: str = ""  # the key of a theme that somebody added

    def who(self, person: Person) -> Who:
        return Who("slack", "", self.sandbox.world.team_id, person.id)

    async def pauses(self) -> None:
        """Long enough for what has changed to be drawn again."""
        await self.sandbox.pass_time(seconds=5)


async def workplace(
    sandbox: Sandbox, bot: Bot, *, language: str = "da", own: str = "Ledere på distancen"
) -> Workplace:
    hanne, karen, bo, anna, mads, owen = everyone = [
        sandbox.adds("Hanne Bach", admin=True, joins=False),
        sandbox.adds("Karen Dam", joins=False),
        sandbox.adds("Bo Vang", joins=False),
        sandbox.adds("Anna Lund", joins=False),
        sandbox.adds("Mads Krog", joins=False),
        sandbox.adds("Owen Reed", joins=False),
    ]
    channel = sandbox.opens_channel("ledertrivsel", members=everyone)
    here = Workplace(sandbox, bot, hanne, karen, bo, anna, mads, owen, channel)
    await are_known(bot, here.who(hanne), everyone)
    async with bot.turns.open(here.who(hanne)) as turn:
        turn.workspace.language = language
        process = Process(
            workspace_id=turn.workspace.id,
            name="Plan 2027",
            language=language,
            phase=TALK,
            channel=channel.id,
            channel_name=channel.name,
            created_at=turn.now,
        )
        added = OwnTheme(workspace_id=turn.workspace.id, added_by_id=turn.person.id, title=own)
        turn.session.add(process)
        await turn.session.flush()
        added.process_id = here.process_id = process.id
        turn.session.add(added)
        handles = [person.id for person in everyone]
        known = await people.by_handles(turn.session, turn.workspace, handles)
        rows = {one.handle: one for one in known}
        for part, persons in (
            (Part.FACILITATOR, [hanne]),
            (Part.DECIDER, [karen, bo]),
            (Part.LEADER, [anna, mads]),
        ):
            of = [rows[person.id] for person in persons]
            await processes.set_people(turn.session, process, part, of)
        here.own = f"own:{added.id}"
        leaders = [rows[person.id] for person in (anna, mads)]
        before = turn.now - timedelta(days=1)
        of = await rounds.open_round(turn.session, process, leaders, before, before)
        of.closed_at, of.released_at, of.asked, of.answered = before, turn.now, 8, 6
        tallies = {theme: Tally({pair: 6}) for theme, pair in FIGURES.items()}
        await rounds.keep_tallies(turn.session, of, tallies)
        await choice.ask_deciders(turn, process)
    await sandbox.settles()
    return here


async def chooses(
    person: Person,
    themes: tuple[str, ...] = THREE,
    reasons: dict[str, str] | None = None,
    *,
    settle: bool = True,
) -> None:
    """Choose in Danish, with a reason for each."""
    await picks(person, themes)
    reason = reasons or {}
    await person.fills(
        {
            f"Hvorfor “{theme}”?": reason.get(theme, f"Fordi {theme} betyder noget.")
            for theme in themes
        }
    )
    await person.submits(settle=settle)


async def picks(person: Person, themes: tuple[str, ...], **parked: tuple[str, ...]) -> None:
    """The first page of the form, sent."""
    await person.clicks("Vælg temaer")
    await fills_in(person, themes, **parked)
    await person.submits()


async def fills_in(person: Person, themes: tuple[str, ...], **parked: tuple[str, ...]) -> None:
    await person.fills(
        {"Tre til fem temaer til planen": themes}
        | {PARKING[why]: some for why, some in parked.items()}
    )


PARKING = {
    "knowledge": "🅿 Parkeringsplads: Vi mangler viden, før vi kan vælge",
    "others": "🅿 Parkeringsplads: Andre skal tage stilling",
}
