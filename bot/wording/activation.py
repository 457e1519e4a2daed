"""A card is taken into use, in words."""

from bot.domain.follow_ups import Purpose
from bot.flows.about import About
from bot.flows.activation import (
    CheckListForm,
    InOtherHands,
    Introduction,
    TaskLine,
)
from bot.wording.about import (
    contributors,
    day,
    name_of,
    starts,
    to_the_owner,
)
from bot.wording.calendar_file import calendar_button
from bot.wording.card_shown import see_card
from bot.wording.delicate import who_button
from bot.wording.markup import Ours, with_addresses
from bot.wording.sheet import (
    Button,
    Form,
    ManyField,
    Message,
    Option,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words

LONGEST_OPTION, MOST_OPTIONS = 75, 100  # a longer task is told in full above its tick


def introduction(screen: Introduction, words: Words) -> Message:
    say, about = words.say, screen.about
    # The occasion comes first: whoever has several cards in use tells them apart by it.
    head = [starts(about, words), _whose_card(screen, words)]
    if screen.goal:
        head.append(say("*The goal:* {goal}", goal=screen.goal))
    if screen.help:
        head.append(say("*Help to draw on:* {help}", help=screen.help))
    number = str(about.activation_id)
    goes_on = not screen.is_over
    return message(
        Text("\n".join(head)),
        Text("\n".join(_what_comes(screen, words))),
        Text("\n".join(_tasks(screen, words))),
        buttons(
            see_card(about.card_id, about.card, words, style="primary"),
            Button(say("Check-list"), "activation.open_check_list", number)
            if screen.tasks and goes_on
            else None,
            Button(say("Who does what"), "tasks.open", number)
            if goes_on and any(not one.is_done for one in screen.tasks)
            else None,
            calendar_button(about, words) if goes_on else None,
            who_button(about, words),
            Button(say("Read what they wrote"), "answer.read", number) if screen.given else None,
            Button(say("That’s not me"), "activation.open_hand_over", number) if goes_on else None,
        ),
    )


def _whose_card(screen: Introduction, words: Words) -> Ours:
    say, about = words.say, screen.about
    if about.leader:
        return say(
            "You are responsible for an action card: *{card}*. It belongs to {process}.",
            card=about.card,
            process=screen.process,
        )
    return say(
        "You are responsible for this action card. It belongs to {process}.",
        process=screen.process,
    )


def _what_comes(screen: Introduction, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    lines: list[Ours] = []
    if about.talk_held and about.talk_on:
        lines.append(say("✓ The talk was held on {day}.", day=day(about.talk_on, about, words)))
    if screen.is_over:
        return [*lines, say("There is nothing more to follow up here. Thank you.")]
    if screen.owners:
        lines += [say("I remind you of this:"), *to_the_owner(screen.owners, about, words)]
    if any(step.purpose not in (Purpose.WELCOME, Purpose.LOOK_AFTER) for step in screen.others):
        names = contributors(about, words)
        lines.append(
            say("I also ask {names} along the way. You can read what they answer.", names=names)
        )
    return lines


def _tasks(screen: Introduction, words: Words) -> list[Ours]:
    if not screen.tasks:
        return []
    return [
        words.say("*Check-list*"),
        *(task_line(one, screen.about, words) for one in screen.tasks),
    ]


def task_line(one: TaskLine, about: About, words: Words) -> Ours:
    """With whom it was given to, if anybody, and when they are asked."""
    text = with_addresses(one.text)
    line = words.say("✓ {task}", task=text) if one.is_done else words.say("☐ {task}", task=text)
    if not one.by or one.on is None:
        return line
    if one.is_done:
        return words.say("{line} · {who}", line=line, who=one.by)
    on = day(one.on, about, words)
    return words.say("{line} · {who}, {day}", line=line, who=one.by, day=on)


def in_other_hands(screen: InOtherHands, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "{owner} is responsible for *{card}* now, so there is nothing more for you to do.",
                owner=screen.about.owner,
                card=screen.about.card,
            )
        )
    )


def check_list_form(screen: CheckListForm, words: Words) -> Form:
    say, about = words.say, screen.about
    tasks = screen.tasks[:MOST_OPTIONS]
    long = [text for _, text, _ in tasks if len(text) > LONGEST_OPTION]
    return Form(
        title=say("Check-list"),
        submit=say("Save"),
        close=say("Not now"),
        action="activation.tick",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            *(Text(say("• {task}", task=text)) for text in long),
            ManyField(
                "tasks",
                say("Tick what is done"),
                tuple(Option(str(number), words.typed(text)) for number, text, _ in tasks),
                tuple(str(number) for number, _, done in tasks if done),
                optional=True,
            ),
        ),
    )


SHEETS = {
    Introduction: introduction,
    InOtherHands: in_other_hands,
    CheckListForm: check_list_form,
}
