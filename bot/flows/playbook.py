"""What helps those who run a process to prepare its meetings: a check-list, and their agendas."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.screen import Screen
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Playbook(Screen):
    process: str


async def open_playbook(turn: Turn, process_id: int) -> Playbook:
    process = await turn.process(process_id, "playbook.read")
    return Playbook(process.name)
