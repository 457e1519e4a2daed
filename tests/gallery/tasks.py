"""Who does what of the check-list, for the gallery."""

from bot.flows.question import TaskAsked, TaskPassedOn
from bot.flows.screen import Screen
from bot.flows.tasks import TaskReturned, TasksForm
from tests.gallery.activation import ABOUTS, HOSTILE, LINES, LONG, TODAY

SCREENS: list[Screen] = [
    *(
        TasksForm(about=about, tasks=tasks, given=given, version=int(bool(given)))
        for about in ABOUTS
        for tasks, given in (
            (LINES, ""),
            (tuple(one for one in LINES if one.is_done), HOSTILE),
            (LINES * 8, HOSTILE),
        )
    ),
    *(
        TaskAsked(follow_up_id=9, about=about, task=task, asked_before=TODAY)
        for about in ABOUTS
        for task in (HOSTILE, LONG[:2000])
    ),
    TaskPassedOn(task=HOSTILE, to=HOSTILE),
    *(TaskReturned(about=about, task=HOSTILE, by=HOSTILE) for about in ABOUTS),
]
