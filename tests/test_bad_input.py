"""Whatever comes in: clear words, nothing lost, nothing done that should not be."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Mapping
from itertools import cycle, islice
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.sandbox import Person
from bot.sandbox import payloads as slack
from bot.sandbox.clock import wall_seconds
from bot.sandbox.delivery import Ack
from bot.sandbox.http_transport import signature
from bot.sandbox.world import Message
from bot.serve import web_app
from tests.choosing import one_database
from tests.choosing import workplace as choosing
from tests.databases import ROOT
from tests.launched import launched
from tests.office import Office
from tests.registered import registered
from tests.tables import everything

pytestmark = pytest.mark.on_both_databases

Json = dict[str, Any]
TROUBLE = "Noget gik galt"
WORN_OUT = "Den knap kan jeg ikke læse længere."
NOT_YOURS = "Det kan jeg ikke finde blandt det, du er med i."
HUGE = 2**63
GARBAGE = (
    "",
    "0",
    "-1",
    "tolv",
    "2147483648",
    str(HUGE),
    "9" * 2000,
    "１",  # a digit, but none of ours
    "1:",
    "999999:sparring:importance:9",
    "999999:own:9999999999",
    "999999;sparring;own:1;",
    "\x00",
    "999999:\x00",
    "\ud83d",  # half of an emoji
    "<!channel> 🙂",
    "' OR 1=1 --",
)
FIELDS = sorted(
    {
        name
        for source in (ROOT / "bot" / "slack").glob("*.py")
        for name in re.findall(r'sent\.[a-z]+\("(\w+)"\)', source.read_text())
    }
)


# At the door


@pytest.fixture
async def door(office: Office) -> AsyncGenerator[str]:
    """Where Slack reaches the bot that is run."""
    async with TestServer(web_app(office.bot, None)) as server:
        yield str(server.make_url("/slack/events"))


def signed(office: Office, body: str, at: float | None = None) -> dict[str, str]:
    moment = str(int(at or wall_seconds()))
    secret = office.sandbox.signing_secret
    return {
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": signature(secret, moment, body),
        "Content-Type": "application/json",
    }


async def knocks(door: str, body: str | bytes, headers: Mapping[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(door, data=body, headers=headers) as answer,
    ):
        assert "Traceback" not in await answer.text()
        return answer.status


BODY = json.dumps({"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": {}})


@one_database
@pytest.mark.parametrize(
    "changed",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=æøå"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "i går"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 40},
        {"X-Slack-Request-Timestamp": "1"},
    ],
    ids=str,
)
async def test_what_slack_did_not_sign_is_sent_away(
    office: Office, door: str, changed: dict[str, str]
) -> None:
    before = await everything(office)
    headers = {name: text for name, text in (signed(office, BODY) | changed).items() if text}
    assert await knocks(door, BODY, headers) == 401
    assert await everything(office) == before


@one_database
async def test_what_was_signed_long_ago_is_sent_away(office: Office, door: str) -> None:
    for seconds in (-301, 301):
        at = wall_seconds() + seconds
        assert await knocks(door, BODY, signed(office, BODY, at)) == 401


@one_database
@pytest.mark.parametrize(
    "body",
    ["{", "[]", '"x"', "3", "payload={", "payload=[]", "payload=3", "[" * 100_000, "{" * 100_000],
    ids=lambda body: body[:12],
)
async def test_what_slack_never_sends_is_refused_without_a_fuss(
    office: Office, door: str, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        headers = signed(office, body) | {"Content-Type": content_type}
        assert await knocks(door, body, headers) in (400, 404)
        assert await knocks(door, body, headers | {"X-Slack-Signature": "v0=0"}) == 401
    assert await knocks(door, b"\xff\xfe", signed(office, "")) == 401
    assert "Traceback" not in caplog.text


@one_database
async def test_what_nobody_listens_to_is_not_sent_again(office: Office, door: str) -> None:
    team = office.sandbox.world.team_id
    for event in ("team_rename", "channel_rename", "made_up"):
        told = {"type": "event_callback", "event_id": f"Ev-{event}", "team_id": team}
        body = json.dumps(told | {"event": {"type": event, "user": "U1"}})
        assert await knocks(door, body, signed(office, body)) == 200


# Buttons and forms that carry anything at all


@one_database
async def test_every_button_answers_garbage_in_clear_words(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await launched(office)
    await here.hanne.types("/ledertrivsel")
    before = await everything(office)
    garbage = cycle(GARBAGE)
    for action in registered().actions:
        for value in islice(garbage, 3):
            ack = await presses(office, here.hanne, action, value)
            assert ack.ok, (action, value)
    await office.sandbox.settles()
    assert "Traceback" not in caplog.text
    assert here.hanne.was_told(TROUBLE) == 0
    assert here.hanne.was_told(WORN_OUT) > len(registered().actions)
    assert await everything(office) == before


async def test_every_form_answers_garbage_in_clear_words(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Garbage for what the form is about, and for what stands in each of its fields."""
    here = await launched(office)
    before = await everything(office)
    garbage = cycle(GARBAGE)
    for form in registered().forms:
        for subject in (*islice(garbage, 2), "1", "1:1:1.2.3.4.5.6.7", "1;sparring;;"):
            filled = filled_with(next(garbage))
            ack = await sends(office, here.hanne, form, subject, filled)
            assert ack.ok, (form, subject, filled)
            assert TROUBLE not in shown_in(ack)
    assert "Traceback" not in caplog.text
    assert await everything(office) == before


