"""`run`: serve a workspace until told to stop, then let what is under way come to its end."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.app import Bot, running, ticker
from bot.schema import SchemaIsOld, check_schema, migrate
from bot.settings import Settings

__all__ = ["SchemaIsOld", "serve"]


async def serve(settings: Settings) -> None:
    """Raises SchemaIsOld on PostgreSQL, where the release step migrates; SQLite migrates here."""
    if settings.database_url.startswith("sqlite"):
        await migrate(settings.database_url)
    await check_schema(settings.database_url)
    told_to_stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told_to_stop.set)
    async with running(settings) as bot, listening(bot, settings):
        heartbeat = ticker(bot.woken)
        heartbeat.start()
        await told_to_stop.wait()
        heartbeat.shutdown()


@asynccontextmanager
async def listening(bot: Bot, settings: Settings) -> AsyncGenerator[None]:
    """HTTP always (hosts ask for health); events by Socket Mode where there is an app token."""
    server = web.AppRunner(web_app(bot, settings), access_log=None, shutdown_timeout=10)
    await server.setup()
    await web.TCPSite(server, port=settings.port).start()
    socket = await _socket(bot, settings) if settings.socket_mode else None
    yield
    if socket:
        await socket.close_async()
    await server.cleanup()


def web_app(bot: Bot, settings: Settings) -> web.Application:
    app = web.Application() if settings.socket_mode else bot.slack.web_app(path="/slack/events")
    app.router.add_get("/healthz", _health)

    async def ready(request: web.Request) -> web.Response:
        await check_schema(settings.database_url)
        return web.Response(text="ready\n")

    app.router.add_get("/readyz", ready)
    return app


async def _health(request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


async def _socket(bot: Bot, settings: Settings) -> AsyncSocketModeHandler:
    handler = AsyncSocketModeHandler(
        bot.slack,
        app_token=settings.slack_app_token,
        web_client=bot.slack.client,
    )
    if not isinstance(handler.client, SocketModeClient):
        raise TypeError("the handler's client is not the aiohttp one")
    await handler.connect_async()
    return handler
