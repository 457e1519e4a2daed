"""The log: a JSON line each, with the turn it belongs to, and nothing that a person wrote."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Generator
from typing import Any

import pytest
from sqlalchemy import text

from bot.logs import start_logging, turn_id
from bot.sandbox import Person
from bot.sandbox import payloads as slack
from tests.launched import Workplace, answers, launched
from tests.office import Office

pytestmark = [pytest.mark.on_both_databases, pytest.mark.alters_the_schema]

SECRET = "Zebrastribe"
NAMES = tuple(f"{name} {SECRET}" for name in ("Anna", "Bo", "Carla", "Dan", "Eva", "Finn"))
ALWAYS = {"at", "level", "logger", "message", "turn"}


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """What would be on standard error in a real run."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    start_logging(stream=written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    sys.excepthook = hook


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_line_is_json_with_the_id_of_its_turn(log: io.StringIO) -> None:
    ours = logging.getLogger("bot.test")
    with turn_id() as code:
        ours.info('row %s is\n"done"', 7)
    ours.warning("outside")
    inside, outside = lines(log)
    assert inside.keys() == outside.keys() == ALWAYS
    assert (inside["message"], inside["turn"]) == ('row 7 is\n"done"', code)
    assert (inside["level"], inside["logger"]) == ("INFO", "bot.test")
    assert outside["turn"] == ""


def test_what_an_error_says_is_not_logged_but_where_it_arose_is(log: io.StringIO) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(f"no such person: {SECRET}") from first
    except ValueError:
        logging.getLogger("bot.test").exception("failed")
    [line] = lines(log)
    assert "ValueError" in line["exc_info"]
    assert "KeyError" in line["exc_info"]
    assert "test_logs.py" in line["exc_info"]
    assert SECRET not in log.getvalue()


def test_a_crash_is_logged_as_discreetly(log: io.StringIO) -> None:
    try:
        raise RuntimeError(SECRET)
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    [line] = lines(log)
    assert (line["level"], line["message"]) == ("CRITICAL", "crashed")
    assert SECRET not in log.getvalue()


async def test_after_a_hostile_run_no_line_holds_a_name_or_anything_that_was_written(
    log: io.StringIO, office: Office
) -> None:
    here = await launched(office, names=NAMES)
    anna, bo, carla, *_ = here.leaders
    await answers(anna)
    await anna.types(f"Kan I hjælpe? {SECRET}")
    await anna.posts(here.channel, SECRET)
    await suggests_what_another_has_suggested(office, anna, bo)
    await meets_a_bug(office, carla)
    await is_refused_by_slack(office, here)
    await sends_what_we_do_not_know(office, anna)
    found = lines(log)
    told = "\n".join(line.get("exc_info", "") for line in found)
    for kind in ("IntegrityError", "SlackApiError", "OSError"):
        assert kind in told, "the run was hostile"
    for written in (SECRET, "Anna", "Plan 2027", "Direktionen", "Frokost", anna.user.email or "@"):
        assert written not in log.getvalue()


async def suggests_what_another_has_suggested(office: Office, *leaders: Person) -> None:
    """PostgreSQL's DETAIL tells the key's values: here what somebody wrote about a theme."""
    await executes(office, "CREATE UNIQUE INDEX once ON own_themes (about)")
    for leader in leaders:
        await leader.clicks("Begynd" if leader is not leaders[0] else "Spring over")
        while not leader.sees("Foreslå et tema"):
            await leader.clicks("Spring over")
        await leader.clicks("Foreslå et tema")
        await leader.fills({"Hvad er temaet?": f"Frokost med {leader.name}"})
        await leader.fills({"Hvad mener du med det?": f"Vi spiser {SECRET}"})
        await leader.submits()


async def meets_a_bug(office: Office, person: Person) -> None:
    await executes(office, "ALTER TABLE drafts RENAME TO mislaid")
    await person.clicks("Begynd")
    await executes(office, "ALTER TABLE mislaid RENAME TO drafts")


async def is_refused_by_slack(office: Office, here: Workplace) -> None:
    """Its answers quote what was sent."""
    office.sandbox.faults.strike("chat.postMessage", "server_error", times=2)
    office.sandbox.faults.strike("response_url", "server_error")
    await here.leaders[3].clicks("Begynd")
    await here.closes_round()


async def sends_what_we_do_not_know(office: Office, person: Person) -> None:
    workspace = office.sandbox.workspace
    dm = workspace.open_dm(person.user)
    command = slack.slash_command(workspace, person.id, dm, "/kaffe", SECRET)
    await workspace.delivery.ask("slash_commands", command)
    button = {"type": "button", "action_id": SECRET, "block_id": "b", "value": SECRET}
    payload = slack.block_actions(workspace, person.id, dm.messages[-1], button)
    for kind in ("block_actions", "block_suggestion", "message_action", "made_up"):
        await workspace.delivery.ask("interactive", payload | {"type": kind, "value": SECRET})
    await office.sandbox.settles()


async def executes(office: Office, statement: str) -> None:
    async with office.bot.sessions.begin() as session:
        await session.execute(text(statement))
