"""A process: an organisation works out one plan. Who takes part, and as what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

SETUP, RATING, MAP, TALK, QUALIFY, PLAN, CANCELLED = (
    "setup",
    "rating",
    "map",
    "talk",
    "qualify",
    "plan",
    "cancelled",
)


class Process(Numbered, Base):
    """Phases follow each other: set up, rate, map (with the facilitators), talk and choose,
    qualify and write cards, plan (published). Cancelled is one that was dropped while it was set
    up, or stopped before its plan was published.
    """

    __tablename__ = "processes"
    __table_args__ = (
        CheckConstraint(
            "phase IN ('setup', 'rating', 'map', 'talk', 'qualify', 'plan', 'cancelled')",
            name="known_phase",
        ),
        Index(None, "workspace_id", "phase"),
        Index(None, "workspace_id", "channel"),
    )

    name: Mapped[str]
    language: Mapped[str]
    phase: Mapped[str] = mapped_column(default=SETUP)
    channel: Mapped[str] = mapped_column(default="")
    channel_name: Mapped[str] = mapped_column(default="")
    sender: Mapped[str] = mapped_column(Text, default="")  # who stands behind the plan
    involved: Mapped[str] = mapped_column(Text, default="")  # who takes part along the way
    anchored: Mapped[str] = mapped_column(Text, default="")  # who keeps it alive afterwards
    deadline: Mapped[datetime | None]  # of the rating
    created_at: Mapped[datetime]
    launched_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]


class Member(Numbered, Base):
    """Somebody's part in a process; one person may have several."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("workspace_id", "process_id", "person_id", "part"),
        Index(None, "workspace_id", "person_id"),
    )

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    part: Mapped[str]  # bot.domain.parts.Part


class OwnTheme(Numbered, Base):
    """A theme that somebody here added: not rated in this round, but it can be chosen."""

    __tablename__ = "own_themes"
    __table_args__ = (Index(None, "workspace_id", "process_id"),)

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))  # shown to nobody
    title: Mapped[str]
    about: Mapped[str] = mapped_column(Text, default="")
