"""Workspaces, the people in them, and the events that we have acted on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered


class Workspace(Base):
    """Where the bot is installed. `enterprise` and `team` are "" where the platform has none."""

    __tablename__ = "workspaces"
    __table_args__ = (UniqueConstraint("platform", "enterprise", "team"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    enterprise: Mapped[str]
    team: Mapped[str]
    language: Mapped[str]
    bodies: Mapped[str] = mapped_column(default="")  # "med" or "su_amo"; "" until asked


class Person(Numbered, Base):
    """Somebody in the workspace, as the platform last described them."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("workspace_id", "handle"),)

    handle: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str] = mapped_column(default="Europe/Copenhagen")
    language: Mapped[str | None]  # their own choice; None: the workspace's
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_gone: Mapped[bool] = mapped_column(default=False)  # deactivated
    may_start: Mapped[bool] = mapped_column(default=False)  # an admin has said so
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]  # the last day
    quiet_days: Mapped[str] = mapped_column(default="")  # weekdays, Monday is 0: "04"
    refreshed_at: Mapped[datetime | None]
    home_opened_at: Mapped[datetime | None]  # None: there is no Home of theirs to keep true


class SeenEvent(Numbered, Base):
    """An event that we have acted on. Slack delivers again when it missed our answer."""

    __tablename__ = "seen_events"
    __table_args__ = (
        UniqueConstraint("workspace_id", "event_id"),
        Index(None, "workspace_id", "seen_at"),
    )

    event_id: Mapped[str]
    seen_at: Mapped[datetime]
