"""What Slack sends of what could not be said: try again, or leave it."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import undelivered
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("undelivered.try_again"))
    async def on_try_again(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, undelivered.try_again)

    @app.action(pressed("undelivered.leave"))
    async def on_leave(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, undelivered.leave)
