"""Whether an account is a new leader's, for the gallery."""

from bot.flows.newcomer import NO, YES, Newcomer, NoQuestion
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, HOSTILE

SCREENS: list[Screen] = [
    Newcomer(sighting_id=4, about=about, account=HOSTILE, answer=answer, by=HOSTILE)
    for about in ABOUTS
    for answer in ("", YES, NO)
]
SCREENS.append(NoQuestion())
