"""Leaders rate in confidence: screen by screen, in a window of their own, or not at all."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.errors import ButtonWornOut, EnoughSuggested, NotFound, RoundClosed, Withdrawn
from bot.flows import ballot, invitation, own_theme, rating, rating_round
from bot.flows.ballot import Answer
from bot.flows.rating import ThemeQuestion
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE
from bot.models import Base, Draft, OwnTheme
from bot.sandbox import NotThere, Person
from bot.sandbox.world import Message
from bot.seal import SealBroken
from bot.turn import Turn
from tests.choosing import one_database
from tests.launched import Workplace, answers, launched, prepared
from tests.office import Office

FIRST, SECOND = "Modtagelse af nye ledere", "Tillid og psykologisk tryghed blandt ledere"
IMPORTANT, SUCCEEDS = "Hvor vigtigt?", "Hvor godt lykkes det?"
HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await launched(office)


@pytest.fixture
def anna(here: Workplace) -> Person:
    return here.leaders[0]


async def kept(here: Workplace, person: Person) -> dict[str, Answer]:
    """What the bot holds of a leader's answers, opened with its key."""
    async with here.office.bot.turns.open(here.who(person)) as turn:
        drafts = await turn.session.scalars(select(Draft).filter_by(person_id=turn.person.id))
        return {draft.theme: ballot.open_draft(turn, draft) for draft in drafts}


async def rates_all(person: Person, importance: str = "4", success: str = "2") -> None:
    await person.clicks("Begynd")
    for _ in TWELVE:
        await person.clicks(importance, nth=0)
        await person.clicks(success, nth=0)


# The invitation


@one_database
async def test_the_invitation_says_who_why_how_long_until_when_and_who_sees_what(
    anna: Person,
) -> None:
    for line in (
        "Plan 2027",
        "Direktionen og HR vil lave én fælles plan for ledertrivsel.",
        "12 temaer med to svar til hvert. Det tager cirka 6 minutter, og du kan holde pause",
        "Ingen kan se, hvad netop du svarer, og der vises kun samlede tal, når mindst 5 har svaret",
        "Svar senest mandag den 28. december kl. 11.",
        "[Begynd] [Hvem kan se hvad?] [Jeg vil ikke være med]",
    ):
        assert anna.sees(line)


@one_database
async def test_who_sees_what_is_told_and_what_becomes_of_half_finished_answers(
    anna: Person,
) -> None:
    await anna.clicks("Hvem kan se hvad?")
    for line in (
        "Ingen andre kan se, hvad du har svaret: hverken HR eller din egen leder.",
        "aldrig hvem",
        "bliver alles svar lagt sammen, og dine egne bliver slettet",
        "Det, du har svaret på inden da, tæller med, også selv om du ikke er nået gennem alle",
        "får et tema kun tal, når mindst 5 har svaret på det",
        "krypteret",
    ):
        assert anna.sees(line)


@one_database
async def test_only_those_who_were_asked_are_invited(here: Workplace) -> None:
    assert all(leader.was_told("Begynd") == 1 for leader in here.leaders)
    assert not here.owen.dm
    assert not here.hanne.was_told("Begynd")


# One screen a theme


@one_database
async def test_a_screen_has_the_theme_what_is_meant_and_two_rows(anna: Person) -> None:
    await anna.clicks("Begynd")
    for line in (
        "Tema 1 af 12",
        FIRST,
        "Introduktion, overlevering og hjælp i de første måneder som leder hos os.",
        "I hvor høj grad betyder temaet noget for ledernes trivsel og resultater hos os?",
        "I hvor høj grad får nye ledere det med, de skal bruge for at komme godt fra start?",
        "1 = i meget lav grad · 5 = i meget høj grad",
    ):
        assert anna.sees(line)
    assert anna.reads(anna.newest).count("[1] [2] [3] [4] [5] [Ved ikke]") == 2
    assert "3, i nogen grad" in json.dumps(anna.newest.blocks, ensure_ascii=False)


