"""What Slack sends of delicate cards in use: whom one is about."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import delicate
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def who(body: Body) -> tuple[int, str]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.text("who")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("activation.open_who"))
    async def on_open_who(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, delicate.open_who)

    @app.view("activation.keep_who")
    async def on_keep_who(args: AsyncArgs) -> None:
        await desk.submit(args, who, delicate.keep_who)
