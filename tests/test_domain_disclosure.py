from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import RoundCount, may_release, releasable, round_counts
from bot.domain.priority_map import Tally


@pytest.mark.parametrize(("answers", "k", "may"), [(4, 5, False), (5, 5, True), (7, 8, False)])
def test_a_figure_needs_k_answers(answers: int, k: int, may: bool) -> None:
    assert may_release(answers, k) is may


def test_k_can_be_raised_but_never_lowered_below_five() -> None:
    assert not may_release(4, k=1)
    assert not may_release(4, k=-3)


def test_themes_with_too_few_answers_on_either_scale_are_dropped_whole() -> None:
    tallies = {
        "important_only": Tally({(5, 0): 9, (5, 1): 4}),
        "success_only": Tally({(0, 1): 9, (5, 1): 4}),
        "both": Tally({(5, 1): 5}),
    }
    assert releasable(tallies) == {"both": tallies["both"]}
    assert releasable(tallies, k=6) == {}


@pytest.mark.parametrize(
    ("answered", "asked", "told"),
    [
        (0, 60, RoundCount(60, under=5)),
        (4, 60, RoundCount(60, under=5)),
        (38, 60, RoundCount(60, about=40)),
        (60, 60, RoundCount(60, about=60)),
        (58, 58, RoundCount(58, about=50)),
        (11, 12, RoundCount(12, about=10)),
        (6, 6, RoundCount(6)),
        (0, 3, RoundCount(3)),
    ],
)
def test_an_open_round_tells_about_how_many(answered: int, asked: int, told: RoundCount) -> None:
    assert round_counts(answered, asked) == told


@given(st.integers(0, 600))
def test_whatever_is_told_could_be_at_least_three_counts(asked: int) -> None:
    alike = Counter(round_counts(answered, asked) for answered in range(asked + 1))
    assert asked < 3 or min(alike.values()) >= 3


@given(st.integers(0, 600))
def test_neither_none_nor_all_can_be_told_from_their_neighbours(asked: int) -> None:
    if asked:
        assert round_counts(0, asked) == round_counts(1, asked)
        assert round_counts(asked, asked) == round_counts(asked - 1, asked)


@pytest.mark.parametrize(
    ("answered", "asked", "at_first", "told"),
    [
        (38, 63, 60, RoundCount(63, about=40)),
        (8, 10, 8, RoundCount(10, least=5)),  # as before: 5, 6, 7 or 8 of the eight
        (60, 70, 58, RoundCount(70, least=45)),
        (30, 40, 6, RoundCount(40)),
        (3, 9, 8, RoundCount(9, under=5)),
    ],
)
def test_those_added_later_move_no_step(
    answered: int, asked: int, at_first: int, told: RoundCount
) -> None:
    assert round_counts(answered, asked, at_first) == told


@given(st.integers(0, 200), st.integers(0, 60))
def test_adding_people_who_do_not_answer_tells_nothing_that_was_not_told(
    at_first: int, added: int
) -> None:
    before = [round_counts(answered, at_first) for answered in range(at_first + 1)]
    after = [round_counts(n, at_first + added, at_first) for n in range(at_first + 1)]
    assert all(
        (before[one] == before[other]) == (after[one] == after[other])
        for one in range(at_first + 1)
        for other in range(one)
    )


@given(st.integers(0, 200), st.integers(1, 60), st.data())
def test_at_least_is_never_more_than_have_answered(
    at_first: int, added: int, data: st.DataObject
) -> None:
    answered = data.draw(st.integers(0, at_first + added))
    assert (round_counts(answered, at_first + added, at_first).least or 0) <= answered


@given(st.integers(1, 600), st.data())
def test_more_answers_never_look_like_fewer(asked: int, data: st.DataObject) -> None:
    answered = data.draw(st.integers(0, asked - 1))
    before, after = round_counts(answered, asked), round_counts(answered + 1, asked)
    assert (before.about or 0) <= (after.about or 0) <= asked
    assert after.under is None or before.under is not None
