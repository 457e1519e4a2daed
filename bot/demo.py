"""`demo`: a practice workspace in the browser with the bot in it, on this machine alone."""

import asyncio
import json
import signal
import sys
import tempfile
import webbrowser
from pathlib import Path

from aiohttp import web

from bot.app import running, ticker
from bot.clock import system_clock
from bot.sandbox import Person, Sandbox, SimulatedClock
from bot.schema import migrate
from bot.seal import new_key
from bot.settings import Settings, with_driver

MANIFEST = Path(__file__).parent.parent / "manifest.json"
FACILITATORS = ("Hanne Bach", "Jonas Friis")
TOP_AND_REPRESENTATIVES = ("Karen Dam", "Tina Toft", "Arne Friis")  # top management, TR, AMR
LEADERS = (
    "Anna Lund", "Mads Krog", "Sofie Holm", "Peter Juhl", "Lise Vang", "Omar Aziz",
    "Bente Skov", "Lars Bruun", "Maja Kjær", "Søren Øster", "Nadia Ali", "Thomas Riis",
)  # fmt: skip


async def demo(port: int, language: str) -> int:
    """Serve until told to stop. The database is a temporary file: every demo begins anew."""
    told_to_stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told_to_stop.set)
    clock = SimulatedClock(system_clock(), ticking=True)
    sandbox = Sandbox(json.loads(MANIFEST.read_text()), clock)
    sandbox.world.team_name = "Bakkely Kommune"
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox.serving(port) as url:
            settings = _settings(sandbox, url, folder, language)
            await migrate(settings.database_url)
            async with running(settings, clock=clock) as bot:
                server = web.AppRunner(bot.slack.web_app(path="/slack/events"), access_log=None)
                await server.setup()
                site = web.TCPSite(server, "127.0.0.1", 0)
                await site.start()
                sandbox.request_url = f"http://127.0.0.1:{server.addresses[0][1]}/slack/events"
                sandbox.attach(bot)
                people_the(sandbox)
                heartbeat = ticker(bot.woken)
                heartbeat.start()
                sys.stdout.write(f"{url}/\n")
                sys.stdout.flush()
                await asyncio.to_thread(webbrowser.open, f"{url}/")
                await told_to_stop.wait()
                heartbeat.shutdown()
                await server.cleanup()
    return 0


def people_the(sandbox: Sandbox) -> list[Person]:
    """Two facilitators, top management, TR, AMR and twelve leaders, and the channel they share."""
    admins = [sandbox.adds(name, admin=True) for name in FACILITATORS]
    others = [sandbox.adds(name) for name in (*TOP_AND_REPRESENTATIVES, *LEADERS)]
    sandbox.opens_channel("ledertrivsel", members=[*admins, *others])
    return [*admins, *others]


def _settings(sandbox: Sandbox, url: str, folder: str, language: str) -> Settings:
    return Settings(
        slack_bot_token=sandbox.bot_token,
        slack_signing_secret=sandbox.signing_secret,
        slack_api_url=f"{url}/api/",
        database_url=with_driver(f"sqlite:///{folder}/demo.db"),
        bot_keys=(new_key(),),
        language=language,
    )