@one_database
async def test_it_moves_on_by_itself_when_both_are_answered_in_any_order(anna: Person) -> None:
    await anna.clicks("Begynd")
    await anna.clicks("2", nth=1)
    assert anna.sees("Tema 1 af 12")
    assert anna.reads(anna.newest).count("✓ Besvaret") == 1
    await anna.clicks("Ved ikke")
    assert anna.sees(f"Tema 2 af 12 · Plan 2027\n{SECOND}")
    assert len(anna.dm) == 1


@one_database
async def test_one_goes_back_and_sees_only_that_it_is_answered(
    here: Workplace, anna: Person
) -> None:
    await answers(anna)
    await anna.clicks("‹ Tilbage")
    assert anna.reads(anna.newest).count("✓ Besvaret") == 2
    await anna.clicks("Ret", nth=0)
    assert anna.reads(anna.newest).count("✓ Besvaret") == 1
    assert (await kept(here, anna))["new_leaders"] == Answer(4, 2)  # it counts until it is changed
    await anna.clicks("1")
    assert (await kept(here, anna))["new_leaders"] == Answer(1, 2)
    assert anna.sees("Tema 2 af 12")


@one_database
async def test_it_can_be_done_from_home_in_a_window(here: Workplace, anna: Person) -> None:
    await anna.opens_home()
    await anna.clicks("Begynd", on="home")
    for score in "42":
        await anna.clicks(score, nth=0)
    assert anna.sees("Tema 2 af 12")
    await anna.clicks("Spring over")
    await anna.closes()
    assert await kept(here, anna) == {"new_leaders": Answer(4, 2)}
    await anna.clicks("Fortsæt", on="home")
    assert anna.sees("Tema 2 af 12")


@one_database
async def test_the_first_theme_has_nothing_to_go_back_to(anna: Person) -> None:
    await anna.clicks("Begynd")
    with pytest.raises(NotThere):
        await anna.clicks("‹ Tilbage")


@one_database
async def test_skipped_themes_come_again_at_the_end(anna: Person) -> None:
    await anna.clicks("Begynd")
    await anna.clicks("Spring over")
    assert anna.sees("Tema 2 af 12")
    for _ in TWELVE[1:]:
        await anna.clicks("3", nth=0)
        await anna.clicks("3", nth=0)
    assert anna.sees("Tema 1 af 12")
    assert anna.sees("Det her sprang du over før. Vil du svare nu?")
    await anna.clicks("Spring over")
    assert anna.sees("Du har svaret på 11 af 12 temaer.")
    await anna.clicks("Svar på resten")
    assert anna.sees("Tema 1 af 12")


@one_database
async def test_one_leaves_and_comes_back_to_the_next_that_is_left(
    here: Workplace, anna: Person
) -> None:
    await answers(anna)
    await anna.clicks("3", nth=0)
    await here.office.sandbox.pass_time(days=2)
    await here.office.restarts()
    async with here.office.bot.turns.open(here.who(anna)) as turn:
        screen = await rating.begin(turn, here.round_id)
    assert isinstance(screen, ThemeQuestion)
    assert (screen.number, screen.importance, screen.success) == (2, True, False)


@one_database
async def test_all_twelve_are_thanked_for(anna: Person) -> None:
    await rates_all(anna)
    for line in (
        "Tak, Anna. Du har svaret på alle 12 temaer.",
        "Du kan ændre dine svar indtil mandag den 28. december kl. 11. Derefter bliver de lagt",
        "Mangler der et tema, som betyder noget hos jer?",
        "[Mine svar] [Foreslå et tema]",
    ):
        assert anna.sees(line)


@one_database
async def test_what_is_half_answered_is_said_to_count(anna: Person) -> None:
    await anna.clicks("Begynd")
    await anna.clicks("4", nth=0)
    for _ in TWELVE:
        await anna.clicks("Spring over")
    assert anna.sees("Et tema, hvor du kun har svaret på det ene af de to spørgsmål, tæller med")


# In confidence


