"""The door for what comes over Socket Mode: some sockets, of which one is always open.

Slack ends a socket after some hours, and says so a little before. Then it is replaced: the new one
has been greeted before the old one is let go, one after another, and what came on the old one is
acknowledged there. (Slack's own client closes before it opens, and acknowledges what it was told
on one socket on the next.)
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.courier import answer
from bot.worker import Refused, TooBusy

log = logging.getLogger(__name__)
# Seconds of real time.
GREETING = 10.0  # until Slack has opened a socket, and said hello
HEARTBEAT = 10.0  # a socket that says nothing for half as long again is broken
FAREWELL = 30.0  # after which Slack has long closed a socket that it told us to leave
CLOSING = 1.0  # for Slack to take leave in its turn
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # until it is tried again
UNREACHED = (SlackApiError, Refused, TooBusy, aiohttp.ClientError, OSError, TimeoutError)


class Socket:
    """One connection. `over` is set once it is to be replaced: it broke, or Slack will close it."""

    def __init__(self, slack: AsyncApp, connection: ClientWebSocketResponse) -> None:
        self.over = asyncio.Event()
        self.deaf = False  # what it is told now is left alone, and Slack tells it to another
        self._slack = slack
        self._connection = connection
        self._handling: set[asyncio.Task[None]] = set()
        self._welcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._listening = asyncio.create_task(self._listen())

    @property
    def is_open(self) -> bool:
        return not self._listening.done()

    async def arrives(self) -> None:
        """Raises ConnectionError if Slack sends us away, such as for having too many sockets."""
        if not await asyncio.shield(self._welcome):
            raise ConnectionError("sent away")

    async def fades(self) -> None:
        """Slack closes it, and may say something until then."""
        await asyncio.wait([self._listening], timeout=FAREWELL)
        await self.finishes()
        await self.closes()

    async def finishes(self) -> None:
        """What it was told is handled and acknowledged."""
        if self._handling:
            await asyncio.wait(self._handling)

    async def closes(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING):
                await self._connection.close()
        self._listening.cancel()
        await asyncio.wait([self._listening])

    async def _listen(self) -> None:
        try:
            async for message in self._connection:
                if message.type is WSMsgType.TEXT:
                    self._hear(json.loads(message.data))
        except (ValueError, OSError, aiohttp.ClientError) as error:
            log.warning("a socket is of no use any more: %s", type(error).__name__)
        finally:
            self._is_to_go()

    def _is_to_go(self) -> None:
        self.over.set()
        if not self._welcome.done():
            self._welcome.set_result(False)

    def _hear(self, message: dict[str, Any]) -> None:
        match message.get("type"):
            case "hello" if not self._welcome.done():
                self._welcome.set_result(True)
            case "disconnect":
                log.info("Slack wants this socket replaced: %s", message.get("reason"))
                self._is_to_go()
            case _:
                envelope = SocketModeRequest.from_dict(message)
                if envelope and not self.deaf:
                    task = asyncio.create_task(self._handle(envelope))
                    self._handling.add(task)
                    task.add_done_callback(self._handling.discard)

    async def _handle(self, envelope: SocketModeRequest) -> None:
        """What is not acknowledged, or cannot be any more, Slack tells again."""
        try:
            response = await run_async_bolt_app(self._slack, envelope)
            if response.status == 200:
                await self._connection.send_json(_ack(envelope, response))
        except (OSError, aiohttp.ClientError) as error:
            log.info("an acknowledgement did not get through: %s", type(error).__name__)


def _ack(envelope: SocketModeRequest, response: BoltResponse) -> dict[str, Any]:
    its_id = {"envelope_id": envelope.envelope_id}
    if not response.body:
        return its_id
    is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
    return its_id | {"payload": json.loads(response.body) if is_json else {"text": response.body}}


class Sockets:
    """So many connections at a time, and twice as many at most while they are replaced."""

    def __init__(self, slack: AsyncApp, app_token: str, number: int) -> None:
        self._slack = slack
        self._app_token = app_token
        self._number = number
        self._sockets: set[Socket] = set()  # those that are fading among them
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()

    @property
    def is_connected(self) -> bool:
        return any(socket.is_open for socket in self._sockets)

    async def arrive(self) -> None:
        """Open the first, and the others soon after. Raises one of UNREACHED."""
        first = await self._opened()
        for socket in (first, *[None] * (self._number - 1)):
            self._go_on(self._keep(socket))

    async def leave(self, patience: float) -> None:
        """What was told is handled and acknowledged before they close, in so many seconds."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in self._sockets:
            socket.deaf = True
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await asyncio.gather(*(socket.finishes() for socket in self._sockets))
        await asyncio.gather(*(socket.closes() for socket in self._sockets))

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep(self, socket: Socket | None) -> None:
        """There is to be one in this one's place."""
        while True:
            if socket is not None:
                await socket.over.wait()
            old, socket = socket, await self._replacement()
            if old is not None:
                self._go_on(self._let_go(old))

    async def _let_go(self, socket: Socket) -> None:
        await socket.fades()
        self._sockets.discard(socket)

    async def _replacement(self) -> Socket:
        wait = SHORTEST_WAIT
        while True:
            try:
                async with self._one_at_a_time:
                    return await self._opened()
            except TooBusy as busy:
                wait = max(wait, busy.wait.total_seconds())
            except UNREACHED as error:
                log.warning("no new socket, for now: %s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _opened(self) -> Socket:
        async with asyncio.timeout(GREETING):
            async with self._connection() as connection:
                socket = Socket(self._slack, connection)
                await socket.arrives()
        self._sockets.add(socket)
        return socket

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[ClientWebSocketResponse]:
        """It is closed again where the block fails."""
        client = self._slack.client
        asked = await answer(client.apps_connections_open(app_token=self._app_token))
        if client.session is None:
            raise TypeError("the client was made without a session")
        connection = await client.session.ws_connect(
            asked["url"], heartbeat=HEARTBEAT, proxy=client.proxy
        )
        try:
            yield connection
        except BaseException:
            await connection.close()
            raise
