"""How fast the bot may speak: some messages at once, then one after another.

Slack wants one message a second in a channel, with short bursts, and several hundred a minute in a
workspace (docs.slack.dev, "Rate limits").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
CHANNEL_BURST = 10


@dataclass(frozen=True, slots=True)
class Bucket:
    """`burst` messages at once, then one each `interval`."""

    interval: timedelta
    burst: int

    def free_after_one(self, free_at: datetime, now: datetime) -> datetime:
        """From when the next may be said, once one more is; before it, that was `free_at`."""
        ahead = self.interval * (self.burst - 1)
        return max(free_at + ahead, now) + self.interval - ahead

    @property
    def half(self) -> timedelta:
        """How much later what was promised to many may be said: the rest is for people's clicks."""
        return self.interval * (self.burst // 2)


@dataclass(frozen=True, slots=True)
class Pace:
    channel: Bucket
    workspace: Bucket

    @classmethod
    def of(cls, *, channel: int, workspace: int) -> "Pace":
        """From messages a minute. In no minute does a workspace get more, its bursts included: so
        what may be said at once, a tenth, is lost to whoever has much to say for long.
        """
        burst = max(workspace // 10, 1)
        steady = max(workspace - burst, 1)
        return cls(
            channel=Bucket(MINUTE / channel, CHANNEL_BURST),
            workspace=Bucket(MINUTE / steady, burst),
        )


AS_SLACK_ALLOWS = Pace.of(channel=60, workspace=300)
