"""What Slack sends of a round: how it goes, its deadline, closing it."""

from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import rating_round
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def new_deadline(body: Body) -> tuple[int, datetime | None]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.moment("deadline")


def more_leaders(body: Body) -> tuple[int, tuple[str, ...]]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.people("leaders")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("rating_round.show"))
    async def on_show(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating_round.show)

    @app.action(pressed("rating_round.open_deadline"))
    async def on_open_deadline(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating_round.open_deadline)

    @app.view("rating_round.move_deadline")
    async def on_move_deadline(args: AsyncArgs) -> None:
        await desk.submit(args, new_deadline, rating_round.move_deadline)

    @app.action(pressed("rating_round.open_leaders"))
    async def on_open_leaders(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating_round.open_leaders)

    @app.view("rating_round.add_leaders")
    async def on_add_leaders(args: AsyncArgs) -> None:
        await desk.submit(args, more_leaders, rating_round.add_leaders)

    @app.action(pressed("rating_round.close"))
    async def on_close(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating_round.close)

    @app.action(pressed("rating_round.close_anyway"))
    async def on_close_anyway(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating_round.close_anyway)
