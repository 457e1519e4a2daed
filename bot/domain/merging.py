"""Two people wrote in the same form at once: whose words stand?

A form remembers how each field was when it was opened, as a mark of it. Where only one of the two
has changed a field, there is nothing to choose; where both have, each in their own way, a person
must choose, for words are never thrown away unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Merged:
    """`values` has mine where both have changed a field; `clashes` names those fields."""

    values: Mapping[str, str]
    clashes: tuple[str, ...]


def mark(text: str) -> str:
    """Tells whether a text was changed: short enough to travel with a form."""
    return sha256(text.encode()).hexdigest()[:8]


def merge(opened: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """`opened` has the marks; the three have the same fields."""
    i_left = [key for key in mine if mark(mine[key]) == opened[key]]
    values = {key: theirs[key] if key in i_left else mine[key] for key in mine}
    clashes = (
        key
        for key, value in values.items()
        if value != theirs[key] and mark(theirs[key]) != opened[key]
    )
    return Merged(values, tuple(clashes))
