"""How a follow-up stands, as those who run the process see it."""

from enum import StrEnum


class Standing(StrEnum):
    """In the order in which they are told."""

    PLANNED = "planned"
    PUT_OFF = "put_off"  # it was asked, and is to be asked again
    ASKED = "asked"
    STANDS_STILL = "stands_still"  # asked twice, and not answered
    DONE = "done"  # a contributor has answered, whether or not they had anything to add
    NOT_RELEVANT = "not_relevant"  # the owner said so
    FELL_AWAY = "fell_away"  # by itself: the days overtook it, or all was stopped
