"""Which supporting question something is about, as people say it: "Erfaringer: vi plejer at …".

A message may answer several, each on a line that begins with its name. A number says which one
only where it stands alone: "1. … 2. …" may just as well be somebody's list.
"""

import re
from dataclasses import dataclass

from bot.domain.catalogue import LANGUAGES, support_questions

KEYS = tuple(question.key for question in support_questions(LANGUAGES[0]))
SHORT = {  # what people write for the questions' titles
    "assessment": ("vurdering", "vurderinger", "assessment"),
    "experience": ("erfaring", "erfaringer", "experience", "experiences"),
    "inspiration": ("inspiration",),
    "ideas": ("idé", "ide", "idéer", "ideer", "tiltag", "idea", "ideas", "measure", "measures"),
}
BY_NAME = {name: key for key, names in SHORT.items() for name in names} | {
    question.title.lower(): question.key
    for language in LANGUAGES
    for question in support_questions(language)
}
NAMES = "|".join(re.escape(name) for name in sorted(BY_NAME, key=len, reverse=True))
HEADING = re.compile(rf"[\s*_•>-]*({NAMES})[*_]*\s*(?::|\s[–-]\s|$)[*_]*\s*", re.IGNORECASE)
NUMBER = re.compile(r"\s*(\d{1,2})[.):]\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what somebody wrote, and the key of the question it answers ("": unsorted)."""

    question: str
    text: str


def pieces(text: str, otherwise: str = "") -> tuple[Piece, ...]:
    """What was written, by question; what does not say is about `otherwise`."""
    numbered = _numbered(text)
    if numbered is not None:
        return (numbered,)
    found: list[tuple[str, list[str]]] = [(otherwise, [])]
    for line in text.splitlines():
        if heading := HEADING.match(line):
            found.append((BY_NAME[heading[1].lower()], [line[heading.end() :]]))
        else:
            found[-1][1].append(line)
    joined = [Piece(question, "\n".join(lines).strip()) for question, lines in found]
    written = tuple(piece for piece in joined if piece.text)
    return written or ((Piece(otherwise, text.strip()),) if text.strip() else ())


def _numbered(text: str) -> Piece | None:
    numbers = [line for line in text.splitlines() if NUMBER.match(line)]
    first = NUMBER.match(text)
    if first is None or len(numbers) > 1 or not 1 <= int(first[1]) <= len(KEYS):
        return None
    return Piece(KEYS[int(first[1]) - 1], text[first.end() :].strip())
