"""A process of its own that begins where the imports are done: forked from one that has done them.

Starting Python and importing the bot takes most of a second of the processor each time. What is
asked of a process is what comes after; that it starts from nothing is asked of `python -m bot`.
"""

from __future__ import annotations

import asyncio
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.reduction import DupFd
from typing import Any

from tests.databases import ROOT

_forks = get_context("forkserver")
_forks.set_forkserver_preload(["bot.serve", "tests.replica"])


class Forked:
    """`python -m module words`, with these settings and no others."""

    def __init__(self, module: str, words: Sequence[str], environment: Mapping[str, str]) -> None:
        self._errors, writing = os.pipe()
        given = (module, words, dict(environment), DupFd(writing))
        self._process = _forks.Process(target=_run, args=given, daemon=True)
        self._process.start()
        os.close(writing)

    @property
    def returncode(self) -> int | None:
        """None while it runs; below zero it is the signal that ended it."""
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    async def errors(self) -> asyncio.StreamReader:
        """What it writes on standard error, to its end; to be asked for once."""
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(self._errors)
        )
        return lines


def _run(module: str, words: Sequence[str], environment: Mapping[str, str], told: Any) -> None:
    os.dup2(told.detach(), sys.stderr.fileno())
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the fork server ignores it
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
