"""What Slack sends of rating: every tap is an answer, a way through the themes, or a correction."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.errors import ButtonWornOut
from bot.flows import rating
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def one_row(body: Body) -> tuple[int, str, str]:
    """`12:sparring:importance`"""
    round_id, theme, row = _pieces(body, 3)
    return payload.identity(round_id), payload.theme_key(theme), row


def one_answer(body: Body) -> tuple[int, str, str, int]:
    """`12:sparring:importance:4`"""
    round_id, theme, row, score = _pieces(body, 4)
    return payload.identity(round_id), payload.theme_key(theme), row, payload.identity(score)


def _pieces(body: Body, count: int) -> list[str]:
    pieces = payload.value(body).split(":")
    if len(pieces) != count:
        raise ButtonWornOut
    return pieces


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("rating.begin"))
    async def on_begin(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating.begin)

    @app.action(pressed("rating.answer"))
    async def on_answer(args: AsyncArgs) -> None:
        await desk.reply(args, one_answer, rating.answer)

    @app.action(pressed("rating.change"))
    async def on_change(args: AsyncArgs) -> None:
        await desk.reply(args, one_row, rating.change)

    @app.action(pressed("rating.back"))
    async def on_back(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject_and_theme, rating.back)

    @app.action(pressed("rating.skip"))
    async def on_skip(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject_and_theme, rating.skip)

    @app.action(pressed("rating.review"))
    async def on_review(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating.review)

    @app.action(pressed("rating.set_answer"))
    async def on_set_answer(args: AsyncArgs) -> None:
        await desk.reply(args, one_answer, rating.set_answer)

    @app.action(pressed("rating.rejoin"))
    async def on_rejoin(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, rating.rejoin)
