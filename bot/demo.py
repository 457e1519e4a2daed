"""`demo`: a practice workspace in the browser with the bot in it, on this machine alone."""

import asyncio
import sys
import webbrowser

from bot.clock import system_clock
from bot.practice import practice
from bot.sandbox import SimulatedClock
from bot.serve import stop_signal, ticking, until_stopped
from bot.story import gather


async def demo(port: int, language: str) -> None:
    """Serve until told to stop. Raises OSError where the port is taken."""
    told_to_stop = stop_signal()
    clock = SimulatedClock(system_clock(), ticking=True)
    async with practice(clock, language, port) as (sandbox, bot), ticking(bot.woken):
        gather(sandbox, language)
        sys.stdout.write(f"Open {sandbox.url}/ in a browser. Stop with Ctrl+C.\n")
        sys.stdout.flush()
        await asyncio.to_thread(webbrowser.open, f"{sandbox.url}/")
        await until_stopped(told_to_stop, bot)
