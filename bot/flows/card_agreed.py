"""What is agreed of a card: who is responsible, when it begins, what is followed up; and as texts,
which can be compared with how it was when somebody opened the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.catalogue import FollowUpRule
from bot.flows.card_follow_ups import rule_from, value_of
from bot.models.card import ON_DATE, RECURRING

PERSON = "person"  # as kind of owner: this very one
OWNER, TRIGGER, FOLLOW_UPS = "owner", "trigger", "follow_ups"
DATE, EVERY, DELICATE = "date", "every", "delicate"
DATED = (ON_DATE, RECURRING)
KEYS: tuple[str, ...] = (OWNER, TRIGGER, FOLLOW_UPS, DELICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """`owner` is a handle, where `owner_kind` is "person"; both are "" while nobody is agreed.
    `every`: how often a card begins that begins again and again, with `on_date` as the first time.
    """

    owner_kind: str
    owner: str
    trigger: str
    every: str  # bot.domain.recurrence.Every, or ""
    on_date: date | None
    rules: tuple[FollowUpRule, ...]
    is_delicate: bool


def written(use: Use) -> Mapping[str, str]:
    """As texts, by KEYS: what can be compared with how it was."""
    on_date = use.on_date.isoformat() if use.on_date and use.trigger in DATED else ""
    often = use.every if use.trigger == RECURRING else ""
    handle = use.owner if use.owner_kind == PERSON else ""
    return {
        OWNER: f"{use.owner_kind}:{handle}",
        TRIGGER: f"{use.trigger}:{on_date}:{often}",
        FOLLOW_UPS: " ".join(sorted(value_of(rule) for rule in use.rules)),
        DELICATE: DELICATE if use.is_delicate else "",
    }


def read(texts: Mapping[str, str]) -> Use:
    owner_kind, _, handle = texts[OWNER].partition(":")
    trigger, on_date, often = texts[TRIGGER].split(":")
    return Use(
        owner_kind=owner_kind,
        owner=handle,
        trigger=trigger,
        every=often,
        on_date=date.fromisoformat(on_date) if on_date else None,
        rules=tuple(rule_from(value) for value in texts[FOLLOW_UPS].split()),
        is_delicate=bool(texts[DELICATE]),
    )
