"""The words with which people say when: numbers, units, and what a follow-up is counted from.

One lexicon a language, read by `follow_up_text`. They hold only what can be taken at its word:
"et par uger" and "snart" are not here, because nobody has said how long that is; nor is "mødet",
because it may be any meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Literal, TypeVar

Anchor = Literal["recruited", "start", "talk"]
Phrase = tuple[str, ...]
_Value = TypeVar("_Value")


class Unit(Enum):
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Kind(Flag):
    """How a landmark is named, which decides what may stand before it."""

    NOUN = auto()  # "(after) the start"
    CLAUSE = auto()  # "(when) the leader starts"
    DAY = auto()  # "(on) the first day at work"
    JOB = auto()  # "(three months into) the job"


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something that happens once, and that a follow-up can be counted from."""

    anchor: Anchor
    kind: Kind
    unless: frozenset[str]  # a next word with which it means something else: "start of the year"


@dataclass(frozen=True, slots=True)
class Link:
    """What ties an amount of time to a landmark; sign 0 ties nothing: on the very day."""

    sign: int
    kinds: Kind


@dataclass(frozen=True, slots=True)
class Lexicon:
    numbers: Mapping[Phrase, int]
    articles: frozenset[str]  # "en": one, but only with a unit in the singular
    halves: Mapping[Phrase, int]  # wholes that a half comes on top of: "halvanden" is 1
    and_a_half: Mapping[Phrase, None]  # after a number: "to og en halv"
    unit: Mapping[Phrase, Unit]
    units: Mapping[Phrase, Unit]
    the_unit: Mapping[Phrase, Unit]  # "ugen", "the week": one, and no number before it
    links: Mapping[Phrase, Link]  # after an amount
    openings: Mapping[Phrase, Link]  # without an amount
    landmarks: Mapping[Phrase, Landmark]
    fillers: frozenset[str]  # may stand between link and landmark
    conjunctions: frozenset[str]  # "2 uger og 3 måneder"
    ranges: frozenset[str]  # "4 til 6 uger" is not an amount that we could offer
    every: frozenset[str]  # "every 5 weeks" comes again and again, and a follow-up comes once


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _each(value: _Value, phrases: str) -> dict[Phrase, _Value]:
    return {tuple(phrase.split()): value for phrase in phrases.split(",")}


def _landmarks(
    anchor: Anchor, kind: Kind, phrases: str, unless: str = ""
) -> dict[Phrase, Landmark]:
    return _each(Landmark(anchor, kind, _words(unless)), phrases)


def _count(words: str) -> dict[Phrase, int]:
    """The words for 2, 3, 4 …"""
    return {(word,): number for number, word in enumerate(words.split(), start=2)}


_EVENT = Kind.NOUN | Kind.CLAUSE | Kind.DAY

DANISH = Lexicon(
    numbers={
        **_count(
            "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
            "atten nitten tyve"
        ),
        **_each(30, "tredive"),
        **_each(60, "tres"),
        **_each(90, "halvfems"),
        **_each(100, "hundrede"),
    },
    articles=_words("en et én ét"),
    halves={**_each(0, "en halv, et halvt"), **_each(1, "halvanden, halvandet")},
    and_a_half=_each(None, "og en halv, og et halvt"),
    unit={
        **_each(Unit.DAY, "dag, døgn"),
        **_each(Unit.WORKING_DAY, "arbejdsdag, hverdag"),
        **_each(Unit.WEEK, "uge"),
        **_each(Unit.MONTH, "måned, md"),
        **_each(Unit.YEAR, "år"),
    },
    units={
        **_each(Unit.DAY, "dage"),
        **_each(Unit.WORKING_DAY, "arbejdsdage, hverdage"),
        **_each(Unit.WEEK, "uger"),
        **_each(Unit.MONTH, "måneder, mdr"),
    },
    the_unit={
        **_each(Unit.DAY, "dagen"),
        **_each(Unit.WEEK, "ugen"),
        **_each(Unit.MONTH, "måneden"),
        **_each(Unit.YEAR, "året"),
    },
    links={
        **_each(Link(1, _EVENT), "efter, fra, regnet fra, at regne fra"),
        **_each(Link(-1, _EVENT), "før, inden, forud for"),
        **_each(Link(1, Kind.JOB), "i, inde i, ind i, henne i"),
    },
    openings={
        **_each(Link(0, Kind.NOUN | Kind.DAY), "ved"),
        **_each(Link(0, Kind.DAY), "på"),
        **_each(Link(0, Kind.CLAUSE), "når, så snart"),
        **_each(Link(0, _EVENT), "samme dag som, samme dag, på dagen for, dagen for"),
    },
    landmarks={
        **_landmarks(
            "recruited",
            Kind.NOUN,
            "ansættelse, ansættelsen, nyansættelse, nyansættelsen, rekruttering, rekrutteringen",
        ),
        **_landmarks(
            "recruited",
            Kind.CLAUSE,
            "ansat, ansættes, ansætter, rekrutteret, rekrutteres, rekrutterer",
            unless="i",  # "ansat i fem uger" is a length of time
        ),
        **_landmarks(
            "start",
            Kind.NOUN,
            "start, starten, opstart, opstarten, jobstart, tiltrædelse, tiltrædelsen, startdato, "
            "startdatoen, tiltrædelsesdato, tiltrædelsesdatoen",
            unless="af på",
        ),
        **_landmarks("start", Kind.NOUN, "start på jobbet, start på arbejdet, start på job"),
        **_landmarks(
            "start",
            Kind.CLAUSE,
            "starter, startede, startet, begynder, begyndte, begyndt, tiltræder, tiltrådte, "
            "tiltrådt",
            unless="at med på",
        ),
        **_landmarks(
            "start",
            Kind.DAY,
            "første arbejdsdag, første dag, førstedagen, startdagen, tiltrædelsesdagen",
            unless="af på",
        ),
        **_landmarks("start", Kind.DAY, "første dag på arbejdet, første dag på jobbet"),
        **_landmarks(
            "start",
            Kind.JOB,
            "job, jobbet, lederjobbet, stillingen, lederstillingen, rollen, lederrollen",
        ),
        **_landmarks("talk", Kind.NOUN, "samtalen, opfølgningssamtalen, evalueringssamtalen"),
    },
    fillers=_words(
        "at den det de en et ny nye leder lederen leders lederens teamleder teamlederen "
        "teamlederens afdelingsleder afdelingslederen chef chefen chefens medarbejder "
        "medarbejderen medarbejderens vedkommende vedkommendes personen personens han hun hans "
        "hendes deres vores jeres sin vi er har bliver blev selve egentlige ,"
    ),
    conjunctions=_words("og samt"),
    ranges=_words("til eller -"),
    every=_words("hver hvert"),
)

