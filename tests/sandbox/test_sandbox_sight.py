"""What is read of each block, as a person reads it, and what stands beside a thing to click."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import NotThere, Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear
from tests.sandbox.kit import actions, button, image, line, mrkdwn, plain, rich, section, select
from tests.sandbox.kit import table as rows
from tests.sandbox_app import answered

Json = dict[str, Any]


def piece(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def run(*pieces: Json, kind: str = "rich_text_section") -> Json:
    return {"type": kind, "elements": list(pieces)}


def listed(*texts: str, style: str = "bullet", **more: Any) -> Json:
    items = [line(text) for text in texts]
    return {"type": "rich_text_list", "style": style, "elements": items, **more}


async def read(client: AsyncWebClient, anna: Person, channel: Channel, *blocks: Json) -> str:
    """What Anna reads of a message of these blocks."""
    await answered(client.chat_postMessage(channel=channel.id, text="Hej", blocks=list(blocks)))
    return anna.reads(anna.finds("", channel))


async def test_a_section_of_rich_text_runs_on_and_its_marks_are_not_read(
    client: AsyncWebClient, anna: Person, channel: Channel
) -> None:
    pieces = (
        piece("Sparring", bold=True),
        piece(": "),
        piece("3 * 4_5 <b> &amp;", italic=True),
        piece("\nMed "),
        {"type": "user", "user_id": anna.id},
        piece(" i "),
        {"type": "channel", "channel_id": channel.id},
        piece(", læs "),
        {"type": "link", "url": "https://a.dk", "text": "her"},
        piece(" "),
        {"type": "emoji", "name": "wave"},
        piece("\n"),
    )
    blocks = rich(run(*pieces), listed("Ro", "Tid"), listed("Så", "Til", style="ordered", offset=2))
    quoted = rich(run(piece("Jeg siger"), piece(" noget"), kind="rich_text_quote"))
    assert (await read(client, anna, channel, blocks, quoted)).splitlines() == [
        "Sparring: 3 * 4_5 <b> &amp;",
        "Med @Anna Lund i #ledertrivsel, læs her :wave:",
        "• Ro",
        "• Tid",
        "3. Så",
        "4. Til",
        "Jeg siger noget",
    ]


async def test_a_table_is_read_row_by_row(
    client: AsyncWebClient, anna: Person, channel: Channel
) -> None:
    assert await read(client, anna, channel, rows(["Tema", "Svar"], ["Sparring", "7"])) == (
        "Tema | Svar\nSparring | 7"
    )


TEXTS: dict[str, Json] = {
    "section": section("*Mål*"),
    "fields": {"type": "section", "fields": [mrkdwn("*Mål*"), mrkdwn("2")]},
    "header": {"type": "header", "text": plain("Mål")},
    "context": {"type": "context", "elements": [mrkdwn("*Mål*")]},
    "rich text": rich(run(piece("Må", bold=True), piece("l"))),
    "list": rich(listed("Mål")),
    "markdown": {"type": "markdown", "text": "Mål"},
    "picture": image(title=plain("Mål")),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_any_text_tells_what_stands_beside_it(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person, channel: Channel, text: Json
) -> None:
    first = actions(button("Ret", value="mål"))
    other = actions(button("Ret", value="tid"))
    await read(client, anna, channel, text, first, rich(line("Tid")), other)
    await anna.clicks("Ret", beside="Mål")
    assert ear.last.action["value"] == "mål"
    await anna.clicks("Ret", beside="Tid")
    assert ear.last.action["value"] == "tid"
    with pytest.raises(NotThere, match="beside 'Vej'"):
        await anna.clicks("Ret", beside="Vej")


async def test_a_menu_is_known_by_the_rich_text_above_it(
    client: AsyncWebClient, sandbox: Sandbox, ear: Ear, anna: Person, channel: Channel
) -> None:
    await read(
        client, anna, channel, rich(run(piece("Hvem", bold=True), piece("?"))), actions(select())
    )
    await anna.chooses("Hvem?", "Nr. 2")
    assert ear.last.action["selected_option"]["value"] == "2"
