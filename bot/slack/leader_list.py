"""What Slack sends of files with new leaders: the file is fetched and read before the turn."""

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.documents.spreadsheet import LARGEST, read_table
from bot.domain.leader_list import MOST_LEADERS, LeaderList, read_list
from bot.errors import FileTooLarge, Missing, UnreadableFile
from bot.flows import leader_list
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.payload import Body
from bot.slack.pressed import pressed

PATIENCE = 1.0  # seconds for reading: fetching and looking up have as long, and the form has three


async def listed(body: Body, directory: Directory) -> tuple[int, LeaderList, frozenset[str]]:
    """The card, what the file says, and the addresses that could not be looked up now."""
    sent = payload.entered(body)
    card_id, files = payload.identity(sent.subject), sent.files("file")
    if not files:
        raise Missing("file")
    content = await directory.file(files[0], LARGEST)
    if content is None:
        raise UnreadableFile("file", "away")
    found = await _in_time(content)
    unasked = await directory.meet_by_email(payload.who(body), found.addresses)
    return card_id, found, unasked


async def _in_time(content: bytes) -> LeaderList:
    """Off the loop. A file that takes longer is made to: no list of people does."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.to_thread(_read, content)
    except TimeoutError as error:
        raise FileTooLarge("file", MOST_LEADERS) from error


def _read(content: bytes) -> LeaderList:
    return read_list(read_table(content))


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("leader_list.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, leader_list.open_form)

    @app.view("leader_list.preview")
    async def on_preview(args: AsyncArgs) -> None:
        await desk.submit(args, lambda body: listed(body, desk.directory), leader_list.preview)

    @app.view("leader_list.confirm")
    async def on_confirm(args: AsyncArgs) -> None:
        await desk.submit(args, payload.form_subject, leader_list.confirm)

    @app.view_closed("leader_list.confirm")
    async def on_cancel(args: AsyncArgs) -> None:
        await desk.reply(args, payload.form_subject, leader_list.cancel)
