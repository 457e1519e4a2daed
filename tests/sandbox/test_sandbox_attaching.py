"""Files in a form: what Slack refuses at once, and what the app is told and can fetch."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Attachment, Person, Sandbox, forms
from tests.sandbox.ear import Ear
from tests.sandbox.kit import asked, modal
from tests.sandbox_app import answered

FILE = {"type": "file_input", "action_id": "file", "filetypes": ["csv", "xlsx"], "max_files": 1}
CSV = Attachment("ledere.CSV", "Navn\nÆble".encode())


@pytest.fixture
def label(sandbox: Sandbox, anna: Person, ear: Ear) -> str:
    """Anna has a form open that asks for a file; this is the field's label."""
    field = asked(FILE)
    forms.opened(sandbox.workspace, anna.id, modal(field))
    return field["label"]["text"]


def sent(ear: Ear) -> dict[str, Any]:
    """The file, as the app was told of it."""
    values = ear.heard[-1].payload["view"]["state"]["values"]
    [held] = [element for block in values.values() for element in block.values()]
    assert held["type"] == "file_input"
    [file] = held["files"]
    return file


async def test_the_app_is_told_what_the_file_is_and_fetches_it_with_its_token(
    sandbox: Sandbox, anna: Person, ear: Ear, label: str, client: AsyncWebClient
) -> None:
    await anna.fills({label: CSV})
    assert anna.sees("ledere.CSV")
    await anna.submits()
    file = sent(ear)
    assert (file["name"], file["filetype"], file["size"]) == ("ledere.CSV", "csv", 10)
    assert file["user"] == anna.id
    assert (await answered(client.files_info(file=file["id"])))["file"]["size"] == 10
    async with ClientSession() as session:
        address = file["url_private_download"]
        assert (await session.get(address)).status == 404
        headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
        assert await (await session.get(address, headers=headers)).read() == CSV.content


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (Attachment("ledere.pdf", b"x"), "ledere.pdf isn\u2019t a supported file type."),
        (Attachment("ledere.csv", b""), "ledere.csv is empty."),
        (Attachment("stor.csv", b"x" * (10 * 1024 * 1024 + 1)), "stor.csv is larger than 10 MB."),
        ([CSV, CSV], "You\u2019ve added too many files."),
    ],
    ids=["kind", "empty", "large", "many"],
)
async def test_slack_refuses_what_the_field_does_not_take(
    anna: Person, label: str, files: Any, why: str
) -> None:
    await anna.fills({label: files})
    assert anna.notices == [why]
    assert (await anna.submits()).errors == {label: "Please complete this required field."}


async def test_a_form_without_its_file_is_not_sent(anna: Person, ear: Ear, label: str) -> None:
    await anna.fills({label: CSV})
    await anna.fills({label: None})
    assert (await anna.submits()).errors == {label: "Please complete this required field."}
