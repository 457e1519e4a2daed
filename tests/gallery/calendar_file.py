"""The talk as a calendar file, for the gallery."""

from datetime import UTC, date, datetime

from bot.flows.calendar_file import CalendarOnItsWay, TalkFile
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, HOSTILE

SCREENS: list[Screen] = [
    *(CalendarOnItsWay(about) for about in ABOUTS),
    *(
        TalkFile(
            about=about,
            uid="1",
            sequence=sequence,
            on=date(2027, 3, 8),
            timezone="Europe/Copenhagen",
            holder=HOSTILE,
            holder_email=HOSTILE,
            leader_email=HOSTILE,
            is_cancelled=sequence >= 2,
            is_handed_over=sequence == 3,
            was_changed=sequence > 0,
            made_at=datetime(2027, 2, 22, 9, tzinfo=UTC),
        )
        for about in ABOUTS
        for sequence in range(4)
    ),
]
