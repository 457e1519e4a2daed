"""What Slack sends of nudges: later, and a facilitator's 'ask again'."""

from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import nudge, putting_off
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def day(body: Body) -> tuple[int, date | None]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.day("day")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("nudge.later"))
    async def on_later(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject_and_word, putting_off.later)

    @app.view("nudge.put_off")
    async def on_put_off(args: AsyncArgs) -> None:
        await desk.submit(args, day, putting_off.put_off)

    @app.action(pressed("nudge.ask_again"))
    async def on_ask_again(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, nudge.ask_again)
