"""`sandbox`: the practice workspace alone, for a bot that runs in another process.

It connects as it would to Slack. Only its settings differ, and those are printed, to be pasted.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.clock import system_clock
from bot.practice import MANIFEST
from bot.sandbox import Sandbox, SimulatedClock
from bot.seal import new_key
from bot.serve import stop_signal
from bot.story import gather


async def rehearse(port: int, request_url: str | None, language: str) -> None:
    """Serve until told to stop. Without a request URL the bot connects by Socket Mode.

    Raises OSError where the port is taken.
    """
    told_to_stop = stop_signal()
    clock = SimulatedClock(system_clock(), ticking=True)
    sandbox = Sandbox(manifest(socket_mode=request_url is None), clock, language=language)
    async with sandbox.serving(port) as url:
        gather(sandbox, language)
        sandbox.request_url = request_url
        sys.stdout.write(_how_to_join(settings_for(sandbox, language), url))
        sys.stdout.flush()
        await told_to_stop.wait()


def settings_for(sandbox: Sandbox, language: str) -> Mapping[str, str]:
    """What `run` needs in its environment. The kind of connection that is not used is emptied: a
    shell may still have it from another time.
    """
    by_http = sandbox.request_url is not None
    return {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret if by_http else "",
        "SLACK_APP_TOKEN": "" if by_http else sandbox.app_token,
        "SLACK_API_URL": f"{sandbox.url}/api/",
        "BOT_KEYS": new_key(),
        "BOT_LANGUAGE": language,
        "PORT": str(urlsplit(sandbox.request_url or "").port or 3000),
    }


def _how_to_join(settings: Mapping[str, str], url: str) -> str:
    exports = "\n".join(f"export {name}={value}" for name, value in settings.items())
    return (
        f"# The workspace: {url}/\n# For the bot, in another shell:\n{exports}\npython -m bot run\n"
    )


def manifest(*, socket_mode: bool) -> Mapping[str, Any]:
    """The app as it is installed, by one of the two kinds of connection."""
    ours: dict[str, Any] = json.loads(MANIFEST.read_text())
    return ours | {"settings": ours["settings"] | {"socket_mode_enabled": socket_mode}}
