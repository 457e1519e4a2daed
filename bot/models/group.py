"""A working group: its thread, what people contributed, and what it agreed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

OFFER, NEED, MEASURE = "offer", "need", "measure"


class Group(Numbered, Base):
    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("workspace_id", "chosen_id"),)

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    chosen_id: Mapped[int] = mapped_column(ForeignKey("chosen.id"))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    assessment: Mapped[str] = mapped_column(Text, default="")  # the lead's summary,
    experience: Mapped[str] = mapped_column(Text, default="")  # under the four
    inspiration: Mapped[str] = mapped_column(Text, default="")  # supporting questions
    ideas: Mapped[str] = mapped_column(Text, default="")


class Contribution(Numbered, Base):
    """What somebody wrote: in the group's thread (channel and ts), or to the bot alone."""

    __tablename__ = "contributions"
    __table_args__ = (
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index(None, "workspace_id", "group_id"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    question: Mapped[str] = mapped_column(default="")  # a supporting question's key; "": unsorted
    text: Mapped[str] = mapped_column(Text)
    quiet: Mapped[bool] = mapped_column(default=False)  # written to the bot: shown without a name
    channel: Mapped[str]
    ts: Mapped[str]
    said_at: Mapped[datetime]
    is_deleted: Mapped[bool] = mapped_column(default=False)  # its words are gone; the ts stays
    edited_ts: Mapped[str] = mapped_column(default="", server_default="")  # of the words; "": never


class GroupNote(Numbered, Base):
    """An existing offer, a need (and who sees to it), or a measure agreed."""

    __tablename__ = "group_notes"
    __table_args__ = (
        CheckConstraint("kind IN ('offer', 'need', 'measure')", name="known_kind"),
        Index(None, "workspace_id", "group_id"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text, default="")
