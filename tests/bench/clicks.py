"""What one click on a rating costs the processor, beside the least that could be written by hand.

    python -m tests.bench.clicks [--clicks 300]

A click is the whole turn: the signature is checked, Bolt finds the listener, the step runs and is
committed, and the next screen is drawn and sent. The floor is bare Bolt with one listener, which
reads and writes one row by SQL in one transaction and sends the same screen, ready-made: it checks
no rights, seals nothing, knows one language and draws nothing. Both are on the same PostgreSQL and
answer to a server in a thread of its own, which is not counted. Medians of turns that alternate.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from typing import Any
from urllib.parse import parse_qs, urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from psycopg import AsyncConnection
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import make_url

from tests.databases import migrate, own_server
from tests.launched import launched
from tests.office import Office, office_in

TABLE = "CREATE TABLE floor (person text PRIMARY KEY, score int NOT NULL)"
READ = "SELECT score FROM floor WHERE person = %s FOR UPDATE"
WRITE = (
    "INSERT INTO floor VALUES (%s, %s) ON CONFLICT (person) DO UPDATE SET score = excluded.score"
)
Click = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Answers:
    """Where screens are sent to."""

    url: str
    newest: str = ""


def main() -> int:
    asked = _parser().parse_args()
    with own_server() as url, _answers() as answers:
        migrate(url)
        asyncio.run(_measure(url, answers, asked.clicks))
    return 0


@contextmanager
def _answers() -> Generator[Answers]:
    class OnAnswer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            answers.newest = self.rfile.read(length).decode()
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name there
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), OnAnswer) as server:
        answers = Answers(f"http://127.0.0.1:{server.server_address[1]}/")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield answers
        server.shutdown()


async def _measure(url: str, answers: Answers, clicks: int) -> None:
    async with office_in(url) as office:
        request = await _a_click(office, answers)

        async def ours() -> None:
            await _answered(office.bot.slack, request)
            await office.bot.desk.drain()

        await ours()
        async with _floor(office, url, json.loads(answers.newest)) as app:

            async def floor() -> None:
                await _answered(app, request)

            took = {"ours": list[float](), "floor": list[float]()}
            for number in range(clicks + 20):
                for name, click in (("ours", ours), ("floor", floor)):
                    seconds = await _timed(click)
                    if number >= 20:  # those before warmed up
                        took[name].append(seconds)
    _tell(median(took["ours"]), median(took["floor"]))


async def _a_click(office: Office, answers: Answers) -> AsyncBoltRequest:
    """What Slack sends when a leader rates, to be answered elsewhere, and signed anew."""
    heard: list[str] = []

    async def on_request(request: web.Request) -> web.Response:
        heard.append(await request.text())
        bolt_request = await to_bolt_request(request)
        return await to_aiohttp_response(await office.bot.slack.async_dispatch(bolt_request))

    here = await launched(office)
    anna = here.leaders[0]
    await anna.clicks("Begynd")
    app = web.Application()
    app.router.add_post("/slack/events", on_request)
    before = office.sandbox.request_url
    async with TestServer(app) as server:
        office.sandbox.request_url = str(server.make_url("/slack/events"))
        await anna.clicks("4", nth=0)
        office.sandbox.request_url = before
    payload = json.loads(parse_qs(heard[0])["payload"][0]) | {"response_url": answers.url}
    body = urlencode({"payload": json.dumps(payload)})
    return _signed(body, office.sandbox.signing_secret)


def _signed(body: str, secret: str) -> AsyncBoltRequest:
    now = str(int(time.time()))  # noqa: TID251  signatures are of real time
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body)
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature or "",
    }
    return AsyncBoltRequest(body=body, headers=headers)


@asynccontextmanager
async def _floor(office: Office, url: str, screen: Any) -> AsyncGenerator[AsyncApp]:
    ours = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    async with aiohttp.ClientSession() as http, await AsyncConnection.connect(ours) as connection:
        client = AsyncWebClient(
            token=office.sandbox.bot_token, base_url=f"{office.sandbox.url}/api/", session=http
        )
        app = AsyncApp(
            client=client,
            signing_secret=office.sandbox.signing_secret,
            process_before_response=True,
        )
        await connection.execute(TABLE)
        await connection.commit()

        @app.action(re.compile("rating"))
        async def on_answer(args: AsyncArgs) -> None:
            person, score = args.body["user"]["id"], args.body["actions"][0]["value"][-1]
            async with connection.transaction():
                await connection.execute(READ, (person,))
                await connection.execute(WRITE, (person, int(score)))
            await args.ack()
            async with http.post(args.body["response_url"], json=screen) as answer:
                await answer.read()

        yield app


async def _answered(app: AsyncApp, request: AsyncBoltRequest) -> None:
    again = AsyncBoltRequest(body=request.raw_body, headers=request.headers)
    response = await app.async_dispatch(again)
    if response.status != 200:
        raise AssertionError(f"answered with {response.status}")


async def _timed(click: Click) -> float:
    """Seconds of this thread's processor: the server that is answered to has another."""
    began = time.thread_time()
    await click()
    return time.thread_time() - began


def _tell(ours: float, floor: float) -> None:
    print(f"a click:   {ours * 1000:6.2f} ms of the processor")
    print(f"the floor: {floor * 1000:6.2f} ms")
    print(f"ratio:     {ours / floor:6.2f} x")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.clicks", description=__doc__)
    parser.add_argument("--clicks", type=int, default=300)
    return parser


if __name__ == "__main__":
    sys.exit(main())
