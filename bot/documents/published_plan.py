"""From the facts of a published plan to the page that people get as a file, in one language."""

from bot.documents.page import page
from bot.documents.plan_text import (
    CardText,
    ChosenText,
    ParkedText,
    PlanDocument,
    plan_markdown,
)
from bot.flows.card_facts import CardFacts, ThemeFacts
from bot.flows.plan import WholePlan
from bot.wording import themes
from bot.wording.card_follow_ups import follow_up
from bot.wording.card_shown import begins, responsible
from bot.wording.markup import plain
from bot.wording.parked import waits_for
from bot.wording.plan_whole import behind
from bot.wording.words import Words, words_in


def published_plan(whole: WholePlan, language: str) -> str:
    """As HTML, with the same heading as the post in the channel."""
    markdown = plan_markdown(plan_document(whole, language), language)
    return page(markdown, title=whole.plan.process, language=language)


def plan_document(whole: WholePlan, language: str) -> PlanDocument:
    words = words_in(language)
    return PlanDocument(
        title=words.say("Our plan for leaders’ well-being"),
        process=whole.plan.process,
        published=words.short_day(whole.published_on),
        behind=[plain(line) for line in behind(whole.plan, words)],
        chosen=[_chosen(one, words) for one in whole.plan.themes],
        parked=[
            ParkedText(plain(themes.title(one.theme, words)), plain(waits_for(one, words)))
            for one in whole.plan.parked
        ],
    )


def _chosen(one: ThemeFacts, words: Words) -> ChosenText:
    return ChosenText(
        title=plain(themes.title(one.theme, words)),
        reason=one.reason,
        measures=one.measures,
        offers=one.offers,
        card=_card(one.card, words) if one.card else None,
    )


def _card(card: CardFacts, words: Words) -> CardText:
    return CardText(
        words=card.words,
        checklist=card.tasks,
        follow_ups=[plain(follow_up(rule, words)) for rule in card.rules],
        responsible=plain(responsible(card, words)),
        begins=plain(begins(card, words)),
    )
