"""An action card: the group lead is invited to write it, when the group has agreed on measures.

invite (kept true) -> open_text   -> save_text -> (card_use) owner, trigger, follow-ups
                   -> use_example ->           -> show
Each page is saved by itself. Two who write at once never lose a word: what only one has changed
is taken together, and where both have, the form comes back with the words of both.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bot.domain import catalogue, check_list
from bot.domain.catalogue import CardWords, reference_card, reference_follow_ups
from bot.domain.merging import mark, merge
from bot.domain.parts import Part as ProcessPart
from bot.errors import ButtonWornOut
from bot.flows import activation_changes, card_use, checks, plan
from bot.flows.card_facts import (
    FIELDS,
    INVITE,
    POST,
    READY,
    TEXTS,
    Clash,
    clash,
    edited,
    missing,
    to_edit,
    to_read,
    words_of,
)
from bot.flows.card_use import CardShown, CardUseForm, is_reference
from bot.flows.screen import Screen, field
from bot.flows.themes import ThemeName, names
from bot.models import Card, Group, Process
from bot.models.process import PLAN
from bot.store import beginnings, cards, people, processes
from bot.store.cards import Part
from bot.store.processes import Mine
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class CardInvitation(Screen):
    """To the group lead, and kept true: how far the card is."""

    card_id: int
    theme: ThemeName
    title: str
    missing: tuple[str, ...]
    is_blank: bool
    has_example: bool  # the catalogue has one for the theme
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWaits(Screen):
    """At home: a card of this person's that is not finished."""

    card_id: int
    title: str
    missing: tuple[str, ...]
    example: bool  # it is blank, and there is one to use


@dataclass(frozen=True, slots=True, kw_only=True)
class SentText:
    """The form as it was sent; `marks` tell how each field was when it was opened."""

    version: int
    marks: tuple[str, ...]
    words: CardWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTextForm(Screen):
    """`theirs` has what somebody else wrote meanwhile, where `clash` names the fields."""

    card_id: int
    version: int
    marks: tuple[str, ...]
    theme: ThemeName
    words: CardWords
    is_delicate: bool
    example_came_late: bool  # somebody had begun the card, and their words stand
    clash: Clash | None
    theirs: CardWords


async def invite(turn: Turn, group: Group) -> Card:
    """The theme's card is begun, and the group lead asked to write it. The group has closed."""
    process = await processes.get(turn.session, turn.workspace, group.process_id)
    chosen = await cards.chosen_for(turn.session, group)
    named = await names(turn, process)
    theme = named.get(chosen.theme, ThemeName(chosen.theme))
    title = theme.title or catalogue.theme(theme.key).in_(process.language).title
    card = await cards.begin(turn.session, chosen, title, turn.now)
    if group.lead_id is not None:
        found = await people.by_ids(turn.session, turn.workspace, [group.lead_id])
        await turn.tell(INVITE, card.id, found[group.lead_id])
    await _tell_when_all_are_done(turn, process, group)
    return card


async def invitation(turn: Turn, card_id: int) -> CardInvitation:
    process, part, card = await to_read(turn, card_id)
    named = await names(turn, process)
    return CardInvitation(
        card_id=card.id,
        theme=named.get(part.chosen.theme, ThemeName(part.chosen.theme)),
        title=card.title,
        missing=missing(part),
        is_blank=_is_blank(card),
        has_example=is_reference(part),
        published=process.phase == PLAN,
    )


async def open_text(turn: Turn, card_id: int) -> CardTextForm:
    process, part, card = await to_edit(turn, card_id)
    return await _form(turn, process, part, card)


