"""What Slack sends of invitations to rate: who sees what, and not taking part."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import invitation
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.pressed import pressed


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("invitation.privacy"))
    async def on_privacy(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, invitation.privacy)

    @app.action(pressed("invitation.withdraw"))
    async def on_withdraw(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, invitation.withdraw)
