"""When somebody may be written to, in words."""

from bot.flows.when_to_write import WEEKDAYS, WhenToWrite, WhenToWriteForm
from bot.wording.sheet import (
    Button,
    DateField,
    Form,
    ManyField,
    Message,
    Note,
    Option,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def when_to_write(screen: WhenToWrite, words: Words) -> Message:
    say = words.say
    lines = [say("I write to you on working days from nine, and ask at most once a day.")]
    if screen.quiet_days:
        days = words.all_of(_weekday(day, words) for day in screen.quiet_days)
        lines.append(say("Not on {days}.", days=days))
    if screen.away:
        first, last = (words.day(one, screen.today) for one in screen.away)
        lines.append(say("You are away from {first} to {last}.", first=first, last=last))
    return message(
        Note(" ".join(lines)), buttons(Button(say("When may I write?"), "when_to_write.open"))
    )


def when_to_write_form(screen: WhenToWriteForm, words: Words) -> Form:
    say = words.say
    first, last = screen.away or (None, None)
    return Form(
        title=say("When may I write?"),
        submit=say("Save"),
        close=say("Not now"),
        action="when_to_write.save",
        parts=parts(
            Text(say("What falls due while you are away waits until you are back.")),
            DateField(
                "away_from",
                say("Away from"),
                first,
                optional=True,
                hint=say("Give both days, or neither."),
            ),
            DateField(
                "away_until",
                say("Last day away"),
                last,
                optional=True,
                hint=say(
                    "If it is more than two weeks, those who run the process are told when "
                    "something falls due."
                ),
            ),
            ManyField(
                "quiet_days",
                say("Days on which I never write"),
                tuple(Option(day, _weekday(day, words)) for day in WEEKDAYS),
                tuple(screen.quiet_days),
                optional=True,
            ),
        ),
    )


def _weekday(day: str, words: Words) -> str:
    return words.weekday(int(day))


SHEETS = {WhenToWrite: when_to_write, WhenToWriteForm: when_to_write_form}
