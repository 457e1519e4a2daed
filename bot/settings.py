"""All settings, read once at start-up from the environment; README.md has them as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.seal import Seal

DEFAULT_DATABASE = "sqlite:///ledertrivsel.db"
SLACK = "https://slack.com/api/"
LANGUAGES = ("da", "en")
PARTS = WEB, WORKER = "web", "worker"
DATABASES = ("sqlite:///", "sqlite+aiosqlite:///", "postgresql+psycopg://")


class SettingsError(Exception):
    """What is missing or malformed, all of it at once, in words for whoever starts the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    slack_bot_token: str = field(repr=False)
    bot_keys: tuple[str, ...] = field(repr=False)
    slack_app_token: str = field(default="", repr=False)  # given: Socket Mode
    socket_connections: int = 2  # at a time, so that one is always open
    slack_signing_secret: str = field(default="", repr=False)  # needed without Socket Mode
    slack_api_url: str = SLACK
    database_url: str = field(default=DEFAULT_DATABASE, repr=False)  # it may hold a password
    hr_token: str = field(default="", repr=False)  # given: HR's system may register leaders
    language: str = "da"
    port: int = 3000
    port_is_given: bool = False
    only: str = ""  # one of PARTS; "": both in one process
    channel_messages: int = 60  # a minute in one channel, beyond a short burst
    workspace_messages: int = 300  # a minute in all

    @property
    def socket_mode(self) -> bool:
        return bool(self.slack_app_token)

    @property
    def is_told(self) -> bool:
        """Whether this process is what Slack and HR's system speak to."""
        return self.only != WORKER

    @property
    def has_worker(self) -> bool:
        return self.only != WEB

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Raises SettingsError that names every setting that is missing or malformed."""
        wrong = list(_problems(env))
        if wrong:
            raise SettingsError("\n".join(["The bot cannot start:", *(f"  - {w}" for w in wrong)]))
        return cls(
            slack_bot_token=env["SLACK_BOT_TOKEN"],
            slack_app_token=env.get("SLACK_APP_TOKEN", ""),
            socket_connections=int(env.get("SOCKET_CONNECTIONS") or "2"),
            slack_signing_secret=env.get("SLACK_SIGNING_SECRET", ""),
            slack_api_url=env.get("SLACK_API_URL") or SLACK,
            database_url=with_driver(env.get("DATABASE_URL") or DEFAULT_DATABASE),
            bot_keys=tuple(_keys(env)),
            hr_token=env.get("HR_TOKEN", ""),
            language=env.get("BOT_LANGUAGE") or "da",
            port=int(env.get("PORT") or "3000"),
            port_is_given=bool(env.get("PORT")),
            only=env.get("RUN_ONLY", ""),
            channel_messages=int(env.get("CHANNEL_MESSAGES_PER_MINUTE") or "60"),
            workspace_messages=int(env.get("WORKSPACE_MESSAGES_PER_MINUTE") or "300"),
        )


def _problems(env: Mapping[str, str]) -> list[str]:
    checks = [_tokens, _url, _database, _key_problems, _hr_token, _small_ones, _pace, _apart]
    return [problem for check in checks for problem in check(env)]


def _tokens(env: Mapping[str, str]) -> list[str]:
    wrong: list[str] = []
    if not env.get("SLACK_BOT_TOKEN", "").startswith("xoxb-"):
        wrong.append("SLACK_BOT_TOKEN must be the app's bot token; it begins with xoxb-")
    app_token = env.get("SLACK_APP_TOKEN", "")
    if app_token and not app_token.startswith("xapp-"):
        wrong.append("SLACK_APP_TOKEN must be an app-level token; it begins with xapp-")
    if not app_token and not env.get("SLACK_SIGNING_SECRET", "").strip():
        wrong.append("SLACK_SIGNING_SECRET is missing (or give SLACK_APP_TOKEN for Socket Mode)")
    return wrong


def _url(env: Mapping[str, str]) -> list[str]:
    url = env.get("SLACK_API_URL") or SLACK
    if re.fullmatch(r"https?://[^/\s]+(/\S*)?/", url):
        return []
    return ["SLACK_API_URL must be a http(s) address that ends with a slash"]


def _database(env: Mapping[str, str]) -> list[str]:
    url = with_driver(env.get("DATABASE_URL") or DEFAULT_DATABASE)
    if not url.startswith(DATABASES):
        return ["DATABASE_URL must begin with sqlite:///, postgres:// or postgresql://"]
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        return ["DATABASE_URL must be like postgresql://user:password@host:5432/name"]
    return []


def _key_problems(env: Mapping[str, str]) -> list[str]:
    hint = "make one with: python -m bot new-key"
    if not _keys(env):
        return [f"BOT_KEYS is missing ({hint})"]
    try:
        Seal(_keys(env))
    except ValueError:
        return [f"BOT_KEYS must be one or more keys with commas between ({hint})"]
    return []


def _hr_token(env: Mapping[str, str]) -> list[str]:
    token = env.get("HR_TOKEN", "")
    if not token or re.fullmatch(r"[!-~]{32,200}", token, re.ASCII):
        return []
    return [
        "HR_TOKEN must be 32 to 200 characters without spaces (python -m bot new-key makes one)"
    ]


def _small_ones(env: Mapping[str, str]) -> list[str]:
    wrong: list[str] = []
    if (env.get("BOT_LANGUAGE") or "da") not in LANGUAGES:
        wrong.append("BOT_LANGUAGE must be da or en")
    port = env.get("PORT") or "3000"
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        wrong.append("PORT must be a number from 1 to 65535")
    if not re.fullmatch("[1-9]|10", env.get("SOCKET_CONNECTIONS") or "2"):
        wrong.append("SOCKET_CONNECTIONS must be a number from 1 to 10: Slack allows an app ten")
    return wrong


def _pace(env: Mapping[str, str]) -> list[str]:
    return [
        f"{name} must be a number from 1 to 9999"
        for name in ("CHANNEL_MESSAGES_PER_MINUTE", "WORKSPACE_MESSAGES_PER_MINUTE")
        if not re.fullmatch("[1-9][0-9]{0,3}", env.get(name) or "60")
    ]


def _apart(env: Mapping[str, str]) -> list[str]:
    only = env.get("RUN_ONLY", "")
    if only and only not in PARTS:
        return ["RUN_ONLY must be web or worker (or nothing, for both in one process)"]
    if only and not with_driver(env.get("DATABASE_URL", "")).startswith("postgresql"):
        return ["RUN_ONLY (or --only) needs PostgreSQL: SQLite serves a single process, with both"]
    return []


def _keys(env: Mapping[str, str]) -> list[str]:
    return [key.strip() for key in env.get("BOT_KEYS", "").split(",") if key.strip()]


def with_driver(url: str) -> str:
    """A host's `postgres://…` names no driver, and SQLAlchemy knows no `postgres`: name ours."""
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
    return re.sub(r"^sqlite://", "sqlite+aiosqlite://", url)