async def use_example(turn: Turn, card_id: int) -> CardTextForm:
    """The catalogue's card, whole. One that somebody has begun keeps their words."""
    await beginnings.hold(turn.session, turn.workspace, card_id)
    process, part, card = await to_edit(turn, card_id)
    example = reference_card(process.language)
    if not is_reference(part) or not _is_blank(card):
        came_late = words_of(card) != example
        return await _form(turn, process, part, card, example_came_late=came_late)
    reference = catalogue.catalogue().reference
    await cards.write(turn.session, card, example, check_list.tasks(example.tasks))
    await cards.set_rules(turn.session, card, reference_follow_ups())
    if part.owner is None:
        card.owner_id, card.owner_rule = None, reference.owner_rule
    card.activated_by, card.on_date, card.recurrence = reference.trigger, None, ""
    await edited(turn, process, card)
    await activation_changes.card_changed(turn, card)
    if process.phase == PLAN:  # it may have promised to begin on a date, which it no longer has
        await plan.tell_who_is_responsible(turn, card, card.owner_id)
    return await _form(turn, process, part, card)


async def save_text(turn: Turn, card_id: int, sent: SentText) -> CardTextForm | CardUseForm:
    """Raises AnswerErrors. Where somebody else has changed the same fields, both are shown."""
    process, part, card = await to_edit(turn, card_id)
    mine, theirs = _checked(sent), words_of(card)
    opened = dict(zip(TEXTS, sent.marks, strict=False))
    if len(opened) != len(TEXTS):
        raise ButtonWornOut
    merged = merge(opened, asdict(mine), asdict(theirs))
    words = CardWords(**merged.values)
    if merged.clashes:
        found = await clash(turn, card, merged.clashes)
        return await _form(turn, process, part, card, words=words, found=found)
    read_before = card.follow_up
    if words != theirs:
        await cards.write(turn.session, card, words, check_list.tasks(words.tasks))
        await edited(turn, process, card)
        await activation_changes.card_changed(turn, card)
    return await card_use.form(turn, process, part, card, read_before=read_before, text_saved=True)


async def show(turn: Turn, card_id: int) -> CardShown:
    process, _, card = await to_read(turn, card_id)
    return await card_use.shown_card(turn, process, card)


async def on_home(turn: Turn, mine: Mine) -> tuple[CardWaits, ...]:
    found = await cards.in_hands_of(turn.session, turn.person)
    return tuple(
        CardWaits(
            card_id=part.card.id,
            title=part.card.title,
            missing=missing(part),
            example=is_reference(part) and _is_blank(part.card),
        )
        for part in found
        if part.card is not None and missing(part)
    )


SHOWS = {INVITE: invitation}


async def _tell_when_all_are_done(turn: Turn, process: Process, closed: Group) -> None:
    """The facilitators can publish when no group is at work any more."""
    await turn.session.flush()
    parts = await cards.parts(turn.session, process)
    open_still = [part for part in parts if part.is_open and part.chosen.id != closed.chosen_id]
    if process.phase != PLAN and not open_still:
        facilitator = ProcessPart.FACILITATOR
        for person in await processes.people(turn.session, process, facilitator):
            await turn.tell(READY, process.id, person)
    await turn.changed(READY, process.id)
    await turn.changed(POST, process.id)


async def _form(
    turn: Turn,
    process: Process,
    part: Part,
    card: Card,
    *,
    words: CardWords | None = None,
    example_came_late: bool = False,
    found: Clash | None = None,
) -> CardTextForm:
    saved, named = words_of(card), await names(turn, process)
    return CardTextForm(
        card_id=card.id,
        version=card.version,
        marks=tuple(mark(getattr(saved, key)) for key in TEXTS),
        theme=named.get(part.chosen.theme, ThemeName(part.chosen.theme)),
        words=words or saved,
        is_delicate=card.is_delicate,
        example_came_late=example_came_late,
        clash=found,
        theirs=saved,
    )


def _checked(sent: SentText) -> CardWords:
    limits = {"title": checks.TITLE}
    return CardWords(
        **{
            key: checks.text(
                field(key, sent.version),
                getattr(sent.words, key).replace("\r\n", "\n"),
                limits.get(key, checks.PARAGRAPH),
                required=key == "title",
            )
            for key in TEXTS
        }
    )


def _is_blank(card: Card) -> bool:
    return not any(getattr(card, key) for key in FIELDS)
