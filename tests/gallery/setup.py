"""Setting up, for the gallery: an empty form and a full one, few leaders and very many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.flows.invitation import Invitation
from bot.flows.rating_round import Started
from bot.flows.screen import Screen
from bot.flows.setup import Cancelled, Launched, Preview, ProcessSetUp, SetupForm
from tests.gallery.choice import HOSTILE, LONG

DEADLINE = datetime(2026, 12, 11, 11, tzinfo=UTC)
ZONE = "Europe/Copenhagen"
LONG_NAME = ("Plan for ledertrivsel og resultater " * 5)[:150]

EMPTY = SetupForm(
    process_id=0,
    name="",
    sender="",
    involved="",
    anchored="",
    language="da",
    bodies="",
    people={"facilitators": ("U1",)},
    channel="",
    deadline=DEADLINE,
)
PREVIEW = Preview(
    process_id=12,
    name=HOSTILE,
    sender=HOSTILE,
    involved=HOSTILE,
    anchored=HOSTILE,
    channel="C1",
    channel_name=HOSTILE,
    deadline=DEADLINE,
    zone=ZONE,
    leaders=("Anna Lund", HOSTILE),
    deciders=("Karen Dam", HOSTILE),
    facilitators=("Hanne Bach",),
    representatives=(("Tina Toft", "tr"), (HOSTILE, "amr"), ("Bo Vang", "med")),
    invitation=Invitation(
        round_id=0, process=HOSTILE, sender=HOSTILE, deadline=DEADLINE, zone=ZONE
    ),
    invited_in="da",
    started=Started(
        round_id=0, process=HOSTILE, asked=2, deadline=DEADLINE, zone=ZONE, reminders=True
    ),
)

SCREENS: list[Screen] = [
    EMPTY,
    replace(
        EMPTY,
        process_id=12,
        name=LONG_NAME,
        sender=LONG[:300],
        involved=LONG,
        anchored=LONG,
        bodies="su_amo",
        people={"leaders": tuple(f"U{n}" for n in range(200)), "deciders": ("U1", "U2")},
        channel="C1",
        is_late=True,
    ),
    PREVIEW,
    replace(
        PREVIEW,
        name=LONG_NAME,
        sender=LONG[:300],
        involved=LONG,
        anchored=LONG,
        leaders=tuple(f"Leder Nummer{n:05}" for n in range(20_000)),
        deciders=tuple(f"Direktør Nummer{n}" for n in range(12)),
    ),
    replace(PREVIEW, involved="", anchored="", representatives=(), leaders=("Anna Lund",)),
    *(Launched(HOSTILE, asked, DEADLINE, ZONE) for asked in (1, 60)),
    Cancelled(HOSTILE),
    ProcessSetUp(12, HOSTILE),
]
