"""What Slack sends of help that an owner needs."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import help_wanted
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def what_and_who(body: Body) -> tuple[int, str, str]:
    sent = payload.entered(body)
    handles = sent.people("helper")
    return payload.identity(sent.subject), sent.text("text"), handles[0] if handles else ""


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("help_wanted.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, help_wanted.open_form)

    @app.view("help_wanted.ask")
    async def on_ask(args: AsyncArgs) -> None:
        await desk.submit(args, what_and_who, help_wanted.ask)

    @app.action(pressed("help_wanted.take"))
    async def on_take(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, help_wanted.take)
