"""A calendar file that was fetched is kept true: the talk moves, is given up, or is somebody else's
to hold, and the calendar follows.
"""

from __future__ import annotations

from bot.models import FollowUp
from bot.models.activation import DONE, NOT_RELEVANT
from bot.store import calendar_files
from bot.store.activations import Active
from bot.turn import Turn

CHANGED = "calendar_file.changed"


async def follow(turn: Turn, active: Active, talk: FollowUp | None) -> None:
    """An owner who has the file is sent the next one, unless the talk has been held. Who has
    fetched none is left in peace.
    """
    activation = active.activation
    if talk is None or talk.state == DONE:
        return
    row = await calendar_files.of(turn.session, activation, activation.owner_id)
    is_given_up = talk.state == NOT_RELEVANT
    if row is None or row.is_cancelled:
        return
    if row.talk_on == activation.talk_on and not is_given_up:
        return
    row.sequence += 1
    row.talk_on, row.is_cancelled = activation.talk_on or row.talk_on, is_given_up
    if not active.owner.is_gone:
        await turn.tell(CHANGED, activation.id, active.owner, occurrence=row.sequence)


async def leave(turn: Turn, active: Active, talk: FollowUp | None) -> None:
    """It is no longer theirs to hold: the talk leaves the calendar of who is the owner still."""
    row = await calendar_files.of(turn.session, active.activation, active.owner.id)
    if row is None or row.is_cancelled or talk is None or talk.state == DONE:
        return
    row.sequence += 1
    row.is_cancelled = True
    if not active.owner.is_gone:
        await turn.tell(CHANGED, active.activation.id, active.owner, occurrence=row.sequence)
