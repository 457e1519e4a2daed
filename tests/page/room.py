"""The practice room that the page's tests play in: three people, a channel, and a browser."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, ConsoleMessage, Locator, Page

from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel
from tests.page.lunch import Lunch, lunch

WIDE, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True, slots=True)
class Room:
    sandbox: Sandbox
    app: Lunch
    anna: Person
    bo: Person
    channel: Channel
    browser: Browser
    trouble: list[str] = field(default_factory=list[str])  # what went wrong in the browser

    async def visited(
        self,
        as_: Person,
        place: str = "",
        *,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
    ) -> Page:
        """The page as one person sees it, in a browser of its own."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="da-DK",
        )
        page = await context.new_page()
        page.set_default_timeout(4000)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("dialog", lambda dialog: self.trouble.append(f"a script ran: {dialog.message}"))
        page.on("console", lambda said: self._heard(said))
        await page.goto(f"{self.sandbox.url}/#/{as_.id}/{place}")
        await page.wait_for_selector("main h1 bdi")
        return page

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.trouble.append(said.text)

    def dm(self, person: Person) -> str:
        return self.sandbox.workspace.open_dm(person.user).id


@asynccontextmanager
async def room_in(
    browser: Browser, *, ticking: bool = False, language: str = "da"
) -> AsyncGenerator[Room]:
    """A room with its time, running by itself or not, and its language."""
    async with lunch(ticking=ticking, language=language) as (sandbox, app):
        anna, bo = sandbox.adds("Anna Lund"), sandbox.adds("Bo Dahl")
        channel = sandbox.opens_channel("frokost", [anna, bo])
        room = Room(sandbox, app, anna, bo, channel, browser)
        yield room
        for context in browser.contexts:
            await context.close()
        sandbox.world.changed()  # or the server waits for who would still be told of a change
        assert not room.trouble


def message(page: Page, text: str) -> Locator:
    return page.locator("li.message", has_text=text)
