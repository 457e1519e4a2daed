"""`run`, at another hour and with a shorter lease: for tests that kill it and start it again.

`python -m tests.replica AHEAD LEASE`, both in seconds: how far its clock is ahead of the machine's.
"""

import asyncio
import os
import sys
from datetime import timedelta

from bot.clock import system_clock
from bot.logs import start_logging
from bot.serve import serve
from bot.settings import Settings


def main(ahead: str, lease: str) -> None:
    start_logging()
    distance = timedelta(seconds=float(ahead))
    settings = Settings.from_env(os.environ)
    until_told_to_stop = serve(
        settings,
        clock=lambda: system_clock() + distance,
        lease=timedelta(seconds=float(lease)),
    )
    asyncio.run(until_told_to_stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
