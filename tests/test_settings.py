"""Settings: what is missing or malformed is said all at once, and nothing else ever goes wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.seal import Seal, SealBroken, new_key
from bot.settings import SLACK, Settings, SettingsError, with_driver

KEY = "0" * 43 + "="  # every test process must collect the same tests
ENOUGH = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret", "BOT_KEYS": KEY}
NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "DATABASE_URL",
    "BOT_KEYS",
    "BOT_LANGUAGE",
    "HR_TOKEN",
    "PORT",
    "SOCKET_CONNECTIONS",
    "RUN_ONLY",
)


def test_what_has_a_default_may_be_left_out() -> None:
    settings = Settings.from_env(ENOUGH)
    assert settings.slack_api_url == SLACK
    assert settings.database_url == "sqlite+aiosqlite:///ledertrivsel.db"
    assert (settings.language, settings.port, settings.socket_mode) == ("da", 3000, False)


def test_what_is_left_empty_counts_as_left_out() -> None:
    assert Settings.from_env(ENOUGH | {"PORT": "", "BOT_LANGUAGE": "", "DATABASE_URL": ""}) == (
        Settings.from_env(ENOUGH)
    )


def test_an_app_token_means_socket_mode_and_needs_no_signing_secret() -> None:
    env = {name: text for name, text in ENOUGH.items() if name != "SLACK_SIGNING_SECRET"}
    assert Settings.from_env(env | {"SLACK_APP_TOKEN": "xapp-1"}).socket_mode


def test_everything_that_is_wrong_is_said_in_one_message() -> None:
    wrong = {
        "SLACK_APP_TOKEN": "xoxb-1",
        "SLACK_API_URL": "slack.com",
        "DATABASE_URL": "mysql://a/b",
        "BOT_KEYS": "hemmelig",
        "BOT_LANGUAGE": "sv",
        "HR_TOKEN": "kort",
        "PORT": "tre",
        "SOCKET_CONNECTIONS": "11",
        "RUN_ONLY": "begge",
    }
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(wrong)
    said = str(refused.value)
    assert [name for name in (*wrong, "SLACK_BOT_TOKEN") if name not in said] == []
    assert "hemmelig" not in said, "a key may be nearly right, and this is printed"


def test_nothing_at_all_is_said_in_one_message_too() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({})
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "BOT_KEYS"):
        assert name in str(refused.value)
    assert "python -m bot new-key" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-a-persons"),
        ("SLACK_BOT_TOKEN", ""),
        ("SLACK_APP_TOKEN", "A123"),
        ("SLACK_SIGNING_SECRET", ""),
        ("SLACK_SIGNING_SECRET", "  "),
        ("SLACK_API_URL", "https://slack.com/api"),
        ("SLACK_API_URL", "https:///api/"),
        ("SLACK_API_URL", "ftp://slack.com/api/"),
        ("DATABASE_URL", "ledertrivsel.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://host:port/name"),
        ("DATABASE_URL", "postgresql+asyncpg://a/b"),
        ("BOT_KEYS", ","),
        ("BOT_KEYS", f"{KEY},kort"),
        ("BOT_KEYS", "æøå"),
        ("BOT_LANGUAGE", "DA"),
        ("CHANNEL_MESSAGES_PER_MINUTE", "0"),
        ("WORKSPACE_MESSAGES_PER_MINUTE", "mange"),
        ("PORT", "0"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "99999999999999999999"),
        ("PORT", "３０００"),
    ],
)
def test_each_setting_that_is_malformed_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        Settings.from_env(ENOUGH | {name: text})
    assert str(refused.value).count("\n  - ") == 1


def complaint(env: dict[str, str]) -> str:
    """What is wrong with these settings, in the bot's words; "" if they will do."""
    try:
        Settings.from_env(env)
    except SettingsError as refused:
        return str(refused)
    return ""


@given(some.dictionaries(some.sampled_from(NAMES), some.text(max_size=60)))
def test_garbage_is_never_worse_than_a_settings_error(env: dict[str, str]) -> None:
    said = complaint(env)
    assert not said or said.startswith("The bot cannot start:")


@given(some.sampled_from(NAMES), some.text(max_size=60))
def test_one_garbled_setting_is_accepted_or_named(name: str, text: str) -> None:
    said = complaint(ENOUGH | {name: text})
    assert not said or name in said


@given(some.sampled_from(("postgres://", "postgresql://", "sqlite:///")), some.text(max_size=60))
def test_a_garbled_address_of_a_database_is_accepted_or_named(scheme: str, text: str) -> None:
    said = complaint(ENOUGH | {"DATABASE_URL": scheme + text})
    assert not said or "DATABASE_URL" in said


# Databases


def test_a_hosts_database_url_gets_our_driver_once() -> None:
    for url in ("postgres://a/b", "postgresql://a/b", "postgresql+psycopg://a/b"):
        assert with_driver(url) == "postgresql+psycopg://a/b"
    for url in ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"):
        assert with_driver(url) == "sqlite+aiosqlite:///a.db"


def test_what_a_host_adds_to_the_url_stays() -> None:
    given = "postgres://u:p%40ss@db.example:5432/bot?sslmode=require"
    settings = Settings.from_env(ENOUGH | {"DATABASE_URL": given})
    assert settings.database_url == (
        "postgresql+psycopg://u:p%40ss@db.example:5432/bot?sslmode=require"
    )


# Secrets


def test_settings_that_are_printed_tell_no_secrets() -> None:
    env = ENOUGH | {
        "SLACK_APP_TOKEN": "xapp-tell-nobody",
        "SLACK_BOT_TOKEN": "xoxb-tell-nobody",
        "SLACK_SIGNING_SECRET": "tell-nobody",
        "DATABASE_URL": "postgres://bot:tell-nobody@host/bot",
    }
    printed = repr(Settings.from_env(env))
    assert "tell-nobody" not in printed
    assert KEY not in printed


def test_the_first_key_seals_and_all_of_them_open() -> None:
    old, new = new_key(), new_key()
    before = Seal([old]).close("4")
    both = Seal(Settings.from_env(ENOUGH | {"BOT_KEYS": f"{new}, {old}"}).bot_keys)
    assert both.open(before) == "4"
    assert Seal([new]).open(both.close("5")) == "5"
    with pytest.raises(SealBroken):
        Seal([old]).open(both.close("5"))
    with pytest.raises(SealBroken):
        Seal([new]).open(before)
