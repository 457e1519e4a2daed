"""What Slack tells us of people; and all else that it may send, so that nothing is retried."""

import re

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import newcomer
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.directory import profile_of


def register(app: AsyncApp, desk: Desk) -> None:
    @app.event("team_join")
    @app.event("user_change")
    async def on_user(args: AsyncArgs) -> None:
        body: payload.Body = payload.readable(args.body)
        if await desk.directory.heard(payload.who(body), profile_of(body["event"]["user"])):
            await desk.reply(args, payload.nothing, newcomer.arrive)
        else:
            await args.ack()

    @app.event(re.compile(".*"))
    async def on_anything_else(args: AsyncArgs) -> None:
        await args.ack()

    @app.action(re.compile(".*"))
    async def on_worn_out_button(args: AsyncArgs) -> None:
        await desk.reply(args, payload.unreadable, payload.never)

    @app.shortcut(re.compile(".*"))
    async def on_unknown_shortcut(args: AsyncArgs) -> None:
        await desk.reply(args, payload.unreadable, payload.never)

    @app.view(re.compile(".*"))
    async def on_worn_out_form(args: AsyncArgs) -> None:
        await desk.submit(args, payload.unreadable, payload.never)
