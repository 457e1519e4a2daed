"""What Slack knows of people and channels, fetched before a turn is opened and never within one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.courier import answer
from bot.store import people
from bot.store.people import Profile, Who
from bot.turn import Turns
from bot.worker import Refused, TooBusy

FRESH = timedelta(days=1)
FEW = 100  # so many unknown people are looked up one by one; for more, the whole list is read
AT_ONCE = 20
SLACKS = (".slack.com", ".slack-gov.com")
UNANSWERED = (TooBusy, TimeoutError, SlackApiError, aiohttp.ClientError)
FEW_ADDRESSES = 40  # looked up at a time: Slack takes some fifty a minute
PATIENCE = 0.9  # seconds: a form has three in all to be answered
DEFAULT_ZONE = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel as the bot sees it. `members` are handles, bots among them."""

    id: str
    name: str
    bot_is_member: bool
    members: tuple[str, ...] = ()


class Directory:
    def __init__(self, client: AsyncWebClient, turns: Turns) -> None:
        self._client = client
        self._turns = turns
        self._known: set[tuple[Who, int]] = set()  # whom this process has met today

    async def meet(self, who: Who, others: Iterable[str] = ()) -> None:
        """See to it that the person, and others of their workspace, are known by name and zone."""
        today = self._turns.now().toordinal()
        wanted = [h for h in (who.handle, *others) if (_with(who, h), today) not in self._known]
        if not wanted:
            return
        async with self._turns.open(who) as turn:
            before = turn.now - FRESH
            unknown = await people.stale(turn.session, turn.workspace, wanted, before)
        async for profiles in self._profiles(unknown):  # if Slack stops us, those are not lost
            await self.note(who, profiles)
        self._known.update((_with(who, handle), today) for handle in wanted)

    async def note(self, who: Who, profiles: Sequence[Profile]) -> None:
        if not profiles:
            return
        async with self._turns.open(who) as turn:
            await people.refresh(turn.session, turn.workspace, profiles, turn.now)

    async def heard(self, who: Who, profile: Profile) -> bool:
        """Somebody has come, or their profile has changed. Whom we have never met is none of our
        business, unless they are awaited: that is the answer.
        """
        return await self._turns.note_change(who, profile)

    async def channel(self, channel_id: str, *, members: bool = False) -> ChannelFacts | None:
        """None if the bot can see no such channel."""
        try:
            found = await answer(self._client.conversations_info(channel=channel_id))
        except Refused:
            return None
        channel: Mapping[str, Any] = found["channel"]
        is_member = bool(channel.get("is_member"))
        handles = await self._members(channel_id) if members and is_member else ()
        return ChannelFacts(channel_id, channel.get("name") or "", is_member, handles)

    async def file(self, file_id: str, largest: int) -> bytes | None:
        """What is in a file that somebody sent, `largest` bytes and one of it at most. None if
        Slack does not hand it over, or not in time for the person to be answered.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                found = await answer(self._client.files_info(file=file_id))
                return await self._download(found["file"], largest)
        except (*UNANSWERED, Refused):
            return None

    async def _download(self, file: Mapping[str, Any], largest: int) -> bytes | None:
        address = file.get("url_private_download") or file.get("url_private")
        session = self._client.session
        if session is None or not address or not is_slacks(address, self._client.base_url):
            return None
        authorised = {"Authorization": f"Bearer {self._client.token}"}
        async with session.get(address, headers=authorised, allow_redirects=False) as response:
            if response.status != HTTPStatus.OK:
                return None
            chunks, size = list[bytes](), 0
            async for chunk in response.content.iter_chunked(64 * 1024):
                chunks.append(chunk)
                size += len(chunk)
                if size > largest:
                    break
            return b"".join(chunks)

    async def meet_by_email(self, who: Who, addresses: Iterable[str]) -> frozenset[str]:
        """See to it that the people with these addresses are known, where there are any. Answers
        with the addresses that there was no time to ask for.
        """
        wanted = [address.casefold() for address in addresses]
        async with self._turns.open(who) as turn:
            known = await people.by_emails(turn.session, turn.workspace, wanted)
        unknown = sorted(set(wanted) - set(known))
        asked, left = unknown[:FEW_ADDRESSES], unknown[FEW_ADDRESSES:]
        limit = asyncio.Semaphore(AT_ONCE)
        found = await asyncio.gather(*(self._by_email(address, limit) for address in asked))
        await self.note(who, [profile_of(user) for user in found if user])
        unheard = (address for address, user in zip(asked, found, strict=True) if user is None)
        return frozenset([*left, *unheard])

    async def _by_email(self, address: str, limit: asyncio.Semaphore) -> Mapping[str, Any] | None:
        """{} if there is nobody; None if Slack could not be asked now."""
        try:
            async with asyncio.timeout(PATIENCE), limit:
                return (await answer(self._client.users_lookupByEmail(email=address)))["user"]
        except Refused:
            return {}
        except UNANSWERED:
            return None

    async def _members(self, channel_id: str) -> tuple[str, ...]:
        handles: list[str] = []
        async for page in self._pages("conversations.members", channel=channel_id):
            handles.extend(page["members"])
        return tuple(handles)

    async def _profiles(self, handles: Sequence[str]) -> AsyncIterator[list[Profile]]:
        if len(handles) > FEW:
            wanted = set(handles)
            async for page in self._pages("users.list"):
                found = [profile_of(user) for user in page["members"] if user["id"] in wanted]
                wanted -= {profile.handle for profile in found}
                yield found
                if not wanted:
                    return
            return
        for start in range(0, len(handles), AT_ONCE):
            some = handles[start : start + AT_ONCE]
            users = await asyncio.gather(*(self._user(handle) for handle in some))
            yield [profile_of(user) for user in users if user]

    async def _user(self, handle: str) -> Mapping[str, Any] | None:
        try:
            return (await answer(self._client.users_info(user=handle)))["user"]
        except Refused:
            return None

    async def _pages(self, method: str, **asked: Any) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            params: dict[str, Any] = asked | {"limit": 200}
            if cursor:
                params["cursor"] = cursor
            page = await answer(self._client.api_call(method, http_verb="GET", params=params))
            yield page
            metadata: Mapping[str, Any] = page.get("response_metadata") or {}
            cursor: str = metadata.get("next_cursor") or ""
            if not cursor:
                return


def is_slacks(address: str, api_url: str) -> bool:
    """Whoever else keeps a file that was shared, such as Google Drive, is not shown our token."""
    try:
        there, api = urlsplit(address), urlsplit(api_url)
        its_own = there.scheme == "https" and f".{there.hostname}".endswith(SLACKS)
        return its_own or (there.scheme, there.netloc) == (api.scheme, api.netloc)
    except ValueError:
        return False


def profile_of(user: Mapping[str, Any]) -> Profile:
    """Slack's user object; a zone that we cannot read is taken to be the Danish one."""
    profile: Mapping[str, Any] = user.get("profile") or {}
    return Profile(
        handle=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or "",
        email=profile.get("email") or "",
        timezone=_zone(user.get("tz") or DEFAULT_ZONE),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_gone=bool(user.get("deleted")),
    )


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return DEFAULT_ZONE


def _with(who: Who, handle: str) -> Who:
    return Who(who.platform, who.enterprise, who.team, handle)
