"""`demo --autoplay`: the reference story by itself, on simulated time, through the real protocol.

Progress goes to standard error, the transcript to standard output; map and plan to a folder.
"""

import asyncio
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot import story
from bot.practice import practice
from bot.sandbox import Sandbox, SimulatedClock
from bot.sandbox.journal import Entry
from bot.story.making_the_plan import rate
from bot.story.telling import Chapter, Telling
from bot.story.transcript import shortened


async def autoplay(language: str, out: Path, chapters: Sequence[Chapter] = story.CHAPTERS) -> None:
    """Play the chapters, and write down what came of it. Raises StoryFailed."""
    async with practice(SimulatedClock(story.BEGINS), language) as (sandbox, _):
        told = story.telling(sandbox, story.gather(sandbox, language), language)
        try:
            await story.play(told, chapters, partial(_print_chapter, told))
        finally:
            await asyncio.to_thread(_write, sandbox, out)


def _print_chapter(told: Telling, chapter: Chapter, heading: str, entries: Sequence[Entry]) -> None:
    journal = told.sandbox.workspace.journal
    others = told.cast.leaders[1:]
    if chapter is rate:  # twelve times the same is no reading: the first, and what is not rating
        names = {leader.name for leader in others}
        entries = [entry for entry in entries if not names.intersection(entry.who)]
    lines = [f"## {heading}", ""]
    lines += [journal.paragraph(entry) for entry in shortened(entries)]
    if chapter is rate:
        lines.append(told.lines.others.format(n=len(others)) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


def _write(sandbox: Sandbox, out: Path) -> None:
    """The whole transcript, and the files that the bot has shared: the map and the plan."""
    files = {file.name: file.content for file in sandbox.world.files.values() if file.ready}
    files["transcript.txt"] = sandbox.transcript().encode()
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        sys.stderr.write(f"{out / name}\n")
