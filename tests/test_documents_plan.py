import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.documents.markdown import one_line, paragraph, visible
from bot.documents.page import page
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
        behind=["Bag planen står Direktionen og HR."],
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
            ParkedText("Sygefravær", "Vi mangler at vide “Hvor mange dage?” (HR finder ud af det)"),
            ParkedText("På tværs", "direktionen skal tage stilling"),
        ],
    )


def test_the_plan_says_what_was_chosen_why_and_what_is_done() -> None:
    text = plan_markdown(plan(), "da")
    assert text.startswith(
        "# Plan for ledertrivsel\n\nLedertrivsel 2027 · Offentliggjort den 12. marts 2027\\\n"
        "Bag planen står Direktionen og HR.\n\n"
        "## 1. Modtagelse af nye ledere\n\n"
        "**Derfor har vi valgt det**\\\nVi ansætter mange lige nu.\n\n"
        "**Det gør vi**\n\n- En mentor til alle\n\n"
        "**Det har vi allerede**\n\n- HR's introduktion\n\n"
        "### Action card: Godt i gang som ny leder\n\n**Går i gang**\\\n"
    )
    assert text.endswith(
        "## Parkeringsplads\n\n"
        "- **Sygefravær** – Vi mangler at vide “Hvor mange dage?” (HR finder ud af det)\n"
        "- **På tværs** – direktionen skal tage stilling\n"
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
    assert "**Opgaver**\\\n☐ Book samtalen\\\n☐ Giv nøgler og adgang\n\n**Opfølgning**" in text
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
    document = PlanDocument(text, text, text, [text], [chosen], [ParkedText(text, text)])
    lines = plan_markdown(document, "da").split("\n")
    assert sum(line.startswith("#") for line in lines) == 4
    assert sum(line.startswith("- ") for line in lines) == 3


# The page


class Read(HTMLParser):
    """A page as a browser takes it: its tags, and the words in each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        if tag != "meta":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        self.words[inside] = self.words.get(inside, "") + data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def page_of(text: str) -> str:
    """A plan in which everything that can be typed is that text."""
    whole = CardWords(text, text, text, text, text, text, text, text)
    card = CardText(whole, [text], [text], text, text)
    chosen = ChosenText(text, text, [text], [text], card)
    document = PlanDocument(text, text, text, [text], [chosen], [ParkedText(text, text)])
    return page(plan_markdown(document, "da"), title=text, language="da")


def test_the_page_stands_alone_with_headings_and_lists() -> None:
    html = page(plan_markdown(plan(), "da"), title="Ledertrivsel <2027>", language="da")
    assert html.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "<title>Ledertrivsel &lt;2027&gt;</title>" in html
    assert "<h1>Plan for ledertrivsel</h1>" in html
    assert "<h2>1. Modtagelse af nye ledere</h2>" in html
    assert "<h3>Action card: Godt i gang som ny leder</h3>" in html
    assert "<p><strong>Ansvarlig</strong><br />\nMads Krog</p>" in html
    assert "<br />\n☐ Book samtalen<br />\n☐ Giv nøgler og adgang</p>" in html
    assert "<li><strong>På tværs</strong> – direktionen skal tage stilling</li>" in html
    assert not {"script", "link", "img", "a"} & {tag for tag, _ in Read(html).tags}
    assert "**" not in html
    assert "\\" not in html


@given(st.text(min_size=1).filter(lambda text: visible(text)))
@example("</title><script>alert(1)</script>")
@example("<img src=x onerror=alert(1)> &lt; <!-- --> <http://x.dk>")
@example("[her](javascript:alert(1)) ![x](y) **fed** `kode` ~~~ ===")
@example("1. punkt\n- punkt\n> citat\n    kode\n\n# overskrift\n***\n| a | b |\n|---|---|")
def test_what_people_typed_is_words_on_the_page_too(text: str) -> None:
    read, harmless = Read(page_of(text)), Read(page_of("ord"))
    assert _without_breaks(read) == _without_breaks(harmless)
    assert read.words["h1"] == read.words["title"] == visible(text)
    assert read.words["h2"].startswith(f"1. {visible(text)}")


def _without_breaks(read: Read) -> Counter[str]:
    """How many of each element, with its attributes; lines that were typed keep their breaks."""
    return Counter(f"{tag} {attributes}" for tag, attributes in read.tags if tag != "br")
