"""What Slack sends when somebody says whether an account is a new leader's."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import newcomer
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("newcomer.confirm"))
    async def on_confirm(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, newcomer.confirm)

    @app.action(pressed("newcomer.deny"))
    async def on_deny(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, newcomer.deny)
