"""What changes while a card is in use, in words."""

from bot.flows.activation_changes import (
    NewStart,
    StartForm,
    Stopped,
    TalkForm,
)
from bot.wording.about import day, name_of, starts
from bot.wording.card_shown import see_card
from bot.wording.sheet import (
    Button,
    DateField,
    Form,
    Message,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def new_start(screen: NewStart, words: Words) -> Message:
    say, about = words.say, screen.about
    lines = [say("The start has been moved."), starts(about, words)]
    talk_ahead = about.talk_on is not None and not (about.talk_held or about.talk_given_up)
    if talk_ahead and about.talk_on:
        lines.append(say("The talk is on {day}.", day=day(about.talk_on, about, words)))
    return message(
        Text(" ".join(lines)),
        buttons(
            Button(say("Move the talk"), "activation.open_talk", str(about.activation_id))
            if talk_ahead
            else None,
            see_card(about.card_id, about.card, words),
        ),
    )


def stopped(screen: Stopped, words: Words) -> Message:
    name = name_of(screen.about, words)
    return message(
        Text(words.say("{name}\nThe follow-up is stopped. I ask nothing more.", name=name))
    )


def talk_form(screen: TalkForm, words: Words) -> Form:
    say, about = words.say, screen.about
    return Form(
        title=say("Move the talk"),
        submit=say("Save"),
        close=say("Not now"),
        action="activation.move_talk",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            DateField(
                "talk",
                say("When do you talk?"),
                about.talk_on,
                hint=say("I remind you on that day. What I ask others about the talk moves along."),
            ),
        ),
    )


def start_form(screen: StartForm, words: Words) -> Form:
    say, about = words.say, screen.about
    return Form(
        title=say("Move the start"),
        submit=say("Save"),
        close=say("Not now"),
        action="activation.move_start",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            DateField(
                "start",
                say("First day at work") if about.leader else say("When does it begin?"),
                about.start_on,
                hint=say(
                    "What I have not asked yet moves along, and {owner} hears of it.",
                    owner=about.owner,
                ),
            ),
        ),
    )


SHEETS = {
    NewStart: new_start,
    Stopped: stopped,
    TalkForm: talk_form,
    StartForm: start_form,
}