async def test_no_message_ever_tells_what_was_answered(here: Workplace, anna: Person) -> None:
    """Two leaders press the same buttons with different numbers: what the workspace holds of
    them, and all that the bot has to say, is the same to the letter.
    """
    bo = here.leaders[1]
    await rates_all(anna, "5", "1")
    await rates_all(bo, "1", "5")
    assert _said_to(anna, here) == _said_to(bo, here).replace("Bo", "Anna")
    for person in (anna, bo):
        await person.clicks("Mine svar")
        await person.closes()
    assert _said_to(anna, here) == _said_to(bo, here).replace("Bo", "Anna")
    assert not here.channel.messages
    for other in (here.hanne, here.owen, *here.leaders[2:]):
        assert "5" not in "".join(other.reads(m) for m in other.dm if "Besvaret" in other.reads(m))


def _said_to(person: Person, here: Workplace) -> str:
    """Blocks and texts of all that was written to them, without what is each person's own id."""
    return json.dumps([_bare(m) for m in person.dm], ensure_ascii=False, sort_keys=True)


def _bare(message: Message) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = json.loads(json.dumps(message.blocks))
    for block in blocks:
        block.pop("block_id", None)
    return {"text": message.text, "blocks": blocks, "metadata": bool(message.metadata)}


async def test_the_database_alone_tells_no_answer(here: Workplace, anna: Person) -> None:
    bo = here.leaders[1]
    await answers(anna, "5", "1")
    await answers(bo, "5", "1")
    async with here.office.bot.turns.open(here.who(anna)) as turn:
        first, second = (await turn.session.scalars(select(Draft))).all()
        assert first.sealed != second.sealed
        assert len(first.sealed) == len(second.sealed)
        assert "51" not in (await everything_but(turn, Draft))
        first.sealed, second.sealed = second.sealed, first.sealed
        await turn.session.flush()
        with pytest.raises(SealBroken):
            ballot.open_draft(turn, first)
        first.sealed, second.sealed = second.sealed, first.sealed


async def everything_but(turn: Turn, table: type[Base]) -> str:
    """Every text that the other tables hold."""
    found: list[str] = []
    for other in Base.metadata.sorted_tables:
        if other.name in (table.__tablename__, "people", "outbox", "said"):
            continue
        rows = (await turn.session.execute(select(other))).mappings().all()
        found += [str(value) for row in rows for value in row.values() if isinstance(value, str)]
    return "\n".join(found)


@one_database
async def test_nobody_is_shown_somebody_elses_answers(here: Workplace, anna: Person) -> None:
    await answers(anna)
    for other in (here.hanne, here.owen):
        for step in (rating.begin, rating.review, rating.rejoin, invitation.privacy):
            with pytest.raises(NotFound):
                async with here.office.bot.turns.open(here.who(other)) as turn:
                    await step(turn, here.round_id)
    await here.leaders[1].clicks("Begynd")
    await here.leaders[1].clicks("Mine svar")
    assert "Vigtigt: 4" not in here.leaders[1].view


# My answers


@one_database
async def test_my_answers_shows_and_changes_them_in_a_window_of_ones_own(
    here: Workplace, anna: Person
) -> None:
    await answers(anna)
    await anna.clicks("Mine svar")
    assert anna.sees("Kun du ser det her.")
    assert anna.sees("[Vigtigt: 4 · I høj grad] [Lykkes: 2 · I lav grad]")
    await anna.chooses(IMPORTANT, "Vigtigt: 5 · I meget høj grad", nth=0)
    await anna.chooses(SUCCEEDS, "Lykkes: Ved ikke", nth=1)
    assert anna.sees("[Vigtigt: 5 · I meget høj grad]")
    assert await kept(here, anna) == {
        "new_leaders": Answer(5, 2),
        "psychological_safety": Answer(None, 0),
    }


@one_database
async def test_everything_can_be_answered_in_that_one_window(here: Workplace, anna: Person) -> None:
    await anna.opens_home()
    await anna.clicks("Mine svar")
    for n in range(len(TWELVE)):
        await anna.chooses(IMPORTANT, "Vigtigt: 3 · I nogen grad", nth=n)
        await anna.chooses(SUCCEEDS, "Lykkes: 4 · I høj grad", nth=n)
    assert set((await kept(here, anna)).values()) == {Answer(3, 4)}
    await anna.closes()
    assert "12 af 12 besvaret." in anna.home
    await anna.clicks("Begynd", on=anna.dm[0])
    assert anna.sees("Du har svaret på alle 12 temaer.")


