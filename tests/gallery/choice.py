"""Choosing, for the gallery: figures and none, hostile words, long ones, and too few answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.flows.choice import (
    ChoiceAwaited,
    ChoiceInvitation,
    ChoiceMade,
    ChoiceOutcome,
    ChoicePost,
    Decided,
    PickForm,
    ReasonForm,
)
from bot.flows.choice_facts import (
    ON_THE_LINE,
    WITHOUT_FIGURES,
    Choice,
    ListedTheme,
    ParkedTheme,
    Picks,
)
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE, ThemeName
from bot.models.choice import KNOWLEDGE, OTHERS

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
LONG = (HOSTILE + "\n" + "ord " * 600)[:2000]
OWN = ThemeName("own:7", HOSTILE)
LONG_OWN = ThemeName("own:8", ("Ledere på distancen " * 9)[:150])
ALL = (*(ThemeName(key) for key in TWELVE), OWN, LONG_OWN)

LISTED = tuple(
    ListedTheme(theme=theme, field=1 + n % 4, importance=4.3, success=2.05)
    if n < 8
    else ListedTheme(theme=theme, field=1 + n % 4 if n < 10 else WITHOUT_FIGURES)
    for n, theme in enumerate(ALL)
)
ON_LINE = ListedTheme(theme=ThemeName("sparring"), field=ON_THE_LINE, importance=3.0, success=4.0)

CHOICE = Choice(
    process_id=12,
    process="Plan for ledertrivsel 2027",
    asked=60,
    answered=41,
    chosen=(
        (ThemeName("restitution"), "Ingen af os holder pause, og det kan mærkes."),
        (ThemeName("sparring"), "De fleste står alene med de svære valg."),
        (OWN, HOSTILE),
    ),
    parked=(
        ParkedTheme(
            theme=ThemeName("overload"),
            kind=KNOWLEDGE,
            question="Hvad APV’en siger",
            who="Hanne",
            by_day=date(2027, 1, 8),
        ),
        ParkedTheme(
            theme=LONG_OWN, kind=OTHERS, question="", who="Direktionen", by_day=date(2026, 12, 30)
        ),
        ParkedTheme(theme=OWN, kind=KNOWLEDGE, question=HOSTILE, who=HOSTILE, by_day=None),
    ),
    by="Karen Dam",
    chosen_at=datetime(2026, 12, 18, 11, 5, tzinfo=UTC),
    zone="Europe/Copenhagen",
    channel="C1",
    channel_name="ledertrivsel",
)
BARE = replace(
    CHOICE,
    process=HOSTILE,
    answered=None,
    by="",
    parked=(),
    chosen=tuple((theme, LONG) for theme in ALL[:4]),
)
FIVE = replace(CHOICE, by=HOSTILE, chosen=tuple((theme, LONG) for theme in ALL[-5:]))
CHOICES = (CHOICE, BARE, FIVE)

SCREENS: list[Screen] = [
    ChoiceInvitation(process_id=12, process=HOSTILE, channel="C1", channel_name="ledertrivsel"),
    PickForm(process_id=12, themes=LISTED, picks=Picks()),
    PickForm(
        process_id=12,
        themes=(ON_LINE, *LISTED[10:]),
        picks=Picks(chosen=("sparring",), knowledge=("own:7",), others=("own:8",)),
    ),
    PickForm(
        process_id=12,
        themes=tuple(replace(one, importance=None, success=None) for one in LISTED),
        picks=Picks(),
    ),
    ReasonForm(process_id=12, chosen=ALL[:3], knowledge=(), others=()),
    ReasonForm(process_id=12, chosen=ALL[-5:], knowledge=ALL[:5], others=ALL[5:9]),
    *(
        Decided(themes=n, told=told, channel="C1", channel_name="ledertrivsel")
        for n, told in ((3, 1), (4, 41), (5, 0))
    ),
    *(ChoiceMade(choice=choice, came_late=late) for choice in CHOICES for late in (False, True)),
    ChoiceMade(choice=CHOICE, came_late=True, written=FIVE.chosen, written_parked=CHOICE.parked),
    *(ChoicePost(choice) for choice in CHOICES),
    *(ChoiceOutcome(choice) for choice in CHOICES),
    ChoiceAwaited(process=HOSTILE, deciders=("Karen Dam", HOSTILE)),
    ChoiceAwaited(process=HOSTILE, deciders=()),
]
