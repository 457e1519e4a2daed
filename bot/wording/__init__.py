"""What screens say, in Danish and English. `wording/<flow>.py` has a flow's screens.

`sheet(screen, language)` is what fronts call. Each module lists its screens in `SHEETS`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.errors import PersonError
from bot.flows import Screen
from bot.wording import (
    activation,
    activation_changes,
    activation_home,
    answer,
    by_hand,
    calendar_file,
    card,
    choice,
    contribution,
    delicate,
    errors,
    facilitators,
    group,
    group_summary,
    group_thread,
    hand_over,
    help_wanted,
    home,
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
    talk,
    tasks,
    undelivered,
    when_to_write,
)
from bot.wording.sheet import Message, Sheet
from bot.wording.sheet import Text as Text
from bot.wording.words import words_in

# Each function takes its own kind of screen, so the mapping's type can only say `Any`.
SHEETS: Mapping[type[Screen], Callable[[Any, Any], Sheet]] = {
    **home.SHEETS,
    **setup.SHEETS,
    **invitation.SHEETS,
    **rating.SHEETS,
    **own_theme.SHEETS,
    **rating_round.SHEETS,
    **facilitators.SHEETS,
    **playbook.SHEETS,
    **stopping.SHEETS,
    **undelivered.SHEETS,
    **priority_map.SHEETS,
    **talk.SHEETS,
    **choice.SHEETS,
    **group.SHEETS,
    **group_thread.SHEETS,
    **group_summary.SHEETS,
    **contribution.SHEETS,
    **recruitment.SHEETS,
    **by_hand.SHEETS,
    **leader_list.SHEETS,
    **newcomer.SHEETS,
    **activation.SHEETS,
    **delicate.SHEETS,
    **activation_changes.SHEETS,
    **hand_over.SHEETS,
    **help_wanted.SHEETS,
    **when_to_write.SHEETS,
    **activation_home.SHEETS,
    **calendar_file.SHEETS,
    **overview.SHEETS,
    **tasks.SHEETS,
    **nudge.SHEETS,
    **answer.SHEETS,
    **card.SHEETS,
    **plan.SHEETS,
}


def sheet(screen: Screen | PersonError, language: str) -> Sheet:
    words = words_in(language)
    if isinstance(screen, PersonError):
        return Message((Text(errors.explain(screen, words)),))
    if isinstance(screen, home.AtHome):
        return home.at_home(screen, words, lambda item: sheet(item, language))
    return SHEETS[type(screen)](screen, words)
