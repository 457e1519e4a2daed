"""What could not be said, and why, in words."""

from collections.abc import Mapping

from bot.flows import (
    activation_changes,
    answer,
    calendar_file,
    calendar_kept,
    card_facts,
    choice,
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
    stopping,
    talk,
    tasks,
)
from bot.flows.undelivered import Fate, NotDelivered, Problem, Reminders
from bot.store.outbox import NOWHERE
from bot.store.undelivered import FAILED
from bot.wording.markup import Ours, channel
from bot.wording.sheet import Button, Message, Note, Part, Text, buttons, message, parts
from bot.wording.words import Words

NO_CHANNEL = ("channel_not_found", "invalid_channel")


def not_delivered(screen: NotDelivered, words: Words) -> Message:
    say = words.say
    waits = any(problem.fate is Fate.OPEN for problem in screen.problems)
    heading = (
        say("*{process}: something could not be delivered.*", process=screen.process)
        if waits
        else say("*{process}: all that could not be delivered is seen to.*", process=screen.process)
    )
    each = [part for problem in screen.problems for part in _problem(problem, words)]
    more = words.count(
        "{n} more is shown when you have seen to these.",
        "{n} more are shown when you have seen to these.",
        screen.more,
    )
    return message(*parts(Text(heading), each, Note(more) if screen.more else None))


def _problem(problem: Problem | Reminders, words: Words) -> tuple[Part, ...]:
    if isinstance(problem, Reminders):
        told = _of_reminders(problem, words)
    else:
        told = _of_messages(problem, words)
    if problem.fate is not Fate.OPEN:
        return (Text(told),)
    subject = str(problem.id)
    return (
        Text(told),
        buttons(
            Button(words.say("Try again"), "undelivered.try_again", subject),
            Button(words.say("Leave it"), "undelivered.leave", subject),
        ),
    )


def _of_reminders(some: Reminders, words: Words) -> Ours:
    match some.fate:
        case Fate.AGAIN:
            return words.say("Reminders to rate are tried again for those who have something left.")
        case Fate.LEFT:
            return words.say("Some reminders to rate are not sent.")
        case Fate.OPEN:
            return words.say(
                "{how_many} Whom it was for, I alone know.", how_many=_many(some, words)
            )


def _many(some: Reminders, words: Words) -> Ours:
    if not some.number:
        return words.say("Not all reminders to rate could be delivered.")
    if some.at_least:
        return words.say("At least {n} reminders to rate could not be delivered.", n=some.number)
    return words.count(
        "{n} reminder to rate could not be delivered.",
        "{n} reminders to rate could not be delivered.",
        some.number,
    )


def _of_messages(problem: Problem, words: Words) -> Ours:
    say = words.say
    named = things(words)
    what = words.all_of(named[step] for step in problem.steps)
    facts = {"what": what, "place": _place(problem, words), "why": _why(problem, words)}
    if problem.channel == NOWHERE.channel:
        return _of_deeds(problem, what, words)
    match problem.fate:
        case Fate.OPEN:
            return say("To {place}: {what}.\n{why}", **facts)
        case Fate.AGAIN:
            return say(
                "To {place}: {what}.\nI try again. If it still cannot be delivered, I say so here.",
                **facts,
            )
        case Fate.LEFT:
            return say("To {place}: {what}.\nIt is not sent.", **facts)


def _of_deeds(problem: Problem, what: Ours, words: Words) -> Ours:
    """What happens by itself, and says nothing."""
    match problem.fate:
        case Fate.OPEN:
            return words.say("What should happen by itself has not: {what}.", what=what)
        case Fate.AGAIN:
            return words.say("I try again: {what}.", what=what)
        case Fate.LEFT:
            return words.say("This does not happen by itself: {what}.", what=what)


def _place(problem: Problem, words: Words) -> Ours:
    if problem.person:
        return words.typed(problem.person)
    if problem.channel_name:
        return channel(problem.channel, problem.channel_name)
    return words.say("another channel")


