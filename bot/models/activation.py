"""A card in use: for a new leader, from a date, or when somebody began it. Its owner, its dates,
its follow-ups.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Numbered

PLANNED, ASKED, DONE, NOT_RELEVANT = "planned", "asked", "done", "not_relevant"
OFFERED, TAKEN, DECLINED, LAPSED = "offered", "taken", "declined", "lapsed"
ANSWER, STANDS_STILL = "answer", "stands_still"


class Activation(Numbered, Base):
    __tablename__ = "activations"
    __table_args__ = (
        Index(None, "workspace_id", "card_id"),
        Index(None, "workspace_id", "owner_id"),
        UniqueConstraint("workspace_id", "card_id", "occurs_on"),
    )

    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    subject_name: Mapped[str] = mapped_column(default="")  # the new leader; "" for other cards
    subject_email: Mapped[str] = mapped_column(default="")
    # their account here, once a facilitator has said that it is theirs
    subject_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    concerns: Mapped[str] = mapped_column(default="")  # begun by hand: for whom or what, if said
    # the day that the card names: it begins on the next working day, or where the start is moved
    occurs_on: Mapped[date | None]
    # as its card, or as that once was: then few may know whom it is about
    is_delicate: Mapped[bool] = mapped_column(default=False)
    recruited_on: Mapped[date]
    start_on: Mapped[date]
    talk_on: Mapped[date | None]
    talk_after: Mapped[str] = mapped_column(default="")  # as counted; "": somebody chose the day
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Sighting(Numbered, Base):
    """An account has come that has a new leader's e-mail: is it theirs? Asked once of each."""

    __tablename__ = "sightings"
    __table_args__ = (
        UniqueConstraint("workspace_id", "activation_id", "person_id"),
        CheckConstraint("answer IN ('', 'yes', 'no')", name="known_answer"),
    )

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Contributor(Numbered, Base):
    """Somebody whose input is asked for: TR, AMR, or a contact of MED, SU or AMO."""

    __tablename__ = "contributors"
    __table_args__ = (
        UniqueConstraint("workspace_id", "activation_id", "person_id"),
        Index(None, "workspace_id", "person_id"),
    )

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    part: Mapped[str]  # bot.domain.parts.Part


class FollowUp(Numbered, Base):
    """One person is asked one thing, and answers: done, later, or not relevant.

    `purpose` is what is asked: see bot.domain.follow_ups.Purpose. `times_asked` counts up when
    it is put off; the outbox row of each asking has it as its occurrence. Nobody answered: it is
    repeated once, and then it stands still until somebody acts.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index(  # named here: of all columns, it would be too long for PostgreSQL
            "uq_follow_ups_ask",
            "workspace_id",
            "activation_id",
            "purpose",
            "person_id",
            "anchor",
            "offset",
            unique=True,
            sqlite_where=text("task_id IS NULL"),
            postgresql_where=text("task_id IS NULL"),
        ),
        UniqueConstraint("workspace_id", "activation_id", "task_id"),  # one does a task
        CheckConstraint(
            "state IN ('planned', 'asked', 'done', 'not_relevant')", name="known_state"
        ),
        Index(None, "workspace_id", "person_id", "state"),
    )

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("card_tasks.id"))  # if it is a task
    purpose: Mapped[str]
    anchor: Mapped[str]
    offset: Mapped[str]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=PLANNED)
    times_asked: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    repeated_at: Mapped[datetime | None]
    stuck_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")  # what came of it; or why not relevant
    next_time: Mapped[str] = mapped_column(Text, default="")  # what to do differently
    heard: Mapped[str] = mapped_column(default="")  # of a talk: bot.domain.hearing.Hearing, or ""
    answered_at: Mapped[datetime | None]


class Nudge(Numbered, Base):
    """The one message that a person gets on a day, about all that falls due for them."""

    __tablename__ = "nudges"
    __table_args__ = (UniqueConstraint("workspace_id", "person_id", "day"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date]  # where the person lives
    say_at: Mapped[datetime]


class NudgeItem(Numbered, Base):
    """Something that the message is about: a follow-up to answer, or one that stands still."""

    __tablename__ = "nudge_items"
    __table_args__ = (
        UniqueConstraint("workspace_id", "nudge_id", "follow_up_id", "kind"),
        CheckConstraint("kind IN ('answer', 'stands_still')", name="known_kind"),
        Index(None, "workspace_id", "follow_up_id"),
    )

    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id"))
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_ups.id"))
    kind: Mapped[str]


class HandOver(Numbered, Base):
    """The owner has asked somebody to take over. LAPSED: it is no longer on offer."""

    __tablename__ = "hand_overs"
    __table_args__ = (
        CheckConstraint("state IN ('offered', 'taken', 'declined', 'lapsed')", name="known_state"),
        Index(None, "workspace_id", "activation_id"),
    )

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    offered_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=OFFERED)


class HelpWanted(Numbered, Base):
    """The owner has asked for help; somebody takes it, or nobody has yet."""

    __tablename__ = "help_wanted"
    __table_args__ = (Index(None, "workspace_id", "activation_id"),)

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # besides the facilitators
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class TaskDone(Numbered, Base):
    """A line of the check-list that the owner has ticked off."""

    __tablename__ = "tasks_done"
    __table_args__ = (UniqueConstraint("workspace_id", "activation_id", "task_id"),)

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("card_tasks.id"))
    done_at: Mapped[datetime]


class CalendarFile(Numbered, Base):
    """The talk in the calendar of who fetched it: each new file takes the place of the last."""

    __tablename__ = "calendar_files"
    __table_args__ = (UniqueConstraint("workspace_id", "activation_id", "person_id"),)

    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uid: Mapped[str]
    sequence: Mapped[int]
    talk_on: Mapped[date | None]
    is_cancelled: Mapped[bool]
