"""Home, and what the command answers: what waits for each, told apart by part and by process."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.domain.parts import Part
from bot.domain.priority_map import Tally
from bot.errors import ButtonWornOut, MayNotStart
from bot.flows import ballot, home, rating, rating_round
from bot.flows.themes import TWELVE
from bot.models import Process
from bot.models.process import MAP, RATING, SETUP
from bot.sandbox import NotThere, Person
from bot.store import people, processes, rounds
from bot.store.people import Who
from bot.turn import Turn
from tests.choosing import one_database
from tests.launched import Workplace, all_have_answered, answers, launched, prepared
from tests.office import Office

NOTHING = "Der er ikke noget, der venter på dig lige nu. Når der er, skriver jeg til dig."


@contextmanager
def queries(office: Office) -> Generator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = office.bot.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


# What waits for whom


@one_database
async def test_nothing_waits_for_a_newcomer(office: Office) -> None:
    owen = office.sandbox.adds("Owen Reed")
    await owen.opens_home()
    assert "Hej Owen" in owen.home
    assert NOTHING in owen.home
    assert "Start et forløb" not in owen.home
    await owen.types("/ledertrivsel")
    assert owen.sees(NOTHING)


@one_database
async def test_in_a_home_that_is_too_long_what_can_be_begun_is_still_there(office: Office) -> None:
    hanne = office.sandbox.adds("Hanne Bach", admin=True)
    await hanne.opens_home()
    who = Who("slack", "", office.sandbox.world.team_id, hanne.id)
    async with office.bot.turns.open(who) as turn:
        for number in range(40):
            process = Process(
                workspace_id=turn.workspace.id,
                name=f"Plan {number}.",
                language="da",
                phase=SETUP,
                created_at=turn.now,
            )
            turn.session.add(process)
            await turn.session.flush()
            await processes.add_person(turn.session, process, Part.FACILITATOR, turn.person)
    await hanne.opens_home()
    assert "Plan 1." in hanne.home
    assert "Plan 30." not in hanne.home
    await hanne.clicks("Start et forløb")
    assert hanne.form is not None


@one_database
async def test_it_shows_each_what_waits_for_them(office: Office) -> None:
    here = await prepared(office)
    hanne, anna = here.hanne, here.leaders[0]
    await hanne.opens_home()
    assert "Plan 2027 er ved at blive sat op." in hanne.home
    await here.launches()
    for person in (hanne, anna, here.owen):
        await person.opens_home()
    assert "Runden er åben til mandag den 28. december kl. 11." in hanne.home
    assert "Plan 2027: svar på temaerne" in anna.home
    assert "0 af 12 besvaret. Åben til mandag den 28. december kl. 11." in anna.home
    assert NOTHING in here.owen.home
    await here.closes_round()
    for person in (hanne, anna):
        await person.opens_home()
    assert "Plan 2027: runden er lukket, og prioriteringskortet venter på jer." in hanne.home
    assert NOTHING in anna.home


@one_database
async def test_what_waits_is_done_from_there(office: Office) -> None:
    here = await launched(office)
    await here.hanne.opens_home()
    await here.hanne.clicks("Flyt fristen", on="home")
    assert here.hanne.sees("Hvor længe kan lederne svare?")
    await here.hanne.closes()
    await here.hanne.clicks("Luk runden nu", on="home")
    assert here.hanne.sees("Runden i Plan 2027 er lukket")
    await here.hanne.closes()
    assert "prioriteringskortet venter på jer" in here.hanne.home
    await here.hanne.clicks("Se prioriteringskortet")
    assert here.hanne.sees("Færre end 5 af 6 har svaret")
    await here.hanne.clicks("Placér selv temaerne")
    await here.hanne.fills({"Sparring": "Hold fast – Vigtigt hos os, og det går godt."})
    await here.hanne.submits()
    await here.hanne.clicks("Se prioriteringskortet")
    await here.hanne.clicks("Vis det i kanalen")
    assert here.hanne.sees("Det ligger i #ledertrivsel nu")
    await here.hanne.closes()
    assert "prioriteringskortet venter på jer" not in here.hanne.home


@one_database
async def test_a_button_that_stood_too_long_at_home_answers_kindly(office: Office) -> None:
    here = await launched(office)
    await here.hanne.opens_home()
    await here.leaders[0].opens_home()
    await here.closes_round()
    await here.hanne.clicks("Luk runden nu", on="home")
    assert here.hanne.sees("Forløbet er kommet videre, så det her er der ikke længere brug for.")
    await here.leaders[0].clicks("Mine svar", on="home")
    assert here.leaders[0].sees("Det, der kommer ud af den, kan du se i #ledertrivsel.")


@one_database
async def test_the_command_says_the_same_as_home(office: Office) -> None:
    here = await launched(office)
    await here.hanne.opens_home()
    await here.hanne.types("/ledertrivsel")
    said = here.hanne.reads(here.hanne.newest)
    assert said == here.hanne.home


# When it is drawn


@one_database
async def test_it_is_published_once_things_have_settled(office: Office) -> None:
    """A burst of clicks is one publication; whoever never opened Home has none."""
    here = await launched(office)
    anna, bo, *_ = here.leaders
    await anna.opens_home()
    before = office.sandbox.calls["views.publish"]
    for person in (anna, bo):
        await person.clicks("Begynd", settle=False)
    await asyncio.gather(
        *(anna.clicks("Hvem kan se hvad?", on="home", settle=False) for _ in "123")
    )
    await office.sandbox.settles()
    assert 1 <= office.sandbox.calls["views.publish"] - before <= 2
    assert not bo.home


@one_database
async def test_it_follows_ones_own_acts(office: Office) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await anna.opens_home()
    await answers(anna)
    assert "1 af 12 besvaret." in anna.home


@one_database
async def test_other_tabs_are_not_home(office: Office) -> None:
    owen = office.sandbox.adds("Owen Reed")
    await owen.types("hej")
    assert not owen.home


# Many processes, many people


async def in_many(here: Workplace, number: int) -> None:
    """Hanne runs, and Anna is asked in, so many more processes of each kind."""
    hanne, anna = here.hanne, here.leaders[0]
    async with here.office.bot.turns.open(here.who(hanne)) as turn:
        everyone = [person.id for person in (hanne, *here.leaders)]
        rows = await people.by_handles(turn.session, turn.workspace, everyone)
        known = {row.handle: row for row in rows}
        for n in range(number):
            for phase in (SETUP, RATING, MAP):
                process = Process(
                    workspace_id=turn.workspace.id,
                    name=f"{phase} {n}",
                    language="da",
                    phase=phase,
                    channel=here.channel.id,
                    channel_name=here.channel.name,
                    created_at=turn.now,
                )
                turn.session.add(process)
                await turn.session.flush()
                await processes.add_person(turn.session, process, Part.FACILITATOR, known[hanne.id])
                if phase != SETUP:
                    await _round(turn, process, [known[person.id] for person in here.leaders])
    await rates(here, anna)


async def _round(turn: Turn, process: Process, leaders: list[people.Person]) -> None:
    deadline = turn.now.replace(month=12, day=30)
    of = await rounds.open_round(turn.session, process, leaders, deadline, turn.now)
    if process.phase == MAP:
        of.closed_at, of.answered = turn.now, 6
        await rounds.keep_tallies(turn.session, of, {"sparring": Tally({(4, 2): 6})})
    await turn.session.flush()


async def rates(here: Workplace, person: Person) -> None:
    async with here.office.bot.turns.open(here.who(person)) as turn:
        for _, of, _ in await rounds.open_for(turn.session, turn.person, turn.now):
            await rating.answer(turn, of.id, TWELVE[0], ballot.IMPORTANCE, 3)


async def test_the_number_of_queries_does_not_grow_with_processes_and_people(
    office: Office,
) -> None:
    here = await launched(office)
    await in_many(here, 1)
    counted: list[list[int]] = []
    for more in (0, 4):
        await in_many(here, more)
        counted.append([])
        for person in (here.hanne, here.leaders[0], here.owen):
            async with office.bot.turns.open(here.who(person)) as turn:
                await home.show(turn)  # a new connection asks a thing or two of its own
                with queries(office) as sent:
                    await home.show(turn)
            counted[-1].append(len(sent))
    assert counted[0] == counted[1]


@one_database
async def test_several_processes_are_all_there_each_by_its_name(office: Office) -> None:
    here = await launched(office)
    await in_many(here, 3)
    await here.hanne.opens_home()
    for n in range(3):
        assert f"setup {n} er ved at blive sat op." in here.hanne.home
        assert f"map {n}: runden er lukket" in here.hanne.home
        assert f"rating {n}\n" in here.hanne.home
    anna = here.leaders[0]
    await anna.opens_home()
    await anna.clicks("Mine svar", beside="rating 1: svar på temaerne")
    assert anna.sees("rating 1\nKun du ser det her.")


# What nobody may


@one_database
async def test_only_admins_name_those_who_may_start(office: Office) -> None:
    here = await launched(office)
    await here.owen.opens_home()
    with pytest.raises(NotThere):
        await here.owen.clicks("Hvem må starte et?")
    async with office.bot.turns.open(here.who(here.owen)) as turn:
        with pytest.raises(MayNotStart):
            await home.name_starters(turn, (here.owen.id,))


@one_database
async def test_a_language_that_we_do_not_speak_is_a_worn_out_button(office: Office) -> None:
    here = await launched(office)
    async with office.bot.turns.open(here.who(here.owen)) as turn:
        with pytest.raises(ButtonWornOut):
            await home.choose_language(turn, 1, "sv")


@one_database
async def test_a_count_at_home_tells_no_more_than_anywhere(office: Office) -> None:
    here = await launched(office)
    await all_have_answered(here)
    await here.hanne.opens_home()
    assert "6 er spurgt. Når det er så få" in here.hanne.home
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        mine = await processes.by_part(turn.session, turn.person)
        [status] = await rating_round.on_home(turn, mine)
    assert (status.count.about, status.count.under) == (None, None)
