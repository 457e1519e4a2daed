"""The tables. Change one here, then write its migration (`alembic revision --autogenerate`).

Every row belongs to a workspace, and every unique key and index begins with it: one
workspace's rows are never found from another, and never slow another down.
"""

from bot.models.activation import (
    Activation,
    CalendarFile,
    Contributor,
    FollowUp,
    HandOver,
    HelpWanted,
    Nudge,
    NudgeItem,
    Sighting,
    TaskDone,
)
from bot.models.base import Base, UtcDateTime
from bot.models.card import Card, CardFollowUp, CardTask
from bot.models.choice import Chosen, Parked
from bot.models.group import Contribution, Group, GroupNote
from bot.models.hr_request import HrRequest
from bot.models.leader_list import LeadersFile, ListedLeader
from bot.models.outbox import Outgoing, Paced, Pause, Said, Undelivered
from bot.models.people import Person, SeenEvent, Workspace
from bot.models.process import Member, OwnTheme, Process
from bot.models.rating import Asked, Draft, HandPlaced, Round, Tallied

__all__ = [
    "Activation",
    "Asked",
    "Base",
    "CalendarFile",
    "Card",
    "CardFollowUp",
    "CardTask",
    "Chosen",
    "Contribution",
    "Contributor",
    "Draft",
    "FollowUp",
    "Group",
    "GroupNote",
    "HandOver",
    "HandPlaced",
    "HelpWanted",
    "HrRequest",
    "LeadersFile",
    "ListedLeader",
    "Member",
    "Nudge",
    "NudgeItem",
    "Outgoing",
    "OwnTheme",
    "Paced",
    "Parked",
    "Pause",
    "Person",
    "Process",
    "Round",
    "Said",
    "SeenEvent",
    "Sighting",
    "Tallied",
    "TaskDone",
    "Undelivered",
    "UtcDateTime",
    "Workspace",
]
