"""What Slack sends of what could not be said: try again, or leave it; or we are invited again."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import undelivered
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


async def is_about_us(event: Mapping[str, Any], context: AsyncBoltContext) -> bool:
    return event.get("user") == context.bot_user_id


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("undelivered.try_again"))
    async def on_try_again(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, undelivered.try_again)

    @app.action(pressed("undelivered.leave"))
    async def on_leave(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, undelivered.leave)

    @app.event("member_joined_channel", matchers=[is_about_us])
    async def on_our_return(args: AsyncArgs) -> None:
        await desk.reply(args, payload.event_channel, undelivered.back_in)
