from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import LANGUAGES, reference_card
from bot.domain.follow_up_dates import WorkingDays, when
from bot.domain.follow_up_text import MOST_CHARACTERS, understand
from bot.domain.follow_up_words import LEXICONS

WORDS = sorted(
    {word for lexicon in LEXICONS for phrase in lexicon.numbers for word in phrase}
    | {word for lexicon in LEXICONS for phrase in lexicon.unit for word in phrase}
    | {word for lexicon in LEXICONS for phrase in lexicon.units for word in phrase}
    | {word for lexicon in LEXICONS for phrase in lexicon.links for word in phrase}
    | {word for lexicon in LEXICONS for phrase in lexicon.openings for word in phrase}
    | {word for lexicon in LEXICONS for phrase in lexicon.landmarks for word in phrase}
    | {word for lexicon in LEXICONS for word in lexicon.fillers}
    | {"5", "0", "1½", "2,5", "4-6", ".", "\n", "halvanden", "ugen", "og"}
)
sentences = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def said(text: str) -> list[tuple[str, str]]:
    return [(suggestion.anchor, suggestion.offset) for suggestion in understand(text)]


@pytest.mark.parametrize(
    ("text", "anchor", "offset"),
    [
        ("5 uger efter start", "start", "P5W"),
        ("fem uger efter første arbejdsdag", "start", "P5W"),
        ("Fem uger efter den nye leders første arbejdsdag", "start", "P5W"),
        ("5 uger efter, at lederen er startet", "start", "P5W"),
        ("når lederen har været fem uger i jobbet", "start", "P5W"),
        ("3 måneder inde i jobbet", "start", "P3M"),
        ("3 mdr. efter start", "start", "P3M"),
        ("10 arbejdsdage efter start", "start", "P10B"),
        ("en arbejdsdag før samtalen", "talk", "-P1B"),
        ("halvanden uge efter start", "start", "P10D"),
        ("halvanden måned efter start", "start", "P1M15D"),
        ("to og en halv uge efter start", "start", "P17D"),
        ("2½ uge efter start", "start", "P17D"),
        ("et halvt år efter tiltrædelsen", "start", "P6M"),
        ("halvandet år efter start", "start", "P18M"),
        ("1 måned og 2 uger efter start", "start", "P1M14D"),
        ("en uge før start", "start", "-P1W"),
        ("PÅ FØRSTE ARBEJDSDAG", "start", "P0D"),
        ("når den nye teamleder begynder", "start", "P0D"),
        ("14 dage efter ansættelsen", "recruited", "P2W"),
        ("tre dage efter at lederen er ansat", "recruited", "P3D"),
        ("ved ansættelsen", "recruited", "P0D"),
        ("når lederen er ansat", "recruited", "P0D"),
        ("ugen før samtalen", "talk", "-P1W"),
        ("dagen inden opfølgningssamtalen", "talk", "-P1D"),
        ("to dage efter samtalen", "talk", "P2D"),
        ("samme dag som samtalen", "talk", "P0D"),
    ],
)
def test_danish_is_understood(text: str, anchor: str, offset: str) -> None:
    assert said(text) == [(anchor, offset)]


