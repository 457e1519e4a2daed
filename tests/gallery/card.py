"""Action cards, for the gallery: blank, whole, changed by two, and at their worst."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.catalogue import CardWords, FollowUpRule, reference_card, reference_follow_ups
from bot.domain.merging import mark
from bot.domain.recurrence import Every
from bot.flows.card import CardInvitation, CardTextForm, CardWaits
from bot.flows.card_agreed import Use
from bot.flows.card_facts import FIELDS, TEXTS, CardFacts, Clash, ThemeFacts
from bot.flows.card_follow_ups import Offer
from bot.flows.card_use import CardShown, CardUseForm, Theirs
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName
from bot.models.card import NEAREST_LEADER, NEW_LEADER, ON_DATE, RECURRING

HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"
LONG = f"{HOSTILE}\n\n> {HOSTILE}\n" * 40
BLANK = CardWords("Sparring", "", "", "", "", "", "", "")
WORST = CardWords(HOSTILE, *(LONG[:2000] for _ in FIELDS))
LEFT = (*FIELDS, "owner", "trigger")
THEME, OWN = ThemeName("new_leaders"), ThemeName("own:7", HOSTILE)
MARKS = tuple(mark(key) for key in TEXTS)

WHOLE_CARD = CardFacts(
    card_id=3,
    words=reference_card("da"),
    tasks=("Vis rundt", "Hold faste samtaler"),
    owner="",
    owner_rule=NEAREST_LEADER,
    trigger=NEW_LEADER,
    every="",
    on_date=None,
    rules=reference_follow_ups(),
    is_delicate=False,
    missing=(),
)
BLANK_CARD = replace(
    WHOLE_CARD, words=BLANK, tasks=(), owner_rule="", trigger="", rules=(), missing=LEFT
)
WORST_CARD = replace(
    WHOLE_CARD,
    words=WORST,
    tasks=tuple(f"{HOSTILE} {n}" for n in range(50)),
    owner=HOSTILE,
    owner_rule="",
    trigger=ON_DATE,
    on_date=date(2027, 2, 1),
    missing=LEFT,
)
AGAIN_CARD = replace(
    WORST_CARD,
    trigger=RECURRING,
    every=Every.HALF_YEAR,
    on_date=date(2027, 2, 28),
    is_delicate=True,
    missing=(),
)
CARDS = (WHOLE_CARD, BLANK_CARD, WORST_CARD)
WHOLE = ThemeFacts(
    theme=THEME,
    reason="Vi ansætter mange.",
    is_open=False,
    measures=("Fast makker",),
    offers=("HR’s introdag",),
    card=WHOLE_CARD,
)
WORST_THEME = ThemeFacts(
    theme=OWN,
    reason=LONG[:2000],
    is_open=False,
    measures=(HOSTILE, LONG[:300], *(f"{HOSTILE} {n}" for n in range(20))),
    offers=(HOSTILE, LONG[:300], *(f"{HOSTILE} {n}" for n in range(6))),
    card=WORST_CARD,
)
AGAIN = replace(WORST_THEME, card=AGAIN_CARD)
NO_CARD = replace(WHOLE, theme=ThemeName("sparring"), is_open=True, card=None)

CLASHES = tuple(
    Clash(by=by, ago=ago, keys=TEXTS)
    for by, ago in (
        ("Mads Krog", timedelta(seconds=3)),
        (HOSTILE, timedelta(minutes=1)),
        ("", timedelta(hours=5)),
        ("Mads Krog", timedelta(days=9)),
    )
)
USE = Use(
    owner_kind="person",
    owner="U1",
    trigger=ON_DATE,
    every="",
    on_date=date(2027, 2, 1),
    rules=(FollowUpRule("start", "P1M15D", "owner"), FollowUpRule("talk", "-P5D", "contributors")),
    is_delicate=True,
)
NO_USE = Use(
    owner_kind="", owner="", trigger="", every="", on_date=None, rules=(), is_delicate=False
)
MANY = tuple(Offer(FollowUpRule("start", f"P{n}D", "owner"), HOSTILE, True) for n in range(1, 26))
USE_FORM = CardUseForm(
    card_id=3,
    version=4,
    marks=MARKS[:4],
    title="Sparring",
    use=NO_USE,
    offers=tuple(Offer(rule) for rule in reference_follow_ups()),
    theme_is_delicate=False,
    text_saved=True,
    published=False,
    theirs=None,
)
TEXT_FORM = CardTextForm(
    card_id=3,
    version=4,
    marks=MARKS,
    theme=THEME,
    words=BLANK,
    is_delicate=False,
    example_came_late=False,
    clash=None,
    theirs=BLANK,
)

SCREENS: list[Screen] = [
    *(
        CardInvitation(
            card_id=3,
            theme=theme,
            title=HOSTILE,
            missing=missing,
            is_blank=is_blank,
            has_example=has_example,
            published=published,
        )
        for theme, has_example in ((THEME, True), (OWN, False))
        for missing, is_blank in ((LEFT, True), (("goal",), False), ((), False))
        for published in (False, True)
    ),
    *(
        CardWaits(card_id=3, title=title, missing=LEFT, example=example)
        for title in ("Sparring", HOSTILE, LONG[:150])
        for example in (False, True)
    ),
    TEXT_FORM,
    replace(TEXT_FORM, theme=OWN, words=WORST, is_delicate=True, example_came_late=True),
    *(replace(TEXT_FORM, clash=clash, words=BLANK, theirs=WORST) for clash in CLASHES),
    replace(TEXT_FORM, clash=CLASHES[1], words=WORST),
    USE_FORM,
    replace(USE_FORM, theme_is_delicate=True, published=True),
    replace(USE_FORM, title=HOSTILE, use=USE, offers=MANY, text_saved=False),
    *(
        replace(
            USE_FORM,
            theirs=Theirs(
                clash=replace(clash, keys=("owner", "trigger", "follow_ups")), use=use, owner=owner
            ),
        )
        for clash in CLASHES
        for use, owner in (
            (NO_USE, ""),
            (USE, HOSTILE),
            (replace(USE, owner_kind=NEAREST_LEADER, trigger=NEW_LEADER), ""),
            (replace(USE, trigger=RECURRING, every=Every.SPRING), HOSTILE),
        )
    ),
    *(
        CardShown(
            process_id=2,
            about=about,
            just_saved=just_saved,
            may_edit=may_edit,
            may_begin=may_edit,
            published=published,
        )
        for about in (WHOLE, WORST_THEME, replace(WHOLE, card=BLANK_CARD), AGAIN)
        for just_saved, may_edit in ((True, True), (False, True), (False, False))
        for published in (False, True)
    ),
]
