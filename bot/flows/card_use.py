"""How a card comes into use: who is responsible, what activates it, and what is followed up.

open_use -> save_use -> the card        the second page of `card`, and a page of its own
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.catalogue import catalogue
from bot.domain.delicacy import is_delicate
from bot.domain.follow_ups import LATEST
from bot.domain.follow_ups import NEW_LEADER as THE_NEW_LEADER
from bot.domain.merging import mark, merge
from bot.domain.recurrence import SEASONS, Every, in_season, next_season, rule_of
from bot.errors import (
    ButtonWornOut,
    DayOutOfRange,
    NeedsNewLeader,
    NobodyNamed,
    NoDateGiven,
    NotHowOften,
    OutOfSeason,
)
from bot.flows import activation_changes, delicate, plan
from bot.flows.about import today
from bot.flows.activation import picked
from bot.flows.card_agreed import (
    DATE,
    DATED,
    EVERY,
    FOLLOW_UPS,
    KEYS,
    OWNER,
    PERSON,
    Use,
    read,
    written,
)
from bot.flows.card_facts import (
    Clash,
    ThemeFacts,
    clash,
    edited,
    every,
    may_begin,
    may_edit,
    themes_of,
    to_edit,
)
from bot.flows.card_follow_ups import MOST, Offer, offers
from bot.flows.screen import Screen, field
from bot.models import Card, Process
from bot.models.card import BY_HAND, NEAREST_LEADER, NEW_LEADER, ON_DATE, RECURRING
from bot.models.process import PLAN
from bot.store import beginnings, cards, people
from bot.store.cards import Part
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUse:
    """The form as it was sent; `marks` tell how it was when it was opened."""

    version: int
    marks: tuple[str, ...]
    use: Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What somebody else saved meanwhile."""

    clash: Clash
    use: Use
    owner: str  # the name


@dataclass(frozen=True, slots=True, kw_only=True)
class CardUseForm(Screen):
    card_id: int
    version: int
    marks: tuple[str, ...]
    title: str
    use: Use
    offers: tuple[Offer, ...]
    theme_is_delicate: bool  # then so is the card, and nobody need say it
    text_saved: bool  # it comes right after the card's text
    published: bool  # whoever becomes responsible hears of it now, and not with the plan
    theirs: Theirs | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown(Screen):
    process_id: int
    about: ThemeFacts
    just_saved: bool
    may_edit: bool
    may_begin: bool  # by hand, now
    published: bool


async def open_use(turn: Turn, card_id: int) -> CardUseForm:
    process, part, card = await to_edit(turn, card_id)
    rules = await cards.rules(turn.session, card)
    return await form(turn, process, part, card, read_before=card.follow_up if rules else "")


async def form(
    turn: Turn,
    process: Process,
    part: Part,
    card: Card,
    *,
    read_before: str,
    text_saved: bool = False,
) -> CardUseForm:
    use = await _use(turn, part, card)
    return _form(process, part, card, use, use, read_before=read_before, text_saved=text_saved)


async def save_use(turn: Turn, card_id: int, sent: SentUse) -> CardUseForm | CardShown:
    """Raises AnswerErrors. Where somebody else has changed the same, both are shown."""
    await beginnings.hold(turn.session, turn.workspace, card_id)
    process, part, card = await to_edit(turn, card_id)
    sent = replace(sent, use=_with_its_date(turn, sent.use))
    await _check(turn, card, sent)
    theirs = await _use(turn, part, card)
    opened = dict(zip(KEYS, sent.marks, strict=False))
    if len(opened) != len(KEYS):
        raise ButtonWornOut
    merged = merge(opened, written(sent.use), written(theirs))
    mine = read(merged.values)
    if merged.clashes:
        found = await clash(turn, card, merged.clashes)
        owner = part.owner.name if part.owner else ""
        shown = Theirs(clash=found, use=theirs, owner=owner)
        read_before = card.follow_up
        return _form(process, part, card, theirs, mine, read_before=read_before, theirs=shown)
    if mine != theirs:
        owner_before = card.owner_id
        await _keep(turn, part, card, mine)
        await edited(turn, process, card)
        await activation_changes.card_changed(turn, card)
        if process.phase == PLAN:
            await plan.tell_who_is_responsible(turn, card, owner_before)
    return await shown_card(turn, process, card, just_saved=True)


