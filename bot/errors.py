"""Errors that a person may see. They hold facts; `wording/errors.py` holds the words.

PersonError
├── AnswerError        one field of a form is wrong, and the front says so beside it
├── NotFound           there is no such thing, or it is not yours: we do not tell which
└── …                  one class for each thing that can be in the way

Anything else is a bug: it is logged, the turn is undone, and the person is given a code.
"""

from dataclasses import dataclass
from datetime import date


class PersonError(Exception):
    """The person asked for something that we cannot do."""


@dataclass(eq=False)
class AnswerError(PersonError):
    """`field` is the name of the form's field that is wrong."""

    field: str


@dataclass(eq=False)
class TooLong(AnswerError):
    limit: int


@dataclass(eq=False)
class Missing(AnswerError):
    """Nothing but space was written, or nobody was picked."""


@dataclass(eq=False)
class NobodyNamed(AnswerError):
    """A person is to be responsible, and nobody says which."""


@dataclass(eq=False)
class NoDateGiven(AnswerError):
    """A card begins on a date, and nobody says which."""


@dataclass(eq=False)
class NotHowOften(AnswerError):
    """A card begins again and again, and nobody says how often."""


@dataclass(eq=False)
class OutOfSeason(AnswerError):
    """A card begins every spring, say, and its first date is in another season."""


@dataclass(eq=False)
class DeadlineTooSoon(AnswerError):
    """A deadline lies at least an hour ahead, and at most half a year."""


@dataclass(eq=False)
class DayOutOfRange(AnswerError):
    """Most likely the wrong year, or a day that has passed."""

    earliest: date
    latest: date


@dataclass(eq=False)
class EndsBeforeItBegins(AnswerError):
    """The last day lies before the first."""


@dataclass(eq=False)
class NoDayLeft(AnswerError):
    """There must be a day on which somebody may be written to."""


@dataclass(eq=False)
class StartsBeforeRecruited(AnswerError):
    """Nobody starts before they are recruited."""

    recruited_on: date


@dataclass(eq=False)
class NeedsNewLeader(AnswerError):
    """Only where a new leader is recruited is there somebody who becomes their nearest leader."""


@dataclass(eq=False)
class NobodyToAsk(AnswerError):
    """No leaders were chosen, and nobody in the channel is left to ask."""


@dataclass(eq=False)
class NameTaken(AnswerError):
    """Another process here is called that, and nobody could tell the two apart."""


@dataclass(eq=False)
class NotInChannel(AnswerError):
    """The bot cannot post there: it has not been invited."""


@dataclass(eq=False)
class NotAPerson(AnswerError):
    """Somebody was picked who is a bot, or has left."""

    name: str


@dataclass(eq=False)
class InHandsOf(PersonError):
    """A follow-up that this person had, and that somebody else has now."""

    owner: str


@dataclass(eq=False)
class TooFewThemes(AnswerError):
    """A plan is for three themes at least."""

    chosen: int


@dataclass(eq=False)
class TooManyThemes(AnswerError):
    """A plan is for five themes at most."""


@dataclass(eq=False)
class TooManyParked(AnswerError):
    """What waits for more than anybody can find out is not parked, but left where it is."""

    most: int


@dataclass(eq=False)
class ThemeInTwoPlaces(AnswerError):
    """A theme is chosen, or waits for knowledge, or is for others to decide: one of them."""


@dataclass(eq=False)
class GroupClosedMeanwhile(AnswerError):
    """The working group was closed while somebody wrote: their words stay in the form."""


@dataclass(eq=False)
class GroupClosed(PersonError):
    """The working group has made its summary; `lead` may be "" for nobody."""

    lead: str


@dataclass(eq=False)
class ForTheLead(PersonError):
    """Something that everyone sees, and that the group's lead or the facilitators do."""

    lead: str


@dataclass(eq=False)
class EnoughSuggested(AnswerError):
    """One leader suggests so many themes at most."""

    most: int


@dataclass(eq=False)
class UnreadableFile(AnswerError):
    """A file that is no table to us. `why`: empty, broken, protected, old_excel, not_a_table, or
    away, when the platform did not hand it over.
    """

    why: str


@dataclass(eq=False)
class FileTooLarge(AnswerError):
    """More than we take in at a time."""

    most: int  # new leaders


@dataclass(eq=False)
class ColumnsMissing(AnswerError):
    """A list of new leaders without a column that it needs."""

    columns: tuple[str, ...]  # bot.domain.leader_list.Column


class NotFound(PersonError):
    """No such process, round, card …, or no part of yours: we do not tell which."""


class MayNotStart(PersonError):
    """Only admins and those whom they name start a process."""


@dataclass(eq=False)
class RoundClosed(PersonError):
    """The round of rating is over; the result is, or will be, in the channel."""

    channel: str
    channel_name: str


class Withdrawn(PersonError):
    """The leader chose not to take part."""


class OutOfTurn(PersonError):
    """The process has moved on, and this is no longer (or not yet) to be done."""


class ProcessStopped(PersonError):
    """Those who run the process have stopped it; its answers are deleted."""


class ButtonWornOut(PersonError):
    """The button or form carries something that we cannot read (any more)."""


@dataclass(eq=False)
class Broken(PersonError):
    """A bug, told kindly: the log has the same code."""

    code: str


@dataclass(eq=False)
class SavedUnseen(PersonError):
    """A bug after the fact: it is done, and could not be shown. The log has the same code."""

    code: str
