"""Sending a form: what Slack checks itself, what the app may answer; and closing it."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import NotThere, Person
from tests.sandbox.ear import Ear, Reply
from tests.sandbox.kit import asked, modal, opened, plain, section, typing

Json = dict[str, Any]

# Sending


@pytest.fixture
async def form(client: AsyncWebClient, ear: Ear, anna: Person) -> Json:
    return await opened(client, ear, anna)


async def test_a_form_that_is_sent_tells_what_is_in_it(form: Json, ear: Ear, anna: Person) -> None:
    await anna.fills({"Navn": "Anna"})
    assert (await anna.submits()).ok
    sent = ear.last.payload
    assert sent["type"] == "view_submission"
    assert sent["view"]["state"]["values"]["navn"]["navn"]["value"] == "Anna"
    assert sent["view"]["private_metadata"] == "7"
    assert anna.form is None


async def test_errors_are_shown_at_their_fields(form: Json, ear: Ear, anna: Person) -> None:
    await anna.fills({"Navn": "Kaj"})
    ear.answers(Reply({"response_action": "errors", "errors": {"navn": "Ikke Kaj"}}))
    answer = await anna.submits()
    assert (answer.ok, answer.errors) == (False, {"Navn": "Ikke Kaj"})
    assert anna.sees("Ikke Kaj")
    await anna.fills({"Navn": "Bo"})
    assert not anna.sees("Ikke Kaj")


async def test_the_answer_may_be_another_form(form: Json, ear: Ear, anna: Person) -> None:
    await anna.fills({"Navn": "Anna"})
    ear.answers(Reply({"response_action": "push", "view": modal(section("Næste"))}))
    await anna.submits()
    assert anna.sees("Næste")
    ear.answers(Reply({"response_action": "update", "view": modal(section("Færdig"))}))
    await anna.submits()
    assert anna.sees("Færdig")
    ear.answers(Reply({"response_action": "clear"}))
    await anna.submits()
    assert anna.form is None


async def test_an_empty_answer_takes_one_form_off(form: Json, ear: Ear, anna: Person) -> None:
    await anna.fills({"Navn": "Anna"})
    ear.answers(Reply({"response_action": "push", "view": modal(section("Næste"))}))
    await anna.submits()
    await anna.submits()
    assert anna.form is not None
    assert anna.form.id == form["id"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply("hej"),
        Reply({"response_action": "errors", "errors": {"findes-ikke": "Nej"}}),
        Reply({"response_action": "errors", "errors": {}}),
        Reply({"response_action": "update", "view": modal(title=plain("a" * 25))}),
        Reply({"response_action": "explode"}),
    ],
)
async def test_an_answer_that_is_none_is_trouble_in_the_form(
    form: Json, ear: Ear, anna: Person, reply: Reply
) -> None:
    await anna.fills({"Navn": "Anna"})
    ear.answers(reply)
    assert (await anna.submits()).shown == "We had some trouble connecting. Try again?"
    assert anna.notices == ["We had some trouble connecting. Try again?"]
    assert anna.form is not None


async def test_a_form_that_cannot_be_sent_is_not(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    view = {"type": "modal", "title": plain("Til orientering"), "blocks": [section()]}
    await opened(client, ear, anna, view)
    with pytest.raises(NotThere):
        await anna.submits()


REQUIRED = "Please complete this required field."


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        (typing(), None, REQUIRED),
        (typing(min_length=5), "fire", "Must be at least 5 characters."),
        (typing(max_length=3), "fire", "Must be no more than 3 characters."),
        ({"type": "email_text_input"}, "anna", "Must be a valid email address."),
        ({"type": "url_text_input"}, "anna", "Must be a valid URL."),
        ({"type": "number_input", "is_decimal_allowed": False}, "fem", "Must be a number."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Must be a whole number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "2"},
            "1.5",
            "Must be at least 2.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "1"},
            "1.5",
            "Must be no more than 1.",
        ),
        ({"type": "multi_users_select"}, [], REQUIRED),
    ],
)
async def test_slack_itself_checks_a_form_first(
    client: AsyncWebClient,
    ear: Ear,
    anna: Person,
    element: Json,
    value: Any,
    error: str,
) -> None:
    await opened(client, ear, anna, modal(asked(element)))
    await anna.fills({"Navn": value})
    before = len(ear.heard)
    assert (await anna.submits()).errors == {"Navn": error}
    assert len(ear.heard) == before


async def test_an_optional_field_may_stay_empty(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    await opened(client, ear, anna, modal(asked(typing(min_length=5), optional=True)))
    assert (await anna.submits()).ok


# Closing


async def test_whoever_asks_is_told_that_a_form_was_closed(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    await opened(client, ear, anna, modal(section(), notify_on_close=True))
    await anna.closes()
    assert ear.last.payload["type"] == "view_closed"
    await opened(client, ear, anna)
    await anna.closes()
    assert "command" in ear.last.payload
