"""Log lines as JSON, each with the id of the turn it belongs to.

Lines hold ids and error classes. Never what a person wrote, never `str(error)` of a database
error: PostgreSQL's DETAIL prints key values even when parameters are hidden.
"""

import logging
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import TextIO
from uuid import uuid4

from pythonjsonlogger.json import JsonFormatter
from sqlalchemy.exc import DBAPIError

_turn_id: ContextVar[str] = ContextVar("turn_id", default="")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


@contextmanager
def turn_id() -> Generator[str]:
    """A short id for what is logged inside the block; a person who meets a bug is given it."""
    token = _turn_id.set(uuid4().hex[:8])
    try:
        yield _turn_id.get()
    finally:
        _turn_id.reset(token)


def start_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """One line a record, warnings and what ends the process among them; on standard error, unless
    there is another stream.
    """
    lines = logging.StreamHandler(stream or sys.stderr)
    lines.setFormatter(
        DiscreetFormatter(
            "{levelname}{name}{message}{turn}",
            style="{",
            timestamp="at",
            rename_fields={"levelname": "level", "name": "logger"},
        )
    )
    lines.addFilter(_add_turn)
    logging.basicConfig(level=level, handlers=[lines], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_crash
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_is_news)
    for chatty in ("slack_bolt", "slack_sdk", "apscheduler", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger("bot").critical("crashed", exc_info=(kind, error, trace))


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt reads SLACK_BOT_TOKEN too, and warns at every start that our client has it already."""
    return not record.getMessage().startswith("As you gave `client`")


def _add_turn(record: logging.LogRecord) -> bool:
    record.turn = _turn_id.get()
    return True


class DiscreetFormatter(JsonFormatter):
    """Tracebacks without messages: the message of an error may quote what a person wrote."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  logging's name
        return "\n".join(_frames(ei[1]))


def _frames(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        state = getattr(error.orig, "sqlstate", "") if isinstance(error, DBAPIError) else ""
        yield f"{type(error).__name__} {state}".strip()
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            yield f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}"
            trace = trace.tb_next
        error = error.__cause__ or error.__context__
