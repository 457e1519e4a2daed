"""Socket Mode: one socket is always open, and what Slack tells is acted on once, come what may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app import Bot, running
from bot.models import SeenEvent
from bot.sandbox import Sandbox
from bot.schema import prepare
from bot.settings import Settings
from bot.slack.sockets import Sockets
from tests.started import environment, started, until, workspace


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with workspace(socket_mode=True) as sandbox:
        yield sandbox


@asynccontextmanager
async def connected(sandbox: Sandbox, database_url: str, number: int = 2) -> AsyncGenerator[Bot]:
    """The bot, told by Socket Mode; it takes its leave as `run` does."""
    settings = Settings.from_env(environment(sandbox, database_url))
    await prepare(settings.database_url)
    async with running(settings) as bot:
        sockets = Sockets(bot.slack, settings.slack_app_token, number)
        await sockets.arrive()
        try:
            await until(lambda: sandbox.sockets.number == number)
            sandbox.sockets.fewest = number
            yield bot
        finally:
            await sockets.leave(1)


async def events_seen(bot: Bot) -> int:
    async with bot.sessions.begin() as session:
        return (await session.scalars(select(func.count()).select_from(SeenEvent))).one()


@pytest.mark.parametrize("number", [1, 2])
async def test_sockets_are_replaced_before_they_are_closed_and_nobody_notices(
    sandbox: Sandbox, sqlite: Callable[[], str], number: int
) -> None:
    owen, slack = sandbox.adds("Owen Reed"), sandbox.sockets
    async with connected(sandbox, sqlite(), number):
        for hour in range(1, 4):
            sandbox.faults.strike("users.info", "slow", delay=0.05)  # is at it when it is warned
            typing = asyncio.create_task(owen.types("/ledertrivsel"))
            await slack.warn()
            await until(lambda: slack.number == 2 * number)
            assert (await typing).ok
            assert (await owen.types("/ledertrivsel")).ok
            await slack.refresh(number=number)
            await slack.close_old()
            assert (await owen.types("hej")).ok
            await until(lambda told=hour: owen.was_told("Hej Owen.") == told)
        assert slack.number == slack.fewest == number, "there was always one open"


async def test_a_socket_that_breaks_is_replaced_at_once_and_one_that_is_refused_a_little_later(
    sandbox: Sandbox, sqlite: Callable[[], str]
) -> None:
    owen, slack = sandbox.adds("Owen Reed"), sandbox.sockets
    async with connected(sandbox, sqlite()):
        sandbox.faults.strike("apps.connections.open", "server_error")
        slack.break_off()
        assert (await owen.types("/ledertrivsel")).ok
        await until(lambda: slack.number == 2)
        await slack.refresh()
        assert (await owen.types("/ledertrivsel")).ok
        await until(lambda: slack.number == 2)


async def test_what_was_committed_and_whose_acknowledgement_was_lost_is_not_done_again(
    sandbox: Sandbox, sqlite: Callable[[], str]
) -> None:
    owen = sandbox.adds("Owen Reed")
    async with connected(sandbox, sqlite()) as bot:
        sandbox.sockets.acks_to_lose = 2
        await owen.types("hej")
        await until(lambda: owen.was_told("Hej Owen.") and sandbox.sockets.number == 2)
        assert sandbox.sockets.acks_to_lose == 0, "it was told again"
        assert await events_seen(bot) == 1
        assert owen.was_told("Hej Owen.") == 1


async def test_what_a_killed_process_was_about_to_do_is_done_once_by_the_next(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """One event before its commit, and one after it, whose acknowledgement never came."""
    owen, bo = sandbox.adds("Owen Reed"), sandbox.adds("Bo Vang")
    url = f"sqlite:///{tmp_path}/new.db"
    async with started(environment(sandbox, url)) as run:
        await until(lambda: sandbox.sockets.number == 2)
        sandbox.sockets.acks_to_lose = 1
        await bo.types("hej", settle=False)
        await until(lambda: bo.was_told("Hej Bo."))
        sandbox.faults.strike("users.info", "slow", delay=60)
        await owen.types("hej", settle=False)
        await until(lambda: sandbox.calls["users.info"] == 2)
        run.process.kill()
        await run.process.wait()
    async with connected(sandbox, url) as bot:
        sandbox.clock.advance(minutes=2)
        await until(lambda: owen.was_told("Hej Owen."))
        assert await events_seen(bot) == 2
        assert (owen.was_told("Hej Owen."), bo.was_told("Hej Bo.")) == (1, 1)
