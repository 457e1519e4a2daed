"""Everything that Slack may send us, and who listens."""

from slack_bolt.async_app import AsyncApp

from bot.slack import (
    activation,
    answer,
    card,
    choice,
    events,
    front_desk,
    group,
    nudge,
    plan,
    priority_map,
    rating,
    rating_round,
    setup,
)
from bot.slack.desk import Desk

LISTENERS = (
    front_desk,
    setup,
    rating,
    rating_round,
    priority_map,
    choice,
    group,
    activation,
    nudge,
    answer,
    card,
    plan,
    events,
)  # `events` last: it takes all


def register(app: AsyncApp, desk: Desk) -> None:
    for listener in LISTENERS:
        listener.register(app, desk)