# Whatever one does, in whatever order

ROWS = (ballot.IMPORTANCE, ballot.SUCCESS)
themes, rows, scores = st.sampled_from(TWELVE[:4]), st.sampled_from(ROWS), st.integers(0, 5)
deeds = st.one_of(
    st.tuples(st.just("answer"), themes, rows, scores),
    st.tuples(st.just("set_answer"), themes, rows, scores),
    st.tuples(st.just("change"), themes, rows, st.just(0)),
    st.tuples(st.sampled_from(["skip", "back"]), themes, rows, st.just(0)),
    st.tuples(st.sampled_from(["withdraw", "rejoin"]), themes, rows, st.just(0)),
)


@one_database
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(done=st.lists(deeds, max_size=12))
async def test_what_is_kept_is_what_was_last_chosen(
    here: Workplace, anna: Person, done: list[tuple[str, str, str, int]]
) -> None:
    """Each example begins with nothing: who withdraws and comes back has no answers."""
    expected: dict[str, Answer] = {}
    takes_part = True
    for deed in [("withdraw", "", "", 0), ("rejoin", "", "", 0), *done]:
        name, theme, row, score = deed
        try:
            async with here.office.bot.turns.open(here.who(anna)) as turn:
                screen = await _does(turn, here.round_id, deed)
        except Withdrawn:
            assert not takes_part
            continue
        if name in ("withdraw", "rejoin"):
            takes_part = name == "rejoin"
            expected = {} if name == "withdraw" else expected
        elif name in ("answer", "set_answer"):
            assert takes_part
            expected[theme] = replace(expected.get(theme, Answer()), **{row: score})
        if isinstance(screen, ThemeQuestion):
            stands = expected.get(screen.theme, Answer())
            assert name == "change" or not stands.is_whole or name == "back"
            assert screen.importance <= (stands.importance is not None)
            assert screen.success <= (stands.success is not None)
    assert await kept(here, anna) == expected


async def _does(turn: Turn, round_id: int, deed: tuple[str, str, str, int]) -> Screen:
    name, theme, row, score = deed
    match name:
        case "answer":
            return await rating.answer(turn, round_id, theme, row, score)
        case "set_answer":
            return await rating.set_answer(turn, round_id, theme, row, score)
        case "change":
            return await rating.change(turn, round_id, theme, row)
        case "skip":
            return await rating.skip(turn, round_id, theme)
        case "back":
            return await rating.back(turn, round_id, theme)
        case "withdraw":
            return await invitation.withdraw(turn, round_id)
        case _:
            return await rating.rejoin(turn, round_id)


# A theme of one's own


@one_database
async def test_a_theme_of_ones_own_is_kept_without_a_name(here: Workplace, anna: Person) -> None:
    await rates_all(anna)
    await anna.clicks("Foreslå et tema")
    assert anna.sees("Dit navn følger ikke med.")
    await anna.fills({"Hvad er temaet?": HOSTILE, "Hvad mener du med det?": "Noget"})
    await anna.submits()
    assert anna.sees(f"Tak. “{HOSTILE}” er med blandt de temaer, der kan vælges.")


async def test_the_same_theme_twice_is_one_and_three_are_enough(
    here: Workplace, anna: Person
) -> None:
    async def suggests(person: Person, title: str) -> None:
        async with here.office.bot.turns.open(here.who(person)) as turn:
            await own_theme.add(turn, here.round_id, title, "")

    for title in ("Humor", " humor ", "Distance", "Tid"):
        await suggests(anna, title)
    await suggests(here.leaders[1], "HUMOR")
    with pytest.raises(EnoughSuggested):
        await suggests(anna, "Løn")
    await suggests(anna, "Tid")
    async with here.office.bot.turns.open(here.who(anna)) as turn:
        titles = (await turn.session.scalars(select(OwnTheme.title).order_by(OwnTheme.id))).all()
    assert list(titles) == ["Humor", "Distance", "Tid"]


