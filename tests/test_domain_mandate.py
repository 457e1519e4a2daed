from itertools import combinations

import pytest

from bot.domain.mandate import MANDATE, Role, may

# Written out once more by hand, so that a change of the table is a decision and not a slip.
# Columns as in Role: starter, facilitator, leader, decider, group lead, owner, contributor, anyone.
TABLE = """
                         S F L D G O C A
setup.start              x . . . . . . .
setup.change             . x . . . . . .
setup.launch             . x . . . . . .
setup.cancel             . x . . . . . .
process.stop             . x . . . . . .
playbook.read            . x . . . . . .
facilitator.add          . x . . . . . .
undelivered.settle       . x . . . . . .
rating.begin             . . x . . . . .
rating.answer            . . x . . . . .
rating.skip              . . x . . . . .
rating.review            . . x . . . . .
round.show               . x . . . . . .
round.add_leaders        . x . . . . . .
round.move_deadline      . x . . . . . .
round.close              . x . . . . . .
map.release              . x . . . . . .
map.place_by_hand        . x . . . . . .
choice.decide            . . . x . . . .
group.open               . x . . . . . .
group.appoint            . x . . x . . .
group.note               . x . . x . . .
group.close              . x . . x . . .
card.edit                . x . . x x . .
plan.publish             . x . . . . . .
plan.read                x x x x x x x x
activation.register      . x . . . x . .
activation.register_own  . . x . . . . .
activation.register_many . x . . . . . .
activation.begin         . x . . . x . .
activation.answer        . . . . . x . .
activation.move          . . . . . x . .
activation.move_start    . x . . . x . .
activation.hand_over     . x . . . x . .
activation.stop          . x . . . . . .
activation.ask_again     . x . . . . . .
activation.help          . x . . . . . .
activation.overview      . x . . . . . .
activation.look_after    . x . . . . . .
activation.see_who       . x . . . x . .
activation.give_input    . . . . . . x .
activation.do_task       . . . . . . x .
overview.read            . x . . . . . .
calendar_file.get        . . . . . x . .
newcomer.answer          . x . . . . . .
"""
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()[1:]}


def test_every_step_is_in_the_table() -> None:
    assert set(MANDATE) == set(ROWS)


@pytest.mark.parametrize("step", ROWS)
def test_each_role_may_do_exactly_what_the_table_says(step: str) -> None:
    may_do = {role for role in Role if may({role}, step)}
    assert may_do == {role for role, mark in zip(Role, ROWS[step], strict=True) if mark == "x"}


@pytest.mark.parametrize("step", ROWS)
def test_several_roles_may_do_what_any_of_them_may(step: str) -> None:
    for one, other in combinations(Role, 2):
        assert may({one, other}, step) == (may({one}, step) or may({other}, step))


def test_someone_without_a_role_may_do_what_anyone_may() -> None:
    assert {step for step in MANDATE if may(set(), step)} == {"plan.read"}


def test_a_step_outside_the_table_is_a_bug_and_not_a_refusal() -> None:
    with pytest.raises(KeyError):
        may(set(Role), "round.reopen")
