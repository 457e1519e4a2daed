"""Delicate cards: few know whom one is about, and nobody writes of the case. The clock begins on
Monday 14 December 2026 at 11.
"""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.domain.catalogue import FollowUpRule
from bot.domain.delicacy import DELICATE_THEMES
from bot.errors import NotFound, OutOfTurn
from bot.flows import delicate, help_wanted, leader_list
from bot.flows.themes import TWELVE
from bot.models import Activation
from bot.models.card import BY_HAND
from bot.sandbox import Sandbox
from bot.store import recruitments
from tests.office import Office
from tests.published import Workplace, at, card, follow_ups_of, registers, workplace
from tests.test_hand_over import offers
from tests.test_recurrence import settles

SOFIE, ABSENCE = "Sofie Lind", "Når en leder bliver syg"
WHO, NO_NOTES = "Se, hvem det handler om", "ingen navne og intet om helbred eller om sagen"
RULES = (
    FollowUpRule("recruited", "P0D", "contributors"),
    FollowUpRule("start", "P1W", "owner"),
    FollowUpRule("talk", "P0D", "owner"),
    FollowUpRule("talk", "P2D", "contributors"),
    FollowUpRule("start", "P3M", "owner"),
)


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


def test_the_delicate_themes_are_among_the_twelve() -> None:
    assert DELICATE_THEMES.issubset(TWELVE)


async def begins(here: Workplace, office: Office, about: str = SOFIE) -> int:
    """Hanne begins the card, for Sofie or for nobody in particular; its owner is Mads."""
    theme = "sickness_absence"
    number = await card(
        office.bot, here, rules=RULES, owner=here.mads, title=ABSENCE, begun=BY_HAND, theme=theme
    )
    await here.hanne.opens_home()
    await here.hanne.clicks("Sæt kortet i gang")
    assert here.hanne.sees("Kun den ansvarlige og dem, der styrer forløbet, kan se det")
    await here.hanne.fills({"Hvem eller hvad handler det om?": about})
    await here.hanne.submits()
    await here.hanne.closes()
    return number


def said(sandbox: Sandbox) -> str:
    """All that stands in a message, a file or at home, for anybody."""
    world, files = sandbox.world, list[str]()
    for file in world.files.values():
        files.append(f"{file.title} {file.alt_text} {file.content.decode(errors='replace')}")
        if file.name.endswith(".xlsx"):
            book = load_workbook(BytesIO(file.content))
            files.append(str([list(sheet.values) for sheet in book.worksheets]))
    messages = [f"{one.text} {one.blocks}" for c in world.channels.values() for one in c.messages]
    return "\n".join([*messages, *files]).replace("\r\n ", "")


async def test_the_name_stands_in_no_message_home_or_file_however_it_goes(
    here: Workplace, office: Office
) -> None:
    await begins(here, office)
    await here.mads.clicks("Kalenderfil")
    await here.mads.closes()
    assert here.tina.was_told("Hvad bør vi huske om måden, vi gør det på?")
    assert here.tina.was_told(NO_NOTES)
    await here.tina.clicks("Skriv")
    assert here.tina.sees(NO_NOTES)
    await here.tina.closes()
    await here.sandbox.pass_time(until=at(2027, 1, 18, 10))
    await here.mads.clicks("Vi har talt sammen")
    assert not here.mads.sees("Hvad kom der ud af det?")
    assert here.mads.sees(NO_NOTES)
    await here.mads.fills({"Bør vi gøre noget anderledes en anden gang?": "Ring før dag to."})
    await here.mads.submits()
    await here.sandbox.pass_time(until=at(2027, 1, 20, 10))
    assert here.tina.was_told("Samtalen om Når en leder bliver syg er holdt.")
    await here.hanne.opens_home()
    await here.hanne.clicks("Overblik")
    await here.hanne.clicks("Få det til Excel")
    await here.hanne.closes()
    await here.hanne.clicks("Overblik")
    await here.hanne.clicks("Få det som CSV")
    await here.hanne.closes()
    for person in here.everyone:
        await person.opens_home()
        assert "Sofie" not in person.home
    assert ABSENCE in said(here.sandbox)
    assert "Sofie" not in said(here.sandbox)
    assert len(here.sandbox.world.files) == 3


