"""Whom a delicate card is about, for the gallery."""

from bot.flows.delicate import WhoForm
from bot.flows.screen import Screen
from tests.gallery.activation import DELICATE, HOSTILE, UNNAMED

SCREENS: list[Screen] = [
    WhoForm(about=UNNAMED, who="", facilitators=("Hanne Bach",)),
    WhoForm(about=DELICATE, who=HOSTILE, facilitators=(HOSTILE, "Hanne Bach")),
]
