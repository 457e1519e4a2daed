import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.markdown import one_line, paragraph
from bot.documents.plan_text import (
    CardText,
    ChosenText,
    ParkedText,
    PlanDocument,
    plan_markdown,
)
from bot.domain.catalogue import (
    LANGUAGES,
    CardWords,
    card_fields,
    reference_card,
)

UNFINISHED = CardWords("Plads til pauser", "", "", "", "", "", "", "")


def plan(language: str = "da") -> PlanDocument:
    card = CardText(
        reference_card(language),
        checklist=["Book samtalen", "Giv nøgler og adgang"],
        follow_ups=["5 uger efter start: den ansvarlige"],
        responsible="Mads Krog",
        begins="Når en ny leder er ansat",
    )
    return PlanDocument(
        title="Plan for ledertrivsel",
        process="Ledertrivsel 2027",
        published="den 12. marts 2027",
        chosen=[
            ChosenText(
                "Modtagelse af nye ledere",
                "Vi ansætter mange lige nu.",
                ["En mentor til alle"],
                ["HR's introduktion"],
                card,
            ),
            ChosenText("Pauser", "Vi når dem ikke.", card=CardText(UNFINISHED)),
            ChosenText("Sparring", "Vi mangler den."),
        ],
        parked=[
            ParkedText("Sygefravær", "Hvor mange dage?", "HR"),
            ParkedText("På tværs", "", "direktionen"),
        ],
    )


def test_the_plan_says_what_was_chosen_why_and_what_is_done() -> None:
    text = plan_markdown(plan(), "da")
    assert text.startswith(
        "# Plan for ledertrivsel\n\nLedertrivsel 2027 · Offentliggjort den 12. marts 2027\n\n"
        "## 1. Modtagelse af nye ledere\n\n"
        "**Derfor har vi valgt det**\\\nVi ansætter mange lige nu.\n\n"
        "**Det gør vi**\n\n- En mentor til alle\n\n"
        "**Det har vi allerede**\n\n- HR's introduktion\n\n"
        "### Action card: Godt i gang som ny leder\n\n**Går i gang**\\\n"
    )
    assert text.endswith(
        "## Parkeringsplads\n\n"
        "- **Sygefravær** – Vi mangler viden, før vi kan vælge: Hvor mange dage? (HR)\n"
        "- **På tværs** – Andre skal tage stilling (direktionen)\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_its_seven_fields_in_their_order(language: str) -> None:
    labels = re.findall(r"^\*\*(.+?)\*\*", plan_markdown(plan(language), language), re.MULTILINE)
    seven = [field.label for field in card_fields(language)]
    assert [label for label in labels if label in seven] == seven * 2


def test_the_check_list_stands_for_the_tasks_and_the_person_for_the_role() -> None:
    text = plan_markdown(plan(), "da")
    assert "**Går i gang**\\\nNår en ny leder er ansat\n\n**Anledning**" in text
    assert "**Ansvarlig**\\\nMads Krog\n" in text
    assert (
        "**Opgaver**\n\n- [ ] Book samtalen\n- [ ] Giv nøgler og adgang\n\n**Opfølgning**" in text
    )
    assert "**Det bliver der mindet om**\n\n- 5 uger efter start: den ansvarlige\n" in text


def test_what_a_card_lacks_is_said() -> None:
    text = plan_markdown(plan(), "da")
    assert text.count("*Mangler endnu.*") == 7
    assert "*Temaet har ikke fået et action card endnu.*" in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("HR & AMR", "HR & AMR"),
        ("5-6 uger (ca.)", "5-6 uger (ca.)"),
        ("*fed* _skrå_ `kode`", "\\*fed\\* \\_skrå\\_ \\`kode\\`"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("[her](http://x.dk)", "\\[her\\](http\\://x.dk)"),
        ("www.x.dk", "www\\.x.dk"),
        ("&lt; &#60;", "\\&lt; \\&#60;"),
        ("# Overskrift #", "\\# Overskrift \\#"),
        ("- punkt", "\\- punkt"),
        ("1. punkt", "1\\. punkt"),
        ("> citat", "\\> citat"),
        ("a|b", "a\\|b"),
        ("sidst \\", "sidst \\\\"),
        ("  to\nlinjer\t\0", "to linjer"),
        ("gemt \u202eord", "gemt ord"),
    ],
)
def test_what_people_typed_stays_words(typed: str, written: str) -> None:
    assert one_line(typed) == written


def test_line_breaks_are_kept_and_begin_nothing_new() -> None:
    assert paragraph("Først\n\n    så\r\n# ikke en overskrift\n") == (
        "Først\\\nså\\\n\\# ikke en overskrift"
    )


@given(st.text())
def test_no_words_make_a_heading_or_an_item(text: str) -> None:
    chosen = ChosenText(text, text, [text], [text], CardText(UNFINISHED, [text]))
    document = PlanDocument(text, text, text, [chosen], [ParkedText(text, text, text)])
    lines = plan_markdown(document, "da").split("\n")
    assert sum(line.startswith("#") for line in lines) == 4
    assert sum(line.startswith("- ") for line in lines) == 4
