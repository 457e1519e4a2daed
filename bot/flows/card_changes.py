"""A card that changes, changes what it has not asked yet, in all that is in use of it.

What was asked, answered or put off stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.follow_ups import Ask, Course, Purpose, due, talk_day
from bot.flows import follow_ups
from bot.flows.about import today
from bot.flows.follow_ups import BEGINNING, CALENDAR
from bot.models import Card, FollowUp
from bot.models.activation import PLANNED
from bot.store import activations, beginnings
from bot.store.activations import Active
from bot.turn import Turn


async def follow(turn: Turn, card: Card, before: Course) -> None:
    """`before`: what the card asked until now."""
    now = await follow_ups.course_of(turn, card)
    if now == before:
        return
    going_on = await activations.going_on_with(turn.session, card)
    for active in await activations.get_each(turn.session, turn.workspace, going_on):
        await _leave_out(turn, active, now)
        left = await activations.get(turn.session, turn.workspace, active.activation.id)
        _move_talk(turn, left, before, now)
        await follow_ups.plan(turn, left, _new(turn, left, now))
        whole = await activations.get(turn.session, turn.workspace, active.activation.id)
        follow_ups.end_if_over(turn, whole)
        await follow_ups.replan(turn, whole)


async def _leave_out(turn: Turn, active: Active, now: Course) -> None:
    meant = {*now.asks, BEGINNING}
    gone = [one for one in active.follow_ups if _is_unsent(one) and _ask(one) not in meant]
    for follow_up in gone:
        await follow_ups.drop(turn, follow_up)
    if follow_ups.the_talk(active) in gone:
        await follow_ups.redraw(turn, active)  # whoever has it in their calendar is told
    await beginnings.leave_out(turn.session, gone)


def _move_talk(turn: Turn, active: Active, before: Course, now: Course) -> None:
    """A talk whose day somebody has chosen stays on it."""
    activation, talk = active.activation, follow_ups.the_talk(active)
    counted = talk_day(before, activation.start_on, activation.start_on, CALENDAR)
    if talk is None or (_is_unsent(talk) and activation.talk_on == counted):
        activation.talk_on = talk_day(now, activation.start_on, today(turn), CALENDAR)


def _new(turn: Turn, active: Active, now: Course) -> Iterable[Ask]:
    """What the card asks besides, where its time has not passed."""
    known = {_ask(one) for one in active.follow_ups}
    dates, zone = follow_ups.dates_of(active), active.owner.timezone
    added = (ask for ask in now.asks if ask not in known and dates.of(ask.anchor))
    return [ask for ask in added if due(ask, dates, zone, CALENDAR) > turn.now]


def _is_unsent(follow_up: FollowUp) -> bool:
    return follow_up.state == PLANNED and follow_up.times_asked == 0


def _ask(follow_up: FollowUp) -> Ask:
    return Ask(Purpose(follow_up.purpose), follow_up.anchor, follow_up.offset)
