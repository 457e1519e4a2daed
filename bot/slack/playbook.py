"""What Slack sends of the check-list and the agendas."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import playbook
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("playbook.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, playbook.open_playbook)
