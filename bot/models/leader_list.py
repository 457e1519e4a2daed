"""A file of new leaders between its preview and its confirmation; it is gone within a day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

WAITING, REGISTERED, ALREADY, LEFT = "waiting", "registered", "already", "left"
# Ids are not used again (SQLite would): what was promised of one list never meets another.
NEVER_AGAIN = {"sqlite_autoincrement": True}


class LeadersFile(Numbered, Base):
    """Somebody's list for a card. `confirmed_at`: since then it is being taken in."""

    __tablename__ = "leaders_files"
    __table_args__ = (Index(None, "workspace_id", "person_id"), NEVER_AGAIN)

    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class ListedLeader(Numbered, Base):
    """A line that can be taken in: `owner_id` becomes responsible. Wrong lines are not kept."""

    __tablename__ = "listed_leaders"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'registered', 'already', 'left')", name="known_state"
        ),
        Index(None, "workspace_id", "file_id", "state"),
        NEVER_AGAIN,
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("leaders_files.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date]
    state: Mapped[str] = mapped_column(default=WAITING)
