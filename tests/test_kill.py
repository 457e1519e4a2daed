"""`kill -9`: what a process was about to say, is saying, or has just said is said once."""

from collections.abc import Callable

from tests.killing import morning

SEED = 20261216


async def test_with_either_process_killed_over_and_over_each_is_told_everything_once(
    postgresql: Callable[[], str],
) -> None:
    """A hundred follow-ups, two letters each, five kills; `tests.bench.kills` has more of it."""
    outcome = await morning(postgresql(), people=100, kills=5, seed=SEED)
    assert len(outcome.kills) == 5
    assert all(kill.open for kill in outcome.kills), "there was nothing left to lose"
    assert not outcome.lost
    assert not outcome.doubled
