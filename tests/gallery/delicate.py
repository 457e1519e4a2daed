"""Whom a delicate card is about, for the gallery."""

from bot.flows.delicate import WhoForm
from bot.flows.screen import Screen
from tests.gallery.activation import DELICATE, HOSTILE

SCREENS: list[Screen] = [
    WhoForm(about=DELICATE, who="", facilitators=("Hanne Bach",)),
    WhoForm(about=DELICATE, who=HOSTILE, facilitators=(HOSTILE, "Hanne Bach")),
]
