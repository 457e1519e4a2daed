"""A new leader is registered, the owner is introduced to the card; dates move, the card changes
hands, or is not needed after all. The clock begins on Monday 14 December 2026 at 11.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select

from bot.app import Bot
from bot.domain.catalogue import FollowUpRule, reference_card
from bot.errors import AnswerError, NotFound, OutOfTurn
from bot.flows import activation, home, recruitment
from bot.flows import card as flows_card
from bot.flows.card import SentText
from bot.models import Activation, Card, Process
from bot.store import cards
from tests.choosing import one_database
from tests.office import Office
from tests.published import (
    Workplace,
    at,
    card,
    registers,
    registers_by_form,
    told_at,
    workplace,
)

INTRODUCED = "Du er ansvarlig for et action card"
HOSTILE = "<!channel> *Bo* & <@U1> • > _x_"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def moves_start(here: Workplace, to: date) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Flyt starten")
    await here.hanne.fills({"Første arbejdsdag": to})
    await here.hanne.submits()
    await here.sandbox.pass_time(seconds=5)


# Registering


async def test_who_registers_sees_who_is_asked_what_and_when(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks("Ny leder ansat")
    assert here.hanne.sees("Arne Friis og Tina Toft bliver spurgt om input undervejs.")
    await here.hanne.fills(
        {
            "Hvad hedder den nye leder?": "Mette Holm",
            "Første arbejdsdag": date(2027, 2, 1),
            "Hvem bliver den nye leders nærmeste leder?": here.mads,
            "Lederens e-mail, hvis du kender den": "mette@example.org",
        }
    )
    await here.hanne.submits()
    assert here.hanne.sees("Mads Krog er ansvarlig og får besked nu.")
    for line in (
        "mandag den 14. december: Tina Toft (TR) og Arne Friis (AMR) bliver spurgt om input",
        "mandag den 22. februar: Mads Krog bliver mindet om at aftale en tid",
        "onsdag den 3. marts: Tina Toft (TR) og Arne Friis (AMR) bliver spurgt før samtalen",
        "mandag den 8. marts: samtalen",
        "onsdag den 10. marts: Tina Toft (TR) og Arne Friis (AMR) hører",
    ):
        assert here.hanne.sees(line)


async def test_the_owner_hears_at_once_what_the_card_is_and_what_will_happen(
    here: Workplace,
) -> None:
    await registers(here)
    assert told_at(here.mads, INTRODUCED) == at(2026, 12, 14, 11)
    told = here.mads.reads(here.mads.finds(INTRODUCED))
    assert told.index("Mette Holm begynder") < told.index(INTRODUCED), "told apart at a glance"
    for line in (
        "Mette Holm begynder mandag den 1. februar.",
        "Nye ledere er godt rustet til opgaven, så de trives og lykkes.",
        "HR hjælper, når du har brug for det.",
        "mandag den 22. februar: aftal en tid til samtalen",
        "mandag den 8. marts: selve samtalen",
        "Undervejs spørger jeg også Tina Toft (TR) og Arne Friis (AMR).",
        "☐ Book værktøj 1",
    ):
        assert here.mads.sees(line)


async def test_the_same_leader_registered_twice_is_told_kindly_and_asked_once(
    here: Workplace,
) -> None:
    await registers_by_form(here)
    await here.hanne.opens_home()
    await here.hanne.clicks("Ny leder ansat")
    await here.hanne.fills(
        {
            "Hvad hedder den nye leder?": "  mette holm ",
            "Første arbejdsdag": date(2027, 2, 1),
            "Hvem bliver den nye leders nærmeste leder?": here.karen,
        }
    )
    await here.hanne.submits()
    assert here.hanne.sees("Mette Holm er registreret i forvejen")
    assert len(here.mads.dm) == 1
    assert not here.karen.dm


@pytest.mark.parametrize(
    ("start", "recruited", "told"),
    [
        (date(2036, 2, 1), None, "Vælg en dag fra 14. december 2025 til 13. december 2028."),
        (date(2025, 2, 1), None, "Vælg en dag fra 14. december 2025"),
        (date(2027, 2, 1), date(2027, 2, 8), "Første arbejdsdag kan ikke ligge før"),
        (date(2027, 2, 1), date(2006, 12, 14), "Vælg en dag fra 14. december 2025"),
    ],
)
async def test_a_year_that_somebody_got_wrong_is_said_beside_the_field(
    here: Workplace, start: date, recruited: date | None, told: str
) -> None:
    await registers_by_form(here, start=start, recruited=recruited)
    assert here.hanne.sees(told)
    assert not here.mads.dm


async def test_an_app_or_somebody_who_has_left_cannot_be_made_responsible(here: Workplace) -> None:
    here.sandbox.changes(here.mads, deleted=True)
    await here.sandbox.settles()
    await registers_by_form(here)
    assert here.hanne.form
    assert "Mads Krog" in here.hanne.form.errors["owner"]


async def test_a_name_is_needed_and_may_not_be_a_novel(here: Workplace, office: Office) -> None:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        for name in ("   ", "x" * 151):
            with pytest.raises(AnswerError):
                await recruitment.register(turn, leader(here, name=name))


async def test_who_started_long_ago_is_followed_up_on_what_still_makes_sense(
    here: Workplace,
) -> None:
    await registers(here, start=date(2026, 10, 1), recruited=date(2026, 9, 1))
    assert not here.tina.dm  # it is too late for input to the introduction
    assert here.mads.sees("Har du aftalt en tid med Mette Holm?")
    await until(here, 2026, 12, 21, 10)
    assert told_at(here.tina, "om, hvordan modtagelsen er gået") == at(2026, 12, 16, 9)
    assert told_at(here.mads, "Tid til samtalen") == at(2026, 12, 21, 9)


async def test_registered_on_a_saturday_everybody_hears_of_it_on_monday(here: Workplace) -> None:
    await until(here, 2026, 12, 19, 14)
    await registers(here)
    assert not here.mads.dm
    assert not here.tina.dm
    await until(here, 2026, 12, 21, 10)
    assert told_at(here.mads, INTRODUCED) == at(2026, 12, 21, 9)
    assert told_at(here.tina, "vil gerne have dit input") == at(2026, 12, 21, 9)


async def test_what_was_typed_stays_what_was_typed(here: Workplace) -> None:
    await registers(here, name=HOSTILE)
    message = here.mads.newest
    assert "<!channel>" not in message.text
    assert "&lt;!channel&gt; *Bo* &amp; &lt;@U1&gt;" in message.text
    assert HOSTILE in str(message.blocks)  # as a piece of plain text
    assert "'type': 'user'" not in str(message.blocks)


async def test_only_those_with_the_part_register_and_only_when_the_plan_is_published(
    here: Workplace, office: Office
) -> None:
    async with office.bot.turns.open(here.who(here.karen)) as turn:
        with pytest.raises(NotFound):
            await recruitment.open_register(turn, here.card_id)
    theirs = await card(office.bot, here, owner=here.karen)
    async with office.bot.turns.open(here.who(here.karen)) as turn:
        assert (await recruitment.open_register(turn, theirs)).owner == "Karen Dam"
        process = await turn.session.get_one(Process, here.process_id)
        process.phase = "qualify"
        await turn.session.flush()
        with pytest.raises(OutOfTurn):
            await recruitment.open_register(turn, theirs)


async def test_an_owner_who_also_represents_is_not_asked_for_input_to_themselves(
    here: Workplace,
) -> None:
    await registers(here, owner=here.tina)
    assert len(here.tina.dm) == 1
    assert here.tina.sees(INTRODUCED)
    assert here.arne.sees("Tina Toft sørger for en god start")


def leader(here: Workplace, *, name: str) -> recruitment.NewLeader:
    return recruitment.NewLeader(
        card_id=here.card_id,
        name=name,
        email="",
        start_on=date(2027, 2, 1),
        recruited_on=None,
        owner=here.mads.id,
    )


# The check-list


async def test_the_owner_ticks_the_check_list_off_and_can_change_it(here: Workplace) -> None:
    await registers(here)
    await here.mads.clicks("Tjekliste")
    field = "Sæt flueben ved det, der er gjort"
    await here.mads.fills({field: ["Book værktøj 1", "Vis rundt den første dag (Mads)"]})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Book værktøj 1")
    assert here.mads.sees("☐ Send introduktionsplanen (HR)")
    await here.mads.clicks("Tjekliste")
    await here.mads.fills({field: ["Book værktøj 1"]})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("☐ Vis rundt den første dag (Mads)")


async def rewrites(bot: Bot, here: Workplace, *tasks: str) -> None:
    """Hanne edits the card's tasks."""
    async with bot.turns.open(here.who(here.hanne)) as turn:
        words = replace(reference_card("da"), tasks="\n".join(tasks))
        form = await flows_card.open_text(turn, here.card_id)
        sent = SentText(version=form.version, marks=form.marks, words=words)
        await flows_card.save_text(turn, here.card_id, sent)
    await here.sandbox.pass_time(seconds=5)


