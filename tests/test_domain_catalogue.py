import re
from dataclasses import fields, is_dataclass
from typing import Any, cast

import pytest

from bot.domain import catalogue
from bot.domain.priority_map import Field


def shape(value: Any) -> Any:
    """What must be alike in both languages: keys, numbers and lengths, but not the words."""
    if is_dataclass(value):
        return {
            field.name: getattr(value, field.name)
            if field.name in {"key", "step", "minutes", "pause_after"}
            else shape(getattr(value, field.name))
            for field in fields(value)
        }
    if isinstance(value, str):
        assert value.strip()
        assert value == value.strip()
        return str
    if isinstance(value, tuple):
        return [shape(inner) for inner in cast(tuple[Any, ...], value)]
    return {key: shape(inner) for key, inner in value.items()}


def test_everything_is_said_in_both_languages() -> None:
    assert shape(catalogue.copy("da")) == shape(catalogue.copy("en"))
    for theme in catalogue.THEMES:
        assert shape(theme.in_("da")) == shape(theme.in_("en"))


def test_the_two_languages_are_not_the_same_words() -> None:
    for theme in catalogue.THEMES:
        assert theme.in_("da").question != theme.in_("en").question
    assert catalogue.importance_question("da") != catalogue.importance_question("en")


def test_a_language_that_we_do_not_speak_gets_danish() -> None:
    assert catalogue.theme("sparring").in_("sv") == catalogue.theme("sparring").in_("da")
    assert catalogue.scale("") == catalogue.scale("da")


def test_there_are_twelve_themes_numbered_in_order_with_keys_of_their_own() -> None:
    assert [theme.number for theme in catalogue.THEMES] == list(range(1, 13))
    assert len({theme.key for theme in catalogue.THEMES}) == 12
    assert catalogue.theme("sparring").number == 3


def test_a_theme_of_ones_own_is_not_in_the_catalogue() -> None:
    with pytest.raises(KeyError):
        catalogue.theme("parking_spaces")


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_the_numbers_are_those_of_the_process(language: str) -> None:
    assert len(catalogue.scale(language)) == 5
    assert set(catalogue.map_fields(language)) == set(Field)
    assert len(catalogue.talk_questions(language)) == 2
    assert len(catalogue.setup_questions(language)) == 4
    assert len(catalogue.support_questions(language)) == 4
    assert len(catalogue.checklist(language)) == 3
    assert len(catalogue.card_fields(language)) == 7
    assert [
        sum(item.minutes for item in agenda.items) for agenda in catalogue.agendas(language)
    ] == [
        90,
        70,
        120,
    ]


def test_the_reference_card_has_the_seven_fields_in_their_order() -> None:
    names = [field.name for field in fields(catalogue.CardWords)]
    assert names == ["title", *(field.key for field in catalogue.card_fields("da"))]


def test_the_reference_follow_ups_hang_on_dates_that_exist() -> None:
    assert len(catalogue.reference_follow_ups()) == 5
    for rule in catalogue.reference_follow_ups():
        assert rule.anchor in {"recruited", "start", "talk"}
        assert rule.audience in {"owner", "contributors"}
        assert re.fullmatch(r"-?P\d+[DWM]", rule.offset)


def test_titles_fit_where_they_are_shown() -> None:
    for language in catalogue.LANGUAGES:
        assert all(len(theme.in_(language).title) <= 60 for theme in catalogue.THEMES)
        assert all(len(label) <= 75 for label in catalogue.scale(language))  # a button's limit
