"""Who runs a process, for the gallery."""

from __future__ import annotations

from bot.flows.facilitators import FacilitatorsForm, FacilitatorsNow, NewFacilitator, RunByYou
from bot.flows.screen import Screen
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import LONG_NAME

SCREENS: list[Screen] = [
    FacilitatorsForm(12, HOSTILE, ("U1", "U2")),
    FacilitatorsNow(HOSTILE, ("Hanne Bach",)),
    FacilitatorsNow(LONG_NAME, ("Hanne Bach", HOSTILE)),
    *(NewFacilitator(HOSTILE, others) for others in ((), ("Hanne Bach", HOSTILE))),
    *(
        RunByYou(12, HOSTILE, others, can_be_stopped=not others)
        for others in ((), ("Hanne Bach", HOSTILE))
    ),
]
