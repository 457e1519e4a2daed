"""What Slack sends of cards in use: the check-list, moving, handing over, stopping."""

from datetime import date

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import activation, activation_changes, activation_home, hand_over
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def owner(body: Body) -> tuple[int, str]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), _one(sent.people("owner"))


def tasks(body: Body) -> tuple[int, tuple[int, ...]]:
    sent = payload.entered(body)
    ticked = tuple(payload.identity(number) for number in sent.choices("tasks"))
    return payload.identity(sent.subject), ticked


def talk(body: Body) -> tuple[int, date | None]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.day("talk")


def start(body: Body) -> tuple[int, date | None]:
    sent = payload.entered(body)
    return payload.identity(sent.subject), sent.day("start")


def _one(handles: tuple[str, ...]) -> str:
    return handles[0] if handles else ""


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("activation.open_check_list"))
    async def on_open_check_list(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, activation.open_check_list)

    @app.view("activation.tick")
    async def on_tick(args: AsyncArgs) -> None:
        await desk.submit(args, tasks, activation.tick)

    @app.action(pressed("activation.overview"))
    async def on_overview(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, activation_home.overview)

    @app.action(pressed("activation.stop"))
    async def on_stop(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, activation_changes.stop)

    @app.action(pressed("activation.open_talk"))
    async def on_open_talk(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, activation_changes.open_talk)

    @app.view("activation.move_talk")
    async def on_move_talk(args: AsyncArgs) -> None:
        await desk.submit(args, talk, activation_changes.move_talk)

    @app.action(pressed("activation.open_start"))
    async def on_open_start(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, activation_changes.open_start)

    @app.view("activation.move_start")
    async def on_move_start(args: AsyncArgs) -> None:
        await desk.submit(args, start, activation_changes.move_start)

    @app.action(pressed("activation.open_hand_over"))
    async def on_open_hand_over(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, hand_over.open_form)

    @app.view("activation.hand_over")
    async def on_hand_over(args: AsyncArgs) -> None:
        await desk.submit(args, owner, hand_over.hand_over)

    @app.action(pressed("hand_over.accept"))
    async def on_accept(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, hand_over.accept)

    @app.action(pressed("hand_over.decline"))
    async def on_decline(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, hand_over.decline)
