"""A long morning of `kill -9` (see `tests.killing`): 1,000 follow-ups, 50 kills, some minutes.

    python -m tests.bench.kills [--people 1000] [--kills 50] [--seed 4711]

It needs nothing: the PostgreSQL server is one of its own, and Slack is the sandbox. It prints who
was killed when, and what was lost and said twice; the exit status is 1 if anything was.
"""

import argparse
import asyncio
import sys
import time
from random import SystemRandom

from tests.databases import migrate, own_server
from tests.killing import Morning, morning


def main() -> int:
    asked = _parser().parse_args()
    print(f"{asked.people} follow-ups, {asked.kills} kills, --seed {asked.seed}", flush=True)
    began = time.monotonic()
    with own_server() as url:
        migrate(url)
        outcome = asyncio.run(morning(url, asked.people, asked.kills, asked.seed))
    _tell(outcome)
    print(f"{time.monotonic() - began:.0f} s in all")
    return 1 if outcome.lost or outcome.doubled else 0


def _tell(outcome: Morning) -> None:
    for number, kill in enumerate(outcome.kills, 1):
        print(f"{number:3} the {kill.replica}, after {kill.letters} letters; {kill.open} rows due")
    print(f"looked for, whether it was said: {outcome.looked_for}")
    for word, wrong in (("lost", outcome.lost), ("said twice", outcome.doubled)):
        print(f"{word}: {len(wrong)}", *wrong, sep="\n    ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="each has one follow-up")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    return parser


if __name__ == "__main__":
    sys.exit(main())
