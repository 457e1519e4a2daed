"""Cards that somebody begins, for the gallery."""

from bot.flows.by_hand import BeginForm, Begun, CardsByHand
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, HOSTILE, LONG, OTHERS, OWNERS, TODAY

CARDS = ((1, HOSTILE), (2, "Når en leder har for meget"), (3, LONG[:150]))

SCREENS: list[Screen] = [
    CardsByHand(CARDS),
    CardsByHand(CARDS * 20),
    *(
        BeginForm(
            card_id=3,
            newest=12,
            card=LONG[:150],
            owner=owner,
            is_you=is_you,
            contributors=names,
            is_delicate=is_you,
            today=TODAY,
        )
        for owner, is_you, names in (
            ("", False, (HOSTILE,)),
            (HOSTILE, False, ()),
            ("Mads Krog", True, ()),
        )
    ),
    *(
        Begun(about=about, owners=OWNERS, others=OTHERS, already=already, is_you=is_you)
        for about in ABOUTS
        for already in (False, True)
        for is_you in (False, True)
    ),
]
