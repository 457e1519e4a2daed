"""Whether those who contribute were heard about a talk: the owner says so when it has been held."""

from enum import StrEnum


class Hearing(StrEnum):
    """The names are stored."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOBODY = "nobody"  # there was nobody to ask


def presumed(*, contributors: int, wrote: bool) -> Hearing:
    """What we know ourselves, for the owner to correct: some are heard in a corridor."""
    if wrote:
        return Hearing.YES
    return Hearing.NOT_YET if contributors else Hearing.NOBODY
