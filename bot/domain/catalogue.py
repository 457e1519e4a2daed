"""The process's own words, read once from `catalogue.toml`: themes, questions, map, cards.

Everything else about wording belongs to the renderers; this is the part that would be the same on
paper. A text that lacks a language, or has a field too many, fails when it is read.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

LANGUAGES = ("da", "en")
DEFAULT_LANGUAGE = "da"

_Text = TypeVar("_Text")
_Table = Mapping[str, Any]  # a table of the TOML file


@dataclass(frozen=True, slots=True)
class ThemeText:
    title: str
    question: str  # asks how well we succeed; the importance question is the same for all
    about: str


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    key: str
    tool: str | None  # address of a tool that goes with the theme
    texts: Mapping[str, ThemeText]

    def in_(self, language: str) -> ThemeText:
        return in_language(self.texts, language)


@dataclass(frozen=True, slots=True)
class Axes:
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class FieldText:
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ParkingText:
    title: str
    knowledge: str
    others: str


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    question: str


@dataclass(frozen=True, slots=True)
class CheckGroup:
    key: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportQuestion:
    key: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class CardField:
    key: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """A card's title and its seven fields, in the order of `card_fields`."""

    title: str
    where_when: str
    goal: str
    responsible: str
    help: str
    representatives: str
    tasks: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """When to turn to whom: `offset` is an ISO 8601 duration counted from `anchor`."""

    anchor: str  # recruited, start or talk
    offset: str
    audience: str  # owner, contributors, new_leader or facilitators


@dataclass(frozen=True, slots=True)
class ReferenceCard:
    """The example that the whole product must be able to run: welcoming new leaders."""

    theme: str
    trigger: str
    owner_rule: str
    follow_ups: tuple[FollowUpRule, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class Agenda:
    step: str  # prepare, qualify or concretise
    items: tuple[AgendaItem, ...]
    pause_after: int  # minutes, not counted among the items


@dataclass(frozen=True, slots=True)
class Copy:
    """All that is said in one language, apart from the themes."""

    scale: tuple[str, ...]
    dont_know: str
    importance_question: str
    axes: Axes
    fields: Mapping[int, FieldText]
    parking: ParkingText
    talk: tuple[Question, ...]
    setup: tuple[Question, ...]
    checklist: tuple[CheckGroup, ...]
    support: tuple[SupportQuestion, ...]
    card_fields: tuple[CardField, ...]
    reference: CardWords
    agendas: tuple[Agenda, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    themes: tuple[Theme, ...]
    reference: ReferenceCard
    copies: Mapping[str, Copy]


@cache
def catalogue() -> Catalogue:
    with (Path(__file__).parent / "catalogue.toml").open("rb") as file:
        read = tomllib.load(file)
    return Catalogue(
        themes=tuple(_theme(table) for table in read["theme"]),
        reference=_reference(read["reference_card"]),
        copies=_each_language(lambda language: _copy(read, language)),
    )


def in_language(texts: Mapping[str, _Text], language: str) -> _Text:
    """The text in that language, or in Danish where we do not speak it."""
    return texts.get(language, texts[DEFAULT_LANGUAGE])


def _each_language(read: Callable[[str], _Text]) -> Mapping[str, _Text]:
    return MappingProxyType({language: read(language) for language in LANGUAGES})


def _theme(table: _Table) -> Theme:
    return Theme(
        number=table["number"],
        key=table["key"],
        tool=table.get("tool"),
        texts=_each_language(lambda language: ThemeText(**table[language])),
    )


def _reference(table: _Table) -> ReferenceCard:
    follow_ups = tuple(FollowUpRule(**row) for row in table["follow_ups"])
    return ReferenceCard(table["theme"], table["trigger"], table["owner_rule"], follow_ups)


def _copy(read: _Table, language: str) -> Copy:
    card_map = read["map"]
    return Copy(
        scale=tuple(read["scale"][language]),
        dont_know=read["scale"]["dont_know"][language],
        importance_question=read["importance"][language],
        axes=Axes(across=card_map["across"][language], up=card_map["up"][language]),
        fields=MappingProxyType(
            {int(number): FieldText(**row[language]) for number, row in card_map["field"].items()}
        ),
        parking=ParkingText(**card_map["parking"][language]),
        talk=tuple(Question(row["key"], row[language]) for row in card_map["talk"]),
        setup=tuple(Question(row["key"], row[language]) for row in read["setup"]),
        checklist=tuple(_check_group(row, language) for row in read["checklist"]),
        support=tuple(SupportQuestion(row["key"], **row[language]) for row in read["support"]),
        card_fields=tuple(CardField(row["key"], **row[language]) for row in read["field"]),
        reference=CardWords(**read["reference_card"][language]),
        agendas=tuple(_agenda(row, language) for row in read["agenda"]),
    )


def _check_group(row: _Table, language: str) -> CheckGroup:
    return CheckGroup(row["group"], row[language]["title"], tuple(row[language]["items"]))


def _agenda(row: _Table, language: str) -> Agenda:
    pairs = zip(row["minutes"], row[language], strict=True)
    items = tuple(AgendaItem(minutes, text) for minutes, text in pairs)
    return Agenda(row["step"], items, row.get("pause_after", 0))


THEMES: tuple[Theme, ...] = catalogue().themes
_BY_KEY = MappingProxyType({theme.key: theme for theme in THEMES})


def theme(key: str) -> Theme:
    """One of the twelve; KeyError for a theme of the organisation's own."""
    return _BY_KEY[key]


def copy(language: str) -> Copy:
    return in_language(catalogue().copies, language)


def scale(language: str) -> tuple[str, ...]:
    """The five labels, from 1 (lowest) to 5."""
    return copy(language).scale


def dont_know(language: str) -> str:
    return copy(language).dont_know


def importance_question(language: str) -> str:
    return copy(language).importance_question


def map_fields(language: str) -> Mapping[int, FieldText]:
    """By the field's number, 1 to 4; `priority_map.Field` will do as key."""
    return copy(language).fields


def map_axes(language: str) -> Axes:
    return copy(language).axes


def parking(language: str) -> ParkingText:
    return copy(language).parking


def talk_questions(language: str) -> tuple[Question, ...]:
    return copy(language).talk


def setup_questions(language: str) -> tuple[Question, ...]:
    return copy(language).setup


def checklist(language: str) -> tuple[CheckGroup, ...]:
    return copy(language).checklist


def support_questions(language: str) -> tuple[SupportQuestion, ...]:
    return copy(language).support


def card_fields(language: str) -> tuple[CardField, ...]:
    """The card's seven fields, in their order."""
    return copy(language).card_fields


def reference_card(language: str) -> CardWords:
    return copy(language).reference


def reference_follow_ups() -> tuple[FollowUpRule, ...]:
    return catalogue().reference.follow_ups


def agendas(language: str) -> tuple[Agenda, ...]:
    return copy(language).agendas
