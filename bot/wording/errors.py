"""What is in the way, in words: what happened, and what to do."""

from bot.domain.leader_list import Column
from bot.errors import (
    Broken,
    ButtonWornOut,
    ColumnsMissing,
    DayOutOfRange,
    DeadlineTooSoon,
    EndsBeforeItBegins,
    EnoughSuggested,
    FileTooLarge,
    ForTheLead,
    GroupClosed,
    GroupClosedMeanwhile,
    InHandsOf,
    MayNotStart,
    Missing,
    NameTaken,
    NeedsNewLeader,
    NobodyNamed,
    NobodyToAsk,
    NoDateGiven,
    NoDayLeft,
    NotAPerson,
    NotFound,
    NotHowOften,
    NotInChannel,
    OutOfSeason,
    OutOfTurn,
    PersonError,
    ProcessStopped,
    RoundClosed,
    SavedUnseen,
    StartsBeforeRecruited,
    ThemeInTwoPlaces,
    TooFewThemes,
    TooLong,
    TooManyParked,
    TooManyThemes,
    UnreadableFile,
    Withdrawn,
)
from bot.wording.markup import Ours, channel
from bot.wording.words import Words


def explain(error: PersonError, words: Words) -> Ours:
    match error:
        case TooLong(limit=limit):
            return words.say("Please keep it under {limit} characters.", limit=limit)
        case Missing():
            return words.say("Please fill this in.")
        case NobodyNamed():
            return words.say("Choose a person here, or choose “Not agreed yet” above.")
        case NoDateGiven():
            return words.say("Choose a date here, or choose “Not agreed yet” above.")
        case NobodyToAsk():
            return words.say("Choose leaders here, or a channel below that has leaders in it.")
        case DeadlineTooSoon():
            return words.say("Choose a time at least an hour from now, and within half a year.")
        case EnoughSuggested(most=most):
            return words.say(
                "You have suggested {most} themes, and that is what there is room for.", most=most
            )
        case DayOutOfRange(earliest=earliest, latest=latest):
            return words.say(
                "Choose a day from {earliest} to {latest}.",
                earliest=words.short_day(earliest),
                latest=words.short_day(latest),
            )
        case EndsBeforeItBegins():
            return words.say("The last day cannot lie before the first.")
        case NoDayLeft():
            return words.say("Leave one day of the week on which I may write.")
        case StartsBeforeRecruited(recruited_on=recruited_on):
            return words.say(
                "The start cannot lie before the leader was recruited, on {day}.",
                day=words.short_day(recruited_on),
            )
        case NeedsNewLeader():
            return words.say(
                "This goes with “When a new leader is recruited”. "
                "Choose that, or something else here."
            )
        case NotHowOften():
            return words.say("Choose here how often the card begins.")
        case OutOfSeason():
            return words.say(
                "This date is in another season. Choose another date, or how often above."
            )
        case NameTaken():
            return words.say("Another process has that name. Choose one that tells them apart.")
        case NotInChannel():
            return words.say(
                "I am not in that channel. Type /invite @Ledertrivsel in it, and try again."
            )
        case NotAPerson(name=name):
            return words.say(
                "{name} cannot be chosen: an app, or somebody who has left.", name=name
            )
        case InHandsOf(owner=owner):
            return words.say(
                "{owner} is responsible for this now, so there is nothing more for you to do.",
                owner=owner,
            )
        case TooFewThemes(chosen=chosen):
            return _too_few_themes(chosen, words)
        case TooManyThemes():
            return words.say("Five at most. Else the plan is too large to be lived.")
        case TooManyParked(most=most):
            return words.say(
                "Park {most} at most. The rest can stay where they are on the map.", most=most
            )
        case ThemeInTwoPlaces():
            return words.say("A theme stands in one place only: chosen, or parked for one reason.")
        case GroupClosedMeanwhile():
            return words.say(
                "The group was closed while you wrote. Copy your words from here, "
                "for they are not saved. It can be opened again until the plan is published."
            )
        case GroupClosed(lead=lead):
            return _group_closed(lead, words)
        case ForTheLead(lead=lead):
            return _for_the_lead(lead, words)
        case UnreadableFile(why=why):
            return _unreadable(why, words)
        case FileTooLarge(most=most):
            return words.say(
                "The file is too large. There is room for {most} leaders at a time, and for 5 MB.",
                most=most,
            )
        case ColumnsMissing(columns=columns):
            return _columns_missing(columns, words)
        case NotFound():
            return words.say("I can’t find that among what you take part in. It may be over.")
        case MayNotStart():
            return words.say(
                "Only your Slack admins, and the people they name, can start a process. "
                "Ask one of them, or ask HR."
            )
        case RoundClosed(channel=channel_id, channel_name=name):
            return words.say(
                "This round is closed. What comes of it is told in {channel}.",
                channel=channel(channel_id, name),
            )
        case Withdrawn():
            return words.say(
                "You chose not to take part, and your answers are deleted. "
                "If you have changed your mind, press “I’ll take part after all” above."
            )
        case OutOfTurn():
            return words.say("The process has moved on, so this is no longer needed.")
        case ProcessStopped():
            return words.say("The process has been stopped.")
        case ButtonWornOut():
            return words.say("I can no longer read that button. Open Home, and start from there.")
        case Broken(code=code):
            return words.say(
                "Something went wrong on my side, and nothing was saved. "
                "Try again; if it goes on, tell HR the code {code}.",
                code=code,
            )
        case SavedUnseen(code=code):
            return words.say(
                "It is saved, but I could not show what came of it. Open Home to see it; if that "
                "fails, tell HR the code {code}.",
                code=code,
            )
        case _:
            raise NotImplementedError(f"no words for {type(error).__name__}")


def _too_few_themes(chosen: int, words: Words) -> Ours:
    if chosen == 1:
        return words.say("Choose at least three themes, so the plan reaches wide. You have one.")
    return words.say("Choose at least three themes, so the plan reaches wide. You have two.")


def _unreadable(why: str, words: Words) -> Ours:
    say = words.say
    match why:
        case "empty":
            return say("There is nothing in the file.")
        case "protected":
            return say("The workbook has a password. Save it without one, and try again.")
        case "old_excel":
            return say("That is an old kind of workbook. Save it as .xlsx, and try again.")
        case "broken":
            return say("The workbook is damaged. Open it, save it anew, and try again.")
        case "away":
            return say("I could not get the file from Slack. Try again in a moment.")
        case _:
            return say("That is not a spreadsheet. Send an Excel workbook (.xlsx) or CSV.")


def _columns_missing(columns: tuple[str, ...], words: Words) -> Ours:
    say = words.say
    names = {
        Column.NAME: say("Name"),
        Column.EMAIL: say("E-mail"),
        Column.START: say("Start date"),
        Column.LEADER: say("Nearest leader"),
    }
    return say(
        "I cannot find these columns: {names}. Call them that in the first row.",
        names=words.all_of(names[Column(column)] for column in columns),
    )


def _group_closed(lead: str, words: Words) -> Ours:
    if lead:
        return words.say(
            "The group is closed, and its summary stands in the thread. "
            "Write to {lead} if there is still something you want in it.",
            lead=lead,
        )
    return words.say("The group is closed, and its summary stands in the thread.")


def _for_the_lead(lead: str, words: Words) -> Ours:
    if lead:
        return words.say(
            "{lead}, who leads the group, and those who run the process do this. "
            "Write it in the thread, and they will see it.",
            lead=lead,
        )
    return words.say(
        "Those who run the process do this. Write it in the thread, and they will see it."
    )
