"""Everything that Slack may send us, and who listens."""

import logging

from slack_bolt.async_app import AsyncApp

from bot.slack import (
    activation,
    answer,
    by_hand,
    calendar_file,
    card,
    choice,
    delicate,
    events,
    facilitators,
    front_desk,
    group,
    help_wanted,
    invitation,
    leader_list,
    newcomer,
    nudge,
    overview,
    own_theme,
    plan,
    playbook,
    priority_map,
    rating,
    rating_round,
    recruitment,
    setup,
    stopping,
    tasks,
    undelivered,
    when_to_write,
)
from bot.slack.desk import Desk

log = logging.getLogger(__name__)
# Bolt asks one after the other: first what is pressed most.
LISTENERS = (
    rating,
    front_desk,
    setup,
    invitation,
    own_theme,
    rating_round,
    facilitators,
    playbook,
    stopping,
    undelivered,
    priority_map,
    choice,
    group,
    recruitment,
    by_hand,
    leader_list,
    newcomer,
    activation,
    tasks,
    delicate,
    nudge,
    overview,
    answer,
    calendar_file,
    help_wanted,
    when_to_write,
    card,
    plan,
    events,
)  # `events` last: it takes all


def register(app: AsyncApp, desk: Desk) -> None:
    for listener in LISTENERS:
        listener.register(app, desk)
    app.error(on_error)


async def on_error(error: Exception) -> None:
    """The desk has logged it. Bolt would log its message, which may quote a person."""
    log.error("a listener failed: %s", type(error).__name__)
