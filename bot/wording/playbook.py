"""The check-list and the agendas, in words: nearly all of them are the catalogue's."""

from bot.domain import catalogue
from bot.domain.catalogue import Agenda
from bot.flows.playbook import Playbook
from bot.wording.markup import Ours
from bot.wording.sheet import Divider, Form, Heading, Note, Part, Text, parts
from bot.wording.words import Words


def playbook(screen: Playbook, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Meetings"),
        close=say("Close"),
        parts=parts(
            Text(say("*{process}*", process=screen.process)),
            Text(say("Three meetings, with some days in between. Chat does the rest.")),
            Heading(say("Before you begin")),
            *(
                Text("\n".join([f"*{group.title}*", *(f"• {item}" for item in group.items)]))
                for group in catalogue.checklist(words.language)
            ),
            *(_agenda(agenda, words) for agenda in catalogue.agendas(words.language)),
        ),
    )


def _agenda(agenda: Agenda, words: Words) -> tuple[Part, ...]:
    minutes = sum(item.minutes for item in agenda.items)
    pause = agenda.pause_after
    return parts(
        Divider(),
        Heading(_title(agenda.step, words)),
        Note(words.count("{n} minute", "{n} minutes", minutes)),
        Text(
            "\n".join(
                "• "
                + words.count("{n} min.: {what}", "{n} min.: {what}", item.minutes, what=item.text)
                for item in agenda.items
            )
        ),
        Note(words.say("Then a break of {minutes} minutes.", minutes=pause)) if pause else None,
    )


def _title(step: str, words: Words) -> Ours:
    return {
        "prepare": words.say("1. Choose the themes"),
        "qualify": words.say("2. Take the themes further"),
        "concretise": words.say("3. Make the plan"),
    }[step]


SHEETS = {Playbook: playbook}
