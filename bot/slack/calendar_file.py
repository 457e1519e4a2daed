"""What Slack sends of the talk's calendar file."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import calendar_file
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("calendar_file.send"))
    async def on_send(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, calendar_file.send)
