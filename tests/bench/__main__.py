"""All that is measured, one after the other: `python -m tests.bench`. Nothing is asserted.

What is long by nature has a command of its own: `python -m tests.bench.kills`.
"""

import subprocess
import sys

MEASURED = ("tests.bench.sweeps", "tests.bench.clicks")


def main() -> int:
    """Each in a process of its own, so that none slows another."""
    ended = [subprocess.run([sys.executable, "-m", name], check=False) for name in MEASURED]  # noqa: S603  ours
    return max(one.returncode for one in ended)


if __name__ == "__main__":
    sys.exit(main())
