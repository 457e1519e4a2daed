"""People's own words in a Markdown document: they stay words, whatever signs they hold."""

import re
from unicodedata import category

# Among what means something wherever it stands: addresses, which many programs make into links,
# and entities. The rest means something only where a line begins.
_ANYWHERE = re.compile(
    r"[\\`*_\[\]<|~$]|(?<!\S)#|&(?=[#\w])|:(?=//)|(?<=www)\.|(?<=mailto):", re.IGNORECASE
)
_AT_THE_START = re.compile(r"^(?:(?=[-+=>:])|(?P<number>\d+)(?=[.)](?:\s|$)))")


def one_line(text: str) -> str:
    """For a heading or an item of a list."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", visible(text))
    return _AT_THE_START.sub(r"\g<number>\\", escaped)


def visible(text: str) -> str:
    """On one line, without what would hide or turn the letters beside it."""
    kept = "".join(c for c in text if c.isspace() or not category(c).startswith("C"))
    return " ".join(kept.split())


def paragraph(text: str) -> str:
    """Keeps line breaks; an empty line would begin something new, so it is left out."""
    lines = (one_line(line) for line in text.splitlines())
    return "\\\n".join(line for line in lines if line)
