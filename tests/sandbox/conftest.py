"""A sandbox that nobody but the test uses, Slack's own client, and somebody to write to."""

from collections.abc import AsyncGenerator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear, listening
from tests.sandbox_app import sandbox_serving, web_client


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with sandbox_serving() as sandbox:
        yield sandbox


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncGenerator[AsyncWebClient]:
    async with web_client(sandbox) as client:
        yield client


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    return sandbox.adds(
        "Anna Lund",
        title="HR-chef",
        tz="Europe/Berlin",
        locale="da-DK",
        email="anna@example.com",
    )


@pytest.fixture
async def channel(sandbox: Sandbox, anna: Person) -> Channel:
    return sandbox.opens_channel("ledertrivsel", [anna])


@pytest.fixture
async def ear(sandbox: Sandbox, anna: Person, channel: Channel) -> AsyncGenerator[Ear]:
    """The app, as one that only listens; Anna and the channel were there before it."""
    async with listening(sandbox) as ear:
        yield ear
