"""The forms in which people answer, for the gallery."""

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.flows.answer import Contributions, DoneForm, Heard, InputForm, NotRelevantForm
from bot.flows.screen import Screen
from tests.gallery.activation import ABOUTS, HOSTILE, LONG, TODAY, WORST
from tests.gallery.nudge import GIVEN

SCREENS: list[Screen] = [
    *(
        DoneForm(
            follow_up_id=9,
            purpose=purpose,
            about=about,
            held_on=TODAY if purpose is Purpose.TALK else None,
            hearing=hearing,
            readers=readers,
            facilitators=(HOSTILE, "Hanne Bach"),
        )
        for purpose in (Purpose.TALK, Purpose.REMINDER)
        for about in ABOUTS
        for readers, hearing in (
            ((), Hearing.NOBODY),
            ((HOSTILE, "Arne Friis"), Hearing.NOT_YET),
        )
    ),
    *(
        NotRelevantForm(follow_up_id=9, purpose=purpose, about=about, facilitators=(HOSTILE,))
        for purpose in Purpose
        for about in ABOUTS
    ),
    *(
        InputForm(follow_up_id=9, purpose=purpose, about=about, text=LONG[:2000])
        for purpose in Purpose
        for about in ABOUTS
    ),
    *(Heard(about=about, by=HOSTILE, purpose=purpose) for purpose in Purpose for about in ABOUTS),
    *(
        Contributions(about=about, given=given, waiting=waiting)
        for about in ABOUTS
        for given, waiting in (((), ()), (GIVEN, WORST.contributors))
    ),
]
