"""Who does what of the check-list. The clock begins on Monday 14 December 2026 at 11; Mette Holm
starts on 1 February 2027.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.catalogue import reference_card
from bot.flows import card as flows_card
from bot.flows.card import SentText
from bot.sandbox import Person
from bot.wording.markup import LinkSpan, plain, spans, unguard, with_addresses
from tests.office import Office
from tests.published import Workplace, at, registers, told_at, workplace

PLAN, ROUND, TOOL = "Send planen en uge før start", "Vis rundt", "Book værktøj 1"
GIVEN = "Mads Krog har givet dig en opgave:"


@pytest.fixture
async def here(office: Office) -> Workplace:
    found = await workplace(office.sandbox, office.bot)
    await rewrites(office, found, PLAN, ROUND, TOOL)
    return found


async def rewrites(office: Office, here: Workplace, *tasks: str) -> None:
    """Hanne edits the card's tasks."""
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        form = await flows_card.open_text(turn, here.card_id)
        words = replace(reference_card("da"), tasks="\n".join(tasks))
        sent = SentText(version=form.version, marks=form.marks, words=words)
        await flows_card.save_text(turn, here.card_id, sent)
    await here.sandbox.settles()


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def gives(here: Workplace, task: str, to: Person, day: date | None = None) -> None:
    """Mads does, from the card's introduction."""
    await here.mads.clicks("Hvem gør hvad", on=here.mads.finds("Du er ansvarlig for"))
    await here.mads.fills({"Hvilken opgave?": task, "Hvem gør det?": to})
    if day:
        await here.mads.fills({"Hvornår skal jeg spørge til den?": day})
    await here.mads.submits()


async def test_a_task_is_asked_of_who_got_it_on_its_day_and_the_owner_sees_it_done(
    here: Workplace,
) -> None:
    await registers(here)
    await gives(here, ROUND, here.karen, date(2027, 2, 1))
    assert here.mads.sees("✓ Opgaven er givet videre: Vis rundt")
    left_empty = (await here.mads.submits()).errors
    assert set(left_empty) == {"Hvilken opgave?", "Hvem gør det?"}, "ready for the next task"
    assert here.mads.sees("☐ Vis rundt · Karen Dam, mandag den 1. februar")
    await here.mads.closes()
    await until(here, 2027, 2, 1, 10)
    assert told_at(here.karen, GIVEN) == at(2027, 2, 1, 9)
    await here.karen.clicks("Det er gjort")
    await here.sandbox.pass_time(seconds=5)
    assert here.karen.sees("Vis rundt\n✓ Gjort mandag den 1. februar. Tak.")
    assert "✓ Vis rundt · Karen Dam" in here.mads.reads(here.mads.finds("Du er ansvarlig for"))


async def test_a_day_that_the_task_names_moves_with_the_start(here: Workplace) -> None:
    await registers(here)
    await gives(here, ROUND, here.karen)
    assert here.mads.form
    assert here.mads.form.errors, "the task does not say when, and nor does the owner"
    await here.mads.closes()
    await gives(here, PLAN, here.karen)
    await here.mads.closes()
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Flyt starten")
    await here.hanne.fills({"Første arbejdsdag": date(2027, 3, 1)})
    await here.hanne.submits()
    await until(here, 2027, 2, 22, 10)
    assert told_at(here.karen, GIVEN) == at(2027, 2, 22, 9)
    await here.karen.chooses("Senere", "Om en uge")
    await until(here, 2027, 3, 1, 10)
    assert here.karen.was_told(GIVEN) == 1  # the first message tells that it was put off


async def test_who_says_that_it_is_not_theirs_gives_it_back_to_the_owner(here: Workplace) -> None:
    await registers(here)
    await gives(here, TOOL, here.karen, date(2026, 12, 15))
    await here.mads.closes()
    await until(here, 2026, 12, 15, 10)
    await here.karen.clicks("Ikke min opgave")
    await here.sandbox.settles()
    assert here.mads.sees("Karen Dam siger, at opgaven tilhører en anden: Book værktøj 1")
    await gives(here, TOOL, here.arne, date(2026, 12, 16))
    await here.mads.closes()
    await until(here, 2026, 12, 16, 10)
    assert here.karen.sees("Det her gør Arne Friis nu, så du skal ikke gøre mere: Book værktøj 1")
    assert here.arne.was_told(GIVEN) == 1


async def test_what_is_ticked_or_taken_out_is_asked_of_nobody(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    await gives(here, TOOL, here.karen, date(2027, 1, 11))
    await here.mads.closes()
    await gives(here, ROUND, here.karen, date(2027, 1, 11))
    await here.mads.closes()
    await rewrites(office, here, PLAN, TOOL)
    await here.mads.clicks("Tjekliste", on=here.mads.finds("Du er ansvarlig for"))
    await here.mads.fills({"Sæt flueben ved det, der er gjort": [TOOL]})
    await here.mads.submits()
    await until(here, 2027, 1, 12, 10)
    assert here.karen.dm == []


def test_an_address_in_a_task_can_be_followed_and_says_where_it_leads() -> None:
    text = with_addresses("Læs *den* (https://example.org/a_b_c?x=1), og <http://x.y|godt>.")
    assert (
        unguard(plain(text)) == "Læs *den* (https://example.org/a_b_c?x=1), og <http://x.y|godt>."
    )
    links = [span for span in spans(text) if isinstance(span, LinkSpan)]
    assert [link.url for link in links] == ["https://example.org/a_b_c?x=1", "http://x.y"]
    assert all(link.label == link.url for link in links)
