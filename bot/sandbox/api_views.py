"""Web API: forms and Home tabs (`views.*`)."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import forms
from bot.sandbox.arguments import Arguments
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import view_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json, View


def open_view(workspace: Workspace, given: Arguments) -> Json:
    payload = forms.checked_view(given.structure("view"), "modal")
    trigger = workspace.triggers.exchange(given.required("trigger_id"))
    return _told(workspace, forms.opened(workspace, trigger.user, payload))


def push(workspace: Workspace, given: Arguments) -> Json:
    payload = forms.checked_view(given.structure("view"), "modal")
    trigger = workspace.triggers.exchange(given.required("trigger_id"))
    return _told(workspace, forms.pushed(workspace, trigger.user, payload))


def update(workspace: Workspace, given: Arguments) -> Json:
    view_id, external_id = given.text("view_id"), given.text("external_id")
    if not (view_id or external_id):
        raise Refused("invalid_arguments", ["missing required field: view_id"])
    view = forms.find(workspace, view_id=view_id, external_id=external_id)
    if view is None:
        raise Refused("not_found")
    payload = forms.checked_view(given.structure("view"), view.kind)
    _check_hash(view, given)
    return _told(workspace, forms.updated(workspace, view, payload))


def publish(workspace: Workspace, given: Arguments) -> Json:
    if not workspace.installation.home_tab:
        raise Refused("not_enabled")
    user = workspace.user(given.required("user_id"))
    payload = forms.checked_view(given.structure("view"), "home")
    if home := workspace.world.homes.get(user.id):
        _check_hash(home, given)
    return _told(workspace, forms.published(workspace, user.id, payload))


def _check_hash(view: View, given: Arguments) -> None:
    if (expected := given.text("hash")) and expected != view.hash:
        raise Refused("hash_conflict")


def _told(workspace: Workspace, view: View) -> Json:
    return {"view": view_json(workspace, view)}


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
