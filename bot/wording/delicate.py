"""Delicate cards, in words: what is said of them everywhere, and the window with the name."""

from bot.flows.about import About
from bot.flows.checks import TITLE
from bot.flows.delicate import WhoForm
from bot.wording.about import name_of
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Form, Text, TextField, parts
from bot.wording.words import Words


def no_case_notes(words: Words) -> Ours:
    return words.say(
        "Write about how we do it, and not about a person: no names, and nothing about health or "
        "the case."
    )


def who_sees_a_name(words: Words) -> Ours:
    return words.say(
        "Leave it empty if you like. Only who is responsible and those who run the process can see "
        "it, in a window that they open themselves. Write a name and no more: nothing about health "
        "or the case."
    )


def what_to_remember(words: Words) -> Ours:
    """The only thing that contributors are asked about a delicate card."""
    return words.say("What should we remember about how we do this?")


def who_button(about: About, words: Words) -> Button | None:
    if not about.has_name:
        return None
    return Button(
        words.say("See whom it is about"), "activation.open_who", str(about.activation_id)
    )


def who_form(screen: WhoForm, words: Words) -> Form:
    say, about = words.say, screen.about
    return Form(
        title=say("Whom it is about"),
        submit=say("Save"),
        close=say("Close"),
        action="activation.keep_who",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            Text(_where_it_stands(screen, words)),
            TextField(
                "who",
                say("Name"),
                screen.who,
                optional=True,
                limit=TITLE,
                hint=_what_to_write(screen, words),
            ),
        ),
    )


def _what_to_write(screen: WhoForm, words: Words) -> Ours:
    if not screen.who:
        return words.say("Write a name and no more: nothing about health or the case.")
    return words.say(
        "Empty the field when the name is not needed any more. Write nothing about health or the "
        "case."
    )


def _where_it_stands(screen: WhoForm, words: Words) -> Ours:
    names = words.all_of(dict.fromkeys((screen.about.owner, *screen.facilitators)))
    if not screen.who:
        return words.say(
            "Nobody is named here, and nobody need be. If you write a name, only {names} can see "
            "it, and only here.",
            names=names,
        )
    return words.say(
        "Only {names} can see the name, and only here. It stands in no message, overview or file.",
        names=names,
    )


SHEETS = {WhoForm: who_form}