@one_database
async def test_texts_that_slack_would_not_have_taken_are_not_taken_by_us(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack holds people to our limits; whoever makes up a form is held to them too."""
    here = await launched(office)
    anna = here.leaders[0]
    before = await everything(office)
    for person in (here.hanne, anna):
        for form in registered().forms:
            ack = await sends(office, person, form, "1", filled_with("x" * 3001))
            assert ack.ok, form
            assert TROUBLE not in shown_in(ack)
    assert "Traceback" not in caplog.text
    assert await everything(office) == before
    ack = await sends(office, anna, "own_theme.add", "1", filled_with("x" * 151))
    assert json.loads(ack.body)["errors"] == {"title": "Hold det under 150 tegn."}


@one_database
async def test_what_we_have_never_heard_of_is_answered_too(office: Office) -> None:
    here = await launched(office)
    await presses(office, here.hanne, "coffee.pour/0", "1")
    await office.sandbox.settles()
    assert here.hanne.sees(WORN_OUT)
    ack = await sends(office, here.hanne, "coffee.order", "1", {})
    assert WORN_OUT in shown_in(ack)
    shortcut = {"type": "shortcut", "callback_id": "coffee.break"}
    ack = await office.sandbox.workspace.delivery.ask(
        "interactive",
        without_a_place(pressed(office, here.hanne, "", "")) | shortcut,
    )
    await office.sandbox.settles()
    assert ack.ok
    assert here.hanne.form
    assert here.hanne.sees(WORN_OUT)


# Other people's things


@one_database
async def test_nobody_can_press_what_is_not_theirs(office: Office) -> None:
    """With ids that exist: Owen is in the channel, and has no part in the process."""
    here = await choosing(office.sandbox, office.bot)
    await here.owen.types("/ledertrivsel")
    before = await everything(office)
    for action in registered().actions:
        for value in ("1", "1:new_leaders", "1:new_leaders:importance:4"):
            assert (await presses(office, here.owen, action, value)).ok, action
    await office.sandbox.settles()
    assert here.owen.was_told(TROUBLE) == 0
    assert here.owen.was_told(NOT_YOURS) > 20
    assert await everything(office) == before


@one_database
async def test_nobody_can_send_what_is_not_theirs(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    await here.owen.types("/ledertrivsel")
    before = await everything(office)
    for form in registered().forms:
        for subject in ("1", "1:1:a.b.c.d.e.f.g", "1;new_leaders,sparring,across;;"):
            ack = await sends(office, here.owen, form, subject, filled_with("1"))
            assert ack.ok, form
            assert TROUBLE not in shown_in(ack)
    assert await everything(office) == before


@one_database
async def test_another_workspace_sees_nothing_of_this_one(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    await here.hanne.types("/ledertrivsel")
    before = await everything(office)
    for action in ("priority_map.look", "priority_map.release", "priority_map.open_placing"):
        payload = pressed(office, here.hanne, f"{action}/0", "1")
        payload["team"] = {"id": "T-ELSEWHERE"}
        assert (await office.sandbox.workspace.delivery.ask("interactive", payload)).ok
    await office.sandbox.settles()
    after = await everything(office)
    assert len(after.pop("people")) == len(before.pop("people")) + 1  # Hanne's namesake, there
    assert len(after.pop("workspaces")) == len(before.pop("workspaces")) + 1
    assert after == before
    assert here.hanne.was_told(NOT_YOURS) == 3


# How it is made


def said(office: Office, person: Person) -> Message:
    """A message that the person can press something in."""
    return office.sandbox.workspace.open_dm(person.user).messages[-1]


def pressed(office: Office, person: Person, action: str, value: str) -> Json:
    button = {"type": "button", "action_id": action, "block_id": "b", "value": value}
    return slack.block_actions(office.sandbox.workspace, person.id, said(office, person), button)


async def presses(office: Office, person: Person, action: str, value: str) -> Ack:
    payload = pressed(office, person, action, value)
    return await office.sandbox.workspace.delivery.ask("interactive", payload)


async def sends(office: Office, person: Person, form: str, subject: str, values: Json) -> Ack:
    payload = without_a_place(pressed(office, person, "", ""))
    view = {"id": "V1", "type": "modal", "callback_id": form, "private_metadata": subject}
    payload |= {"type": "view_submission", "view": view | {"state": {"values": values}}}
    return await office.sandbox.workspace.delivery.ask("interactive", payload)


def without_a_place(payload: Json) -> Json:
    """What is sent from a form, or by a shortcut, was not pressed in a message."""
    of_a_message = ("actions", "message", "container", "channel", "response_url", "state")
    return {name: part for name, part in payload.items() if name not in of_a_message}


def filled_with(text: str) -> Json:
    """Every field that any form has, filled in all ways at once."""
    option, name = {"value": text}, text[:300]  # a request is a megabyte at most
    held = {
        "value": text,
        "selected_option": option,
        "selected_options": [option],
        "selected_user": name,
        "selected_users": [name],
        "selected_conversation": name,
        "selected_channel": name,
        "selected_date": name,
        "selected_date_time": name,
        "files": [{"id": name}],
    }
    return {field: {"x": held} for field in FIELDS}


def shown_in(ack: Ack) -> str:
    return json.dumps(json.loads(ack.body or "{}"), ensure_ascii=False)
