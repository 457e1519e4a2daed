"""What Slack sends of when somebody may be written to."""

from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import when_to_write
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def days(body: Body) -> tuple[date | None, date | None, tuple[str, ...]]:
    sent = payload.entered(body)
    return sent.day("away_from"), sent.day("away_until"), sent.choices("quiet_days")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("when_to_write.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.nothing, when_to_write.open_form)

    @app.view("when_to_write.save")
    async def on_save(args: AsyncArgs) -> None:
        await desk.submit(args, days, when_to_write.save)
