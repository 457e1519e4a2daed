"""Home is published when it is opened, and again after the person's own acts."""

from __future__ import annotations

import asyncio
import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot import blocks, wording
from bot.flows import home
from bot.slack.courier import answer
from bot.store.people import Who
from bot.turn import Turns
from bot.wording.sheet import Home

log = logging.getLogger(__name__)
PAUSE = 0.5  # seconds of real time: a burst of clicks is one publication


class Homes:
    """Nothing is lost with what waits here: the next opening draws Home anew."""

    def __init__(self, turns: Turns, client: AsyncWebClient) -> None:
        self._turns = turns
        self._client = client
        self._due: set[Who] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._publishing: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> bool:
        return bool(self._due) or (self._publishing is not None and not self._publishing.done())

    def refresh_soon(self, who: Who) -> None:
        self._due.add(who)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self._begin)

    async def publish_now(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._begin()
        if self._publishing is not None:
            await asyncio.wait([self._publishing])

    def _begin(self) -> None:
        self._timer = None
        due, self._due = self._due, set()
        self._publishing = asyncio.create_task(self._publish(due, after=self._publishing))

    async def _publish(self, due: set[Who], after: asyncio.Task[None] | None) -> None:
        if after is not None:
            await asyncio.wait([after])
        for who in due:
            try:
                await self._publish_one(who)
            except Exception:  # a Home that could not be drawn is drawn at its next opening
                log.exception("could not refresh a Home")

    async def _publish_one(self, who: Who) -> None:
        async with self._turns.open(who) as turn:
            screen, language = await home.show(turn), turn.language
        sheet = wording.sheet(screen, language)
        if isinstance(sheet, Home):
            await answer(
                self._client.views_publish(user_id=who.handle, view=blocks.view(sheet).view)
            )
