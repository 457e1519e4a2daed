"""The workspace's time: set by hand in tests and stories, running by itself in the demo.

Everything that Slack dates by a calendar follows this clock: message timestamps, redelivery,
the age of a `response_url`. What a person would wait for at the screen (the three seconds of an
ack or a `trigger_id`) is always real time, and not read from here.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Self


class SimulatedClock:
    """Callable, like the app's own clock: answers the present moment, aware and in UTC."""

    def __init__(self, start: datetime, *, ticking: bool = False) -> None:
        self._reached = _in_utc(start)
        self._since = time.monotonic() if ticking else None

    @property
    def ticking(self) -> bool:
        return self._since is not None

    def runs(self) -> Self:
        """From now on by itself."""
        if self._since is None:
            self._since = time.monotonic()
        return self

    def __call__(self) -> datetime:
        if self._since is None:
            return self._reached
        return self._reached + timedelta(seconds=time.monotonic() - self._since)

    def advance(
        self,
        *,
        weeks: float = 0,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> Self:
        return self.set(
            self()
            + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        )

    def set(self, moment: datetime) -> Self:
        """Move on to `moment`. Time does not run backwards: what was said stays said.

        A ticking clock may have come past `moment` since it was last read, and then just goes on.
        """
        moment, now = _in_utc(moment), self()
        if moment < now and not self.ticking:
            raise ValueError(f"it is already {now}; {moment} has passed")
        self._reached = max(moment, now)
        if self._since is not None:
            self._since = time.monotonic()
        return self


def wall_seconds() -> float:
    """Seconds since 1970, real ones: signatures carry them."""
    return time.time()


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
