"""What the screens of a card in use say alike: whom it is about, who does what, and when."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.follow_ups import NEW_LEADER, Purpose
from bot.flows.about import About, Contributor, Step
from bot.wording.markup import Ours
from bot.wording.words import Words

WEEKEND = timedelta(days=3)  # at most, from a Friday that is a holiday


def name_of(about: About, words: Words) -> Ours:
    """The card, and the new leader or what it is about, if that is known. Of a delicate card when
    it began: one may be in use more than once.
    """
    if about.is_delicate:
        since = words.short_day(about.start_on)
        return words.say("*{card}* · from {day}", card=about.card, day=since)
    if whom := about.leader or about.concerns:
        return words.say("*{card}* · {leader}", card=about.card, leader=whom)
    return words.say("*{card}*", card=about.card)


def day(on: date, about: About, words: Words) -> str:
    return words.day(on, about.today)


def with_part(contributor: Contributor, words: Words) -> Ours:
    if contributor.part == NEW_LEADER and not contributor.name:  # it is not to be told
        return words.say("the new leader")
    if contributor.part == NEW_LEADER:
        return words.say("{name} (the new leader)", name=contributor.name)
    return words.say("{name} ({part})", name=contributor.name, part=contributor.part.upper())


def contributors(about: About, words: Words) -> Ours:
    return words.all_of(with_part(one, words) for one in about.contributors)


def starts(about: About, words: Words) -> Ours:
    """The start, told as what is to come or what has been."""
    if not about.leader:
        return _card_begins(about, words)
    facts = {"leader": about.leader, "day": day(about.start_on, about, words)}
    if about.start_on < about.today:
        return words.say("*{leader} started on {day}.*", **facts)
    return words.say("*{leader} starts on {day}.*", **facts)


def _card_begins(about: About, words: Words) -> Ours:
    say, what = words.say, about.concerns
    facts = {"card": about.card, "day": day(about.start_on, about, words)}
    if about.start_on < about.today:
        if what:
            return say("*{card}* ({what}) began on {day}.", what=what, **facts)
        return say("*{card}* began on {day}.", **facts)
    if what:
        return say("*{card}* ({what}) begins on {day}.", what=what, **facts)
    return say("*{card}* begins on {day}.", **facts)


def quoted(text: str, words: Words) -> Ours:
    """What somebody wrote, line by line as a quotation."""
    return Ours("\n".join(f"> {words.typed(line)}" for line in text.strip().splitlines()))


def begins(on: date, about: About) -> bool:
    """Whether a card that a date activates begins on that day, or right after its weekend."""
    return not about.leader and timedelta(0) <= on - about.start_on <= WEEKEND


def to_the_owner(steps: Iterable[Step], about: About, words: Words) -> list[Ours]:
    """A line for each follow-up, to whom it is for: what I remind you of."""
    say = words.say
    what = {
        Purpose.BOOK_TALK: say("agree on a time for the talk"),
        Purpose.TALK: say("the talk itself"),
        Purpose.REMINDER: say("follow up on the card"),
    }
    return [
        say(
            "• {day}: {what}",
            day=day(step.day, about, words),
            what=say("the card begins") if begins(step.day, about) else what[step.purpose],
        )
        for step in steps
    ]


def to_others(steps: Iterable[Step], about: About, words: Words) -> list[Ours]:
    """A line for each follow-up, to somebody else: who is asked what."""
    say, names = words.say, contributors(about, words)
    what = {
        Purpose.BOOK_TALK: say("{owner} is reminded to agree on a time", owner=about.owner),
        Purpose.TALK: say("the talk"),
        Purpose.REMINDER: say("{owner} is reminded to follow up", owner=about.owner),
        Purpose.INPUT: say("{names} will be asked for input", names=names),
        Purpose.BEFORE_TALK: say("{names} will be asked before the talk", names=names),
        Purpose.AFTER_TALK: say("{names} will hear what came of the talk", names=names),
        Purpose.EXPERIENCE: say("{names} will be asked how it goes", names=names),
        Purpose.WELCOME: say(
            "{leader} will be asked how it has gone", leader=about.leader or say("the new leader")
        ),
        Purpose.LOOK_AFTER: say("those who run the process will be asked to see how it goes"),
    }
    in_order = sorted(steps, key=lambda step: step.day)
    return [
        say("• {day}: {what}", day=day(step.day, about, words), what=what[step.purpose])
        for step in in_order
    ]
