"""What Slack sends of the overview by card: seeing it, and getting it as a file."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import overview
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("overview.show"))
    async def on_show(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, overview.show)

    @app.action(pressed("overview.send_workbook"))
    async def on_send_workbook(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, overview.send_workbook)

    @app.action(pressed("overview.send_csv"))
    async def on_send_csv(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, overview.send_csv)