async def shown_card(
    turn: Turn, process: Process, card: Card, *, just_saved: bool = False
) -> CardShown:
    part, _ = await cards.part(turn.session, process, card.id)
    themes = await themes_of(turn, process)
    about = next(one for one in themes if one.card is not None and one.card.card_id == card.id)
    return CardShown(
        process_id=process.id,
        about=about,
        just_saved=just_saved,
        may_edit=await may_edit(turn, process, part),
        may_begin=await may_begin(turn, process, part),
        published=process.phase == PLAN,
    )


def is_reference(part: Part) -> bool:
    """Whether the card is for the theme that the catalogue has an example of."""
    return part.chosen.theme == catalogue().reference.theme


async def _check(turn: Turn, card: Card, sent: SentUse) -> None:
    use = sent.use
    if use.owner_kind not in ("", PERSON, NEAREST_LEADER):
        raise ButtonWornOut
    if use.trigger not in ("", NEW_LEADER, ON_DATE, BY_HAND, RECURRING):
        raise ButtonWornOut
    if use.owner_kind == PERSON:
        if not use.owner:
            raise NobodyNamed(field("person", sent.version))
        await picked(turn, field("person", sent.version), use.owner)
    if use.owner_kind == NEAREST_LEADER and use.trigger != NEW_LEADER:
        raise NeedsNewLeader(field(OWNER, sent.version))
    if use.trigger not in ("", NEW_LEADER) and any(
        rule.audience == THE_NEW_LEADER for rule in use.rules
    ):
        raise NeedsNewLeader(field(FOLLOW_UPS, sent.version))
    if use.trigger == RECURRING:
        _check_how_often(sent)
    if use.trigger in DATED:
        _check_date(turn, card, sent)


def _with_its_date(turn: Turn, use: Use) -> Use:
    """A season says by itself when it comes, if no date is given."""
    if use.trigger != RECURRING or use.every not in SEASONS or use.on_date is not None:
        return use
    return replace(use, on_date=next_season(Every(use.every), today(turn)))


def _check_how_often(sent: SentUse) -> None:
    use = sent.use
    if not use.every:
        raise NotHowOften(field(EVERY, sent.version))
    if use.every not in list(Every):
        raise ButtonWornOut
    if use.on_date is not None and not in_season(Every(use.every), use.on_date):
        raise OutOfSeason(field(DATE, sent.version))


def _check_date(turn: Turn, card: Card, sent: SentUse) -> None:
    on_date = sent.use.on_date
    if on_date is None:
        raise NoDateGiven(field(DATE, sent.version))
    first, last = today(turn), today(turn) + LATEST
    if on_date != card.on_date and not first <= on_date <= last:
        raise DayOutOfRange(field(DATE, sent.version), first, last)


async def _use(turn: Turn, part: Part, card: Card) -> Use:
    return Use(
        owner_kind=PERSON if part.owner else card.owner_rule,
        owner=part.owner.handle if part.owner else "",
        trigger=card.activated_by,
        every=every(card),
        on_date=card.on_date,
        rules=await cards.rules(turn.session, card),
        is_delicate=card.is_delicate,
    )


def _form(
    process: Process,
    part: Part,
    card: Card,
    saved: Use,
    filled: Use,
    *,
    read_before: str,
    text_saved: bool = False,
    theirs: Theirs | None = None,
) -> CardUseForm:
    return CardUseForm(
        card_id=card.id,
        version=card.version,
        marks=tuple(mark(text) for text in written(saved).values()),
        title=card.title,
        use=filled,
        offers=offers(filled.rules, card.follow_up, read_before, is_reference=is_reference(part)),
        theme_is_delicate=is_delicate(part.chosen.theme),
        text_saved=text_saved,
        published=process.phase == PLAN,
        theirs=theirs,
    )


async def _keep(turn: Turn, part: Part, card: Card, use: Use) -> None:
    card.owner_id, card.owner_rule = None, ""
    if use.owner_kind == PERSON:
        found = await people.by_handles(turn.session, turn.workspace, [use.owner])
        card.owner_id = found[0].id if found else None
    elif use.owner_kind == NEAREST_LEADER:
        card.owner_rule = NEAREST_LEADER
    card.activated_by = use.trigger
    card.on_date = use.on_date if use.trigger in DATED else None
    card.recurrence = ""
    if use.trigger == RECURRING and use.on_date is not None:
        card.recurrence = rule_of(Every(use.every), use.on_date)
    await cards.set_rules(turn.session, card, use.rules[:MOST])
    was_delicate = card.is_delicate
    card.is_delicate = use.is_delicate or is_delicate(part.chosen.theme)
    if card.is_delicate and not was_delicate:
        await delicate.mark(turn, card)
