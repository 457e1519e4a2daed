"""A working group's agreement becomes an action card: by its lead, by example, by two at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import FollowUpRule, reference_card, reference_follow_ups
from bot.domain.check_list import tasks
from bot.domain.merging import mark, merge
from bot.errors import AnswerError, ButtonWornOut, NotFound
from bot.flows import card, card_use
from bot.flows.card_facts import FIELDS, TEXTS, words_of
from bot.flows.card_follow_ups import from_text, offers, rule_from, value_of
from bot.sandbox import Person
from tests.choosing import one_database
from tests.office import Office
from tests.qualified import NEW_LEADERS, SPARRING, Workplace, workplace

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
FIVE_WEEKS = "5 uger efter start: den ansvarlige"
OTHERS = "TR, AMR og andre, der bidrager"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def english(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot, language="en")


# Writing


async def test_a_group_that_is_done_has_its_lead_invited_to_write_the_card(
    here: Workplace,
) -> None:
    await here.closes_group(SPARRING)
    assert here.mads.sees("I er færdige med Sparring: Nu skal det blive til et action card")
    assert here.mads.sees("Kortet er tomt endnu.")
    assert not here.hanne.dm, "the other group is still at work"
    await here.closes_group(SPARRING)
    assert len(here.mads.dm) == 1, "closing twice asks once"


async def test_a_card_is_written_in_ones_own_words_and_understood(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await here.mads.clicks("Skriv kortet")
    assert here.mads.sees("Sparring")
    await here.mads.fills(
        {
            "Anledning": "Når en leder står med et svært valg.",
            "Mål": "Ingen leder står alene.",
            "Ansvarlig": "Ledergruppen",
            "Opgaver": "- Find en makker (alle)\n2. Mød hinanden hver måned\n\n☐ Fortæl om det",
            "Opfølgning": "Vi samler op fem uger efter start. TR og AMR hører om det "
            "tre måneder efter start.",
        }
    )
    await here.mads.submits()
    assert here.mads.sees(" er gemt. Nu mangler kun det sidste")
    assert here.mads.sees("“fem uger efter start” · “tre måneder efter start”")
    await here.mads.fills(
        {
            "Hvem er ansvarlig?": "En bestemt person",
            "Hvilken person?": here.anna,
            "Hvornår går kortet i gang?": "På en dato",
            "Hvilken dato?": date(2027, 2, 1),
        }
    )
    await here.mads.submits()
    for line in (
        "✓ Gemt.",
        "Ingen leder står alene.",
        "☐ Mød hinanden hver måned",
        "Jeg skriver til: Anna Lund",
        "Kortet går i gang: Den 1. februar 2027",
        FIVE_WEEKS,
        f"3 måneder efter start: {OTHERS}",
        "Fast makker det første år",
        "HR’s introdag",
        "Mangler endnu: Hjælp at hente · TR, AMR og samarbejdsfora",
    ):
        assert line in reads(here.mads)
    assert await here.rules(card_id) == {"start P5W owner", "start P3M contributors"}
    assert await here.tasks(card_id) == [
        "Find en makker (alle)",
        "Mød hinanden hver måned",
        "Fortæl om det",
    ]
    assert not here.anna.dm, "nobody is told before the plan is published"


async def test_the_same_in_english(office: Office) -> None:
    here = await english(office)
    card_id = await here.closes_group(SPARRING)
    await here.mads.clicks("Write the card")
    await here.mads.fills(
        {
            "Goal": "No leader stands alone.",
            "Follow-up": "We take stock 5 weeks after start. "
            "We ask people the week before the talk.",
        }
    )
    await here.mads.submits()
    assert here.mads.sees("“5 weeks after start” · “the week before the talk”")
    await here.mads.fills({"When does the card begin?": "When a new leader is recruited"})
    await here.mads.fills({"Who is responsible?": "The new leader’s own leader"})
    await here.mads.submits()
    assert here.mads.sees("1 week before the talk: union, safety and other contributors")
    assert "Whom I write to: The new leader’s own leader" in reads(here.mads)
    assert await here.rules(card_id) == {"start P5W owner", "talk -P1W contributors"}


async def test_what_is_ticked_counts_and_not_the_text(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await here.mads.clicks("Skriv kortet")
    await here.mads.fills({"Opfølgning": "5 uger efter start"})
    await here.mads.submits()
    await here.mads.fills({"Hvornår skal jeg skrive, og til hvem?": []})
    await here.mads.submits()
    assert await here.rules(card_id) == set()
    await here.mads.clicks("Ret teksten")
    await here.mads.submits()
    await here.mads.submits()
    assert await here.rules(card_id) == set(), "what was not wanted is not ticked again"
    await here.mads.clicks("Ansvar og opfølgning")
    await here.mads.fills(
        {"Hvornår skal jeg skrive, og til hvem?": [f"3 måneder efter start: {OTHERS}"]}
    )
    await here.mads.submits()
    assert await here.rules(card_id) == {"start P3M contributors"}, "a common one, without text"


async def test_the_example_fills_in_everything_exactly_as_the_catalogue_has_it(
    here: Workplace,
) -> None:
    card_id = await here.closes_group(NEW_LEADERS)
    await here.mads.clicks("Brug eksemplet")
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert words_of(found) == reference_card("da")
    assert (found.activated_by, found.owner_rule) == ("new_leader", "nearest_leader")
    expected = {f"{r.anchor} {r.offset} {r.audience}" for r in reference_follow_ups()}
    assert await here.rules(card_id) == expected
    await here.mads.submits()
    assert not here.mads.sees(FIVE_WEEKS), "that is the talk itself"
    assert not here.mads.sees(f"5 uger efter start: {OTHERS}"), "who are asked around the talk"
    await here.mads.submits()
    assert here.mads.sees("Selve samtalen (5 uger efter start): den ansvarlige")
    assert "Jeg skriver til: Den nye leders nærmeste leder" in reads(here.mads)
    assert await here.rules(card_id) == expected
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Alt er udfyldt.")
    assert len(await here.tasks(card_id)) == 2


async def test_the_example_never_takes_the_place_of_what_somebody_wrote(here: Workplace) -> None:
    card_id = await here.closes_group(NEW_LEADERS)
    invitation = here.mads.newest
    await here.hanne.opens_home()
    await here.hanne.chooses("Ret et kort", "Modtagelse af nye ledere")
    await here.hanne.fills({"Mål": "Vores eget mål"})
    await here.hanne.submits()
    await here.mads.clicks("Brug eksemplet", on=invitation)
    assert here.mads.sees("Kortet var allerede begyndt")
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert found.goal == "Vores eget mål"


async def test_a_theme_of_their_own_gives_the_card_its_title(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot, themes=(), own=HOSTILE)
    [theme] = here.groups
    card_id = await here.closes_group(theme)
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert found.title == HOSTILE
    assert HOSTILE in str(here.mads.newest.blocks), "in a piece of plain text"


# What can be wrong


async def test_hostile_text_stays_text_everywhere(here: Workplace) -> None:
    await here.closes_group(SPARRING)
    await here.mads.clicks("Skriv kortet")
    await here.mads.fills(dict.fromkeys(("Titel", "Mål", "Opgaver", "Opfølgning"), HOSTILE))
    await here.mads.submits()
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.form
    assert here.mads.form.payload["title"]["text"] == "Action card"
    assert str(here.mads.form.payload).count(repr(HOSTILE)) == 3, "as pieces of plain text"


async def test_a_title_is_needed_and_nothing_may_be_endless(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        form = await card.open_text(turn, card_id)
        for words, field in (({"title": " "}, "title"), ({"goal": "x" * 2001}, "goal")):
            with pytest.raises(AnswerError) as refused:
                await card.save_text(turn, card_id, sent(form, **words))
            assert refused.value.field == f"{field}.{form.version}"


async def test_the_next_leader_is_only_there_when_one_is_recruited(here: Workplace) -> None:
    await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    await here.mads.fills({"Hvem er ansvarlig?": "Den nye leders nærmeste leder"})
    await here.mads.submits()
    assert here.mads.form
    assert "Det passer kun til" in str(here.mads.form.errors)
    await here.mads.fills({"Hvem er ansvarlig?": "En bestemt person"})
    await here.mads.submits()
    assert "Which person" not in str(here.mads.form.errors)
    assert [key.split(".")[0] for key in here.mads.form.errors] == ["person"]


async def test_each_field_that_a_choice_asks_for_says_which(here: Workplace) -> None:
    """Slack writes “optional” beside all three."""
    await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    for chosen in ("“En bestemt person”", "“Med faste mellemrum”", "“På en dato”"):
        assert here.mads.sees(f"Skal udfyldes, hvis du har valgt {chosen}")


@pytest.mark.parametrize("day", [date(2026, 12, 13), date(2036, 12, 14), None])
async def test_a_card_begins_on_a_day_that_can_come(here: Workplace, day: date | None) -> None:
    await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    await here.mads.fills({"Hvornår går kortet i gang?": "På en dato"})
    if day:
        await here.mads.fills({"Hvilken dato?": day})
    await here.mads.submits()
    assert here.mads.form
    assert [key.split(".")[0] for key in here.mads.form.errors] == ["date"]


async def test_a_date_recruits_no_new_leader_to_ask(here: Workplace) -> None:
    await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    field, option = "Hvornår skal jeg skrive, og til hvem?", "3 måneder efter start: den nye leder"
    await here.mads.fills({field: [option], "Hvornår går kortet i gang?": "På en dato"})
    await here.mads.fills({"Hvilken dato?": date(2027, 1, 4)})
    await here.mads.submits()
    assert here.mads.form
    assert [key.split(".")[0] for key in here.mads.form.errors] == ["follow_ups"]


@one_database
async def test_a_person_and_a_date_that_are_not_picked_are_asked_for(here: Workplace) -> None:
    await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    await here.mads.fills({"Hvem er ansvarlig?": "En bestemt person"})
    await here.mads.submits()
    assert here.mads.sees("Vælg en person her, eller vælg “Ikke aftalt endnu” ovenfor.")
    await here.mads.fills(
        {"Hvem er ansvarlig?": "Ikke aftalt endnu", "Hvornår går kortet i gang?": "På en dato"}
    )
    await here.mads.submits()
    assert here.mads.sees("Vælg en dato her, eller vælg “Ikke aftalt endnu” ovenfor.")


async def test_someone_without_a_part_in_it_can_neither_write_nor_read(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    async with here.bot.turns.open(here.who(here.owen)) as turn:
        for step in (card.open_text, card.use_example, card_use.open_use, card.show):
            with pytest.raises(NotFound):
                await step(turn, card_id)
        with pytest.raises(NotFound):
            await card.open_text(turn, 999)


async def test_who_takes_part_reads_a_card_before_it_is_published_and_writes_nothing(
    here: Workplace,
) -> None:
    card_id = await here.closes_group(SPARRING)
    for person in (here.anna, here.tina):
        async with here.bot.turns.open(here.who(person)) as turn:
            shown = await card.show(turn, card_id)
            assert not shown.may_edit
            with pytest.raises(NotFound):
                await card.open_text(turn, card_id)


async def test_a_form_that_we_did_not_make_is_worn_out(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        form = await card.open_text(turn, card_id)
        with pytest.raises(ButtonWornOut):
            await card.save_text(
                turn,
                card_id,
                card.SentText(version=form.version, marks=("x",), words=form.words),
            )
    for value in ("", "start", "start:P5W", "start:PT5H:owner", "now:P5W:owner", "start:P:owner"):
        with pytest.raises(ButtonWornOut):
            rule_from(value)


# Two at once


async def test_what_only_one_of_two_has_changed_is_taken_together(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await opens_both(here)
    await here.mads.fills({"Mål": "Ingen står alene."})
    await here.hanne.fills({"Hjælp at hente": "HR"})
    await here.mads.submits()
    await here.hanne.submits()
    assert here.hanne.sees(" er gemt. Nu mangler kun det sidste")
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert (found.goal, found.help) == ("Ingen står alene.", "HR")


async def test_where_both_have_changed_the_same_nobodys_words_are_lost(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await opens_both(here)
    await here.mads.fills({"Mål": f"Mads’ mål {HOSTILE}"})
    await here.hanne.fills({"Mål": "Hannes mål", "Hjælp at hente": "HR"})
    await here.mads.submits()
    await here.sandbox.pass_time(minutes=2)
    await here.hanne.submits()
    assert here.hanne.sees("Mads Krog rettede kortet for 2 minutter siden.")
    assert here.hanne.form
    assert repr(f"Mads’ mål {HOSTILE}") in str(here.hanne.form.payload)
    assert here.hanne.sees("Hannes mål")
    assert here.hanne.sees("HR")
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert found.goal.startswith("Mads’ mål"), "nothing is overwritten unseen"
    await here.hanne.submits()
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert (found.goal, found.help) == ("Hannes mål", "HR")


async def test_closing_lets_the_others_words_stand(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await opens_both(here)
    await here.mads.fills({"Mål": "Mads’ mål"})
    await here.hanne.fills({"Mål": "Hannes mål"})
    await here.mads.submits()
    await here.hanne.submits()
    await here.hanne.closes()
    found = (await here.looks_up(card_id)).card
    assert found is not None
    assert found.goal == "Mads’ mål"


async def test_two_who_settle_the_same_card_differently_both_see_it(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    await here.mads.clicks("Ansvar og opfølgning")
    await here.hanne.opens_home()
    await here.hanne.chooses("Ret et kort", "Sparring")
    await here.hanne.submits()
    for person, owner in ((here.mads, here.anna), (here.hanne, here.tina)):
        await person.fills({"Hvem er ansvarlig?": "En bestemt person", "Hvilken person?": owner})
        await person.submits()
    assert "Ansvarlig: Anna Lund" in reads(here.hanne)
    assert here.hanne.sees("Mads Krog rettede kortet lige nu.")
    await here.hanne.submits()
    owner = (await here.looks_up(card_id)).owner
    assert owner is not None
    assert owner.name == "Tina Toft"


async def test_saving_twice_is_saving_once(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    async with here.bot.turns.open(here.who(here.mads)) as turn:
        form = await card.open_text(turn, card_id)
        for _ in range(2):
            answered = await card.save_text(turn, card_id, sent(form, goal="Ingen står alene."))
            assert isinstance(answered, card_use.CardUseForm)
            assert answered.version == form.version + 1


async def test_a_task_that_stays_keeps_its_tick_when_others_are_put_in(here: Workplace) -> None:
    card_id = await here.closes_group(SPARRING)
    for written in ("A\nB\nC", "C\nNy\nA", "A"):
        async with here.bot.turns.open(here.who(here.mads)) as turn:
            form = await card.open_text(turn, card_id)
            await card.save_text(turn, card_id, sent(form, tasks=written))
        assert await here.tasks(card_id) == written.split("\n")


def reads(person: Person) -> str:
    """What is in front of them, as it runs on from one piece of a line to the next."""
    return " ".join(person.view.split())


async def opens_both(here: Workplace) -> None:
    await here.mads.clicks("Skriv kortet")
    await here.hanne.opens_home()
    await here.hanne.chooses("Ret et kort", "Sparring")


def sent(form: card.CardTextForm, **words: str) -> card.SentText:
    written = {key: getattr(form.words, key) for key in TEXTS} | words
    return card.SentText(version=form.version, marks=form.marks, words=type(form.words)(**written))


# The rules, by themselves


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("Ring til HR", ("Ring til HR",)),
        ("Ring til HR. Hils på. ", ("Ring til HR.", "Hils på.")),
        ("Ring kl. 9.30 til HR", ("Ring kl. 9.30 til HR",)),
        ("• A\n- B\n3) C\n[ ] D\n☐ E", ("A", "B", "C", "D", "E")),
        ("A. Også B\nC", ("A. Også B", "C")),
    ],
)
def test_each_line_or_else_each_sentence_is_a_task(text: str, expected: tuple[str, ...]) -> None:
    assert tasks(text) == expected


@given(st.text(max_size=500))
def test_no_task_is_empty_and_none_is_made_up(text: str) -> None:
    for task in tasks(text):
        assert task.strip()
        assert task in text


WRITTEN = st.fixed_dictionaries(dict.fromkeys(("goal", "help"), st.sampled_from("abc")))


@given(WRITTEN, WRITTEN, WRITTEN)
def test_merging_never_drops_a_change_unseen(
    opened: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge({key: mark(text) for key, text in opened.items()}, mine, theirs)
    for key in opened:
        if mine[key] != opened[key]:
            assert merged.values[key] == mine[key]
        else:
            assert merged.values[key] == theirs[key]
        both_changed = opened[key] not in (mine[key], theirs[key])
        assert (key in merged.clashes) == (both_changed and mine[key] != theirs[key])


def test_who_is_named_in_the_sentence_is_who_is_asked() -> None:
    text = (
        "Lederen følger op 3 måneder efter start. AMR spørges 6 måneder efter start; "
        "ugen før samtalen taler vi sammen."
    )
    assert [one.rule for one in from_text(text)] == [
        FollowUpRule("start", "P3M", "owner"),
        FollowUpRule("start", "P6M", "contributors"),
        FollowUpRule("talk", "-P1W", "contributors"),
    ]


@pytest.mark.parametrize(
    ("text", "audiences"),
    [
        ("3 måneder efter start: den nye leder", ["new_leader"]),
        ("3 måneder efter start: dem, der styrer forløbet", ["facilitators"]),
        ("Tovholderne ser på det 10 arbejdsdage efter start", ["facilitators"]),
        ("Spørg den nye leder 3 måneder efter start", ["new_leader"]),
        ("AMR og den nye leder spørges 3 måneder efter start", ["contributors", "new_leader"]),
        ("3 months after the start: the new leader", ["new_leader"]),
        ("3 måneder efter den nye leders start", ["owner"]),
        ("3 måneder efter start taler du med den nye leder", ["owner"]),
        ("3 måneder efter start mødes Bo og den nye leder", ["owner"]),
    ],
)
def test_the_new_leader_is_asked_only_where_that_is_said(text: str, audiences: list[str]) -> None:
    assert [one.rule.audience for one in from_text(text)] == audiences


def test_offers_tick_what_there_is_and_what_was_just_written() -> None:
    has = FollowUpRule("start", "P10B", "owner")
    before, after = "6 uger efter start", "6 uger efter start og 7 uger efter start"
    found = offers([has], after, before, is_reference=False)
    assert [one.rule.offset for one in found if one.is_on] == ["P10B", "P7W"]
    assert [one.quoted for one in found if one.quoted] == [
        "6 uger efter start",
        "7 uger efter start",
    ]
    assert len({one.rule for one in found}) == len(found)
    for one in found:
        assert rule_from(value_of(one.rule)) == one.rule


def test_the_seven_fields_are_the_catalogues() -> None:
    assert len(FIELDS) == 7
