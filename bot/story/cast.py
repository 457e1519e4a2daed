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
TITLES = {
    "da": {
        "Hanne Bach": "HR-konsulent",
        "Jonas Friis": "HR-konsulent",
        "Karen Dam": "Direktør",
        "Tina Toft": "Tillidsrepræsentant (TR)",
        "Arne Beck": "Arbejdsmiljørepræsentant (AMR)",
    },
    "en": {
        "Hanne Bach": "HR",
        "Jonas Friis": "HR",
        "Karen Dam": "Director",
        "Tina Toft": "Union representative (TR)",
        "Arne Beck": "Safety representative (AMR)",
    },
}
LEADERS = (
    ("Anna Lund", "Teamleder", "Team leader"),
    ("Mads Krog", "Områdeleder", "Area manager"),
    ("Sofie Holm", "Afdelingsleder", "Head of department"),
    ("Peter Juhl", "Skoleleder", "Head of school"),
    ("Lise Vang", "Områdeleder", "Area manager"),
    ("Omar Aziz", "Teamleder", "Team leader"),
    ("Bente Skov", "Daglig leder", "Daily manager"),
    ("Lars Bruun", "Driftsleder", "Operations manager"),
    ("Maja Kjær", "Afdelingsleder", "Head of department"),
    ("Søren Øster", "Teamleder", "Team leader"),
    ("Nadia Ali", "Teamleder", "Team leader"),
    ("Thomas Riis", "Driftsleder", "Operations manager"),
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
    def everyone(self) -> tuple[Person, ...]:
        return (self.hanne, self.jonas, self.karen, self.tina, self.arne, *self.leaders)

    @property
    def mads(self) -> Person:
        return self.leaders[1]

    @property
    def sofie(self) -> Person:
        return self.leaders[2]

    @property
    def peter(self) -> Person:
        return self.leaders[3]


def gather(sandbox: Sandbox, language: str) -> Cast:
    """Two facilitators, top management, TR, AMR and twelve leaders, and the channel they share."""
    sandbox.world.team_name = WORKPLACE
    hanne, jonas, karen, tina, arne = (
        sandbox.adds(name, title=title, admin=title.startswith("HR"))
        for name, title in TITLES[language].items()
    )
    leaders = tuple(
        sandbox.adds(name, title=english if language == "en" else danish)
        for name, danish, english in LEADERS
    )
    everyone = (hanne, jonas, karen, tina, arne, *leaders)
    channel = sandbox.opens_channel(CHANNEL, members=everyone)
    return Cast(hanne, jonas, karen, tina, arne, leaders, channel)
