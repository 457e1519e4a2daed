"""How far a plan's cards are: for those who run the process, until every card is filled in.

ready: told to them when all groups are done, and kept true
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flows.card_facts import missing
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName, names
from bot.models import Process
from bot.models.process import PLAN, QUALIFY
from bot.store import cards
from bot.store.cards import Part
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One theme on its way into the plan. `card_id` is 0 while there is no card."""

    theme: ThemeName
    card_id: int
    title: str
    missing: tuple[str, ...]
    is_open: bool  # the group is still at work

    @property
    def is_finished(self) -> bool:
        return bool(self.card_id) and not (self.is_open or self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress(Screen):
    """To the facilitators: how far the cards are. Told when all groups are done, and at home."""

    process_id: int
    process: str
    themes: tuple[Progress, ...]
    published: bool


async def ready(turn: Turn, process_id: int) -> PlanProgress:
    process = await turn.process(process_id, "plan.publish")
    parts = await cards.parts(turn.session, process)
    return await _progress(turn, process, parts)


async def of_facilitator(turn: Turn, run: Sequence[Process]) -> tuple[PlanProgress, ...]:
    """The plans that this person runs, where a card is begun and there is something left to do."""
    found = await cards.parts_of(turn.session, turn.workspace, [process.id for process in run])
    return tuple(
        [
            await _progress(turn, process, parts)
            for process in run
            if _is_under_way(process, parts := found.get(process.id, ()))
        ]
    )


def _is_under_way(process: Process, parts: Sequence[Part]) -> bool:
    if process.phase == PLAN:
        return any(part.is_open or part.card is None or missing(part) for part in parts)
    return process.phase == QUALIFY and any(part.card for part in parts)


async def _progress(turn: Turn, process: Process, parts: Sequence[Part]) -> PlanProgress:
    named = await names(turn, process)
    return PlanProgress(
        process_id=process.id,
        process=process.name,
        themes=tuple(
            Progress(
                theme=named.get(part.chosen.theme, ThemeName(part.chosen.theme)),
                card_id=part.card.id if part.card else 0,
                title=part.card.title if part.card else "",
                missing=missing(part),
                is_open=part.is_open,
            )
            for part in parts
        ),
        published=process.phase == PLAN,
    )
