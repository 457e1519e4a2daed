"""The map: to those who run the process first, then to the channel, with the talk about it."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.domain.priority_map import Tally
from bot.errors import NotFound, OutOfTurn
from bot.flows import own_theme, priority_map, rating_round
from bot.models import HandPlaced, Process, Round
from bot.models.process import MAP, TALK
from bot.sandbox.world import Message
from bot.store import processes, rounds
from tests.choosing import one_database
from tests.launched import LEADERS, Workplace, launched
from tests.office import Office

RELEASE, PLACE = "Vis det i kanalen", "Placér selv temaerne"
TITLE = "Prioriteringskortet for Plan 2027"
TALK_THREAD = "Lad os tale om kortet."
LONG = "En meget lang titel på et tema, som nogen her har foreslået, fordi det fylder. " * 2
FIGURES = {  # how all six answered: importance and success
    "restitution": (5, 2),
    "sparring": (4, 3),
    "new_leaders": (4, 4),
    "across": (2, 4),
    "overload": (2, 1),
    "mutual_care": (3, 4),
    "leader_groups": (3, 3),
}


async def closed(
    office: Office, figures: dict[str, tuple[int, int]] = FIGURES, *, answered: int | None = 6
) -> Workplace:
    """A round that is over, with these means."""
    here = await launched(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await rating_round.close(turn, here.round_id)
        of = await rounds.get(turn.session, turn.workspace, here.round_id)
        of.answered = answered
        tallies = {theme: Tally({pair: 6}) for theme, pair in figures.items()}
        await rounds.keep_tallies(turn.session, of, tallies)
        if figures:
            await turn.tell(priority_map.PICTURE, of.id, rank=1)
    await office.sandbox.settles()
    return here


def pictures(here: Workplace, said: list[Message]) -> list[Message]:
    return [message for message in said if message.files]


async def standing(here: Workplace) -> tuple[Process, Round]:
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        process = await processes.get(turn.session, turn.workspace, here.process_id)
        return process, await rounds.get(turn.session, turn.workspace, here.round_id)


# To those who run it first


@one_database
async def test_it_goes_to_those_who_run_it_and_to_nobody_else(office: Office) -> None:
    here = await closed(office)
    assert here.hanne.was_told(TITLE)
    assert here.hanne.was_told("Indtil videre er det kun jer, der styrer forløbet, som kan se det")
    assert len(pictures(here, here.hanne.dm)) == 1
    assert not here.channel.messages
    assert not any(leader.was_told(TITLE) for leader in here.leaders)
    assert (await standing(here))[0].phase == MAP


@one_database
async def test_the_message_says_all_that_the_picture_shows(office: Office) -> None:
    here = await closed(office)
    said = here.hanne.reads(here.hanne.finds("Indtil videre"))
    for line in (
        "6 af 6 ledere svarede.",
        "Fokusér her – Vigtigt hos os, men det går mindre godt.\n"
        "• Pauser og restitution (vigtighed 5,0 · lykkes 2,0 · 6 svar)",
        "Hold fast – Vigtigt hos os, og det går godt.\n• Modtagelse af nye ledere",
        "Forstå – Mindre vigtigt hos os, men det går godt.\n• Samarbejde på tværs i ledelsen",
        "Overvej – Mindre vigtigt hos os, og det går mindre godt.\n• Tegn på overbelastning",
        "Gennemsnit på en skala fra 1 til 5; 3 er linjen. Temaer, som færre end 5 har svaret på",
        "For få har svaret: Tillid og psykologisk tryghed blandt ledere",
    ):
        assert line in said
    [picture] = pictures(here, here.hanne.dm)
    file = office.sandbox.world.files[picture.files[0]]
    assert file.content.startswith(b"\x89PNG")
    assert "Fokusér her: Pauser og restitution (5,0 · 2,0)" in file.alt_text
    assert file.alt_text.endswith("Beskeden ovenfor har det hele med ord.")


@one_database
async def test_exactly_three_is_said_to_be_on_the_line(office: Office) -> None:
    here = await closed(office)
    said = here.hanne.reads(here.hanne.finds("Indtil videre"))
    on_line = said[said.index("På linjen") :]
    assert "Sparring (vigtighed 4,0 · lykkes 3,0 · 6 svar): lykkes er præcis 3" in on_line
    assert "Støtte til at passe på sig selv og hinanden (vigtighed 3,0" in on_line
    assert "Samarbejdet i ledergrupper" in on_line
    assert "vigtigheden er præcis 3 og lykkes er præcis 3" in on_line


@one_database
async def test_a_mean_that_only_rounds_to_three_is_not_on_the_line(office: Office) -> None:
    here = await launched(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await rating_round.close(turn, here.round_id)
        of = await rounds.get(turn.session, turn.workspace, here.round_id)
        of.answered = 101
        tally = Tally({(3, 3): 100, (4, 2): 1})
        await rounds.keep_tallies(turn.session, of, {"sparring": tally})
    await office.sandbox.settles()
    said = here.hanne.reads(here.hanne.finds("Indtil videre"))
    assert "Fokusér her" in said
    assert "På linjen" not in said


# Released by hand


async def test_released_it_is_in_the_channel_with_its_picture_and_the_talk_once(
    office: Office,
) -> None:
    here = await closed(office)
    await here.hanne.clicks(RELEASE, confirm=False)
    assert not here.channel.messages
    await here.hanne.clicks(RELEASE)
    posted, picture, talk = (
        message for message in here.channel.messages if message.thread_ts is None
    )
    assert TITLE in here.owen.reads(posted)
    assert picture.files
    assert TALK_THREAD in here.owen.reads(talk)
    await office.sandbox.pass_time(days=1)
    assert here.hanne.sees("Det ligger i #ledertrivsel nu med en tråd")
    assert len(here.channel.messages) == 3
    assert (await standing(here))[0].phase == TALK


async def test_two_who_release_it_at_once_post_it_once(office: Office) -> None:
    here = await closed(office)

    async def releases() -> None:
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            await priority_map.release(turn, here.round_id)

    await asyncio.gather(releases(), releases(), releases())
    await office.sandbox.settles()
    assert len(here.channel.messages) == 3


@one_database
async def test_it_is_released_by_those_who_run_the_process_alone(office: Office) -> None:
    here = await closed(office)
    for step in (priority_map.show, priority_map.release, priority_map.open_placing):
        for person in (here.owen, here.leaders[0]):
            with pytest.raises(NotFound):
                async with office.bot.turns.open(here.who(person)) as turn:
                    await step(turn, here.round_id)


@one_database
async def test_a_channel_post_is_in_the_processs_language(office: Office) -> None:
    here = await closed(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        (await turn.session.get_one(Process, here.process_id)).language = "en"
    await here.hanne.clicks(RELEASE)
    assert here.owen.sees("The priority map of Plan 2027")
    assert here.owen.sees("Let’s talk about the map.")
    assert here.hanne.was_told(TITLE)


@one_database
async def test_a_picture_that_fails_holds_nothing_else_up(office: Office) -> None:
    here = await closed(office)
    office.sandbox.faults.strike("files.getUploadURLExternal", "server_error", times=2)
    await here.hanne.clicks(RELEASE)
    said = [here.owen.reads(message) for message in here.channel.messages]
    assert [TITLE in said[0], TALK_THREAD in said[1]] == [True, True]
    assert len(said) == 2
    await office.sandbox.pass_time(minutes=5)
    assert len(pictures(here, here.channel.messages)) == 1


async def test_very_many_long_themes_of_their_own_are_shown_and_stay_true(office: Office) -> None:
    here = await launched(office, names=(*LEADERS, *(f"Leder {n:02}" for n in range(6))))
    for number, leader in enumerate(here.leaders):
        for n in range(own_theme.AT_MOST):
            async with office.bot.turns.open(here.who(leader)) as turn:
                await own_theme.add(turn, here.round_id, f"{number}.{n} {LONG}"[:150], "")
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await rating_round.close(turn, here.round_id)
        of = await rounds.get(turn.session, turn.workspace, here.round_id)
        await rounds.keep_tallies(turn.session, of, {"sparring": Tally({(4, 2): 6})})
    await office.sandbox.settles()
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    assert here.hanne.sees("Det ligger i #ledertrivsel nu med en tråd")
    assert here.owen.sees("11.2 En meget lang titel")


# The talk


@one_database
async def test_the_talk_has_its_two_questions_and_the_widest_distance_first(
    office: Office,
) -> None:
    here = await closed(office)
    await here.hanne.clicks(RELEASE)
    said = here.owen.reads(here.owen.finds(TALK_THREAD))
    assert "Hvad får os til at kalde temaet vigtigt eller mindre vigtigt?" in said
    assert "Hvad bygger vi på, når vi siger, at det går godt eller mindre godt?" in said
    order = [said.index(title) for title in ("Pauser og restitution", "Sparring", "Tegn på")]
    assert order == sorted(order)
    assert "Modtagelse af nye ledere" not in said  # as important as it goes well


# Too few


@one_database
async def test_fewer_than_five_answers_are_said_so_and_placing_by_hand_is_offered(
    office: Office,
) -> None:
    here = await closed(office, {}, answered=None)
    assert here.hanne.sees("Færre end 5 af 6 har svaret, så der er ingen tal at vise. Svarene er")
    assert here.hanne.sees("I kan placere temaerne på prioriteringskortet sammen i stedet.")
    assert here.hanne.sees(f"[{PLACE}]")
    assert not here.hanne.sees(RELEASE)
    assert not pictures(here, here.hanne.dm)


async def test_themes_are_placed_by_hand_moved_taken_away_and_released(office: Office) -> None:
    here = await closed(office, {}, answered=None)
    focus, hold = (
        "Fokusér her – Vigtigt hos os, men det går mindre godt.",
        "Hold fast – Vigtigt hos os, og det går godt.",
    )
    await here.hanne.clicks(PLACE)
    await here.hanne.fills(
        {"Sparring": focus, "Pauser og restitution": hold, "Lederes sygefravær": hold}
    )
    await here.hanne.submits()
    await office.sandbox.pass_time(seconds=5)
    assert here.hanne.sees("Fokusér her: Sparring")
    assert here.hanne.sees("Hold fast: Pauser og restitution og Lederes sygefravær")
    await here.hanne.clicks(PLACE)
    await here.hanne.fills({"Sparring": hold, "Lederes sygefravær": "Ikke på kortet"})
    await here.hanne.submits()
    await office.sandbox.pass_time(seconds=5)
    assert here.hanne.sees("Hold fast: Sparring og Pauser og restitution")
    await here.hanne.clicks(RELEASE)
    assert here.owen.sees("Placeret i fællesskab, uden tal:")
    assert len(pictures(here, here.channel.messages)) == 1
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        placed = (await turn.session.scalars(select(HandPlaced.theme))).all()
    assert set(placed) == {"sparring", "restitution"}


@one_database
async def test_themes_with_figures_stay_where_the_figures_put_them(office: Office) -> None:
    here = await closed(office)
    await here.hanne.clicks(PLACE)
    assert not here.hanne.sees("Sparring")
    assert here.hanne.sees("Lederes sygefravær")
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await priority_map.place_by_hand(
            turn, here.round_id, {"sparring": 1, "no_theme": 2, "own:9": 3, "relation_help": 9}
        )
        of = await rounds.get(turn.session, turn.workspace, here.round_id)
        assert not await rounds.hand_placed(turn.session, of)


@one_database
async def test_nothing_is_placed_once_it_is_released(office: Office) -> None:
    here = await closed(office)
    await here.hanne.clicks(PLACE)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await priority_map.release(turn, here.round_id)
    await here.hanne.fills({"Lederes sygefravær": "Ikke på kortet"})
    await here.hanne.submits()
    assert here.hanne.sees("Forløbet er kommet videre")


@one_database
async def test_nothing_to_show_is_not_released(office: Office) -> None:
    here = await closed(office, {}, answered=None)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        with pytest.raises(OutOfTurn):
            await priority_map.release(turn, here.round_id)
