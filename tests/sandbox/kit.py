"""Blocks and forms in short, for tests that need some."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person
from tests.sandbox.ear import Ear
from tests.sandbox_app import answered

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hej", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(label: str = "Tryk", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def asked(element: Json, label: str = "Navn", **more: Any) -> Json:
    return {"type": "input", "label": plain(label), "element": element, **more}


def options(number: int) -> list[Json]:
    return [{"text": plain(f"Nr. {each}"), "value": str(each)} for each in range(number)]


def select(number: int = 3, **more: Any) -> Json:
    return {"type": "static_select", "options": options(number), **more}


def typing(**more: Any) -> Json:
    return {"type": "plain_text_input", **more}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "Kort", **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def line(text: str) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def table(*rows: list[str]) -> Json:
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    return {"type": "table", "rows": cells}


def modal(*blocks: Json, **more: Any) -> Json:
    submit = {"submit": plain("Send")}
    return {"type": "modal", "title": plain("Titel"), "blocks": list(blocks), **submit, **more}


def number(**more: Any) -> Json:
    return {"type": "number_input", "is_decimal_allowed": False, **more}


CONFIRM = {
    "title": plain("Er du sikker?"),
    "text": mrkdwn("Det kan ikke gøres om."),
    "confirm": plain("Ja"),
    "deny": plain("Nej"),
}


NAME = asked(typing(action_id="navn"), block_id="navn")
FORM = modal(NAME, private_metadata="7", callback_id="form")


async def trigger(ear: Ear, anna: Person) -> str:
    """What an interaction entitles the app to."""
    await anna.types("/hej")
    return next(each.payload for each in reversed(ear.heard) if "trigger_id" in each.payload)[
        "trigger_id"
    ]


async def opened(client: AsyncWebClient, ear: Ear, anna: Person, view: Json = FORM) -> Json:
    answer = await answered(client.views_open(trigger_id=await trigger(ear, anna), view=view))
    return answer["view"]
