"""A round as those who run it see it: how many, its deadline, reminders, and its close."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import NotFound, OutOfTurn
from bot.flows import ballot, invitation, priority_map, rating, rating_round
from bot.flows.themes import TWELVE
from bot.models import Draft, Outgoing, Process, Tallied
from bot.sandbox import NotThere, Person
from bot.seal import Seal, new_key
from bot.store import rounds
from bot.turn import Turn
from tests.choosing import one_database
from tests.launched import Workplace, answers, launched, prepared
from tests.office import COPENHAGEN, Office

STATUS, MOVE, CLOSE = "Hvordan går det?", "Flyt fristen", "Luk runden nu"
ADD = "Tilføj ledere"
REMINDED = "Jeg minder dig kun om det denne ene gang."
MAP = "Prioriteringskortet for Plan 2027"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await launched(office)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=COPENHAGEN)  # pyright: ignore[reportArgumentType]


async def gives(
    here: Workplace, person: Person, ratings: Mapping[str, tuple[int | None, int | None]]
) -> None:
    """Answers by theme, without the clicks; 0 is don't know and None not answered."""
    async with here.office.bot.turns.open(here.who(person)) as turn:
        for theme, scores in ratings.items():
            for row, score in zip((ballot.IMPORTANCE, ballot.SUCCESS), scores, strict=True):
                if score is not None:
                    await rating.answer(turn, here.round_id, theme, row, score)


async def moves(here: Workplace, to: datetime) -> None:
    await here.hanne.clicks(MOVE, on=here.hanne.finds("er i gang"))
    await here.hanne.fills({"Hvor længe kan lederne svare?": to})
    await here.hanne.submits()


async def count(turn: Turn, table: type[Draft] | type[Tallied]) -> int:
    return (await turn.session.scalars(select(func.count()).select_from(table))).one()


# How many


@one_database
async def test_those_who_run_it_hear_that_it_has_begun(here: Workplace) -> None:
    assert here.hanne.sees("Plan 2027 er i gang. 6 ledere er spurgt.")
    assert here.hanne.sees("Runden lukker af sig selv mandag den 28. december kl. 11.")
    assert here.hanne.sees("Dem, der mangler noget, bliver mindet om det én gang inden da.")


@one_database
async def test_with_few_asked_not_even_a_rounded_number_is_told(here: Workplace) -> None:
    await answers(here.leaders[0])
    await here.hanne.clicks(STATUS)
    assert here.hanne.sees("6 er spurgt. Når det er så få, fortæller jeg ikke, hvor mange")
    assert here.hanne.sees("Dem, der mangler noget, bliver mindet om det onsdag den 23. december")


@one_database
async def test_the_count_is_rounded_and_never_says_who(office: Office) -> None:
    here = await launched(office, names=tuple(f"Leder Nr{n:02}" for n in range(12)))
    told: list[str] = []
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 4)})
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            screen = await rating_round.show(turn, here.round_id)
        told.append(f"{screen.count.under}/{screen.count.about}")
    assert told == ["5/None"] * 4 + ["None/5"] * 3 + ["None/10"] * 5
    await here.hanne.clicks(STATUS)
    assert here.hanne.sees("Cirka 10 af 12 har svaret.")
    assert not here.hanne.sees("Leder Nr")


@one_database
async def test_only_those_who_run_it_may_look_move_or_close(here: Workplace) -> None:
    for person in (here.owen, here.leaders[0]):
        for step in (rating_round.show, rating_round.open_deadline, rating_round.close):
            with pytest.raises(NotFound):
                async with here.office.bot.turns.open(here.who(person)) as turn:
                    await step(turn, here.round_id)


# Reminders


