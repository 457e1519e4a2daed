"""What Slack sends of stopping a process that is under way."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import stopping
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("stopping.stop"))
    async def on_stop(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, stopping.stop)
