from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import round
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def new_deadline(body: Body) -> tuple[int, datetime | None]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.moment("deadline")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("round.show"))
    async def on_show(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, round.show)

    @app.action(pressed("round.open_deadline"))
    async def on_open_deadline(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, round.open_deadline)

    @app.view("round.move_deadline")
    async def on_move_deadline(args: AsyncArgs) -> None:
        await desk.submit(args, new_deadline, round.move_deadline)

    @app.action(pressed("round.close"))
    async def on_close(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, round.close)
