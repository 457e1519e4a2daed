"""A small app of another kind than ours, for the page's tests: it orders lunch.

It says, asks and shows what the page must be able to draw, so that those tests depend on Slack's
protocol alone.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import SimulatedClock
from bot.sandbox.server import Sandbox

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Frokost", "description": "Bestiller frokost til jer"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Frokost"},
        "slash_commands": [
            {"command": "/frokost", "description": "Bestil frokost", "usage_hint": "[dag]"},
            {"command": "/kantine", "description": "Hvad er der i kantinen?"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "channels:history",
                "channels:read",
                "im:history",
                "im:write",
                "files:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "message.channels", "message.im"]
        },
    },
}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str) -> Json:
    return {"text": plain(text), "value": value}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action, "text": plain(text), **more}


def actions(block_id: str, *elements: Json) -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def asked(block_id: str, label: str, kind: str, **more: Any) -> Json:
    """An input block; what belongs to the block rather than the element is told by its name."""
    block: Json = {"type": "input", "block_id": block_id, "label": plain(label)}
    for name in ("optional", "dispatch_action", "hint"):
        if name in more:
            block[name] = more.pop(name)
    return {**block, "element": {"type": kind, "action_id": "value", **more}}


SURE: Json = {
    "title": plain("Glem alt?"),
    "text": mrkdwn("Så begynder du forfra."),
    "confirm": plain("Glem"),
    "deny": plain("Behold"),
}

DISHES = [option("fisk", "Fisk"), option("smoer", "Smørrebrød"), option("suppe", "Suppe")]

QUESTION = [
    {"type": "header", "text": plain("Frokost i morgen")},
    section("*Hvad vil du spise?* Svar inden _kl. 10_."),
    actions(
        "dish",
        button("order", "Bestil", style="primary", value="1"),
        button("skip", "Jeg spiser ude"),
        button(
            "cancel",
            "Aflys alt",
            style="danger",
            confirm={
                "title": plain("Aflys?"),
                "text": mrkdwn("Så får *ingen* frokost."),
                "confirm": plain("Aflys"),
                "deny": plain("Behold"),
                "style": "danger",
            },
        ),
        {"type": "overflow", "action_id": "more", "options": [option("menu", "Se menuen")]},
    ),
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("Køkkenet er åbent til kl. 13")]},
]

FORM: Json = {
    "type": "modal",
    "callback_id": "order",
    "title": plain("Bestil frokost"),
    "submit": plain("Bestil"),
    "close": plain("Fortryd"),
    "blocks": [
        asked("name", "Navn på kuverten", "plain_text_input", max_length=40),
        asked("note", "Besked", "plain_text_input", multiline=True, optional=True),
        asked("dish", "Ret", "static_select", options=DISHES),
        asked("sides", "Tilbehør", "multi_static_select", options=DISHES, optional=True),
        asked("guest", "Gæst", "users_select", optional=True),
        asked("table", "Ved bordet", "multi_users_select", optional=True),
        asked("where", "Kanal", "conversations_select", optional=True),
        asked("size", "Størrelse", "radio_buttons", options=DISHES[:2]),
        asked("without", "Uden", "checkboxes", options=DISHES[:2], optional=True),
        asked("day", "Dag", "datepicker"),
        asked("hour", "Tid", "timepicker", optional=True),
        asked("ready", "Klar", "datetimepicker", optional=True),
        asked("guests", "Antal", "number_input", is_decimal_allowed=False, min_value="1"),
        asked("mail", "E-mail", "email_text_input", optional=True),
        asked("link", "Opskrift", "url_text_input", optional=True, hint=plain("En adresse")),
    ],
}


def home(clicks: int) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Din frokost")},
            section(f"Du har trykket {clicks} gange."),
            {  # without a block_id: Slack makes up another each time
                "type": "actions",
                "elements": [
                    button("count", "Tryk igen", style="primary"),
                    button("forget", "Glem alt", confirm=SURE),
                ],
            },
        ],
    }


class Lunch:
    """The app: what it was told, for tests to look at, and what it answers."""

    def __init__(self, client: AsyncWebClient, signing_secret: str) -> None:
        self.orders: list[Json] = []
        self.heard: list[str] = []
        self.clicks: list[str] = []
        self.bolt = AsyncApp(
            client=client, signing_secret=signing_secret, process_before_response=True
        )
        self.bolt.command("/frokost")(self._on_command)
        self.bolt.action("order")(self._on_order)
        self.bolt.action("skip")(self._on_skip)
        self.bolt.action("count")(self._on_count)
        self.bolt.action("forget")(self._on_count)
        self.bolt.action("cancel")(self._on_click)
        self.bolt.action("more")(self._on_click)
        self.bolt.view("order")(self._on_submitted)
        self.bolt.event("app_home_opened")(self._on_home)
        self.bolt.event("message")(self._on_message)

    async def _on_command(self, ack: Any, respond: Any, command: Json) -> None:
        await ack()
        await respond(text="Hvad vil du spise?", blocks=QUESTION)

    async def _on_order(self, ack: Any, client: AsyncWebClient, body: Json) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    async def _on_skip(self, ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="God tur ud.", replace_original=True)

    async def _on_click(self, ack: Any, action: Json) -> None:
        self.clicks.append(action["action_id"])
        await ack()

    async def _on_count(self, ack: Any, client: AsyncWebClient, body: Json, action: Json) -> None:
        self.clicks.append(action["action_id"])
        await client.views_publish(user_id=body["user"]["id"], view=home(len(self.clicks)))
        await ack()

    async def _on_submitted(self, ack: Any, view: Json) -> None:
        values = {block: held["value"] for block, held in view["state"]["values"].items()}
        if values["name"]["value"] == "Ingen":
            await ack(response_action="errors", errors={"name": "Skriv et rigtigt navn."})
            return
        self.orders.append(values)
        await ack()

    async def _on_home(self, client: AsyncWebClient, event: Json) -> None:
        await client.views_publish(user_id=event["user"], view=home(len(self.clicks)))

    async def _on_message(self, event: Json) -> None:
        self.heard.append(event.get("text", event.get("subtype", "")))


class Diary:
    """What the app has promised to do later: the companion that makes the clock movable."""

    def __init__(self, sandbox: Sandbox, *due: datetime) -> None:
        self._sandbox = sandbox
        self._due = list(due)
        self.done: list[datetime] = []

    def wake(self) -> None:
        now = self._sandbox.clock()
        self.done += [moment for moment in self._due if moment <= now]
        self._due = [moment for moment in self._due if moment > now]

    async def quiet(self) -> bool:
        return True

    async def next_due(self) -> datetime | None:
        return min(self._due, default=None)


@asynccontextmanager
async def lunch(
    *, ticking: bool = False, language: str = "da"
) -> AsyncGenerator[tuple[Sandbox, Lunch]]:
    """A workspace on Monday 2 March 2026, 9.00 in Copenhagen, with the lunch app in it."""
    clock = SimulatedClock(datetime(2026, 3, 2, 8, tzinfo=UTC), ticking=ticking)
    sandbox = Sandbox(MANIFEST, clock, language=language)
    async with sandbox.serving() as url:
        client = AsyncWebClient(sandbox.bot_token, base_url=f"{url}/api/")
        app = Lunch(client, sandbox.signing_secret)
        async with TestServer(app.bolt.web_app(path="/slack/events")) as server:
            sandbox.request_url = str(server.make_url("/slack/events"))
            yield sandbox, app
