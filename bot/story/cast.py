"""Bakkely Kommune: the practice workplace of demo and story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
BEGINS = datetime(2026, 11, 30, 9, tzinfo=COPENHAGEN)  # a Monday
WORKPLACE = "Bakkely Kommune"
CHANNEL = "ledertrivsel"
LEADERS = (
    "Anna Lund",
    "Mads Krog",
    "Sofie Holm",
    "Peter Juhl",
    "Lise Vang",
    "Omar Aziz",
    "Bente Skov",
    "Lars Bruun",
    "Maja Kjær",
    "Søren Øster",
    "Nadia Ali",
    "Thomas Riis",
)


@dataclass(frozen=True, slots=True)
class Cast:
    hanne: Person  # HR, runs the process
    jonas: Person  # runs it with her
    karen: Person  # top management: has the last word
    tina: Person  # union representative (TR)
    arne: Person  # safety representative (AMR)
    leaders: tuple[Person, ...]
    channel: Channel

    @property
    def mads(self) -> Person:
        return self.leaders[1]

    @property
    def sofie(self) -> Person:
        return self.leaders[2]

    @property
    def peter(self) -> Person:
        return self.leaders[3]


def gather(sandbox: Sandbox) -> Cast:
    """Two facilitators, top management, TR, AMR and twelve leaders, and the channel they share."""
    sandbox.world.team_name = WORKPLACE
    hanne = sandbox.adds("Hanne Bach", admin=True)
    jonas = sandbox.adds("Jonas Friis", admin=True)
    karen, tina, arne = (sandbox.adds(name) for name in ("Karen Dam", "Tina Toft", "Arne Beck"))
    leaders = tuple(sandbox.adds(name) for name in LEADERS)
    everyone = (hanne, jonas, karen, tina, arne, *leaders)
    channel = sandbox.opens_channel(CHANNEL, members=everyone)
    return Cast(hanne, jonas, karen, tina, arne, leaders, channel)
