"""Views: modals in a stack of three, and Home tabs. What the app shows, and what becomes of it."""

from typing import Any, cast
from uuid import uuid4

from bot.sandbox.elements import first_states, with_ids
from bot.sandbox.journal import Deed
from bot.sandbox.limits import problems
from bot.sandbox.reading import view_lines
from bot.sandbox.refusal import Refused
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json, View, ViewKind

DEEPEST_STACK = 3


def checked_view(view: Any, kind: ViewKind) -> Json:
    """The view as it was sent, if Slack would show it."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", ["failed to match all allowed schemas: view"])
    sent = cast("Json", view)
    if reasons := problems(sent, kind):
        raise Refused("invalid_arguments", reasons)
    return sent


def opened(workspace: Workspace, user: str, payload: Json) -> View:
    """A first modal; what was open before is gone."""
    view = _new(workspace, user, payload, "modal")
    workspace.world.modals[user] = [view]
    view.root_id = view.id
    return _drawn(workspace, view)


def pushed(workspace: Workspace, user: str, payload: Json) -> View:
    stack = workspace.world.modals.get(user)
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST_STACK:
        raise Refused("push_limit_reached")
    view = _new(workspace, user, payload, "modal")
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    return _drawn(workspace, view)


def published(workspace: Workspace, user: str, payload: Json) -> View:
    if (home := workspace.world.homes.get(user)) is not None:
        home.earlier.appendleft(home.payload["blocks"])
        return updated(workspace, home, payload)
    view = _new(workspace, user, payload, "home")
    workspace.world.homes[user] = view
    view.root_id = view.id
    return _drawn(workspace, view)


def updated(workspace: Workspace, view: View, payload: Json) -> View:
    """Another content for a view. What the person has filled in stays where the input does."""
    external_id = payload.get("external_id") or ""
    if external_id != view.external_id:
        _claim_external_id(workspace, external_id)
    view.payload = _named(workspace, payload)
    view.external_id = external_id
    view.state = first_states(view.payload["blocks"], view.state)
    view.errors = {}
    view.hash = _new_hash(workspace)
    return _drawn(workspace, view)


def _new(workspace: Workspace, user: str, payload: Json, kind: ViewKind) -> View:
    external_id = payload.get("external_id") or ""
    _claim_external_id(workspace, external_id)
    named = _named(workspace, payload)
    view_id = workspace.world.new_id("V")
    state = first_states(named["blocks"], {})
    view = View(view_id, kind, user, named, _new_hash(workspace), state)
    view.external_id = external_id
    return view


def _claim_external_id(workspace: Workspace, external_id: str) -> None:
    if external_id and find(workspace, external_id=external_id):
        raise Refused("duplicate_external_id")


def find(workspace: Workspace, *, view_id: str = "", external_id: str = "") -> View | None:
    world = workspace.world
    if view_id:
        return world.view(view_id)
    shown = [*world.homes.values(), *(each for stack in world.modals.values() for each in stack)]
    return next((view for view in shown if external_id and view.external_id == external_id), None)


def _named(workspace: Workspace, payload: Json) -> Json:
    return {**payload, "blocks": with_ids(payload["blocks"], workspace.world.version)}


def _new_hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock().timestamp())}.{uuid4().hex[:8]}"


def _drawn(workspace: Workspace, view: View) -> View:
    name = workspace.world.users[view.user].name
    deed = Deed.HAS_FORM if view.kind == "modal" else Deed.HAS_HOME
    workspace.journal.note(deed, *view_lines(view, workspace.world), who=name)
    workspace.world.changed()
    return view
