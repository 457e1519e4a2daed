"""Slack's JSON, read into our own types: the only place that digs in payloads.

A parser answers with the arguments of its step. What it cannot read is a worn-out button.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from bot.errors import ButtonWornOut
from bot.store.people import Who

Body = Mapping[str, Any]
LARGEST_ID = 2**31 - 1  # what PostgreSQL's INTEGER holds
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # by a database or UTF-8
THEME = re.compile(r"[a-z_]{1,40}|own:\d{1,10}")


def who(body: Body) -> Who:
    """Commands name ids flat, clicks nest them, events do both; an org-wide `team` is null."""
    user: Body = body.get("user") or {"id": body.get("user_id") or _event_user(body)}
    team: Body = body.get("team") or {"id": body.get("team_id") or user.get("team_id")}
    enterprise: Body = body.get("enterprise") or {"id": body.get("enterprise_id")}
    return Who("slack", enterprise["id"] or "", team["id"] or "", user["id"])


def _event_user(body: Body) -> str:
    """An edit or a deletion names its author inside the message that it is about."""
    event: Body = body["event"]
    about: Body = event.get("message") or event.get("previous_message") or {}
    user: Body | str = event.get("user") or about.get("user") or event["inviter"]
    if isinstance(user, str):
        return user
    return user["id"]  # user_change and team_join describe the whole person


def event_id(body: Body) -> str | None:
    return body.get("event_id")


def event_channel(body: Body) -> tuple[str]:
    return (body["event"]["channel"],)


def nothing(body: Body) -> tuple[()]:
    return ()


def words(body: Body) -> tuple[str]:
    """What was typed after the command."""
    return (body.get("text") or "",)


def value(body: Body) -> str:
    """What the pressed button, or the chosen option of a menu, carries."""
    action: Body = body["actions"][0]
    option: Body = action.get("selected_option") or {}
    return option.get("value") or action.get("value") or ""


def subject(body: Body) -> tuple[int]:
    return (identity(value(body)),)


def subject_and_choice(body: Body) -> tuple[int, int]:
    subject, _, choice = value(body).partition(":")
    return identity(subject), identity(choice)


def subject_and_theme(body: Body) -> tuple[int, str]:
    """`12:sparring`, or `12:own:3`."""
    subject, _, theme = value(body).partition(":")
    return identity(subject), theme_key(theme)


def subject_and_word(body: Body) -> tuple[int, str]:
    """`12:da`: a choice that is one of a few words, which the step knows."""
    subject, _, word = value(body).partition(":")
    return identity(subject), word[:40]


def identity(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_ID):
        raise ButtonWornOut
    return int(text)


def theme_key(text: str) -> str:
    if not THEME.fullmatch(text):
        raise ButtonWornOut
    return text


def heard(body: Body) -> Body:
    """`readable`, but for the message that was pressed on: that is ours, and nobody reads it."""
    return {name: part if name == "message" else readable(part) for name, part in body.items()}


def readable(part: Any) -> Any:
    """All of a payload without control characters and halves of emoji, which PostgreSQL and UTF-8
    refuse, wherever they stand.
    """
    match part:
        case str():
            return UNHELD.sub("", part)
        case list():
            return [readable(one) for one in cast("list[Any]", part)]
        case dict():
            return {name: readable(one) for name, one in cast("dict[str, Any]", part).items()}
        case _:
            return part


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as it was sent: its subject (as a button's value) and what stands in its fields."""

    subject: str
    fields: Mapping[str, Mapping[str, Any]]

    def text(self, name: str) -> str:
        return (self._field(name).get("value") or "").strip()

    def choice(self, name: str) -> str:
        option: Body = self._field(name).get("selected_option") or {}
        return option.get("value", "")

    def choices(self, name: str) -> tuple[str, ...]:
        return tuple(o["value"] for o in self._field(name).get("selected_options") or ())

    def people(self, name: str) -> tuple[str, ...]:
        """Handles."""
        field = self._field(name)
        one = field.get("selected_user")
        return tuple(field.get("selected_users") or ([one] if one else []))

    def channel(self, name: str) -> str:
        field = self._field(name)
        return field.get("selected_conversation") or field.get("selected_channel") or ""

    def files(self, name: str) -> tuple[str, ...]:
        """Ids."""
        return tuple(file["id"] for file in self._field(name).get("files") or ())

    def day(self, name: str) -> date | None:
        text = self._field(name).get("selected_date")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise ButtonWornOut from error

    def moment(self, name: str) -> datetime | None:
        stamp = self._field(name).get("selected_date_time")
        if stamp is None:
            return None
        try:
            return datetime.fromtimestamp(int(stamp), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ButtonWornOut from error

    def _field(self, name: str) -> Mapping[str, Any]:
        """The one element of the block that is called `name`; {} where the form has no such."""
        nothing: Mapping[str, Any] = {}
        return next(iter(self.fields.get(name, nothing).values()), nothing)


def entered(body: Body) -> Entered:
    view: Body = body["view"]
    state: Body = view.get("state") or {}
    return Entered(view.get("private_metadata") or "", state.get("values") or {})


def form_subject(body: Body) -> tuple[int]:
    """What a form is about, where it asks for nothing but a yes."""
    return (identity(entered(body).subject),)


def picked_people(body: Body) -> tuple[str, ...]:
    """Every handle that stands in a form, whichever field it is in."""
    sent = entered(body) if "view" in body else Entered("", {})
    return tuple(handle for name in sent.fields for handle in sent.people(name))


def place(body: Body) -> tuple[str, str]:
    """The channel and the thread ("" for none) that something happened in."""
    event: Body = body.get("event") or {}
    channel = event.get("channel") or body.get("channel_id") or ""
    return channel, event.get("thread_ts") or ""


def unreadable(body: Body) -> tuple[()]:
    """A button or a form that no listener knows: from an older version of us, or made up."""
    raise ButtonWornOut


async def never(turn: object) -> None:
    """The step of what is unreadable; it is never reached."""
