"""The talk as a calendar file: fetched once, and kept true. The clock begins on Monday 14 December
2026 at 11.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import select

from bot.documents.calendar import calendar_of, one_line
from bot.errors import NotFound
from bot.flows import calendar_file, hand_over
from bot.models import Activation
from bot.sandbox import Person
from bot.wording.sheet import Appointment, Invited
from tests.choosing import one_database
from tests.office import COPENHAGEN, Office
from tests.published import Workplace, at, registers, workplace

METTE = "mette@example.org"
HOSTILE = 'Bo\r\nATTENDEE:mailto:evil@example.org\nBEGIN:VEVENT\u2028X;"CN=a,b:c'


@pytest.fixture
async def here(office: Office) -> Workplace:
    found = await workplace(office.sandbox, office.bot)
    found.sandbox.changes(found.mads, email="mads@example.org")
    await found.sandbox.settles()
    return found


def files(here: Workplace, person: Person) -> list[Any]:
    """The event in each calendar file that somebody got, with the file's method."""
    sent = [here.sandbox.world.files[one] for message in person.dm for one in message.files]
    return [event_of(file.content) for file in sent]


def event_of(content: bytes) -> Any:
    calendar = cast("Any", Calendar.from_ical(content))
    [event] = calendar.walk("VEVENT")
    event.method = str(calendar["METHOD"])
    return event


async def fetches(here: Workplace) -> None:
    await here.mads.clicks("Kalenderfil")
    await here.mads.closes()
    await here.sandbox.settles()


async def moves_talk(here: Workplace, to: date) -> None:
    await here.mads.opens_home()
    await here.mads.clicks("Flyt samtalen")
    await here.mads.fills({"Hvornår taler I sammen?": to})
    await here.mads.submits()
    await here.sandbox.settles()


async def is_handed_to(here: Workplace, person: Person) -> None:
    """Hanne, who runs the process, decides it."""
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        [number] = (await turn.session.scalars(select(Activation.id))).all()
        await hand_over.hand_over(turn, number, person.id)
    await here.sandbox.pass_time(minutes=1)


# Getting it


async def test_the_owner_gets_the_talk_for_the_calendar_and_the_new_leader_is_invited(
    here: Workplace,
) -> None:
    await registers(here, email=METTE)
    await fetches(here)
    [event] = files(here, here.mads)
    assert event.method == "REQUEST"
    assert event["SUMMARY"] == "Samtale: Mette Holm og Mads Krog"
    assert event["ATTENDEE"] == f"mailto:{METTE}"
    assert event["ORGANIZER"] == "mailto:mads@example.org"
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == datetime(2027, 3, 8, 9, tzinfo=COPENHAGEN)
    assert event.decoded("DTEND") == datetime(2027, 3, 8, 10, tzinfo=COPENHAGEN)
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"


async def test_with_no_e_mail_nobody_is_invited(here: Workplace) -> None:
    await registers(here)
    await fetches(here)
    [event] = files(here, here.mads)
    assert event.method == "PUBLISH"
    assert "ATTENDEE" not in event


@one_database
async def test_the_file_can_be_fetched_where_the_talk_was_agreed_on(here: Workplace) -> None:
    await registers(here)
    await here.sandbox.pass_time(until=at(2027, 2, 22, 10))
    await here.mads.clicks("Ja, den er aftalt")
    await here.sandbox.settles()
    await here.mads.clicks("Kalenderfil", on=here.mads.finds("✓ Samtalen er mandag den 8. marts."))
    await here.sandbox.settles()
    assert len(files(here, here.mads)) == 1


@one_database
async def test_it_says_nothing_of_the_card(here: Workplace) -> None:
    await registers(here, email=METTE)
    await fetches(here)
    [event] = files(here, here.mads)
    assert "Godt i gang" not in event.to_ical().decode()


@one_database
async def test_who_reads_english_gets_it_in_english(here: Workplace) -> None:
    await here.mads.types("/ledertrivsel english")
    await registers(here)
    await here.mads.clicks("Calendar file")
    await here.sandbox.settles()
    [event] = files(here, here.mads)
    assert event["SUMMARY"] == "Talk: Mette Holm and Mads Krog"


async def test_only_the_owner_gets_it(here: Workplace, office: Office) -> None:
    await registers(here)
    for person in (here.hanne, here.tina, here.karen):
        with pytest.raises(NotFound):
            async with office.bot.turns.open(here.who(person)) as turn:
                await calendar_file.send(turn, 1)


# Kept true


async def test_a_talk_that_is_moved_is_sent_anew_by_itself_in_the_place_of_the_first(
    here: Workplace,
) -> None:
    await registers(here, email=METTE)
    await fetches(here)
    await moves_talk(here, date(2027, 3, 15))
    await moves_talk(here, date(2027, 4, 6))
    first, second, third = files(here, here.mads)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == [0, 1, 2]
    assert third.decoded("DTSTART") == datetime(2027, 4, 6, 9, tzinfo=COPENHAGEN)
    assert third.method == "REQUEST"
    assert here.mads.was_told("Samtalen er nu tirsdag den 6. april.") == 1


