"""To the app over its own sockets: Socket Mode.

The app asks for a URL (`apps.connections.open`, with its app-level token), connects, and is told
everything in envelopes that it acknowledges by their id. It may hold up to ten sockets; each
envelope goes to any one of them. Now and then Slack asks the app to connect anew.
"""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, cast
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.sandbox.delivery import Ack, Envelope
from bot.sandbox.installation import APP_ID
from bot.sandbox.world import Json

MOST_SOCKETS = 10
Goodbye: TypeAlias = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(slots=True, eq=False)
class Socket:
    connection: web.WebSocketResponse
    request: web.Request
    awaited: dict[str, asyncio.Future[Ack]] = field(
        default_factory=dict[str, asyncio.Future[Ack]]
    )  # by envelope id

    async def ask(self, envelope: Envelope) -> Ack:
        envelope_id = str(uuid4())
        answer = asyncio.get_running_loop().create_future()
        self.awaited[envelope_id] = answer
        try:
            await self.connection.send_json(_wrapped(envelope, envelope_id))
            return await answer
        except ConnectionError:
            return Ack(0, failure="connection_failed")
        finally:
            del self.awaited[envelope_id]

    def hears(self, text: str) -> None:
        """An acknowledgement; anything else is none of Slack's business."""
        said = cast("Json", json.loads(text))
        answer = self.awaited.get(said.get("envelope_id", ""))
        if answer is not None and not answer.done():
            payload: Any = said.get("payload")
            answer.set_result(Ack(200, json.dumps(payload) if payload else ""))

    def breaks(self) -> None:
        """Without a word, as a network does."""
        if self.request.transport is not None:
            self.request.transport.abort()

    def gone(self) -> None:
        for answer in self.awaited.values():
            if not answer.done():
                answer.set_result(Ack(0, failure="connection_failed"))


@dataclass(slots=True)
class Sockets:
    """All sockets of the app, and the way to it."""

    _tickets: set[str] = field(default_factory=set[str])
    _open: list[Socket] = field(default_factory=list[Socket])
    _leaving: list[Socket] = field(default_factory=list[Socket])  # told to connect anew
    _someone_there: asyncio.Event = field(default_factory=asyncio.Event)
    _started: bool = False
    _turn: int = 0
    acks_to_lose: int = 0  # so many of the next are not heard, and their socket breaks
    fewest: int = MOST_SOCKETS  # that there were at any time since the first was opened

    @property
    def started(self) -> bool:
        return self._started

    @property
    def number(self) -> int:
        return len(self._open)

    def ticket(self) -> str:
        """The secret part of a URL that a socket can be opened with, once."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def accept(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.remove(ticket)
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        if len(self._open) >= MOST_SOCKETS:
            await connection.send_json(_goodbye("too_many_websockets"))
            await connection.close()
            return connection
        await self._serve(Socket(connection, request))
        return connection

    async def send(self, envelope: Envelope, patience: float) -> Ack:
        """Ask any one of the sockets; while there is none, wait for one to be opened."""
        try:
            async with asyncio.timeout(patience):
                while not self._open:
                    await self._someone_there.wait()
                self._turn += 1
                return await self._open[self._turn % len(self._open)].ask(envelope)
        except TimeoutError:
            failure = "http_timeout" if self._open else "connection_failed"
            return Ack(0, failure=failure)

    async def warn(self) -> None:
        """Tell the app to connect anew: these will be closed in a moment, and are still used."""
        for socket in list(self._open):
            await socket.connection.send_json(_goodbye("warning"))

    async def refresh(
        self, reason: Goodbye = "refresh_requested", *, number: int = MOST_SOCKETS
    ) -> None:
        """Ask the app to connect anew. The old sockets, so many, get nothing more to do."""
        leaving, self._open = self._open[:number], self._open[number:]
        self._leaving += leaving
        self._note_number()
        for socket in leaving:
            await socket.connection.send_json(_goodbye(reason))

    async def close_old(self) -> None:
        """As Slack does a while after it has asked for new ones."""
        for socket in list(self._leaving):
            await socket.connection.close()

    async def close(self) -> None:
        """Close all connections."""
        for socket in [*self._open, *self._leaving]:
            await socket.connection.close()

    def break_off(self) -> None:
        """All connections are gone, without a word."""
        for socket in [*self._open, *self._leaving]:
            socket.breaks()
            self._leave(socket)

    async def _serve(self, socket: Socket) -> None:
        self._open.append(socket)
        self._started = True
        await socket.connection.send_json(_hello(len(self._open)))
        self._note_number()
        try:
            async for message in socket.connection:
                if message.type == WSMsgType.TEXT:
                    self._heard(socket, message.data)
        finally:
            self._leave(socket)

    def _heard(self, socket: Socket, text: str) -> None:
        if self.acks_to_lose > 0:
            self.acks_to_lose -= 1
            socket.breaks()
        else:
            socket.hears(text)

    def _note_number(self) -> None:
        if self._open:
            self._someone_there.set()
        else:
            self._someone_there.clear()
        if self._started:
            self.fewest = min(self.fewest, self.number)

    def _leave(self, socket: Socket) -> None:
        socket.gone()
        for sockets in (self._open, self._leaving):
            if socket in sockets:
                sockets.remove(socket)
        self._note_number()


def _wrapped(envelope: Envelope, envelope_id: str) -> Json:
    retrying = {"retry_attempt": envelope.retry, "retry_reason": envelope.reason}
    return {
        "envelope_id": envelope_id,
        "payload": envelope.payload,
        "type": envelope.kind,
        "accepts_response_payload": envelope.kind != "events_api",
        **(retrying if envelope.kind == "events_api" else {}),
    }


def _hello(number: int) -> Json:
    return {
        "type": "hello",
        "num_connections": number,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {"host": "sandbox", "approximate_connection_time": 3600},
    }


def _goodbye(reason: Goodbye) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
