"""What somebody shares is fetched with our token: from Slack, and from nobody else."""

import pytest

from bot.settings import SLACK
from bot.slack.directory import is_slacks

SANDBOX = "http://127.0.0.1:8801/api/"


@pytest.mark.parametrize(
    ("address", "api_url", "fetched"),
    [
        ("https://files.slack.com/files-pri/T1-F1/list.xlsx", SLACK, True),
        ("https://slack.com/files-pri/T1-F1/list.xlsx", SLACK, True),
        ("https://files.slack-gov.com/files-pri/T1-F1/list.xlsx", SLACK, True),
        ("http://127.0.0.1:8801/files/F1/list.xlsx", SANDBOX, True),
        ("http://127.0.0.1:8802/files/F1/list.xlsx", SANDBOX, False),
        ("http://files.slack.com/files-pri/T1-F1/list.xlsx", SLACK, False),
        ("https://docs.google.com/spreadsheets/d/1", SLACK, False),
        ("https://notslack.com/list.xlsx", SLACK, False),
        ("https://slack.com.example.org/list.xlsx", SLACK, False),
        ("https://slack.com@example.org/list.xlsx", SLACK, False),
        ("//example.org/list.xlsx", SLACK, False),
        ("https://[slack.com/list.xlsx", SLACK, False),
        ("", SLACK, False),
    ],
)
def test_the_token_is_shown_to_slack_alone(address: str, api_url: str, fetched: bool) -> None:
    assert is_slacks(address, api_url) is fetched
