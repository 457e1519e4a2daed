"""What every question has: that it was asked before, the answer, and later."""

from datetime import date

from bot.domain.follow_ups import Purpose
from bot.flows.about import About
from bot.flows.putting_off import ANOTHER_DAY, NEXT_WEEK, TOMORROW
from bot.wording.about import day
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Option, Picker
from bot.wording.words import Words


def asked_before(on: date | None, about: About, words: Words) -> list[Ours]:
    if on is None:
        return []
    return [words.say("I asked about this on {day} too.", day=day(on, about, words))]


def main_button(purpose: Purpose, number: str, words: Words) -> Button:
    say = words.say
    label, action = {
        Purpose.BOOK_TALK: (say("Yes, it is agreed"), "answer.booked"),
        Purpose.TALK: (say("We have talked"), "answer.open_done"),
        Purpose.REMINDER: (say("It is done"), "answer.open_done"),
        Purpose.LOOK_AFTER: (say("I have seen to it"), "answer.looked"),
        Purpose.TASK: (say("It is done"), "tasks.done"),
    }.get(purpose, (say("Write it"), "answer.open_input"))
    return Button(label, action, number, style="primary")


def later_menu(number: str, words: Words) -> Picker:
    say = words.say
    choices = {
        TOMORROW: say("Next working day"),
        NEXT_WEEK: say("In a week"),
        ANOTHER_DAY: say("Another day …"),
    }
    options = tuple(Option(f"{number}:{choice}", label) for choice, label in choices.items())
    return Picker(say("Later"), "nudge.later", options)