@one_database
async def test_a_fourth_theme_is_refused_at_its_field_and_stays_there(
    here: Workplace, anna: Person
) -> None:
    await rates_all(anna)
    for title in ("Humor", "Distance", "Tid", "Løn"):
        await anna.clicks("Foreslå et tema", on=anna.dm[0])
        await anna.fills({"Hvad er temaet?": title})
        await anna.submits()
        if title != "Løn":
            await anna.closes()
    assert anna.sees("! Du har foreslået 3 temaer, og flere er der ikke plads til.")
    assert anna.sees("[Løn]")


@one_database
async def test_a_theme_that_comes_too_late_stays_in_its_form(here: Workplace, anna: Person) -> None:
    await rates_all(anna)
    await anna.clicks("Foreslå et tema")
    await anna.fills({"Hvad er temaet?": "Ledere på distancen"})
    await here.closes_round()
    await anna.submits()
    assert anna.sees("Runden er lukket")
    assert anna.sees("Det, du skrev, er ikke gemt. Kopiér det herfra")
    assert anna.sees("[Ledere på distancen]")


# Not taking part


async def test_who_withdraws_is_deleted_and_may_come_back(here: Workplace, anna: Person) -> None:
    await answers(anna)
    await here.office.sandbox.pass_time(until=_reminded(here))
    await anna.clicks("Jeg vil ikke være med", confirm=False)
    assert await kept(here, anna)
    await anna.clicks("Jeg vil ikke være med")
    assert anna.sees("Det er helt i orden. Der tæller ikke noget fra dig")
    assert not await kept(here, anna)
    await anna.opens_home()
    assert "svar på temaerne" not in anna.home
    await anna.clicks("Spring over", on=anna.dm[0])
    assert anna.sees("Du har valgt ikke at være med, og dine svar er slettet.")
    await anna.clicks("Jeg vil være med alligevel")
    assert anna.sees("Tema 1 af 12")
    await anna.clicks("4", nth=0)
    assert await kept(here, anna) == {"new_leaders": Answer(4, None)}


def _reminded(here: Workplace) -> Any:
    return here.office.sandbox.clock() + timedelta(days=10)


@one_database
async def test_who_withdrew_is_not_reminded(here: Workplace, anna: Person) -> None:
    await anna.clicks("Jeg vil ikke være med")
    await here.office.sandbox.pass_time(days=13)
    assert len(anna.dm) == 1
    assert here.leaders[1].was_told("Vi vil også gerne høre fra dig.") == 1


# Twice, late, or by somebody else


@pytest.mark.on_both_databases
async def test_a_double_click_is_one_answer(here: Workplace, anna: Person) -> None:
    await anna.clicks("Begynd")
    await asyncio.gather(*(anna.clicks("4", nth=0, settle=False) for _ in range(2)))
    await here.office.sandbox.settles()
    assert await kept(here, anna) == {"new_leaders": Answer(4, None)}
    assert anna.sees("Tema 1 af 12")
    assert len(anna.dm) == 1


@pytest.mark.on_both_databases
async def test_all_leaders_at_once_lose_nothing(here: Workplace) -> None:
    async def rates(person: Person, theme: str) -> None:
        for row in (ballot.IMPORTANCE, ballot.SUCCESS):
            async with here.office.bot.turns.open(here.who(person)) as turn:
                await rating.answer(turn, here.round_id, theme, row, 3)

    await asyncio.gather(*(rates(who, theme) for who in here.leaders for theme in TWELVE[:4]))
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        drafts = (await turn.session.scalars(select(Draft))).all()
        assert {ballot.open_draft(turn, draft) for draft in drafts} == {Answer(3, 3)}
    assert len(drafts) == 4 * len(here.leaders)


