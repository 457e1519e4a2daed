"""What each promised step is about: one table, for all who ask which process a row belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.subjects import Subject
from bot.flows import (
    activation_changes,
    answer,
    calendar_file,
    calendar_kept,
    card_facts,
    choice,
    contribution,
    facilitators,
    follow_ups,
    group_facts,
    group_summary,
    hand_over,
    help_wanted,
    invitation,
    leader_list,
    newcomer,
    nudge,
    overview,
    plan,
    priority_map,
    rating_round,
    recruitment,
    recurrence,
    talk,
    tasks,
)
from bot.store import undelivered

TOLD_OF_THE_STOP = "stopping.told"
POSTED_OF_THE_STOP = "stopping.posted"

STEPS: Mapping[Subject, tuple[str, ...]] = {
    Subject.ROUND: (
        invitation.INVITE,
        invitation.REMIND,
        invitation.TELL_DEADLINE,
        rating_round.CLOSE_WHEN_DUE,
        rating_round.UNREAD,
        rating_round.STARTED,
        priority_map.SHOW,
        priority_map.PUBLIC,
        priority_map.PICTURE,
        talk.THREAD,
    ),
    Subject.PROCESS: (
        facilitators.TOLD,
        choice.INVITE,
        choice.POST,
        choice.OUTCOME,
        group_facts.STATUS,
        card_facts.READY,
        card_facts.POST,
        plan.FILE,
        overview.WORKBOOK,
        overview.CSV,
        TOLD_OF_THE_STOP,
        POSTED_OF_THE_STOP,
        undelivered.SHOW,
    ),
    Subject.GROUP: (
        group_facts.THREAD,
        group_facts.LEAD_INVITE,
        group_summary.DONE,
        contribution.TOO_LATE,
    ),
    Subject.CARD: (card_facts.INVITE, plan.OWNER_INTRO, recurrence.BEGIN),
    Subject.ACTIVATION: (
        follow_ups.INTRODUCTION,
        hand_over.NEW_OWNER,
        recruitment.TOLD,
        activation_changes.NEW_START,
        activation_changes.STOPPED,
        activation_changes.FOLLOW_CARD,
        nudge.OWNER_GONE,
        calendar_file.FILE,
        calendar_kept.CHANGED,
        nudge.OWNER_AWAY,
    ),
    Subject.FOLLOW_UP: (
        follow_ups.FALL_DUE,
        follow_ups.NOT_ANSWERED,
        follow_ups.TELL_STUCK,
        answer.HEARD,
        tasks.RETURNED,
    ),
    Subject.NUDGE: (follow_ups.SHOW,),
    Subject.SIGHTING: (newcomer.QUESTION,),
    Subject.LEADERS_FILE: (leader_list.TAKE_IN, leader_list.FORGET),
    Subject.HAND_OVER: (hand_over.OFFER, hand_over.ANSWERED, hand_over.NOT_ANSWERED),
    Subject.HELP_WANTED: (help_wanted.WANTED, help_wanted.TAKEN),
}
SUBJECT_OF: Mapping[str, Subject] = {
    step: subject for subject, steps in STEPS.items() for step in steps
}
