"""What Slack sends of those who run a process: taking others in, handing over, leaving."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import facilitators
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def chosen(body: Body) -> tuple[int, tuple[str, ...]]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.people("facilitators")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("facilitators.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, facilitators.open_form)

    @app.view("facilitators.save")
    async def on_save(args: AsyncArgs) -> None:
        await desk.submit(args, chosen, facilitators.save)
