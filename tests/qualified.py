"""A workplace that has chosen its themes, and whose working groups are at work or done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.app import Bot
from bot.domain.parts import Part
from bot.flows import card
from bot.models import Card, Chosen, Group, GroupNote, OwnTheme, Process
from bot.models.group import MEASURE, OFFER
from bot.models.process import QUALIFY
from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from bot.store import cards, people, processes
from bot.store.people import Who
from tests.office import are_known

NEW_LEADERS, SPARRING = "new_leaders", "sparring"


@dataclass(slots=True)
class Workplace:
    sandbox: Sandbox
    bot: Bot
    hanne: Person  # HR, runs the process
    mads: Person  # leads a group
    anna: Person  # a leader who was asked
    tina: Person  # TR
    owen: Person  # has no part in anything
    channel: Channel
    process_id: int = 0
    groups: dict[str, int] = field(default_factory=dict[str, int])
    cards: dict[str, int] = field(default_factory=dict[str, int])

    def who(self, person: Person) -> Who:
        return Who("slack", "", self.sandbox.world.team_id, person.id)

    async def closes_group(self, theme: str) -> int:
        """As the group's own flow does when its lead closes it."""
        async with self.bot.turns.open(self.who(self.mads)) as turn:
            group = await turn.session.get_one(Group, self.groups[theme])
            group.closed_at = turn.now
            self.cards[theme] = (await card.invite(turn, group)).id
        await self.sandbox.settles()
        return self.cards[theme]

    async def looks_up(self, card_id: int) -> cards.Part:
        async with self.bot.turns.open(self.who(self.hanne)) as turn:
            process = await processes.get(turn.session, turn.workspace, self.process_id)
            return (await cards.part(turn.session, process, card_id))[0]

    async def rules(self, card_id: int) -> set[str]:
        async with self.bot.turns.open(self.who(self.hanne)) as turn:
            rules = await cards.rules(turn.session, await turn.session.get_one(Card, card_id))
        return {f"{rule.anchor} {rule.offset} {rule.audience}" for rule in rules}

    async def tasks(self, card_id: int) -> list[str]:
        async with self.bot.turns.open(self.who(self.hanne)) as turn:
            found = await cards.tasks(turn.session, await turn.session.get_one(Card, card_id))
        return [task.text for task in found]


async def workplace(
    sandbox: Sandbox,
    bot: Bot,
    themes: Sequence[str] = (NEW_LEADERS, SPARRING),
    language: str = "da",
    own: str = "",
) -> Workplace:
    """Themes are chosen, and each has a group that Mads leads; `own` is one of their own."""
    hanne, mads, anna, tina, owen = (
        sandbox.adds("Hanne Bach", admin=True, joins=False),
        sandbox.adds("Mads Krog", joins=False),
        sandbox.adds("Anna Lund", joins=False),
        sandbox.adds("Tina Toft", joins=False),
        sandbox.adds("Owen Reed", joins=False),
    )
    everyone = [hanne, mads, anna, tina, owen]
    channel = sandbox.opens_channel("ledertrivsel", members=everyone, app=True)
    here = Workplace(sandbox, bot, hanne, mads, anna, tina, owen, channel)
    await are_known(bot, here.who(hanne), everyone)
    async with bot.turns.open(here.who(hanne)) as turn:
        turn.workspace.language = language
        process = Process(
            workspace_id=turn.workspace.id,
            name="Plan for ledertrivsel 2027",
            language=language,
            phase=QUALIFY,
            channel=channel.id,
            channel_name=channel.name,
            sender="Direktionen og HR",
            anchored="HR og AMO",
            created_at=turn.now,
        )
        turn.session.add(process)
        await turn.session.flush()
        here.process_id = process.id
        for part, person in (
            (Part.FACILITATOR, hanne),
            (Part.LEADER, mads),
            (Part.LEADER, anna),
            (Part.TR, tina),
        ):
            row = await people.known_as(turn.session, turn.workspace, person.id)
            await processes.add_person(turn.session, process, part, row)
        if own:
            added = OwnTheme(
                workspace_id=turn.workspace.id,
                process_id=process.id,
                added_by_id=turn.person.id,
                title=own,
                about="",
            )
            turn.session.add(added)
            await turn.session.flush()
            themes = (*themes, f"own:{added.id}")
        lead = await people.known_as(turn.session, turn.workspace, mads.id)
        for position, theme in enumerate(themes, 1):
            chosen = Chosen(
                workspace_id=turn.workspace.id,
                process_id=process.id,
                theme=theme,
                reason="Det fylder mest hos os.",
                position=position,
                chosen_at=turn.now,
            )
            turn.session.add(chosen)
            await turn.session.flush()
            group = Group(
                workspace_id=turn.workspace.id,
                process_id=process.id,
                chosen_id=chosen.id,
                lead_id=lead.id,
                opened_at=turn.now,
            )
            turn.session.add(group)
            await turn.session.flush()
            here.groups[theme] = group.id
            for kind, text in ((MEASURE, "Fast makker det første år"), (OFFER, "HR’s introdag")):
                turn.session.add(
                    GroupNote(
                        workspace_id=turn.workspace.id, group_id=group.id, kind=kind, text=text
                    )
                )
    return here
