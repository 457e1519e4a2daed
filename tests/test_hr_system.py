"""HR's own system says that a leader is recruited. The clock begins on 14 December 2026 at 11."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.hr.door import LARGEST, HrDoor
from bot.models import Activation, HrRequest
from bot.sandbox.installation import BOT_USER
from bot.serve import hr_door, web_app
from bot.store.people import Who
from tests.choosing import one_database
from tests.office import Office
from tests.published import Workplace, card, follow_ups_of, workplace
from tests.tables import everything

TOKEN = "hr-" + "x" * 40
METTE = {
    "name": "Mette Holm",
    "email": "mette@example.org",
    "start_date": "2027-02-01",
    "recruited_date": "2026-12-10",
    "leader_email": "mads@example.org",
}
BO = {"name": "Bo Dam", "email": "bo@example.org"}


@dataclass(frozen=True, slots=True)
class System:
    """HR's system, as it speaks to the bot."""

    url: str

    async def posts(
        self, body: object, *, key: str = "", **headers: str
    ) -> tuple[int, dict[str, Any]]:
        given = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        given |= {"Idempotency-Key": key} if key else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=data, headers=given) as answer,
        ):
            return answer.status, await answer.json()


@pytest.fixture
async def here(office: Office) -> Workplace:
    found = await workplace(office.sandbox, office.bot)
    office.sandbox.changes(found.mads, email="mads@example.org")
    await office.sandbox.settles()
    return found


@pytest.fixture
async def system(office: Office) -> AsyncGenerator[System]:
    directory = office.bot.desk.directory
    us = Who("slack", "", office.sandbox.world.team_id, BOT_USER)
    door = HrDoor(TOKEN, us, office.bot.turns, directory.meet, directory.meet_by_email)
    async with TestServer(web_app(office.bot, None, door)) as server:
        yield System(str(server.make_url("/new-leaders")))


def codes(answer: dict[str, Any]) -> dict[str | None, str]:
    """Code by field."""
    assert all(error["message"] for error in answer["errors"])
    return {error["field"]: error["code"] for error in answer["errors"]}


async def registered(office: Office, here: Workplace) -> list[Activation]:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        return list((await turn.session.scalars(select(Activation))).all())


async def test_the_owner_hears_as_by_the_form_and_the_facilitators_hear_who_registered(
    here: Workplace, office: Office, system: System
) -> None:
    status, answer = await system.posts(METTE)
    assert (status, answer["status"]) == (201, "registered")
    await office.sandbox.settles()
    assert here.mads.was_told("Du er ansvarlig for et action card") == 1
    assert here.mads.was_told("Mette Holm begynder mandag den 1. februar.") == 1
    assert here.hanne.was_told("HR-systemet har registreret en ny leder.") == 1
    assert await follow_ups_of(office.bot, here, here.tina, "asked")
    [activation] = await registered(office, here)
    assert answer["id"] == activation.id
    assert activation.subject_email == "mette@example.org"
    assert activation.recruited_on.isoformat() == "2026-12-10"


async def test_the_same_leader_without_a_key_is_there_already(
    here: Workplace, office: Office, system: System
) -> None:
    _, first = await system.posts(METTE)
    assert await system.posts(METTE) == (200, first | {"status": "already_registered"})
    assert len(await registered(office, here)) == 1


async def test_the_same_key_and_body_get_the_same_answer(
    here: Workplace, office: Office, system: System
) -> None:
    first = await system.posts(METTE, key="4711")
    again = dict(reversed(METTE.items()))
    assert await system.posts(json.dumps(again, indent=2).encode(), key="4711") == first
    assert first[0] == 201
    assert len(await registered(office, here)) == 1


@pytest.mark.on_both_databases
async def test_the_same_key_many_times_at_once_registers_once(
    here: Workplace, office: Office, system: System
) -> None:
    answers = await asyncio.gather(*(system.posts(METTE, key="4711") for _ in range(6)))
    assert answers == [answers[0]] * 6
    await office.sandbox.settles()
    assert here.mads.was_told("Du er ansvarlig for et action card") == 1


async def test_the_same_key_for_something_else_is_a_conflict(
    here: Workplace, office: Office, system: System
) -> None:
    await system.posts(METTE, key="4711")
    status, answer = await system.posts(METTE | BO, key="4711")
    assert (status, codes(answer)) == (409, {"Idempotency-Key": "key_used"})
    assert len(await registered(office, here)) == 1


async def test_what_was_refused_does_not_use_up_its_key(here: Workplace, system: System) -> None:
    assert (await system.posts(METTE | {"leader_email": "x@example.org"}, key="4711"))[0] == 422
    assert (await system.posts(METTE, key="4711"))[0] == 201


async def test_a_key_is_forgotten_after_a_week(
    here: Workplace, office: Office, system: System
) -> None:
    await system.posts(METTE, key="4711")
    await office.sandbox.pass_time(days=8)
    assert (await system.posts(METTE | BO, key="4711"))[0] == 201
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        assert len((await turn.session.scalars(select(HrRequest))).all()) == 1


async def test_one_of_several_cards_is_named_by_its_title_or_id(
    here: Workplace, office: Office, system: System
) -> None:
    number = await card(office.bot, here, title="Ny i driften")
    assert codes((await system.posts(METTE))[1]) == {"card": "several_cards"}
    assert (await system.posts(METTE | {"card": "ny i DRIFTEN"}))[0] == 201
    assert (await system.posts(METTE | BO | {"card": number}))[0] == 201
    status, answer = await system.posts(METTE | {"card": "Findes ikke"})
    assert (status, codes(answer)) == (404, {"card": "no_such_card"})
    assert {one.card_id for one in await registered(office, here)} == {number}


