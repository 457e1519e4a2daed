"""What is to be said, and what was said and may be drawn again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.models.base import Base, InWorkspace, Numbered
from bot.models.people import Workspace

PENDING, SENDING, UNKNOWN, SENT, STOPPED = "pending", "sending", "unknown", "sent", "stopped"
OPEN = (PENDING, SENDING, UNKNOWN)  # a row that the worker still has to bring to an end
PROMISE = ("workspace_id", "step", "subject", "channel", "thread_ts", "occurrence")
IS_OPEN = text("state IN ('pending', 'sending', 'unknown')")


class Outgoing(InWorkspace, Base):
    """Something to say, now or later: `step` is run when it falls due, and its screen is sent."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint(*PROMISE, name="uq_outbox_promise"),
        Index(None, "workspace_id", "due_at", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index(
            "ix_outbox_place",
            "workspace_id",
            "channel",
            "thread_ts",
            "due_at",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)  # random: it travels in message metadata
    channel: Mapped[str]  # a person's handle here means their direct messages
    thread_ts: Mapped[str]  # "" for none: NULLs would all be different in the unique key
    language: Mapped[str | None]  # the place's; None: the person's
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str]
    subject: Mapped[int]
    occurrence: Mapped[int]
    due_at: Mapped[datetime]
    rank: Mapped[int] = mapped_column(default=0)  # the order of what falls due together
    not_before: Mapped[datetime | None]
    first_try: Mapped[datetime | None]
    sends: Mapped[int] = mapped_column(default=0)  # sends begun, whatever came of them
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]  # by the database's clock, not ours
    state: Mapped[str] = mapped_column(default=PENDING)
    sent_ts: Mapped[str | None]
    outdated: Mapped[bool] = mapped_column(default=False)  # what it tells of has changed since
    to_many: Mapped[bool] = mapped_column(default=False, server_default=false())  # can wait a bit
    file_id: Mapped[str | None]  # an upload under way: files carry no metadata to be found by

    workspace: Mapped[Workspace] = relationship(lazy="joined", innerjoin=True, viewonly=True)


class Said(Numbered, Base):
    """A message that stays true: it is drawn again when what it shows has changed."""

    __tablename__ = "said"
    __table_args__ = (
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index(None, "workspace_id", "show", "subject"),
    )

    channel: Mapped[str]
    thread_ts: Mapped[str]
    ts: Mapped[str]
    language: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    show: Mapped[str]  # the step that draws it: it may read, and must not write
    subject: Mapped[int]
    version: Mapped[int] = mapped_column(default=0)  # redraws begun


class Undelivered(Numbered, Base):
    """A row of the outbox that was given up, until somebody has seen to it (`settled_at`).

    Where nobody may know whom it was for, channel and person are left out.
    """

    __tablename__ = "undelivered"
    __table_args__ = (
        UniqueConstraint("workspace_id", "outgoing_id"),
        Index(None, "workspace_id", "process_id"),
    )

    outgoing_id: Mapped[UUID]  # of the outbox; that row may be gone
    process_id: Mapped[int | None] = mapped_column(ForeignKey("processes.id"))
    step: Mapped[str]
    subject: Mapped[int]
    channel: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    why: Mapped[str]  # the platform's own code; "too_long"; or "failed", for 48 hours
    stopped_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Pause(Numbered, Base):
    """The platform has asked us to wait with one way of saying things (`bot.domain.ways.Way`)."""

    __tablename__ = "pauses"
    __table_args__ = (UniqueConstraint("workspace_id", "way"),)

    way: Mapped[str]
    until: Mapped[datetime]


class Paced(Numbered, Base):
    """When something may next be said in a channel; or, with the channel "", in the workspace."""

    __tablename__ = "paces"
    __table_args__ = (UniqueConstraint("workspace_id", "channel"),)

    channel: Mapped[str]
    free_at: Mapped[datetime]
    free_for_many_at: Mapped[datetime]  # for what was promised to many at once
