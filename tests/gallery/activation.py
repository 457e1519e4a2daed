"""Cards in use, for the gallery: plain ones, and what people may type at its worst."""

from dataclasses import replace
from datetime import date

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.flows.about import About, Contributor, Step
from bot.flows.activation import (
    CheckListForm,
    InOtherHands,
    Introduction,
    TaskLine,
)
from bot.flows.activation_changes import (
    NewStart,
    StartForm,
    Stopped,
    TalkForm,
)
from bot.flows.activation_home import CardsInUse, Coming, InUse, Overview, OwnersAnswer
from bot.flows.screen import Screen

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
LONG = f"{HOSTILE} " * 60
TODAY = date(2027, 2, 22)
ABOUT = About(
    activation_id=7,
    card_id=3,
    card="Godt i gang som ny leder",
    leader="Mette Holm",
    concerns="",
    is_delicate=False,
    has_name=False,
    start_on=date(2027, 2, 1),
    talk_on=date(2027, 3, 8),
    talk_held=False,
    talk_given_up=False,
    owner="Mads Krog",
    contributors=(Contributor("Tina Toft", "tr"), Contributor("Arne Friis", "amr")),
    today=TODAY,
)
WORST = replace(
    ABOUT,
    card=HOSTILE,
    leader=HOSTILE,
    owner=HOSTILE,
    contributors=tuple(Contributor(f"{HOSTILE} {n}", "med") for n in range(12)),
)
DATED = replace(ABOUT, leader="", talk_on=None, contributors=(), start_on=date(2028, 1, 3))
HELD = replace(ABOUT, talk_held=True)
BY_HAND = replace(DATED, concerns=HOSTILE, start_on=date(2027, 2, 1))
UNNAMED = replace(WORST, leader="", is_delicate=True)
DELICATE = replace(UNNAMED, has_name=True)
ABOUTS = (ABOUT, WORST, DATED, BY_HAND, HELD, DELICATE, UNNAMED)

BOOK, TALK = Step(Purpose.BOOK_TALK, TODAY), Step(Purpose.TALK, date(2027, 3, 8))
OWNERS = (BOOK, TALK, Step(Purpose.REMINDER, date(2028, 3, 8)))
OTHERS = tuple(
    Step(purpose, date(2027, 3, 10)) for purpose in Purpose if purpose is not Purpose.TASK
)
TASKS = ((1, "Vis rundt", True), (2, HOSTILE, False), (3, LONG[:2000], False))
ANSWERS = tuple(
    OwnersAnswer(
        purpose=purpose,
        is_done=not why_not,
        on=TODAY,
        why_not=why_not,
        came_of_it=HOSTILE if purpose is Purpose.REMINDER else "",
        next_time=f"{HOSTILE}\n\n> {LONG}"[:2000],
        hearing=hearing,
    )
    for purpose, hearing in (*((Purpose.TALK, one) for one in Hearing), (Purpose.REMINDER, None))
    for why_not in ("", LONG[:300])
)


LINES = tuple(
    TaskLine(task_id=n, text=text, is_done=done, by=by, on=TODAY if by else None)
    for by in ("", HOSTILE)
    for n, text, done in TASKS
)


def _introduction(about: About) -> Introduction:
    return Introduction(
        about=about,
        process=HOSTILE,
        goal=LONG[:2000],
        help=HOSTILE,
        owners=OWNERS,
        others=OTHERS,
        tasks=LINES,
        given=2,
        is_over=False,
    )


SCREENS: list[Screen] = [
    *(_introduction(about) for about in ABOUTS),
    replace(_introduction(HELD), is_over=True, owners=(), others=()),
    replace(_introduction(DATED), goal="", help="", tasks=(), owners=(), others=(), given=0),
    CheckListForm(about=WORST, tasks=TASKS),
    CheckListForm(about=ABOUT, tasks=tuple((n, f"Opgave {n}", n % 2 == 0) for n in range(130))),
    *(
        screen(about)
        for about in ABOUTS
        for screen in (
            InOtherHands,
            NewStart,
            StartForm,
            Stopped,
            TalkForm,
        )
    ),
    *(
        Coming(about=about, steps=OWNERS, given=some, tasks_left=some)
        for about in ABOUTS
        for some in (0, 2)
    ),
    CardsInUse(
        cards=((1, HOSTILE), (2, "Trivselsdag")),
        in_use=tuple(
            InUse(replace(WORST, activation_id=n), (HOSTILE, "Arne Friis")[: n % 3])
            for n in range(130)
        ),
    ),
    CardsInUse(cards=((1, "Godt i gang som ny leder"),), in_use=(), many=(1,)),
    CardsInUse(
        cards=(), in_use=(), over=tuple(replace(WORST, activation_id=n) for n in range(130))
    ),
    *(
        Overview(
            about=about,
            stuck=(HOSTILE,),
            waiting=("Mads Krog", HOSTILE),
            coming=OWNERS,
            answers=ANSWERS,
            is_over=is_over,
        )
        for about in ABOUTS
        for is_over in (False, True)
    ),
]
