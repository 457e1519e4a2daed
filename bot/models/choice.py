"""What those with the last word chose, and what they parked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

KNOWLEDGE, OTHERS = "knowledge", "others"


class Chosen(Numbered, Base):
    """A theme for the plan: one of the twelve by its key, or `own:<id>`."""

    __tablename__ = "chosen"
    __table_args__ = (UniqueConstraint("workspace_id", "process_id", "theme"),)

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    theme: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Parked(Numbered, Base):
    """A theme that waits: for knowledge (`question`, found by `who`), or for others to decide."""

    __tablename__ = "parked"
    __table_args__ = (
        UniqueConstraint("workspace_id", "process_id", "theme"),
        CheckConstraint("kind IN ('knowledge', 'others')", name="known_kind"),
    )

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    theme: Mapped[str]
    kind: Mapped[str]
    question: Mapped[str] = mapped_column(Text, default="")  # what we need to know
    who: Mapped[str] = mapped_column(Text)  # who finds it, or whom it is for to decide
    by_day: Mapped[date | None]  # when we are to know, if anybody has said so
