"""A card in use changes hands, for the gallery."""

from bot.flows.hand_over import HandedOver, HandOverForm, NewOwner, Offer, OfferAnswered, Offered
from bot.flows.screen import Screen
from bot.models.activation import DECLINED, LAPSED, OFFERED, TAKEN
from tests.gallery.activation import ABOUTS, HOSTILE, LONG

SCREENS: list[Screen] = [
    *(HandOverForm(about, is_owner) for about in ABOUTS for is_owner in (True, False)),
    *(HandedOver(about) for about in ABOUTS),
    *(NewOwner(about) for about in ABOUTS),
    *(Offered(about, HOSTILE) for about in ABOUTS),
    *(
        Offer(hand_over_id=3, about=about, by=HOSTILE, goal=goal, state=state)
        for about in ABOUTS
        for goal in ("", LONG[:2000])
        for state in (OFFERED, TAKEN, DECLINED, LAPSED)
    ),
    *(
        OfferAnswered(about, HOSTILE, state)
        for about in ABOUTS
        for state in (OFFERED, TAKEN, DECLINED)
    ),
]
