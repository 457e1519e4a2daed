"""The published plan as a document: Markdown, which an intranet, a wiki or a mail can take in.

What comes in is already what may be shown: names, dates in words, titles in the reader's language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.documents.markdown import one_line, paragraph
from bot.domain import catalogue
from bot.domain.catalogue import CardWords, FollowUpRule


@dataclass(frozen=True, slots=True)
class CardText:
    words: CardWords
    checklist: Sequence[str] = ()  # the tasks, one by one
    follow_ups: Sequence[FollowUpRule] = ()


@dataclass(frozen=True, slots=True)
class ChosenText:
    title: str
    reason: str
    measures: Sequence[str] = ()
    offers: Sequence[str] = ()  # what there is already
    card: CardText | None = None


@dataclass(frozen=True, slots=True)
class ParkedText:
    """`question` is what we lack to know; it is empty where `who` is to decide."""

    title: str
    question: str
    who: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    title: str
    process: str
    published: str  # a date in words
    chosen: Sequence[ChosenText]
    parked: Sequence[ParkedText] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    published: str
    reason: str
    measures: str
    offers: str
    card: str
    no_card: str
    empty: str
    audiences: Mapping[str, str]
    at: Mapping[str, str]  # on an anchor's very day
    before: str
    after: str
    anchors: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]  # one, many
    join: str


_WORDS: Mapping[str, _Words] = {
    "da": _Words(
        published="Offentliggjort {date}",
        reason="Derfor har vi valgt det",
        measures="Det gør vi",
        offers="Det har vi allerede",
        card="Action card: {title}",
        no_card="Temaet har ikke fået et action card endnu.",
        empty="Mangler endnu.",
        audiences={"owner": "den ansvarlige", "contributors": "de, der bidrager"},
        at={
            "recruited": "Ved ansættelsen",
            "start": "På første arbejdsdag",
            "talk": "Samme dag som samtalen",
        },
        before="{amount} før {anchor}",
        after="{amount} efter {anchor}",
        anchors={"recruited": "ansættelsen", "start": "første arbejdsdag", "talk": "samtalen"},
        units={
            "Y": ("år", "år"),
            "M": ("måned", "måneder"),
            "W": ("uge", "uger"),
            "D": ("dag", "dage"),
        },
        join=" og ",
    ),
    "en": _Words(
        published="Published {date}",
        reason="Why we chose it",
        measures="What we do",
        offers="What we have already",
        card="Action card: {title}",
        no_card="There is no action card for this theme yet.",
        empty="Still missing.",
        audiences={"owner": "the one responsible", "contributors": "those who contribute"},
        at={
            "recruited": "At recruitment",
            "start": "On the first day at work",
            "talk": "On the same day as the talk",
        },
        before="{amount} before {anchor}",
        after="{amount} after {anchor}",
        anchors={
            "recruited": "recruitment",
            "start": "the first day at work",
            "talk": "the talk",
        },
        units={
            "Y": ("year", "years"),
            "M": ("month", "months"),
            "W": ("week", "weeks"),
            "D": ("day", "days"),
        },
        join=" and ",
    ),
}
_AMOUNT = re.compile(r"(\d+)([YMWD])")


def plan_markdown(plan: PlanDocument, language: str) -> str:
    """The whole document, ending with a line break."""
    words = catalogue.in_language(_WORDS, language)
    date = words.published.format(date=one_line(plan.published))
    blocks = [f"# {one_line(plan.title)}", f"{one_line(plan.process)} · {date}"]
    for number, chosen in enumerate(plan.chosen, start=1):
        blocks.append(f"## {number}. {one_line(chosen.title)}")
        blocks.extend(_chosen(chosen, words, language))
    if plan.parked:
        blocks.append(f"## {catalogue.parking(language).title}")
        blocks.append(_list(_parked(parked, language) for parked in plan.parked))
    return "\n\n".join(blocks) + "\n"


def say_follow_up(rule: FollowUpRule, language: str) -> str:
    """When, in words that `follow_up_text` understands: "5 uger efter første arbejdsdag"."""
    words = catalogue.in_language(_WORDS, language)
    amounts = [
        f"{number} {words.units[unit][number != '1']}"
        for number, unit in _AMOUNT.findall(rule.offset)
        if int(number)
    ]
    if not amounts:
        return words.at[rule.anchor]
    sentence = words.before if rule.offset.startswith("-") else words.after
    return sentence.format(amount=words.join.join(amounts), anchor=words.anchors[rule.anchor])


def _chosen(chosen: ChosenText, words: _Words, language: str) -> Iterator[str]:
    if chosen.reason:
        yield _labelled(words.reason, paragraph(chosen.reason), words)
    for label, notes in ((words.measures, chosen.measures), (words.offers, chosen.offers)):
        if notes:
            yield f"**{label}**"
            yield _list(one_line(note) for note in notes)
    if chosen.card is None:
        yield f"*{words.no_card}*"
    else:
        yield from _card(chosen.card, words, language)


def _card(card: CardText, words: _Words, language: str) -> Iterator[str]:
    yield "### " + words.card.format(title=one_line(card.words.title))
    below = {"tasks": _checklist(card.checklist), "follow_up": _follow_ups(card, words, language)}
    for field in catalogue.card_fields(language):
        text, items = paragraph(getattr(card.words, field.key)), below.get(field.key, "")
        yield _labelled(field.label, text, words) if text or not items else f"**{field.label}**"
        if items:
            yield items


def _labelled(label: str, text: str, words: _Words) -> str:
    return f"**{label}**\\\n{text or f'*{words.empty}*'}"


def _checklist(tasks: Sequence[str]) -> str:
    return _list(f"[ ] {one_line(task)}" for task in tasks)


def _follow_ups(card: CardText, words: _Words, language: str) -> str:
    return _list(
        f"{say_follow_up(rule, language)}: {words.audiences[rule.audience]}"
        for rule in card.follow_ups
    )


def _parked(parked: ParkedText, language: str) -> str:
    parking = catalogue.parking(language)
    kind = parking.knowledge if parked.question else parking.others
    told = ": ".join(one_line(text) for text in (kind, parked.question) if text)
    return f"**{one_line(parked.title)}** – {told} ({one_line(parked.who)})"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
