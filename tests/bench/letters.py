"""How fast many are written to, beside what Slack takes: 2,000 invitations, at ten times the pace.

    python -m tests.bench.letters [--people 2000] [--times 10]

A round is launched for so many leaders, as the flow does it. A worker in a process of its own, on
a PostgreSQL of its own, then says all of it to a sandbox that has Slack's limits on, and both at so
many times the pace. Printed is how much of what Slack takes in a minute was used, from the first
letter to the last, and how often Slack said that it was too much.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from bot.clock import system_clock
from bot.rehearsal import manifest
from bot.sandbox import Sandbox, SimulatedClock
from bot.sandbox.rates import IN_A_MINUTE, LIMITED
from bot.settings import Settings
from tests.databases import migrate, own_server
from tests.launched import Workplace, prepared
from tests.office import MONDAY, Office
from tests.started import environment, started

LEASE = 40.0  # seconds, as `run` has it
PATIENCE = 30.0  # seconds without a letter


def main() -> int:
    asked = _parser().parse_args()
    with own_server() as url:
        migrate(url)
        asyncio.run(_measure(url, asked.people, asked.times))
    return 0


async def _measure(url: str, people: int, times: int) -> None:
    clock = SimulatedClock(MONDAY, ticking=True)
    sandbox = Sandbox(manifest(socket_mode=True), clock)
    async with sandbox.serving():
        pace = {
            "WORKSPACE_MESSAGES_PER_MINUTE": str(IN_A_MINUTE * times),
            "CHANNEL_MESSAGES_PER_MINUTE": str(60 * times),
        }
        env = environment(sandbox, url) | pace
        async with _web(sandbox, env) as office:
            names = tuple(f"Leder {number}" for number in range(people))
            here = await prepared(office, names=names)
            sandbox.rates.times = times
            ahead = (clock() - system_clock()).total_seconds()
            program = ("tests.replica", str(ahead), str(LEASE))
            async with started(env | {"RUN_ONLY": "worker"}, *program):
                took = await _written_to_all(here)
    _tell(sandbox, people, took, IN_A_MINUTE * times)


@asynccontextmanager
async def _web(sandbox: Sandbox, env: Mapping[str, str]) -> AsyncGenerator[Office]:
    """It promises, and says nothing itself."""
    by_http = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": sandbox.signing_secret}
    settings = Settings.from_env({**env, **by_http, "RUN_ONLY": "web"})
    office = Office(sandbox, settings, lease=MONDAY - MONDAY)
    await office.opens()
    yield office
    await office.closes()


async def _written_to_all(here: Workplace) -> float:
    """Seconds from the first letter to the last."""
    sandbox = here.office.sandbox
    launching = asyncio.create_task(here.launches())
    first = last = 0.0
    told = 0
    while told < len(here.leaders):
        await asyncio.sleep(0.005)
        now, before = time.monotonic(), told
        told = sandbox.calls[LIMITED] - sandbox.rates.refused[LIMITED]
        first, last = first or (now if told else 0.0), now if told > before else last
        if last and now - last > PATIENCE:
            raise TimeoutError(f"{told} were written to, and then nobody")
    await launching
    return last - first


def _tell(sandbox: Sandbox, people: int, took: float, in_a_minute: int) -> None:
    rate = people / took * 60
    print(f"{people} letters in {took:.1f} s: {rate:.0f} a minute")
    print(f"what Slack takes:  {in_a_minute} a minute")
    print(f"used of it:        {rate / in_a_minute:.1%}")
    print(f"429s:              {sandbox.rates.refused[LIMITED]}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.letters", description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--times", type=int, default=10, help="so many times Slack's own pace")
    return parser


if __name__ == "__main__":
    sys.exit(main())
