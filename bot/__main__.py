"""`python -m bot`: the command line. `demo` needs nothing; `run` serves a real workspace."""

import argparse
import asyncio
import errno
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

# What a command needs is imported when it is called: `--help` waits for nothing, and `run` has no
# use for the sandbox.


# Where a demo may begin, as `story.STAGES` has them.
STAGES = {
    "start": "nothing has happened",
    "map": "the round is closed, and the facilitators have the map",
    "plan": "the plan is published",
    "follow-up": "a new leader is registered, and the first follow-ups are out",
}


def main() -> int:
    asked = _parser().parse_args()
    match asked.what:
        case "demo":
            return _demo(asked)
        case "sandbox":
            return _sandbox(asked)
        case "run":
            return _run(asked)
        case _:
            return _new_key()


def _demo(asked: Any) -> int:
    from bot.demo import demo
    from bot.logs import start_logging
    from bot.story import StoryFailed

    if asked.autoplay and asked.stage:
        return _cannot("--autoplay plays the whole story; --from is for a demo in the browser.")
    if asked.autoplay:
        return _autoplay(asked)
    start_logging()
    try:
        return _open_on(asked.port, demo(asked.port, asked.lang, asked.stage or "start"))
    except StoryFailed as failed:
        return _cannot(failed)


def _autoplay(asked: Any) -> int:
    from bot.autoplay import autoplay
    from bot.logs import start_logging
    from bot.story import StoryFailed

    start_logging("ERROR")
    try:
        asyncio.run(autoplay(asked.lang, asked.out))
    except StoryFailed as failed:
        return _cannot(failed)
    return 0


def _sandbox(asked: Any) -> int:
    from bot.logs import start_logging
    from bot.rehearsal import rehearse

    start_logging()
    url = None if asked.socket_mode else asked.request_url
    return _open_on(asked.port, rehearse(asked.port, url, asked.lang))


def _open_on(port: int, room: Coroutine[Any, Any, None]) -> int:
    try:
        asyncio.run(room)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _cannot(f"Port {port} is taken by another program; --port names another.")
    return 0


def _run(asked: Any) -> int:
    from bot.logs import start_logging
    from bot.settings import Settings, SettingsError

    start_logging()
    try:
        given = {"RUN_ONLY": asked.only} if asked.only else {}
        settings = Settings.from_env({**os.environ, **given})
    except SettingsError as error:
        return _cannot(error)
    from bot.serve import NotReady, serve

    try:
        asyncio.run(serve(settings))
    except NotReady as error:
        return _cannot(error)
    return 0


def _cannot(why: object) -> int:
    print(why, file=sys.stderr)
    return 2


def _new_key() -> int:
    from bot.seal import new_key

    print(new_key())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    demo = commands.add_parser("demo", help="a practice workspace in the browser, bot included")
    _add_page(demo, port=8800)
    demo.add_argument(
        "--from",
        dest="stage",
        choices=tuple(STAGES),
        help="where in the story it begins: "
        + "; ".join(f"{name} ({what})" for name, what in STAGES.items()),
    )
    demo.add_argument(
        "--autoplay", action="store_true", help="play the reference story by itself, and end"
    )
    demo.add_argument(
        "--out",
        type=Path,
        default=Path("ledertrivsel-demo"),
        help="the folder for what --autoplay makes (default %(default)s)",
    )
    sandbox = commands.add_parser(
        "sandbox", help="the practice workspace alone, for a `run` in another process"
    )
    _add_page(sandbox, port=8801)
    sandbox.add_argument(
        "--request-url",
        default="http://127.0.0.1:3000/slack/events",
        help="where the bot is told what happens (default %(default)s)",
    )
    sandbox.add_argument(
        "--socket-mode", action="store_true", help="the bot connects by Socket Mode instead"
    )
    run = commands.add_parser(
        "run", help="serve a real workspace; settings come from the environment"
    )
    run.add_argument(
        "--only",
        choices=("web", "worker"),
        help="be told, or say what is due; PostgreSQL, and the other in another process",
    )
    commands.add_parser("new-key", help="print a new key for BOT_KEYS")
    return parser


def _add_page(command: argparse.ArgumentParser, *, port: int) -> None:
    command.add_argument(
        "--port", type=int, default=port, help="the page's port (default %(default)s)"
    )
    command.add_argument(
        "--lang", choices=("da", "en"), default="da", help="the organisation's language"
    )


if __name__ == "__main__":
    sys.exit(main())