ENGLISH = Lexicon(
    numbers={
        **_count(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        ),
        **_each(1, "one"),
        **_each(30, "thirty"),
        **_each(60, "sixty"),
        **_each(90, "ninety"),
        **_each(100, "a hundred, one hundred"),
    },
    articles=_words("a an"),
    halves=_each(0, "half a, half an"),
    and_a_half=_each(None, "and a half"),
    unit={
        **_each(Unit.DAY, "day"),
        **_each(Unit.WORKING_DAY, "workday, working day, business day"),
        **_each(Unit.WEEK, "week"),
        **_each(Unit.MONTH, "month"),
        **_each(Unit.YEAR, "year"),
    },
    units={
        **_each(Unit.DAY, "days"),
        **_each(Unit.WORKING_DAY, "workdays, working days, business days"),
        **_each(Unit.WEEK, "weeks"),
        **_each(Unit.MONTH, "months"),
        **_each(Unit.YEAR, "years"),
    },
    the_unit={
        **_each(Unit.DAY, "the day"),
        **_each(Unit.WEEK, "the week"),
        **_each(Unit.MONTH, "the month"),
        **_each(Unit.YEAR, "the year"),
    },
    links={
        **_each(Link(1, _EVENT), "after, from, following"),
        **_each(Link(-1, _EVENT), "before, prior to, ahead of"),
        **_each(Link(1, Kind.JOB), "in, into"),
    },
    openings={
        **_each(Link(0, Kind.NOUN), "at, upon"),
        **_each(Link(0, Kind.NOUN | Kind.DAY), "on"),
        **_each(Link(0, Kind.CLAUSE), "when, once, as soon as"),
        **_each(Link(0, _EVENT), "same day as, day of"),
    },
    landmarks={
        **_landmarks(
            "recruited",
            Kind.NOUN,
            "hiring, recruitment, recruiting",
            unless="process interview interviews talk conversation meeting committee",
        ),
        **_landmarks("recruited", Kind.CLAUSE, "hired, recruited, recruit, hire"),
        **_landmarks(
            "start",
            Kind.NOUN | Kind.CLAUSE,
            "start, starts, started, begin, begins, begun, began, joins, joined",
            unless="a at of on the to with",
        ),
        **_landmarks(
            "start",
            Kind.NOUN,
            "start date, starting date, start of the job, start of employment, start of work",
        ),
        **_landmarks(
            "start",
            Kind.CLAUSE,
            "start the job, starts the job, started the job, start work, starts work, started work",
        ),
        **_landmarks("start", Kind.DAY, "first day, first working day", unless="at of on"),
        **_landmarks(
            "start",
            Kind.DAY,
            "first day at work, first day of work, first day on the job, first day in the job",
        ),
        **_landmarks("start", Kind.JOB, "job, role, position, post"),
        **_landmarks("talk", Kind.NOUN, "talk, conversation"),
    },
    fillers=_words(
        "the a new leader leaders s manager managers employee employees person they their he his "
        "she her our we is are was has have been gets actual follow up - ,"
    ),
    conjunctions=_words("and"),
    ranges=_words("to or -"),
    every=_words("every each"),
)

LEXICONS = (DANISH, ENGLISH)
