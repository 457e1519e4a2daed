"""An app that writes down what it is told, and answers as the test wants."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import Sandbox

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    payload: Json
    headers: dict[str, str]
    body: str

    @property
    def event(self) -> Json:
        return self.payload["event"]

    @property
    def action(self) -> Json:
        return self.payload["actions"][0]

    def signed_by(self, secret: str) -> bool:
        return SignatureVerifier(secret).is_valid_request(self.body, self.headers)


@dataclass(frozen=True, slots=True)
class Reply:
    body: Json | str = ""
    status: int = 200
    delay: float = 0
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Ear:
    heard: list[Heard] = field(default_factory=list[Heard])
    replies: deque[Reply] = field(default_factory=deque[Reply])  # to the next; then plain 200

    @property
    def last(self) -> Heard:
        return self.heard[-1]

    @property
    def events(self) -> list[Json]:
        return [each.event for each in self.heard if "event" in each.payload]

    def answers(self, *replies: Reply) -> None:
        self.replies.extend(replies)

    async def on_request(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.heard.append(Heard(_payload(request, body), headers, body))
        reply = self.replies.popleft() if self.replies else Reply()
        await asyncio.sleep(reply.delay)
        if isinstance(reply.body, dict):
            return web.json_response(reply.body, status=reply.status)
        return web.Response(text=reply.body, status=reply.status, headers=reply.headers)


def _payload(request: web.Request, body: str) -> Json:
    if request.content_type == "application/json":
        return json.loads(body)
    fields = {name: values[0] for name, values in parse_qs(body).items()}
    return json.loads(fields["payload"]) if "payload" in fields else fields


@asynccontextmanager
async def listening(sandbox: Sandbox) -> AsyncGenerator[Ear]:
    """The sandbox's app is an ear, until the end of the block."""
    ear = Ear()
    application = web.Application()
    application.router.add_post("/slack/events", ear.on_request)
    async with TestServer(application) as server:
        sandbox.request_url = str(server.make_url("/slack/events"))
        yield ear
        sandbox.request_url = None
