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


def parking(parked: Iterable[ParkedTheme], then: date, words: Words) -> Text:
    heading = words.say("*🅿 {title}*", title=catalogue.parking(words.language).title)
    return Text("\n".join([heading, *(_parked(one, then, words) for one in parked)]))


def _parked(one: ParkedTheme, then: date, words: Words) -> Ours:
    say, theme = words.say, themes.title(one.theme, words)
    if one.by_day is None:
        who = (
            say("{who} finds out", who=one.who)
            if one.kind == KNOWLEDGE
            else say("for {who} to decide", who=one.who)
        )
    else:
        day = words.day(one.by_day, then)
        who = (
            say("{who} finds out by {day}", who=one.who, day=day)
            if one.kind == KNOWLEDGE
            else say("for {who} to decide by {day}", who=one.who, day=day)
        )
    if one.kind == KNOWLEDGE:
        return say(
            "• {theme}: we need to know “{question}” ({who})",
            theme=theme,
            question=one.question,
            who=who,
        )
    return say("• {theme}: {what}", theme=theme, what=who)
