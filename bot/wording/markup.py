"""The little markup of our texts, and the guard that keeps what people typed out of it.

Typed text is guarded when it enters a sentence: the characters that mean something to us are
swapped for private ones, and swapped back when a renderer writes them out, as plain characters.
A renderer therefore never has to know which words are whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MEANING = "*_•>"
PRIVATE = {ord(char): chr(0xE000 + n) for n, char in enumerate(MEANING)}
BACK = {ord(private): chr(char) for char, private in PRIVATE.items()}
CHANNEL_OPEN, CHANNEL_NAME, CHANNEL_CLOSE = "\ue100", "\ue101", "\ue102"
LINK_OPEN, LINK_LABEL, LINK_CLOSE = "\ue110", "\ue111", "\ue112"
OURS = re.compile("[\ue000-\uf8ff]")  # the private area: nobody can type our marks
ADDRESS = re.compile(r"https?://[^\s<>\"|\\^`{}\ue000-\uf8ff]{1,1000}", re.IGNORECASE)
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
)  # controls, bidi overrides


class Ours(str):
    """Text of ours, or typed text that is guarded: it goes into a sentence as it stands."""

    __slots__ = ()


def guard(typed: str) -> Ours:
    """Text that somebody typed, made inert."""
    if isinstance(typed, Ours):
        return typed
    cleaned = UNSEEN.sub("", OURS.sub("", typed.replace("\r\n", "\n")))
    return Ours(cleaned.translate(PRIVATE))


def unguard(text: str) -> str:
    return text.translate(BACK)


def channel(channel_id: str, name: str) -> Ours:
    """A reference to a channel, which a platform may make clickable."""
    return Ours(f"{CHANNEL_OPEN}{channel_id}{CHANNEL_NAME}{guard(name)}{CHANNEL_CLOSE}")


def link(url: str, label: str) -> Ours:
    """A link of ours (to one of the family's tools): never to what somebody typed."""
    return Ours(f"{LINK_OPEN}{url.translate(PRIVATE)}{LINK_LABEL}{label}{LINK_CLOSE}")


def with_addresses(typed: str) -> Ours:
    """Typed text whose web addresses can be followed. Each is shown in full: what is read is where
    it leads, and nobody can call it something else.
    """
    pieces, at = list[str](), 0
    for found in ADDRESS.finditer(typed):
        url = unguard(guard(found[0].rstrip(".,;:!?)")))
        pieces += [guard(typed[at : found.start()]), link(url, guard(url))]
        at = found.start() + len(found[0].rstrip(".,;:!?)"))
    return Ours("".join([*pieces, guard(typed[at:])]))


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    bold: bool = False
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class ChannelSpan:
    channel_id: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkSpan:
    url: str
    label: str


AnySpan = Span | ChannelSpan | LinkSpan
PIECE = re.compile(
    rf"{CHANNEL_OPEN}(?P<id>[^{CHANNEL_NAME}]*){CHANNEL_NAME}(?P<name>[^{CHANNEL_CLOSE}]*){CHANNEL_CLOSE}"
    rf"|{LINK_OPEN}(?P<url>[^{LINK_LABEL}]*){LINK_LABEL}(?P<label>[^{LINK_CLOSE}]*){LINK_CLOSE}"
    r"|\*(?P<bold>[^*\n]+)\*|(?<!\w)_(?P<slanted>[^_\n]+)_(?!\w)"
)


def spans(line: str) -> Iterator[AnySpan]:
    """One line's pieces, unguarded: ready to be written out literally."""
    at = 0
    for found in PIECE.finditer(line):
        if found.start() > at:
            yield Span(unguard(line[at : found.start()]))
        at = found.end()
        yield _span(found)
    if at < len(line):
        yield Span(unguard(line[at:]))


def _span(found: re.Match[str]) -> AnySpan:
    groups = {name: unguard(text or "") for name, text in found.groupdict().items()}
    if found["id"] is not None:
        return ChannelSpan(groups["id"], groups["name"])
    if found["url"] is not None:
        return LinkSpan(groups["url"], groups["label"])
    if found["bold"] is not None:
        return Span(plain(found["bold"]), bold=True)
    return Span(groups["slanted"], slanted=True)


def plain(text: str) -> str:
    """The text without its markup, as somebody would read it aloud."""
    return "\n".join("".join(_spoken(span) for span in spans(line)) for line in text.split("\n"))


def _spoken(span: AnySpan) -> str:
    match span:
        case ChannelSpan(name=name):
            return f"#{name}"
        case LinkSpan(url=url, label=label):
            return url if label == url else f"{label} ({url})"
        case Span(text=text):
            return text
