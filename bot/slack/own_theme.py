"""What Slack sends of themes that leaders suggest themselves."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import own_theme
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def suggested(body: Body) -> tuple[int, str, str]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.text("title"), sent.text("about")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("own_theme.suggest"))
    async def on_suggest(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, own_theme.suggest)

    @app.view("own_theme.add")
    async def on_add(args: AsyncArgs) -> None:
        await desk.submit(args, suggested, own_theme.add)
