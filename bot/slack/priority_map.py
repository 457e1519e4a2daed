"""What Slack sends of the priority map: releasing it, and placing themes by hand."""

from collections.abc import Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import priority_map
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def places(body: Body) -> tuple[int, Mapping[str, int]]:
    sent = payload.entered(body)
    chosen = {payload.theme_key(theme): sent.choice(theme) for theme in sent.fields}
    return payload.identity(sent.subject), {
        theme: payload.identity(field) for theme, field in chosen.items() if field
    }


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("priority_map.look"))
    async def on_look(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, priority_map.show)

    @app.action(pressed("priority_map.release"))
    async def on_release(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, priority_map.release)

    @app.action(pressed("priority_map.open_placing"))
    async def on_open_placing(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, priority_map.open_placing)

    @app.view("priority_map.place_by_hand")
    async def on_place_by_hand(args: AsyncArgs) -> None:
        await desk.submit(args, places, priority_map.place_by_hand)
