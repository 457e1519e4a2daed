"""Our texts as rich_text: paragraphs, lists and quotations of literal pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.blocks.parts import Block
from bot.wording.markup import AnySpan, ChannelSpan, LinkSpan, Span, spans

LIST, QUOTE = "• ", "> "
LONGEST = 3000  # characters of one piece


def rich_text(text: str) -> Block:
    return {"type": "rich_text", "elements": list(_paragraphs(text))}


def _paragraphs(text: str) -> Iterator[Block]:
    runs = [(kind, list(lines)) for kind, lines in groupby(text.split("\n"), key=_kind)]
    for n, (kind, lines) in enumerate(runs):
        if kind == LIST:
            items = [_section(spans(line.removeprefix(LIST))) for line in lines]
            yield {"type": "rich_text_list", "style": "bullet", "elements": items}
        elif kind == QUOTE:
            quoted = "\n".join(line.removeprefix(QUOTE) for line in lines)
            yield {"type": "rich_text_quote", "elements": list(_pieces(quoted))}
        else:
            last = n == len(runs) - 1
            yield {"type": "rich_text_section", "elements": _ended(lines, last=last)}


def _kind(line: str) -> str:
    return next((kind for kind in (LIST, QUOTE) if line.startswith(kind)), "")


def _ended(lines: list[str], *, last: bool) -> list[Block]:
    """A section runs on into what follows it, unless its last line is ended."""
    text = "\n".join(lines)
    return list(_pieces(text)) or [] if last else [*_pieces(text), {"type": "text", "text": "\n"}]


def _pieces(text: str) -> Iterator[Block]:
    for n, line in enumerate(text.split("\n")):
        if n:
            yield {"type": "text", "text": "\n"}
        yield from _drawn(spans(line))


def _section(line: Iterable[AnySpan]) -> Block:
    return {"type": "rich_text_section", "elements": list(_drawn(line))}


def _drawn(line: Iterable[AnySpan]) -> Iterator[Block]:
    for span in line:
        match span:
            case ChannelSpan(channel_id=channel_id):
                yield {"type": "channel", "channel_id": channel_id}
            case LinkSpan(url=url, label=label):
                yield {"type": "link", "url": url, "text": label}
            case Span(text=text, bold=bold, slanted=slanted):
                style = {name: True for name, on in (("bold", bold), ("italic", slanted)) if on}
                for start in range(0, len(text), LONGEST):
                    piece: Block = {"type": "text", "text": text[start : start + LONGEST]}
                    yield piece | ({"style": style} if style else {})
