"""The message of the day, in words: one thing, or several; and what stands still."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.follow_ups import Purpose
from bot.flows import Screen
from bot.flows.activation import InOtherHands
from bot.flows.nudge import OwnerAway, OwnerGone
from bot.flows.nudge_of_day import Nudged
from bot.flows.putting_off import LaterForm
from bot.flows.question import Answered, OwnerAsked
from bot.flows.standing_still import Became, StandsStill
from bot.wording import activation, question, tasks
from bot.wording.about import day, name_of
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    Buttons,
    DateField,
    Divider,
    Form,
    Message,
    Note,
    Part,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def nudged(screen: Nudged, words: Words) -> Message:
    drawn: list[Part] = [Text(words.say("*There is more than one thing for you today:*"))]
    for item in screen.items:
        drawn += [Divider(), *_one_of_several(item, words)]
    if screen.more:
        drawn.append(
            Note(words.count("… and {n} more, at Home.", "… and {n} more, at Home.", screen.more))
        )
    return message(*drawn)


def _one_of_several(item: Screen, words: Words) -> list[Part]:
    """No button is the main one; and what was answered says what it was about."""
    drawn = [_plain(part) for part in ITEMS[type(item)](item, words).parts]
    return [Text(name_of(item.about, words)), *drawn] if isinstance(item, Answered) else drawn


def _plain(part: Part) -> Part:
    if not isinstance(part, Buttons):
        return part
    return Buttons(
        tuple(
            replace(one, style="") if isinstance(one, Button) and one.style == "primary" else one
            for one in part.elements
        )
    )


def stands_still(screen: StandsStill, words: Words) -> Message:
    say, about = words.say, screen.about
    name, who = (
        name_of(about, words),
        words.all_of(one or say("the new leader") for one in screen.who),
    )
    match screen.became:
        case Became.ANSWERED:
            return message(Text(say("✓ {who} has answered: {name}", who=who, name=name)))
        case Became.ASKED_AGAIN:
            return message(Text(say("✓ It moves again: {name}", name=name)))
        case Became.OVER:
            return message(Text(say("Nobody needs to answer this any more: {name}", name=name)))
        case Became.STILL:
            number = str(about.activation_id)
            return message(
                Text(
                    say(
                        "*This stands still:* {name}\n{asked}",
                        name=name,
                        asked=_asked(screen, words),
                    )
                ),
                buttons(
                    Button(say("See how it goes"), "activation.overview", number),
                    Button(say("Ask again"), "nudge.ask_again", number),
                ),
            )


def _asked(screen: StandsStill, words: Words) -> Ours:
    return words.say(
        "{who} was asked twice, last on {day}, and has not answered. I do not ask again by myself.",
        who=words.all_of(one or words.say("the new leader") for one in screen.who),
        day=day(screen.asked_last, screen.about, words),
    )


def later_form(screen: LaterForm, words: Words) -> Form:
    say = words.say
    is_talk = screen.purpose is Purpose.TALK
    return Form(
        title=say("Later"),
        submit=say("Save"),
        close=say("Not now"),
        action="nudge.put_off",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text(name_of(screen.about, words)),
            DateField(
                "day",
                say("When do you talk?") if is_talk else say("When shall I ask again?"),
                screen.suggested,
                hint=say("On a working day, from nine in the morning."),
            ),
        ),
    )


def owner_gone(screen: OwnerGone, words: Words) -> Message:
    say, about = words.say, screen.about
    return message(
        Text(
            say(
                "*Who takes over?* {owner} has left, and was responsible for {name}.",
                owner=about.owner,
                name=name_of(about, words),
            )
        ),
        buttons(
            Button(
                say("Choose somebody"),
                "activation.open_hand_over",
                str(about.activation_id),
                style="primary",
            )
        ),
    )


def owner_away(screen: OwnerAway, words: Words) -> Message:
    say, about = words.say, screen.about
    return message(
        Text(
            say(
                "*Who takes over meanwhile?* {owner} is away until {day}, and is responsible for "
                "{name}. What falls due waits until then.",
                owner=about.owner,
                day=day(screen.until, about, words),
                name=name_of(about, words),
            )
        ),
        buttons(
            Button(say("Choose somebody"), "activation.open_hand_over", str(about.activation_id))
        ),
    )


# Each takes its own kind of screen, so the mapping's type can only say `Any`.
ITEMS: Mapping[type[Screen], Callable[[Any, Words], Message]] = {
    **question.SHEETS,
    **tasks.ASKED,
    OwnerAsked: question.briefly,
    InOtherHands: activation.in_other_hands,
    StandsStill: stands_still,
}
SHEETS = {
    **question.SHEETS,
    **tasks.ASKED,
    Nudged: nudged,
    StandsStill: stands_still,
    LaterForm: later_form,
    OwnerGone: owner_gone,
    OwnerAway: owner_away,
}
