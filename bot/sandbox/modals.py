"""Sending and closing a form: what Slack checks itself, and what the app's answer does."""

import json
from typing import cast

from bot.sandbox import forms, payloads
from bot.sandbox.delivery import Ack
from bot.sandbox.elements import elements
from bot.sandbox.inputs import complaint
from bot.sandbox.journal import Deed
from bot.sandbox.reading import text_of
from bot.sandbox.refusal import Refused
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json, View

TROUBLE = "We had some trouble connecting. Try again?"


async def submit(workspace: Workspace, view: View) -> Ack | None:
    """Send a form to the app. None: Slack found something wrong with it, and sent nothing."""
    view.errors = _complaints(view)
    if view.errors:
        workspace.world.changed()
        _note_errors(workspace, view)
        return None
    payload = payloads.view_submission(workspace, view)
    ack = await workspace.delivery.ask("interactive", payload)
    if not ack.ok:
        return ack
    try:
        _follow(workspace, view, _answer(ack.body))
    except Refused as refusal:
        workspace.journal.note(Deed.FORM_REFUSED, str(refusal))
        return Ack(0, failure=str(refusal))
    return ack


def _complaints(view: View) -> dict[str, str]:
    found: dict[str, str] = {}
    for block, element in elements(view.payload["blocks"]):
        if block["type"] != "input":
            continue
        held = view.state[block["block_id"]][element["action_id"]]
        if wrong := complaint(block, element, held):
            found[block["block_id"]] = wrong
    return found


def _answer(body: str) -> Json:
    try:
        answer = json.loads(body or "{}")
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refused("invalid_response", ["the answer to a form is empty, or JSON"])
    return cast("Json", answer)


def _follow(workspace: Workspace, view: View, answer: Json) -> None:
    match answer.get("response_action"):
        case None:
            _take_off(workspace, view)
        case "clear":
            workspace.world.modals.pop(view.user, None)
        case "errors":
            _show_errors(workspace, view, answer.get("errors"))
        case "update":
            forms.updated(workspace, view, forms.checked_view(answer.get("view"), "modal"))
        case "push":
            forms.pushed(workspace, view.user, forms.checked_view(answer.get("view"), "modal"))
        case other:
            raise Refused("invalid_response", [f"no such response_action: {other}"])
    workspace.world.changed()


def _show_errors(workspace: Workspace, view: View, errors: object) -> None:
    inputs = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    given = cast("dict[str, str]", errors) if isinstance(errors, dict) else {}
    if not given or not set(given) <= inputs:
        raise Refused("invalid_response", [f"errors belong to input blocks: {sorted(given)}"])
    view.errors = dict(given)
    _note_errors(workspace, view)


def _note_errors(workspace: Workspace, view: View) -> None:
    name = workspace.world.users[view.user].name
    shown = [f"{label}: {text}" for label, text in labelled_errors(workspace, view).items()]
    workspace.journal.note(Deed.IN_THE_WAY, *shown, who=name)


def labelled_errors(workspace: Workspace, view: View) -> dict[str, str]:
    """What is wrong, by the label of the field that a person sees it at."""
    return {
        text_of(block["label"], workspace.world): view.errors[block["block_id"]]
        for block in view.payload["blocks"]
        if block["block_id"] in view.errors
    }


async def close(workspace: Workspace, view: View) -> Ack | None:
    """Close a form, and those on top of it. The app is told if it wanted to be."""
    stack = workspace.world.modals.get(view.user, [])
    above = stack[stack.index(view) :] if view in stack else []
    _take_off(workspace, view)
    last: Ack | None = None
    for gone in reversed(above):
        if gone.payload.get("notify_on_close"):
            payload = payloads.view_closed(workspace, gone, cleared=gone is not view)
            last = await workspace.delivery.ask("interactive", payload)
    return last


def _take_off(workspace: Workspace, view: View) -> None:
    """The form is gone, with what lies on top of it; what lies under it shows again."""
    stack = workspace.world.modals.get(view.user, [])
    if view in stack:
        del stack[stack.index(view) :]
    if not stack:
        workspace.world.modals.pop(view.user, None)
    workspace.world.changed()
