"""What could not be said, for the gallery: every step, every reason, and reminders as a number."""

from __future__ import annotations

from bot.flows.screen import Screen
from bot.flows.undelivered import Fate, NotDelivered, Problem, Reminders
from bot.store.outbox import NOWHERE
from bot.wording.undelivered import things
from bot.wording.words import words_in
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import LONG_NAME

CODES = (
    *("failed", "account_inactive", "user_not_found", "cannot_dm_bot", "is_archived"),
    *("channel_not_found", "not_in_channel", "thread_not_found", "message_not_found"),
    *("msg_too_long", "restricted_action"),
)
STEPS = tuple(things(words_in("da")))


def problem(
    number: int = 1,
    *steps: str,
    fate: Fate = Fate.OPEN,
    why: str = "is_archived",
    person: str = "",
    channel: str = "C1",
) -> Problem:
    return Problem(
        id=number,
        steps=steps or ("priority_map.public", "priority_map.picture"),
        person=person,
        channel=channel,
        channel_name="ledertrivsel" if channel == "C1" else "",
        why=why,
        fate=fate,
    )


def told(*problems: Problem | Reminders, process: str = HOSTILE, more: int = 0) -> NotDelivered:
    return NotDelivered(process=process, problems=problems, more=more)


def reminders(number: int, fate: Fate = Fate.OPEN) -> Reminders:
    return Reminders(id=9, number=number, at_least=number == 5, fate=fate)


AT_HOME = told(problem(), reminders(1))
SCREENS: list[Screen] = [
    AT_HOME,
    told(),
    *(told(problem(n, why=code, person=HOSTILE)) for n, code in enumerate(CODES)),
    told(problem(1, *STEPS), process=LONG_NAME),
    told(*(problem(n) for n in range(8)), more=1),
    told(*(problem(n, fate=fate) for n, fate in enumerate(Fate)), more=2),
    told(
        *(
            problem(n, "rating_round.close_when_due", fate=fate, channel=NOWHERE.channel)
            for n, fate in enumerate(Fate)
        )
    ),
    told(problem(channel="C2")),
    *(told(reminders(number)) for number in (0, 1, 2, 5)),
    *(told(reminders(1, fate)) for fate in Fate),
]
