"""The plan is collected, published once, kept true, and found again by everyone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from bot.documents.plan_text import plan_markdown
from bot.documents.published_plan import plan_document
from bot.domain.catalogue import FollowUpRule, card_fields
from bot.domain.parts import Part
from bot.errors import NotFound, OutOfTurn
from bot.flows import plan
from bot.flows.card_facts import missing
from bot.models import Parked, Process
from bot.models.choice import KNOWLEDGE
from bot.models.process import PLAN, QUALIFY, TALK
from bot.sandbox import Person
from bot.wording.card_follow_ups import follow_up
from bot.wording.words import words_in
from tests.choosing import one_database
from tests.office import Office
from tests.qualified import NEW_LEADERS, SPARRING, Workplace, workplace

IN_THE_CHANNEL = "Vores plan for ledertrivsel"
RESPONSIBLE = "I planen står du som ansvarlig for et action card"
IN_USE = "Du er ansvarlig for dette action card"


@pytest.fixture
async def here(office: Office) -> Workplace:
    """Both groups are done; the one for new leaders has used the example."""
    here = await workplace(office.sandbox, office.bot)
    await here.closes_group(NEW_LEADERS)
    await here.closes_group(SPARRING)
    await here.mads.clicks("Brug eksemplet")
    await here.mads.closes()
    return here


async def publishes(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks("Se og offentliggør")
    await here.hanne.submits()
    await here.hanne.closes()
    await here.sandbox.pass_time(seconds=5)


async def settles_who(here: Workplace, owner: Person, *, on: date | None = None) -> None:
    """Mads settles who is responsible for the card about sparring, and when it begins."""
    await here.mads.opens_home()
    await here.mads.clicks("Ansvar og opfølgning", on="home")
    await here.mads.fills(
        {"Hvem er ansvarlig?": "En bestemt person", "Hvilken person?": owner}
        | ({"Hvornår går kortet i gang?": "På en dato", "Hvilken dato?": on} if on else {})
    )
    await here.mads.submits()
    await here.mads.closes()


async def parks(here: Workplace, *, by_day: date) -> None:
    """Too little is known of a third theme to choose it."""
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        turn.session.add(
            Parked(
                workspace_id=turn.workspace.id,
                process_id=here.process_id,
                theme="overload",
                kind=KNOWLEDGE,
                question="Hvor mange er det?",
                who="HR",
                by_day=by_day,
            )
        )


def reads(person: Person) -> str:
    """What is in front of them, as it runs on from one piece of a line to the next."""
    return " ".join(person.view.split())


# On its way


async def test_facilitators_hear_when_the_last_group_is_done_and_see_how_far_cards_are(
    here: Workplace,
) -> None:
    await here.sandbox.pass_time(seconds=5)
    assert here.hanne.was_told("Plan for ledertrivsel 2027: Kortene er på vej") == 1
    assert here.hanne.was_told("Så står der i planen, hvad der mangler.") == 1
    assert "Godt i gang som ny leder: ✓ alt er udfyldt" in reads(here.hanne)
    assert "Sparring: kortet er tomt endnu" in reads(here.hanne)
    await here.hanne.chooses("Ret et kort", "Sparring")
    await here.hanne.fills({"Anledning": "Når det brænder på."})
    await here.hanne.submits()
    await here.hanne.closes()
    await here.sandbox.pass_time(seconds=5)
    assert "Sparring mangler endnu: Mål" in reads(here.hanne), "the message is kept true"


@one_database
async def test_the_plan_is_called_ready_when_every_card_is_filled_in(here: Workplace) -> None:
    await fills_in_the_rest(here)
    assert here.hanne.was_told("Planen er klar til at blive offentliggjort") == 1
    assert here.hanne.was_told("Kortene er på vej") == 0
    await here.hanne.opens_home()
    assert "Planen er klar til at blive offentliggjort" in reads(here.hanne)


@one_database
async def test_what_is_unfinished_when_the_plan_is_published_is_not_lost_sight_of(
    here: Workplace,
) -> None:
    await publishes(here)
    left = "Ikke færdigt endnu:\n• Sparring: kortet er tomt endnu"
    message = here.hanne.finds("✓ Plan for ledertrivsel 2027 er offentliggjort.")
    assert left in here.hanne.reads(message)
    await here.hanne.opens_home()
    assert " ".join(left.split()) in reads(here.hanne)
    await here.hanne.chooses("Ret et kort", "Sparring", on="home")
    await here.hanne.closes()
    await here.mads.opens_home()
    assert "Dit action card: Sparring Kortet er tomt endnu." in reads(here.mads)
    await here.owen.opens_home()
    assert "Ikke færdigt endnu" not in reads(here.owen), "it is for those who run the process"
    await fills_in_the_rest(here)
    message = here.hanne.finds("✓ Plan for ledertrivsel 2027 er offentliggjort.")
    assert "Ikke færdigt endnu" not in here.hanne.reads(message)
    for person in (here.hanne, here.mads):
        await person.opens_home()
        assert "endnu" not in reads(person)


async def fills_in_the_rest(here: Workplace) -> None:
    """Mads writes the card about sparring, which has no example."""
    labels = [one.label for one in card_fields("da")]
    await here.mads.opens_home()
    await here.mads.clicks("Skriv videre", on="home")
    await here.mads.fills(dict.fromkeys(labels, "Det er aftalt."))
    await here.mads.submits()
    await here.mads.fills(
        {
            "Hvem er ansvarlig?": "En bestemt person",
            "Hvilken person?": here.anna,
            "Hvornår går kortet i gang?": "Når en ny leder er ansat",
        }
    )
    await here.mads.submits()
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)


async def test_a_group_that_is_still_at_work_is_named_and_holds_nobody_up(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot)
    await here.closes_group(SPARRING)
    await here.hanne.opens_home()
    assert "der er ikke noget kort endnu" in reads(here.hanne)
    await here.hanne.clicks("Se og offentliggør")
    assert "Ikke færdigt endnu" in reads(here.hanne)
    assert "Modtagelse af nye ledere: der er ikke noget kort endnu" in reads(here.hanne)
    await here.hanne.submits()
    assert "Der er ikke noget kort til temaet endnu." in reads(here.anna)
    await here.closes_group(NEW_LEADERS)
    await here.sandbox.pass_time(seconds=5)
    assert "Der er ikke noget kort til temaet endnu." not in reads(here.anna)
    assert "Action card: Modtagelse af nye ledere" in reads(here.anna)


async def test_the_preview_shows_what_all_will_see_and_sends_nothing(here: Workplace) -> None:
    await settles_who(here, here.anna)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se og offentliggør")
    for line in (
        "Planen bliver slået op i",
        "De ansvarlige får besked: Anna Lund.",
        "Sparring: kortet er tomt endnu",
        "Bag planen står Direktionen og HR.",
        "Ansvarlig: Den nye leders nærmeste leder",
        "Går i gang: Når en ny leder er ansat",
        "Fast makker det første år",
        "HR’s introdag",
    ):
        assert line in reads(here.hanne)
    await here.hanne.closes()
    assert not here.channel.messages
    assert not here.anna.dm


# Published


async def test_the_plan_is_posted_and_those_responsible_are_told(here: Workplace) -> None:
    await settles_who(here, here.anna)
    await publishes(here)
    [post] = here.channel.messages
    assert IN_THE_CHANNEL in here.owen.reads(post)
    assert here.anna.was_told(RESPONSIBLE) == 1
    assert here.anna.was_told("Det er ikke aftalt, hvornår kortet går i gang.") == 1
    await here.owen.clicks("Se kortet", on=post, nth=0)
    assert "Nye ledere er godt rustet til opgaven" in reads(here.owen)
    assert "Ret teksten" not in reads(here.owen)
    await here.owen.clicks("Se hele planen")
    assert "Derfor har vi valgt det: Det fylder mest hos os." in reads(here.owen)
    assert "Offentliggjort 14. december 2026" in reads(here.owen)


async def test_publishing_twice_says_it_once(here: Workplace) -> None:
    await settles_who(here, here.anna)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se og offentliggør")
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        assert not (await plan.publish(turn, here.process_id)).already
    await here.hanne.submits()
    assert "Planen er allerede offentliggjort" in reads(here.hanne)
    await here.sandbox.pass_time(days=1)
    assert len(here.channel.messages) == 1
    assert here.anna.was_told(RESPONSIBLE) == 1
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        again = await plan.preview(turn, here.process_id)
        assert isinstance(again, plan.Published)


async def test_anyone_finds_the_plan_again_at_home(here: Workplace) -> None:
    await here.owen.opens_home()
    assert "Plan for ledertrivsel 2027" not in reads(here.owen), "not before it is published"
    await publishes(here)
    await here.owen.opens_home()
    await here.owen.clicks("Se planen")
    assert IN_THE_CHANNEL in reads(here.owen)
    await here.owen.closes()
    await here.owen.clicks("Sparring", on="home")
    assert "Fast makker det første år" in reads(here.owen)


async def test_a_card_that_is_changed_later_changes_the_post(here: Workplace) -> None:
    await publishes(here)
    [post] = here.channel.messages
    await here.hanne.clicks("Se kortet", on=post, nth=1)
    await here.hanne.clicks("Ret teksten")
    await here.hanne.fills({"Titel": "Altid en at spørge"})
    await here.hanne.submits()
    await here.hanne.submits()
    assert "Planen i kanalen bliver rettet om et øjeblik." in reads(here.hanne)
    await here.sandbox.pass_time(seconds=5)
    assert len(here.channel.messages) == 1
    assert "Action card: Altid en at spørge" in here.owen.reads(here.channel.messages[0])


async def test_who_becomes_responsible_after_publishing_is_told_and_nobody_twice(
    here: Workplace,
) -> None:
    await publishes(here)
    for owner in (here.anna, here.tina, here.anna):
        await settles_who(here, owner)
    assert here.anna.was_told(RESPONSIBLE) == 1
    assert here.tina.was_told(RESPONSIBLE) == 1


async def test_a_card_with_a_date_begins_when_the_plan_is_published(here: Workplace) -> None:
    await settles_who(here, here.anna, on=date(2027, 2, 1))
    await here.sandbox.pass_time(days=1)
    assert not here.anna.dm
    await publishes(here)
    assert not here.anna.was_told(RESPONSIBLE), "she hears of it by the card in use alone"
    told = here.anna.reads(here.anna.finds(IN_USE))
    assert told.index("begynder mandag den 1. februar") < told.index(IN_USE)
    assert here.anna.was_told("begynder mandag den 1. februar") == 1


async def test_an_owner_who_settles_the_card_themselves(here: Workplace) -> None:
    await settles_who(here, here.anna)
    await publishes(here)
    await here.anna.clicks("Ansvar og opfølgning", on=here.anna.finds(RESPONSIBLE))
    await here.anna.fills({"Hvornår går kortet i gang?": "Når en ny leder er ansat"})
    await here.anna.submits()
    assert "Kortet går i gang: Når en ny leder er ansat" in reads(here.anna)


async def test_an_owner_who_has_left_is_missing_and_is_not_written_to(here: Workplace) -> None:
    await settles_who(here, here.anna)
    here.sandbox.changes(here.anna, deleted=True)
    await here.sandbox.settles()
    await publishes(here)
    assert not here.anna.dm
    assert "Anna Lund" not in here.owen.reads(here.channel.messages[0])
    assert "owner" in missing(await here.looks_up(here.cards[SPARRING]))


# In the way


async def test_only_facilitators_publish(here: Workplace) -> None:
    for person in (here.mads, here.owen):
        async with here.bot.turns.open(here.who(person)) as turn:
            for step in (plan.preview, plan.publish):
                with pytest.raises(NotFound):
                    await step(turn, here.process_id)
            with pytest.raises(NotFound):
                await plan.show(turn, here.process_id)


@pytest.mark.parametrize("phase", [TALK, QUALIFY])
async def test_there_is_nothing_to_publish_before_there_is_a_card(
    office: Office, phase: str
) -> None:
    here = await workplace(office.sandbox, office.bot)
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        (await turn.session.get_one(Process, here.process_id)).phase = phase
        await turn.session.flush()
        with pytest.raises(OutOfTurn):
            await plan.publish(turn, here.process_id)


async def test_what_is_parked_stays_in_the_plan(here: Workplace) -> None:
    await parks(here, by_day=date(2027, 3, 1))
    await publishes(here)
    lacked = (
        "Tegn på overbelastning: Vi mangler at vide “Hvor mange er det?” "
        "(HR finder ud af det senest 1. marts 2027)"
    )
    assert lacked in here.owen.reads(here.channel.messages[0])
    await here.owen.opens_home()
    await here.owen.clicks("Se planen")
    assert lacked in reads(here.owen)


async def test_the_document_has_all_of_the_plan(here: Workplace) -> None:
    await publishes(here)
    await parks(here, by_day=date(2027, 3, 1))
    async with here.bot.turns.open(here.who(here.owen)) as turn:
        whole = await plan.document(turn, here.process_id)
    text = plan_markdown(plan_document(whole, "da"), "da")
    for line in (
        "# Vores plan for ledertrivsel",
        "Plan for ledertrivsel 2027 · Offentliggjort 14. december 2026",
        "Bag planen står Direktionen og HR.",
        "## 1. Modtagelse af nye ledere",
        "### Action card: Godt i gang som ny leder",
        "Det fylder mest hos os.",
        "- Fast makker det første år",
        "- 3 uger efter start: den ansvarlige",
        "## 2. Sparring",
        "## Parkeringsplads",
        "- **Tegn på overbelastning** – Vi mangler at vide “Hvor mange er det?” "
        "(HR finder ud af det senest 1. marts 2027)",
    ):
        assert line in text


async def test_anyone_gets_the_plan_as_a_file_from_home_and_from_the_post(here: Workplace) -> None:
    await publishes(here)
    await here.owen.opens_home()
    await here.owen.clicks("Hent planen")
    assert "Jeg sender dig Plan for ledertrivsel 2027 som fil nu" in reads(here.owen)
    assert "åbnes i en browser og sættes ind i Word" in reads(here.owen)
    await here.owen.closes()
    await here.anna.clicks("Hent planen", on=here.channel.messages[0])
    await here.sandbox.settles()
    for person in (here.owen, here.anna):
        told = person.finds("Her er planen, som den er lige nu.")
        [file] = [here.sandbox.world.files[number] for number in told.files]
        assert file.name == "plan-for-ledertrivsel.html"
        text = file.content.decode()
        assert "<h2>1. Modtagelse af nye ledere</h2>" in text
        assert "Fast makker det første år" in text
    assert IN_THE_CHANNEL in here.owen.reads(here.channel.messages[0]), "the post stays a post"


async def test_the_file_asked_for_twice_at_once_is_sent_once_and_again_later(
    here: Workplace,
) -> None:
    await publishes(here)
    for _ in range(2):
        async with here.bot.turns.open(here.who(here.owen)) as turn:
            await plan.send_file(turn, here.process_id)
    await here.sandbox.settles()
    assert here.owen.was_told("Her er planen") == 1
    await here.sandbox.pass_time(hours=1)
    async with here.bot.turns.open(here.who(here.owen)) as turn:
        await plan.send_file(turn, here.process_id)
    await here.sandbox.settles()
    assert here.owen.was_told("Her er planen") == 2


async def test_a_plan_that_is_not_published_is_no_file(here: Workplace) -> None:
    with pytest.raises(NotFound):
        async with here.bot.turns.open(here.who(here.owen)) as turn:
            await plan.send_file(turn, here.process_id)


async def test_a_plan_of_five_cards_is_read_in_as_many_queries_as_one_of_two(
    office: Office,
) -> None:
    themes = (NEW_LEADERS, SPARRING, "restitution", "overload", "across")
    here = await workplace(office.sandbox, office.bot, themes)
    counts: list[int] = []
    for theme in themes:
        await here.closes_group(theme)
        if theme in (SPARRING, "across"):
            counts.append(await queries(here))
    assert counts[0] == counts[1]


async def queries(here: Workplace) -> int:
    ran: list[str] = []

    def note(*args: object) -> None:
        ran.append(str(args[2]))

    engine = here.bot.engine.sync_engine
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        process = await turn.session.get_one(Process, here.process_id)
        process.phase = PLAN
        await turn.session.flush()
        event.listen(engine, "before_cursor_execute", note)
        await plan.post(turn, here.process_id)
        await plan.on_home(turn, {part: [process] for part in Part})
        event.remove(engine, "before_cursor_execute", note)
        process.phase = QUALIFY
    return len(ran)


# The words for a follow-up


@pytest.mark.parametrize(
    ("rule", "danish", "english"),
    [
        (
            FollowUpRule("start", "P1M15D", "owner"),
            "1 måned og 15 dage efter start: den ansvarlige",
            "1 month and 15 days after the start: the one responsible",
        ),
        (
            FollowUpRule("talk", "P0D", "contributors"),
            "Samme dag som samtalen: TR, AMR og andre, der bidrager",
            "On the day of the talk: union, safety and other contributors",
        ),
        (
            FollowUpRule("recruited", "P0D", "owner"),
            "Ved ansættelsen: den ansvarlige",
            "At recruitment: the one responsible",
        ),
        (
            FollowUpRule("start", "P10B", "owner"),
            "10 arbejdsdage efter start: den ansvarlige",
            "10 working days after the start: the one responsible",
        ),
        (
            FollowUpRule("talk", "-P1W", "contributors"),
            "1 uge før samtalen: TR, AMR og andre, der bidrager",
            "1 week before the talk: union, safety and other contributors",
        ),
    ],
)
def test_a_follow_up_is_said_as_people_say_it(
    rule: FollowUpRule, danish: str, english: str
) -> None:
    assert follow_up(rule, words_in("da")) == danish
    assert follow_up(rule, words_in("en")) == english
