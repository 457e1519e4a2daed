"""`run`: serve a workspace until told to stop, then let what is under way come to its end.

On the way out nothing new is taken in; what was taken in is committed and acknowledged, its
screens are shown, and the worker finishes the letter in hand. What takes too long is left: a host
gives us ten seconds. Whatever is left is in the outbox.
"""

import asyncio
import errno
import logging
import signal
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta

import aiohttp
from aiohttp import web

from bot.app import LEASE, Bot, running, ticker
from bot.clock import Clock, system_clock
from bot.hr.door import HrDoor
from bot.schema import DatabaseIsAway, NotReady, SchemaIsOld, check_schema, prepare
from bot.settings import Settings
from bot.slack import door
from bot.slack.courier import answer, slack_client
from bot.slack.sockets import UNREACHED, Sockets
from bot.store.people import Who
from bot.worker import Refused

log = logging.getLogger(__name__)
LAST_REQUESTS = 5.0  # seconds for what was taken in to be answered; Slack itself waits for three


async def serve(
    settings: Settings, *, clock: Clock = system_clock, lease: timedelta = LEASE
) -> None:
    """Raises NotReady where it cannot start."""
    told_to_stop = stop_signal()
    await prepare(settings.database_url)
    us = await _introduce(settings)
    at_work = running(settings, clock=clock, lease=lease)
    async with at_work as bot, listening(bot, settings, us), ticking(bot.woken):
        log.info("ready: %s", what_it_does(settings))
        await until_stopped(told_to_stop, bot)
        log.info("stopping: what is under way comes to its end")
        bot.worker.stop()  # while the last requests are answered


def what_it_does(settings: Settings) -> str:
    told = f"told by {'Socket Mode' if settings.socket_mode else 'HTTP'}"
    parts = [told] if settings.is_told else []
    parts += ["says what is due"] if settings.has_worker else []
    parts += [f"port {settings.port}"] if _has_door(settings) else []
    return ", ".join(parts)


def _has_door(settings: Settings) -> bool:
    """Hosts ask for health, and expect it of a worker where they give it a port."""
    return settings.is_told or settings.port_is_given


def stop_signal() -> asyncio.Event:
    """Set when the process is told to stop."""
    told = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    return told


async def until_stopped(told: asyncio.Event, bot: Bot) -> None:
    """Raises NotReady if the worker dies: a host then starts us anew, where we would else go on
    promising letters that nobody sends.
    """
    telling = asyncio.create_task(told.wait())
    await asyncio.wait([telling, bot.working], return_when=asyncio.FIRST_COMPLETED)
    telling.cancel()
    if bot.working.done():
        log.critical("the worker has died", exc_info=_what_killed(bot.working))
        raise NotReady("The worker has died; the log says where.")


def _what_killed(task: asyncio.Task[None]) -> BaseException | None:
    return None if task.cancelled() else task.exception()


@asynccontextmanager
async def ticking(woken: asyncio.Event) -> AsyncGenerator[None]:
    heartbeat = ticker(woken)
    heartbeat.start()
    try:
        yield
    finally:
        heartbeat.shutdown()


@asynccontextmanager
async def listening(bot: Bot, settings: Settings, us: Who) -> AsyncGenerator[None]:
    """HTTP, for health at least; events by Socket Mode where there is an app token."""
    async with AsyncExitStack() as leaving:
        sockets = None
        if settings.is_told and settings.socket_mode:
            sockets = Sockets(bot.slack, settings.slack_app_token, settings.socket_connections)
            leaving.push_async_callback(sockets.leave, LAST_REQUESTS)
        told = settings.is_told
        app = web_app(bot, sockets, hr_door(bot, settings, us)) if told else only_health(bot)
        server = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_REQUESTS)
        leaving.push_async_callback(server.cleanup)
        await server.setup()
        if _has_door(settings):
            await _open(server, settings.port)
        if sockets:
            with _presenting("SLACK_APP_TOKEN"):
                await sockets.arrive()
        yield


def hr_door(bot: Bot, settings: Settings, us: Who) -> HrDoor | None:
    """None where HR's system has no token: then there is no door at all."""
    if not settings.hr_token:
        return None
    directory = bot.desk.directory
    return HrDoor(settings.hr_token, us, bot.turns, directory.meet, directory.meet_by_email)


def web_app(bot: Bot, sockets: Sockets | None, hr: HrDoor | None = None) -> web.Application:
    app = web.Application() if sockets else door.web_app(bot.slack, bot.signing_secret)
    _tell_health(app, bot, sockets)
    if hr:
        hr.opens(app)
    return app


def only_health(bot: Bot) -> web.Application:
    app = web.Application()
    _tell_health(app, bot, None)
    return app


def _tell_health(app: web.Application, bot: Bot, sockets: Sockets | None) -> None:
    async def ready(_request: web.Request) -> web.Response:
        try:
            await check_schema(bot.engine)
        except DatabaseIsAway:
            return _not_ready("the database cannot be reached")
        except SchemaIsOld:
            return _not_ready("the database's schema is old")
        if sockets and not sockets.is_connected:
            return _not_ready("not connected to Slack")
        return web.Response(text="ready\n")

    app.router.add_get("/healthz", _health)
    app.router.add_get("/readyz", ready)


async def _health(_request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def _not_ready(why: str) -> web.Response:
    return web.Response(status=503, text=f"{why}\n")


async def _open(server: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(server, port=port).start()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be opened ({error})"
        raise NotReady(f"Port {port} {why}; PORT names another.") from error


async def _introduce(settings: Settings) -> Who:
    """Ask Slack who we are, before anything is promised or sent with a token that is none."""
    async with aiohttp.ClientSession() as http:
        client = slack_client(settings.slack_bot_token, settings.slack_api_url, http)
        with _presenting("SLACK_BOT_TOKEN"):
            known = await answer(client.auth_test())
    log.info("known to Slack as %s in team %s", known["user_id"], known["team_id"])
    return Who("slack", known.get("enterprise_id") or "", known["team_id"], known["user_id"])


@contextmanager
def _presenting(token: str) -> Generator[None]:
    """Slack is asked something for the first time with this token."""
    try:
        yield
    except Refused as refusal:
        raise NotReady(f"Slack does not accept {token}: {refusal}.") from refusal
    except UNREACHED as error:
        kind = type(error).__name__
        raise NotReady(f"Slack cannot be reached at SLACK_API_URL ({kind}).") from error
