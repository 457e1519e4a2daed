"""How long after a click is committed its message is with somebody else, beside a bare handler.

    python -m tests.bench.reactions [--times 100]

Somebody appoints the lead of a group, and the lead is told: the promise is committed, the worker
wakes, claims it, reads again what there is to say, notes that it begins, and sends it. The bare
Bolt handler writes one row, commits, acknowledges and posts a ready-made message: where it crashes
in between, or Slack is busy, nobody is told. Both are on the same PostgreSQL and speak to the same
sandbox. Medians of turns that alternate.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from statistics import median

import aiohttp
from psycopg import AsyncConnection
from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from sqlalchemy import Connection, event, make_url

from bot.sandbox import Sandbox
from bot.slack.courier import slack_client
from tests.bench.clicks import TABLE, WRITE
from tests.choosing import SPARRING, Workplace
from tests.databases import migrate, own_server
from tests.grouping import at_work
from tests.office import Office, office_in
from tests.sandbox_app import bolt

POST = "chat.postMessage"
WARM_UP = 5


class Stopwatch:
    """From the first commit after it is set to the next message."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._committed = 0.0

    def commits(self, _: Connection | None = None) -> None:
        self._committed = self._committed or time.perf_counter()

    def sets(self) -> asyncio.Task[float]:
        self._committed = 0.0
        return asyncio.create_task(self._seconds(self._sandbox.calls[POST]))

    async def _seconds(self, before: int) -> float:
        version = self._sandbox.world.version
        while self._sandbox.calls[POST] == before:
            version = await self._sandbox.world.wait_for_change(version)
        return time.perf_counter() - self._committed


def main() -> int:
    times = _parser().parse_args().times
    with own_server() as url:
        migrate(url)
        ours, bare = asyncio.run(_measure(url, times))
    print(f"from the commit to the message: {ours * 1000:6.2f} ms")
    print(f"a bare handler:                 {bare * 1000:6.2f} ms")
    print(f"ratio:                          {ours / bare:6.2f} x")
    return 0


async def _measure(url: str, times: int) -> tuple[float, float]:
    async with office_in(url) as office:
        here, watch = await at_work(office), Stopwatch(office.sandbox)
        event.listen(office.bot.engine.sync_engine, "commit", watch.commits)
        ours, bare = list[float](), list[float]()
        async with _bare(office, url, watch, here.mads.id) as app:
            for number in range(times + WARM_UP):
                ours.append(await _appointing(here, watch, number))
                async with _instead(office.sandbox, app):
                    bare.append(await _bare_click(here, watch))
        return median(ours[WARM_UP:]), median(bare[WARM_UP:])


async def _appointing(here: Workplace, watch: Stopwatch, number: int) -> float:
    await here.hanne.clicks("Vælg gruppeledere")
    await here.hanne.fills({SPARRING: (here.bo, here.mads)[number % 2]})
    told = watch.sets()
    await here.hanne.submits(settle=False)
    seconds = await told
    await here.sandbox.pass_time(seconds=10)  # what has changed is drawn again
    return seconds


async def _bare_click(here: Workplace, watch: Stopwatch) -> float:
    told = watch.sets()
    await here.owen.types("/ledertrivsel", settle=False)
    return await told


@asynccontextmanager
async def _bare(office: Office, url: str, watch: Stopwatch, to: str) -> AsyncGenerator[AsyncApp]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    async with aiohttp.ClientSession() as http, await AsyncConnection.connect(plain) as connection:
        sandbox = office.sandbox
        client = slack_client(sandbox.bot_token, f"{sandbox.url}/api/", http)
        app = AsyncApp(
            client=client, signing_secret=sandbox.signing_secret, process_before_response=True
        )
        await connection.execute(TABLE)
        await connection.commit()

        @app.command("/ledertrivsel")
        async def on_command(args: AsyncArgs) -> None:
            async with connection.transaction():
                await connection.execute(WRITE, (args.body["user_id"], 1))
            watch.commits()
            await args.ack()
            await client.chat_postMessage(channel=to, text="Du leder gruppen.")

        yield app


@asynccontextmanager
async def _instead(sandbox: Sandbox, app: AsyncApp) -> AsyncGenerator[None]:
    """The bare app is the sandbox's, until the end of the block."""
    ours = sandbox.request_url
    async with bolt(sandbox, app):
        yield
        await sandbox.settles()
    sandbox.request_url = ours


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reactions", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    return parser


if __name__ == "__main__":
    sys.exit(main())
