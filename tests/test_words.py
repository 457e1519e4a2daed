"""Every sentence has its Danish, with the same facts and the same emphasis; none is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.wording.words import CATALOGUES

CALLS = {"say": None, "count": (1, 2), "case": ((1, "c"), 2)}
METHODS = [("**.py", "python")]


@dataclass(frozen=True, slots=True)
class Sentence:
    context: str | None
    forms: tuple[str, ...]  # one; or for one and for many

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.forms[0]


def said() -> Iterator[tuple[str, Sentence]]:
    """What the code says, and in which module."""
    for folder in ("wording", "slack", "documents"):
        found = extract_from_dir(CATALOGUES.parents[1] / folder, METHODS, keywords=CALLS)
        for module, _, forms, _, context in found:
            yield module, Sentence(context, forms if isinstance(forms, tuple) else (forms,))


def translated() -> Iterator[tuple[str, Message]]:
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale="da"):
                if message.id:
                    yield path.name, message


def forms_of(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  Babel has one type for both


DANISH = {(m.context, forms_of(m.id)[0]): m for _, m in translated()}


def test_every_sentence_has_its_danish() -> None:
    missing = {f"{module}: {one.forms[0]}" for module, one in said() if one.key not in DANISH}
    assert missing == set()


def test_no_danish_is_left_over() -> None:
    assert set(DANISH) - {sentence.key for _, sentence in said()} == set()


def test_what_several_catalogues_have_is_the_same_in_all() -> None:
    """They are read as one: the Danish of one flow would be said in another."""
    for catalogue, message in translated():
        key = message.context, forms_of(message.id)[0]
        assert forms_of(message.string) == forms_of(DANISH[key].string), f"{catalogue}: {key[1]}"


def test_the_danish_has_the_same_facts_and_the_same_emphasis() -> None:
    unlike: list[str] = []
    for sentence in {sentence.key: sentence for _, sentence in said()}.values():
        danish = forms_of(DANISH[sentence.key].string)
        assert len(danish) == len(sentence.forms), sentence
        for one, other in zip(sentence.forms, danish, strict=True):
            counted = len(danish) == 2 and one == sentence.forms[0]  # "one" may be said for {n}
            if shape(one, counted=counted) != shape(other, counted=counted):
                unlike.append(f"{one} | {other}")
    assert unlike == []


def shape(sentence: str, *, counted: bool) -> tuple[object, ...]:
    """What is the same in every language: facts, markup, and whether it is a whole sentence."""
    facts = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    facts -= {"n"} if counted else set()
    marks = [sentence.count(mark) for mark in ("*", "• ", "> ", "\n")]
    slanted = len(re.findall(r"(?<!\w)_|_(?!\w)", sentence))
    return facts, marks, slanted, sentence[-1] in ".?!", sentence.strip() == sentence
