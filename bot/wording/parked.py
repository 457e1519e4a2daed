"""The parking lot: themes that wait for knowledge, or for others to decide."""

from collections.abc import Iterable
from datetime import date

from bot.domain import catalogue
from bot.flows.choice_facts import ParkedTheme
from bot.models.choice import KNOWLEDGE
from bot.wording import themes
from bot.wording.markup import Ours
from bot.wording.sheet import Text
from bot.wording.words import Words


def parking(parked: Iterable[ParkedTheme], words: Words, then: date | None = None) -> Text:
    """`then` is the day that it is read; what is read for a long time has each day's year."""
    heading = words.say("*🅿 {title}*", title=catalogue.parking(words.language).title)
    lines = (
        words.say(
            "• {theme}: {what}",
            theme=themes.title(one.theme, words),
            what=waits_for(one, words, then),
        )
        for one in parked
    )
    return Text("\n".join([heading, *lines]))


def waits_for(one: ParkedTheme, words: Words, then: date | None = None) -> Ours:
    """What must be known, or who is to decide, and by when."""
    if one.kind == KNOWLEDGE:
        who = _who_finds_out(one, words, then)
        return words.say("we need to know “{question}” ({who})", question=one.question, who=who)
    if one.by_day is None:
        return words.say("for {who} to decide", who=one.who)
    day = _day(one.by_day, words, then)
    return words.say("for {who} to decide by {day}", who=one.who, day=day)


def _who_finds_out(one: ParkedTheme, words: Words, then: date | None) -> Ours:
    if one.by_day is None:
        return words.say("{who} finds out", who=one.who)
    day = _day(one.by_day, words, then)
    return words.say("{who} finds out by {day}", who=one.who, day=day)


def _day(day: date, words: Words, then: date | None) -> str:
    return words.day(day, then) if then else words.short_day(day)
