from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.priority_map import (
    Axis,
    Ballot,
    Field,
    Placed,
    Tally,
    fold,
    hand_placed,
    place,
    widest_first,
)

answers = st.none() | st.integers(1, 5)
ballots = st.lists(
    st.dictionaries(
        st.sampled_from(["sparring", "restitution", "across"]), st.tuples(answers, answers)
    ),
    max_size=30,
)


def tally(*pairs: tuple[int | None, int | None]) -> Tally:
    return fold([{"theme": pair} for pair in pairs])["theme"]


def placed(*pairs: tuple[int | None, int | None]) -> Placed:
    (only,) = place({"theme": tally(*pairs)}).placed
    return only


def test_ballots_are_folded_into_counts_of_pairs() -> None:
    folded = fold(
        [
            {"sparring": (5, 2), "across": (None, 4)},
            {"sparring": (5, 2), "across": (None, None)},
            {"sparring": (4, None)},
        ]
    )
    assert folded["sparring"].counts == {(5, 2): 2, (4, 0): 1}
    assert folded["across"].counts == {(0, 4): 1, (0, 0): 1}


@pytest.mark.parametrize(
    ("pair", "field"),
    [
        ((5, 1), Field.FOCUS),
        ((5, 5), Field.HOLD),
        ((1, 5), Field.UNDERSTAND),
        ((1, 1), Field.CONSIDER),
    ],
)
def test_a_theme_falls_in_the_field_of_its_means(pair: tuple[int, int], field: Field) -> None:
    assert placed(*[pair] * 5).field is field


def test_just_above_three_is_high_and_just_below_is_low() -> None:
    theme = placed(*[(3, 3)] * 400, (4, 2))
    assert theme.field is Field.FOCUS
    assert not theme.on_line


def test_exactly_three_is_on_the_line_and_in_no_field() -> None:
    theme = placed((2, 5), (4, 5), (3, 4), (1, 5), (5, 4))
    assert theme.field is None
    assert theme.on_line == {Axis.IMPORTANCE}
    assert placed(*[(3, 3)] * 5).on_line == {Axis.IMPORTANCE, Axis.SUCCESS}


def test_dont_know_counts_on_neither_side_of_the_mean() -> None:
    theme = placed(*[(4, 2)] * 5, (None, 2), (5, None), (None, None))
    assert (theme.importance_answers, theme.success_answers) == (6, 6)
    assert theme.importance == pytest.approx(25 / 6)
    assert theme.success == 2


def test_a_theme_that_too_few_answered_is_only_named() -> None:
    found = place({"few": tally(*[(5, 1)] * 4), "enough": tally(*[(5, 1)] * 5)})
    assert [theme.theme for theme in found.placed] == ["enough"]
    assert found.too_few == ("few",)


def test_four_numbers_on_one_scale_are_too_few_however_many_are_on_the_other() -> None:
    assert place({"theme": tally(*[(5, 1)] * 4, *[(5, None)] * 20)}).placed == ()


def test_the_map_is_read_field_by_field_with_the_most_important_first() -> None:
    found = place(
        {
            "line": tally(*[(3, 1)] * 5),
            "consider": tally(*[(1, 1)] * 5),
            "focus_less": tally(*[(4, 1)] * 5),
            "focus_near": tally(*[(5, 2)] * 5),
            "focus_wide": tally(*[(5, 1)] * 5),
            "hold": tally(*[(4, 5)] * 5),
        }
    )
    order = ["focus_wide", "focus_near", "focus_less", "hold", "consider", "line"]
    assert [theme.theme for theme in found.placed] == order
    assert [theme.theme for theme in found.in_field(Field.FOCUS)] == order[:3]
    assert [theme.theme for theme in found.on_the_line] == ["line"]


def test_the_talk_begins_where_success_lags_furthest_behind_importance() -> None:
    found = place(
        {
            "same": tally(*[(5, 5)] * 5),
            "wide": tally(*[(5, 1)] * 5),
            "ahead": tally(*[(1, 5)] * 5),
            "near": tally(*[(4, 2)] * 5),
        }
    )
    talk = [theme.theme for theme in widest_first(found.placed)]
    assert talk == ["wide", "near", "same", "ahead"]


def test_a_map_made_by_hand_shows_all_four_fields() -> None:
    places: Mapping[str, Field] = {"b": Field.FOCUS, "a": Field.FOCUS, "c": Field.HOLD}
    assert hand_placed(places) == {
        Field.FOCUS: ("b", "a"),
        Field.HOLD: ("c",),
        Field.UNDERSTAND: (),
        Field.CONSIDER: (),
    }


@given(ballots, st.integers(0, 12))
def test_no_figure_rests_on_fewer_than_k_answers_and_no_theme_is_lost(
    given_ballots: list[Ballot], k: int
) -> None:
    tallies = fold(given_ballots)
    found = place(tallies, k)
    assert sorted([*found.too_few, *(theme.theme for theme in found.placed)]) == sorted(tallies)
    for theme in found.placed:
        assert min(theme.importance_answers, theme.success_answers) >= max(k, 5)
        assert 1 <= theme.importance <= 5
        assert 1 <= theme.success <= 5
        assert (theme.field is None) == bool(theme.on_line)


@given(ballots)
def test_folding_forgets_the_order_of_the_ballots(given_ballots: list[Ballot]) -> None:
    assert fold(given_ballots) == fold(reversed(given_ballots))


@given(ballots)
def test_every_answer_is_counted_once(given_ballots: list[Ballot]) -> None:
    counted = sum(sum(tally.counts.values()) for tally in fold(given_ballots).values())
    assert counted == sum(len(ballot) for ballot in given_ballots)
