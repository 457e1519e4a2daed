"""One leader's place in a round: whether they may answer, and their answers, which are sealed.

An answer is sealed together with whose it is and the theme, so that rows that were mixed up are
found out; and it is always two characters, so that its length tells nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.errors import ButtonWornOut, RoundClosed, Withdrawn
from bot.flows.themes import TWELVE
from bot.models import Asked, Draft, Process, Round
from bot.seal import SealBroken
from bot.store import rounds
from bot.turn import Turn

log = logging.getLogger(__name__)

IMPORTANCE, SUCCESS = "importance", "success"
SCORES = range(6)  # 1 to 5; 0 for don't know


@dataclass(frozen=True, slots=True)
class Answer:
    """One leader's answers about one theme; None for what is not answered yet."""

    importance: int | None = None
    success: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.importance is not None and self.success is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A leader's place in an open round."""

    asked: Asked
    round: Round
    process: Process


async def invited(turn: Turn, round_id: int) -> Place:
    """For whoever was asked, also if they withdrew. Raises NotFound or RoundClosed."""
    place = Place(*await rounds.asked(turn.session, turn.person, round_id))
    if is_over(turn, place.round):
        raise RoundClosed(place.process.channel, place.process.channel_name)
    return place


async def taking_part(turn: Turn, round_id: int) -> Place:
    """For whoever was asked and did not withdraw. Raises NotFound, RoundClosed or Withdrawn."""
    place = await invited(turn, round_id)
    if place.asked.withdrew_at:
        raise Withdrawn
    return place


def is_over(turn: Turn, of: Round) -> bool:
    """From the deadline on, even if its close is a moment late."""
    return of.closed_at is not None or turn.now >= of.deadline


async def answers(turn: Turn, asked: Asked) -> dict[str, Answer]:
    """By theme."""
    drafts = await rounds.drafts(turn.session, asked)
    return {draft.theme: open_draft(turn, draft) for draft in drafts}


async def keep(turn: Turn, asked: Asked, theme: str, row: str, score: int) -> dict[str, Answer]:
    """Keep one answer, sealed; all of theirs as they stand now. Raises ButtonWornOut."""
    if theme not in TWELVE or row not in (IMPORTANCE, SUCCESS) or score not in SCORES:
        raise ButtonWornOut
    drafts = {draft.theme: draft for draft in await rounds.drafts(turn.session, asked)}
    opened = {key: open_draft(turn, draft) for key, draft in drafts.items()}
    before = opened.get(theme, Answer())
    kept = (
        replace(before, importance=score) if row == IMPORTANCE else replace(before, success=score)
    )
    written = "".join("-" if n is None else str(n) for n in (kept.importance, kept.success))
    sealed = turn.seal.close(_owner(asked, theme) + written)
    await rounds.keep_draft(turn.session, asked, theme, sealed, drafts.get(theme))
    return opened | {theme: kept}


def open_draft(turn: Turn, draft: Draft) -> Answer:
    """Raises SealBroken where it was sealed for another leader or theme: rows were mixed."""
    owner, written = _owner(draft, draft.theme), turn.seal.open(draft.sealed)
    if not written.startswith(owner) or len(written) != len(owner) + 2:
        raise SealBroken
    importance, success = (None if char == "-" else int(char) for char in written[-2:])
    return Answer(importance, success)


def whole_among(turn: Turn, drafts: Sequence[Draft]) -> int:
    """As `whole`, of those that a key opens; the others shall not keep anybody from their Home."""
    opened = [answer for draft in drafts if (answer := _if_it_opens(turn, draft))]
    if len(opened) < len(drafts):
        log.error("some drafts could not be opened: is a key missing from BOT_KEYS?")
    return sum(answer.is_whole for answer in opened)


def _if_it_opens(turn: Turn, draft: Draft) -> Answer | None:
    try:
        return open_draft(turn, draft)
    except SealBroken:
        return None


def whole(found: Mapping[str, Answer]) -> int:
    """How many themes are fully answered."""
    return sum(answer.is_whole for answer in found.values())


def _owner(of: Asked | Draft, theme: str) -> str:
    return f"{of.round_id}:{of.person_id}:{theme}:"