async def test_reminders_go_out_once_and_only_to_those_who_have_something_left(
    here: Workplace,
) -> None:
    whole, half, none, *_ = here.leaders
    await gives(here, whole, dict.fromkeys(TWELVE, (3, 3)))
    await gives(here, half, dict.fromkeys(TWELVE[:7], (3, 3)) | {TWELVE[7]: (3, None)})
    await here.office.sandbox.pass_time(until=at(2026, 12, 23, 8, 59))
    assert not any(leader.was_told(REMINDED) for leader in here.leaders)
    await here.office.sandbox.pass_time(until=at(2026, 12, 28, 10))
    assert [leader.was_told(REMINDED) for leader in here.leaders] == [0, 1, 1, 1, 1, 1]
    assert half.was_told("Du mangler 5 temaer.") == 1
    assert none.was_told("Vi vil også gerne høre fra dig.") == 1
    await none.clicks("Begynd", on=none.newest)
    assert none.sees("Tema 1 af 12")


@one_database
async def test_once_it_is_closed_nothing_tells_who_was_reminded(here: Workplace) -> None:
    await gives(here, here.leaders[0], dict.fromkeys(TWELVE, (3, 3)))
    await here.office.sandbox.pass_time(until=at(2026, 12, 28, 10))
    assert await reminders_kept(here) == 6
    await here.closes_round()
    assert await reminders_kept(here) == 0


async def reminders_kept(here: Workplace) -> int:
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        steps = (invitation.REMIND, invitation.TELL_DEADLINE)
        kept = select(func.count()).where(Outgoing.step.in_(steps))
        return (await turn.session.scalars(kept)).one()


@one_database
async def test_each_leader_is_reminded_at_nine_where_they_live(office: Office) -> None:
    here = await prepared(office)
    office.sandbox.changes(here.leaders[0], tz="America/New_York")
    await office.sandbox.settles()
    await here.launches()
    await office.sandbox.pass_time(until=at(2026, 12, 23, 14, 59))
    assert here.leaders[0].was_told(REMINDED) == 0
    assert here.leaders[1].was_told(REMINDED) == 1
    await office.sandbox.pass_time(minutes=2)
    assert here.leaders[0].was_told(REMINDED) == 1


# The deadline


async def test_a_moved_deadline_moves_reminders_and_close_and_is_told_to_those_left(
    here: Workplace,
) -> None:
    whole, *others = here.leaders
    await gives(here, whole, dict.fromkeys(TWELVE, (3, 3)))
    await moves(here, at(2027, 1, 8, 15))
    assert here.hanne.sees("Lederne kan svare indtil fredag den 8. januar kl. 15.")
    assert not whole.was_told("Fristen er flyttet.")
    for leader in others:
        assert leader.was_told("Du kan svare i Plan 2027 indtil fredag den 8. januar kl. 15.") == 1
    await here.office.sandbox.pass_time(until=at(2027, 1, 6, 8, 59))
    assert not others[0].was_told(REMINDED)
    await here.office.sandbox.pass_time(until=at(2027, 1, 8, 14, 59))
    assert [leader.was_told(REMINDED) for leader in here.leaders] == [0, 1, 1, 1, 1, 1]
    assert not here.hanne.was_told(MAP)
    await here.office.sandbox.pass_time(minutes=2)
    assert here.hanne.was_told(MAP)


async def test_who_was_reminded_is_not_reminded_again_when_the_deadline_moves(
    here: Workplace,
) -> None:
    await here.office.sandbox.pass_time(until=at(2026, 12, 23, 10))
    await moves(here, at(2027, 1, 8, 15))
    await here.office.sandbox.pass_time(until=at(2027, 1, 8, 14))
    assert [leader.was_told(REMINDED) for leader in here.leaders] == [1] * 6


@one_database
async def test_a_deadline_brought_forward_is_told_and_not_doubled_by_a_reminder(
    here: Workplace,
) -> None:
    await here.office.sandbox.pass_time(days=2)
    await moves(here, at(2026, 12, 17, 12))
    await here.office.sandbox.pass_time(until=at(2026, 12, 17, 11))
    assert [len(leader.dm) for leader in here.leaders] == [2] * 6
    await here.hanne.clicks(STATUS, on=here.hanne.dm[0])
    assert not here.hanne.sees("bliver mindet")
    await here.office.sandbox.pass_time(hours=2)
    assert here.hanne.was_told(MAP)


