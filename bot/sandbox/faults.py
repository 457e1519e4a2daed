"""Faults on request: what Slack and the network do to an app on a bad day."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

FaultKind: TypeAlias = Literal[
    "too_many_requests",  # 429 with Retry-After; nothing was done
    "server_error",  # 500; nothing was done
    "internal_error",  # 200 with ok: false; it was done all the same
    "lost_before",  # the connection breaks before Slack has done it
    "lost_after",  # ... after Slack has done it, before it could say so
    "slow",  # it is done, and said late
]


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    retry_after: int = 30
    delay: float = 0  # seconds of real time until the answer, or until there is none


@dataclass(slots=True)
class Faults:
    """Queues of faults by Web API method (`response_url` is one of them)."""

    _waiting: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def strike(
        self,
        method: str,
        kind: FaultKind,
        *,
        times: int = 1,
        retry_after: int = 30,
        delay: float = 0,
    ) -> None:
        """The next `times` calls of `method` meet this fault.

        With a `delay` longer than the caller waits, it is a time-out: before it was done
        (`lost_before`) or after (`lost_after`, `slow`).
        """
        self._waiting[method].extend([Fault(kind, retry_after, delay)] * times)

    def next(self, method: str) -> Fault | None:
        waiting = self._waiting[method]
        return waiting.popleft() if waiting else None
