"""Files: uploaded by a URL, looked at for a moment, then shared and shown."""

from collections.abc import Awaitable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox_app import answered, call, refused

Json = dict[str, Any]
PNG = b"\x89PNG not really"


async def uploaded(client: AsyncWebClient, content: bytes = PNG, **more: Any) -> str:
    """The id of a file whose bytes are there, and which nobody has been told of."""
    given = {"filename": "kort.png", "length": len(PNG), "alt_txt": "Prioriteringskort", **more}
    ticket = await answered(call(client, "files.getUploadURLExternal", **given))
    async with ClientSession() as session:
        await session.post(ticket["upload_url"], data=content)
    return ticket["file_id"]


def completing(
    client: AsyncWebClient, files: list[Json], **more: Any
) -> Awaitable[AsyncSlackResponse]:
    return call(client, "files.completeUploadExternal", files=files, **more)


async def complete(client: AsyncWebClient, file_id: str, **more: Any) -> Json:
    files = [{"id": file_id, "title": "Kortet"}]
    return await answered(completing(client, files, **more))


def picture(file_id: str) -> list[Json]:
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "Kort"}]


async def test_a_file_is_shared_with_its_title_and_its_description(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, anna: Person
) -> None:
    file_id = await uploaded(client)
    await complete(client, file_id, channel_id=channel.id, initial_comment="Se her")
    await sandbox.settles()
    assert anna.sees("Se her")
    assert anna.sees("Kortet (Prioriteringskort)")
    assert sandbox.world.files[file_id].content == PNG


async def test_slack_looks_at_a_file_before_it_tells_of_it(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.workspace.scan = 0.2
    file_id = await uploaded(client)
    await complete(client, file_id, channel_id=channel.id)
    early = (await answered(client.files_info(file=file_id)))["file"]
    assert "mimetype" not in early
    assert "shares" not in early
    await sandbox.settles()
    late = (await answered(client.files_info(file=file_id)))["file"]
    assert late["mimetype"] == "image/png"
    assert late["shares"]["public"][channel.id][0]["ts"] == channel.messages[0].ts


async def test_a_picture_can_be_shown_once_it_was_looked_at(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.workspace.scan = 0.2
    file_id = await uploaded(client)
    await complete(client, file_id, channel_id=channel.id)
    post = {"channel": channel.id, "text": "Kort", "blocks": picture(file_id)}
    assert await refused(call(client, "chat.postMessage", **post)) == "invalid_blocks"
    await sandbox.settles()
    assert (await answered(call(client, "chat.postMessage", **post)))["ok"]


async def test_what_is_no_picture_or_nobody_has_seen_cannot_be_shown(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    document = await uploaded(client, filename="plan.pdf")
    await complete(client, document, channel_id=channel.id)
    unshared = await uploaded(client)
    await complete(client, unshared)
    await sandbox.settles()
    for each in (document, unshared, "F404"):
        post = call(client, "chat.postMessage", channel=channel.id, blocks=picture(each))
        assert await refused(post) == "invalid_blocks"


async def test_a_file_goes_into_a_thread(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, anna: Person
) -> None:
    first = await anna.posts(channel, "Hvor er kortet?")
    await complete(client, await uploaded(client), channel_id=channel.id, thread_ts=first.ts)
    await sandbox.settles()
    assert channel.messages[-1].thread_ts == first.ts


async def test_the_sdks_own_upload_works(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    await client.files_upload_v2(
        channel=channel.id, content=PNG, filename="kort.png", title="Kortet", alt_txt="Kort"
    )
    await sandbox.settles()
    file = next(iter(sandbox.world.files.values()))
    assert (file.content, file.title, file.alt_text) == (PNG, "Kortet", "Kort")


async def test_a_file_is_whole_before_it_is_completed(client: AsyncWebClient) -> None:
    short = await uploaded(client, content=b"half")
    for file_id in (short, "F404"):
        assert await refused(completing(client, [{"id": file_id}])) == "file_not_found"


async def test_a_file_is_completed_once(client: AsyncWebClient, channel: Channel) -> None:
    file_id = await uploaded(client)
    await complete(client, file_id, channel_id=channel.id)
    again = completing(client, [{"id": file_id}])
    assert await refused(again) == "file_not_found"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"length": 0}, "invalid_arguments"),
        ({"filename": ""}, "invalid_arguments"),
        ({"alt_txt": "a" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_an_upload_is_announced_truly(client: AsyncWebClient, given: Json, code: str) -> None:
    asked = {"filename": "kort.png", "length": 3, **given}
    assert await refused(call(client, "files.getUploadURLExternal", **asked)) == code


async def test_a_file_is_shared_where_the_app_is(
    sandbox: Sandbox, client: AsyncWebClient, anna: Person, channel: Channel
) -> None:
    outside = sandbox.opens_channel("uden-os", [anna], app=False)
    files = [{"id": await uploaded(client)}]
    sharing = completing(client, files, channel_id=outside.id)
    assert await refused(sharing) == "invalid_channel"
    nowhere = completing(client, files, channel_id=channel.id, thread_ts="1.000000")
    assert await refused(nowhere) == "thread_not_found"
    assert await refused(completing(client, [])) == "invalid_arguments"
    assert await refused(client.files_info(file="F404")) == "file_not_found"


async def test_the_app_can_fetch_its_file_and_nobody_else(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    file_id = await uploaded(client)
    await complete(client, file_id, channel_id=channel.id)
    await sandbox.settles()
    url = (await answered(client.files_info(file=file_id)))["file"]["url_private"]
    async with ClientSession() as session:
        assert (await session.get(url)).status == 404
        headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
        assert await (await session.get(url, headers=headers)).read() == PNG