async def test_moved_with_the_start_it_is_sent_anew_too(here: Workplace) -> None:
    await registers(here)
    await fetches(here)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Flyt starten")
    await here.hanne.fills({"Første arbejdsdag": date(2027, 2, 8)})
    await here.hanne.submits()
    await here.sandbox.settles()
    assert [one.decoded("DTSTART").date() for one in files(here, here.mads)] == [
        date(2027, 3, 8),
        date(2027, 3, 15),
    ]


async def test_a_talk_that_is_given_up_leaves_the_calendar(here: Workplace) -> None:
    await registers(here, email=METTE)
    await fetches(here)
    await here.sandbox.pass_time(until=at(2027, 3, 8, 10))
    await here.mads.clicks("Ikke relevant")
    await here.mads.fills({"Hvorfor ikke?": "Mette er gået på orlov."})
    await here.mads.submits()
    await here.sandbox.settles()
    first, last = files(here, here.mads)
    assert (last.method, last["STATUS"], last["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert first["UID"] == last["UID"]
    assert "orlov" not in last.to_ical().decode()


async def test_a_card_that_is_stopped_takes_its_talk_out_of_the_calendar(here: Workplace) -> None:
    await registers(here)
    await fetches(here)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Stop opfølgningen")
    await here.sandbox.settles()
    assert [one.method for one in files(here, here.mads)] == ["PUBLISH", "CANCEL"]


async def test_handed_over_the_talk_leaves_one_calendar_and_goes_into_the_other_anew(
    here: Workplace,
) -> None:
    await registers(here, email=METTE)
    await fetches(here)
    here.sandbox.changes(here.karen, email="karen@example.org")
    await is_handed_to(here, here.karen)
    first, last = files(here, here.mads)
    assert (last.method, last["UID"], last["SEQUENCE"]) == ("CANCEL", first["UID"], 1)
    assert last["ORGANIZER"] == "mailto:mads@example.org"
    assert here.mads.was_told("Det er nu Karen Dam, der holder samtalen.") == 1
    assert files(here, here.karen) == [], "who has fetched none is sent none"
    await here.karen.clicks("Kalenderfil")
    await here.karen.closes()
    await here.sandbox.settles()
    [new] = files(here, here.karen)
    assert new["UID"] != first["UID"]
    assert (new.method, new["ORGANIZER"]) == ("REQUEST", "mailto:karen@example.org")

    await is_handed_to(here, here.mads)
    await fetches(here)
    *_, again = files(here, here.mads)
    assert again["UID"] not in (first["UID"], new["UID"]), "a cancelled one is not taken back"
    assert [one.method for one in files(here, here.karen)] == ["REQUEST", "CANCEL"]


async def test_who_fetched_no_file_is_sent_none(here: Workplace) -> None:
    await registers(here)
    await moves_talk(here, date(2027, 3, 15))
    assert files(here, here.mads) == []


async def test_a_talk_that_was_held_is_not_sent_anew(here: Workplace) -> None:
    await registers(here)
    await fetches(here)
    await here.sandbox.pass_time(until=at(2027, 3, 9, 10))
    await here.mads.clicks("Vi har talt sammen")
    await here.mads.fills({"Hvad kom der ud af det?": "Mette er faldet godt til."})
    await here.mads.submits()
    await here.sandbox.settles()
    assert len(files(here, here.mads)) == 1


# The file itself

PLAIN = Appointment(
    uid="1",
    sequence=0,
    made_at=datetime(2027, 2, 1, tzinfo=UTC),
    begins=datetime(2027, 3, 8, 9, tzinfo=COPENHAGEN),
    ends=datetime(2027, 3, 8, 10, tzinfo=COPENHAGEN),
    title="Samtale",
    text="Ret tidspunktet.",
    organizer=Invited("Mads Krog", "mads@example.org"),
    attendee=Invited("Mette Holm", METTE),
    is_cancelled=False,
)
typed = st.one_of(st.just(HOSTILE), st.text(max_size=200))
zones = st.sampled_from(("Europe/Copenhagen", "America/Godthab", "Pacific/Auckland", "UTC"))


@given(typed, typed, typed, zones)
def test_whatever_anybody_is_called_the_file_reads_back_and_no_line_is_slipped_in(
    title: str, name: str, email: str, zone: str
) -> None:
    begins = datetime(2027, 3, 8, 9, tzinfo=ZoneInfo(zone))
    appointment = replace(
        PLAIN,
        title=title,
        begins=begins,
        ends=begins.replace(hour=10),
        organizer=Invited(name, "mads@example.org"),
        attendee=Invited(name, email),
    )
    content = calendar_of(appointment)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
    event = event_of(content)
    assert str(event.get("SUMMARY", "")) == one_line(title)
    assert event.decoded("DTSTART") == begins
    keys = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS"}
    assert set(event.keys()) - {"ATTENDEE"} == keys | {"ORGANIZER"}


def test_a_hostile_e_mail_invites_nobody() -> None:
    hostile = replace(
        PLAIN, attendee=Invited("Mette", "a@b.dk\r\nATTENDEE:mailto:evil@example.org")
    )
    assert "ATTENDEE" not in event_of(calendar_of(hostile))
    assert b"evil" not in calendar_of(hostile)


def test_who_cannot_be_answered_invites_nobody() -> None:
    event = event_of(calendar_of(replace(PLAIN, organizer=Invited("Mads Krog", ""))))
    assert event.method == "PUBLISH"
    assert "ATTENDEE" not in event
