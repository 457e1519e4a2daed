"""The overview by card, in words: in a window, and as a table."""

from collections.abc import Callable, Iterable, Mapping

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.domain.standing import Standing
from bot.flows.overview import (
    CardCount,
    CardsOverview,
    FollowUpRow,
    OverviewFile,
    OverviewOnItsWay,
    Told,
)
from bot.wording.about import quoted
from bot.wording.markup import Ours, plain
from bot.wording.sheet import (
    Button,
    Cell,
    Divider,
    Document,
    Form,
    Heading,
    Note,
    Part,
    Table,
    Text,
    Workbook,
    buttons,
    parts,
)
from bot.wording.words import Words

SHOWN = 20  # cards in the window; the file has all
READ = 300  # characters of what somebody wrote


def cards_overview(screen: CardsOverview, words: Words) -> Form:
    say, number = words.say, str(screen.process_id)
    return Form(
        title=say("Overview"),
        close=say("Close"),
        parts=parts(
            Text(say("*{process}*: how the follow-ups stand.", process=screen.process)),
            *(Text(_count(card, words)) for card in screen.cards[:SHOWN]),
            _more_cards(len(screen.cards[SHOWN:]), words),
            _explained(screen, words),
            _what_was_said(screen, words),
            Divider(),
            buttons(
                Button(say("Get it for Excel"), "overview.send_workbook", number),
                Button(say("Get it as CSV"), "overview.send_csv", number),
            ),
            Note(
                say(
                    "What came of a talk, and what contributors wrote, stays with those it was "
                    "told to. It is neither here nor in the file."
                )
            ),
        ),
    )


def _count(card: CardCount, words: Words) -> Ours:
    named = standings(words)
    counts = [
        words.say("{standing}: {n}", standing=named[standing], n=card.counts[standing])
        for standing in Standing
        if standing in card.counts
    ]
    told = words.say("*{card}*\n{counts}", card=card.card, counts=Ours(" · ".join(counts)))
    if not card.heard:
        return told
    said = hearings(words)
    heard = [
        words.say("{answer}: {n}", answer=said[hearing], n=card.heard[hearing])
        for hearing in Hearing
        if hearing in card.heard
    ]
    talks = words.say("Were those who contribute heard? {counts}", counts=Ours(" · ".join(heard)))
    return Ours(f"{told}\n{talks}")


def _explained(screen: CardsOverview, words: Words) -> Part | None:
    """What does not explain itself, where it stands above."""
    say, named = words.say, standings(words)
    meant = {
        Standing.DONE: say(
            "{done}: seen to or answered, also where there was nothing to add.",
            done=named[Standing.DONE],
        ),
        Standing.FELL_AWAY: say(
            "{fell_away}: it became too late to ask, or the follow-up was stopped.",
            fell_away=named[Standing.FELL_AWAY],
        ),
    }
    shown = {standing for card in screen.cards[:SHOWN] for standing in card.counts}
    lines = [line for standing, line in meant.items() if standing in shown]
    return Note(" ".join(lines)) if lines else None


def _more_cards(n: int, words: Words) -> Part | None:
    if not n:
        return None
    return Text(
        words.count("… and {n} more card, in the file", "… and {n} more cards, in the file", n)
    )


def _what_was_said(screen: CardsOverview, words: Words) -> Iterable[Part]:
    """First why it stalls, then what should be different: who looks for one need not read both."""
    say = words.say
    stalls = _by_card(screen, lambda one: _why_not(one, screen, words), words)
    different = _by_card(screen, lambda one: _next_time(one, screen, words), words)
    nobody = Text(say("Nobody has said yet that something was not relevant."))
    drawn: list[Part] = [Heading(say("Why our plan stalls")), *(stalls or [nobody])]
    if different:
        drawn += [Heading(say("What should be different")), *different]
    if more := screen.more_told:
        rest = words.count("… and {n} more, in the file", "… and {n} more, in the file", more)
        drawn.append(Text(rest))
    return drawn


def _by_card(
    screen: CardsOverview, lines_of: Callable[[Told], list[Ours]], words: Words
) -> list[Part]:
    """A text for each card about which there is something to say."""
    found = (
        (card, [line for one in those for line in lines_of(one)]) for card, those in screen.told
    )
    return [
        Text("\n".join([words.say("*{card}*", card=card), *lines]))
        for card, lines in found
        if lines
    ]


def _why_not(one: Told, screen: CardsOverview, words: Words) -> list[Ours]:
    return [_said(one, screen, words), _cut(one.why_not, words)] if one.why_not else []


def _next_time(one: Told, screen: CardsOverview, words: Words) -> list[Ours]:
    return [_said(one, screen, words), _cut(one.next_time, words)] if one.next_time else []


def _said(one: Told, screen: CardsOverview, words: Words) -> Ours:
    say = words.say
    both = say("{owner} about {leader}", owner=one.owner, leader=one.leader)
    return say(
        "• {day}, {who}: {what}",
        day=words.day(one.on, screen.today),
        who=both if one.leader else words.typed(one.owner),
        what=purposes(words)[one.purpose],
    )


