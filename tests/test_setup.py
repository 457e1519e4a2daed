"""Setting up: who may, what is asked, what is shown before anyone is written to, and sending it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.parts import Part
from bot.errors import Missing, NobodyToAsk, NotAPerson, NotFound, TooLong
from bot.flows import setup
from bot.flows.setup import Launched
from bot.flows.setup_answers import Answers, Channel
from bot.models import Asked, Outgoing, Process
from bot.models.process import RATING, SETUP
from bot.sandbox import NotThere, Person
from bot.sandbox.installation import BOT_USER
from bot.sandbox.picking import Value
from bot.sandbox.world import Channel as Room
from bot.store import processes
from bot.store.people import Who
from tests.choosing import one_database
from tests.office import COPENHAGEN, MONDAY, Office

NAME, SENDER = "Hvad hedder forløbet?", "Hvem står bag planen?"
LEADERS, EVERYONE = "Hvilke ledere skal svare?", "… eller alle i en kanal"
DECIDERS, ANCHORED = (
    "Hvem har det sidste ord, når der skal vælges?",
    "Hvem holder planen i live bagefter?",
)
CHANNEL = "Hvor bliver prioriteringskortet vist, og hvor arbejder I videre?"
DEADLINE = "Hvor længe kan lederne svare?"
WITH_YOU = "Hvem styrer forløbet?"
FRIDAY = datetime(2027, 1, 8, 12, tzinfo=COPENHAGEN)
HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"


@dataclass(slots=True)
class Workplace:
    office: Office
    hanne: Person  # HR, a Slack admin
    jonas: Person  # runs it with her
    karen: Person  # has the last word
    anna: Person  # a leader
    bo: Person  # another
    tina: Person  # TR
    owen: Person  # no admin, and no part in it
    room: Room
    sent: dict[str, Value] = field(default_factory=dict[str, Value])

    def who(self, person: Person) -> Who:
        return Who("slack", "", self.office.sandbox.world.team_id, person.id)

    @property
    def filled_in(self) -> dict[str, Value]:
        return {
            NAME: "Plan 2027",
            SENDER: "Direktionen og HR",
            LEADERS: [self.anna, self.bo],
            DECIDERS: [self.karen],
            "Tillidsrepræsentanter (TR)": [self.tina],
            "Andre, der er med, og hvornår": "MED i februar",
            ANCHORED: "Ledergrupperne",
            CHANNEL: "#ledertrivsel",
            DEADLINE: FRIDAY,
            WITH_YOU: [self.hanne, self.jonas],
        }

    async def opens_form(self, person: Person | None = None) -> None:
        await (person or self.hanne).types("/ledertrivsel")
        await (person or self.hanne).clicks("Start et forløb")

    async def shows_back(self, **changes: Value) -> None:
        """Hanne has filled in the form, and looks at what it will be."""
        await self.opens_form()
        await self.hanne.fills(self.filled_in | {_LABELS[name]: v for name, v in changes.items()})
        await self.hanne.submits()

    def nobody_was_written_to(self) -> bool:
        others = (self.jonas, self.karen, self.anna, self.bo, self.tina, self.owen)
        return not any(person.dm for person in others) and not self.room.messages

    async def processes(self) -> list[Process]:
        async with self.office.bot.turns.open(self.who(self.hanne)) as turn:
            return list((await turn.session.scalars(select(Process))).all())


_LABELS = {
    "name": NAME,
    "sender": SENDER,
    "leaders": LEADERS,
    "everyone": EVERYONE,
    "deciders": DECIDERS,
    "channel": CHANNEL,
    "deadline": DEADLINE,
    "facilitators": WITH_YOU,
}


@pytest.fixture
async def here(office: Office) -> Workplace:
    sandbox = office.sandbox
    names = ("Jonas Friis", "Karen Dam", "Anna Lund", "Bo Vang", "Tina Toft", "Owen Reed")
    people = [sandbox.adds("Hanne Bach", admin=True), *(sandbox.adds(name) for name in names)]
    room = sandbox.opens_channel("ledertrivsel", members=people[:5])
    await sandbox.settles()
    return Workplace(office, *people, room=room)


# Who may


@one_database
async def test_only_admins_may_start_until_they_name_others(here: Workplace) -> None:
    await here.owen.types("/ledertrivsel")
    with pytest.raises(NotThere):
        await here.owen.clicks("Start et forløb")
    await here.hanne.types("/ledertrivsel")
    await here.hanne.clicks("Hvem må starte et?")
    await here.hanne.fills({"De må også starte et forløb": [here.owen]})
    await here.hanne.submits()
    await here.opens_form(here.owen)
    assert here.owen.sees("Hvad hedder forløbet?")
    with pytest.raises(NotThere):  # naming others is the admins' alone
        await here.owen.clicks("Hvem må starte et?")


@one_database
async def test_who_was_named_once_can_be_left_out_again(here: Workplace) -> None:
    for chosen in ([here.owen, here.bo], [here.bo]):
        await here.hanne.types("/ledertrivsel")
        await here.hanne.clicks("Hvem må starte et?")
        await here.hanne.fills({"De må også starte et forløb": chosen})
        await here.hanne.submits()
    await here.owen.types("/ledertrivsel")
    with pytest.raises(NotThere):
        await here.owen.clicks("Start et forløb")
    await here.opens_form(here.bo)


@one_database
async def test_an_old_button_of_somebody_who_may_no_longer_start_says_so(here: Workplace) -> None:
    await here.hanne.types("/ledertrivsel")
    here.office.sandbox.changes(here.hanne, is_admin=False)
    await here.office.sandbox.settles()
    await here.hanne.clicks("Start et forløb")
    assert here.hanne.form is None
    assert here.hanne.sees("Kun jeres Slack-administratorer, og dem de udpeger, kan starte")


# What is asked, and what is shown back


@one_database
async def test_the_form_asks_the_four_questions(here: Workplace) -> None:
    await here.opens_form()
    for question in (
        "Hvem står bag planen?",
        "Hvem skal være med undervejs?",
        "En af delene skal udfyldes.",  # Slack writes “optional” beside leaders and channel
        "Hvem har det sidste ord, når der skal vælges?",
        "Hvem holder planen i live bagefter?",
        "Arbejdsmiljørepræsentanter (AMR)",
        "Kontaktperson for MED",
        "Kontaktperson for SU",
        "Kontaktperson for AMO",
        "Forløbets sprog",
    ):
        assert here.hanne.sees(question)


@one_database
async def test_it_is_shown_back_and_nobody_has_been_written_to(here: Workplace) -> None:
    await here.shows_back()
    for line in (
        "Plan 2027. Der er ikke skrevet til nogen endnu.",
        "Hvem står bag planen? Direktionen og HR",
        "Hvem skal være med undervejs? Tina Toft (TR) og MED i februar",
        "Hvem har det sidste ord, når der skal vælges? Karen Dam",
        "Hvem holder planen i live bagefter? Ledergrupperne",
        "Hvem bliver spurgt? Anna Lund og Bo Vang",
        "Hvem styrer forløbet? Hanne Bach og Jonas Friis",
        "Hvor? #ledertrivsel",
        "Hvornår er fristen? fredag den 8. januar kl. 12",
    ):
        assert here.hanne.sees(line)
    assert here.nobody_was_written_to()
    await here.office.sandbox.pass_time(days=3)
    assert here.nobody_was_written_to()


@one_database
@pytest.mark.parametrize("language", ["Dansk", "English"])
async def test_the_preview_shows_what_each_will_get_word_for_word(
    here: Workplace, language: str
) -> None:
    """In the organisation's language: the process's is for its channel."""
    await here.opens_form()
    await here.hanne.fills(here.filled_in | {"Forløbets sprog": language})
    await here.hanne.submits()
    shown = here.hanne.view
    await here.hanne.submits()
    for person in (here.anna, here.jonas):
        [got] = person.dm
        for line in here.office.sandbox.person(person.id).reads(got).splitlines():
            assert line.startswith("[") or line in shown
    assert "Begynd" in here.anna.view


@one_database
async def test_a_long_list_of_leaders_is_shortened_and_counted(here: Workplace) -> None:
    many = [here.office.sandbox.adds(f"Leder {n:03}") for n in range(60)]
    await here.shows_back(leaders=many)
    assert here.hanne.sees("Leder 039 og 20 andre")
    assert here.hanne.sees("[Send til 60 ledere]")


@one_database
async def test_everyone_in_a_channel_can_be_asked_together_with_others(here: Workplace) -> None:
    """The bot is in it too, and is not asked; nor is somebody who has left."""
    gone = here.office.sandbox.adds("Gert Ravn")
    room = here.office.sandbox.opens_channel("ledere", [here.anna, gone, here.owen])
    here.office.sandbox.changes(gone, deleted=True)
    await here.shows_back(leaders=[here.bo], everyone="#ledere")
    assert here.hanne.sees("Hvem bliver spurgt? Anna Lund, Bo Vang og Owen Reed")
    assert BOT_USER in room.members


# What is wrong is said at its field, and nothing that was typed is lost


@one_database
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": "   "}, "Det her skal udfyldes."),
        ({"leaders": None}, "Vælg ledere her, eller en kanal herunder, som der er ledere i."),
        ({"deadline": MONDAY + timedelta(minutes=59)}, "mindst en time fra nu"),
        ({"deadline": MONDAY + timedelta(days=200)}, "højst et halvt år"),
        ({"channel": "#andetsteds"}, "Jeg er ikke med i den kanal. Skriv /invite"),
        ({"everyone": "#andetsteds"}, "Jeg er ikke med i den kanal. Skriv /invite"),
        ({"facilitators": "Ledertrivsel"}, "Ledertrivsel kan ikke vælges. Det er en app"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    here: Workplace, changes: dict[str, Value], problem: str
) -> None:
    here.office.sandbox.opens_channel("andetsteds", [here.hanne], app=False)
    await here.shows_back(**changes)
    assert here.hanne.sees(f"! {problem}") or problem in here.hanne.view
    assert here.hanne.sees("Direktionen og HR")
    assert here.hanne.sees("Ledergrupperne")
    await here.hanne.fills(
        {
            NAME: "Plan 2027",
            LEADERS: [here.anna],
            EVERYONE: None,
            DEADLINE: FRIDAY,
            CHANNEL: "#ledertrivsel",
            WITH_YOU: [here.hanne],
        }
    )
    await here.hanne.submits()
    assert here.hanne.sees("Der er ikke skrevet til nogen endnu.")
    assert len(await here.processes()) == 1


@one_database
async def test_somebody_who_has_left_cannot_be_chosen(here: Workplace) -> None:
    here.office.sandbox.changes(here.bo, deleted=True)
    await here.shows_back()
    assert here.hanne.sees("Bo Vang kan ikke vælges.")


@one_database
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": "x" * 151}, TooLong),
        ({"sender": "x" * 301}, TooLong),
        ({"involved": "x" * 2001}, TooLong),
        ({"sender": " \n "}, Missing),
        ({"people": {"leaders": (BOT_USER,), "deciders": ()}}, NotAPerson),
        ({"people": {"leaders": ("U999",), "deciders": ("U999",)}}, NobodyToAsk),
        ({"process_id": 999}, NotFound),
    ],
)
async def test_a_form_that_slack_would_not_send_is_checked_all_the_same(
    here: Workplace, changes: dict[str, object], error: type[Exception]
) -> None:
    directory = here.office.bot.desk.directory
    await directory.meet(here.who(here.hanne), [here.anna.id, here.karen.id, BOT_USER])
    with pytest.raises(error):
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            await setup.save(turn, replace(_answers(here), **changes))
    assert not await here.processes()


def _answers(here: Workplace) -> Answers:
    return Answers(
        process_id=0,
        name="Plan 2027",
        sender="HR",
        involved="",
        anchored="",
        language="da",
        bodies="",
        people={"leaders": (here.anna.id,), "deciders": (here.karen.id,)},
        everyone_in=None,
        channel=Channel(here.room.id, "ledertrivsel", bot_is_member=True),
        deadline=FRIDAY,
    )


@one_database
async def test_what_people_type_stays_literal(here: Workplace) -> None:
    await here.shows_back(name=HOSTILE, sender=HOSTILE)
    assert here.hanne.sees(f"Hvem står bag planen? {HOSTILE}")
    await here.hanne.submits()
    assert here.anna.sees(f"{HOSTILE} vil lave én fælles plan")
    assert "<!channel>" not in here.anna.newest.text


@one_database
async def test_what_no_database_can_hold_is_left_out(here: Workplace) -> None:
    await here.shows_back(name="Plan\x00 20\ud83d27")
    assert here.hanne.sees("Plan 2027. Der er ikke skrevet til nogen endnu.")


# Changing, dropping, waiting


@one_database
async def test_something_can_be_changed_before_it_is_sent(here: Workplace) -> None:
    await here.shows_back()
    await here.hanne.clicks("Ret noget")
    assert here.hanne.sees("Ledergrupperne")
    await here.hanne.fills({NAME: "Plan 2028", LEADERS: [here.owen]})
    await here.hanne.submits()
    assert here.hanne.sees("Plan 2028. Der er ikke skrevet")
    assert here.hanne.sees("Hvem bliver spurgt? Owen Reed")
    assert [process.name for process in await here.processes()] == ["Plan 2028"]


@one_database
async def test_it_waits_at_home_for_all_who_run_it(here: Workplace) -> None:
    await here.shows_back()
    await here.hanne.closes()
    await here.jonas.opens_home()
    assert "Plan 2027 er ved at blive sat op. Der er ikke skrevet til nogen endnu." in (
        here.jonas.home
    )
    await here.jonas.clicks("Se og send")
    await here.jonas.submits()
    assert here.jonas.sees("Plan 2027 er i gang. 2 ledere er spurgt.")


@one_database
async def test_it_can_be_dropped_and_nobody_hears_of_it(here: Workplace) -> None:
    await here.shows_back()
    await here.hanne.clicks("Slet det", confirm=False)
    assert here.hanne.sees("Før det bliver sendt")
    await here.hanne.clicks("Slet det")
    assert here.hanne.sees("Plan 2027 er slettet. Der blev ikke skrevet til nogen.")
    await here.jonas.opens_home()
    assert "Plan 2027" not in here.jonas.home
    assert here.nobody_was_written_to()


@one_database
async def test_one_who_drops_what_the_other_has_sent_is_told(here: Workplace) -> None:
    await here.shows_back()
    await here.jonas.opens_home()
    await here.jonas.clicks("Se og send")
    await here.hanne.submits()
    await here.jonas.clicks("Slet det")
    assert here.jonas.sees("Forløbet er kommet videre, så det her er der ikke længere brug for.")
    assert here.anna.was_told("Begynd") == 1


@one_database
@pytest.mark.parametrize("by", ["the window that stood open", "home"])
async def test_a_deadline_that_came_too_near_is_asked_for_again(here: Workplace, by: str) -> None:
    await here.shows_back()
    await here.office.sandbox.pass_time(until=FRIDAY)
    if by == "home":
        await here.hanne.closes()
        await here.hanne.opens_home()
        await here.hanne.clicks("Se og send")
    else:
        await here.hanne.submits()
    assert here.hanne.sees("Fristen er kommet for tæt på. Jeg foreslår en ny herunder.")
    assert here.hanne.sees("Ledergrupperne")
    assert here.nobody_was_written_to()
    await here.hanne.submits()
    await here.hanne.submits()
    assert here.hanne.sees("Runden lukker af sig selv fredag den 22. januar kl. 12.")


# Sending it


async def test_each_leader_is_asked_once_however_often_it_is_sent(here: Workplace) -> None:
    await here.shows_back()
    [process] = await here.processes()

    async def launches(person: Person) -> Launched:
        async with here.office.bot.turns.open(here.who(person)) as turn:
            screen = await setup.launch(turn, process.id)
        assert isinstance(screen, Launched)
        return screen

    screens = await asyncio.gather(
        *(launches(person) for person in (here.hanne, here.jonas, here.hanne))
    )
    await here.office.sandbox.settles()
    assert {screen.asked for screen in screens} == {2}
    assert here.anna.was_told("Begynd") == here.bo.was_told("Begynd") == 1
    assert here.jonas.was_told("Plan 2027 er i gang.") == 1
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        assert await turn.session.scalar(select(func.count()).select_from(Asked)) == 2


async def test_a_form_that_is_sent_twice_begins_one_process(here: Workplace) -> None:
    directory = here.office.bot.desk.directory
    await directory.meet(here.who(here.hanne), [here.anna.id, here.karen.id])
    for _ in range(2):
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            await setup.save(turn, _answers(here))
    [process] = await here.processes()
    assert process.phase == SETUP


async def test_all_or_nobody_is_written_to(here: Workplace) -> None:
    """The round, those who are asked and what is to be said are one transaction."""
    await here.shows_back()
    [process] = await here.processes()

    async def fails_at_the_end() -> None:
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            await setup.launch(turn, process.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails_at_the_end()
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        assert await turn.session.scalar(select(func.count()).select_from(Outgoing)) == 0
    assert [process.phase for process in await here.processes()] == [SETUP]
    await here.hanne.submits()
    assert [process.phase for process in await here.processes()] == [RATING]


@one_database
async def test_a_leader_who_left_meanwhile_is_not_asked(here: Workplace) -> None:
    await here.shows_back()
    here.office.sandbox.changes(here.bo, deleted=True)
    await here.office.sandbox.settles()
    await here.hanne.submits()
    assert here.hanne.sees("Plan 2027 er i gang. 1 leder er spurgt.")
    assert not here.bo.dm


@one_database
async def test_nobody_else_can_send_change_or_drop_it(here: Workplace) -> None:
    await here.shows_back()
    [process] = await here.processes()
    for step in (setup.launch, setup.preview, setup.edit, setup.cancel):
        with pytest.raises(NotFound):
            async with here.office.bot.turns.open(here.who(here.owen)) as turn:
                await step(turn, process.id)


# Several processes


@one_database
async def test_two_processes_at_once_are_told_apart_by_name(here: Workplace) -> None:
    for name in ("Plan for skolerne", "Plan for ældreområdet"):
        await here.shows_back(name=name)
        await here.hanne.submits()
        await here.hanne.closes()
    assert here.anna.was_told("Plan for skolerne") == 1
    assert here.anna.was_told("Plan for ældreområdet") == 1
    await here.anna.opens_home()
    assert "Plan for skolerne: svar på temaerne" in here.anna.home
    assert "Plan for ældreområdet: svar på temaerne" in here.anna.home
    await here.anna.clicks("Begynd", on=here.anna.dm[0])
    assert here.anna.sees("Tema 1 af 12 · Plan for skolerne")
    await here.hanne.opens_home()
    assert here.hanne.home.count("Runden er åben til fredag den 8. januar kl. 12.") == 2


@one_database
async def test_a_name_that_another_process_has_is_refused_at_its_field(here: Workplace) -> None:
    await here.shows_back()
    await here.hanne.submits()
    await here.hanne.closes()
    await here.shows_back(name="plan  2027 ", leaders=[here.owen])
    assert here.hanne.sees("! Et andet forløb hedder det samme.")
    await here.hanne.fills({NAME: "Plan 2028"})
    await here.hanne.submits()
    assert here.hanne.sees("Plan 2028. Der er ikke skrevet")
    await here.hanne.clicks("Ret noget")
    await here.hanne.submits()
    assert here.hanne.sees("Plan 2028. Der er ikke skrevet")  # its own name is no other's
    await here.hanne.clicks("Ret noget")
    await here.hanne.fills({NAME: "Plan 2027"})
    await here.hanne.submits()
    assert here.hanne.sees("! Et andet forløb hedder det samme.")
    assert [process.name for process in await here.processes()] == ["Plan 2027", "Plan 2028"]
    assert not here.owen.dm


@one_database
async def test_the_name_of_one_that_was_dropped_can_be_had_again(here: Workplace) -> None:
    await here.shows_back()
    await here.hanne.clicks("Slet det")
    await here.hanne.closes()
    await here.shows_back()
    assert here.hanne.sees("Plan 2027. Der er ikke skrevet")


async def test_parts_are_kept_apart_from_process_to_process(here: Workplace) -> None:
    for name, leaders in (("Den ene", [here.anna]), ("Den anden", [here.bo])):
        await here.shows_back(name=name, leaders=leaders)
        await here.hanne.submits()
        await here.hanne.closes()
    async with here.office.bot.turns.open(here.who(here.anna)) as turn:
        mine = (await processes.by_part(turn.session, turn.person))[Part.LEADER]
    assert [process.name for process in mine] == ["Den ene"]
    assert len(here.anna.dm) == len(here.bo.dm) == 1
