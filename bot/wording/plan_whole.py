"""The whole plan, theme by theme, and what waits: in the channel, and in a window of its own."""

from collections.abc import Iterable

from bot.flows.card_facts import ThemeFacts
from bot.flows.plan import PlanFacts
from bot.wording import themes
from bot.wording.card_shown import begins, bulleted, responsible, see_card, still_missing
from bot.wording.markup import Ours
from bot.wording.parked import parking
from bot.wording.sheet import Heading, Part, Text, buttons, parts
from bot.wording.words import Words

MOST_LINES = 6  # of measures, and of offers; the card has them all


def whole_plan(plan: PlanFacts, words: Words, *, reasons: bool = False) -> tuple[Part, ...]:
    say = words.say
    opening = [say("*{process}*", process=plan.process), *behind(plan, words)]
    return parts(
        Heading(say("Our plan for leaders’ well-being")),
        Text("\n".join(opening)),
        *(_theme(one, words, reasons=reasons) for one in plan.themes),
        parking(plan.parked, words) if plan.parked else None,
    )


def behind(plan: PlanFacts, words: Words) -> Iterable[Ours]:
    """Who stands behind the plan, and how it is kept alive, as far as it is said."""
    if plan.sender:
        yield words.say("Behind the plan: {sender}.", sender=plan.sender)
    if plan.anchored:
        yield words.say("How we keep it alive: {anchored}", anchored=plan.anchored)


def _theme(one: ThemeFacts, words: Words, *, reasons: bool) -> tuple[Part, ...]:
    say, theme = words.say, themes.title(one.theme, words)
    lines = [say("*{theme}*", theme=theme)]
    if reasons and one.reason:
        lines.append(say("Why we chose it: {reason}", reason=one.reason))
    if one.card is None:
        lines.append(say("There is no card for the theme yet."))
    else:  # what a group has noted is agreed once it has closed, and then there is a card
        lines += _card(one, words)
        lines += _notes(one, words)
    return parts(
        Text("\n".join(lines)),
        buttons(see_card(one.card.card_id, one.card.words.title, words)) if one.card else None,
    )


def _card(one: ThemeFacts, words: Words) -> Iterable[Ours]:
    card, say = one.card, words.say
    if card is None:
        return
    yield say("Action card: {card}", card=card.words.title)
    if who := responsible(card, words):
        yield say("Responsible: {who}", who=who)
    elif card.words.responsible:
        yield say("Responsible: {who}", who=card.words.responsible)
    if when := begins(card, words):
        yield say("Begins: {when}", when=when)
    if card.missing:
        yield still_missing(card.missing, words)


def _notes(one: ThemeFacts, words: Words) -> Iterable[Ours]:
    say = words.say
    for head, lines in (
        (say("What we do:"), one.measures),
        (say("What we have already:"), one.offers),
    ):
        if lines:
            yield bulleted(head, lines[:MOST_LINES], words)
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES
            yield words.count("• and one more, on the card", "• and {n} more, on the card", more)
