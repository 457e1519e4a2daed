"""A new leader who was registered without an account gets one; somebody says whether it is them.

The clock begins on Monday 14 December 2026 at 11; Mette begins on 1 February.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.domain.parts import Part
from bot.models import Activation, Sighting
from bot.models import Person as Row
from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, follow_ups_of, registers, workplace
from tests.test_recruitment import takes_part

ADDRESS = "mette@example.org"
QUESTION = "Er det Mette Holm, der begynder mandag den 1. februar?"


@pytest.fixture
async def here(office: Office) -> Workplace:
    """Mette is registered, and has no account."""
    found = await workplace(office.sandbox, office.bot)
    await registers(found, email=ADDRESS)
    return found


async def linked(office: Office, here: Workplace) -> str:
    """The handle of the account that the activation knows; "" for none."""
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [activation] = (await turn.session.scalars(select(Activation))).all()
        if activation.subject_person_id is None:
            return ""
        return (await turn.session.get_one(Row, activation.subject_person_id)).handle


async def comes(office: Office, name: str = "Mette Holm", email: str = ADDRESS) -> Person:
    mette = office.sandbox.adds(name, email=email)
    await office.sandbox.settles()
    return mette


async def test_a_facilitator_is_asked_and_nothing_is_linked_before_they_say_yes(
    here: Workplace, office: Office
) -> None:
    mette = await comes(office, email="METTE@example.org")
    assert here.hanne.sees(QUESTION)
    assert here.hanne.sees("Kontoen Mette Holm har den e-mail, som lederen er registreret med.")
    assert await linked(office, here) == ""
    await here.hanne.clicks("Ja")
    assert here.hanne.sees("Mette Holm har kontoen Mette Holm, har Hanne Bach svaret.")
    assert await linked(office, here) == mette.id
    assert mette.dm == []


async def test_whoever_gets_the_address_later_is_asked_about_too(
    here: Workplace, office: Office
) -> None:
    mette = await comes(office, email="m@example.org")
    assert here.hanne.was_told(QUESTION) == 0
    office.sandbox.changes(mette, email=ADDRESS)
    await office.sandbox.settles()
    assert here.hanne.was_told(QUESTION) == 1


async def test_no_is_remembered_and_not_asked_again(here: Workplace, office: Office) -> None:
    other = await comes(office, "Mette Holmgaard")
    await here.hanne.clicks("Nej")
    assert here.hanne.sees(
        "Kontoen Mette Holmgaard tilhører en anden end Mette Holm, har Hanne Bach svaret."
    )
    office.sandbox.changes(other, title="Konsulent")
    await office.sandbox.settles()
    assert here.hanne.was_told(QUESTION) == 0
    assert await linked(office, here) == ""


async def test_it_is_asked_once_however_often_the_profile_changes(
    here: Workplace, office: Office
) -> None:
    office.sandbox.doubles_events(2)
    mette = await comes(office)
    for title in ("Leder", "Chef"):
        office.sandbox.changes(mette, title=title)
    await office.sandbox.settles()
    assert here.hanne.was_told(QUESTION) == 1


async def test_what_one_facilitator_has_answered_the_others_see(
    here: Workplace, office: Office
) -> None:
    await takes_part(office, here, here.karen, Part.FACILITATOR)
    mette = await comes(office)
    assert here.karen.sees(QUESTION)
    await here.hanne.clicks("Ja")
    await here.karen.clicks("Nej")  # they had not looked again
    assert here.karen.sees("Mette Holm har kontoen Mette Holm, har Hanne Bach svaret.")
    await office.sandbox.pass_time(seconds=5)
    assert "har Hanne Bach svaret" in here.karen.reads(here.karen.newest)
    assert await linked(office, here) == mette.id


async def test_who_is_the_new_leader_is_not_asked_for_input_about_themselves(
    here: Workplace, office: Office
) -> None:
    """Tina, the union representative, becomes the leader, with an address that HR had from her."""
    office.sandbox.changes(here.tina, email=ADDRESS)
    await office.sandbox.settles()
    assert await follow_ups_of(office.bot, here, here.tina, "asked")
    await here.hanne.clicks("Ja")
    for state in ("asked", "planned"):
        assert await follow_ups_of(office.bot, here, here.tina, state) == []
    before = len(here.tina.dm)
    await office.sandbox.pass_time(until=at(2027, 3, 4, 10))
    assert here.arne.was_told("Er der noget, samtalen skal komme omkring?") == 1
    await office.sandbox.pass_time(until=at(2027, 4, 1, 10))
    assert len(here.tina.dm) == before
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert not here.hanne.sees("Tina Toft")


async def test_nobody_else_is_asked_and_nobody_else_can_answer(
    here: Workplace, office: Office
) -> None:
    await comes(office)
    for person in (here.mads, here.karen, here.tina):
        assert person.was_told(QUESTION) == 0


async def test_a_new_leader_who_runs_the_process_is_not_asked_whether_it_is_them(
    here: Workplace, office: Office
) -> None:
    office.sandbox.changes(here.hanne, email=ADDRESS)
    await office.sandbox.settles()
    assert here.hanne.was_told(QUESTION) == 0


async def test_strangers_leave_no_trace(here: Workplace, office: Office) -> None:
    stranger = await comes(office, "Ukendt Person", "ukendt@example.org")
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        rows = select(Row).filter_by(handle=stranger.id)
        assert (await turn.session.scalars(rows)).all() == []
        assert (await turn.session.scalars(select(Sighting))).all() == []


async def test_after_the_follow_up_is_over_nobody_is_asked(here: Workplace, office: Office) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Stop opfølgningen")
    await comes(office)
    assert here.hanne.was_told(QUESTION) == 0
