"""What a leader answers is known to that leader alone, and when the round has closed to nobody.

Where it would be hard to list what must not be told, two offices live the same days and differ
in the answers alone: then nothing else may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, update

from bot.flows.themes import TWELVE
from bot.models import Draft, Tallied
from bot.sandbox import Person
from bot.seal import Seal, new_key
from tests.choosing import one_database
from tests.launched import LEADERS, Workplace, answers, launched
from tests.office import Office, office_in
from tests.tables import everything

pytestmark = pytest.mark.on_both_databases

RANDOM = ("id", "lease_token", "sealed")  # an outbox row's id is; and what is sealed looks so
TROUBLE = "Noget gik galt hos mig"


# Nobody but the leader


@one_database
async def test_an_answer_that_stands_in_another_leaders_row_is_not_shown(office: Office) -> None:
    here = await launched(office)
    anna, bo, *_ = here.leaders
    await answers(anna, "1", "1")
    await answers(bo, "5", "5")
    await exchanges(office, "person_id")
    for leader in (anna, bo):
        await leader.clicks("Mine svar")
        assert leader.form is None
        assert leader.was_told(TROUBLE) == 1


@one_database
async def test_an_answer_that_stands_at_another_theme_is_not_shown(office: Office) -> None:
    here = await launched(office, names=LEADERS[:1])
    [anna] = here.leaders
    await answers(anna, "1", "1")
    await anna.clicks("5", nth=0)
    await exchanges(office, "theme")
    await anna.clicks("Mine svar")
    assert anna.form is None
    assert anna.was_told(TROUBLE) == 1


async def exchanges(office: Office, differing: str) -> None:
    """As somebody with the database in hand, and no key, might try."""
    async with office.bot.sessions.begin() as session:
        one, other = (await session.scalars(select(Draft).order_by(Draft.id))).all()
        assert getattr(one, differing) != getattr(other, differing)
        sealed = {one.id: other.sealed, other.id: one.sealed}
        for draft_id, text in sealed.items():
            await session.execute(update(Draft).where(Draft.id == draft_id).values(sealed=text))


async def test_nothing_but_the_seal_depends_on_what_is_answered(
    sqlite: Callable[[], str],
) -> None:
    """Not the database, the outbox in it; nor any message, the leader's own among them."""
    one = await lives_with(sqlite(), dict.fromkeys(LEADERS, ("1", "5")))
    other = await lives_with(sqlite(), dict.fromkeys(LEADERS, ("5", "2")))
    assert one == other


async def test_nothing_that_others_see_depends_on_who_answers(sqlite: Callable[[], str]) -> None:
    """Until the round closes and after it: five answer, and the sixth may be anyone."""
    one = await is_closed_after(sqlite(), dict.fromkeys(LEADERS[1:], ("4", "2")))
    other = await is_closed_after(sqlite(), dict.fromkeys(LEADERS[:-1], ("4", "2")))
    assert one == other


async def test_the_order_in_which_tallies_stand_tells_nobodys_answer(
    sqlite: Callable[[], str],
) -> None:
    """The first and the last leader exchange their answers, and no row stands otherwise."""
    six = [("1", "5"), *[("4", "2")] * 4, ("5", "1")]
    given: dict[str, tuple[str, str]] = dict(zip(LEADERS, six, strict=True))
    exchanged: dict[str, tuple[str, str]] = given | {
        LEADERS[0]: given[LEADERS[-1]],
        LEADERS[-1]: given[LEADERS[0]],
    }
    assert await tallies_of(sqlite(), given) == await tallies_of(sqlite(), exchanged)


async def tallies_of(database_url: str, answered: Answered) -> list[tuple[int, ...]]:
    async with office_in(database_url) as office:
        here = await launched(office)
        await all_answer(here, answered)
        await here.closes_round()
        async with office.bot.sessions.begin() as session:
            stored = (await session.scalars(select(Tallied).order_by(Tallied.id))).all()
            assert len(stored) == 3
            return [(row.importance, row.success, row.answers) for row in stored]


Answered = Mapping[str, tuple[str, str]]


async def lives_with(database_url: str, answered: Answered) -> object:
    """All that is stored and all that anybody reads, while the round is open."""
    async with office_in(database_url) as office:
        here = await launched(office)
        await all_answer(here, answered)
        await here.hanne.clicks("Hvordan går det?")
        await here.hanne.opens_home()
        return await everything(office, *RANDOM), said_to(here, here.hanne, *here.leaders)


