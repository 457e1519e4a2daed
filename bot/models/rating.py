"""A round of rating: who was asked, their sealed drafts, and what remains when it closes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered


class Round(Numbered, Base):
    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("workspace_id", "process_id", "number"),)

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    number: Mapped[int]
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]  # the map went to the channel
    asked: Mapped[int]
    asked_at_first: Mapped[int]  # without those who were added while it was open
    answered: Mapped[int | None]  # set when it closes; None below the least that may be told


class Asked(Numbered, Base):
    """A leader who was asked. Whether they answered is nowhere but in their drafts."""

    __tablename__ = "asked"
    __table_args__ = (
        UniqueConstraint("workspace_id", "round_id", "person_id"),
        Index(None, "workspace_id", "person_id"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    withdrew_at: Mapped[datetime | None]


class Draft(Numbered, Base):
    """One leader's answers about one theme, sealed; deleted when the round closes."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("workspace_id", "round_id", "person_id", "theme"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    theme: Mapped[str]
    sealed: Mapped[str] = mapped_column(Text)


class Tallied(Numbered, Base):
    """How many gave this pair of answers; 0 stands for don't know. Only what may be released."""

    __tablename__ = "tallies"
    __table_args__ = (
        UniqueConstraint("workspace_id", "round_id", "theme", "importance", "success"),
        CheckConstraint("importance BETWEEN 0 AND 5", name="importance_in_range"),
        CheckConstraint("success BETWEEN 0 AND 5", name="success_in_range"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    theme: Mapped[str]
    importance: Mapped[int]
    success: Mapped[int]
    answers: Mapped[int]


class HandPlaced(Numbered, Base):
    """A theme that people placed on the map together, because few had answered."""

    __tablename__ = "hand_placed"
    __table_args__ = (
        UniqueConstraint("workspace_id", "round_id", "theme"),
        CheckConstraint("field BETWEEN 1 AND 4", name="known_field"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    theme: Mapped[str]
    field: Mapped[int]
