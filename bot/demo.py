"""`demo`: a practice workspace in the browser with the bot in it, on this machine alone."""

import asyncio
import signal
import sys
import webbrowser

from bot.app import ticker
from bot.clock import system_clock
from bot.practice import practice
from bot.sandbox import SimulatedClock
from bot.story import gather


async def demo(port: int, language: str) -> None:
    """Serve until told to stop. Raises OSError where the port is taken."""
    told_to_stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told_to_stop.set)
    clock = SimulatedClock(system_clock(), ticking=True)
    async with practice(clock, language, port) as (sandbox, bot):
        gather(sandbox, language)
        heartbeat = ticker(bot.woken)
        heartbeat.start()
        sys.stdout.write(f"Open {sandbox.url}/ in a browser. Stop with Ctrl+C.\n")
        sys.stdout.flush()
        await asyncio.to_thread(webbrowser.open, f"{sandbox.url}/")
        await told_to_stop.wait()
        heartbeat.shutdown()
