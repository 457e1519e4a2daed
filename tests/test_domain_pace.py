"""How fast the bot speaks: short bursts, and never more in a minute than a workspace is to get."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.pace import AS_SLACK_ALLOWS, CHANNEL_BURST, MINUTE, Bucket, Pace

NOON = datetime(2026, 12, 14, 12, tzinfo=UTC)
AGES_AGO = NOON - timedelta(days=1)


def said(bucket: Bucket, waits: list[float]) -> list[datetime]:
    """When each is said, by one who has always more to say and looks again after each wait."""
    moments, free_at, now = list[datetime](), AGES_AGO, NOON
    for wait in waits:
        while free_at <= now:
            moments.append(now)
            free_at = bucket.free_after_one(free_at, now)
        now += timedelta(seconds=wait)
    return moments


def test_a_channel_gets_a_short_burst_and_then_one_a_second() -> None:
    moments = said(AS_SLACK_ALLOWS.channel, [0.5] * 20)
    assert moments.count(NOON) == CHANNEL_BURST
    assert moments[CHANNEL_BURST:] == [NOON + timedelta(seconds=n) for n in range(1, 10)]


@given(some.lists(some.floats(0, 90), max_size=40), some.integers(1, 500))
def test_no_minute_has_more_than_a_workspace_is_to_get(waits: list[float], most: int) -> None:
    moments = said(Pace.of(channel=60, workspace=most).workspace, waits)
    for moment in moments:
        in_a_minute = [one for one in moments if moment <= one < moment + MINUTE]
        assert len(in_a_minute) <= max(most, 2)