def _why(problem: Problem, words: Words) -> Ours:
    """Slack's code in plain words. One that we have no words for is told as it is."""
    code, say = problem.why, words.say
    if problem.person and code in NO_CHANNEL:
        return say("Slack knows no way to this person. Perhaps the account is closed.")
    closed = say("The account is closed.")
    unknown = say("There is no such channel, or I am not in it.")
    long = say("It is longer than Slack takes.")
    known = {
        FAILED: say("I have tried for two days, and do not know whether it got through."),
        "account_inactive": closed,
        "user_disabled": closed,
        "is_inactive": closed,
        "user_not_found": say("I cannot find the person in Slack."),
        "cannot_dm_bot": say("It is an app, and apps cannot be written to."),
        "is_archived": say("The channel is archived."),
        "channel_not_found": unknown,
        "invalid_channel": unknown,
        "not_in_channel": say(
            "I am not in the channel. Invite me with /invite @Ledertrivsel, and it comes by itself."
        ),
        "thread_not_found": say("The message with the thread has been deleted."),
        "message_not_found": say("The message has been deleted."),
        "msg_too_long": long,
        "msg_blocks_too_long": long,
    }
    return known.get(code) or say("Slack did not take it ({code}).", code=code)


def things(words: Words) -> Mapping[str, Ours]:
    """What each step has to say, in a list of such things."""
    return {**_while_rating(words), **_of_the_plan(words), **_in_use(words)}


def _while_rating(words: Words) -> dict[str, Ours]:
    say = words.say
    return {
        invitation.INVITE: say("the invitation to rate"),
        rating_round.CLOSE_WHEN_DUE: say("closing the round at its deadline"),
        rating_round.UNREAD: say("that a key for the answers is missing"),
        rating_round.STARTED: say("that the round has begun"),
        priority_map.SHOW: say("the map, for those who run the process"),
        priority_map.PUBLIC: say("the map"),
        priority_map.PICTURE: say("the picture of the map"),
        talk.THREAD: say("the thread for talking about the map"),
        facilitators.TOLD: say("the welcome to a new facilitator"),
        stopping.TOLD: say("that the process has been stopped"),
        stopping.POSTED: say("that the process has been stopped, to all"),
    }


def _of_the_plan(words: Words) -> dict[str, Ours]:
    say = words.say
    return {
        choice.INVITE: say("the invitation to choose themes"),
        choice.POST: say("the themes that were chosen"),
        choice.OUTCOME: say("what came of the rating"),
        group_facts.STATUS: say("how the groups are doing"),
        group_facts.THREAD: say("a group’s thread"),
        group_facts.LEAD_INVITE: say("the invitation to lead a group"),
        group_summary.DONE: say("a group’s summary"),
        card_facts.INVITE: say("the invitation to write an action card"),
        card_facts.READY: say("that the plan can be published"),
        card_facts.POST: say("the plan"),
        plan.FILE: say("the plan as a file"),
        plan.OWNER_INTRO: say("the welcome to a card’s owner"),
    }


def _in_use(words: Words) -> dict[str, Ours]:
    say = words.say
    return {
        follow_ups.INTRODUCTION: say("what the owner of a card in use is told first"),
        hand_over.NEW_OWNER: say("that a card in use has a new owner"),
        hand_over.OFFER: say("the question whether somebody will take over"),
        hand_over.ANSWERED: say("the answer whether somebody takes over"),
        hand_over.NOT_ANSWERED: say("that nobody has said whether they take over"),
        help_wanted.WANTED: say("that somebody needs help"),
        help_wanted.TAKEN: say("that somebody helps"),
        recurrence.BEGIN: say("beginning a card that begins again and again"),
        recruitment.TOLD: say("that a leader has registered a new leader"),
        newcomer.QUESTION: say("the question whether an account is a new leader’s"),
        leader_list.TAKE_IN: say("registering the new leaders of a list"),
        leader_list.FORGET: say("deleting a list of new leaders"),
        activation_changes.NEW_START: say("that a start was moved"),
        activation_changes.STOPPED: say("that a card in use was stopped"),
        activation_changes.FOLLOW_CARD: say("that follow-ups change with their card"),
        nudge.OWNER_GONE: say("that the owner of a card in use has left"),
        nudge.OWNER_AWAY: say("that the owner of a card in use is away"),
        follow_ups.FALL_DUE: say("a follow-up that fell due"),
        follow_ups.NOT_ANSWERED: say("asking again about a follow-up"),
        follow_ups.TELL_STUCK: say("that a follow-up stands still"),
        follow_ups.SHOW: say("a follow-up"),
        overview.WORKBOOK: say("the overview as a workbook"),
        overview.CSV: say("the overview as a CSV file"),
        calendar_file.FILE: say("a talk as a calendar file"),
        calendar_kept.CHANGED: say("the new calendar file of a talk"),
        answer.HEARD: say("what a contributor answered"),
        tasks.RETURNED: say("that a task is somebody else’s"),
    }


SHEETS = {NotDelivered: not_delivered}
