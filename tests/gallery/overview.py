"""The overview by card, for the gallery: nothing yet, plain, and far too much of everything."""

from dataclasses import replace
from datetime import date

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.domain.standing import Standing
from bot.flows.overview import (
    CardCount,
    CardsOverview,
    FollowUpRow,
    OverviewFile,
    OverviewOnItsWay,
    Told,
)
from bot.flows.screen import Screen
from tests.gallery.activation import HOSTILE, LONG, TODAY

COUNTS = tuple(
    CardCount(card=HOSTILE, counts=dict.fromkeys(Standing, n), heard=dict.fromkeys(Hearing, n))
    for n in range(1, 131)
)
TOLD = tuple(
    Told(
        owner=HOSTILE,
        leader=leader,
        purpose=Purpose.REMINDER,
        on=TODAY,
        why_not=why_not,
        next_time=next_time,
    )
    for leader in ("", HOSTILE)
    for why_not, next_time in ((LONG[:300], ""), ("", LONG[:2000]))
)
ROWS = tuple(
    FollowUpRow(
        card=HOSTILE,
        leader=HOSTILE,
        asked_of=HOSTILE,
        part="tr",
        purpose=purpose,
        on=TODAY,
        standing=standing,
        answered_on=None,
        why_not=LONG[:300],
        next_time=HOSTILE,
        hearing=Hearing.YES,
    )
    for purpose in Purpose
    for standing in Standing
)
PLAIN = CardsOverview(
    process_id=2,
    process="Plan for ledertrivsel 2027",
    cards=(CardCount(card="Godt i gang som ny leder", counts={Standing.PLANNED: 3}, heard={}),),
    told=(),
    more_told=0,
    today=date(2027, 3, 1),
)
SCREENS: list[Screen] = [
    PLAIN,
    replace(
        PLAIN,
        process=HOSTILE,
        cards=COUNTS,
        told=(*([(HOSTILE, TOLD[:1])] * 20), (HOSTILE, TOLD * 3)),
        more_told=4,
    ),
    replace(PLAIN, told=(("Godt i gang som ny leder", TOLD[:1]),), more_told=1),
    OverviewOnItsWay(HOSTILE),
    *(
        OverviewFile(process=HOSTILE, on=TODAY, rows=ROWS, cards=COUNTS, as_workbook=as_workbook)
        for as_workbook in (True, False)
    ),
]
