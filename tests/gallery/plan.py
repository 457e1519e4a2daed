"""The plan, for the gallery: on its way, published, with nothing in it, and at its worst."""

from dataclasses import replace
from datetime import date

from bot.flows.choice_facts import ParkedTheme
from bot.flows.plan import (
    OwnerIntro,
    PlanAtHome,
    PlanFacts,
    PlanFile,
    PlanOnItsWay,
    PlanPost,
    PlanPreview,
    PlanShown,
    Published,
    WholePlan,
)
from bot.flows.plan_progress import PlanProgress, Progress
from bot.flows.screen import Screen
from bot.models.choice import KNOWLEDGE, OTHERS
from tests.gallery.card import (
    HOSTILE,
    LEFT,
    LONG,
    NO_CARD,
    OWN,
    THEME,
    WHOLE,
    WORST_CARD,
    WORST_THEME,
)

PUBLISHED = date(2026, 12, 14)
PLAN = PlanFacts(
    process_id=2,
    process="Plan for ledertrivsel 2027",
    sender="Direktionen og HR",
    anchored="",
    channel="C1",
    channel_name="ledertrivsel",
    themes=(WHOLE, NO_CARD),
    parked=(
        ParkedTheme(
            theme=THEME, kind=KNOWLEDGE, question="Hvor mange?", who="HR", by_day=date(2027, 3, 1)
        ),
        ParkedTheme(theme=OWN, kind=OTHERS, question="", who="Direktionen", by_day=None),
    ),
)
WORST = replace(
    PLAN,
    process=HOSTILE,
    sender=HOSTILE,
    anchored=LONG[:2000],
    channel_name=HOSTILE,
    themes=tuple(replace(WORST_THEME, card=replace(WORST_CARD, card_id=n)) for n in range(1, 6)),
    parked=tuple(
        ParkedTheme(theme=OWN, kind=kind, question=HOSTILE, who=HOSTILE, by_day=by_day)
        for kind in (KNOWLEDGE, OTHERS)
        for by_day in (None, PUBLISHED)
    ),
)
PLANS = (PLAN, WORST, replace(PLAN, themes=(), parked=()))
READY = Progress(theme=THEME, card_id=3, title="Godt i gang", missing=(), is_open=False)
HALF = Progress(theme=OWN, card_id=4, title=HOSTILE, missing=LEFT, is_open=False)
AT_WORK = Progress(theme=OWN, card_id=0, title="", missing=(), is_open=True)

SCREENS: list[Screen] = [
    *(
        PlanProgress(process_id=2, process=process, themes=themes, published=published)
        for process in ("Plan 2027", HOSTILE)
        for themes in ((READY,), (READY, HALF), (READY, HALF, AT_WORK), (AT_WORK,))
        for published in (False, True)
    ),
    *(PlanPreview(plan=plan, owners=owners) for plan in PLANS for owners in ((), ("Bo", HOSTILE))),
    *(
        Published(process=HOSTILE, channel="C1", channel_name=HOSTILE, already=already)
        for already in (False, True)
    ),
    *(PlanPost(plan) for plan in PLANS),
    *(PlanShown(plan, PUBLISHED) for plan in PLANS),
    PlanOnItsWay(HOSTILE),
    *(PlanFile(WholePlan(plan=plan, published_on=PUBLISHED)) for plan in PLANS),
    *(
        PlanAtHome(
            process_id=2,
            process=HOSTILE,
            published_on=PUBLISHED,
            cards=cards,
            unfinished=unfinished,
        )
        for unfinished in ((), (AT_WORK,), (HALF, AT_WORK))
        for cards in ((), tuple((n, f"{HOSTILE} {n}" * 5) for n in range(1, 13)))
    ),
    *(
        OwnerIntro(
            card_id=3,
            card=HOSTILE,
            process=HOSTILE,
            goal=goal,
            help=goal,
            trigger=trigger,
            every="quarter" if trigger == "recurring" else "",
            on_date=PUBLISHED,
            channel="C1",
            channel_name=HOSTILE,
        )
        for goal in ("", HOSTILE, LONG[:2000])
        for trigger in ("", "new_leader", "by_hand", "recurring")
    ),
]