async def test_what_is_ticked_stays_ticked_when_the_cards_tasks_are_edited(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    await here.mads.clicks("Tjekliste")
    field = "Sæt flueben ved det, der er gjort"
    await here.mads.fills({field: ["Book værktøj 1", "Vis rundt den første dag (Mads)"]})
    await here.mads.submits()
    await rewrites(office.bot, here, "Book værktøj 1", "Find en makker", "Giv hånd til alle")
    told = here.mads.finds(INTRODUCED)
    assert [line for line in here.mads.reads(told).splitlines() if line[:1] in "✓☐"] == [
        "✓ Book værktøj 1",
        "☐ Find en makker",
        "☐ Giv hånd til alle",
        "✓ Vis rundt den første dag (Mads)",
    ], "in the card's order, and last what was done and is no longer on the card"
    await here.mads.clicks("Tjekliste")
    await here.mads.fills({field: ["Book værktøj 1", "Find en makker"]})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Find en makker")
    assert not here.mads.sees("Vis rundt")


async def test_a_task_that_comes_back_to_the_card_is_ticked_where_it_was(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    await here.mads.clicks("Tjekliste")
    await here.mads.fills({"Sæt flueben ved det, der er gjort": ["Book værktøj 1"]})
    await here.mads.submits()
    await rewrites(office.bot, here, "Noget helt andet")
    await rewrites(office.bot, here, "Først det her", "Book værktøj 1")
    told = here.mads.reads(here.mads.finds(INTRODUCED))
    assert told.count("Book værktøj 1") == 1
    assert told.index("☐ Først det her") < told.index("✓ Book værktøj 1")


# Another owner


async def test_an_owner_who_has_left_is_replaced_by_the_facilitators(here: Workplace) -> None:
    await registers(here)
    here.sandbox.changes(here.mads, deleted=True)
    await until(here, 2027, 2, 22, 10)
    assert here.hanne.sees("Hvem tager over?")
    assert len(here.mads.dm) == 1
    await here.hanne.clicks("Vælg en anden")
    await here.hanne.fills({"Hvem er ansvarlig?": here.karen})
    await here.hanne.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.karen.finds(INTRODUCED)
    assert here.karen.finds("Har du aftalt en tid med Mette Holm?")


async def test_a_contributor_who_has_left_is_not_written_to_and_holds_nobody_up(
    here: Workplace,
) -> None:
    await registers(here)
    here.sandbox.changes(here.arne, deleted=True)
    await until(here, 2027, 3, 8, 10)
    assert len(here.arne.dm) == 1
    assert here.tina.sees("om, hvordan modtagelsen er gået")
    assert here.mads.sees("Tid til samtalen")


# Other dates


async def test_a_moved_start_takes_along_what_has_not_been_asked_and_doubles_nothing(
    here: Workplace,
) -> None:
    await registers(here)
    await moves_start(here, date(2027, 3, 1))
    assert here.mads.sees("Startdatoen er flyttet.")
    assert here.mads.sees("Samtalen er mandag den 5. april.")
    await until(here, 2027, 3, 31, 10)
    assert told_at(here.mads, "Har du aftalt en tid") == at(2027, 3, 22, 9)
    await until(here, 2027, 4, 5, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 4, 5, 9)
    assert here.mads.was_told("Tid til samtalen") == 1
    # Wednesday 31 March is in the week before Easter, and the holidays are over on the talk's day
    assert told_at(here.tina, "Er der noget, samtalen skal komme omkring?") == at(2027, 3, 31, 9)


async def test_a_talk_with_a_day_of_its_own_stays_when_the_start_moves(here: Workplace) -> None:
    await registers(here)
    await here.mads.opens_home()
    await here.mads.clicks("Flyt samtalen")
    await here.mads.fills({"Hvornår taler I sammen?": date(2027, 3, 18)})
    await here.mads.submits()
    await moves_start(here, date(2027, 2, 8))
    await until(here, 2027, 3, 18, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 3, 18, 9)


async def test_a_start_before_the_recruitment_is_refused(here: Workplace) -> None:
    await registers(here)
    await moves_start(here, date(2026, 12, 1))
    assert here.hanne.sees("Første arbejdsdag kan ikke ligge før")


async def test_stopped_nobody_is_asked_anything_more(here: Workplace) -> None:
    await registers(here)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert "Lad den køre" in str(here.hanne.form)
    await here.hanne.clicks("Stop opfølgningen", confirm=False)
    await here.hanne.clicks("Stop opfølgningen")
    assert here.hanne.sees("Opfølgningen er stoppet.")
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("Opfølgningen er stoppet.")
    assert "Opfølgningen er slut" in here.tina.reads(here.tina.newest)
    await here.sandbox.pass_time(weeks=20)
    assert (len(here.mads.dm), len(here.tina.dm)) == (2, 1)


# A card that a date activates


async def test_a_dated_cards_owner_is_reminded_on_the_day_though_the_card_says_nothing(
    here: Workplace, office: Office
) -> None:
    friday = date(2027, 1, 1)
    number = await card(office.bot, here, rules=(), owner=here.mads, on_date=friday, title="Pauser")
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await activation.begin_dated(turn, await turn.session.get_one(Card, number))
    await here.sandbox.settles()
    assert here.mads.was_told("mandag den 4. januar: kortet går i gang") == 1
    await until(here, 2027, 1, 4, 10)
    assert here.mads.was_told("Nu går kortet i gang: Pauser") == 1
    assert told_at(here.mads, "Nu går kortet i gang") == at(2027, 1, 4, 9)
    await here.mads.clicks("Det er gjort")
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Gjort mandag den 4. januar. Tak.")


async def test_a_dated_card_begins_with_its_owner_and_counts_from_its_date(
    here: Workplace, office: Office
) -> None:
    rules = (FollowUpRule("start", "P0D", "owner"), FollowUpRule("start", "-P1W", "contributors"))
    dated = await card(
        office.bot,
        here,
        rules=rules,
        owner=here.karen,
        on_date=date(2027, 1, 18),
        title="Trivselsdag",
    )
    for _ in range(2):  # published twice is begun once
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            await activation.begin_dated(turn, await turn.session.get_one(Card, dated))
    await here.sandbox.settles()
    assert here.karen.sees("Trivselsdag")
    assert here.karen.sees("begynder mandag den 18. januar.")
    await until(here, 2027, 1, 18, 10)
    assert told_at(here.tina, "vil gerne have dit input") == at(2027, 1, 11, 9)
    assert told_at(here.karen, "Nu går kortet i gang") == at(2027, 1, 18, 9)
    assert len(here.karen.dm) == 2


async def test_a_dated_card_without_an_owner_is_the_publishers_to_pass_on(
    here: Workplace, office: Office
) -> None:
    dated = await card(office.bot, here, on_date=date(2027, 1, 18))
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await activation.begin_dated(turn, await turn.session.get_one(Card, dated))
    await here.sandbox.settles()
    assert here.hanne.sees("Du er ansvarlig for dette action card")


# Home


async def test_home_shows_the_owner_what_comes_and_the_facilitator_what_goes_on(
    here: Workplace,
) -> None:
    await registers(here)
    await here.mads.opens_home()
    assert here.mads.sees("mandag den 8. marts: selve samtalen")
    await here.tina.opens_home()
    assert here.tina.sees("vil gerne have dit input")
    await here.hanne.opens_home()
    assert here.hanne.sees("begynder mandag den 1. februar · ansvarlig: Mads Krog")
    await here.karen.opens_home()
    assert "Mette Holm" not in here.karen.home


async def test_what_waits_can_be_answered_from_home(here: Workplace) -> None:
    await registers(here)
    await here.tina.opens_home()
    await here.tina.clicks("Ikke noget fra mig")
    await here.sandbox.pass_time(seconds=5)
    assert "vil gerne have dit input" not in here.tina.home


@one_database
async def test_a_facilitator_reaches_all_cards_in_use_however_many_they_are(
    here: Workplace, office: Office
) -> None:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        turn.session.add_all(
            Activation(
                workspace_id=turn.workspace.id,
                card_id=here.card_id,
                process_id=here.process_id,
                owner_id=turn.person.id,
                registered_by_id=turn.person.id,
                subject_name=f"Leder {n}",
                recruited_on=date(2026, 12, 14),
                start_on=date(2027, 2, 1),
                created_at=turn.now,
            )
            for n in range(115)
        )
    await here.hanne.opens_home()
    assert "… og 105 flere" in here.hanne.home
    await here.hanne.chooses("Se en af dem", "Leder 114 · Godt i gang som ny leder")
    assert here.hanne.sees("Leder 114 begynder mandag den 1. februar.")


async def test_home_asks_the_database_as_often_for_many_cards_in_use_as_for_one(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    once = await _statements_at_home(here, office)
    for n in range(5):
        await registers(here, name=f"Leder {n}")
    assert await _statements_at_home(here, office) == once


async def _statements_at_home(here: Workplace, office: Office) -> int:
    said: list[str] = []

    def note(*args: object) -> None:
        if "outbox" not in str(args[2]):  # the worker looks into its outbox meanwhile
            said.append(str(args[2]))

    engine = office.bot.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    for person in (here.hanne, here.mads, here.tina):
        async with office.bot.turns.open(here.who(person)) as turn:
            await home.show(turn)
    event.remove(engine, "before_cursor_execute", note)
    return len(said)


# After a restart


async def test_what_is_pending_survives_a_restart(here: Workplace, office: Office) -> None:
    await registers(here)
    await office.restarts()
    await until(here, 2027, 2, 23, 10)
    assert told_at(here.mads, "Har du aftalt en tid") == at(2027, 2, 22, 9)
    await office.restarts()
    await until(here, 2027, 3, 8, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 3, 8, 9)
    assert len(here.mads.dm) == 4, "he was asked twice to book it"


async def test_what_fell_due_while_the_bot_was_away_is_asked_when_it_is_back(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    async with office.away():
        here.sandbox.clock.set(at(2027, 2, 22, 14))
    await here.sandbox.settles()
    assert told_at(here.mads, "Har du aftalt en tid") == at(2027, 2, 22, 14)


@one_database
async def test_a_start_can_be_moved_though_the_card_has_no_talk_any_more(
    here: Workplace, office: Office
) -> None:
    """The talk keeps its distance to the start."""
    await registers(here)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [used] = (await turn.session.scalars(select(Card))).all()
        await cards.set_rules(turn.session, used, [FollowUpRule("start", "P3M", "owner")])
    await moves_start(here, date(2027, 4, 5))
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [active] = (await turn.session.scalars(select(Activation))).all()
        assert active.talk_on == date(2027, 5, 10)
