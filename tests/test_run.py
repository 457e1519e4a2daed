"""`run` as a process of its own: it is reached as from Slack, and stops without losing anything."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import create_engine, text

from bot.app import running
from bot.clock import system_clock
from bot.domain import catalogue
from bot.sandbox import Person, Sandbox, SimulatedClock
from bot.schema import prepare
from bot.serve import NotReady, serve, until_stopped, web_app
from bot.settings import Settings, with_driver
from bot.slack.sockets import Sockets
from bot.wording.words import words_in
from tests.started import command, environment, free_port, python, said, started, until, workspace

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
SECRET = "Sommerhus-47"


@pytest.fixture(params=["http", "socket_mode"])
async def sandbox(request: pytest.FixtureRequest) -> AsyncGenerator[Sandbox]:
    async with workspace(socket_mode=request.param == "socket_mode") as sandbox:
        yield sandbox


@pytest.fixture
async def by_http() -> AsyncGenerator[Sandbox]:
    async with workspace(socket_mode=False) as sandbox:
        yield sandbox


def settings(sandbox: Sandbox, database_url: str, **more: str) -> Settings:
    return Settings.from_env({**environment(sandbox, database_url), **more})


async def told(url: str) -> tuple[int, str]:
    """What a host or a browser is answered."""
    async with aiohttp.ClientSession() as asking, asking.get(url) as answer:
        return answer.status, await answer.text()


def unmigrated(url: str) -> str:
    """The database, as if the release step had not been there yet."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    engine.dispose()
    return url


# At work


