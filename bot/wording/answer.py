"""The forms in which people answer, in words: who reads what is said before it is written."""

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.flows.about import Given
from bot.flows.answer import Contributions, DoneForm, Heard, InputForm, NotRelevantForm
from bot.wording.about import name_of, quoted, with_part
from bot.wording.delicate import no_case_notes, what_to_remember
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    ChoiceField,
    DateField,
    Form,
    Message,
    Note,
    Option,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words

PARAGRAPH, LINE = 2000, 300


def done_form(screen: DoneForm, words: Words) -> Form:
    say = words.say
    is_talk, is_delicate = screen.held_on is not None, screen.about.is_delicate
    return Form(
        title=say("The talk") if is_talk else say("Follow-up"),
        submit=say("Send"),
        close=say("Not now"),
        action="answer.done",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text(name_of(screen.about, words)),
            Text(_who_reads(screen, words)),
            DateField("held_on", say("When did you talk?"), screen.held_on) if is_talk else None,
            None
            if is_delicate
            else TextField(
                "came_of_it",
                say("What came of it?"),
                many_lines=True,
                optional=not is_talk,
                limit=PARAGRAPH,
            ),
            _were_heard(screen, words) if is_talk else None,
            TextField(
                "next_time",
                say("Should we do anything differently another time?")
                if is_delicate
                else say("What should we do differently next time?"),
                many_lines=True,
                optional=True,
                limit=PARAGRAPH,
            ),
        ),
    )


def _were_heard(screen: DoneForm, words: Words) -> ChoiceField:
    say = words.say
    return ChoiceField(
        "heard",
        say("Have those who contribute been heard?"),
        (
            Option(Hearing.YES, say("Yes")),
            Option(Hearing.NOT_YET, say("Not yet")),
            Option(Hearing.NOBODY, say("There was nobody to ask")),
        ),
        screen.hearing,
        hint=say("{hr} can see this answer too.", hr=words.all_of(screen.facilitators)),
    )


def _who_reads(screen: DoneForm, words: Words) -> str:
    say = words.say
    if screen.about.is_delicate:
        names = words.all_of(dict.fromkeys((*screen.readers, *screen.facilitators)))
        return say("{names} can read it.", names=names) + f" {no_case_notes(words)}"
    hr = words.all_of(screen.facilitators)
    if screen.purpose is not Purpose.TALK:
        who = say("{hr} can read what you write.", hr=hr)
    elif screen.readers:
        readers = words.all_of(screen.readers)
        who = say(
            "{readers} will be told what you write. Of that, {hr} can read only what should be "
            "different.",
            readers=readers,
            hr=hr,
        )
    else:
        who = say("{hr} can read what should be different, and nobody reads the rest.", hr=hr)
    return f"{who} " + say("Keep it short, and leave out what was said in confidence.")


def not_relevant_form(screen: NotRelevantForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Not relevant"),
        submit=say("Send"),
        close=say("Not now"),
        action="answer.not_relevant",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text(name_of(screen.about, words)),
            Text(_what_falls_away(screen, words)),
            Text(_without_details(words)) if screen.about.is_delicate else None,
            TextField(
                "why",
                say("Why not?"),
                limit=LINE,
                hint=say(
                    "{hr} can read it, so that the plan gets better.",
                    hr=words.all_of(screen.facilitators),
                ),
            ),
        ),
    )


def _without_details(words: Words) -> str:
    like = words.say("For instance: “It is over”, or “It is taken care of elsewhere”.")
    return f"{like} {no_case_notes(words)}"


def _what_falls_away(screen: NotRelevantForm, words: Words) -> str:
    if screen.purpose is Purpose.TALK:
        return words.say("Then the talk is not held, and nobody is asked about it any more.")
    return words.say("Then I do not ask you about this again.")


def input_form(screen: InputForm, words: Words) -> Form:
    say, owner = words.say, screen.about.owner
    before = screen.about.today < screen.about.start_on
    question = {
        Purpose.INPUT: say("What must we remember?"),
        Purpose.BEFORE_TALK: say("How has it gone, and what should the talk touch on?"),
        Purpose.AFTER_TALK: say("What do you say to what came of it?"),
        Purpose.WELCOME: say("What would help you to a good start?")
        if before
        else say("How has it gone, and what do you lack?"),
    }.get(screen.purpose, say("How does it go, and what would help?"))
    is_delicate = screen.about.is_delicate
    return Form(
        title=say("Your input"),
        submit=say("Send"),
        close=say("Not now"),
        action="answer.give_input",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text(name_of(screen.about, words)),
            Text(no_case_notes(words)) if is_delicate else None,
            TextField(
                "text",
                what_to_remember(words) if is_delicate else question,
                screen.text,
                many_lines=True,
                limit=PARAGRAPH,
                hint=say(
                    "{owner} reads what you write, and whoever may take over the card.", owner=owner
                ),
            ),
        ),
    )


def heard(screen: Heard, words: Words) -> Message:
    say, about = words.say, screen.about
    name, by = name_of(about, words), screen.by or say("the new leader")
    line = {
        Purpose.INPUT: say("*{by} has given input:* {name}", by=by, name=name),
        Purpose.AFTER_TALK: say("*{by} has answered after the talk:* {name}", by=by, name=name),
    }.get(screen.purpose, say("*{by} has written to you:* {name}", by=by, name=name))
    return message(
        Text(line),
        buttons(Button(say("Read it"), "answer.read", str(about.activation_id), style="primary")),
    )


def contributions(screen: Contributions, words: Words) -> Form:
    say = words.say
    nothing = None if screen.given else Text(say("Nobody has written anything yet."))
    return Form(
        title=say("What they wrote"),
        close=say("Close"),
        parts=parts(
            Text(name_of(screen.about, words)),
            nothing,
            *(Text("\n".join(_given(one, words))) for one in screen.given),
            _not_yet(screen, words) if screen.waiting else None,
            Note(say("Only you see this.")),
        ),
    )


def _not_yet(screen: Contributions, words: Words) -> Text:
    names = words.all_of(with_part(one, words) for one in screen.waiting)
    return Text(words.say("Asked, and not answered yet: {names}", names=names))


def _given(one: Given, words: Words) -> list[Ours]:
    say = words.say
    when = {
        Purpose.INPUT: say("to the introduction"),
        Purpose.BEFORE_TALK: say("before the talk"),
        Purpose.AFTER_TALK: say("after the talk"),
    }.get(one.purpose, say("along the way"))
    head = say("*{name}* {when}", name=with_part(one.by, words), when=when)
    return [head, quoted(one.text, words) if one.text else say("Had nothing to add.")]


SHEETS = {
    DoneForm: done_form,
    NotRelevantForm: not_relevant_form,
    InputForm: input_form,
    Heard: heard,
    Contributions: contributions,
}
