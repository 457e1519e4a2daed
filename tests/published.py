"""A workplace whose plan is published, with the reference card in it: where cards are lived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.app import Bot
from bot.domain.catalogue import FollowUpRule, reference_card, reference_follow_ups
from bot.domain.delicacy import is_delicate
from bot.domain.parts import Part
from bot.flows import recruitment
from bot.flows.recruitment import NewLeader
from bot.models import Card, CardFollowUp, CardTask, Chosen, FollowUp, Process
from bot.models.card import NEAREST_LEADER, NEW_LEADER, ON_DATE
from bot.models.process import PLAN
from bot.sandbox import Person, Sandbox
from bot.store import people, processes
from bot.store.people import Who
from bot.turn import Turn
from tests.office import COPENHAGEN, are_known

if TYPE_CHECKING:
    from collections.abc import Sequence

TASKS = ("Send introduktionsplanen (HR)", "Vis rundt den første dag (Mads)", "Book værktøj 1")


@dataclass(slots=True)
class Workplace:
    sandbox: Sandbox
    bot: Bot
    hanne: Person  # HR, runs the process
    mads: Person  # becomes the new leader's own leader
    karen: Person  # another leader, with no part in anything
    tina: Person  # TR
    arne: Person  # AMR
    process_id: int = 0
    card_id: int = 0

    @property
    def everyone(self) -> tuple[Person, ...]:
        return (self.hanne, self.mads, self.karen, self.tina, self.arne)

    def who(self, person: Person) -> Who:
        return Who("slack", "", self.sandbox.world.team_id, person.id)


async def workplace(
    sandbox: Sandbox, bot: Bot, *, arne_lives_in: str = "Europe/Copenhagen"
) -> Workplace:
    """People, and a published process whose plan has the reference card."""
    here = Workplace(
        sandbox,
        bot,
        hanne=sandbox.adds("Hanne Bach", admin=True, joins=False),
        mads=sandbox.adds("Mads Krog", joins=False),
        karen=sandbox.adds("Karen Dam", joins=False),
        tina=sandbox.adds("Tina Toft", joins=False),
        arne=sandbox.adds("Arne Friis", tz=arne_lives_in, joins=False),
    )
    await are_known(bot, here.who(here.hanne), here.everyone)
    async with bot.turns.open(here.who(here.hanne)) as turn:
        process = Process(
            workspace_id=turn.workspace.id,
            name="Plan for ledertrivsel 2027",
            language="da",
            phase=PLAN,
            created_at=turn.now,
            published_at=turn.now,
        )
        turn.session.add(process)
        await turn.session.flush()
        for part, person in (
            (Part.FACILITATOR, here.hanne),
            (Part.TR, here.tina),
            (Part.AMR, here.arne),
        ):
            row = await people.known_as(turn.session, turn.workspace, person.id)
            await processes.add_person(turn.session, process, part, row)
        here.process_id = process.id
    here.card_id = await card(bot, here)
    return here


async def card(
    bot: Bot,
    here: Workplace,
    *,
    rules: Sequence[FollowUpRule] = reference_follow_ups(),
    owner: Person | None = None,
    on_date: date | None = None,
    tasks: Sequence[str] = TASKS,
    title: str = "",
    begun: str = "",
    theme: str = "",
) -> int:
    """The reference card in Danish; with an owner it names them, and with a date that starts it.

    `begun` is another trigger than these; `theme` one of the twelve: else it cannot be shown.
    """
    words = reference_card("da")
    async with bot.turns.open(here.who(here.hanne)) as turn:
        chosen = Chosen(
            workspace_id=turn.workspace.id,
            process_id=here.process_id,
            theme=theme or f"own:{await _next(turn)}",
            reason="",
            position=1,
            chosen_at=turn.now,
        )
        turn.session.add(chosen)
        await turn.session.flush()
        row = Card(
            workspace_id=turn.workspace.id,
            process_id=here.process_id,
            chosen_id=chosen.id,
            title=title or words.title,
            where_when=words.where_when,
            goal=words.goal,
            responsible=words.responsible,
            help=words.help,
            representatives=words.representatives,
            tasks=words.tasks,
            follow_up=words.follow_up,
            owner_id=None,
            owner_rule="" if owner else NEAREST_LEADER,
            activated_by=begun or (ON_DATE if on_date else NEW_LEADER),
            on_date=on_date,
            is_delicate=is_delicate(theme),
            edited_at=turn.now,
        )
        if owner:
            row.owner_id = (await people.known_as(turn.session, turn.workspace, owner.id)).id
        turn.session.add(row)
        await turn.session.flush()
        for position, text in enumerate(tasks, 1):
            turn.session.add(
                CardTask(
                    workspace_id=turn.workspace.id, card_id=row.id, position=position, text=text
                )
            )
        for rule in rules:
            turn.session.add(
                CardFollowUp(
                    workspace_id=turn.workspace.id,
                    card_id=row.id,
                    anchor=rule.anchor,
                    offset=rule.offset,
                    audience=rule.audience,
                )
            )
        return row.id


async def _next(turn: Turn) -> int:
    """A theme of its own for each card: a process chooses each theme once."""
    return (await turn.session.scalars(select(func.count()).select_from(Chosen))).one() + 1


async def registers(
    here: Workplace,
    *,
    name: str = "Mette Holm",
    start: date = date(2027, 2, 1),
    owner: Person | None = None,
    recruited: date | None = None,
    email: str = "",
) -> None:
    """Hanne registers a new leader: what her form does, where it is not about the form."""
    leader = NewLeader(
        card_id=here.card_id,
        name=name,
        email=email,
        recruited_on=recruited,
        start_on=start,
        owner=(owner or here.mads).id,
    )
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        await recruitment.register(turn, leader)
    await here.sandbox.settles()


async def registers_by_form(
    here: Workplace,
    *,
    name: str = "Mette Holm",
    start: date = date(2027, 2, 1),
    owner: Person | None = None,
    recruited: date | None = None,
    email: str = "",
) -> None:
    """As `registers`, from her Home."""
    await here.hanne.opens_home()
    await here.hanne.clicks("Ny leder ansat")
    await here.hanne.fills(
        {
            "Hvad hedder den nye leder?": name,
            "Første arbejdsdag": start,
            "Hvem bliver den nye leders nærmeste leder?": owner or here.mads,
        }
    )
    if email:
        await here.hanne.fills({"Lederens e-mail, hvis du kender den": email})
    if recruited:
        await here.hanne.fills({"Hvornår blev lederen ansat?": recruited})
    await here.hanne.submits()
    if not here.hanne.sees(
        "Første arbejdsdag"
    ):  # where nothing was wrong, the form says what comes
        await here.hanne.closes()


async def follow_ups_of(bot: Bot, here: Workplace, person: Person, state: str) -> list[int]:
    """The ids of somebody's follow-ups in that state, the oldest first."""
    async with bot.turns.open(here.who(person)) as turn:
        mine = select(FollowUp.id).filter_by(person_id=turn.person.id, state=state)
        return list((await turn.session.scalars(mine.order_by(FollowUp.id))).all())


def told_at(person: Person, text: str) -> datetime:
    """When the first message that says it came, in Copenhagen, to the minute. A second may say the
    same, where the first was not answered.
    """
    person.finds(text)
    first = next(message for message in person.dm if text in person.reads(message))
    moment = datetime.fromtimestamp(float(first.ts), COPENHAGEN)
    return moment.replace(second=0, microsecond=0)


def at(*moment: int) -> datetime:
    """A moment in Copenhagen: at(2027, 3, 8, 9)."""
    year, month, day, hour, minute = (*moment, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)
