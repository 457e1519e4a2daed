"""What HR's system has asked under a key of its own, so that asking again does nothing more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered


class HrRequest(Numbered, Base):
    """Kept a week. `fingerprint` tells two bodies apart and says nothing of what was in them."""

    __tablename__ = "hr_requests"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index(None, "workspace_id", "made_at"),
    )

    key: Mapped[str]
    fingerprint: Mapped[str]
    activation_id: Mapped[int | None] = mapped_column(ForeignKey("activations.id"))
    was_new: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]