async def test_an_answer_beside_the_close_is_counted_or_refused_but_never_left_behind(
    here: Workplace, anna: Person
) -> None:
    async def closes() -> None:
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            await rating_round.close(turn, here.round_id)

    async with here.office.bot.turns.open(here.who(anna)) as turn:
        await rating.begin(turn, here.round_id)
        closing = asyncio.create_task(closes())
        await asyncio.wait([closing], timeout=0.2)
        await rating.answer(turn, here.round_id, TWELVE[0], ballot.IMPORTANCE, 5)
    await closing
    async with here.office.bot.turns.open(here.who(anna)) as turn:
        assert await turn.session.scalar(select(func.count()).select_from(Draft)) == 0


@one_database
@pytest.mark.parametrize("label", ["4", "Spring over", "Mine svar"])
async def test_a_click_after_the_close_says_where_the_result_is(
    here: Workplace, anna: Person, label: str
) -> None:
    await anna.clicks("Begynd")
    await here.closes_round()
    await anna.clicks(label, on=anna.dm[0], nth=0)
    assert anna.sees("Runden er lukket. Det, der kommer ud af den, kan du se i #ledertrivsel.")
    assert anna.form is None
    assert not await kept(here, anna)


@one_database
async def test_a_window_that_stood_open_at_the_close_says_so(here: Workplace, anna: Person) -> None:
    await anna.clicks("Begynd")
    await anna.clicks("Mine svar")
    await here.closes_round()
    await anna.chooses(IMPORTANT, "Vigtigt: 5 · I meget høj grad", nth=0)
    assert anna.sees("Runden er lukket.")
    assert not await kept(here, anna)


@one_database
async def test_from_the_deadline_on_nobody_answers_even_if_the_close_is_late(
    here: Workplace, anna: Person
) -> None:
    async with here.office.away():
        here.office.sandbox.clock.set(here.office.sandbox.clock() + timedelta(weeks=2))
    async with here.office.bot.turns.open(here.who(anna)) as turn:
        with pytest.raises(RoundClosed):
            await rating.begin(turn, here.round_id)


@one_database
@pytest.mark.parametrize(
    ("theme", "row", "score"),
    [("no_theme", "importance", 3), ("sparring", "else", 3), ("sparring", "success", 6)],
)
async def test_what_a_button_of_ours_cannot_carry_is_refused(
    here: Workplace, anna: Person, theme: str, row: str, score: int
) -> None:
    with pytest.raises(ButtonWornOut):
        async with here.office.bot.turns.open(here.who(anna)) as turn:
            await rating.answer(turn, here.round_id, theme, row, score)


@one_database
async def test_a_leader_who_leaves_is_not_written_to_any_more(
    here: Workplace, anna: Person
) -> None:
    await answers(anna)
    here.office.sandbox.changes(anna, deleted=True)
    await here.office.sandbox.settles()
    await here.office.sandbox.pass_time(days=13)
    assert len(anna.dm) == 1
    assert await kept(here, anna)  # what they answered counts


# In one's own language


@one_database
async def test_an_english_leader_in_a_danish_process_chooses_once_and_it_sticks(
    office: Office,
) -> None:
    here = await prepared(office)
    anna, bo, *_ = here.leaders
    await anna.types("/ledertrivsel english")
    assert anna.sees("Hello Anna")
    await here.launches()
    assert anna.sees("Your answers are confidential.")
    assert bo.sees("Dine svar er fortrolige.")
    await anna.clicks("Begin")
    assert anna.sees("Welcoming new leaders")
    await office.restarts()
    await office.sandbox.pass_time(days=13)
    assert anna.was_told("We would like to hear from you as well.") == 1


@one_database
async def test_the_language_is_chosen_at_home_too_and_back_again(anna: Person) -> None:
    await anna.opens_home()
    await anna.clicks("In English, please")
    assert "Hello Anna" in anna.home
    assert "Plan 2027: rate the themes" in anna.home
    await anna.clicks("Hellere dansk")
    assert "Hej Anna" in anna.home


@one_database
async def test_the_commands_answer_changes_its_language_where_it_stands(anna: Person) -> None:
    await anna.types("/ledertrivsel")
    await anna.clicks("In English, please")
    assert anna.sees("Hello Anna")
    assert not anna.sees("Hej Anna")
