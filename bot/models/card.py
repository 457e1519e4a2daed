"""Action cards: a title and seven fields, tasks, an owner, a trigger and follow-ups."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

NEAREST_LEADER = "nearest_leader"
NEW_LEADER, ON_DATE, BY_HAND, RECURRING = "new_leader", "date", "by_hand", "recurring"


class Card(Numbered, Base):
    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("workspace_id", "chosen_id"),
        CheckConstraint("owner_rule IN ('', 'nearest_leader')", name="known_owner_rule"),
        CheckConstraint(
            "activated_by IN ('', 'new_leader', 'date', 'by_hand', 'recurring')",
            name="known_trigger",
        ),
    )

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    chosen_id: Mapped[int] = mapped_column(ForeignKey("chosen.id"))
    title: Mapped[str]
    where_when: Mapped[str] = mapped_column(Text, default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    responsible: Mapped[str] = mapped_column(Text, default="")
    help: Mapped[str] = mapped_column(Text, default="")
    representatives: Mapped[str] = mapped_column(Text, default="")
    tasks: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # a person, or
    owner_rule: Mapped[str] = mapped_column(default="")  # a rule, or neither yet
    activated_by: Mapped[str] = mapped_column(default="")  # the trigger; "trigger" is SQL's word
    on_date: Mapped[date | None]  # with the trigger "date"; with "recurring" the first time
    recurrence: Mapped[str] = mapped_column(default="")  # an RRULE of RFC 5545
    is_delicate: Mapped[bool] = mapped_column(default=False)  # by its theme, or marked by hand
    version: Mapped[int] = mapped_column(default=1)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    edited_at: Mapped[datetime]


class CardTask(Numbered, Base):
    """A line of the check-list. One that was taken out, and that somebody has ticked off, has
    no position any more: it stays where it was done.
    """

    __tablename__ = "card_tasks"
    __table_args__ = (UniqueConstraint("workspace_id", "card_id", "position"),)

    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    position: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)


class CardFollowUp(Numbered, Base):
    """When somebody is asked something: an ISO 8601 offset from one of the activation's dates."""

    __tablename__ = "card_follow_ups"
    __table_args__ = (
        UniqueConstraint("workspace_id", "card_id", "anchor", "offset", "audience"),
        CheckConstraint("anchor IN ('recruited', 'start', 'talk')", name="known_anchor"),
        CheckConstraint(
            "audience IN ('owner', 'contributors', 'new_leader', 'facilitators')",
            name="known_audience",
        ),
    )

    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    anchor: Mapped[str]
    offset: Mapped[str]
    audience: Mapped[str]
