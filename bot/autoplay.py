"""`demo --autoplay`: the reference story by itself, on simulated time, through the real protocol.

Progress goes to standard error, the transcript to standard output; map and plan to a folder.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import story
from bot.practice import practice
from bot.sandbox import Sandbox, SimulatedClock
from bot.story.making_the_plan import rate
from bot.story.telling import Chapter, Telling
from bot.story.transcript import shortened

log = logging.getLogger(__name__)


class StoryFailed(Exception):
    """In words: where, and what went wrong."""


class _Errors(logging.Handler):
    """What the bot logs as an error fails the story, also where nobody in it would see it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


async def autoplay(language: str, out: Path, chapters: Sequence[Chapter] = story.CHAPTERS) -> None:
    """Play the chapters, and write down what came of it. Raises StoryFailed."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        async with practice(SimulatedClock(story.BEGINS), language) as (sandbox, _):
            told = story.telling(sandbox, story.gather(sandbox, language), language)
            try:
                await _play(told, chapters, errors)
            finally:
                await asyncio.to_thread(_write, sandbox, out)
    finally:
        logging.getLogger().removeHandler(errors)


async def _play(told: Telling, chapters: Sequence[Chapter], errors: _Errors) -> None:
    await told.sandbox.settles()
    with_headings = zip(chapters, told.lines.chapters, strict=False)
    for number, (chapter, heading) in enumerate(with_headings, 1):
        sys.stderr.write(f"{number:2}/{len(chapters)}  {heading}\n")
        begins = len(told.sandbox.workspace.journal.entries)
        try:
            await chapter(told)
        except Exception as error:  # whatever it was: tell where, and what was seen
            _print_chapter(told, chapter, heading, begins)
            raise StoryFailed(f"{told.lines.failed}: {heading}\n{error}") from error
        _print_chapter(told, chapter, heading, begins)
        if errors.messages:
            raise StoryFailed(f"{told.lines.failed}: {heading}\n" + "\n".join(errors.messages))


def _print_chapter(told: Telling, chapter: Chapter, heading: str, begins: int) -> None:
    journal = told.sandbox.workspace.journal
    entries = journal.entries[begins:]
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
