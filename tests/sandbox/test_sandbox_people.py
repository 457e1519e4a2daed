"""The test kit: people read, write and click, and can only do what is there to be done."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import NotThere, Person, Sandbox
from bot.sandbox.client import InMessage
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear, Reply
from tests.sandbox.kit import (
    CONFIRM,
    actions,
    asked,
    button,
    modal,
    mrkdwn,
    number,
    opened,
    options,
    plain,
    section,
    select,
    typing,
)

Json = dict[str, Any]


async def said(client: AsyncWebClient, sandbox: Sandbox, place: str, *blocks: Json) -> None:
    await client.chat_postMessage(channel=place, text="Tekst", blocks=list(blocks))
    await sandbox.settles()


# Clicking


async def test_what_is_not_there_cannot_be_clicked(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    await said(client, sandbox, anna.id, actions(button("Begynd"), button("Senere")))
    with pytest.raises(NotThere, match=r"no button 'Slut'; there is: \['Begynd', 'Senere'\]"):
        await anna.clicks("Slut")
    with pytest.raises(NotThere):
        await anna.clicks("Beg")


async def test_the_newest_of_two_is_clicked(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    for value in ("old", "new"):
        await said(client, sandbox, anna.id, actions(button("Begynd", value=value)))
    await anna.clicks("Begynd")
    assert ear.last.action["value"] == "new"
    await anna.clicks("Begynd", on=anna.dm[0])
    assert ear.last.action["value"] == "old"


async def test_one_of_several_alike_is_pointed_out(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    await said(
        client,
        sandbox,
        anna.id,
        section("*Hvor vigtigt?*"),
        actions(button("3", value="vigtigt")),
        section("Hvor godt lykkes vi?"),
        actions(button("3", value="lykkes")),
        section("Mads", accessory=button("3", value="mads")),
    )
    with pytest.raises(NotThere, match="3 read '3'"):
        await anna.clicks("3")
    for beside, value in {"Hvor vigtigt?": "vigtigt", "lykkes": "lykkes", "Mads": "mads"}.items():
        await anna.clicks("3", beside=beside)
        assert ear.last.action["value"] == value
    await anna.clicks("3", nth=1)
    assert ear.last.action["value"] == "lykkes"
    with pytest.raises(NotThere, match="beside 'Karen'"):
        await anna.clicks("3", beside="Karen")


async def test_a_question_before_it_is_answered(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    await said(client, sandbox, anna.id, actions(button("Luk runden", confirm=CONFIRM)))
    before = len(ear.heard)
    await anna.clicks("Luk runden", confirm=False)
    assert len(ear.heard) == before
    await anna.clicks("Luk runden")
    assert len(ear.heard) == before + 1


async def test_a_menu_behind_dots_is_clicked_by_its_words(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    menu = {"type": "overflow", "options": options(3)}
    await said(client, sandbox, anna.id, section("Kort", accessory=menu))
    await anna.clicks("Nr. 2")
    assert ear.last.action["selected_option"]["value"] == "2"


async def test_an_open_form_hides_everything_else(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    await said(client, sandbox, anna.id, actions(button("Begynd")))
    await opened(client, ear, anna)
    with pytest.raises(NotThere):
        await anna.clicks("Begynd")
    assert not anna.sees("Begynd")
    await anna.closes()
    assert (await anna.clicks("Begynd")).ok


async def test_nobody_clicks_on_what_another_sees(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    bo = sandbox.adds("Bo Dam")
    await said(client, sandbox, anna.id, actions(button("Begynd")))
    with pytest.raises(NotThere):
        await bo.clicks("Begynd")
    message = anna.dm[0]
    with pytest.raises(NotThere):
        await sandbox.client.act(bo.id, InMessage(message.channel, message.ts), "b", "a")


# Choosing and filling in


async def test_a_choice_in_a_message_is_told_at_once(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    menu = select(3, placeholder=plain("Vælg en"), action_id="valg")
    await said(client, sandbox, anna.id, actions(menu, block_id="blok"))
    await anna.chooses("Vælg en", "Nr. 1")
    assert ear.last.action["selected_option"]["value"] == "1"
    state = ear.last.payload["state"]["values"]
    assert state["blok"]["valg"]["selected_option"]["value"] == "1"
    with pytest.raises(NotThere, match=r"no option 'Nr. 9'; there is: \['Nr. 0'"):
        await anna.chooses("Vælg en", "Nr. 9")


EVERY_KIND: dict[str, tuple[Json, Any, str, Any]] = {
    "text": (typing(), "Hej", "value", "Hej"),
    "one line": (typing(), "Hej\nigen", "value", "Hej igen"),
    "several lines": (typing(multiline=True), "Hej\nigen", "value", "Hej\nigen"),
    "number": (number(), 5, "value", "5"),
    "email": ({"type": "email_text_input"}, "a@b.dk", "value", "a@b.dk"),
    "select": (select(3), "Nr. 1", "selected_option", options(3)[1]),
    "radio": (
        {"type": "radio_buttons", "options": options(2)},
        "Nr. 1",
        "selected_option",
        options(2)[1],
    ),
    "boxes": (
        {"type": "checkboxes", "options": options(3)},
        ["Nr. 0", "Nr. 2"],
        "selected_options",
        [options(3)[0], options(3)[2]],
    ),
    "one of several": (
        {"type": "multi_static_select", "options": options(3)},
        "Nr. 0",
        "selected_options",
        [options(3)[0]],
    ),
    "date": ({"type": "datepicker"}, date(2026, 3, 9), "selected_date", "2026-03-09"),
    "time": ({"type": "timepicker"}, time(9, 30), "selected_time", "09:30"),
    "moment": (
        {"type": "datetimepicker"},
        datetime(2026, 3, 9, tzinfo=UTC),
        "selected_date_time",
        1773014400,
    ),
}


@pytest.mark.parametrize(
    ("element", "value", "key", "held"), EVERY_KIND.values(), ids=EVERY_KIND.keys()
)
async def test_every_kind_of_field_can_be_filled_in(
    client: AsyncWebClient,
    ear: Ear,
    anna: Person,
    element: Json,
    value: Any,
    key: str,
    held: Any,
) -> None:
    view = modal(asked({**element, "action_id": "felt"}, "Felt", block_id="felt"))
    await opened(client, ear, anna, view)
    await anna.fills({"Felt": value})
    assert (await anna.submits()).ok
    assert ear.last.payload["view"]["state"]["values"]["felt"]["felt"][key] == held


async def test_people_and_channels_are_picked_by_themselves_or_by_name(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person, channel: Channel
) -> None:
    bo = sandbox.adds("Bo Dam")
    view = modal(
        asked({"type": "users_select", "action_id": "a"}, "Ejer", block_id="a"),
        asked({"type": "multi_users_select", "action_id": "a"}, "Deltagere", block_id="b"),
        asked({"type": "conversations_select", "action_id": "a"}, "Kanal", block_id="c"),
    )
    await opened(client, ear, anna, view)
    await anna.fills({"Ejer": bo, "Deltagere": [anna, "Bo Dam"], "Kanal": "#ledertrivsel"})
    await anna.submits()
    values = ear.last.payload["view"]["state"]["values"]
    assert values["a"]["a"]["selected_user"] == bo.id
    assert values["b"]["a"]["selected_users"] == [anna.id, bo.id]
    assert values["c"]["a"]["selected_conversation"] == channel.id


async def test_a_field_that_is_not_there_cannot_be_filled_in(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    await opened(client, ear, anna)
    with pytest.raises(NotThere, match=r"no field 'Alder'; there is: \['Navn'\]"):
        await anna.fills({"Alder": 7})


async def test_a_field_is_emptied_again(client: AsyncWebClient, ear: Ear, anna: Person) -> None:
    await opened(client, ear, anna, modal(asked(typing(initial_value="Anna"))))
    await anna.fills({"Navn": ""})
    assert (await anna.submits()).errors == {"Navn": "Please complete this required field."}


async def test_a_field_may_want_to_be_told_of_at_once(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    view = modal(asked(select(2, action_id="valg"), "Valg", dispatch_action=True))
    await opened(client, ear, anna, view)
    await anna.fills({"Valg": "Nr. 1"})
    assert ear.last.payload["type"] == "block_actions"
    assert ear.last.payload["container"]["type"] == "view"


# Writing


async def test_one_changes_only_ones_own_words(
    sandbox: Sandbox, ear: Ear, anna: Person, channel: Channel
) -> None:
    bo = sandbox.adds("Bo Dam")
    sandbox.joins(channel, bo)
    message = await anna.posts(channel, "Mit")
    with pytest.raises(NotThere):
        await bo.edits(message, "Dit")
    with pytest.raises(NotThere):
        await bo.deletes(message)
    await anna.deletes(message)
    assert not bo.sees("Mit")


async def test_a_private_channel_is_for_its_members(
    sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    bo = sandbox.adds("Bo Dam")
    hidden = sandbox.opens_channel("lukket", [anna], "private")
    await anna.posts(hidden, "Hej")
    assert not bo.sees("Hej")
    with pytest.raises(NotThere):
        await bo.posts(hidden, "Hej")


# Seeing


async def test_what_is_seen_is_what_is_drawn(
    client: AsyncWebClient, sandbox: Sandbox, anna: Person
) -> None:
    await said(
        client,
        sandbox,
        anna.id,
        {"type": "header", "text": plain("Tema 4 af 12")},
        section(f"*Pauser* og _restitution_ for <@{anna.id}> &amp; co. <https://a.dk|Læs>"),
        {"type": "context", "elements": [mrkdwn("Fortroligt")]},
        actions(button("Begynd"), select(2, placeholder=plain("Vælg"))),
        {"type": "image", "image_url": "https://a.dk/a.png", "alt_text": "Kortet"},
    )
    for text in (
        "Tema 4 af 12",
        "Pauser og restitution for @Anna Lund & co. Læs",
        "Fortroligt",
        "[Begynd]",
        "[Vælg]",
        "Kortet",
    ):
        assert anna.sees(text), text
    assert not anna.sees("Tekst")  # what stands beside blocks is for screen readers


async def test_only_the_last_thing_said_is_in_front_of_a_person(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    await said(client, sandbox, anna.id, section("Første"), actions(button("Begynd")))
    await said(client, sandbox, anna.id, section("Andet"))
    assert (anna.sees("Første"), anna.sees("Andet")) == (False, True)
    await anna.clicks("Begynd")
    assert anna.sees("Første")
    assert (anna.was_told("Første"), anna.was_told("Andet"), anna.was_told("e")) == (1, 1, 2)
    assert "Første" in anna.reads(anna.finds("Første"))
    assert anna.reads(anna.newest) == "Andet"
    with pytest.raises(NotThere):
        anna.finds("Tredje")


async def test_ephemerals_in_a_channel_are_seen_and_told(
    ear: Ear, anna: Person, channel: Channel
) -> None:
    ear.answers(Reply("Kun til dig"))
    await anna.types("/hej", channel)
    assert anna.sees("Kun til dig")
    assert anna.was_told("Kun til dig") == 1
