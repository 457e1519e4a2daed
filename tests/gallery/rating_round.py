"""A round as those who run it see it, for the gallery: few asked, many, and every count."""

from __future__ import annotations

from bot.domain.disclosure import RoundCount
from bot.flows.rating_round import (
    Closed,
    DeadlineForm,
    DeadlineMoved,
    LeadersAdded,
    LeadersForm,
    RoundStatus,
    Started,
    Unread,
)
from bot.flows.screen import Screen
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import DEADLINE, LONG_NAME, ZONE

COUNTS = (
    RoundCount(1),
    RoundCount(6),
    RoundCount(60, under=5),
    RoundCount(60, about=40),
    RoundCount(20_000, about=19_990),
    RoundCount(70, least=55),
)

SCREENS: list[Screen] = [
    *(
        Started(round_id=3, process=HOSTILE, asked=n, deadline=DEADLINE, zone=ZONE, reminders=n > 1)
        for n in (1, 60)
    ),
    *(
        RoundStatus(
            round_id=3, process=name, count=count, deadline=DEADLINE, zone=ZONE, reminders=moment
        )
        for name in (HOSTILE, LONG_NAME)
        for count in COUNTS
        for moment in (None, DEADLINE)
    ),
    DeadlineForm(round_id=3, deadline=DEADLINE),
    DeadlineMoved(DEADLINE, ZONE),
    LeadersForm(3, HOSTILE),
    LeadersAdded((HOSTILE,), (), 7),
    LeadersAdded(("Anna Lund", HOSTILE), ("Bo Vang",), 8),
    LeadersAdded((), ("Bo Vang", HOSTILE), 6),
    *(Closed(HOSTILE, has_figures) for has_figures in (True, False)),
    Unread(3, HOSTILE),
]
