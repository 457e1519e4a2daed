"""A workplace whose round of rating is open: the leaders have been invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.parts import Part
from bot.flows import rating, setup
from bot.flows.ballot import IMPORTANCE, SUCCESS
from bot.flows.themes import TWELVE
from bot.models import Process, Round
from bot.models.process import SETUP
from bot.sandbox import Person
from bot.sandbox.world import Channel
from bot.store import people, processes, rounds
from bot.store.people import Who
from tests.office import Office, are_known

LEADERS = ("Anna Lund", "Bo Vang", "Carla Dahl", "Dan Friis", "Eva Holm", "Finn Krog")


@dataclass(slots=True)
class Workplace:
    office: Office
    hanne: Person  # HR, runs the process
    leaders: tuple[Person, ...]
    owen: Person  # in the channel, and no part of the process
    channel: Channel
    process_id: int = 0
    round_id: int = 0

    def who(self, person: Person) -> Who:
        return Who("slack", "", self.office.sandbox.world.team_id, person.id)

    async def launches(self) -> None:
        """The last press in the set-up: everyone is written to."""
        async with self.office.bot.turns.open(self.who(self.hanne)) as turn:
            await setup.launch(turn, self.process_id)
            process = await turn.session.get_one(Process, self.process_id)
            of = await rounds.latest(turn.session, process)
            assert isinstance(of, Round)
            self.round_id = of.id
        await self.office.sandbox.settles()

    async def closes_round(self) -> None:
        await self.office.sandbox.pass_time(weeks=2, minutes=1)


async def prepared(office: Office, *, names: tuple[str, ...] = LEADERS) -> Workplace:
    """Set up, and nobody is written to yet."""
    sandbox = office.sandbox
    hanne, owen = (
        sandbox.adds("Hanne Bach", admin=True, joins=False),
        sandbox.adds("Owen Reed", joins=False),
    )
    leaders = tuple(sandbox.adds(name, joins=False) for name in names)
    everyone = [hanne, owen, *leaders]
    channel = sandbox.opens_channel("ledertrivsel", members=everyone)
    here = Workplace(office, hanne, leaders, owen, channel)
    await are_known(office.bot, here.who(hanne), everyone)
    async with office.bot.turns.open(here.who(hanne)) as turn:
        process = Process(
            workspace_id=turn.workspace.id,
            name="Plan 2027",
            language="da",
            phase=SETUP,
            channel=channel.id,
            channel_name=channel.name,
            sender="Direktionen og HR",
            created_at=turn.now,
            deadline=turn.now + timedelta(weeks=2),
        )
        turn.session.add(process)
        await turn.session.flush()
        here.process_id = process.id
        for part, persons in ((Part.FACILITATOR, [hanne]), (Part.LEADER, leaders)):
            known = await people.by_handles(
                turn.session, turn.workspace, [person.id for person in persons]
            )
            await processes.set_people(turn.session, process, part, known)
    return here


async def launched(office: Office, *, names: tuple[str, ...] = LEADERS) -> Workplace:
    here = await prepared(office, names=names)
    await here.launches()
    return here


async def answers(person: Person, importance: str = "4", success: str = "2") -> None:
    """Begin, and answer both questions about the first theme."""
    await person.clicks("Begynd")
    await person.clicks(importance, nth=0)
    await person.clicks(success, nth=0)


async def all_have_answered(here: Workplace) -> None:
    """The same as each of them by `answers`, without the clicks."""
    for leader in here.leaders:
        async with here.office.bot.turns.open(here.who(leader)) as turn:
            await rating.answer(turn, here.round_id, TWELVE[0], IMPORTANCE, 4)
            await rating.answer(turn, here.round_id, TWELVE[0], SUCCESS, 2)


async def mapped(office: Office) -> Workplace:
    """The round is closed, and its map is with the facilitator."""
    here = await launched(office)
    await all_have_answered(here)
    await here.closes_round()
    return here
