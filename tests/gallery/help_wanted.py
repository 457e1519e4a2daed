"""An owner needs help, for the gallery."""

from bot.flows.help_wanted import HelpAsked, HelpComes, HelpForm, Wanted
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, HOSTILE, LONG

SCREENS: list[Screen] = [
    *(
        HelpForm(follow_up_id=9, about=about, help=where, facilitators=names)
        for about in ABOUTS
        for where in ("", LONG[:2000])
        for names in ((), (HOSTILE, "Hanne Bach"))
    ),
    *(HelpAsked(about, (HOSTILE, "Hanne Bach")) for about in ABOUTS),
    *(
        Wanted(
            wanted_id=4,
            about=about,
            by=HOSTILE,
            text=LONG[:2000],
            taken_by=taken_by,
            is_mine=is_mine,
        )
        for about in ABOUTS
        for taken_by, is_mine in (("", False), (HOSTILE, False), (HOSTILE, True))
    ),
    *(HelpComes(about, HOSTILE) for about in ABOUTS),
]
