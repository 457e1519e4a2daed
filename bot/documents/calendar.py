"""An appointment as an .ics file (RFC 5545, 5546) that Outlook, Google and Apple open.

Whoever is invited needs somebody who invites: with no organizer's e-mail nobody is invited.
"""

from __future__ import annotations

import re

from icalendar import Calendar, Event, vCalAddress, vText

from bot.wording.sheet import Appointment, Invited

ADDRESS = re.compile(r"""[^\s@:;,"'<>()\\]+@[^\s@:;,"'<>()\\]+""")
PRODUCT = "-//Ledertrivsel//Talk//DA"


def calendar_of(appointment: Appointment) -> bytes:
    organizer, attendee = _address(appointment.organizer), _address(appointment.attendee)
    invites = organizer is not None and attendee is not None
    calendar, event = Calendar(), Event()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", _method(appointment, invites=invites))
    event.add("uid", f"{appointment.uid}@ledertrivsel")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.made_at)
    event.add("dtstart", appointment.begins)
    event.add("dtend", appointment.ends)
    event.add("summary", one_line(appointment.title))
    event.add("description", one_line(appointment.text))
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if organizer is not None:
        event.add("organizer", organizer)
    if attendee is not None and invites:
        attendee.params.update({"ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"})
        event.add("attendee", attendee)
    calendar.add_component(event)
    year = appointment.begins.date().replace(month=1, day=1)
    calendar.add_missing_timezones(year, year.replace(year=year.year + 1))
    return calendar.to_ical()


def one_line(text: str) -> str:
    """Without what could begin a line of its own, or cannot be shown."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _method(appointment: Appointment, *, invites: bool) -> str:
    if appointment.is_cancelled:
        return "CANCEL"
    return "REQUEST" if invites else "PUBLISH"


def _address(who: Invited) -> vCalAddress | None:
    """None where the e-mail is not known, or is none."""
    email = who.email.strip()
    if not (ADDRESS.fullmatch(email) and email.isprintable()):
        return None
    address = vCalAddress(f"mailto:{email}")
    if name := one_line(who.name.replace('"', "")):
        address.params["CN"] = vText(name)
    return address
