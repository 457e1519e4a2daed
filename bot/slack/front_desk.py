"""The command, Home, and the choices that are not part of a process."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import home
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def starters(body: Body) -> tuple[tuple[str, ...]]:
    return (payload.entered(body).people("starters"),)


def register(app: AsyncApp, desk: Desk) -> None:
    @app.command("/ledertrivsel")
    async def on_command(args: AsyncArgs) -> None:
        await desk.reply(args, payload.words, home.answer_command)

    @app.event("app_home_opened")
    async def on_home(args: AsyncArgs) -> None:
        if args.payload.get("tab") == "home":
            await desk.reply(args, payload.nothing, home.open_home)
        else:
            await args.ack()

    @app.action(pressed("home.language"))
    async def on_language(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject_and_word, home.choose_language)

    @app.action(pressed("home.open_starters"))
    async def on_open_starters(args: AsyncArgs) -> None:
        await desk.reply(args, payload.nothing, home.open_starters)

    @app.view("home.name_starters")
    async def on_starters(args: AsyncArgs) -> None:
        await desk.submit(args, starters, home.name_starters)
