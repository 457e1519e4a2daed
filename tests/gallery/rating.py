"""Rating, for the gallery: every theme, each row answered and not, and what comes of it."""

from __future__ import annotations

from bot.flows.ballot import Answer
from bot.flows.rating import Done, MyAnswers, RatingWaits, ThemeQuestion
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import DEADLINE, LONG_NAME, ZONE

MIXED = tuple(
    (theme, Answer(n % 6 if n % 3 else None, n % 5 if n % 2 else None))
    for n, theme in enumerate(TWELVE)
)

SCREENS: list[Screen] = [
    *(
        ThemeQuestion(
            round_id=3,
            process=HOSTILE,
            theme=theme,
            number=number,
            of=12,
            importance=number % 2 == 0,
            success=number % 3 == 0,
            is_left_over=number % 4 == 0,
        )
        for number, theme in enumerate(TWELVE, 1)
    ),
    *(
        Done(
            round_id=3,
            name=HOSTILE,
            answered=answered,
            of=12,
            half=half,
            deadline=DEADLINE,
            zone=ZONE,
        )
        for answered, half in ((0, 0), (1, 1), (11, 0), (12, 0))
    ),
    MyAnswers(
        round_id=3,
        process=HOSTILE,
        answers=tuple((theme, Answer()) for theme in TWELVE),
        deadline=DEADLINE,
        zone=ZONE,
    ),
    MyAnswers(round_id=3, process=LONG_NAME, answers=MIXED, deadline=DEADLINE, zone=ZONE),
    *(
        RatingWaits(
            round_id=3, process=HOSTILE, answered=answered, of=12, deadline=DEADLINE, zone=ZONE
        )
        for answered in (0, 12)
    ),
]
