"""What people write about a theme is collected: in the thread, quietly."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.parts import Part
from bot.domain.supporting import KEYS, pieces
from bot.errors import NotFound
from bot.flows import contribution
from bot.flows.group_facts import Noted
from bot.models import Chosen, Process
from bot.models.process import QUALIFY
from bot.slack.group import lines, noted
from bot.slack.replies import as_typed
from bot.store import groups, people, processes
from tests.choosing import SPARRING, Workplace, one_database, workplace
from tests.grouping import (
    SUMMARY,
    at_work,
    closes,
    contributions,
    group_id,
    reads,
    reply_in,
    says,
    texts,
    thread,
)
from tests.office import Office

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
WHERE = "Hvor hører det til?"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await at_work(office)


# Contributing in the thread


@one_database
async def test_a_reply_is_sorted_by_its_first_word(here: Workplace) -> None:
    await says(here, here.anna, "Inspiration: Aarhus har et ledernetværk")
    assert "Mangler endnu: Vurdering · Erfaringer · Idéer og tiltag" in reads(here)
    assert not here.anna.was_told(WHERE)


@one_database
async def test_one_reply_may_answer_several(here: Workplace) -> None:
    text = "Vurdering: vi er midt i.\nErfaringer: HR gør det godt.\n*Idéer:* en makker."
    await says(here, here.anna, text)
    assert "Mangler endnu: Inspiration" in reads(here)


async def test_who_does_not_say_is_asked_and_only_they_see_it(here: Workplace) -> None:
    await says(here, here.anna, "Vi mangler nogen at tale med")
    assert here.anna.was_told(WHERE) == 1
    assert not here.owen.was_told(WHERE)
    await here.anna.clicks("Erfaringer")
    await here.pauses()
    assert here.anna.was_told("Det står under Erfaringer") == 1
    assert "Mangler endnu: Vurdering · Inspiration · Idéer og tiltag" in reads(here)


@one_database
async def test_anyone_in_the_channel_may_contribute(here: Workplace) -> None:
    await says(here, here.owen, "Idé: en makker til alle")
    assert await texts(here) == ["Idé: en makker til alle"]
    assert "Mangler endnu: Vurdering · Erfaringer · Inspiration" in reads(here)


@one_database
async def test_nobody_else_can_sort_what_somebody_wrote(here: Workplace) -> None:
    await says(here, here.anna, "Vi mangler nogen at tale med")
    [row] = await contributions(here)
    for person in (here.owen, here.mads):
        with pytest.raises(NotFound):
            async with here.bot.turns.open(here.who(person)) as turn:
                await contribution.sort(turn, row.id, 1)


@one_database
async def test_replies_elsewhere_are_nobodys_contribution(here: Workplace) -> None:
    post = here.channel.messages[0]
    await here.anna.replies(post, "Idé: en makker")
    await here.anna.posts(here.channel, "Idé: en makker")
    assert await contributions(here) == []
    assert not here.anna.was_told(WHERE)


async def test_an_edit_is_followed(here: Workplace) -> None:
    reply = await says(here, here.anna, "Vi er langt")
    await here.anna.clicks("Vurdering")
    await here.anna.edits(reply, "Vi er slet ikke langt")
    assert await texts(here) == ["Vi er slet ikke langt"]
    assert [row.question for row in await contributions(here)] == ["assessment"]
    await here.anna.edits(reply, "Inspiration: Aarhus")
    await here.pauses()
    assert "Mangler endnu: Vurdering · Erfaringer · Idéer og tiltag" in reads(here)


@one_database
async def test_a_deletion_takes_the_words_away(here: Workplace) -> None:
    reply = await says(here, here.anna, "Inspiration: hemmeligt")
    await here.anna.deletes(reply)
    await here.pauses()
    assert await texts(here) == [""]
    assert "Inspiration · Idéer og tiltag" in reads(here)
    await here.mads.clicks(SUMMARY)
    assert not here.mads.sees("hemmeligt")


async def test_a_deletion_that_arrives_first_wins(here: Workplace) -> None:
    reply = reply_in(here, "Idé: hemmeligt")
    for step in (contribution.take_back, contribution.take, contribution.change):
        async with here.bot.turns.open(here.who(here.anna)) as turn:
            await step(turn, reply)
    [row] = await contributions(here)
    assert row.is_deleted
    assert row.text == ""


async def test_an_edit_that_arrives_first_wins(here: Workplace) -> None:
    async with here.bot.turns.open(here.who(here.anna)) as turn:
        await contribution.change(turn, reply_in(here, "Idé: nyt"))
    async with here.bot.turns.open(here.who(here.anna)) as turn:
        assert await contribution.take(turn, reply_in(here, "Idé: gammelt")) is None
    assert await texts(here) == ["Idé: nyt"]


async def test_the_same_reply_told_twice_at_once_is_kept_once(here: Workplace) -> None:
    async def hears() -> None:
        async with here.bot.turns.open(here.who(here.anna)) as turn:
            await contribution.take(turn, reply_in(here, "Idé: en makker"))

    await asyncio.gather(hears(), hears(), hears())
    assert await texts(here) == ["Idé: en makker"]


async def test_many_who_write_at_once_are_all_heard(here: Workplace) -> None:
    people = (here.anna, here.owen, here.bo, here.karen)
    for person in people:
        await person.replies(thread(here), f"Idé: fra {person.name}", settle=False)
    await here.sandbox.settles()
    assert sorted(await texts(here)) == sorted(f"Idé: fra {person.name}" for person in people)


@one_database
async def test_people_are_named_and_nothing_becomes_markup(here: Workplace) -> None:
    await says(here, here.anna, "Idé: spørg @Owen Reed & <se> #ledertrivsel @channel *nu*")
    assert await texts(here) == ["Idé: spørg @Owen Reed & <se> #ledertrivsel @channel *nu*"]
    await closes(here, Vurdering=HOSTILE)
    assert HOSTILE in str(thread(here).blocks), "as a piece of plain text"
    assert "<!channel>" not in thread(here).text


# Contributing quietly


@one_database
async def test_who_prefers_quiet_writes_without_a_name(here: Workplace) -> None:
    await here.anna.clicks("Skriv uden for tråden", thread(here))
    await here.anna.fills({"Hvad vil du gerne sige?": "Jeg tør ikke sige det højt"})
    await here.anna.submits()
    assert here.anna.sees("Mads Krog læser det uden dit navn")
    await here.mads.clicks(SUMMARY)
    assert here.mads.sees("– Jeg tør ikke sige det højt")
    assert "Anna" not in here.mads.view
    assert len(here.channel.messages) == 4, "nothing is said in the channel"


@one_database
async def test_where_it_stands_does_not_tell_when_it_was_written_quietly(here: Workplace) -> None:
    for person, text in ((here.bo, "Først"), (here.owen, "Sidst")):
        await says(here, person, text)
        if person is here.bo:
            await here.anna.clicks("Skriv uden for tråden", thread(here))
            await here.anna.fills({"Hvad vil du gerne sige?": "Midt imellem"})
            await here.anna.submits()
            await here.pauses()
    await here.mads.clicks(SUMMARY)
    assert here.mads.sees("– Midt imellem\n– Først\n– Sidst")


@one_database
async def test_with_two_processes_one_is_asked_of_which_the_group_is(here: Workplace) -> None:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        other = Process(
            workspace_id=turn.workspace.id,
            name="Plan for skolerne",
            language="da",
            phase=QUALIFY,
            channel=here.channel.id,
            channel_name=here.channel.name,
            created_at=turn.now,
        )
        turn.session.add(other)
        await turn.session.flush()
        [leader] = await people.by_handles(turn.session, turn.workspace, [here.anna.id])
        await processes.add_people(turn.session, other, Part.LEADER, [leader])
        chosen = Chosen(
            workspace_id=turn.workspace.id,
            process_id=other.id,
            theme="sparring",
            reason="",
            position=1,
            chosen_at=turn.now,
        )
        turn.session.add(chosen)
        await turn.session.flush()
        await groups.begin(turn.session, chosen, turn.now)
    await here.anna.types("Jeg har noget om sparring")
    await here.anna.clicks(f"{SPARRING} (Plan for skolerne)")
    assert here.anna.form is not None


async def test_a_form_sent_twice_is_kept_once(here: Workplace) -> None:
    ours = await group_id(here)
    for _ in range(2):
        async with here.bot.turns.open(here.who(here.anna)) as turn:
            await contribution.write(turn, ours, "V1", "ideas", "En makker")
    assert await texts(here) == ["En makker"]


async def test_a_message_to_the_bot_is_asked_which_group_it_is_for(here: Workplace) -> None:
    await here.anna.types("Jeg har noget om sparring")
    assert here.anna.was_told("Er det til en arbejdsgruppe?") == 1
    assert await contributions(here) == []
    await here.anna.clicks(SPARRING)
    assert here.anna.sees("Mads Krog, der er gruppeleder, læser det uden dit navn.")
    await here.owen.types("Hej")
    assert here.owen.was_told("Er det til en arbejdsgruppe?") == 1


@one_database
async def test_a_message_to_the_bot_is_answered_when_no_group_is_open(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot)
    await here.anna.types("Hej")
    assert here.anna.was_told("Hej Anna.") == 1
    assert here.anna.was_told("er ikke sendt til nogen") == 1


# How it is read


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Vurdering: vi er midt i", ("assessment",)),
        ("*Idéer og tiltag:* en makker", ("ideas",)),
        ("ERFARING – HR gør det", ("experience",)),
        ("3. Aarhus", ("inspiration",)),
        ("1. en\n2. to", ("",)),
        ("5. noget", ("",)),
        ("Inspirationen var stor: alle var der", ("",)),
        ("Hej alle\nIdé: en makker\nInspiration: Aarhus", ("", "ideas", "inspiration")),
        ("Ideas and measures: a buddy", ("ideas",)),
        ("Inspiration", ("",)),
        ("", ()),
    ],
)
def test_people_say_what_they_write_about(text: str, questions: tuple[str, ...]) -> None:
    assert tuple(piece.question for piece in pieces(text)) == questions


@given(st.text())
def test_whatever_is_written_something_of_it_stands(text: str) -> None:
    found = pieces(text)
    assert bool(found) == bool(text.strip())
    assert all(piece.question in ("", *KEYS) for piece in found)
    assert all(piece.text in text or "\n" in piece.text for piece in found)


def test_slacks_notation_is_read_as_somebody_typed_it() -> None:
    assert as_typed("<@U1> &amp; <@U2|bo>") == "@U1 & @U2"
    assert as_typed("<#C1|ledere> <!here> <!subteam^S1|@hr>") == "#ledere @here @hr"
    assert as_typed("<https://a.dk|her> <https://a.dk>") == "her (https://a.dk) https://a.dk"
    assert as_typed("<https://a.dk|a.dk> <mailto:a@b.dk|a@b.dk>") == "https://a.dk a@b.dk"
    assert as_typed("&lt;b&gt; &amp;lt;") == "<b> &lt;"


def test_lines_are_read_as_people_write_them() -> None:
    assert lines("• a\n\n- b\n* c") == ("a", "b", "c")
    assert noted("Tal - fra APV – Hanne") == (Noted("Tal – fra APV", "Hanne"),)
    assert noted("Lederdialog\n– HR") == (Noted("Lederdialog", ""), Noted("HR", ""))
