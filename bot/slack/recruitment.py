"""What Slack sends of leaders who are recruited: the shortcut, and the form."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import recruitment
from bot.flows.recruitment import NewLeader
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def new_leader(body: Body) -> tuple[NewLeader]:
    sent = payload.entered(body)
    owner = sent.people("owner")
    return (
        NewLeader(
            card_id=payload.identity(sent.subject),
            name=sent.text("name"),
            email=sent.text("email"),
            start_on=sent.day("start"),
            recruited_on=sent.day("recruited"),
            owner=owner[0] if owner else "",
        ),
    )


def card(body: Body) -> tuple[int]:
    sent = payload.entered(body)
    return (payload.identity(sent.choice("card")),)


def register(app: AsyncApp, desk: Desk) -> None:
    @app.shortcut("recruitment.begin")
    async def on_begin(args: AsyncArgs) -> None:
        await desk.reply(args, payload.nothing, recruitment.begin)

    @app.view("recruitment.choose_card")
    async def on_choose_card(args: AsyncArgs) -> None:
        await desk.submit(args, card, recruitment.open_register)

    @app.action(pressed("activation.open_register"))
    async def on_open_register(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, recruitment.open_register)

    @app.view("activation.register")
    async def on_register(args: AsyncArgs) -> None:
        await desk.submit(args, new_leader, recruitment.register)
