"""What is written to leaders while a round is open, for the gallery."""

from __future__ import annotations

from bot.flows.invitation import Invitation, NewDeadline, NotTakingPart, Privacy, Reminder
from bot.flows.screen import Screen
from tests.gallery.choice import HOSTILE, LONG
from tests.gallery.setup import DEADLINE, LONG_NAME, ZONE

SCREENS: list[Screen] = [
    Invitation(
        round_id=3, process="Plan 2027", sender="Direktionen og HR", deadline=DEADLINE, zone=ZONE
    ),
    Invitation(round_id=3, process=HOSTILE, sender=HOSTILE, deadline=DEADLINE, zone=ZONE),
    Invitation(round_id=3, process=LONG_NAME, sender=LONG[:300], deadline=DEADLINE, zone=ZONE),
    *(
        Reminder(
            round_id=3, process=HOSTILE, deadline=DEADLINE, zone=ZONE, left=left, begun=left < 12
        )
        for left in (1, 7, 12)
    ),
    *(
        NewDeadline(round_id=3, process=HOSTILE, deadline=DEADLINE, zone=ZONE, begun=begun)
        for begun in (False, True)
    ),
    Privacy(least=5),
    NotTakingPart(3, DEADLINE, ZONE),
]
