"""What the bot has told Bolt that it listens to: read from `register` itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.slack.listeners import register

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.slack.desk import Desk

Listener = TypeVar("Listener", bound=Callable[..., Any])
Constraint = str | re.Pattern[str]
ALL = ".*"


@dataclass(frozen=True, slots=True)
class Registered:
    """Takes Bolt's place while the listeners are registered, and remembers their names."""

    actions: list[str] = field(default_factory=list[str])
    forms: list[str] = field(default_factory=list[str])
    events: list[str] = field(default_factory=list[str])
    commands: list[str] = field(default_factory=list[str])
    shortcuts: list[str] = field(default_factory=list[str])

    def action(self, constraint: Constraint) -> Callable[[Listener], Listener]:
        return _noted(self.actions, constraint)

    def view(self, constraint: Constraint) -> Callable[[Listener], Listener]:
        return _noted(self.forms, constraint)

    def view_closed(self, constraint: Constraint) -> Callable[[Listener], Listener]:
        return _noted([], constraint)

    def event(self, constraint: Constraint, matchers: object = ()) -> Any:
        return _noted(self.events, constraint)

    def command(self, constraint: Constraint) -> Callable[[Listener], Listener]:
        return _noted(self.commands, constraint)

    def shortcut(self, constraint: Constraint) -> Callable[[Listener], Listener]:
        return _noted(self.shortcuts, constraint)

    def error(self, listener: Listener) -> Listener:
        return listener


def _noted(names: list[str], constraint: Constraint) -> Callable[[Listener], Listener]:
    name = _name(constraint)
    if name not in (ALL, *names):
        names.append(name)
    return lambda listener: listener


def _name(constraint: Constraint) -> str:
    """`^rating\\.begin/\\d+$` is what is pressed as `rating.begin/0`."""
    if isinstance(constraint, str):
        return constraint
    return re.sub(r"\\(.)", r"\1", constraint.pattern.strip("^$").replace(r"\d+", "0"))


def registered() -> Registered:
    found = Registered()
    register(cast("AsyncApp", found), cast("Desk", None))  # the desk is asked for when they run
    return found
