"""Where a screen appears: in the place that the person is looking at.

| they acted in   | a message                    | a form              | something is in the way   |
|-----------------|------------------------------|---------------------|---------------------------|
| a message       | takes that message's place   | opens               | a note that only they see |
| a command       | an answer that only they see | opens               | the same                  |
| Home            | a note in a window           | opens               | the same                  |
| a form          | takes the form's place       | takes its place     | the same, but not of words|
| a channel's talk| an answer that only they see | cannot be           | the same                  |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot import blocks, wording
from bot.errors import AnswerError, PersonError
from bot.flows import Screen
from bot.slack import payload
from bot.slack.courier import answer
from bot.slack.payload import Body
from bot.wording.plain import as_text
from bot.wording.sheet import Document, Form, Home, Message, Picture
from bot.wording.words import words_in


async def show(args: AsyncArgs, screen: Screen | PersonError, language: str) -> None:
    match wording.sheet(screen, language):
        case Home() as home:
            user, view = payload.who(args.body).handle, blocks.view(home).view
            await answer(args.client.views_publish(user_id=user, view=view))
        case Form() as form:
            await _show_view(args, blocks.view(form).view)
        case Message() as message:
            replace = not isinstance(screen, PersonError)
            await _show_message(args, message, language, replace=replace)
        case Picture() | Document():
            raise TypeError(f"{type(screen).__name__} can only be sent")


def form_answer(screen: Screen | PersonError | None, language: str) -> dict[str, Any]:
    """Field error, something in place of the form, or nothing (which closes it)."""
    if screen is None:
        return {}
    sheet = wording.sheet(screen, language)
    match sheet:
        case Message() if isinstance(screen, AnswerError):
            return {"response_action": "errors", "errors": {screen.field: as_text(sheet)}}
        case Message():
            return {"response_action": "update", "view": notice(sheet, language)}
        case Form():
            return {"response_action": "update", "view": blocks.view(sheet).view}
        case Home() | Picture() | Document():
            raise TypeError(f"{type(screen).__name__} does not answer a form")


def form_failed(body: Body, error: PersonError, language: str) -> dict[str, Any]:
    """Beside the form's first field, so that nothing typed is lost; a form without fields gives
    way to it.
    """
    fields = [block["block_id"] for block in _fields(body)]
    if not fields:
        return form_answer(error, language)
    text = as_text(wording.sheet(error, language))
    return {"response_action": "errors", "errors": {fields[0]: text}}


def form_refused(body: Body, error: PersonError, language: str) -> dict[str, Any]:
    """What is in the way takes the form's place; but somebody's own words are left to them."""
    field = next((block["block_id"] for block in _fields(body) if _has_words(body, block)), None)
    if field is None or isinstance(error, AnswerError):
        return form_answer(error, language)
    why = as_text(wording.sheet(error, language))
    kept = words_in(language).say("What you wrote is not saved. Copy it from here to keep it.")
    return {"response_action": "errors", "errors": {field: f"{why} {kept}"}}


def _fields(body: Body) -> list[Body]:
    view: Mapping[str, Any] = body.get("view") or {}
    return [block for block in view.get("blocks", ()) if block["type"] == "input"]


def _has_words(body: Body, field: Body) -> bool:
    """Whether there is other text in the field than we had put there."""
    element = field["element"]
    values: Mapping[str, Any] = body["view"].get("state", {}).get("values", {})
    entered = values.get(field["block_id"], {}).get(element.get("action_id"), {})
    written = entered.get("value") if element["type"] == "plain_text_input" else None
    return bool(written) and written != element.get("initial_value")


def notice(message: Message, language: str) -> blocks.Block:
    words = words_in(language)
    return blocks.notice(message, words.say("Leaders’ well-being"), words.say("Close")).view


async def _show_view(args: AsyncArgs, view: blocks.Block) -> None:
    body: Body = args.body
    if (body.get("view") or {}).get("type") == "modal":
        await answer(args.client.views_update(view_id=body["view"]["id"], view=view))
    else:
        await answer(args.client.views_open(trigger_id=body["trigger_id"], view=view))


async def _show_message(args: AsyncArgs, message: Message, language: str, *, replace: bool) -> None:
    body: Body = args.body
    if url := body.get("response_url"):
        # what only one person sees names its container, and leaves `message` out
        container: Body = body.get("container") or {}
        replace = replace and container.get("type") == "message"
        await _respond(args, url, blocks.message(message), replace=replace)
    elif body.get("trigger_id"):
        await _show_view(args, notice(message, language))
    else:
        await _whisper(args, blocks.message(message))


async def _respond(args: AsyncArgs, url: str, drawn: blocks.DrawnMessage, *, replace: bool) -> None:
    # On the connections that are open already; and a retry could say it twice.
    client = AsyncWebhookClient(url, session=args.client.session, retry_handlers=[])
    answered = await client.send(text=drawn.text, blocks=drawn.blocks, replace_original=replace)
    if answered.status_code != 200:
        raise OSError(f"response_url answered {answered.status_code}")


async def _whisper(args: AsyncArgs, drawn: blocks.DrawnMessage) -> None:
    channel, thread_ts = payload.place(args.body)
    await answer(
        args.client.chat_postEphemeral(
            channel=channel,
            user=payload.who(args.body).handle,
            thread_ts=thread_ts or None,
            text=drawn.text,
            blocks=drawn.blocks,
        )
    )