@pytest.mark.parametrize(
    ("text", "anchor", "offset"),
    [
        ("5 weeks after start", "start", "P5W"),
        ("five weeks after the first day at work", "start", "P5W"),
        ("Five weeks after the new leader's first day", "start", "P5W"),
        ("three months into the job", "start", "P3M"),
        ("one and a half weeks after they start", "start", "P10D"),
        ("half a year after the start date", "start", "P6M"),
        ("ten working days after start", "start", "P10B"),
        ("3 business days before the talk", "talk", "-P3B"),
        ("on the first day at work", "start", "P0D"),
        ("two weeks after the leader has been hired", "recruited", "P2W"),
        ("at recruitment", "recruited", "P0D"),
        ("when we hire a new leader", "recruited", "P0D"),
        ("the week before the talk", "talk", "-P1W"),
        ("a day after the follow-up talk", "talk", "P1D"),
        ("on the same day as the talk", "talk", "P0D"),
    ],
)
def test_english_is_understood(text: str, anchor: str, offset: str) -> None:
    assert said(text) == [(anchor, offset)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_card_is_understood(language: str) -> None:
    assert said(reference_card(language).follow_up) == [("start", "P5W")]
    assert said(reference_card(language).where_when) == [("recruited", "P0D")]


def test_several_follow_ups_come_in_the_order_in_which_they_are_said() -> None:
    text = (
        "Samtale fem uger efter start; TR og AMR spørges ugen før samtalen, "
        "og de hører fra dig to dage efter samtalen. And again 3 months after start."
    )
    assert said(text) == [("start", "P5W"), ("talk", "-P1W"), ("talk", "P2D"), ("start", "P3M")]


def test_two_amounts_before_one_landmark_are_two_follow_ups() -> None:
    assert said("5 uger og 3 måneder efter start") == [("start", "P5W"), ("start", "P3M")]
    assert said("3 arbejdsdage og 2 uger efter start") == [("start", "P3B"), ("start", "P2W")]


def test_the_words_are_quoted_as_they_were_typed() -> None:
    (suggestion,) = understand("*Husk*: Fem  uger efter START, tak!")
    assert suggestion.quoted == "Fem  uger efter START"


def test_what_is_said_twice_is_offered_once() -> None:
    assert said("5 uger efter start, altså fem uger efter første dag") == [("start", "P5W")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Spørg dem inden samtalen, og tag dem med på råd bagefter.",  # no number
        "nogle uger efter start",
        "et par uger efter start",
        "efter 5 uger",  # after what?
        "5 uger senere",
        "4-6 uger efter start",  # not one amount
        "4 til 6 uger efter start",
        "mellem 4 og 6 uger efter start",
        "two to three weeks after the talk",
        "hver 5 uger efter start",  # again and again
        "every 5 weeks after start",
        "en måned og tre arbejdsdage efter start",  # no such distance on the calendar
        "en halv arbejdsdag efter start",
        "en halv dag efter samtalen",
        "1000 uger efter start",
        "efter ansættelsessamtalen",  # another talk
        "two days after the hiring interview",
        "to dage efter mødet",
        "5 uger efter starten af året",  # another start
        "at the start of the year",
        "2 uger efter kursets start",
        "når lederen begynder at trives",
        "når lederen har været ansat i 5 uger",
        "5 uger. Efter start",  # two sentences
        "efter 5 uger og to dage før samtalen",  # which of the two is before the talk?
    ],
)
def test_what_was_not_said_is_not_offered(text: str) -> None:
    assert said(text) == []


def test_a_letter_typed_in_two_parts_is_the_same_letter() -> None:
    assert said("på fo\u0308rste") == []
    assert said("et halvt a\u030ar efter start") == [("start", "P6M")]


@pytest.mark.parametrize(
    "garbage",
    ["5 uger efter ", "en ", "a", "1", "fem uger efter den den ", "(", "\U0001f600", "\0"],
)
def test_five_megabytes_of_garbage_take_no_time(garbage: str) -> None:
    begun = perf_counter()
    understand(garbage * (5_000_000 // len(garbage)))
    assert perf_counter() - begun < 2


def test_what_stands_far_down_a_huge_text_is_not_read() -> None:
    assert said(" " * MOST_CHARACTERS + "5 uger efter start") == []


@given(st.text() | sentences)
def test_whatever_is_typed_it_offers_only_offsets_that_make_a_date(text: str) -> None:
    for suggestion in understand(text):
        assert suggestion.anchor in {"recruited", "start", "talk"}
        assert suggestion.quoted
        when(date(2027, 2, 1), suggestion.offset, "Europe/Copenhagen", WorkingDays())


@given(sentences)
def test_the_quoted_words_say_the_same_by_themselves(text: str) -> None:
    for suggestion in understand(text):
        assert (suggestion.anchor, suggestion.offset) in said(suggestion.quoted)


@given(sentences)
def test_nothing_is_offered_twice(text: str) -> None:
    assert len(said(text)) == len(set(said(text)))
