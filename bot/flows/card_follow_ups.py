"""Which follow-ups a card's form offers: those it has, those its text says, and common ones.

What is structured counts, the text is only shown; so what is read from the text is offered with
the words that it was taken from, and people tick what they meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.catalogue import FollowUpRule, reference_follow_ups
from bot.domain.follow_up_text import Suggestion, understand
from bot.domain.follow_ups import (
    AUDIENCES,
    CONTRIBUTORS,
    FACILITATORS,
    NEW_LEADER,
    OWNER,
    START,
    TALK,
    TALK_AFTER_START,
    TALK_ITSELF,
)
from bot.errors import ButtonWornOut

ANCHORS = ("recruited", "start", "talk")
COMMON = (
    FollowUpRule(START, "P4W", OWNER),
    FollowUpRule(START, "P3M", OWNER),
    FollowUpRule(START, "P6M", OWNER),
    FollowUpRule(START, "P3M", CONTRIBUTORS),
)
# Whatever the card is about. For the new leader: only where a recruitment activates it.
ALSO = (FollowUpRule(START, "P3M", NEW_LEADER), FollowUpRule(START, "P3M", FACILITATORS))
MOST = 25  # of one card
_OFFSET = re.compile(r"-?P(?=\d)(?:(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?|\d{1,4}B)", re.ASCII)
_OTHERS = re.compile(  # "MED" is a body, and "med" a word
    r"\b(?:TR|AMR|(?-i:MED|SU)|AMO|tillidsrepr\w*|arbejdsmiljørepr\w*|arbejdsmiljøgruppe\w*|bidrag\w*"
    r"|union|safety rep\w*|representatives?|contributors?|those who (?:helped|contribute\w*))\b",
    re.IGNORECASE,
)
_THE_NEW_LEADER = r"(?:den nye leder|the new leader)\b"
_ASKS = re.compile(r"\b(?:spørg\w*|spurgt|hør(?:er|es|t)?|asks?|asked|hear)\b", re.IGNORECASE)
_ASKS_NEW_LEADER = re.compile(  # and not only names them: "taler du med den nye leder"
    rf":\s*{_THE_NEW_LEADER}"
    rf"|\b(?:spørg(?:e|er|es)?|hør(?:er|es)?|asks?|hear)\s+(?:(?:vi|jeg|også|fra|we|also|from)\s+)*"
    rf"{_THE_NEW_LEADER}"
    rf"|{_THE_NEW_LEADER}\s+(?:(?:selv|bliver|is)\s+)*(?:spørges|spurgt|høres|hørt|asked|heard)\b",
    re.IGNORECASE,
)
_AND_NEW_LEADER = re.compile(rf"\b(?:og|samt|and)\s+{_THE_NEW_LEADER}", re.IGNORECASE)
_FACILITATORS = re.compile(
    r"\b(?:(?:de|dem|those),? (?:der styrer forløbet|who run the process)|tovholder\w*"
    r"|procesleder\w*|facilitator\w*)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?;\n]")


@dataclass(frozen=True, slots=True)
class Offer:
    """`quoted` is where the text says it; "" for what it does not say."""

    rule: FollowUpRule
    quoted: str = ""
    is_on: bool = False


def offers(
    rules: Iterable[FollowUpRule], text: str, read_before: str, *, is_reference: bool
) -> tuple[Offer, ...]:
    """What was not in the text when it was `read_before` is ticked: it was just written."""
    said = {one.rule: one for one in from_text(text)}
    old = {one.rule for one in from_text(read_before)}
    on = list(dict.fromkeys(rules))
    if TALK_ITSELF in on:  # five weeks after the start *is* the talk, unless it is moved
        for audience in (OWNER, CONTRIBUTORS):
            said.pop(FollowUpRule(START, TALK_AFTER_START, audience), None)
    common = reference_follow_ups() if is_reference else COMMON
    offered = dict.fromkeys((*on, *said, *common, *ALSO))
    return tuple(
        replace(said.get(rule, Offer(rule)), is_on=rule in on or (rule in said and rule not in old))
        for rule in list(offered)[:MOST]
    )


def from_text(text: str) -> tuple[Offer, ...]:
    return tuple(
        Offer(FollowUpRule(one.anchor, one.offset, audience), one.quoted)
        for one in understand(text)
        for audience in _audiences(one, text)
    )


def _audiences(said: Suggestion, text: str) -> tuple[str, ...]:
    """Whoever the sentence names; else, around a talk, those who are asked before and after it."""
    at = text.find(said.quoted)
    end = _SENTENCE_ENDS.search(text, at + len(said.quoted))
    begun = [match.end() for match in _SENTENCE_ENDS.finditer(text, 0, max(at, 0))]
    sentence = text[begun[-1] if begun else 0 : end.start() if end else len(text)]
    around_talk = said.anchor == TALK and said.offset != TALK_ITSELF.offset
    named = {
        CONTRIBUTORS: _OTHERS.search(sentence),
        NEW_LEADER: _ASKS_NEW_LEADER.search(sentence)
        or (_ASKS.search(sentence) and _AND_NEW_LEADER.search(sentence)),
        FACILITATORS: _FACILITATORS.search(sentence),
    }
    found = tuple(audience for audience, is_named in named.items() if is_named)
    return found or (CONTRIBUTORS if around_talk else OWNER,)


def rule_from(value: str) -> FollowUpRule:
    """An option's value, read back. Raises ButtonWornOut."""
    anchor, _, rest = value.partition(":")
    offset, _, audience = rest.partition(":")
    known = anchor in ANCHORS and audience in AUDIENCES
    if not known or not _OFFSET.fullmatch(offset):
        raise ButtonWornOut
    return FollowUpRule(anchor, offset, audience)


def value_of(rule: FollowUpRule) -> str:
    return f"{rule.anchor}:{rule.offset}:{rule.audience}"
