"""A tiny real app, from its first command to its form: Bolt takes the sandbox for Slack."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.sandbox import Sandbox
from bot.sandbox.client import NotThere
from tests.sandbox_app import bolt, bolt_app, sandbox_serving, web_client

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "navn",
    "title": {"type": "plain_text", "text": "Hvad hedder du?"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "navn",
            "label": {"type": "plain_text", "text": "Navn"},
            "element": {"type": "plain_text_input", "action_id": "navn"},
        }
    ],
}


def buttons(text: str, *labels: str) -> list[dict[str, Any]]:
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": text}},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": f"tryk.{label}",
                    "text": {"type": "plain_text", "text": label},
                    "value": label,
                }
                for label in labels
            ],
        },
    ]


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with sandbox_serving() as sandbox, web_client(sandbox) as client:
        app = bolt_app(sandbox, client)

        @app.command("/hej")
        async def on_command(args: AsyncArgs) -> None:
            await args.ack()
            await args.respond(blocks=buttons("Hvad *nu*?", "Skriv dit navn", "Gå"))

        @app.shortcut("navn")
        async def on_shortcut(args: AsyncArgs) -> None:
            await args.ack()
            await args.client.views_open(trigger_id=args.body["trigger_id"], view=FORM)

        @app.action("tryk.Skriv dit navn")
        async def on_name(args: AsyncArgs) -> None:
            await args.ack()
            await args.client.views_open(trigger_id=args.body["trigger_id"], view=FORM)

        @app.action("tryk.Gå")
        async def on_go(args: AsyncArgs) -> None:
            await args.ack()
            await args.respond(replace_original=True, text="Farvel")

        @app.view("navn")
        async def on_form(args: AsyncArgs) -> None:
            name = args.body["view"]["state"]["values"]["navn"]["navn"]["value"]
            if name == "Kaj":
                await args.ack(response_action="errors", errors={"navn": "Ikke Kaj igen"})
                return
            await args.ack()
            user = args.body["user"]["id"]
            await args.client.chat_postMessage(channel=user, text=f"Hej {name}")

        @app.event("message")
        async def on_message(args: AsyncArgs) -> None:
            event = args.body["event"]
            await args.say(text=f"Du skrev: {event['text']}")

        @app.event("app_home_opened")
        async def on_home(args: AsyncArgs) -> None:
            view = {"type": "home", "blocks": buttons("Hjemme", "Gå")}
            await args.client.views_publish(user_id=args.body["event"]["user"], view=view)

        async with bolt(sandbox, app):
            yield sandbox


async def test_a_command_is_answered_to_the_one_who_typed_it(sandbox: Sandbox) -> None:
    anna, bo = sandbox.adds("Anna Lund"), sandbox.adds("Bo Dam")
    channel = sandbox.opens_channel("ledertrivsel", [anna, bo])
    await anna.types("/hej", channel)
    assert anna.sees("Hvad nu?")
    assert not bo.sees("Hvad nu?")


async def test_a_global_shortcut_opens_a_form_from_anywhere(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    assert (await anna.uses_shortcut("Sig dit navn")).ok
    assert anna.sees("Hvad hedder du?")
    assert "Anna Lund bruger genvejen" in sandbox.transcript()


async def test_nobody_can_use_a_shortcut_that_the_manifest_does_not_have(sandbox: Sandbox) -> None:
    with pytest.raises(NotThere, match="Kaffe"):
        await sandbox.adds("Anna Lund").uses_shortcut("Kaffe")


async def test_a_click_replaces_its_message(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("/hej")
    assert (await anna.clicks("Gå")).ok
    assert anna.sees("Farvel")
    assert not anna.sees("Hvad nu?")


async def test_a_form_is_filled_in_and_sent(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("/hej")
    await anna.clicks("Skriv dit navn")
    assert anna.sees("Hvad hedder du?")
    assert (await anna.submits()).errors == {"Navn": "Please complete this required field."}
    await anna.fills({"Navn": "Kaj"})
    assert (await anna.submits()).errors == {"Navn": "Ikke Kaj igen"}
    await anna.fills({"Navn": "Anna"})
    assert (await anna.submits()).ok
    assert anna.form is None
    assert anna.sees("Hej Anna")


async def test_what_a_person_writes_to_the_app_is_an_event(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("1 < 2 & 3")
    assert anna.sees("Du skrev: 1 < 2 & 3")


async def test_home_is_published_when_it_is_opened(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.opens_home()
    assert anna.sees("Hjemme")
    assert "Hjemme" in anna.home


async def test_a_click_that_nobody_answers_for_is_an_error_to_see(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("/hej")
    sandbox.request_url = f"{sandbox.url}/nowhere"
    assert not (await anna.clicks("Gå")).ok
    assert anna.notices == ["This app responded with Status Code 404."]


async def test_the_transcript_tells_what_everyone_saw(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("/hej")
    await anna.clicks("Gå")
    told = sandbox.transcript()
    assert "Anna Lund skriver · man. 2. mar. 2026 kl. 9.00\n    /hej" in told
    assert "[Skriv dit navn] [Gå]" in told
    assert "Anna Lund trykker" in told
