"""What Slack sends of answers to follow-ups: done, not relevant, input and reading it."""

from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import answer
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def what_came_of_it(body: Body) -> tuple[int, date | None, str, str, str]:
    sent = payload.entered(body)
    number, held_on = payload.identity(sent.subject), sent.day("held_on")
    came_of_it, next_time = sent.text("came_of_it"), sent.text("next_time")
    return number, held_on, came_of_it, next_time, sent.choice("heard")


def why(body: Body) -> tuple[int, str]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.text("why")


def text(body: Body) -> tuple[int, str]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.text("text")


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("answer.booked"))
    async def on_booked(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.booked)

    @app.action(pressed("answer.open_done"))
    async def on_open_done(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.open_done)

    @app.view("answer.done")
    async def on_done(args: AsyncArgs) -> None:
        await desk.submit(args, what_came_of_it, answer.done)

    @app.action(pressed("answer.open_not_relevant"))
    async def on_open_not_relevant(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.open_not_relevant)

    @app.view("answer.not_relevant")
    async def on_not_relevant(args: AsyncArgs) -> None:
        await desk.submit(args, why, answer.not_relevant)

    @app.action(pressed("answer.open_input"))
    async def on_open_input(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.open_input)

    @app.view("answer.give_input")
    async def on_give_input(args: AsyncArgs) -> None:
        await desk.submit(args, text, answer.give_input)

    @app.action(pressed("answer.nothing_to_add"))
    async def on_nothing_to_add(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.nothing_to_add)

    @app.action(pressed("answer.looked"))
    async def on_looked(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.looked)

    @app.action(pressed("answer.read"))
    async def on_read(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, answer.read)
