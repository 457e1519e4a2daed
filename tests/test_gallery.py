"""Every screen, in both languages, as Slack would take it and as a screen reader would read it."""

from __future__ import annotations

import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest

from bot import blocks, flows, wording
from bot.flows import Screen
from bot.flows.home import AtHome
from bot.sandbox.limits import Surface, problems
from bot.wording.markup import unguard
from bot.wording.plain import as_text
from bot.wording.sheet import Button, Buttons, Form, Home, Message, Picker, Sheet

GALLERY = Path(__file__).parent / "gallery"
LANGUAGES = ("da", "en")
LONGEST_TITLE, LONGEST_LABEL, LONGEST_ANSWER = 24, 30, 30  # a phone shows no more of a button
OURS = re.compile(r"https://godtarbejdsmiljo\.dk/")
TYPED = re.compile("[\ue000-\ue00f]")  # guarded: there is what somebody typed in it
ENGLISH = re.compile(
    r"\b(the|you|your|and|this|with|been|was|who|what|when|they|answers?|themes?)\b"
)


def screens() -> Mapping[type[Screen], Sequence[Screen]]:
    by_class: dict[type[Screen], list[Screen]] = defaultdict(list)
    for path in sorted(GALLERY.glob("*.py")):
        listed: list[Screen] = import_module(f"tests.gallery.{path.stem}").SCREENS
        for screen in listed:
            by_class[type(screen)].append(screen)
    return by_class


def all_screen_classes() -> set[type[Screen]]:
    """As the flows' modules hold them: a dataclass with slots leaves a twin behind."""
    for module in pkgutil.iter_modules(flows.__path__, "bot.flows."):
        import_module(module.name)
    return {
        each
        for each in Screen.__subclasses__()
        if getattr(sys.modules[each.__module__], each.__name__, None) is each
        and each.__module__.startswith("bot.")
    }


SCREENS = screens()
every_class = pytest.mark.parametrize(
    "screens", SCREENS.values(), ids=[each.__name__ for each in SCREENS]
)


def test_every_screen_hangs_in_the_gallery() -> None:
    assert {each.__name__ for each in all_screen_classes() - set(SCREENS)} == set()


@every_class
def test_slack_takes_it(screens: Sequence[Screen]) -> None:
    for screen, sheet in drawn(screens):
        for surface, payload in surfaces(sheet):
            assert problems(payload, surface) == [], f"{surface}: {screen}"


@every_class
def test_the_text_says_all_that_the_blocks_say(screens: Sequence[Screen]) -> None:
    for screen, sheet in drawn(screens):
        if isinstance(sheet, Message):
            message = blocks.message(sheet)
            read = re.sub(r"\s+", " ", unescaped(message.text))
            for said in texts_of(message.blocks):
                assert said in read, f"{said!r} is missing: {screen}"


@every_class
def test_what_people_typed_stays_literal(screens: Sequence[Screen]) -> None:
    for screen, sheet in drawn(screens):
        text = as_text(sheet)
        assert not re.search("<!channel> Bo|• > x", text), f"markup was eaten: {screen}"
        assert not re.search("[\ue000-\uf8ff]", text), screen
        for _, payload in surfaces(sheet):
            for part in parts_of(payload):
                assert part.get("type") not in ("mrkdwn", "user", "broadcast", "usergroup"), screen
                assert part.get("type") != "link" or OURS.match(part["url"]), screen
                assert part.get("type") != "channel" or part["channel_id"] == "C1", screen
                assert not (part.get("style") and part.get("text") in ("Bo", "x")), screen
        if isinstance(sheet, Message):
            assert not set("<>") & set(blocks.message(sheet).text), screen


@every_class
def test_labels_are_short_enough_to_be_read_whole(screens: Sequence[Screen]) -> None:
    for screen, sheet in drawn(screens):
        if isinstance(sheet, Form):
            for title in (sheet.title, sheet.submit, sheet.close):
                assert len(unguard(title)) <= LONGEST_TITLE, f"{title}: {screen}"
        for button in buttons_of(sheet):
            if not TYPED.search(button.label):  # a title that somebody typed may end in dots
                assert len(button.label) <= LONGEST_LABEL, f"{button.label}: {screen}"
            if button.confirm:
                asked = button.confirm
                assert len(unguard(asked.title)) <= 100, screen
                assert len(unguard(asked.text)) <= 300, screen
                assert len(unguard(asked.yes)) <= LONGEST_ANSWER, screen
                assert len(unguard(asked.no)) <= LONGEST_ANSWER, screen


@every_class
def test_one_thing_is_the_main_one_and_no_button_is_there_twice(screens: Sequence[Screen]) -> None:
    for screen, sheet in drawn(screens):
        if isinstance(screen, AtHome):  # it is made of screens, each with a main button of its own
            continue
        buttons = buttons_of(sheet)
        assert sum(button.style == "primary" for button in buttons) <= 1, screen
        twice = Counter((button.action, button.value) for button in buttons)
        assert max(twice.values(), default=1) == 1, screen


@every_class
def test_danish_is_danish(screens: Sequence[Screen]) -> None:
    for screen in screens:
        for line in as_text(wording.sheet(screen, "da")).splitlines():
            ours = line.replace("[In English, please]", "")
            assert not ENGLISH.search(ours), f"{line!r}: {screen}"


@every_class
def test_both_languages_do_the_same(screens: Sequence[Screen]) -> None:
    for screen in screens:
        danish, english = (wording.sheet(screen, language) for language in LANGUAGES)
        assert _deeds(danish) == _deeds(english), screen


def _deeds(sheet: Sheet) -> list[tuple[str, str]]:
    return [(button.action, button.value) for button in buttons_of(sheet)]


def drawn(screens: Iterable[Screen]) -> Iterator[tuple[Screen, Sheet]]:
    for screen in screens:
        for language in LANGUAGES:
            yield screen, wording.sheet(screen, language)


def surfaces(sheet: Sheet) -> Iterator[tuple[Surface, Any]]:
    """Wherever it may be shown: a message also where only a window can be."""
    match sheet:
        case Message():
            yield "message", blocks.message(sheet).blocks
            yield "modal", blocks.notice(sheet, "Ledertrivsel", "Luk").view
        case Form():
            yield "modal", blocks.view(sheet).view
        case Home():
            yield "home", blocks.view(sheet).view
        case _:  # what is sent as a file
            pass


def parts_of(drawn: Any) -> Iterator[Mapping[str, Any]]:
    """Every JSON object anywhere in it."""
    if isinstance(drawn, Mapping):
        yield cast("Mapping[str, Any]", drawn)
        drawn = list(cast("Mapping[str, Any]", drawn).values())
    if isinstance(drawn, list):
        for each in cast("list[Any]", drawn):
            yield from parts_of(each)


def texts_of(drawn: Sequence[blocks.Block]) -> Iterator[str]:
    """What stands there to be read; buttons speak for themselves."""
    for block in drawn:
        if block["type"] == "actions":
            continue
        for part in parts_of(block):
            text = part.get("text")
            if isinstance(text, str) and text.strip(" \n…"):
                yield re.sub(r"\s+", " ", text).strip().removesuffix("…")


def buttons_of(sheet: Sheet) -> list[Button]:
    if not isinstance(sheet, Message | Form | Home):
        return []
    rows = [part for part in sheet.parts if isinstance(part, Buttons)]
    return [one for row in rows for one in row.elements if not isinstance(one, Picker)]


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
