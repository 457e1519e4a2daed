"""An owner needs help, in words."""

from bot.flows.help_wanted import HelpAsked, HelpComes, HelpForm, Wanted
from bot.wording.about import name_of, quoted
from bot.wording.card_shown import see_card
from bot.wording.sheet import (
    Button,
    Form,
    Message,
    PeopleField,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def help_form(screen: HelpForm, words: Words) -> Form:
    say = words.say
    lines = [name_of(screen.about, words)]
    if screen.help:
        lines.append(say("*Help to draw on:* {help}", help=screen.help))
    return Form(
        title=say("I need help"),
        submit=say("Send"),
        close=say("Not now"),
        action="help_wanted.ask",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text("\n".join(lines)),
            TextField(
                "text",
                say("What do you need help with?"),
                many_lines=True,
                limit=2000,
                hint=say("Leave out anybody’s health, and what was said in confidence."),
            ),
            PeopleField(
                "helper",
                say("Is there somebody in particular who can help?"),
                many=False,
                optional=True,
                hint=_who_reads(screen, words),
            ),
        ),
    )


def _who_reads(screen: HelpForm, words: Words) -> str:
    if not screen.facilitators:
        return words.say("Nobody else runs the process, so choose who shall hear of it.")
    names = words.all_of(screen.facilitators)
    return words.say("{names} can read it too.", names=names)


def help_asked(screen: HelpAsked, words: Words) -> Message:
    names = words.all_of(screen.told)
    return message(
        Text(words.say("✓ I tell {names}. You hear from me when one of them helps.", names=names))
    )


def wanted(screen: Wanted, words: Words) -> Message:
    say, about = words.say, screen.about
    lines = [
        say("*{by} needs help:* {name}", by=screen.by, name=name_of(about, words)),
        quoted(screen.text, words),
    ]
    if screen.is_mine:
        lines.append(say("✓ You help. {by} has been told.", by=screen.by))
    elif screen.taken_by:
        lines.append(say("✓ {helper} helps.", helper=screen.taken_by))
    return message(
        Text("\n".join(lines)),
        buttons(
            None
            if screen.taken_by
            else Button(say("I help"), "help_wanted.take", str(screen.wanted_id), style="primary"),
            see_card(about.card_id, about.card, words),
        ),
    )


def help_comes(screen: HelpComes, words: Words) -> Message:
    name = name_of(screen.about, words)
    return message(Text(words.say("{by} helps you: {name}", by=screen.by, name=name)))


SHEETS = {HelpForm: help_form, HelpAsked: help_asked, Wanted: wanted, HelpComes: help_comes}
