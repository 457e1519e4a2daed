"""Whom a delicate card in use is about: said in one window, that its owner or a facilitator opens.

open_who -> keep_who        mark, when a card becomes delicate
No message, overview, file or calendar has it: `about` leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.follow_ups import NEW_LEADER
from bot.errors import OutOfTurn
from bot.flows import checks, follow_ups, hand_over, help_wanted, newcomer
from bot.flows.about import About, about, facilitators, is_named
from bot.flows.activation import owned
from bot.flows.follow_ups import audience_of, is_open
from bot.flows.screen import Screen
from bot.models import Card, HandOver, HelpWanted, Sighting
from bot.store import activations, beginnings
from bot.store.activations import Active
from bot.turn import Turn

SEE_WHO = "activation.see_who"
ASKED_BESIDES = {
    HandOver: hand_over.OFFER,
    HelpWanted: help_wanted.WANTED,
    Sighting: newcomer.QUESTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoForm(Screen):
    """`who` is "" where nobody is named."""

    about: About
    who: str
    facilitators: tuple[str, ...]


async def open_who(turn: Turn, activation_id: int) -> WhoForm:
    active = await _delicate(turn, activation_id)
    return WhoForm(
        about=about(turn, active),
        who=active.activation.concerns or active.activation.subject_name,
        facilitators=await facilitators(turn, active.process),
    )


async def keep_who(turn: Turn, activation_id: int, who: str) -> None:
    """Emptied, nobody is named any more."""
    active = await _delicate(turn, activation_id)
    row = active.activation
    was_named = is_named(row)
    row.concerns = checks.text("who", who, checks.TITLE, required=False)
    row.subject_name = row.subject_email = ""
    if is_named(row) != was_named:  # what was said has a button to it, or has none any more
        await turn.changed(follow_ups.INTRODUCTION, row.id)
        await follow_ups.changed(turn, active.follow_ups)


async def mark(turn: Turn, card: Card) -> None:
    """All that was begun of it is delicate from now on, and stays so whatever the card becomes:
    whoever gave a name was told who would see it. Whatever message stays true is drawn again
    without it, and the new leader is not asked any more.
    """
    await beginnings.make_delicate(turn.session, card)
    begun = await beginnings.all_of(turn.session, card)
    for active in await activations.get_each(turn.session, turn.workspace, begun):
        for one in active.follow_ups:
            if is_open(one) and audience_of(one) == NEW_LEADER:
                await follow_ups.drop(turn, one)
        await follow_ups.redraw(turn, active)
    for asked, show in ASKED_BESIDES.items():
        for number in await beginnings.about_any(turn.session, asked, turn.workspace, begun):
            await turn.changed(show, number)


async def _delicate(turn: Turn, activation_id: int) -> Active:
    active = await owned(turn, activation_id, SEE_WHO)
    if not active.activation.is_delicate:
        raise OutOfTurn
    return active
