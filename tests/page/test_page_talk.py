"""People who write, read and click on the page, in headless Chromium."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox import forms, talk
from bot.sandbox.world import File
from tests.page.lunch import QUESTION, home
from tests.page.room import Room, message

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cf"
    "c0f01f000500018067a3a4fc0000000049454e44ae426082"
)


pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser lives that long


async def test_what_one_writes_others_see_and_oneself_alone_edits_and_deletes(room: Room) -> None:
    annas = await room.visited(room.anna, room.channel.id)
    bos = await room.visited(room.bo, room.channel.id)
    box = annas.get_by_role("textbox", name="Skriv til #frokost")
    await box.fill("Hej @Bo Dahl & *alle*")
    await box.press("Enter")
    said = message(bos, "Hej")
    await expect(said.locator(".mention.me")).to_have_text("@Bo Dahl")
    await expect(said.locator("strong").last).to_have_text("alle")
    await expect(said.locator(".head time")).to_have_text("09.00")
    await expect(box).to_have_value("")
    await room.anna.posts(room.channel, "Vi spiser kl. 11")
    await room.bo.posts(room.channel, "Fint")
    mine = message(annas, "Vi spiser")
    await mine.hover()
    await mine.get_by_role("button", name="Redigér").click()
    await annas.get_by_role("textbox", name="Redigér beskeden").fill("Vi spiser kl. 12")
    await annas.keyboard.press("Enter")
    await expect(message(annas, "kl. 12")).to_contain_text("(redigeret)")
    others = message(annas, "Fint")
    await others.hover()
    await expect(others.get_by_role("button", name="Slet")).to_have_count(0)
    await message(annas, "kl. 12").hover()
    await message(annas, "kl. 12").get_by_role("button", name="Slet").click()
    await annas.get_by_role("alertdialog").get_by_role("button", name="Slet").click()
    await expect(message(annas, "kl. 12")).to_have_count(0)


async def test_a_thread_opens_beside_the_conversation_and_takes_replies(room: Room) -> None:
    root = await room.bo.posts(room.channel, "Hvem vil med?")
    page = await room.visited(room.anna, room.channel.id)
    await message(page, "Hvem vil med?").hover()
    await page.get_by_role("button", name="Svar i tråden").click()
    reply = page.get_by_role("textbox", name="Svar …")
    await expect(reply).to_be_focused()
    await reply.fill("Jeg vil")
    await reply.press("Enter")
    thread = page.get_by_role("complementary")
    await expect(message(page, "Jeg vil")).to_have_count(1)
    await expect(thread).to_contain_text("1 svar")
    await room.bo.replies(root, "Fedt")
    await expect(thread).to_contain_text("2 svar")
    await reply.press("Escape")
    await expect(thread).to_be_hidden()
    await expect(page.get_by_role("button", name="2 svar")).to_be_visible()


async def test_a_thread_tells_other_days_and_counts_no_reply_that_one_person_alone_sees(
    room: Room,
) -> None:
    root = await room.bo.posts(room.channel, "Hvem vil med?")
    await room.sandbox.pass_time(days=1)
    await room.anna.replies(root, "Jeg vil")
    page = await room.visited(room.anna, room.channel.id)
    await page.get_by_role("button", name="1 svar").click()
    thread = page.get_by_role("complementary")
    times = thread.locator(".head time")
    await expect(times).to_have_text(["man. 2. mar. kl. 09.00", "09.00"])
    talk.says(
        room.sandbox.workspace,
        room.channel,
        "Så er du med.",
        [],
        thread_ts=root.ts,
        ephemeral_to=room.anna.id,
    )
    await expect(message(page, "Så er du med.")).to_contain_text("Kun du kan se dette")
    await expect(thread).to_contain_text("1 svar")
    await expect(page.get_by_role("button", name="1 svar")).to_be_visible()


async def test_messages_with_buttons_stand_apart_though_said_in_one_breath(room: Room) -> None:
    for text in ("Første", "Anden"):
        talk.says(room.sandbox.workspace, room.channel, text, QUESTION)
    page = await room.visited(room.anna, room.channel.id)
    bodies = page.locator("li.message .body")
    await expect(bodies).to_have_count(2)
    above, under = [await bodies.nth(nth).bounding_box() for nth in (0, 1)]
    assert above is not None
    assert under is not None
    assert under["y"] - (above["y"] + above["height"]) >= 20  # between blocks it is 8


async def test_what_is_new_is_marked_and_counted_until_it_is_seen(room: Room) -> None:
    other = room.sandbox.opens_channel("andet", [room.anna, room.bo])
    page = await room.visited(room.bo, room.channel.id)
    await room.anna.posts(other, "Hej @Bo Dahl")
    place = page.get_by_role("button", name="andet")
    await expect(place).to_have_class(re.compile("unread"))
    await expect(place.locator(".badge")).to_have_text("1")
    await place.click()
    await expect(place).not_to_have_class(re.compile("unread"))
    await room.anna.posts(room.channel, "Uden navn")
    unread = page.get_by_role("button", name="frokost (ulæst)")
    await expect(unread).to_have_class(re.compile("unread"))
    await expect(unread.locator(".badge")).to_have_count(0)


async def test_one_becomes_another_by_what_they_do_or_by_name_and_sees_for_whom_something_waits(
    room: Room,
) -> None:
    room.sandbox.adds("Hanne Bach", title="HR-chef", admin=True)
    page = await room.visited(room.anna, room.channel.id)
    await page.get_by_role("button", name="Du er Anna Lund").click()
    people = page.get_by_role("dialog", name="Skift person")
    await expect(people.get_by_role("button", name="Hanne Bach")).to_contain_text(
        "HR-chef · administrator"
    )
    await people.get_by_role("searchbox").fill("hr-")
    await expect(people.get_by_role("button")).to_have_count(1)
    await page.keyboard.press("Enter")
    switcher = page.get_by_role("button", name="Du er Hanne Bach")
    await expect(switcher).to_contain_text("HR-chef")
    talk.says(room.sandbox.workspace, room.sandbox.workspace.open_dm(room.bo.user), "Husk!", [])
    await switcher.click()
    await expect(people.get_by_role("button", name="Bo Dahl").locator(".badge")).to_have_text("1")
    await people.get_by_role("searchbox").fill("bo")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Du er Bo Dahl")).to_be_visible()
    assert f"#/{room.bo.id}/" in page.url
    await expect(message(page, "Husk!")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name="Du er Bo Dahl")).to_be_visible()


async def test_a_command_is_offered_run_and_answered_to_oneself_alone_or_slack_tells_why_not(
    room: Room,
) -> None:
    annas = await room.visited(room.anna, room.channel.id)
    box = annas.get_by_role("textbox", name="Skriv til #frokost")
    await box.press_sequentially("/f")
    offers = annas.get_by_role("listbox", name="Forslag")
    await expect(offers.get_by_role("option")).to_have_count(1)
    await expect(offers).to_contain_text("Bestil frokost")
    await box.press("Tab")
    await expect(box).to_have_value("/frokost ")
    await box.press("Enter")
    answer = message(annas, "Hvad vil du spise?")
    await expect(answer).to_contain_text("Kun du kan se dette")
    await expect(answer.get_by_role("heading", name="Frokost i morgen")).to_be_visible()
    bos = await room.visited(room.bo, room.channel.id)
    await expect(message(bos, "Hvad vil du spise?")).to_have_count(0)
    await answer.get_by_role("button", name="Jeg spiser ude").click()
    await expect(message(annas, "God tur ud.")).to_be_visible()
    await expect(answer).to_have_count(0)
    await box.fill("/kantine")
    await box.press("Enter")
    await expect(annas.get_by_role("status")).to_contain_text("/kantine virkede ikke")
    await box.fill("/findesikke")
    await box.press("Enter")
    await expect(annas.get_by_role("status")).to_contain_text("Der er ingen kommando")


async def test_what_cannot_be_undone_is_asked_about_first(room: Room) -> None:
    await room.anna.types("/frokost", room.channel)
    page = await room.visited(room.anna, room.channel.id)
    await page.get_by_role("button", name="Aflys alt").click()
    asked_ = page.get_by_role("alertdialog", name="Aflys?")
    await expect(asked_.locator("strong")).to_have_text("ingen")
    await asked_.get_by_role("button", name="Behold").click()
    assert room.app.clicks == []
    await page.get_by_role("button", name="Aflys alt").click()
    await asked_.get_by_role("button", name="Aflys").click()
    await page.get_by_role("button", name="Flere valg").click()
    await page.get_by_role("menuitem", name="Se menuen").click()
    await expect(page.get_by_role("button", name="Flere valg")).not_to_have_attribute(
        "aria-busy", "true"
    )
    assert room.app.clicks == ["cancel", "more"]


async def test_the_home_tab_is_asked_for_shown_and_used(room: Room) -> None:
    page = await room.visited(room.anna, room.dm(room.anna))
    await expect(page.get_by_role("complementary")).to_be_hidden()
    await page.get_by_role("tab", name="Messages").press("ArrowRight")
    await expect(page.get_by_role("heading", name="Din frokost")).to_be_visible()
    again = page.get_by_role("button", name="Tryk igen")
    await again.focus()
    await again.press("Enter")
    await expect(page.get_by_role("tabpanel")).to_contain_text("Du har trykket 1 gange.")
    await expect(again).to_be_focused()


async def test_what_one_confirms_counts_though_the_home_tab_was_published_meanwhile(
    room: Room,
) -> None:
    page = await room.visited(room.anna, f"{room.dm(room.anna)}/home")
    forget = page.get_by_role("button", name="Glem alt")
    await forget.click()
    forms.published(room.sandbox.workspace, room.anna.id, home(7))
    await expect(page.get_by_role("tabpanel", include_hidden=True)).to_contain_text("trykket 7")
    sure = page.get_by_role("alertdialog", name="Glem alt?")
    await sure.get_by_role("button", name="Behold").click()
    await expect(forget).to_be_focused()
    await forget.click()
    forms.published(room.sandbox.workspace, room.anna.id, home(8))
    await expect(page.get_by_role("tabpanel", include_hidden=True)).to_contain_text("trykket 8")
    await sure.get_by_role("button", name="Glem").click()
    await expect(page.get_by_role("tabpanel")).to_contain_text("Du har trykket 1 gange.")
    assert room.app.clicks == ["forget"]
    await expect(page.get_by_role("status")).to_be_empty()


async def test_a_picture_is_shown_with_its_words_and_enlarged(room: Room) -> None:
    room.sandbox.world.files["F1"] = File(
        "F1", "kort.png", "Prioriteringskort", "image/png", PIXEL, "Fire felter", ready=True
    )
    (await room.anna.posts(room.channel, "Her er kortet")).files.append("F1")
    page = await room.visited(room.anna, room.channel.id)
    picture = page.get_by_role("img", name="Fire felter")
    await expect(picture).to_have_js_property("naturalWidth", 1)
    await page.get_by_role("button", name="Vis Prioriteringskort stort").click()
    await expect(page.get_by_role("dialog", name="Prioriteringskort")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