async def is_closed_after(database_url: str, answered: Answered) -> object:
    """All that facilitators and the channel read, and what is kept of the answers."""
    async with office_in(database_url) as office:
        here = await launched(office)
        await all_answer(here, answered)
        await here.hanne.clicks("Hvordan går det?")
        before = said_to(here, here.hanne)
        await here.closes_round()
        await here.hanne.clicks("Vis det i kanalen")
        kept = await everything(office, *RANDOM)
        rounds = [kept[name] for name in ("rounds", "drafts", "tallies", "asked")]
        return before, said_to(here, here.hanne, here.owen), rounds


async def all_answer(here: Workplace, answered: Answered) -> None:
    """At once: when somebody answered is not noted either, but their messages have times."""
    for leader in here.leaders:
        if leader.name in answered:
            await answers(leader, *answered[leader.name])


def said_to(here: Workplace, *people: Person) -> list[str]:
    """What each of them can read, in the channel, in messages and at home."""
    return [
        text
        for person in people
        for text in (
            person.home,
            person.view,
            *(person.reads(message) for message in (*person.dm, *here.channel.messages)),
        )
    ]


# Nobody at all


async def test_when_a_round_closes_every_draft_is_gone(office: Office) -> None:
    here = await launched(office)
    for leader in here.leaders:
        await answers(leader)
    assert len((await everything(office))["drafts"]) == len(LEADERS)
    await here.closes_round()
    kept = await everything(office)
    assert kept["drafts"] == []
    async with office.bot.sessions.begin() as session:
        [tally] = (await session.scalars(select(Tallied))).all()
    assert (tally.importance, tally.success, tally.answers) == (4, 2, len(LEADERS))


@one_database
async def test_who_withdraws_leaves_nothing_behind(office: Office) -> None:
    here = await launched(office, names=LEADERS[:1])
    [anna] = here.leaders
    await answers(anna)
    assert (await everything(office))["drafts"]
    for _ in TWELVE[1:]:
        await anna.clicks("Spring over")
    await anna.clicks("Jeg vil ikke være med")
    assert (await everything(office))["drafts"] == []


async def test_a_backup_of_a_closed_round_holds_no_drafts(
    sqlite: Callable[[], str],
) -> None:
    """Not even in the pages of the file that nothing stands in any more."""
    url = sqlite()
    async with office_in(url) as office:
        here = await launched(office)
        for leader in here.leaders:
            await answers(leader)
        async with office.bot.sessions.begin() as session:
            sealed = (await session.scalars(select(Draft.sealed))).all()
        await office.restarts()  # the log of writes is folded into the file
        assert all(in_file(url, text) for text in sealed)
        await here.closes_round()
    assert not any(in_file(url, text) for text in sealed)


def in_file(database_url: str, text: str) -> bool:
    return text.encode() in Path(make_url(database_url).database or "").read_bytes()


# A key that is missing


@one_database
async def test_a_round_whose_key_is_missing_waits_for_it(office: Office) -> None:
    here = await launched(office)
    for leader in here.leaders:
        await answers(leader)
    sealed = await sealed_by_another_key(office)
    await here.closes_round()
    assert here.hanne.was_told("Jeg kan ikke åbne alle svarene, fordi jeg mangler en nøgle.") == 1
    async with office.bot.sessions.begin() as session:
        for draft_id, text in sealed.items():  # the key is back
            await session.execute(update(Draft).where(Draft.id == draft_id).values(sealed=text))
    await here.hanne.clicks("Luk runden nu")
    assert here.hanne.was_told("6 svar"), "everybody's answers count"


@one_database
async def test_a_round_whose_key_is_lost_for_good_can_still_be_closed(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await launched(office)
    for leader in here.leaders:
        await answers(leader)
    await sealed_by_another_key(office)
    await here.closes_round()
    assert "is a key missing from BOT_KEYS?" in caplog.text
    await here.hanne.clicks("Luk runden nu")
    assert here.hanne.was_told("Prioriteringskortet for Plan 2027") == 1
    kept = await everything(office)
    assert kept["drafts"] == kept["tallies"] == []


@one_database
async def test_who_has_an_answer_that_no_key_opens_still_has_a_home(office: Office) -> None:
    here = await launched(office)
    await answers(here.leaders[0])
    await sealed_by_another_key(office)
    await here.leaders[0].opens_home()
    assert "Plan 2027" in here.leaders[0].home


async def sealed_by_another_key(office: Office) -> dict[int, str]:
    """As if the key had gone on the last day; answers what the drafts were."""
    await office.sandbox.pass_time(days=13)
    async with office.bot.sessions.begin() as session:
        drafts = (await session.scalars(select(Draft))).all()
        before = {draft.id: draft.sealed for draft in drafts}
        for draft in drafts:
            draft.sealed = Seal([new_key()]).close("12")
    return before
