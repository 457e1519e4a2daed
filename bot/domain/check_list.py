"""A card's tasks as a check-list: people write lines, or just sentences."""

import re

MOST_TASKS = 50  # more is no check-list; the text itself is shown whole
_BULLET = re.compile(r"^(?:[-–•*·☐✓]|\[[ xX]?\]|\d{1,2}[.)])\s*")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅÄÖÜÉ])")


def tasks(text: str) -> tuple[str, ...]:
    """Each line is a task; where all of it stands on one line, each sentence is."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if len(lines) == 1:
        lines = _NEXT_SENTENCE.split(lines[0])
    bare = (_BULLET.sub("", line).strip() for line in lines)
    return tuple(line for line in bare if line)[:MOST_TASKS]
