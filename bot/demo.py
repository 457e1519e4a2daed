"""`demo`: a practice workspace in the browser with the bot in it, on this machine alone."""

import asyncio
import sys
import webbrowser

from bot import story
from bot.clock import system_clock
from bot.practice import practice
from bot.sandbox import Sandbox, SimulatedClock
from bot.serve import stop_signal, ticking, until_stopped
from bot.story.cast import Cast
from bot.story.telling import Chapter


async def demo(port: int, language: str, stage: str) -> None:
    """Serve until told to stop, from a stage of the story on. Raises OSError where the port is
    taken, and StoryFailed.
    """
    told_to_stop = stop_signal()
    async with practice(clock_at(stage), language, port) as (sandbox, bot):
        beginning = asyncio.create_task(begin(sandbox, language, stage))
        if not await _comes_before(beginning, told_to_stop):
            return
        async with ticking(bot.woken):
            sys.stdout.write(f"Open {sandbox.url}/ in a browser. Stop with Ctrl+C.\n")
            sys.stdout.flush()
            await asyncio.to_thread(webbrowser.open, f"{sandbox.url}/")
            await until_stopped(told_to_stop, bot)


def clock_at(stage: str) -> SimulatedClock:
    """Today, where nothing has happened yet; the story has days of its own."""
    return SimulatedClock(story.BEGINS if story.STAGES[stage] else system_clock())


async def begin(sandbox: Sandbox, language: str, stage: str) -> Cast:
    """What comes before the stage is played; then time runs by itself. Raises StoryFailed.

    Only what the last chapter brought is news, so the page shows whose turn it is.
    """
    cast, chapters = story.gather(sandbox, language), story.STAGES[stage]

    def played(chapter: Chapter, *_: object) -> None:
        if chapter is not chapters[-1]:
            for person in cast.everyone:
                person.catches_up()

    await story.play(story.telling(sandbox, cast, language), chapters, played)
    sandbox.lets_time_run()
    return cast


async def _comes_before(task: asyncio.Task[Cast], told_to_stop: asyncio.Event) -> bool:
    """Whether it is done before somebody has had enough, who need not wait for it."""
    telling = asyncio.create_task(told_to_stop.wait())
    await asyncio.wait([task, telling], return_when=asyncio.FIRST_COMPLETED)
    telling.cancel()
    if told_to_stop.is_set():
        task.cancel()
        await asyncio.wait([task])
        return False
    await task
    return True
