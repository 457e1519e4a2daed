"""The talk as a calendar file, in words: neutral, for calendars are read by others."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.flows.about import About
from bot.flows.calendar_file import CalendarOnItsWay, TalkFile
from bot.wording.about import day
from bot.wording.markup import Ours, plain
from bot.wording.sheet import Appointment, Button, Document, Form, Invited, Text
from bot.wording.words import Words

BEGINS, ENDS = time(9), time(10)


def calendar_button(about: About, words: Words) -> Button | None:
    """While the talk lies ahead."""
    is_over = about.talk_held or about.talk_given_up
    if about.talk_on is None or about.talk_on < about.today or is_over:
        return None
    return Button(
        words.say("Calendar file"),
        "calendar_file.send",
        str(about.activation_id),
        spoken=words.say("Get the talk as a calendar file"),
    )


def calendar_on_its_way(screen: CalendarOnItsWay, words: Words) -> Form:
    text = words.say(
        "I send you the talk as a calendar file now. It says 9 to 10 o’clock: move it in your "
        "calendar to the time that you agreed on. If the day is changed here, or the talk given "
        "up, I send you a new file."
    )
    return Form(title=words.say("Calendar file"), close=words.say("Close"), parts=(Text(text),))


def talk_file(screen: TalkFile, words: Words) -> Document:
    about, zone = screen.about, ZoneInfo(screen.timezone)
    title, name = _title(screen, words), words.say("talk")
    appointment = Appointment(
        uid=screen.uid,
        sequence=screen.sequence,
        made_at=screen.made_at,
        begins=datetime.combine(screen.on, BEGINS, zone),
        ends=datetime.combine(screen.on, ENDS, zone),
        title=title,
        text=plain(words.say("Change the time so that it suits you both.")),
        organizer=Invited(screen.holder, screen.holder_email),
        attendee=Invited(about.leader, screen.leader_email),
        is_cancelled=screen.is_cancelled,
    )
    return Document(
        holds=appointment,
        language=words.language,
        filename=f"{name}-{screen.on.isoformat()}.ics",
        title=title,
        comment=plain(_comment(screen, words)),
    )


def _title(screen: TalkFile, words: Words) -> str:
    leader = screen.about.leader
    if not leader:
        return plain(words.say("A talk"))
    return plain(words.say("Talk: {leader} and {owner}", leader=leader, owner=screen.holder))


def _comment(screen: TalkFile, words: Words) -> Ours:
    say, on = words.say, day(screen.on, screen.about, words)
    if screen.is_handed_over:
        return say(
            "{owner} holds the talk now. Open this file, and it leaves your calendar.",
            owner=screen.about.owner,
        )
    if screen.is_cancelled:
        return say("The talk is not to be held. Open this file, and it leaves your calendar.")
    if screen.was_changed:
        return say("The talk is on {day} now. Open this file to move it in your calendar.", day=on)
    return say("Here is the talk on {day} for your calendar.", day=on)


SHEETS = {CalendarOnItsWay: calendar_on_its_way, TalkFile: talk_file}
