"""The conversations, one module each: first the screens it shows, then its steps.

`LATER` lists the steps that the outbox may run: `(turn, subject, occurrence)`. `SHOWS` lists
those whose message stays true: they only read, and are run again when what they show has
changed. The names are stored in the database, so they are never changed.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.flows import (
    activation,
    activation_changes,
    answer,
    calendar_file,
    card,
    choice,
    contribution,
    facilitators,
    group,
    group_summary,
    hand_over,
    help_wanted,
    invitation,
    leader_list,
    newcomer,
    nudge,
    nudge_of_day,
    overview,
    plan,
    priority_map,
    rating_round,
    recruitment,
    recurrence,
    stopping,
    talk,
    tasks,
    undelivered,
)
from bot.flows.screen import Screen as Screen
from bot.turn import Turn

Later = Callable[[Turn, int, int], Awaitable[Screen | None]]
Show = Callable[[Turn, int], Awaitable[Screen]]

LATER: Mapping[str, Later] = {
    **invitation.LATER,
    **rating_round.LATER,
    **facilitators.LATER,
    **stopping.LATER,
    **priority_map.LATER,
    **choice.LATER,
    **contribution.LATER,
    **group_summary.LATER,
    **recruitment.LATER,
    **recurrence.LATER,
    **leader_list.LATER,
    **activation_changes.LATER,
    **hand_over.LATER,
    **help_wanted.LATER,
    **nudge.LATER,
    **answer.LATER,
    **tasks.LATER,
    **calendar_file.LATER,
    **overview.LATER,
    **plan.LATER,
}
SHOWS: Mapping[str, Show] = {
    **rating_round.SHOWS,
    **priority_map.SHOWS,
    **talk.SHOWS,
    **choice.SHOWS,
    **group.SHOWS,
    **activation.SHOWS,
    **hand_over.SHOWS,
    **help_wanted.SHOWS,
    **nudge_of_day.SHOWS,
    **newcomer.SHOWS,
    **card.SHOWS,
    **plan.SHOWS,
    **undelivered.SHOWS,
}
