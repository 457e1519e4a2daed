"""What Slack sends of the plan: publishing it, seeing it, getting it as a file."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import plan
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def process(body: Body) -> tuple[int]:
    return (payload.identity(payload.entered(body).subject),)


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("plan.preview"))
    async def on_preview(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, plan.preview)

    @app.view("plan.publish")
    async def on_publish(args: AsyncArgs) -> None:
        await desk.submit(args, process, plan.publish)

    @app.action(pressed("plan.show"))
    async def on_show(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, plan.show)

    @app.action(pressed("plan.send_file"))
    async def on_send_file(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, plan.send_file)