async def test_hrs_system_is_answered_however_slack_reaches_us(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    given = environment(sandbox, f"sqlite:///{tmp_path}/new.db") | {"HR_TOKEN": "t" * 32}
    body = {"name": "Mette Holm", "start_date": sandbox.clock().date().isoformat()}
    async with started(given) as run, aiohttp.ClientSession() as session:
        for token, status in (("t" * 32, 404), ("t" * 31, 401)):  # 404: there is no card yet
            headers = {"Authorization": f"Bearer {token}"}
            asking = session.post(run.address("/new-leaders"), json=body, headers=headers)
            async with asking as answer:
                assert answer.status == status
        assert await run.stops() == 0
        assert not any("Mette" in line for line in run.lines)


async def test_a_leader_is_answered_even_while_it_stops_and_the_log_tells_nothing_of_it(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    anna, bo = sandbox.adds("Anna Lund"), sandbox.adds("Bo Vang")
    async with started(environment(sandbox, f"sqlite:///{tmp_path}/new.db")) as run:
        assert await told(run.address("/healthz")) == (200, "ok\n")
        assert await told(run.address("/readyz")) == (200, "ready\n")
        await anna.types(f"/ledertrivsel {SECRET}")
        await until(lambda: anna.sees("Anna"))
        sandbox.faults.strike("response_url", "server_error")
        await anna.types(f"/ledertrivsel {SECRET}")
        await anna.types(SECRET)
        await until(lambda: any("could not show" in line for line in run.lines))

        sandbox.faults.strike("users.info", "slow", delay=0.5)
        typing = asyncio.create_task(bo.types("/ledertrivsel"))
        await until(lambda: sandbox.calls["users.info"] == 2)
        assert await run.stops() == 0
        assert (await typing).ok
        assert bo.sees("Bo")
    assert {line["level"] for line in run.log()} >= {"INFO", "ERROR"}
    assert SECRET not in "\n".join(run.lines)


async def sets_up(hanne: Person, leaders: list[Person]) -> None:
    """One form, seen once more, and sent."""
    words = words_in("da")
    questions = {question.key: question.question for question in catalogue.setup_questions("da")}
    await hanne.types("/ledertrivsel")
    await until(lambda: hanne.sees(words.say("Start a process")))
    await hanne.clicks(words.say("Start a process"))
    await until(lambda: hanne.form)
    await hanne.fills(
        {
            words.say("What is the process called?"): "Plan 2027",
            questions["sender"]: "Direktionen",
            words.say("Which leaders are asked to rate?"): leaders,
            questions["decides"]: [hanne],
            words.say("Where is the map shown, and the work done?"): "#ledertrivsel",
        }
    )
    await hanne.submits()
    await hanne.submits()


@pytest.mark.parametrize("sandbox", ["socket_mode"], indirect=True)
async def test_letters_that_a_stop_holds_back_go_out_once_each_when_it_is_back(
    sandbox: Sandbox, postgresql: Callable[[], str]
) -> None:
    hanne = sandbox.adds("Hanne Bach", admin=True)
    leaders = [sandbox.adds(name) for name in ("Anna Lund", "Bo Vang", "Carla Dahl", "Dan Friis")]
    sandbox.opens_channel("ledertrivsel", [hanne, *leaders])
    env = environment(sandbox, postgresql())
    async with started(env) as run:
        sandbox.faults.strike("chat.postMessage", "slow", delay=0.5)
        await sets_up(hanne, leaders)
        await until(lambda: sandbox.calls["chat.postMessage"])
        assert await run.stops() == 0
    invited = [leader.was_told("[Begynd]") for leader in leaders]
    assert sum(invited) < len(leaders), "some were to wait for the next process"
    async with started(env) as run:
        await until(lambda: all(leader.was_told("[Begynd]") for leader in leaders))
        assert await run.stops() == 0
    assert [leader.was_told("[Begynd]") for leader in leaders] == [1] * len(leaders)


@pytest.mark.parametrize("sandbox", ["socket_mode"], indirect=True)
async def test_told_to_stop_it_is_gone_within_ten_seconds_however_long_slack_takes(
    sandbox: Sandbox, postgresql: Callable[[], str]
) -> None:
    """A letter is in hand, and a screen is being shown; the next process finds what was said."""
    hanne = sandbox.adds("Hanne Bach", admin=True)
    leaders = [sandbox.adds(name) for name in ("Anna Lund", "Bo Vang")]
    sandbox.opens_channel("ledertrivsel", [hanne, *leaders])
    env = environment(sandbox, postgresql())
    async with started(env) as run:
        sandbox.faults.strike("chat.postMessage", "slow", delay=60)
        setting_up = asyncio.create_task(sets_up(hanne, leaders))
        await until(lambda: sandbox.calls["chat.postMessage"])
        sandbox.faults.strike("response_url", "slow", times=20, delay=60)
        await hanne.types("/ledertrivsel", settle=False)
        assert await run.stops() == 0
        setting_up.cancel()
    engine = create_engine(with_driver(env["DATABASE_URL"]))
    with engine.connect() as connection:
        states = connection.scalars(text("SELECT state FROM outbox WHERE lease_token IS NULL"))
        assert sorted(set(states)) == ["pending", "unknown"], "nothing is leased any more"
    engine.dispose()
    later = SimulatedClock(system_clock() + timedelta(minutes=2))
    async with running(Settings.from_env(env), clock=later):
        await until(lambda: all(leader.was_told("[Begynd]") for leader in leaders))
    assert [leader.was_told("[Begynd]") for leader in leaders] == [1] * len(leaders)


async def test_a_crash_is_a_line_of_the_log_and_quotes_nobody() -> None:
    crash = f"import bot.logs; bot.logs.start_logging(); raise ValueError('{SECRET}')"
    _, _, err = await python("-c", crash)
    line = json.loads(err)
    assert (line["level"], line["message"]) == ("CRITICAL", "crashed")
    assert "ValueError" in line["exc_info"]
    assert SECRET not in err


# What a host asks


@pytest.mark.parametrize(
    ("database_url", "why"),
    [
        (NOWHERE, "the database cannot be reached\n"),
        ("sqlite:///{folder}/empty.db", "the database's schema is old\n"),
    ],
)
async def test_it_says_why_it_is_not_ready(
    by_http: Sandbox, tmp_path: Path, database_url: str, why: str
) -> None:
    url = database_url.format(folder=tmp_path)
    async with running(settings(by_http, url)) as bot, TestServer(web_app(bot, None)) as server:
        assert await told(str(server.make_url("/readyz"))) == (503, why)


@pytest.mark.parametrize("sandbox", ["socket_mode"], indirect=True)
async def test_it_is_ready_once_slack_can_tell_it_something(
    sandbox: Sandbox, sqlite: Callable[[], str]
) -> None:
    async with running(settings(sandbox, sqlite())) as bot:
        sockets = Sockets(bot.slack, sandbox.app_token, 2)
        async with TestServer(web_app(bot, sockets)) as server:
            url = str(server.make_url("/readyz"))
            assert await told(url) == (503, "not connected to Slack\n")
            await sockets.arrive()
            assert await told(url) == (200, "ready\n")
        await sockets.leave(1)


async def test_a_dead_worker_ends_the_process_for_a_host_to_start_it_anew(
    by_http: Sandbox, sqlite: Callable[[], str]
) -> None:
    async with running(settings(by_http, sqlite())) as bot:
        bot.working.cancel()
        with pytest.raises(NotReady, match="worker has died"):
            await until_stopped(asyncio.Event(), bot)


# What keeps it from starting

Wrong = Callable[[Sandbox, str], Settings]

REFUSALS: dict[str, tuple[Wrong, str]] = {
    "database": (
        lambda sandbox, _: settings(sandbox, NOWHERE),
        "The database that DATABASE_URL names cannot be reached (OperationalError).",
    ),
    "bot token": (
        lambda sandbox, url: settings(sandbox, url, SLACK_BOT_TOKEN="xoxb-other"),
        "Slack does not accept SLACK_BOT_TOKEN: invalid_auth.",
    ),
    "app token": (
        lambda sandbox, url: settings(sandbox, url, SLACK_APP_TOKEN="xapp-other"),
        "Slack does not accept SLACK_APP_TOKEN: invalid_auth.",
    ),
    "socket mode": (
        lambda sandbox, url: settings(sandbox, url, SLACK_APP_TOKEN=sandbox.app_token),
        "Slack does not accept SLACK_APP_TOKEN: socket_mode_not_enabled.",
    ),
    "no slack": (
        lambda sandbox, url: settings(sandbox, url, SLACK_API_URL="http://127.0.0.1:1/api/"),
        "Slack cannot be reached at SLACK_API_URL (ClientConnectorError).",
    ),
}


@pytest.mark.parametrize(("wrong", "words"), REFUSALS.values(), ids=REFUSALS.keys())
async def test_it_says_in_words_why_it_cannot_start(
    by_http: Sandbox, sqlite: Callable[[], str], wrong: Wrong, words: str
) -> None:
    before = asyncio.all_tasks()
    with pytest.raises(NotReady, match=f"^{re.escape(words)}$"):
        await serve(wrong(by_http, sqlite()))
    await until(lambda: asyncio.all_tasks() <= before)  # what had begun is let go


async def test_a_port_that_is_taken_is_named(by_http: Sandbox, sqlite: Callable[[], str]) -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:  # noqa: S104  the bot opens it on all, too
        port = str(other.getsockname()[1])
        with pytest.raises(NotReady, match=f"Port {port} is taken by another program"):
            await serve(settings(by_http, sqlite(), PORT=port))


async def test_on_postgresql_the_release_step_migrates(
    by_http: Sandbox, postgresql: Callable[[], str]
) -> None:
    env = environment(by_http, unmigrated(postgresql()))
    status, _, err = await said("run", env)
    assert (status, err.splitlines()[1:]) == (2, [])
    assert err.endswith("Run: alembic upgrade head\n")


async def test_the_next_release_may_migrate_first(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    engine.dispose()
    await prepare(with_driver(database_url))


async def test_all_that_is_wrong_with_the_settings_is_said_at_once() -> None:
    status, _, err = await said("run", {"SLACK_BOT_TOKEN": "hemmelig", "PORT": "mange"})
    assert status == 2
    assert "Traceback" not in err
    assert "hemmelig" not in err
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "BOT_KEYS", "PORT"):
        assert f"  - {name} " in err


# The command line


async def test_help_names_every_command_and_waits_for_nothing() -> None:
    status, out, imported = await said("--help", options=("-X", "importtime"))
    assert status == 0
    for name in ("demo", "sandbox", "run", "new-key"):
        assert f"    {name} " in out
    for heavy in ("sqlalchemy", "slack_bolt", "aiohttp", "matplotlib", "cryptography"):
        assert heavy not in imported


async def test_the_sandbox_prints_what_a_bot_beside_it_needs() -> None:
    port = free_port()
    process = await command(f"sandbox --port {port} --request-url http://127.0.0.1:4711/events")
    assert process.stdout is not None
    printed = [(await process.stdout.readline()).decode() for _ in range(9)]
    env = dict(line.removeprefix("export ").strip().split("=", 1) for line in printed[2:])
    assert printed[0] == f"# The workspace: http://127.0.0.1:{port}/\n"
    assert env["SLACK_API_URL"] == f"http://127.0.0.1:{port}/api/"
    assert Settings.from_env(env).port == 4711
    status, page = await told(f"http://127.0.0.1:{port}/")
    assert (status, "<title>" in page) == (200, True)
    process.terminate()
    assert await process.wait() == 0


# Web and worker apart


@pytest.mark.parametrize("sandbox", ["socket_mode"], indirect=True)
async def test_one_process_is_told_and_another_says_what_comes_of_it(
    sandbox: Sandbox, postgresql: Callable[[], str]
) -> None:
    hanne, anna = sandbox.adds("Hanne Bach", admin=True), sandbox.adds("Anna Lund")
    sandbox.opens_channel("ledertrivsel", [hanne, anna])
    env = environment(sandbox, postgresql())
    async with running(Settings.from_env(env | {"RUN_ONLY": "web"})) as web:
        sockets = Sockets(web.slack, sandbox.app_token, 2)
        await sockets.arrive()
        await sets_up(hanne, [anna])
        assert not anna.was_told("[Begynd]"), "it is only promised"
        async with started(env, "bot", "run", "--only", "worker") as worker:
            assert await told(worker.address("/readyz")) == (200, "ready\n")
            assert (await told(worker.address("/slack/events")))[0] == 404
            await until(lambda: anna.was_told("[Begynd]"))
            assert sandbox.sockets.number == 2, "the worker is told nothing"
            assert await worker.stops() == 0
        await sockets.leave(1)
    assert anna.was_told("[Begynd]") == 1


async def test_on_sqlite_web_and_worker_are_one_process(by_http: Sandbox) -> None:
    status, _, err = await said("run --only web", environment(by_http, "sqlite:///new.db"))
    assert status == 2
    assert err.splitlines()[1:] == [
        "  - RUN_ONLY (or --only) needs PostgreSQL: SQLite serves a single process, with both"
    ]
