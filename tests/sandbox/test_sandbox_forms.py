"""Modals and Home tabs: how they open, stack, change, answer and go."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import NotThere, Person, Sandbox
from bot.sandbox.client import InView
from tests.sandbox.ear import Ear, listening
from tests.sandbox.kit import (
    FORM,
    NAME,
    actions,
    asked,
    button,
    modal,
    opened,
    plain,
    section,
    trigger,
    typing,
)
from tests.sandbox_app import (
    answered,
    call,
    manifest,
    refusal,
    refused,
    sandbox_serving,
    web_client,
)

Json = dict[str, Any]

# trigger_id


async def test_a_trigger_opens_one_form(client: AsyncWebClient, ear: Ear, anna: Person) -> None:
    given = await trigger(ear, anna)
    view = (await answered(client.views_open(trigger_id=given, view=FORM)))["view"]
    assert (view["private_metadata"], view["callback_id"]) == ("7", "form")
    assert view["state"]["values"] == {
        "navn": {"navn": {"type": "plain_text_input", "value": None}}
    }
    assert await refused(client.views_open(trigger_id=given, view=FORM)) == "exchanged_trigger_id"


async def test_a_trigger_is_not_made_up(client: AsyncWebClient) -> None:
    assert await refused(client.views_open(trigger_id="1.2.a", view=FORM)) == "invalid_trigger_id"


async def test_a_trigger_is_good_for_three_seconds() -> None:
    async with sandbox_serving(patience=0.05) as sandbox, web_client(sandbox) as client:
        anna = sandbox.adds("Anna Lund")
        async with listening(sandbox) as ear:
            given = await trigger(ear, anna)
            await asyncio.sleep(0.06)  # what is tried is that this much time has passed
            code = await refused(client.views_open(trigger_id=given, view=FORM))
            assert code == "expired_trigger_id"


async def test_a_broken_form_is_refused_and_spends_no_trigger(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    given = await trigger(ear, anna)
    broken = modal(title=plain("a" * 25))
    answer = await refusal(client.views_open(trigger_id=given, view=broken))
    assert answer["error"] == "invalid_arguments"
    assert "less than 25" in answer["response_metadata"]["messages"][0]
    no_view = call(client, "views.open", trigger_id=given, view="[]")
    assert await refused(no_view) == "invalid_arguments"
    assert (await answered(client.views_open(trigger_id=given, view=FORM)))["ok"]


# The stack


async def test_three_forms_lie_on_each_other_and_no_more(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    first = await opened(client, ear, anna, modal(actions(button("Mere")), title=plain("Nr. 1")))
    for number in (2, 3):
        await anna.clicks("Mere")
        view = modal(actions(button("Mere")), title=plain(f"Nr. {number}"))
        pushed = await answered(
            client.views_push(trigger_id=ear.last.payload["trigger_id"], view=view)
        )
        assert pushed["view"]["root_view_id"] == first["id"]
    await anna.clicks("Mere")
    given = ear.last.payload["trigger_id"]
    assert await refused(client.views_push(trigger_id=given, view=FORM)) == "push_limit_reached"
    assert anna.sees("Nr. 3")
    await anna.closes()
    assert anna.sees("Nr. 2")


async def test_a_form_is_pushed_on_a_form(client: AsyncWebClient, ear: Ear, anna: Person) -> None:
    given = await trigger(ear, anna)
    assert await refused(client.views_push(trigger_id=given, view=FORM)) == "not_found"


# Changing


async def test_an_update_keeps_what_was_filled_in_where_the_field_is_the_same(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    view = await opened(client, ear, anna)
    await anna.fills({"Navn": "Anna"})
    more = asked(typing(action_id="by", initial_value="Aarhus"), "By", block_id="by")
    updated = await answered(client.views_update(view_id=view["id"], view=modal(NAME, more)))
    values = updated["view"]["state"]["values"]
    assert values["navn"]["navn"]["value"] == "Anna"
    assert values["by"]["by"]["value"] == "Aarhus"
    other = asked(typing(action_id="andet"), block_id="navn")
    updated = await answered(client.views_update(view_id=view["id"], view=modal(other)))
    assert updated["view"]["state"]["values"]["navn"]["andet"]["value"] is None


async def test_an_update_that_has_not_seen_the_last_one_is_refused(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    view = await opened(client, ear, anna)
    first = await answered(client.views_update(view_id=view["id"], hash=view["hash"], view=FORM))
    late = client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    assert await refused(late) == "hash_conflict"
    again = client.views_update(view_id=view["id"], hash=first["view"]["hash"], view=FORM)
    assert (await answered(again))["ok"]


async def test_a_form_that_is_closed_cannot_be_changed(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    view = await opened(client, ear, anna)
    await anna.closes()
    assert await refused(client.views_update(view_id=view["id"], view=FORM)) == "not_found"
    assert await refused(call(client, "views.update", view=FORM)) == "invalid_arguments"


async def test_an_external_id_is_one_forms_own(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    named = modal(actions(button("Mere")), external_id="kort-7")
    await opened(client, ear, anna, named)
    await anna.clicks("Mere")
    given = ear.last.payload["trigger_id"]
    code = await refused(client.views_push(trigger_id=given, view=named))
    assert code == "duplicate_external_id"
    changed = modal(section("Nyt"), external_id="kort-7")
    await client.views_update(external_id="kort-7", view=changed)
    assert anna.sees("Nyt")


# Home


async def test_home_is_published_to_one_person(
    client: AsyncWebClient, sandbox: Sandbox, anna: Person
) -> None:
    bo = sandbox.adds("Bo Dam")
    home = {"type": "home", "blocks": [section("Velkommen")]}
    first = await answered(client.views_publish(user_id=anna.id, view=home))
    assert ("Velkommen" in anna.home, bo.home) == (True, "")
    old = first["view"]["hash"]
    await client.views_publish(user_id=anna.id, view=home, hash=old)
    late = client.views_publish(user_id=anna.id, view=home, hash=old)
    assert await refused(late) == "hash_conflict"
    nobody = client.views_publish(user_id="U404", view=home)
    assert await refused(nobody) == "user_not_found"
    as_modal = client.views_publish(user_id=anna.id, view=FORM)
    assert await refused(as_modal) == "invalid_arguments"


async def test_a_click_at_home_tells_of_the_home(
    client: AsyncWebClient, ear: Ear, anna: Person
) -> None:
    home = {"type": "home", "blocks": [actions(button("Gå", value="7"))]}
    await client.views_publish(user_id=anna.id, view=home)
    await anna.clicks("Gå", on="home")
    told = ear.last.payload
    assert told["container"]["type"] == "view"
    assert told["view"]["type"] == "home"
    assert ear.last.action["value"] == "7"
    assert "response_url" not in told


async def test_a_click_at_a_home_that_was_just_published_again_arrives(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person
) -> None:
    def with_button(value: str) -> Json:
        return {"type": "home", "blocks": [actions(button("Gå", action_id="go", value=value))]}

    first = (await answered(client.views_publish(user_id=anna.id, view=with_button("7"))))["view"]
    second = (await answered(client.views_publish(user_id=anna.id, view=with_button("8"))))["view"]
    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]
    seen = InView(first["id"])
    await sandbox.client.act(anna.id, seen, first["blocks"][0]["block_id"], "go")
    assert ear.last.action["value"] == "7"  # what the person saw
    assert ear.last.payload["view"]["hash"] == second["hash"]
    with pytest.raises(NotThere):
        await sandbox.client.act(anna.id, seen, "never shown", "go")


@pytest.fixture
async def homeless() -> AsyncGenerator[Sandbox]:
    async with sandbox_serving(manifest(features__app_home__home_tab_enabled=False)) as sandbox:
        yield sandbox


async def test_without_a_home_tab_there_is_nothing_to_publish(homeless: Sandbox) -> None:
    anna = homeless.adds("Anna Lund")
    async with web_client(homeless) as client:
        home: Json = {"type": "home", "blocks": []}
        assert await refused(client.views_publish(user_id=anna.id, view=home)) == "not_enabled"
    with pytest.raises(NotThere):
        await anna.opens_home()
