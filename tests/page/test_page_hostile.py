"""Text that wants to be more than text, everywhere that people can write."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox import forms, talk
from tests.page.lunch import Json, actions, option, plain
from tests.page.room import Room

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    "&lt;img src=x onerror=alert(3)&gt;",
    "<javascript:alert(4)|klik her>",
    "<data:text/html,<script>alert(5)</script>|klik her>",
    '<https://example.dk/" onmouseover="alert(6)|klik>',
    "`<img src=x onerror=alert(7)>` *<b>fed</b>* ~_*dyb*_~",
    "<@U404|<img src=x onerror=alert(8)>> <#C404|x> <!date^1^{date}|<i>>",
    "\u202egnp.exe \u2066skjult\ue000\ue001 \u0000",
    "*a" * 400 + "_b" * 400,
]


@pytest.mark.asyncio(loop_scope="session")  # the browser lives that long
async def test_hostile_text_stays_text_wherever_it_is_written(room: Room) -> None:
    bad = room.sandbox.adds("<img src=x onerror=alert(9)> \u202eKarl")
    channel = room.sandbox.opens_channel('x"><script>alert(10)</script>', [bad, room.anna])
    channel.topic = HOSTILE[0]
    blocks: list[Json] = [
        {"type": "header", "text": plain(HOSTILE[0])},
        *({"type": "section", "text": {"type": "mrkdwn", "text": text}} for text in HOSTILE),
        actions(
            "b",
            {
                "type": "button",
                "action_id": "a",
                "text": plain(HOSTILE[1]),
                "url": "javascript:alert(11)",
            },
            {"type": "static_select", "action_id": "s", "options": [option("1", HOSTILE[0])]},
        ),
        {"type": "image", "image_url": "https://example.dk/x.png", "alt_text": HOSTILE[0]},
        {"type": "section", "text": plain("vises ikke"), "block_id": "ukendt"},
        {"type": HOSTILE[1]},
    ]
    for text in HOSTILE:
        await bad.posts(channel, text)
    say = forms.with_ids(blocks, 1)
    talk.says(room.sandbox.workspace, channel, HOSTILE[0], say)
    page = await room.visited(room.anna, channel.id)
    await expect(page.locator("li.message")).to_have_count(len(HOSTILE) + 1)
    await page.get_by_role("combobox", name="Vælg").click()
    feed = page.get_by_role("list", name="Beskeder")
    assert await feed.locator("script, iframe, img[src^='x'], [onerror], b > i").count() == 0
    assert await page.locator("a[href^='javascript:'], a[href^='data:']").count() == 0
    await expect(page.locator("main h1 bdi")).to_have_text(channel.name)
    await expect(feed).to_contain_text(HOSTILE[0])
    room.trouble[:] = [each for each in room.trouble if "example.dk/x.png" not in each]  # refused


def test_nothing_on_the_page_can_turn_text_into_markup() -> None:
    page = Path(__file__).parents[2] / "bot" / "sandbox" / "page"
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|"
        r"DOMParser|setHTML|srcdoc|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)\w"
    )
    for file in page.iterdir():
        assert not forbidden.search(file.read_text("utf-8")), file.name
