"""How often a card begins, in words."""

from collections.abc import Mapping
from datetime import date

from bot.domain.recurrence import Every
from bot.wording.markup import Ours
from bot.wording.words import Words


def how_often(words: Words) -> Mapping[Every, Ours]:
    say = words.say
    return {
        Every.SPRING: say("Every spring"),
        Every.SUMMER: say("Every summer"),
        Every.AUTUMN: say("Every autumn"),
        Every.WINTER: say("Every winter"),
        Every.HALF_YEAR: say("Every half-year"),
        Every.QUARTER: say("Every quarter"),
        Every.MONTH: say("Every month"),
    }


def begins_again(every: str, first: date, words: Words) -> Ours:
    return words.say(
        "{how_often}, the first time on {day}",
        how_often=how_often(words)[Every(every)],
        day=words.short_day(first),
    )
