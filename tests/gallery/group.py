"""Working groups, for the gallery: begun, at work and done, with and without a lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.supporting import KEYS
from bot.flows.contribution import (
    NoGroupOpen,
    Sorted,
    TooLate,
    Unsorted,
    WhichGroup,
    WriteForm,
    Written,
)
from bot.flows.group import (
    AppointForm,
    GroupLine,
    GroupsStatus,
    LeadInvitation,
    LeadWaits,
    NotesForm,
)
from bot.flows.group_facts import GroupFacts, GroupThread, Noted
from bot.flows.group_summary import UNSORTED, GroupClosing, GroupDone, SummaryForm
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName
from tests.gallery.choice import ALL, CHOICE, HOSTILE, LONG, LONG_OWN, OWN

SPARRING = ThemeName("sparring")
NOTES = (
    Noted("Mentorordning for nye ledere", "HR"),
    Noted(HOSTILE, HOSTILE),
    Noted(LONG[:300], ""),
)

BEGUN = GroupFacts(
    group_id=5,
    process="Plan for ledertrivsel 2027",
    theme=SPARRING,
    reason="De fleste står alene med de svære valg.",
    lead="",
    missing=KEYS,
    offers=(),
    needs=(),
    summary=(),
    measures=(),
    is_open=True,
    published=False,
    channel="C1",
    channel_name="ledertrivsel",
)
LED = replace(BEGUN, lead="Mads Krog", missing=("inspiration",))
WORST = replace(BEGUN, theme=OWN, reason=LONG, lead=HOSTILE, missing=(), offers=NOTES, needs=NOTES)
DONE = replace(
    LED,
    is_open=False,
    summary=(("assessment", "Vi er midt i."), ("ideas", "En makker til alle nye.")),
    measures=("En makker til alle nye", "Kaffe om mandagen"),
    offers=NOTES[:1],
)
WORST_DONE = replace(
    WORST,
    is_open=False,
    summary=tuple((key, LONG) for key in KEYS),
    measures=(HOSTILE, *("et tiltag " * 30 for _ in range(12))),
)
GROUPS = (BEGUN, LED, WORST, DONE, WORST_DONE)

LINES = (
    GroupLine(group_id=5, theme=SPARRING, lead="Mads Krog", is_open=True),
    GroupLine(group_id=6, theme=OWN, lead=HOSTILE, is_open=True),
    GroupLine(group_id=7, theme=LONG_OWN, lead="", is_open=True),
    GroupLine(group_id=8, theme=ThemeName("restitution"), lead="Anna Lund", is_open=False),
)

SCREENS: list[Screen] = [
    *(GroupThread(group) for group in GROUPS),
    *(
        LeadInvitation(group=replace(group, published=published), is_yours=yours)
        for group in GROUPS
        for yours, published in ((True, False), (True, True), (False, False))
    ),
    *(
        GroupsStatus(
            process_id=12,
            process=HOSTILE,
            groups=lines,
            parked=() if published else CHOICE.parked,
            today=date(2026, 12, 18),
            published=published,
        )
        for lines, published in (
            (LINES, False),
            (LINES[:1], False),
            (LINES[-1:], False),
            (LINES, True),
        )
    ),
    *(
        LeadWaits(
            group_id=5, process=HOSTILE, theme=theme, contributors=contributors, missing=missing
        )
        for theme in (SPARRING, OWN)
        for contributors, missing in ((0, KEYS), (1, KEYS[1:]), (14, ()))
    ),
    AppointForm(
        process_id=12,
        groups=((5, SPARRING, "U1"), (6, OWN, ""), (7, LONG_OWN, "")),
        is_hand_over=False,
    ),
    AppointForm(process_id=12, groups=((6, OWN, "U1"),), is_hand_over=True),
    NotesForm(group_id=5, theme=OWN, offers=NOTES, needs=NOTES, shown=(1, 2, 3)),
    NotesForm(group_id=5, theme=SPARRING, offers=(), needs=(), shown=()),
    SummaryForm(
        group_id=5,
        theme=OWN,
        summary=dict.fromkeys(KEYS, ""),
        written=dict.fromkeys((*KEYS, UNSORTED), (HOSTILE, LONG, *("og mere" for _ in range(400)))),
        measures=(),
    ),
    SummaryForm(
        group_id=5,
        theme=SPARRING,
        summary=dict.fromkeys(KEYS, LONG),
        written=dict.fromkeys((*KEYS, UNSORTED), ()),
        measures=("En makker til alle nye", HOSTILE),
    ),
    *(
        GroupClosing(theme=theme, lead=lead, is_yours=yours)
        for theme in (SPARRING, OWN)
        for lead, yours in (("Mads Krog", True), (HOSTILE, False), ("", False))
    ),
    *(GroupDone(lead, measures) for lead in ("", HOSTILE) for measures in (1, 3)),
    Unsorted(9, LONG),
    Unsorted(9, "•"),
    *(Sorted(9, key) for key in KEYS),
    *(
        TooLate(theme=OWN, lead=lead, channel="C1", channel_name="ledertrivsel")
        for lead in ("", HOSTILE)
    ),
    *(WriteForm(group_id=5, theme=OWN, lead=lead) for lead in ("", HOSTILE)),
    *(Written(OWN, lead) for lead in ("", HOSTILE)),
    WhichGroup(((5, SPARRING), (6, OWN))),
    WhichGroup(tuple(enumerate(ALL, 1))),
    NoGroupOpen(HOSTILE),
    NoGroupOpen(""),
]
