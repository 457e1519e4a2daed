"""Slack's own limits on what an app says, where they are switched on: what is too much gets a 429.

One message a second in a channel, with short bursts, and several hundred a minute in a workspace
(docs.slack.dev, "Rate limits"); here, ten at once, and 300 in any minute.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

LIMITED = "chat.postMessage"
MINUTE = timedelta(minutes=1)
IN_A_MINUTE = 300
BURST = 10  # in a channel


@dataclass(slots=True)
class Rates:
    times: int = 0  # so many times as much as Slack takes; 0: there is no limit
    refused: Counter[str] = field(default_factory=Counter[str])  # calls, by method
    _said: deque[datetime] = field(default_factory=deque[datetime])  # in the last minute
    _spent: dict[str, datetime] = field(
        default_factory=dict[str, datetime]
    )  # by channel: until when what was said there counts against its burst

    def wait(self, method: str, channel: str, now: datetime) -> int:
        """Whole seconds until the call is taken; 0: it is, and counts."""
        if not self.times or method != LIMITED:
            return 0
        a_second = timedelta(seconds=1) / self.times
        while self._said and self._said[0] <= now - MINUTE:
            self._said.popleft()
        spent = max(self._spent.get(channel, now), now) + a_second
        too_early = [spent - a_second * BURST - now]
        if len(self._said) >= IN_A_MINUTE * self.times:
            too_early.append(self._said[0] + MINUTE - now)
        if max(too_early) > timedelta(0):
            self.refused[method] += 1
            return ceil(max(too_early).total_seconds())
        self._said.append(now)
        self._spent[channel] = spent
        return 0
