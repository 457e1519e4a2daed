"""What stands around the talk: the clock, narrow and dark screens, keyboard and voice."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.lunch import Diary
from tests.page.room import PHONE, Room, message, room_in

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser lives that long


async def focused(page: Page) -> str:
    return await page.evaluate("document.activeElement.innerText || document.activeElement.value")


async def test_the_clock_goes_to_the_next_follow_up_and_by_steps(room: Room) -> None:
    due = datetime(2026, 3, 9, 8, tzinfo=UTC)
    diary = Diary(room.sandbox, due)
    room.sandbox.attach(diary)
    page = await room.visited(room.anna, room.channel.id)
    clock = page.get_by_role("group", name="Øvelokalets ur")
    await expect(clock.locator("time .long")).to_have_text("Mandag den 2. marts 2026 kl. 09.00")
    await clock.get_by_role("button", name="+1 time").click()
    await expect(clock.locator("time .long")).to_have_text("Mandag den 2. marts 2026 kl. 10.00")
    assert diary.done == []
    await clock.get_by_role("button", name="Næste opfølgning").click()
    await expect(clock.locator("time .long")).to_have_text("Mandag den 9. marts 2026 kl. 09.00")
    assert diary.done == [due]
    await expect(clock.get_by_role("button", name="Ingen opfølgning")).to_be_disabled()


async def test_where_time_runs_by_itself_one_arrives_and_then_looks_further_ahead(
    browser: Browser,
) -> None:
    first, second = datetime(2026, 3, 9, 8, tzinfo=UTC), datetime(2026, 3, 16, 8, tzinfo=UTC)
    async with room_in(browser, ticking=True) as room:
        diary = Diary(room.sandbox, first, first + timedelta(seconds=2), second)
        room.sandbox.attach(diary)
        page = await room.visited(room.anna, room.channel.id)
        clock = page.get_by_role("group", name="Øvelokalets ur")
        onward = clock.get_by_role("button", name="Næste opfølgning")
        await onward.click()
        await expect(clock.locator("time .long")).to_have_text("Mandag den 9. marts 2026 kl. 09.00")
        await expect(onward).to_contain_text("16. mar.")
        assert diary.done == [first, first + timedelta(seconds=2)]  # set off by it: no follow-up
        await onward.click()
        await expect(clock.get_by_role("button", name="Ingen opfølgning")).to_be_disabled()
        assert diary.done[-1] == second
        await expect(page.get_by_role("status")).to_be_empty()


async def test_everyone_reads_the_time_of_their_own_zone_and_moves_it_only_if_the_clock_can(
    room: Room,
) -> None:
    far = room.sandbox.adds("Nuka", tz="America/Nuuk")
    room.channel.members.add(far.id)
    await room.bo.posts(room.channel, "Mad!")
    page = await room.visited(far, room.channel.id)
    await expect(message(page, "Mad!").locator(".head time")).to_have_text("06.00")
    await expect(page.locator("time .long")).to_contain_text("2. marts 2026")
    await expect(page.get_by_role("button", name="+1 uge")).to_be_hidden()  # nothing to move by it


async def test_on_a_phone_the_conversations_lie_in_a_drawer(room: Room) -> None:
    await room.bo.posts(room.channel, "langtord" * 60)
    page = await room.visited(room.anna, room.channel.id, size=PHONE, dark=True)
    sidebar = page.get_by_role("navigation")
    await expect(sidebar).to_be_hidden()
    await page.get_by_role("button", name="Vis samtaler").click()
    await sidebar.get_by_role("button", name="Frokost", exact=True).click()
    await expect(sidebar).to_be_hidden()
    await expect(page.get_by_role("tab", name="Home")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


async def test_one_chooses_another_theme_than_the_machines_and_another_language(room: Room) -> None:
    page = await room.visited(room.anna, room.channel.id, dark=True)
    pane = "getComputedStyle(document.querySelector('.conversation')).backgroundColor"
    dark = await page.evaluate(pane)
    await page.get_by_role("button", name="Lyst tema").click()
    assert await page.evaluate(pane) == "rgb(255, 255, 255)" != dark
    await page.reload()
    await expect(page.get_by_role("button", name="Mørkt tema")).to_be_visible()
    await page.get_by_role("link", name="Show the page in English").click()
    await expect(page.get_by_role("button", name="You are Anna Lund")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message #frokost")).to_be_visible()
    await expect(page.locator("time .long")).to_have_text("Monday, 2 March 2026 at 09:00")


async def test_the_page_speaks_the_language_of_the_workplace_until_one_chooses(
    browser: Browser,
) -> None:
    async with room_in(browser, language="en") as room:
        page = await room.visited(room.anna, room.channel.id)
        await expect(page.get_by_role("button", name="You are Anna Lund")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await page.get_by_role("link", name="Vis siden på dansk").click()
        await expect(page.get_by_role("button", name="Du er Anna Lund")).to_be_visible()


async def test_the_keyboard_reaches_everything_and_what_is_new_is_read_aloud(room: Room) -> None:
    await room.bo.posts(room.channel, "Hej")
    page = await room.visited(room.anna, room.channel.id)
    await page.keyboard.press("Tab")
    assert await focused(page) == "Gå til samtalen"
    await page.keyboard.press("Enter")
    await expect(page.locator("main .scroller")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(message(page, "Hej")).to_be_focused()
    for name in ("Svar i tråden", "Skriv til #frokost"):
        await page.keyboard.press("Tab")
        label = await page.evaluate("document.activeElement.ariaLabel")
        assert label == name
    await room.bo.posts(room.channel, "*Maden* er klar")
    await expect(page.get_by_role("log")).to_contain_text("Bo Dahl: Maden er klar")
