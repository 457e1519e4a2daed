"""A chosen theme is taken further: by a lead who sums up, and by what the group agrees."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import ForTheLead, GroupClosed, GroupClosedMeanwhile, NotFound, OutOfTurn
from bot.flows import contribution, group, group_summary, plan
from bot.flows.group_facts import Noted
from bot.models import Group, GroupNote
from bot.sandbox import NotThere, Person
from tests.choosing import NEW, SPARRING, Workplace, one_database, workplace
from tests.grouping import (
    AGREED,
    NOTES,
    SUMMARY,
    appoints,
    at_work,
    closes,
    group_id,
    reads,
    reply_in,
    says,
    texts,
    thread,
)
from tests.office import Office

LATE = "ændrer ikke resumeet"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await at_work(office)


# Leading


@one_database
async def test_facilitators_are_asked_to_find_leads(here: Workplace) -> None:
    assert here.hanne.was_told("Arbejdsgrupper: Plan 2027") == 1
    assert here.hanne.was_told("Pauser og restitution: mangler en gruppeleder") == 1
    assert here.hanne.was_told("Sparring: Mads Krog er gruppeleder") == 1


@one_database
async def test_a_lead_is_told_what_to_do_and_named_in_the_thread(here: Workplace) -> None:
    assert here.mads.was_told("Du er gruppeleder: Sparring") == 1
    assert "gruppeleder: Mads Krog" in reads(here)
    assert "Mads Krog laver et kort resumé" in reads(here)
    assert "endnu ingen gruppeleder" in reads(here, NEW)


async def test_appointing_the_same_again_tells_nobody_again(here: Workplace) -> None:
    await appoints(here, here.mads)
    assert here.mads.was_told("Du er gruppeleder: Sparring") == 1


async def test_a_lead_can_hand_over_and_is_thanked(here: Workplace) -> None:
    await here.mads.clicks("Giv videre")
    await here.mads.fills({SPARRING: here.anna})
    await here.mads.submits()
    await here.pauses()
    assert here.anna.was_told("Du er gruppeleder: Sparring") == 1
    assert here.mads.was_told("Nu er Anna Lund gruppeleder") == 1
    assert "gruppeleder: Anna Lund" in reads(here)
    await here.sandbox.pass_time(minutes=1)
    await appoints(here, here.mads)
    assert len([one for one in here.mads.dm if "Du er gruppeleder" in here.mads.reads(one)]) == 2


@one_database
async def test_who_has_left_cannot_lead(here: Workplace) -> None:
    await here.hanne.clicks("Vælg gruppeledere")
    await here.hanne.fills({NEW: here.owen})
    here.sandbox.changes(here.owen, deleted=True)
    await here.sandbox.settles()
    answer = await here.hanne.submits()
    assert NEW in answer.errors
    assert "endnu ingen gruppeleder" in reads(here, NEW)


async def test_a_group_whose_lead_has_left_needs_one(here: Workplace) -> None:
    here.sandbox.changes(here.mads, deleted=True)
    await here.sandbox.settles()
    await here.hanne.opens_home()
    assert "Sparring: mangler en gruppeleder" in here.hanne.home
    await says(here, here.anna, "Idé: en makker")
    assert "endnu ingen gruppeleder" in reads(here)
    await appoints(here, here.anna)
    assert "gruppeleder: Anna Lund" in reads(here)


@one_database
async def test_only_the_lead_and_the_facilitators_note_and_close(here: Workplace) -> None:
    ours = await group_id(here)
    for person, refusal in ((here.anna, ForTheLead), (here.owen, NotFound)):
        for step in (group.open_notes, group.open_hand_over, group_summary.open_form):
            with pytest.raises(refusal):
                async with here.bot.turns.open(here.who(person)) as turn:
                    await step(turn, ours)
    await here.anna.clicks(NOTES, thread(here))
    assert here.anna.was_told("Det gør gruppelederen, Mads Krog") == 1
    with pytest.raises(NotFound):
        async with here.bot.turns.open(here.who(here.mads)) as turn:
            await group.appoint(turn, here.process_id, {ours + 1: here.mads.id})


async def test_home_has_what_waits_for_the_lead(here: Workplace) -> None:
    await here.mads.opens_home()
    assert "Du er gruppeleder: Sparring" in here.mads.home
    assert "Ingen har skrevet endnu." in here.mads.home
    await says(here, here.anna, "Idé: en makker")
    await here.mads.opens_home()
    assert "Én har skrevet. Mangler endnu: Vurdering · Erfaringer · Inspiration" in here.mads.home


# Offers and needs


@one_database
async def test_offers_and_needs_stand_in_the_thread(here: Workplace) -> None:
    await here.mads.clicks(NOTES, thread(here))
    await here.mads.fills(
        {
            "Hvad har I allerede?": "Mentorordning – HR\n• Netværk for nye\n",
            "Hvad mangler I, og hvem sørger for det?": "Tal fra lederAPV - Hanne",
        }
    )
    await here.mads.submits()
    await here.pauses()
    for text in ("Mentorordning – HR", "Netværk for nye", "Tal fra lederAPV – Hanne"):
        assert text in reads(here)
    await here.hanne.clicks(NOTES, thread(here))
    assert here.hanne.sees("Mentorordning – HR")
    await here.hanne.fills({"Hvad har I allerede?": "Mentorordning – HR"})
    await here.hanne.submits()
    await here.pauses()
    assert "Netværk for nye" not in reads(here)


async def test_what_another_noted_meanwhile_is_kept(here: Workplace) -> None:
    ours = await group_id(here)
    for note in ("Mentorordning", "Netværk"):  # both forms were opened on an empty list
        async with here.bot.turns.open(here.who(here.mads)) as turn:
            await group.save_notes(turn, ours, (), [Noted(note, "")], [])
    await here.pauses()
    assert "Mentorordning" in reads(here)
    assert "Netværk" in reads(here)
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        await group.save_notes(turn, ours, (), [Noted("netværk", "")], [])
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        assert len((await turn.session.scalars(select(GroupNote))).all()) == 2


# Summing up


@one_database
async def test_the_summary_is_prefilled_under_the_four_questions(here: Workplace) -> None:
    await says(here, here.anna, "Vurdering: vi er midt i")
    await says(here, here.owen, "Det må I selv om")
    await here.mads.clicks(SUMMARY)
    view = here.mads.view
    assert view.index("Vurdering") < view.index("– vi er midt i") < view.index("Erfaringer")
    assert view.index("Idéer og tiltag") < view.index("– Det må I selv om")
    assert view.index("– Det må I selv om") < view.index("De nederste linjer er ikke sorteret")
    assert "Anna" not in view


async def test_closing_shows_summary_and_measures_and_asks_for_the_card(here: Workplace) -> None:
    await says(here, here.anna, "Idé: en makker")
    await here.mads.clicks(SUMMARY)
    await here.mads.fills({"Vurdering": "Vi er midt i.", AGREED: "• En makker til alle\n- Kaffe"})
    await here.mads.submits()
    assert here.mads.sees("Næste skridt: Du skriver temaets action card.")
    await here.mads.closes()
    await here.pauses()
    text = reads(here)
    for said in ("Gruppen er færdig", "Vi er midt i.", "En makker til alle", "Kaffe"):
        assert said in text
    assert "Mangler endnu" not in text
    with pytest.raises(NotThere):
        await here.anna.clicks("Skriv uden for tråden", thread(here))
    done = here.channel.messages[-1]
    assert done.thread_ts == thread(here).ts
    assert "blevet enig om 2 tiltag" in here.owen.reads(done)
    assert here.mads.was_told("Nu skal det blive til et action card") == 1
    assert here.mads.was_told("Din gruppe er færdig: Sparring") == 1


@one_database
async def test_a_group_agrees_on_something_before_it_closes(here: Workplace) -> None:
    await here.mads.clicks(SUMMARY)
    await here.mads.fills({AGREED: " \n - \n"})
    await here.mads.submits()
    assert here.mads.form is not None
    assert "Gruppen er færdig" not in reads(here)


async def test_what_comes_after_the_close_is_not_taken_in_and_told_once(here: Workplace) -> None:
    reply = await says(here, here.anna, "Idé: en makker")
    await closes(here, Vurdering="Annas idé om en makker.")
    await here.anna.replies(thread(here), "Idé: mere")
    await here.anna.edits(reply, "Idé: noget helt andet")
    await here.anna.replies(thread(here), "Idé: endnu mere")
    await here.pauses()
    assert here.anna.was_told(LATE) == 1
    assert "Annas idé om en makker." in reads(here), "the summary is the lead's"
    assert await texts(here) == ["Idé: noget helt andet"], "the words are hers"
    await here.anna.deletes(reply)
    assert await texts(here) == [""]
    assert here.anna.was_told(LATE) == 1


@one_database
async def test_old_buttons_answer_kindly_after_the_close(here: Workplace) -> None:
    ours = await group_id(here)
    await says(here, here.anna, "En løs tanke")
    await closes(here)
    await here.anna.clicks("Inspiration")
    assert here.anna.was_told("Gruppen er lukket, og resumeet står i tråden. Skriv til Mads") == 1
    for step in (contribution.open_form, group_summary.open_form):
        with pytest.raises(GroupClosed):
            async with here.bot.turns.open(here.who(here.mads)) as turn:
                await step(turn, ours)


@one_database
async def test_words_in_a_form_are_not_lost_when_the_group_closes_meanwhile(
    here: Workplace,
) -> None:
    await here.anna.clicks("Skriv uden for tråden", thread(here))
    await here.anna.fills({"Hvad vil du gerne sige?": "Vigtige ord"})
    await closes(here)
    await here.anna.submits()
    assert here.anna.sees("Gruppen blev lukket, mens du skrev.")
    assert here.anna.sees("Vigtige ord")


async def test_of_two_who_close_at_once_one_summary_stands(here: Workplace) -> None:
    ours = await group_id(here)

    async def closing(person: Person, text: str) -> str:
        try:
            async with here.bot.turns.open(here.who(person)) as turn:
                await group_summary.close(turn, ours, {"assessment": text}, ["En makker"])
        except GroupClosedMeanwhile:
            return "told"
        return "closed"

    outcomes = await asyncio.gather(closing(here.mads, "Mads’"), closing(here.hanne, "Hannes"))
    assert sorted(outcomes) == ["closed", "told"]
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        summary = (await turn.session.get_one(Group, ours)).assessment
    again = here.mads if summary == "Mads’" else here.hanne
    assert await closing(again, summary) == "closed", "the same form again is answered alike"
    await here.sandbox.settles()
    assert here.mads.was_told("Nu skal det blive til et action card") == 1


async def test_a_group_can_be_opened_again_and_goes_on_from_its_summary(here: Workplace) -> None:
    await says(here, here.anna, "Idé: en makker")
    await closes(here, **{"Idéer og tiltag": "En makker til alle."})
    await here.mads.clicks("Åbn den igen")
    await here.pauses()
    assert "Skriv jeres bud i tråden" in reads(here)
    await says(here, here.owen, "Idé: kaffe")
    await here.mads.clicks(SUMMARY)
    assert here.mads.sees("En makker til alle.\n– kaffe")
    assert not here.mads.sees("– en makker")
    assert here.mads.sees("En makker til alle nye")
    await here.mads.submits()
    await here.mads.closes()
    await here.pauses()
    assert "kaffe" in reads(here)
    done = [one for one in here.channel.messages if "enig om" in here.owen.reads(one)]
    assert len(done) == 2
    assert here.mads.was_told("Nu skal det blive til et action card") == 1


@one_database
async def test_a_facilitator_can_sum_up_from_home(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.chooses("Skriv resumé for en gruppe", NEW)
    await here.hanne.fills({AGREED: "En introdag"})
    await here.hanne.submits()
    assert here.hanne.sees("Vælg en gruppeleder, der kan skrive det.")
    await here.hanne.closes()
    await here.pauses()
    assert "En introdag" in reads(here, NEW)
    await here.hanne.opens_home()
    await here.hanne.chooses("Åbn en gruppe igen", NEW)
    await here.pauses()
    assert "Skriv jeres bud i tråden" in reads(here, NEW)


@one_database
async def test_somebody_can_be_appointed_to_write_the_card_when_the_group_is_done(
    here: Workplace,
) -> None:
    await here.hanne.opens_home()
    await here.hanne.chooses("Skriv resumé for en gruppe", NEW)
    await here.hanne.fills({AGREED: "En introdag"})
    await here.hanne.submits()
    await here.hanne.closes()
    await here.pauses()
    assert here.hanne.was_told(f"{NEW}: ✓ færdig, men mangler en til at skrive kortet")
    await appoints(here, here.bo, NEW)
    assert here.bo.was_told(f"I er færdige med {NEW}: Nu skal det blive til et action card") == 1
    await closes(here)
    await here.mads.clicks("Skriv kortet")
    await here.mads.closes()


async def publishes(here: Workplace) -> None:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        await plan.publish(turn, here.process_id)
    await here.pauses()


@one_database
async def test_publishing_is_told_by_the_threads_and_to_the_leads(here: Workplace) -> None:
    await closes(here)
    assert here.mads.was_told("Du kan åbne den igen") == 1
    await publishes(here)
    assert "dens action card er med i planen" in reads(here)
    assert here.mads.was_told("Sparring er nu med i planen") == 1
    assert here.mads.was_told("Du kan åbne den igen") == 0


@one_database
async def test_a_group_that_is_done_is_not_opened_again_once_the_plan_is_published(
    here: Workplace,
) -> None:
    await closes(here)
    ours = await group_id(here)
    await publishes(here)
    with pytest.raises(OutOfTurn):
        async with here.bot.turns.open(here.who(here.mads)) as turn:
            await group_summary.reopen(turn, ours)
    await here.hanne.opens_home()
    with pytest.raises(NotThere):
        await here.hanne.chooses("Åbn en gruppe igen", SPARRING)


@one_database
async def test_a_group_that_is_not_done_finishes_its_work_in_a_published_plan(
    here: Workplace,
) -> None:
    await closes(here)
    await publishes(here)
    assert "Skriv jeres bud i tråden" in reads(here, NEW)
    await here.hanne.opens_home()
    await here.hanne.clicks("Vælg gruppeledere", on="home")
    await here.hanne.fills({NEW: here.anna})
    await here.hanne.submits()
    await here.pauses()
    await here.anna.clicks(SUMMARY)
    await here.anna.fills({AGREED: "Et velkomstbrev"})
    await here.anna.submits()
    await here.pauses()
    assert here.anna.was_told("Nu skal det blive til et action card") == 1
    post = here.owen.finds("Vores plan for ledertrivsel", here.channel)
    assert "Et velkomstbrev" in here.owen.reads(post)
    assert here.hanne.was_told("klar til at blive offentliggjort") == 0


@one_database
async def test_a_long_thread_fits_the_form_and_says_what_is_left_out(here: Workplace) -> None:
    ours = await group_id(here)
    async with here.bot.turns.open(here.who(here.anna)) as turn:
        for n in range(30):
            said_at = turn.now + timedelta(seconds=n)
            reply = reply_in(here, f"Idé: {n} {'ord ' * 200}", ts=f"1797242400.{n:06}")
            await contribution.take(turn, replace(reply, said_at=said_at))
        await contribution.write(turn, ours, "V1", "ideas", "Et stille ord")
    await here.mads.clicks(SUMMARY)
    assert here.mads.sees("– Et stille ord\n– 0 ord")
    assert here.mads.sees("… og 27 flere i tråden")
    await here.mads.fills({AGREED: "En makker"})
    await here.mads.submits()
    assert here.mads.sees("Næste skridt")


# In English


@one_database
async def test_in_english_it_says_the_same(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot, language="en")
    await here.karen.clicks("Choose themes")
    themes = ("Someone to think with", "Breaks and recovery", "Signs of overload")
    await here.karen.fills({"Three to five themes for the plan": themes})
    await here.karen.submits()
    await here.karen.fills({f"Why {theme}?": "Because" for theme in themes})
    await here.karen.submits()
    await here.karen.closes()
    await here.hanne.clicks("Appoint group leads")
    await here.hanne.fills({"Someone to think with": here.mads})
    await here.hanne.submits()
    await here.pauses()
    root = here.channel.messages[2]
    await here.anna.replies(root, "Where we stand: half way")
    await here.owen.replies(root, "So what")
    await here.pauses()
    assert "Still missing: Experience · Inspiration · Ideas and measures" in here.owen.reads(root)
    assert here.owen.was_told("Where does this belong?") == 1
    await here.mads.clicks("Sum up and close")
    assert here.mads.sees("– half way")
    await here.mads.fills({"What do you agree to do?": "A buddy"})
    await here.mads.submits()
    assert here.mads.sees("The group is done: Someone to think with.")