@one_database
async def test_before_a_plan_is_published_there_is_no_card(office: Office, system: System) -> None:
    status, answer = await system.posts(METTE)
    assert (status, codes(answer)) == (404, {"card": "no_such_card"})


@one_database
@pytest.mark.parametrize(
    "header", ["", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer æøå", TOKEN]
)
async def test_without_the_token_nothing_is_read(
    here: Workplace, office: Office, system: System, header: str
) -> None:
    before = await everything(office)
    status, answer = await system.posts(b"x" * 2 * LARGEST, Authorization=header)
    assert (status, codes(answer)) == (401, {None: "unauthorized"})
    assert await everything(office) == before


@one_database
@pytest.mark.parametrize(
    ("body", "status", "wrong"),
    [
        (b"", 422, {None: "not_json"}),
        (b"\xff\xfe", 422, {None: "not_json"}),
        (b"[" * 9_000, 422, {None: "not_json"}),
        ([], 422, {None: "not_an_object"}),
        ({}, 422, {"name": "missing", "start_date": "missing"}),
        (b"x" * (LARGEST + 1), 413, {None: "too_large"}),
        (
            METTE | {"name": 7, "email": "mette", "start_date": "1. februar", "phone": "1"},
            422,
            {
                "name": "not_text",
                "email": "not_an_address",
                "start_date": "not_a_date",
                "phone": "unknown_field",
            },
        ),
        (METTE | {"name": "x" * 151}, 422, {"name": "too_long"}),
        (METTE | {"name": "M\x00H"}, 422, {"name": "unprintable"}),
        (METTE | {"name": "\ud83d"}, 422, {"name": "unprintable"}),
        (METTE | {"start_date": "2027-02-31"}, 422, {"start_date": "not_a_date"}),
        (METTE | {"start_date": "20270201"}, 422, {"start_date": "not_a_date"}),
        (METTE | {"start_date": "2027-W05-1"}, 422, {"start_date": "not_a_date"}),
        (METTE | {"card": True}, 422, {"card": "not_text"}),
        (METTE | {"start_date": "2037-02-01"}, 422, {"start_date": "out_of_range"}),
        (METTE | {"recruited_date": "2020-02-01"}, 422, {"recruited_date": "out_of_range"}),
        (METTE | {"recruited_date": "2027-02-02"}, 422, {"start_date": "before_recruited"}),
        (METTE | {"leader_email": ""}, 422, {"leader_email": "missing"}),
        (METTE | {"leader_email": "x@example.org"}, 422, {"leader_email": "unknown_person"}),
    ],
)
async def test_what_is_wrong_is_told_by_field_and_nothing_is_registered(
    here: Workplace, office: Office, system: System, body: object, status: int, wrong: object
) -> None:
    answered, answer = await system.posts(body)
    assert (answered, codes(answer)) == (status, wrong)
    assert await registered(office, here) == []


@one_database
async def test_a_body_that_is_not_said_to_be_json_is_refused(
    here: Workplace, system: System
) -> None:
    status, answer = await system.posts(METTE, Content_Type="text/plain")
    assert (status, codes(answer)) == (415, {None: "wrong_type"})


@one_database
async def test_a_leader_who_has_left_is_not_made_responsible(
    here: Workplace, office: Office, system: System
) -> None:
    office.sandbox.changes(here.mads, deleted=True)
    await office.sandbox.settles()
    assert codes((await system.posts(METTE))[1]) == {"leader_email": "has_left"}


@one_database
async def test_when_slack_cannot_be_asked_it_is_to_be_tried_again(
    here: Workplace, office: Office, system: System
) -> None:
    office.sandbox.adds("Lis Skov", email="lis@example.org")
    office.sandbox.faults.strike("users.lookupByEmail", "too_many_requests")
    body = METTE | {"leader_email": "lis@example.org"}
    status, answer = await system.posts(body)
    assert (status, codes(answer)) == (503, {"leader_email": "try_again"})
    assert (await system.posts(body))[0] == 201


@one_database
async def test_when_slack_is_busy_it_is_said_for_how_long(
    here: Workplace, office: Office, system: System
) -> None:
    office.sandbox.faults.strike("users.info", "too_many_requests", retry_after=7)
    given = {"Authorization": f"Bearer {TOKEN}"}
    async with aiohttp.ClientSession(headers=given) as session:
        async with session.post(system.url, json=METTE) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "7")
            assert codes(await answer.json()) == {None: "busy"}
        async with session.post(system.url, json=METTE) as answer:
            assert answer.status == 201


async def test_the_log_tells_nothing_of_who_was_registered(
    here: Workplace, office: Office, system: System, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", logger="bot"):
        await system.posts(METTE, key="nøgle-4711".replace("ø", "oe"))
        await system.posts(METTE | {"leader_email": "x@example.org"})
        await office.sandbox.settles()
    for fact in ("Mette", "mette@", "mads@", TOKEN, "4711"):
        assert fact not in caplog.text


@one_database
async def test_without_a_token_in_the_settings_there_is_no_door(office: Office) -> None:
    us = Who("slack", "", office.sandbox.world.team_id, BOT_USER)
    assert hr_door(office.bot, office.settings, us) is None
    async with TestServer(web_app(office.bot, None, None)) as server:
        url = str(server.make_url("/new-leaders"))
        async with aiohttp.ClientSession() as session, session.post(url, json=METTE) as answer:
            assert answer.status == 404
