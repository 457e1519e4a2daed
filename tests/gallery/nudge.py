"""What falls due, for the gallery: each purpose, to whom it is for, in each state."""

from dataclasses import replace
from datetime import date

from bot.domain.follow_ups import NEW_LEADER, OWNERS, Purpose
from bot.domain.parts import Part
from bot.flows.about import Contributor, Given
from bot.flows.activation import InOtherHands
from bot.flows.nudge import OwnerAway, OwnerGone
from bot.flows.nudge_of_day import MOST, Nudged
from bot.flows.putting_off import LaterForm
from bot.flows.question import (
    Answered,
    ContributorAsked,
    FacilitatorAsked,
    NewLeaderAsked,
    NoLongerNeeded,
    OwnerAsked,
    PutOff,
)
from bot.flows.screen import Screen
from bot.flows.standing_still import Became, StandsStill
from tests.gallery.activation import ABOUT, ABOUTS, HOSTILE, LONG, TODAY, WORST

GIVEN = tuple(
    Given(by, purpose, text)
    for by in (*WORST.contributors[:3], Contributor(HOSTILE, NEW_LEADER))
    for purpose, text in ((Purpose.INPUT, LONG[:2000]), (Purpose.BEFORE_TALK, ""))
)
OTHERS = (Purpose.WELCOME, Purpose.LOOK_AFTER, Purpose.TASK)
CONTRIBUTORS = tuple(purpose for purpose in Purpose if purpose not in (*OWNERS, *OTHERS))

ASKED = [
    OwnerAsked(
        follow_up_id=9,
        purpose=purpose,
        about=about,
        day=day,
        goal=LONG[:2000],
        help=LONG[:2000],
        tasks_left=(HOSTILE,) * 12,
        follow_up=f"{HOSTILE}\n\n{HOSTILE}",
        given=GIVEN,
        asked_before=asked_before,
    )
    for purpose in sorted(OWNERS)
    for about in ABOUTS
    for day, asked_before in ((TODAY, None), (date(2027, 3, 9), date(2027, 3, 4)))
]
QUESTIONS: list[Screen] = [
    *ASKED,
    OwnerAsked(
        follow_up_id=9,
        purpose=Purpose.REMINDER,
        about=ABOUT,
        day=TODAY,
        goal="",
        help="",
        tasks_left=(),
        follow_up="",
        given=(),
        asked_before=None,
    ),
    *(
        ContributorAsked(
            follow_up_id=9,
            purpose=purpose,
            about=about,
            process=HOSTILE,
            part=part,
            came_of_it=LONG[:2000],
            next_time=HOSTILE,
            asked_before=TODAY,
        )
        for part in (Part.TR, Part.AMR, Part.MED)
        for purpose in CONTRIBUTORS
        for about in ABOUTS
    ),
    *(
        NewLeaderAsked(follow_up_id=9, about=about, process=HOSTILE, asked_before=TODAY)
        for about in (*ABOUTS, replace(WORST, start_on=date(2027, 3, 1)))
    ),
    *(
        FacilitatorAsked(follow_up_id=9, about=about, stuck=stuck, asked_before=TODAY)
        for about in ABOUTS
        for stuck in ((), (HOSTILE, "Arne Friis"))
    ),
    *(
        Answered(
            follow_up_id=9,
            purpose=purpose,
            about=about,
            is_done=done,
            on=TODAY,
            wrote=done,
            can_change=purpose in CONTRIBUTORS,
            can_read=done,
            talk_ahead=told_on is None,
            told=(HOSTILE, "Arne Friis"),
            told_on=told_on,
            task=HOSTILE if purpose is Purpose.TASK else "",
        )
        for purpose in Purpose
        for about in ABOUTS
        for done in (True, False)
        for told_on in (None, date(2027, 2, 1), date(2027, 3, 10))
    ),
    *(
        PutOff(follow_up_id=9, purpose=purpose, about=about, until=date(2028, 3, 1))
        for purpose in Purpose
        for about in ABOUTS
    ),
    *(NoLongerNeeded(about=about, is_over=over) for about in ABOUTS for over in (True, False)),
    *(OwnerGone(about) for about in ABOUTS),
    *(OwnerAway(about, date(2027, 5, 31)) for about in ABOUTS),
    *(
        LaterForm(follow_up_id=9, purpose=purpose, about=WORST, suggested=TODAY)
        for purpose in Purpose
    ),
]
STANDING = [
    StandsStill(
        about=about, who=(HOSTILE, "Arne Friis"), asked_last=date(2027, 3, 9), became=became
    )
    for about in ABOUTS
    for became in Became
]
LONGEST = max(ASKED, key=lambda one: len(repr(one)))
SEVERAL = tuple(
    replace(one, follow_up_id=n, about=replace(WORST, activation_id=n))
    for n, one in enumerate([LONGEST] * MOST)
)
SCREENS: list[Screen] = [
    *QUESTIONS,
    *STANDING,
    Nudged(items=SEVERAL, more=1),
    Nudged(items=(*SEVERAL[:2], InOtherHands(WORST), STANDING[0]), more=0),
]
