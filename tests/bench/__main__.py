"""All that is measured, one after the other, or what is named: `python -m tests.bench [name …]`.

Nothing is asserted. What is long by nature has a command of its own: `python -m tests.bench.kills`.
"""

import argparse
import subprocess
import sys

MEASURED = ("sweeps", "clicks", "claims", "promises", "reactions", "letters")


def main() -> int:
    """Each in a process of its own, so that none slows another."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASURED))
    names = parser.parse_args().names or MEASURED
    if unknown := {*names} - {*MEASURED}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    commands = [[sys.executable, "-m", f"tests.bench.{name}"] for name in names]
    return max(subprocess.run(command, check=False).returncode for command in commands)  # noqa: S603  ours


if __name__ == "__main__":
    sys.exit(main())
