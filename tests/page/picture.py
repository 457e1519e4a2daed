"""The README's picture: `python -m tests.page.picture` draws it anew."""

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from bot import story
from bot.domain import catalogue
from bot.practice import practice
from bot.sandbox import SimulatedClock
from bot.story.making_the_plan import show_the_map
from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.room import WIDE

PICTURE = Path(__file__).parent / "workspace.png"


async def main() -> None:
    async with practice(SimulatedClock(story.BEGINS), "da") as (sandbox, _):
        cast = story.gather(sandbox, "da")
        told = story.telling(sandbox, cast, "da")
        await story.play(told, story.CHAPTERS[: story.CHAPTERS.index(show_the_map) + 1])
        thread = cast.sofie.finds(catalogue.talk_questions("da")[0].question)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = await browser.new_page(
                viewport={"width": WIDE[0], "height": WIDE[1]}, locale="da-DK"
            )
            await page.goto(f"{sandbox.url}/#/{cast.sofie.id}/{thread.channel}/{thread.ts}")
            await page.get_by_text(told.lines.talk[0]).wait_for()
            await page.locator("img[alt]").last.scroll_into_view_if_needed()
            await page.screenshot(path=PICTURE)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