@one_database
async def test_a_short_round_promises_no_reminder(office: Office) -> None:
    here = await prepared(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        process = await turn.session.get_one(Process, here.process_id)
        process.deadline = at(2026, 12, 16, 12)
    await here.launches()
    assert not here.hanne.sees("bliver mindet")
    await here.hanne.clicks(STATUS)
    assert not here.hanne.sees("bliver mindet")
    await office.sandbox.pass_time(until=at(2026, 12, 16, 11))
    assert [len(leader.dm) for leader in here.leaders] == [1] * 6


@one_database
@pytest.mark.parametrize("deadline", [at(2026, 12, 14, 11, 30), at(2027, 12, 1, 12)])
async def test_a_deadline_that_cannot_be_is_said_at_its_field(
    here: Workplace, deadline: datetime
) -> None:
    await moves(here, deadline)
    assert here.hanne.sees("! Vælg et tidspunkt, der er mindst en time fra nu")
    await here.hanne.fills({"Hvor længe kan lederne svare?": at(2027, 1, 8, 15)})
    await here.hanne.submits()
    assert here.hanne.sees("Lederne kan svare indtil fredag den 8. januar kl. 15.")


# The close


async def test_closing_folds_the_answers_into_counts_and_leaves_nobodys_own(
    here: Workplace,
) -> None:
    for n, leader in enumerate(here.leaders):
        ratings = {"sparring": (4, 2), "overload": (n % 5 + 1, 3)}
        await gives(here, leader, ratings | ({"across": (5, 5)} if n < 4 else {}))
    await here.hanne.clicks(STATUS)
    await here.hanne.clicks(CLOSE, confirm=False)
    await here.hanne.clicks(CLOSE)
    assert here.hanne.was_told("Runden i Plan 2027 er lukket, og svarene er lagt sammen") == 1
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        assert await count(turn, Draft) == 0
        of = await rounds.get(turn.session, turn.workspace, here.round_id)
        tallies = await rounds.tallies(turn.session, of)
        assert of.answered == 6
    assert set(tallies) == {"sparring", "overload"}  # what four have answered was not stored
    assert tallies["sparring"].counts == {(4, 2): 6}
    columns = set(Tallied.__table__.columns.keys())
    assert columns == {
        "id",
        "workspace_id",
        "round_id",
        "theme",
        "importance",
        "success",
        "answers",
    }


async def test_at_the_deadline_it_closes_by_itself_once(here: Workplace) -> None:
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 2)})
    await here.office.sandbox.pass_time(until=at(2026, 12, 28, 10, 59))
    assert not here.hanne.was_told(MAP)
    await here.office.sandbox.pass_time(weeks=3)
    assert len([m for m in here.hanne.dm if MAP in here.hanne.reads(m)]) == 2  # and its picture


@pytest.mark.on_both_databases
async def test_two_who_close_it_at_once_close_it_once(here: Workplace) -> None:
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 2)})

    async def closes() -> bool:
        try:
            async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
                await rating_round.close(turn, here.round_id)
        except OutOfTurn:
            return False
        return True

    assert sorted(await asyncio.gather(closes(), closes(), closes())) == [False, False, True]
    await here.office.sandbox.pass_time(weeks=3)
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        assert await count(turn, Tallied) == 1
        said = select(func.count()).where(Outgoing.step == priority_map.SHOW)
        assert (await turn.session.scalars(said)).one() == 1


@one_database
async def test_a_round_that_is_closed_by_hand_reminds_nobody(here: Workplace) -> None:
    await here.hanne.clicks(STATUS)
    await here.hanne.clicks(CLOSE)
    await here.office.sandbox.pass_time(weeks=3)
    assert [len(leader.dm) for leader in here.leaders] == [1] * 6
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        steps = {invitation.REMIND, rating_round.CLOSE_WHEN_DUE}
        left = select(Outgoing).where(Outgoing.state == "pending", Outgoing.step.in_(steps))
        assert not (await turn.session.scalars(left)).all()


