"""Many new leaders at once, from a file: shown first, and taken in when somebody has said yes.

open_form -> preview -> confirm -> take_in (a few at a time, by the worker) -> TakenIn
                     -> cancel     forget (a day after the preview, if nobody answered)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.follow_ups import EARLIEST, LATEST, may_be_start
from bot.domain.leader_list import MOST_LEADERS, Column, LeaderList, Listed, Trouble, Wrong
from bot.domain.mandate import Role, may
from bot.errors import (
    ColumnsMissing,
    FileTooLarge,
    NotFound,
    OutOfTurn,
    PersonError,
    UnreadableFile,
)
from bot.flows import recruitment
from bot.flows.about import today
from bot.flows.recruitment import Recruit, Registering
from bot.flows.screen import Screen
from bot.models import LeadersFile, ListedLeader, Person
from bot.models.leader_list import ALREADY, LEFT, REGISTERED
from bot.store import activations, leader_lists, outbox, people, recruitments
from bot.store.leader_lists import Line
from bot.turn import Turn

TAKE_IN = "leader_list.take_in"
FORGET = "leader_list.forget"
KEPT = timedelta(days=1)
AT_ONCE = 10  # a turn stays short: each leader is some fifty rows


@dataclass(frozen=True, slots=True)
class ListForm(Screen):
    """`owner`: whom the card makes responsible, so that the file need not say; else ""."""

    card_id: int
    card: str
    owner: str


@dataclass(frozen=True, slots=True)
class NewInList:
    name: str
    start_on: date
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview(Screen):
    """`file_id` is None where there is nothing to take in, and nothing is kept."""

    file_id: int | None
    card: str
    new: tuple[NewInList, ...]
    already: int
    wrong: tuple[Wrong, ...]
    today: date

    @property
    def earliest(self) -> date:
        return self.today - EARLIEST

    @property
    def latest(self) -> date:
        return self.today + LATEST


@dataclass(frozen=True, slots=True)
class TakingIn(Screen):
    count: int


@dataclass(frozen=True, slots=True)
class TakenIn(Screen):
    """`left`: those whose own leader has left since the preview."""

    card: str
    registered: int
    already: int
    left: tuple[str, ...]


async def open_form(turn: Turn, card_id: int) -> ListForm:
    here = await _for_many(turn, card_id)
    return ListForm(here.card.id, here.card.title, here.owner.name if here.owner else "")


async def preview(
    turn: Turn, card_id: int, found: LeaderList, unasked: frozenset[str]
) -> ListPreview:
    """Raises ColumnsMissing, FileTooLarge or UnreadableFile. `unasked`: addresses of people whom
    the platform was not asked for.
    """
    here = await _for_many(turn, card_id)
    _check_list(found, here)
    lines, wrong = await _with_owners(turn, here, found, unasked)
    known = await _known(turn, here)
    new = [Line(one.name, one.email, one.start_on, who) for one, who in lines if not known(one)]
    return ListPreview(
        file_id=await _keep(turn, here, new) if new else None,
        card=here.card.title,
        new=tuple(NewInList(line.name, line.start_on, line.owner.name) for line in new),
        already=len(lines) - len(new),
        wrong=tuple(sorted([*found.wrong, *wrong], key=lambda one: one.line)),
        today=today(turn),
    )


async def confirm(turn: Turn, file_id: int) -> TakingIn:
    file = await leader_lists.get(turn.session, turn.workspace, turn.person, file_id)
    await _for_many(turn, file.card_id)
    if file.confirmed_at is None:
        file.confirmed_at = turn.now
        await turn.tell(TAKE_IN, file.id)
    return TakingIn(len(await leader_lists.lines(turn.session, file)))


async def cancel(turn: Turn, file_id: int) -> None:
    """The form is closed already, so nothing can be said: a list that is gone is gone."""
    with suppress(NotFound):
        await forget(turn, file_id, 0)


async def take_in(turn: Turn, file_id: int, occurrence: int) -> TakenIn | None:
    """The next few; what was done is told when all are."""
    file = await leader_lists.get(turn.session, turn.workspace, turn.person, file_id)
    try:
        here = await _for_many(turn, file.card_id)
    except PersonError:  # such as: they run the process no longer
        return await _forget(turn, file)
    waiting = await leader_lists.waiting(turn.session, file, AT_ONCE + 1)
    owners = await people.by_ids(turn.session, turn.workspace, {one.owner_id for one in waiting})
    for one in waiting[:AT_ONCE]:
        one.state = await _take_in(turn, here, one, owners)
    await turn.session.flush()
    if len(waiting) > AT_ONCE:
        await turn.tell(TAKE_IN, file.id, occurrence=occurrence + 1)
        return None
    every = await leader_lists.lines(turn.session, file)
    done = Counter(one.state for one in every)
    left = tuple(one.name for one in every if one.state == LEFT)
    await _forget(turn, file)
    return TakenIn(here.card.title, done[REGISTERED], done[ALREADY], left)


async def forget(turn: Turn, file_id: int, occurrence: int) -> None:
    file = await leader_lists.get(turn.session, turn.workspace, turn.person, file_id)
    if file.confirmed_at is None:
        await _forget(turn, file)


LATER = {TAKE_IN: take_in, FORGET: forget}


async def _for_many(turn: Turn, card_id: int) -> Registering:
    here = await recruitment.card_to_activate(turn, card_id)
    roles = {Role.FACILITATOR} if here.is_facilitator else set[Role]()
    if not may(roles, "activation.register_many"):
        raise NotFound
    if here.card.is_delicate:  # a list is a file with names
        raise OutOfTurn
    return here


def _check_list(found: LeaderList, here: Registering) -> None:
    optional = {Column.EMAIL} | ({Column.LEADER} if here.owner else set[Column]())
    if missing := [column for column in found.missing if column not in optional]:
        raise ColumnsMissing("file", tuple(missing))
    if not (found.leaders or found.wrong):
        raise UnreadableFile("file", "empty")
    if len(found.leaders) + len({one.line for one in found.wrong}) > MOST_LEADERS:
        raise FileTooLarge("file", MOST_LEADERS)


async def _with_owners(
    turn: Turn, here: Registering, found: LeaderList, unasked: frozenset[str]
) -> tuple[list[tuple[Listed, Person]], list[Wrong]]:
    """The lines that can be taken in, each with who becomes responsible; and the others."""
    owners = await people.by_emails(turn.session, turn.workspace, found.addresses)
    lines: list[tuple[Listed, Person]] = []
    wrong: list[Wrong] = []
    for one in found.leaders:
        owner = here.owner or owners.get(one.leader.casefold())
        if trouble := _trouble(turn, one, owner, unasked):
            wrong.append(trouble)
        elif owner is not None:
            lines.append((one, owner))
    return lines, wrong


def _trouble(
    turn: Turn, one: Listed, owner: Person | None, unasked: frozenset[str]
) -> Wrong | None:
    """What is wrong with a line that could be read."""
    if not may_be_start(one.start_on, today(turn)):
        return Wrong(one.line, Trouble.DAY_TOO_FAR, one.start_on.isoformat())
    if owner is None and not one.leader:
        return Wrong(one.line, Trouble.LEADER_MISSING)
    if owner is None:
        unknown = Trouble.LEADER_UNASKED if one.leader.casefold() in unasked else None
        return Wrong(one.line, unknown or Trouble.LEADER_UNKNOWN, one.leader)
    if owner.is_gone or owner.is_bot:
        return Wrong(one.line, Trouble.LEADER_GONE, owner.name)
    return None


class _Known:
    """Whom the card is in use for already: by name and start, or by e-mail."""

    def __init__(self, registered: Iterable[tuple[str, str, date]]) -> None:
        everyone = list(registered)
        self._people = {(name.casefold(), start) for name, _, start in everyone}
        self._addresses = {email.casefold() for _, email, _ in everyone if email}

    def __call__(self, one: Listed | ListedLeader) -> bool:
        return (one.name.casefold(), one.start_on) in self._people or (
            one.email.casefold() in self._addresses
        )


async def _known(turn: Turn, here: Registering) -> _Known:
    return _Known(await recruitments.registered_with(turn.session, here.card))


async def _keep(turn: Turn, here: Registering, lines: Iterable[Line]) -> int:
    file = await leader_lists.keep(turn.session, turn.person, here.card, lines, turn.now)
    await turn.tell(FORGET, file.id, at=turn.now + KEPT)
    return file.id


async def _take_in(
    turn: Turn, here: Registering, one: ListedLeader, owners: Mapping[int, Person]
) -> str:
    """The line's state from now on."""
    owner = here.owner or owners[one.owner_id]
    of = (one.name, one.email, one.start_on)
    if await activations.registered_already(turn.session, turn.person, here.card, *of):
        return ALREADY
    if owner.is_gone:
        return LEFT
    recruited_on = min(today(turn), one.start_on)
    recruit = Recruit(one.name, one.email, recruited_on, one.start_on)
    await recruitment.take_into_use(turn, here, owner, recruit)
    return REGISTERED


async def _forget(turn: Turn, file: LeadersFile) -> None:
    await leader_lists.forget(turn.session, file)
    await outbox.withdraw(turn.session, turn.workspace.id, FORGET, file.id)
