"""A practice workspace with the bot installed, in one process: for `demo` and for the story."""

import json
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.app import Bot, running
from bot.sandbox import Sandbox, SimulatedClock
from bot.schema import migrate
from bot.seal import new_key
from bot.settings import Settings, with_driver
from bot.slack import door

MANIFEST = Path(__file__).parent.parent / "manifest.json"


@asynccontextmanager
async def practice(
    clock: SimulatedClock, language: str, port: int = 0
) -> AsyncGenerator[tuple[Sandbox, Bot]]:
    """The bot reaches the workspace over HTTP, and is reached by it, as with Slack.

    Its database is a temporary file: everybody begins anew. Raises OSError where the port is taken.
    """
    sandbox = Sandbox(json.loads(MANIFEST.read_text()), clock, language=language)
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox.serving(port) as url:
            settings = Settings(
                slack_bot_token=sandbox.bot_token,
                slack_signing_secret=sandbox.signing_secret,
                slack_api_url=f"{url}/api/",
                database_url=with_driver(f"sqlite:///{folder}/practice.db"),
                bot_keys=(new_key(),),
                language=language,
            )
            await migrate(settings.database_url)
            async with running(settings, clock=clock) as bot, _listening(sandbox, bot):
                sandbox.attach(bot)
                yield sandbox, bot


@asynccontextmanager
async def _listening(sandbox: Sandbox, bot: Bot) -> AsyncGenerator[None]:
    server = web.AppRunner(door.web_app(bot.slack, bot.signing_secret), access_log=None)
    await server.setup()
    await web.TCPSite(server, "127.0.0.1", 0).start()
    sandbox.request_url = f"http://127.0.0.1:{server.addresses[0][1]}/slack/events"
    try:
        yield
    finally:
        await server.cleanup()
