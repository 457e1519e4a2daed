"""The published plan as a document: the Markdown that its page is made of.

What comes in is already what may be shown: names, dates in words, titles in the reader's language.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.documents.markdown import one_line, paragraph
from bot.domain import catalogue
from bot.domain.catalogue import CardWords
from bot.wording.markup import unguard
from bot.wording.words import Words, words_in


@dataclass(frozen=True, slots=True)
class CardText:
    """`responsible`, `begins` and `follow_ups` are in words; empty where nothing is agreed."""

    words: CardWords
    checklist: Sequence[str] = ()  # the tasks, one by one
    follow_ups: Sequence[str] = ()
    responsible: str = ""
    begins: str = ""


@dataclass(frozen=True, slots=True)
class ChosenText:
    title: str
    reason: str
    measures: Sequence[str] = ()
    offers: Sequence[str] = ()  # what there is already
    card: CardText | None = None


@dataclass(frozen=True, slots=True)
class ParkedText:
    title: str
    waits_for: str  # what must be known, or who is to decide, and by when


@dataclass(frozen=True, slots=True)
class PlanDocument:
    title: str
    process: str
    published: str  # a date in words
    behind: Sequence[str]  # who stands behind it, and how it is kept alive
    chosen: Sequence[ChosenText]
    parked: Sequence[ParkedText] = ()


def plan_markdown(plan: PlanDocument, language: str) -> str:
    """The whole document, ending with a line break."""
    words = words_in(language)
    date = unguard(words.say("Published {date}", date=plan.published))
    opening = (f"{plan.process} · {date}", *plan.behind)
    blocks = [f"# {one_line(plan.title)}", "\\\n".join(one_line(line) for line in opening)]
    for number, chosen in enumerate(plan.chosen, start=1):
        blocks.append(f"## {number}. {one_line(chosen.title)}")
        blocks.extend(_chosen(chosen, words))
    if plan.parked:
        blocks.append(f"## {catalogue.parking(language).title}")
        blocks.append(_list(_parked(parked) for parked in plan.parked))
    return "\n\n".join(blocks) + "\n"


def _chosen(chosen: ChosenText, words: Words) -> Iterator[str]:
    say = words.say
    if chosen.reason:
        yield _labelled(say("Why we chose it"), paragraph(chosen.reason), words)
    for label, notes in (
        (say("What we do"), chosen.measures),
        (say("What we have already"), chosen.offers),
    ):
        if notes:
            yield f"**{label}**"
            yield _list(one_line(note) for note in notes)
    if chosen.card is None:
        yield "*" + say("There is no action card for this theme yet.") + "*"
    else:
        yield from _card(chosen.card, words)


def _card(card: CardText, words: Words) -> Iterator[str]:
    """The seven fields in their order. Who is named as responsible says more than the field does,
    and the check-list says what the tasks' text does.
    """
    say = words.say
    yield "### " + say("Action card:") + f" {one_line(card.words.title)}"
    if card.begins:
        yield _labelled(say("Begins"), one_line(card.begins), words)
    for field in catalogue.card_fields(words.language):
        text = paragraph(getattr(card.words, field.key))
        if field.key == "responsible" and card.responsible:
            text = one_line(card.responsible)
        if field.key == "tasks" and card.checklist:
            text = "\\\n".join(f"☐ {one_line(task)}" for task in card.checklist)
        yield _labelled(field.label, text, words)
    if card.follow_ups:
        yield "**" + say("What people are reminded of") + "**"
        yield _list(one_line(follow_up) for follow_up in card.follow_ups)


def _labelled(label: str, text: str, words: Words) -> str:
    missing = words.say("Still missing.")
    return f"**{label}**\\\n" + (text or f"*{missing}*")


def _parked(parked: ParkedText) -> str:
    return f"**{one_line(parked.title)}** – {one_line(parked.waits_for)}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
