"""Those with the last word choose three to five themes, and everyone hears what came of it."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from bot.errors import NotFound
from bot.flows import choice
from bot.models import Chosen, Group, OwnTheme, Parked, Process
from bot.models.process import QUALIFY
from bot.sandbox import NotThere
from bot.store import choices, processes
from bot.store.choices import Reasoned
from tests.choosing import (
    ACROSS,
    NEW,
    OVERLOAD,
    RESTITUTION,
    SAFETY,
    SPARRING,
    THREE,
    Workplace,
    chooses,
    fills_in,
    one_database,
    picks,
    workplace,
)
from tests.office import Office

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
INVITED = "Du har det sidste ord"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def standing(here: Workplace) -> tuple[Process, list[Chosen], list[Parked]]:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        process = await processes.get(turn.session, turn.workspace, here.process_id)
        return (
            process,
            list(await choices.chosen(turn.session, process)),
            list(await choices.parked(turn.session, process)),
        )


@one_database
async def test_only_those_with_the_last_word_are_asked(here: Workplace) -> None:
    assert here.karen.was_told(INVITED) == here.bo.was_told(INVITED) == 1
    assert not here.hanne.dm
    assert not here.anna.dm


@one_database
async def test_themes_stand_by_field_with_figures_and_own_themes_among_them(
    here: Workplace,
) -> None:
    await here.karen.clicks("Vælg temaer")
    view = here.karen.view
    assert "Fokusér her" in view
    assert "Pauser og restitution (5,0 · 2,0)" in view
    assert view.index(RESTITUTION) < view.index(SPARRING) < view.index(NEW) < view.index(ACROSS)
    assert view.index("På linjen") < view.index("Uden tal") < view.index("Ledere på distancen")


@one_database
@pytest.mark.parametrize(
    ("themes", "problem"),
    [
        ((SPARRING,), "I har valgt ét."),
        ((SPARRING, NEW), "I har valgt to."),
        ((*THREE, ACROSS, OVERLOAD, SAFETY), "Højst fem."),
    ],
)
async def test_too_few_and_too_many_are_told_in_the_form(
    here: Workplace, themes: tuple[str, ...], problem: str
) -> None:
    await picks(here.karen, themes)
    assert here.karen.sees(problem)
    await fills_in(here.karen, THREE)
    await here.karen.submits()
    assert here.karen.sees("Hvorfor “Sparring”?")


@one_database
async def test_a_theme_stands_in_one_place_only(here: Workplace) -> None:
    await picks(here.karen, THREE, knowledge=(SPARRING,))
    assert here.karen.sees("Et tema kan kun stå ét sted")
    await fills_in(here.karen, THREE, knowledge=(SAFETY,), others=(SAFETY,))
    await here.karen.submits()
    assert here.karen.sees("Et tema kan kun stå ét sted")


async def test_what_is_chosen_and_parked_stands_in_the_maps_order(here: Workplace) -> None:
    await picks(
        here.karen,
        ("Ledere på distancen", SPARRING, RESTITUTION),
        knowledge=(OVERLOAD,),
        others=(ACROSS,),
    )
    await here.karen.fills(
        {
            "Hvorfor “Sparring”?": "Vi står alene.",
            "Hvorfor “Pauser og restitution”?": "Ingen holder pause.",
            "Hvorfor “Ledere på distancen”?": "Vi er fire steder.",
            f"{OVERLOAD}: Hvad mangler I at vide?": "Hvad APV’en siger",
            f"{OVERLOAD}: Hvem finder ud af det?": "Hanne",
            f"{OVERLOAD}: Hvornår?": date(2027, 1, 8),
            f"{ACROSS}: Hvem skal tage stilling?": "Direktionen",
        }
    )
    await here.karen.submits()
    assert here.karen.sees("Tak. I har valgt tre temaer.")
    process, chosen, parked = await standing(here)
    assert process.phase == QUALIFY
    assert [row.theme for row in chosen] == ["restitution", "sparring", here.own]
    assert chosen[0].reason == "Ingen holder pause."
    assert {(row.theme, row.kind, row.question, row.who, row.by_day) for row in parked} == {
        ("overload", "knowledge", "Hvad APV’en siger", "Hanne", date(2027, 1, 8)),
        ("across", "others", "", "Direktionen", None),
    }
    post = here.owen.reads(here.channel.messages[0])
    assert "(Hanne finder ud af det senest fredag den 8. januar)" in post
    assert "Direktionen skal tage stilling" in post
    assert here.hanne.was_told("Hanne finder ud af det senest fredag den 8. januar") == 1


@one_database
async def test_a_parked_theme_cannot_wait_for_a_day_that_has_passed(here: Workplace) -> None:
    await picks(here.karen, THREE, others=(ACROSS,))
    await here.karen.fills({f"Hvorfor “{theme}”?": "Derfor" for theme in THREE})
    who, when = f"{ACROSS}: Hvem skal tage stilling?", f"{ACROSS}: Hvornår?"
    await here.karen.fills({who: "Direktionen", when: date(2026, 1, 8)})
    await here.karen.submits()
    assert here.karen.sees("Vælg en dag fra 14. december 2026")
    await here.karen.fills({when: date(2027, 1, 8)})
    await here.karen.submits()
    assert here.karen.sees("Tak. I har valgt tre temaer.")
    assert (await standing(here))[1][0].reason == "Derfor", "what was typed is still there"


@one_database
async def test_everyone_who_was_asked_hears_what_came_of_it(here: Workplace) -> None:
    await chooses(here.karen)
    for leader in (here.anna, here.mads):
        assert leader.was_told("Der er valgt tre temaer: Plan 2027") == 1
        assert leader.was_told("6 af 8 ledere svarede. Karen Dam har valgt.") == 1
        assert leader.was_told("Fordi Sparring betyder noget.") == 1
        assert leader.was_told("En arbejdsgruppe tager fat på hvert tema") == 1
    assert here.owen.finds("Der er valgt tre temaer", here.channel)
    assert not here.owen.dm


async def test_each_theme_gets_a_thread_after_the_post(here: Workplace) -> None:
    await chooses(here.karen)
    said = [here.owen.reads(message) for message in here.channel.messages]
    assert "Der er valgt tre temaer" in said[0]
    for text, theme in zip(said[1:], THREE, strict=True):
        assert text.startswith(theme)
        assert "endnu ingen gruppeleder" in text
        assert "Mangler endnu: Vurdering · Erfaringer · Inspiration · Idéer og tiltag" in text


@one_database
async def test_the_invitation_tells_afterwards_what_was_chosen(here: Workplace) -> None:
    await chooses(here.karen)
    await here.pauses()
    for decider in (here.karen, here.bo):
        assert decider.was_told(INVITED) == 0
        assert decider.was_told("Karen Dam valgte temaerne til Plan 2027") == 1
        assert decider.was_told("mandag den 14. december") == 1
        with pytest.raises(NotThere):
            await decider.clicks("Vælg temaer")


@one_database
async def test_who_comes_second_is_told_what_stands_and_keeps_their_words(here: Workplace) -> None:
    await picks(here.bo, THREE, others=(ACROSS,))
    await chooses(here.karen)
    await here.bo.fills({f"Hvorfor “{theme}”?": "Bos egen grund" for theme in THREE})
    await here.bo.fills({f"{ACROSS}: Hvem skal tage stilling?": "Direktionen"})
    await here.bo.submits()
    assert here.bo.sees("Karen Dam valgte temaerne, før du sendte dit valg")
    assert here.bo.sees("Fordi Sparring betyder noget.")
    assert here.bo.sees("Bos egen grund")
    assert here.bo.sees("Direktionen skal tage stilling")
    _, chosen, _ = await standing(here)
    assert "Bos egen grund" not in [row.reason for row in chosen]
    assert here.anna.was_told("Der er valgt") == 1


async def test_of_two_at_the_same_moment_one_choice_stands_whole(here: Workplace) -> None:
    async def decides(person: str, reason: str) -> choice.Decided | choice.ChoiceMade:
        who = here.who(here.karen if person == "karen" else here.bo)
        themes = [Reasoned(key, reason) for key in ("sparring", "restitution", here.own)]
        async with here.bot.turns.open(who) as turn:
            return await choice.decide(turn, here.process_id, themes, ())

    answers = await asyncio.gather(decides("karen", "Karens"), decides("bo", "Bos"))
    assert sorted(type(answer).__name__ for answer in answers) == ["ChoiceMade", "Decided"]
    _, chosen, _ = await standing(here)
    assert len(chosen) == 3
    assert len({row.reason for row in chosen}) == 1


async def test_a_form_sent_twice_decides_once_and_is_answered_alike(here: Workplace) -> None:
    themes = [Reasoned(key, "Derfor") for key in ("sparring", "restitution", "overload")]
    answers: list[object] = []
    for _ in range(2):
        async with here.bot.turns.open(here.who(here.karen)) as turn:
            answers.append(await choice.decide(turn, here.process_id, themes, ()))
    assert answers[0] == answers[1]
    await here.sandbox.settles()
    assert here.anna.was_told("Der er valgt") == 1
    assert len(here.channel.messages) == 4


@one_database
async def test_a_hundred_themes_of_their_own_have_room_too(here: Workplace) -> None:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        for n in range(120):
            turn.session.add(
                OwnTheme(
                    workspace_id=turn.workspace.id,
                    process_id=here.process_id,
                    added_by_id=turn.person.id,
                    title=f"Vores tema nummer {n}",
                )
            )
    await picks(here.karen, THREE, others=tuple(f"Vores tema nummer {n}" for n in range(21)))
    assert here.karen.sees("Parkér højst 20.")
    assert here.karen.sees("… og 91 flere, som du kan vælge herunder")
    last = "Vores tema nummer 119"
    await fills_in(here.karen, (*THREE[:2], last), others=())
    await here.karen.submits()
    assert here.karen.sees(f"Hvorfor “{last}”?")


@one_database
async def test_nobody_else_can_choose(here: Workplace) -> None:
    for person in (here.hanne, here.anna, here.owen):
        with pytest.raises(NotFound):
            async with here.bot.turns.open(here.who(person)) as turn:
                await choice.open_form(turn, here.process_id)


@one_database
async def test_a_reason_is_needed_and_may_not_be_too_long(here: Workplace) -> None:
    await picks(here.karen, THREE)
    await here.karen.fills({f"Hvorfor “{theme}”?": " " for theme in THREE})
    await here.karen.submits()
    _, chosen, _ = await standing(here)
    assert not chosen
    await here.karen.fills({f"Hvorfor “{theme}”?": "Derfor" for theme in THREE})
    await here.karen.submits()
    assert here.karen.sees("Tak. I har valgt tre temaer.")


@one_database
async def test_what_people_wrote_stays_their_words(here: Workplace) -> None:
    await chooses(here.karen, reasons={SPARRING: HOSTILE, NEW: "• a\n\n> b\n*c*"})
    await here.pauses()
    for message in (here.anna.finds("Der er valgt"), here.channel.messages[0]):
        assert HOSTILE in str(message.blocks), "as a piece of plain text"
        assert "<!channel>" not in message.text
        assert "<@U1>" not in message.text


@one_database
async def test_one_can_go_back_to_the_themes_and_they_are_remembered(here: Workplace) -> None:
    await picks(here.karen, THREE, knowledge=(OVERLOAD,))
    await here.karen.clicks("‹ Ret temaerne")
    assert here.karen.sees("Tre til fem temaer til planen")
    await here.karen.submits()
    assert here.karen.sees("Hvorfor “Sparring”?")
    assert here.karen.sees(f"{OVERLOAD}: Hvad mangler I at vide?")


async def test_home_tells_who_is_to_choose(here: Workplace) -> None:
    await here.karen.opens_home()
    assert INVITED in here.karen.home
    await here.hanne.opens_home()
    assert "Nu skal temaerne vælges. Det gør Bo Vang og Karen Dam." in here.hanne.home
    await chooses(here.karen)
    await here.karen.opens_home()
    assert INVITED not in here.karen.home


@one_database
async def test_in_english_it_says_the_same(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot, language="en", own="Remote leaders")
    await here.karen.clicks("Choose themes")
    await here.karen.fills({"Three to five themes for the plan": ("Someone to think with",)})
    await here.karen.submits()
    assert here.karen.sees("You have one.")
    themes = ("Someone to think with", "Breaks and recovery", "Remote leaders")
    await here.karen.fills({"Three to five themes for the plan": themes})
    await here.karen.submits()
    await here.karen.fills({f"Why {theme}?": "Because" for theme in themes})
    await here.karen.submits()
    assert here.karen.sees("You have chosen three themes.")
    assert here.anna.was_told("Three themes are chosen: Plan 2027") == 1


@one_database
async def test_a_group_is_made_for_each_theme_and_no_more(here: Workplace) -> None:
    await chooses(here.karen)
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        rows = (await turn.session.scalars(select(Group))).all()
    assert len(rows) == 3
