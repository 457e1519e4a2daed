"""`python -m bot`: the command line. `demo` needs nothing; `run` serves a real workspace."""

import argparse
import asyncio
import os
import sys

from bot.logs import start_logging
from bot.seal import new_key
from bot.settings import Settings, SettingsError


def main() -> int:
    asked = _parser().parse_args()
    start_logging()
    match asked.what:
        case "demo":
            from bot.demo import demo  # noqa: PLC0415  `run` has no use for the sandbox

            return asyncio.run(demo(asked.port, asked.lang))
        case "run":
            return _run()
        case _:
            print(new_key())
            return 0


def _run() -> int:
    from bot.serve import SchemaIsOld, serve  # noqa: PLC0415  --help should not wait for Slack's SDK

    try:
        asyncio.run(serve(Settings.from_env(os.environ)))
    except (SettingsError, SchemaIsOld) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    demo = commands.add_parser("demo", help="a practice workspace in the browser, bot included")
    demo.add_argument("--port", type=int, default=8800, help="the page's port (default 8800)")
    demo.add_argument(
        "--lang", choices=("da", "en"), default="da", help="the organisation's language"
    )
    commands.add_parser("run", help="serve a real workspace; settings come from the environment")
    commands.add_parser("new-key", help="print a new key for BOT_KEYS")
    return parser


if __name__ == "__main__":
    sys.exit(main())