def _cut(text: str, words: Words) -> Ours:
    cut = text if len(text) <= READ else f"{text[:READ].rstrip()}…"
    return quoted(cut, words)


def overview_on_its_way(screen: OverviewOnItsWay, words: Words) -> Form:
    return Form(
        title=words.say("Overview"),
        close=words.say("Close"),
        parts=(
            Text(
                words.say(
                    "I send you the overview of *{process}* as a file now: look under Messages.",
                    process=screen.process,
                )
            ),
        ),
    )


def overview_file(screen: OverviewFile, words: Words) -> Document:
    name, ending = words.say("overview-of-follow-ups"), "xlsx" if screen.as_workbook else "csv"
    follow_ups = _follow_ups(screen.rows, words)
    comment = words.say(
        "Here is the overview as it stands now. Names stand in it: keep it where others who run "
        "the process can see it, and nobody else."
    )
    return Document(
        holds=Workbook((follow_ups, _cards(screen.cards, words)))
        if screen.as_workbook
        else follow_ups,
        language=words.language,
        filename=f"{name}-{screen.on.isoformat()}.{ending}",
        title=plain(words.say("Overview: {process}", process=screen.process)),
        comment=plain(comment),
    )


def _follow_ups(rows: Iterable[FollowUpRow], words: Words) -> Table:
    say = words.say
    headings = (
        say("Card"),
        say("About"),
        say("Whose it is"),
        say("Part in it"),
        say("What is asked"),
        say("When"),
        say("How it stands"),
        say("Answered on"),
        say("Why not relevant"),
        say("What should be different"),
        say("Those who contribute heard"),
    )
    asked, stands = purposes(words), standings(words)
    return Table(
        say("Follow-ups"), headings, tuple(_cells(row, asked, stands, words) for row in rows)
    )


def _cells(
    row: FollowUpRow,
    asked: Mapping[Purpose, Ours],
    stands: Mapping[Standing, Ours],
    words: Words,
) -> tuple[Cell, ...]:
    return (
        row.card,
        row.leader,
        row.asked_of,
        _part(row, words),
        asked[row.purpose],
        row.on,
        stands[row.standing],
        row.answered_on,
        row.why_not,
        row.next_time,
        hearings(words)[row.hearing] if row.hearing else "",
    )


def _part(row: FollowUpRow, words: Words) -> str:
    if row.purpose is Purpose.WELCOME:
        return words.case("part", "new leader")
    if row.purpose is Purpose.TASK:
        return words.case("part", "does a task")
    if row.purpose is Purpose.LOOK_AFTER:
        return words.case("part", "runs the process")
    return row.part.upper() or words.case("part", "responsible")


def _cards(cards: Iterable[CardCount], words: Words) -> Table:
    named = standings(words)
    return Table(
        words.say("Cards"),
        (words.say("Card"), *(named[standing] for standing in Standing)),
        tuple((card.card, *(card.counts.get(one, 0) for one in Standing)) for card in cards),
    )


def purposes(words: Words) -> Mapping[Purpose, Ours]:
    """What is asked, in a table or a list."""
    say = words.say
    return {
        Purpose.INPUT: say("input before the start"),
        Purpose.BOOK_TALK: say("agree on a time for the talk"),
        Purpose.BEFORE_TALK: say("input before the talk"),
        Purpose.TALK: say("the talk itself"),
        Purpose.AFTER_TALK: say("a comment after the talk"),
        Purpose.REMINDER: say("follow up on the card"),
        Purpose.EXPERIENCE: say("how it goes"),
        Purpose.WELCOME: say("how the start has gone"),
        Purpose.LOOK_AFTER: say("see how it goes"),
        Purpose.TASK: say("a task on the check-list"),
    }


def hearings(words: Words) -> Mapping[Hearing, Ours]:
    case = words.case
    return {
        Hearing.YES: case("heard", "Yes"),
        Hearing.NOT_YET: case("heard", "Not yet"),
        Hearing.NOBODY: case("heard", "Nobody to ask"),
    }


def standings(words: Words) -> Mapping[Standing, Ours]:
    case = words.case
    return {
        Standing.PLANNED: case("how it stands", "Planned"),
        Standing.PUT_OFF: case("how it stands", "Put off"),
        Standing.ASKED: case("how it stands", "Asked"),
        Standing.STANDS_STILL: case("how it stands", "Stands still"),
        Standing.DONE: case("how it stands", "Done"),
        Standing.NOT_RELEVANT: case("how it stands", "Not relevant"),
        Standing.FELL_AWAY: case("how it stands", "Fell away"),
    }


SHEETS = {
    CardsOverview: cards_overview,
    OverviewOnItsWay: overview_on_its_way,
    OverviewFile: overview_file,
}
