"""The bot as a process of its own, in a workspace that the test serves."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.clock import system_clock
from bot.rehearsal import manifest, settings_for
from bot.sandbox import Sandbox, SimulatedClock
from tests.databases import ROOT
from tests.forked import Forked

PATIENCE = 15.0  # seconds; on a machine with much to do, a start alone takes some


@asynccontextmanager
async def workspace(*, socket_mode: bool) -> AsyncGenerator[Sandbox]:
    """On real time, like the process that comes to it."""
    clock = SimulatedClock(system_clock(), ticking=True)
    sandbox = Sandbox(manifest(socket_mode=socket_mode), clock)
    if not socket_mode:
        sandbox.request_url = f"http://127.0.0.1:{free_port()}/slack/events"
    async with sandbox.serving():
        yield sandbox


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


async def until(happens: Callable[[], object]) -> None:
    """Wait until it has happened in the other process, and so in the workspace."""
    give_up = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < give_up, "it never happened"
        await asyncio.sleep(0.01)


def environment(sandbox: Sandbox, database_url: str, **more: str) -> dict[str, str]:
    """The settings of `run`; by Socket Mode, health has a port that is free."""
    settings = dict(settings_for(sandbox, "da"))
    if sandbox.request_url is None:
        settings["PORT"] = str(free_port())
    return {**settings, "DATABASE_URL": database_url, **more}


@dataclass(slots=True)
class Started:
    process: Forked
    environment: Mapping[str, str]
    lines: list[str] = field(default_factory=list[str])  # of the log

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}{path}"

    def log(self) -> list[dict[str, Any]]:
        """Raises ValueError for a line that is no JSON."""
        return [json.loads(line) for line in self.lines]

    def is_ready(self) -> bool:
        assert self.process.returncode is None, "\n".join(self.lines)
        return any("ready" in line for line in self.lines)

    async def stops(self) -> int:
        """As a host stops it. The exit status; raises TimeoutError after ten seconds."""
        self.process.terminate()
        async with asyncio.timeout(10):
            return await self.process.wait()

    async def reads(self) -> None:
        async for line in await self.process.errors():
            self.lines.append(line.decode().rstrip())


@asynccontextmanager
async def started(environment: Mapping[str, str], *program: str) -> AsyncGenerator[Started]:
    """`run` (or another module with its arguments) in a process of its own, until the end of the
    block at the latest.
    """
    module, *words = program or ("bot", "run")
    process = Forked(module, words, environment)
    run = Started(process, environment)
    reading = asyncio.create_task(run.reads())
    try:
        await until(run.is_ready)
        yield run
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading


async def command(
    words: str, environment: Mapping[str, str] | None = None, options: tuple[str, ...] = ()
) -> asyncio.subprocess.Process:
    """`python -m bot …`, with none of the settings that this process may have."""
    return await _begun(*options, "-m", "bot", *words.split(), environment=environment)


async def said(
    words: str, environment: Mapping[str, str] | None = None, *, options: tuple[str, ...] = ()
) -> tuple[int | None, str, str]:
    """The exit status of a command that ends by itself, and what it wrote on either side."""
    return await _ended(await command(words, environment, options))


async def python(*words: str) -> tuple[int | None, str, str]:
    """The same of any few lines of Python."""
    return await _ended(await _begun(*words, environment=None))


async def _begun(*words: str, environment: Mapping[str, str] | None) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *words),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **(environment or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()
