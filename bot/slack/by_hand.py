"""What Slack sends of cards that somebody begins."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import by_hand
from bot.flows.by_hand import SentBeginning
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def beginning(body: Body) -> tuple[SentBeginning]:
    sent = payload.entered(body)
    card_id, _, newest = sent.subject.partition(":")
    return (
        SentBeginning(
            card_id=payload.identity(card_id),
            newest=payload.identity(newest),
            concerns=sent.text("concerns"),
            start_on=sent.day("start"),
            owner=next(iter(sent.people("owner")), ""),
        ),
    )


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("activation.open_begin"))
    async def on_open_form(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, by_hand.open_form)

    @app.view("activation.begin")
    async def on_begin(args: AsyncArgs) -> None:
        await desk.submit(args, beginning, by_hand.begin)
