"""A card's follow-ups in words that can be typed back: "5 uger efter start: den ansvarlige"."""

import re

from bot.domain.catalogue import FollowUpRule
from bot.domain.follow_ups import (
    CONTRIBUTORS,
    FACILITATORS,
    NEW_LEADER,
    OWNER,
    RECRUITED,
    START,
    TALK,
    TALK_AFTER_START,
)
from bot.wording.markup import Ours
from bot.wording.words import Words

AMOUNT = re.compile(r"(\d+)([YMWDB])", re.ASCII)


def follow_up(rule: FollowUpRule, words: Words) -> Ours:
    """When, and whom I then write to."""
    on = when(rule, words)
    return {
        OWNER: words.say("{when}: the one responsible", when=on),
        CONTRIBUTORS: words.say("{when}: union, safety and other contributors", when=on),
        NEW_LEADER: words.say("{when}: the new leader", when=on),
        FACILITATORS: words.say("{when}: those who run the process", when=on),
    }[rule.audience]


def when(rule: FollowUpRule, words: Words) -> Ours:
    amount = _amount(rule.offset, words)
    if not amount:
        return _on_the_day(rule, words)
    anchor = {
        RECRUITED: words.case("after or before", "recruitment"),
        START: words.case("after or before", "the start"),
        TALK: words.case("after or before", "the talk"),
    }[rule.anchor]
    if rule.offset.startswith("-"):
        return words.say("{amount} before {anchor}", amount=amount, anchor=anchor)
    return words.say("{amount} after {anchor}", amount=amount, anchor=anchor)


def _on_the_day(rule: FollowUpRule, words: Words) -> Ours:
    if rule.anchor == TALK and rule.audience != OWNER:
        return words.say("On the day of the talk")
    after_start = _amount(TALK_AFTER_START, words)
    return {
        RECRUITED: words.say("At recruitment"),
        START: words.say("At the start"),
        TALK: words.say("The talk itself ({amount} after the start)", amount=after_start),
    }[rule.anchor]


def _amount(offset: str, words: Words) -> Ours:
    count = words.count
    said = [
        {
            "Y": count("{n} year", "{n} years", int(number)),
            "M": count("{n} month", "{n} months", int(number)),
            "W": count("{n} week", "{n} weeks", int(number)),
            "D": count("{n} day", "{n} days", int(number)),
            "B": count("{n} working day", "{n} working days", int(number)),
        }[unit]
        for number, unit in AMOUNT.findall(offset)
        if int(number)
    ]
    return words.all_of(said)
