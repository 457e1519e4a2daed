"""One headless Chromium for all tests of the page, and a practice room for each of them."""

import shutil
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.page.room import Room, room_in

CHROMIUM = shutil.which("chromium")
# Chromium goes by the last such list alone, so what Playwright turns off and matters here is
# named again.
TURNED_OFF = [
    # each window has an address bar that nobody uses, and its popups are pages with 200 scripts:
    # half of the time of a visit went to loading them
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # what would ask or tell other machines something
    "AimEnabled",
    "AutofillServerCommunication",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PreconnectToSearch",
    "PaintHolding",  # a new page is drawn at once
]
FLAGS = [
    f"--disable-features={','.join(TURNED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--in-process-gpu",
    "--disable-extensions",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium is installed (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def room(browser: Browser) -> AsyncGenerator[Room]:
    async with room_in(browser) as room:
        yield room
