"""Posts screens on Slack, and sorts what goes wrong by what we then know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import blocks, wording
from bot.documents.map_picture import draw_map_off_loop
from bot.documents.written import written
from bot.domain.ways import Way
from bot.store.outbox import Place
from bot.wording.sheet import Document, MapDrawing, Message, Picture
from bot.worker import Letter, Posted, Refused, TooBusy

PERHAPS_DONE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
FINAL = {
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "invalid_channel",
    "is_archived",
    "is_inactive",
    "message_not_found",
    "msg_blocks_too_long",
    "msg_too_long",
    "thread_not_found",
    "user_disabled",
    "user_not_found",
}
# Lasts until somebody invites us, which we are told of: facilitators hear of it at once. A look and
# a redraw are of what was said already, and go on trying.
NOT_HERE, SAYING = "not_in_channel", {Way.POST, Way.FILE}
LONGEST_UPDATE = 4_000  # characters of text that chat.update takes; the blocks have it all
QUIET = {"unfurl_links": False, "unfurl_media": False}


def slack_client(token: str, url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Without retry handlers: the default one posts again when the connection breaks, and Slack
    may have stored the first. Whether and when it is tried again is the outbox's business.
    """
    return AsyncWebClient(token=token, base_url=url, session=session, retry_handlers=[])


class SlackCourier:
    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def say(self, letter: Letter) -> Posted:
        match wording.sheet(letter.screen, letter.language):
            case Message() as message:
                return await self._post(letter, blocks.message(message))
            case Picture() as picture:
                return await self._upload(letter, picture, await _drawn(picture.drawing))
            case Document() as document:
                content = await asyncio.to_thread(written, document)
                return await self._upload(letter, document, content)
            case _:
                raise TypeError(f"{type(letter.screen).__name__} cannot be said, only shown")

    async def find(
        self, letter_id: UUID, file_id: str | None, place: Place, since: datetime
    ) -> Posted | None:
        """The message that carries this id, if Slack stored it before we lost its answer."""
        channel = await self._channel(place)
        if file_id:
            return await self._shared_after_all(file_id, Place(channel, place.thread_ts))
        async for message in self._messages(Place(channel, place.thread_ts), since):
            metadata: dict[str, Any] = message.get("metadata") or {}
            if metadata.get("event_payload", {}).get("id") == str(letter_id):
                return Posted(Place(channel, place.thread_ts), message["ts"])
        return None

    async def _messages(self, place: Place, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
        """All that was said there from a little before `since`."""
        window: dict[str, Any] = {
            "channel": place.channel,
            "oldest": str(since.timestamp() - 5),
            "limit": 100,
            "include_all_metadata": True,
        }
        while True:
            if place.thread_ts:
                reading = self._client.conversations_replies(ts=place.thread_ts, **window)
            else:
                reading = self._client.conversations_history(**window)
            page = await answer(reading)
            for message in page["messages"]:
                yield message
            metadata: Mapping[str, Any] = page.get("response_metadata") or {}
            if not metadata.get("next_cursor"):
                return
            window["cursor"] = metadata["next_cursor"]

    async def _post(self, letter: Letter, drawn: blocks.DrawnMessage) -> Posted:
        content: dict[str, Any] = {"text": drawn.text, "blocks": drawn.blocks}
        place = letter.place
        if letter.ts:
            content["text"] = drawn.text[:LONGEST_UPDATE]
            update = self._client.chat_update(channel=place.channel, ts=letter.ts, **content)
            await answer(update, Way.REDRAW)
            return Posted(place, letter.ts)
        metadata = {"event_type": "ledertrivsel_outbox", "event_payload": {"id": str(letter.id)}}
        content |= QUIET | {"metadata": metadata, "thread_ts": place.thread_ts or None}
        post = self._client.chat_postMessage(channel=place.channel, **content)
        said = await answer(post, Way.POST)
        return Posted(Place(said["channel"], place.thread_ts), said["ts"])

    async def _upload(self, letter: Letter, sent: Picture | Document, content: bytes) -> Posted:
        """Remember the file before it is shared: it carries no metadata to be found by."""
        alt = sent.alt[:1000] if isinstance(sent, Picture) else None
        begun = await answer(
            self._client.files_getUploadURLExternal(
                filename=sent.filename, length=len(content), alt_txt=alt
            ),
            Way.FILE,
        )
        file_id: str = begun["file_id"]
        await self._put(begun["upload_url"], content)
        await letter.remember_file(file_id)
        place = Place(await self._channel(letter.place), letter.place.thread_ts)
        await answer(
            self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": sent.title}],
                channel_id=place.channel,
                thread_ts=place.thread_ts or None,
                initial_comment=blocks.escape(sent.comment),
            ),
            Way.FILE,
        )
        return await self._shared(file_id, place) or Posted(place, "")

    async def _put(self, url: str, content: bytes) -> None:
        session = self._client.session
        if session is None:
            raise TypeError("the client was made without a session")
        async with session.post(url, data=content) as response:
            if response.status != 200:
                raise Refused(f"upload_{response.status}", final=False)

    async def _shared_after_all(self, file_id: str, place: Place) -> Posted | None:
        """Slack knows no file whose upload was never completed: then it is uploaded anew."""
        try:
            return await self._shared(file_id, place)
        except Refused as refusal:
            if str(refusal) == "file_not_found":
                return None
            raise

    async def _shared(self, file_id: str, place: Place) -> Posted | None:
        """Where the file was shared. Slack shares it a moment after it has answered."""
        for wait in (0.0, 0.05, 0.3, 1.0):
            await asyncio.sleep(wait)
            file = (await answer(self._client.files_info(file=file_id)))["file"]
            shares = [*file.get("shares", {}).values()]
            for share in shares:
                if place.channel in share:
                    return Posted(place, share[place.channel][0]["ts"])
        return None

    async def _channel(self, place: Place) -> str:
        """Posting to a person's handle opens their direct messages; the rest needs the channel."""
        if not place.channel.startswith(("U", "W")):
            return place.channel
        opened = await answer(self._client.conversations_open(users=place.channel))
        return opened["channel"]["id"]


async def _drawn(drawing: MapDrawing) -> bytes:
    return await draw_map_off_loop(
        drawing.themes,
        drawing.titles,
        language=drawing.language,
        title=drawing.title,
        subtitle=drawing.subtitle,
    )


async def answer(call: Awaitable[AsyncSlackResponse], way: Way = Way.LOOK) -> dict[str, Any]:
    """Slack's answer. What is not surely a no is raised as it comes: it may have been done."""
    try:
        return cast("dict[str, Any]", (await call).data)
    except SlackApiError as error:
        response = cast("AsyncSlackResponse", error.response)
        if response.status_code == 429:
            headers = cast("dict[str, str]", response.headers)
            raise TooBusy(float(headers.get("Retry-After", 30)), way) from error
        refusal = response.get("error") if response.status_code == 200 else None
        if refusal and refusal not in PERHAPS_DONE:
            final = refusal in FINAL or (refusal == NOT_HERE and way in SAYING)
            raise Refused(refusal, final=final) from error
        raise