async def test_only_its_owner_and_facilitators_can_see_the_name_and_take_it_away(
    here: Workplace, office: Office
) -> None:
    await begins(here, office)
    await here.mads.clicks(WHO)
    assert here.mads.sees("Kun Mads Krog og Hanne Bach kan se navnet, og kun her.")
    assert SOFIE in str(here.mads.form)
    await here.mads.closes()
    for person in (here.tina, here.karen):
        async with office.bot.turns.open(here.who(person)) as turn:
            [number] = (await turn.session.scalars(select(Activation.id))).all()
            with pytest.raises(NotFound):
                await delicate.open_who(turn, number)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks(WHO)
    await here.hanne.fills({"Navn": ""})
    await here.hanne.submits()
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        assert not (await delicate.open_who(turn, number)).who


async def test_where_nobody_is_named_no_button_promises_a_name(
    here: Workplace, office: Office
) -> None:
    await begins(here, office)
    await here.mads.opens_home()
    introduction = here.mads.dm[0]
    assert WHO in here.mads.reads(introduction)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks(WHO)
    await here.hanne.fills({"Navn": " "})
    await here.hanne.submits()
    await here.sandbox.pass_time(seconds=5)
    assert WHO not in here.mads.reads(introduction)
    await here.hanne.clicks("Se, hvordan det går")
    assert not here.hanne.sees(WHO)
    await here.mads.clicks(WHO, on="home")  # as it was before
    assert here.mads.sees("Der står ikke noget navn her, og det behøver der heller ikke.")
    await here.mads.fills({"Navn": SOFIE})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert WHO in here.mads.reads(introduction)


async def test_begun_without_a_name_it_has_none_to_show(here: Workplace, office: Office) -> None:
    await begins(here, office, about="")
    assert WHO not in here.mads.reads(here.mads.dm[0])
    await here.mads.opens_home()
    assert WHO not in here.mads.home


async def test_what_was_asked_of_others_before_the_card_is_marked_hides_the_name_too(
    here: Workplace, office: Office
) -> None:
    await registers(here, email="mette@example.org")
    office.sandbox.adds("Mette Holm", email="mette@example.org")
    await here.sandbox.pass_time(until=at(2027, 2, 22, 10))
    await offers(here, here.karen)
    [asked] = await follow_ups_of(office.bot, here, here.mads, "asked")
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        await help_wanted.ask(turn, asked, "Hvad skal samtalen handle om?", "")
    await here.sandbox.pass_time(seconds=5)
    assert "Mette Holm" in here.karen.reads(here.karen.finds("spørger, om du vil tage over"))
    assert "Mette Holm" in here.hanne.reads(here.hanne.finds("har brug for hjælp"))
    question = here.hanne.finds("Er det Mette Holm")
    await settles(office, here, here.card_id, is_delicate=True)
    assert "Mette" not in said(here.sandbox)
    assert "Det skal du ikke svare på længere" in here.hanne.reads(question)


async def test_a_card_that_is_marked_hides_the_names_that_were_said_and_needs_no_more(
    here: Workplace, office: Office
) -> None:
    await registers(here, email="mette@example.org")
    assert here.mads.sees("Mette Holm")
    await settles(office, here, here.card_id, is_delicate=True)
    assert "Mette" not in said(here.sandbox)
    await settles(office, here, here.card_id, is_delicate=False)
    await here.mads.opens_home()
    assert "Mette" not in here.mads.home, "whoever gave the name was told who would see it"
    await settles(office, here, here.card_id, is_delicate=True)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        assert not await recruitments.published_cards(turn.session, turn.workspace)
        with pytest.raises(OutOfTurn):
            await leader_list.open_form(turn, here.card_id)
    await registers(here, name="")
    assert here.mads.was_told("Godt i gang som ny leder begynder mandag den 1. februar.") == 2
