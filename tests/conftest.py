"""Databases made by the migrations, one for each test that asks, on SQLite and PostgreSQL."""

import gc
import os
import re
import shutil
from collections.abc import AsyncGenerator, Callable, Generator
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool

from bot.models import Base
from bot.sandbox import Sandbox
from bot.settings import with_driver
from tests.databases import migrate, own_server
from tests.office import Office, office_in

# The machine is shared, so no example is too slow; and each run of the suite tries others.
settings.register_profile("suite", deadline=None, max_examples=40)
settings.load_profile("suite")


@event.listens_for(Pool, "connect")
def need_not_survive_a_power_cut(connection: DBAPIConnection, _record: object) -> None:
    """Waiting for the disk would be half of the suite's time on SQLite."""
    if "sqlite" in repr(type(connection)):
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.close()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes SQLite databases: a file each, copied from one that was migrated."""
    folder, numbers = tmp_path_factory.mktemp("sqlite"), count(1)
    migrate(f"sqlite:///{folder}/template.db")

    def make() -> str:
        return f"sqlite:///{shutil.copy(folder / 'template.db', folder / f'{next(numbers)}.db')}"

    return make


@pytest.fixture(scope="session")
def replaced(sqlite: Callable[[], str]) -> Callable[[], str]:
    """One SQLite file, as new each time: an engine for the same address remembers its SQL."""
    url = sqlite()
    path = Path(url.removeprefix("sqlite:///"))

    def replace() -> str:
        for log in ("-wal", "-shm"):  # of a test that failed before it let go of the file
            path.with_name(path.name + log).unlink(missing_ok=True)
        fresh = path.with_name("fresh.db")  # a file of its own, whoever still has the old one open
        shutil.copy(path.with_name("template.db"), fresh)
        fresh.replace(path)
        return url

    return replace


@pytest.fixture(scope="session")
def postgresql_server() -> Generator[str]:
    """The server that TEST_DATABASE_URL names, or one of our own."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield with_driver(url)
        return
    with own_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql(postgresql_server: str) -> Generator[Callable[[], str]]:
    """Makes PostgreSQL databases from a template that was migrated; drops them in the end."""
    run, numbers = f"lt_{os.getpid()}", count(1)
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    made = [f"{run}_template"]

    def url_of(name: str) -> str:
        return admin.url.set(database=name).render_as_string(hide_password=False)

    def make() -> str:
        made.append(f"{run}_{next(numbers)}")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {made[-1]} TEMPLATE {made[0]}"))
        return url_of(made[-1])

    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {made[0]}"))
    migrate(url_of(made[0]))
    yield make
    with admin.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def emptied(postgresql: Callable[[], str]) -> Generator[Callable[[], str]]:
    """One PostgreSQL database, as new each time: making another takes a sixth of a second."""
    url = postgresql()
    engine = create_engine(url)
    with engine.connect() as connection:
        sequences = connection.scalars(text("SELECT sequencename FROM pg_sequences")).all()
    anew = text("; ".join(f"ALTER SEQUENCE {name} RESTART" for name in sequences))

    def empty() -> str:
        with engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            connection.execute(anew)
        return url

    yield empty
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database of either kind; used again, but by tests marked as such
    that `alters_the_schema`.
    """
    reusable = request.node.get_closest_marker("alters_the_schema") is None
    anew = {"sqlite": "replaced", "postgresql": "emptied"}[request.param]
    make: Callable[[], str] = request.getfixturevalue(anew if reusable else request.param)
    return make()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--both-databases",
        action="store_true",
        help="every test of a conversation on SQLite and on PostgreSQL; else on one, by turns",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What rests on the database itself (marked `on_both_databases`) is tried on both kinds. A
    conversation asks the same of either, so two thirds of those are on SQLite, which is quicker,
    and one third on PostgreSQL. The longest come first, or one core has them for itself at the end.
    """
    items.sort(key=lambda item: "test_story" not in item.nodeid)
    if config.getoption("--both-databases"):
        return
    left_out = [item for item in items if _is_on_the_other(item)]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


def _is_on_the_other(item: pytest.Item) -> bool:
    chosen_by_hand = any(
        mark.args[0] == "database_url" for mark in item.iter_markers("parametrize")
    )
    if chosen_by_hand or item.get_closest_marker("on_both_databases"):
        return False
    kinds = {"sqlite", "postgresql"} & set(re.findall(r"\w+", item.name.partition("[")[2]))
    if not kinds or "database_url" not in getattr(item, "fixturenames", ()):
        return False
    turn = crc32(item.nodeid.partition("[")[0].encode()) % 3
    return kinds != {"postgresql" if turn == 1 else "sqlite"}


@pytest.fixture
async def office(database_url: str) -> AsyncGenerator[Office]:
    """The bot at work, in a sandbox of its own."""
    async with office_in(database_url) as office:
        yield office


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage again and again costs time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """When a test fails, what everyone saw is printed with it."""
    report = yield
    if call.when == "call" and report.failed and isinstance(item, pytest.Function):
        sandboxes = {
            id(found): found for found in map(_sandbox_of, item.funcargs.values()) if found
        }
        for sandbox in sandboxes.values():
            report.sections.append(("What everyone saw", sandbox.transcript()))
    return report


def _sandbox_of(fixture: object) -> Sandbox | None:
    """A fixture is a sandbox, has one, or has an office in one."""
    for found in (fixture, getattr(fixture, "sandbox", None), getattr(fixture, "office", None)):
        if isinstance(found, Sandbox):
            return found
        if isinstance(inside := getattr(found, "sandbox", None), Sandbox):
            return inside
    return None
