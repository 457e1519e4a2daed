"""How many rows of the outbox are claimed and run in a second, beside procrastinate's worker.

    python -m tests.bench.claims [--jobs 1000] [--rounds 5] [--python PATH]

The task is empty, each worker does one at a time, and both are on the same PostgreSQL server, with
a database each. Measured are one process and two, by turns, from the word to go until nothing is
left; printed are medians, and their ratios.

Procrastinate is no dependency of ours: it is installed with pip into an environment that is thrown
away again, or taken from the one whose Python is named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import venv
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text

from tests.bench.claims_worker import SPOKEN
from tests.databases import ROOT, migrate, own_server

PROCRASTINATE = "procrastinate==3.10.*"
OTHER = Path(__file__).with_name("procrastinate_worker.py")
WARM_UP = 100  # jobs
Took = Mapping[tuple[str, int], Sequence[float]]  # by whose, and how many processes: jobs a second


class Failed(Exception):
    """What keeps it from being measured, in words."""


class Process:
    """A worker that does what it is told, a line at a time, and says when it has."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  ours
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def is_told(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def is_done(self) -> None:
        assert self._process.stdout is not None
        if self._process.stdout.readline() != SPOKEN:
            raise Failed("A worker has died.")

    def ends(self) -> None:
        self._process.kill()
        self._process.wait()


def main() -> int:
    asked = _parser().parse_args()
    try:
        with own_server() as url, _python(asked.python) as python:
            took = _measure(url, python, asked.jobs, asked.rounds)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 2
    _tell(took)
    return 0


@contextmanager
def _python(named: str | None) -> Generator[str]:
    """A Python that has procrastinate. Raises Failed."""
    if named:
        _check(named)
        yield named
        return
    with TemporaryDirectory() as folder:
        print("installing procrastinate, for as long as this takes …", flush=True)
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        pip = [python, "-m", "pip", "install", "-q", PROCRASTINATE, "psycopg[binary]"]
        if subprocess.run(pip, check=False, stderr=subprocess.DEVNULL).returncode:  # noqa: S603
            raise Failed(
                f"pip cannot install {PROCRASTINATE} here. "
                "Name a Python that has it and psycopg[binary]: --python PATH"
            )
        _check(python)
        yield python


def _check(python: str) -> None:
    asked = [python, "-c", "import procrastinate, psycopg"]
    try:
        failed = subprocess.run(asked, check=False, capture_output=True).returncode  # noqa: S603
    except OSError:
        failed = 1
    if failed:
        raise Failed(f"{python} has no procrastinate with psycopg.")


def _measure(url: str, python: str, jobs: int, rounds: int) -> Took:
    ours, theirs = (_database(url, name) for name in ("ours", "theirs"))
    migrate(ours)
    plain = make_url(theirs).set(drivername="postgresql").render_as_string(hide_password=False)
    commands = {
        "ours": [sys.executable, "-m", "tests.bench.claims_worker", ours],
        "procrastinate": [python, str(OTHER), plain],
    }
    took: dict[tuple[str, int], list[float]] = defaultdict(list)
    with ExitStack() as leaving:
        teams = {
            name: [_started(command, leaving) for _ in range(2)]
            for name, command in commands.items()
        }
        for team in teams.values():
            _round(team, WARM_UP)
        for _ in range(rounds):
            for name, team in teams.items():
                for number in (1, 2):
                    took[name, number].append(jobs / _round(team[:number], jobs))
    return took


def _started(command: Sequence[str], leaving: ExitStack) -> Process:
    process = Process(command)
    leaving.callback(process.ends)
    process.is_done()  # it is there
    return process


def _database(url: str, name: str) -> str:
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _round(team: Sequence[Process], jobs: int) -> float:
    """Seconds until so many jobs are done."""
    team[0].is_told(str(jobs))
    team[0].is_done()
    began = time.perf_counter()
    for process in team:
        process.is_told("go")
    for process in team:
        process.is_done()
    return time.perf_counter() - began


def _tell(took: Took) -> None:
    rate = {key: median(rates) for key, rates in took.items()}
    for (name, number), jobs in rate.items():
        print(f"{name:14} {number} at work: {jobs:6.0f} a second")
    for number in (1, 2):
        against = rate["ours", number] / rate["procrastinate", number]
        print(f"ratio, {number} beside {number}: {against:5.2f} x")
    print(f"ratio, 2 beside 1: {rate['ours', 2] / rate['procrastinate', 1]:5.2f} x")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.claims", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", help="one that has procrastinate; else pip installs it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