@one_database
async def test_old_buttons_of_a_closed_round_answer_kindly(here: Workplace) -> None:
    await here.hanne.types("/ledertrivsel")
    answer = here.hanne.newest
    await here.closes_round()
    for label in (MOVE, ADD, CLOSE):
        await here.hanne.clicks(label, on=answer)
        assert here.hanne.sees("Forløbet er kommet videre, så det her er der ikke længere brug")
        assert here.hanne.form is None


@one_database
async def test_what_those_who_run_it_were_told_first_stays_true(here: Workplace) -> None:
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 2)})
    begun = here.hanne.finds("er i gang")
    await moves(here, at(2027, 1, 8, 15))
    await here.hanne.closes()
    await here.office.sandbox.pass_time(seconds=5)
    assert "Runden lukker af sig selv fredag den 8. januar kl. 15." in here.hanne.reads(begun)
    await here.office.sandbox.pass_time(until=at(2027, 1, 8, 15, 1))
    assert "Runden i Plan 2027 er lukket" in here.hanne.reads(begun)
    assert "Kortet ligger i dine beskeder." in here.hanne.reads(begun)
    with pytest.raises(NotThere):
        await here.hanne.clicks(MOVE, on=begun)


@one_database
async def test_where_too_few_have_answered_no_map_is_promised(here: Workplace) -> None:
    await gives(here, here.leaders[0], {"sparring": (4, 2)})
    await here.hanne.clicks(STATUS)
    await here.hanne.clicks(CLOSE)
    assert here.hanne.was_told("For få har svaret til, at der kan vises tal") == 1
    assert not here.hanne.was_told("Kortet ligger i dine beskeder")
    assert here.hanne.was_told("Færre end 5 af 6") == 1


@one_database
async def test_a_deadline_form_that_stood_open_at_the_close_says_so(here: Workplace) -> None:
    await here.hanne.clicks(MOVE)
    await here.closes_round()
    await here.hanne.fills({"Hvor længe kan lederne svare?": at(2027, 1, 20, 12)})
    await here.hanne.submits()
    assert here.hanne.sees("Forløbet er kommet videre")


async def test_half_finished_answers_count_with_what_is_there(here: Workplace) -> None:
    for leader in here.leaders[:5]:
        await gives(here, leader, {"sparring": (4, 2)})
    await gives(here, here.leaders[5], {"sparring": (1, None)})
    await here.closes_round()
    assert here.hanne.was_told("(vigtighed 3,5 · lykkes 2,0 · 5–6 svar)") == 1


async def test_dont_know_is_no_figure_and_may_leave_too_few(here: Workplace) -> None:
    for n, leader in enumerate(here.leaders):
        await gives(here, leader, {"sparring": (4, 0 if n < 2 else 2), "overload": (0, 0)})
    await here.closes_round()
    assert here.hanne.sees("6 af 6 ledere svarede.")
    assert not here.hanne.sees("svar)")
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        assert await count(turn, Tallied) == 0


@one_database
async def test_an_answer_that_no_key_opens_is_left_out_and_the_rest_is_counted(
    here: Workplace,
) -> None:
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 2)})
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        lost = (await turn.session.scalars(select(Draft).order_by(Draft.id))).first()
        assert lost is not None
        lost.sealed = Seal((new_key(),)).close("5:5:sparring:42")
    await here.hanne.clicks(STATUS)
    await here.hanne.clicks(CLOSE)
    assert here.hanne.sees("Jeg kan ikke åbne alle svarene, fordi jeg mangler en nøgle.")
    await here.hanne.clicks(CLOSE)
    assert here.hanne.was_told("5 af 6 ledere svarede.") == 1


@one_database
async def test_a_deadline_that_passed_while_we_were_away_closes_on_coming_back(
    here: Workplace,
) -> None:
    for leader in here.leaders:
        await gives(here, leader, {"sparring": (4, 2)})
    async with here.office.away():
        here.office.sandbox.clock.set(here.office.sandbox.clock() + timedelta(weeks=3))
    await here.office.sandbox.settles()
    assert here.hanne.was_told("6 af 6 ledere svarede.") == 1
