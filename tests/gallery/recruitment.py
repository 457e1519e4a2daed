"""New leaders are registered, for the gallery."""

from bot.flows.recruitment import (
    CardsOfMine,
    NoCard,
    Registered,
    RegisterForm,
    ToldOfLeader,
    WhichCardForm,
)
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, DATED, HOSTILE, LONG, OTHERS, OWNERS, TODAY, WORST

CARDS = ((1, HOSTILE), (2, "Godt i gang som ny leder"), (3, LONG[:150]))

SCREENS: list[Screen] = [
    WhichCardForm(CARDS),
    NoCard(),
    CardsOfMine(CARDS),
    *(
        RegisterForm(
            card_id=3,
            card=HOSTILE,
            owner=owner,
            is_you=is_you,
            contributors=names,
            today=TODAY,
            is_delicate=is_you,
        )
        for owner, is_you, names in (
            ("", False, (HOSTILE,)),
            (HOSTILE, False, ()),
            ("Mads Krog", True, ()),
        )
    ),
    *(
        Registered(about=about, owners=OWNERS, others=OTHERS, already=already, is_you=is_you)
        for about in ABOUTS
        for already in (False, True)
        for is_you in (False, True)
    ),
    Registered(about=DATED, owners=(), others=(), already=False, is_you=False),
    *(ToldOfLeader(about, HOSTILE) for about in ABOUTS),
    ToldOfLeader(WORST, ""),
]
