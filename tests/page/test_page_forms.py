"""The app's forms on the page: every kind of field, by keyboard and mouse."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.sandbox import forms
from tests.page.lunch import Json, actions, asked, plain
from tests.page.room import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser lives that long


async def open_form(room: Room) -> tuple[Page, Locator]:
    await room.anna.types("/frokost", room.channel)
    page = await room.visited(room.anna, room.channel.id)
    await page.get_by_role("button", name="Bestil", exact=True).click()
    form = page.get_by_role("dialog", name="Bestil frokost")
    await expect(form).to_be_visible()
    return page, form


async def test_a_form_holds_the_focus_and_every_kind_of_field_is_filled_and_sent(
    room: Room,
) -> None:
    page, form = await open_form(room)
    inside = "document.activeElement.matches('body, dialog *')"  # body: the browser's own controls
    for _ in range(40):  # past the last one, and round
        await page.keyboard.press("Tab")
        assert await page.evaluate(inside)
    await form.get_by_label("Besked").focus()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    await expect(page.get_by_role("button", name="Bestil", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(form.get_by_label("Navn på kuverten")).to_be_focused()
    await page.keyboard.type("Anna & <b>Bo</b>")
    await page.keyboard.press("Tab")
    await page.keyboard.type("To linjer\nher")
    await page.keyboard.press("Tab")  # a select: typing filters, Enter chooses
    await page.keyboard.type("smø")
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("combobox", name="Ret")).to_have_value("Smørrebrød")
    await page.keyboard.press("Tab")  # several: two chosen, the first taken back again
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await form.get_by_role("button", name="Fjern Fisk").click()
    await form.get_by_role("combobox", name="Gæst").click()
    await form.get_by_role("option", name="Bo Dahl").click()
    await form.get_by_role("combobox", name="Ved bordet").click()
    await form.get_by_role("option", name="Anna Lund").click()
    await form.get_by_role("option", name="Bo Dahl").click()
    await form.get_by_role("combobox", name="Kanal").fill("frok")
    await page.keyboard.press("Enter")
    await form.get_by_label("Fisk").first.check()
    await form.get_by_label("Smørrebrød").last.check()
    await form.get_by_role("button", name="Dag").click()
    await form.get_by_role("button", name="tirsdag den 3. marts 2026").click()
    await form.get_by_role("combobox", name="Tid").fill("12.37")
    await page.keyboard.press("Enter")
    await form.get_by_role("button", name="Klar").press("Enter")  # then by keys: a week, a month
    for key in ("ArrowDown", "PageDown", "ArrowLeft", "Enter"):
        await page.keyboard.press(key)
    await expect(form.get_by_role("button", name="Klar")).to_have_text("Onsdag den 8. april 2026")
    await form.get_by_role("combobox", name="Klar").fill("12")
    await page.keyboard.press("Enter")
    await form.get_by_label("Antal").fill("3")
    await form.get_by_label("E-mail").fill("anna@example.dk")
    await form.get_by_label("Opskrift").fill("https://example.dk/suppe")
    await form.get_by_role("button", name="Bestil").click()
    await expect(form).to_be_hidden()
    [order] = room.app.orders
    assert order["name"]["value"] == "Anna & <b>Bo</b>"
    assert order["note"]["value"] == "To linjer\nher"
    assert order["dish"]["selected_option"]["value"] == "smoer"
    assert [each["value"] for each in order["sides"]["selected_options"]] == ["suppe"]
    assert order["guest"]["selected_user"] == room.bo.id
    assert order["table"]["selected_users"] == [room.anna.id, room.bo.id]
    assert order["where"]["selected_conversation"] == room.channel.id
    assert order["size"]["selected_option"]["value"] == "fisk"
    assert [each["value"] for each in order["without"]["selected_options"]] == ["smoer"]
    assert order["day"]["selected_date"] == "2026-03-03"
    assert order["hour"]["selected_time"] == "12:37"
    noon = datetime(2026, 4, 8, 10, tzinfo=UTC)  # twelve o'clock in Copenhagen
    assert order["ready"]["selected_date_time"] == noon.timestamp()
    assert order["guests"]["value"] == "3"
    assert order["mail"]["value"] == "anna@example.dk"
    assert order["link"]["value"] == "https://example.dk/suppe"


async def test_what_is_wrong_stands_beside_its_field_and_the_form_that_follows_begins_at_its_top(
    room: Room,
) -> None:
    page, form = await open_form(room)
    await form.get_by_label("Besked").fill("Uden løg")
    await form.get_by_role("button", name="Bestil").click()
    name = form.get_by_label("Navn på kuverten")
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description("Udfyld feltet.")
    await expect(name).to_be_focused()
    await name.fill("Ingen")
    await form.get_by_role("combobox", name="Ret").fill("Suppe")
    await page.keyboard.press("Enter")
    await form.get_by_label("Fisk").first.check()
    await form.get_by_role("button", name="Dag").press("Enter")
    await page.keyboard.press("Enter")
    await form.get_by_label("Antal").fill("1,5")
    await form.get_by_role("button", name="Bestil").click()
    await expect(form.get_by_label("Antal")).to_have_accessible_description("Skriv et tal.")
    await form.get_by_label("Antal").fill("1")
    await form.get_by_role("button", name="Bestil").click()
    await expect(name).to_have_accessible_description("Skriv et rigtigt navn.")
    await expect(form.get_by_label("Besked")).to_have_value("Uden løg")
    assert room.app.orders == []
    await form.get_by_label("Opskrift").fill("https://example.dk/suppe")
    body = form.locator(".dialog-body")
    assert await body.evaluate("body => body.scrollTop") > 0
    [view] = room.sandbox.world.modals[room.anna.id]
    told = [{"type": "section", "text": plain(f"Linje {nth}\n" * 9)} for nth in range(9)]
    preview: Json = {"type": "modal", "title": plain("Før det bliver sendt"), "blocks": told}
    forms.updated(room.sandbox.workspace, view, preview)
    after = page.get_by_role("dialog", name="Før det bliver sendt")
    await expect(after.get_by_role("heading", name="Før det bliver sendt")).to_be_focused()
    assert await after.locator(".dialog-body").evaluate("body => body.scrollTop") == 0


async def test_what_one_types_survives_a_change_around_it_and_a_form_laid_upon_it(
    room: Room,
) -> None:
    workspace, anna = room.sandbox.workspace, room.anna.id
    more = actions("mere", {"type": "button", "action_id": "more", "text": plain("Mere")})
    first: Json = {
        "type": "modal",
        "title": plain("Første"),
        "submit": plain("Gem"),
        "blocks": [asked("note", "Note", "plain_text_input"), {"type": "divider"}, more],
    }
    second: Json = {
        "type": "modal",
        "title": plain("Anden"),
        "blocks": [{"type": "section", "text": plain("Intet at udfylde")}],
    }
    view = forms.opened(workspace, anna, first)
    page = await room.visited(room.anna, room.channel.id)
    note = page.get_by_role("textbox", name="Note")
    await note.press_sequentially("halvvejs")
    first["blocks"][1] = {"type": "section", "text": plain("Nyt afsnit")}
    forms.updated(workspace, view, first)
    await room.bo.posts(room.channel, "Imens")
    await expect(page.get_by_text("Nyt afsnit")).to_be_visible()
    await expect(note).to_be_focused()
    await page.keyboard.type(" igennem")
    await expect(note).to_have_value("halvvejs igennem")
    await page.get_by_role("button", name="Mere").click()
    await expect(page.get_by_role("button", name="Mere")).not_to_have_attribute("aria-busy", "true")
    forms.pushed(workspace, anna, second)
    await expect(page.get_by_role("heading", name="Anden")).to_be_visible()
    await expect(page.get_by_role("button", name="Gem")).to_be_hidden()
    await page.get_by_role("button", name="Tilbage").click()
    await expect(page.get_by_role("heading", name="Første")).to_be_visible()
    await expect(note).to_have_value("halvvejs igennem")


async def test_a_file_is_picked_and_goes_along_with_the_form(room: Room) -> None:
    form = {
        "type": "modal",
        "title": plain("Liste"),
        "submit": plain("Send"),
        "blocks": [asked("list", "Filen", "file_input", filetypes=["csv"], max_files=1)],
    }
    view = forms.opened(room.sandbox.workspace, room.anna.id, form)
    page = await room.visited(room.anna, room.channel.id)
    await expect(page.get_by_text("Ingen fil valgt")).to_be_visible()
    picked = FilePayload(name="ledere.csv", mimeType="text/csv", buffer="Æble".encode())
    await page.get_by_label("Filen").set_input_files(picked)
    await expect(page.get_by_text("ledere.csv")).to_be_visible()
    await page.get_by_role("button", name="Send", exact=True).last.click()
    [held] = view.state["list"]["value"]["files"]
    assert room.sandbox.world.files[held["id"]].content == "Æble".encode()
