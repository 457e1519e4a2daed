"""Chapter by chapter, with a line of progress for each on standard error.

It stops where somebody does not see what they should, and where the bot logs an error: nobody in
the story might see that one.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager

from bot.sandbox.journal import Entry
from bot.story.telling import Chapter, Telling

Played = Callable[[Chapter, str, Sequence[Entry]], None]  # with its heading, and what happened


class StoryFailed(Exception):
    """In words: where, and what went wrong."""


def _no_one_listens(_chapter: Chapter, _heading: str, _entries: Sequence[Entry]) -> None: ...


async def play(
    told: Telling, chapters: Sequence[Chapter], played: Played = _no_one_listens
) -> None:
    """`played` is told of each chapter, also of the one that fails. Raises StoryFailed."""
    with _errors_logged() as errors:
        await told.sandbox.settles()
        for number, (chapter, heading) in enumerate(_with_headings(told, chapters), 1):
            sys.stderr.write(f"{number:2}/{len(chapters)}  {heading}\n")
            begins = len(told.sandbox.workspace.journal.entries)
            try:
                await chapter(told)
            except Exception as error:  # whatever it was: tell where
                raise StoryFailed(f"{told.lines.failed}: {heading}\n{error}") from error
            finally:
                played(chapter, heading, told.sandbox.workspace.journal.entries[begins:])
            if errors:
                raise StoryFailed(f"{told.lines.failed}: {heading}\n" + "\n".join(errors))


def _with_headings(told: Telling, chapters: Sequence[Chapter]) -> Iterable[tuple[Chapter, str]]:
    return zip(chapters, told.lines.chapters, strict=False)


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def _errors_logged() -> Generator[list[str]]:
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        yield errors.messages
    finally:
        logging.getLogger().removeHandler(errors)
