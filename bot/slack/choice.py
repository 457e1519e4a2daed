"""What people press and send when they choose."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.errors import ButtonWornOut
from bot.flows import choice
from bot.flows.choice_facts import Picks, day_field, question_field, reason_field, who_field
from bot.models.choice import KNOWLEDGE, OTHERS
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed
from bot.store.choices import Reasoned, Waiting


def picked(body: Body) -> tuple[int, Picks]:
    sent = payload.entered(body)
    fields = {name: _themes(sent.choices(name)) for name in ("chosen", "knowledge", "others")}
    return payload.identity(sent.subject), Picks(**fields)


def picked_before(body: Body) -> tuple[int, Picks]:
    return _read(payload.value(body))


def decision(body: Body) -> tuple[int, tuple[Reasoned, ...], tuple[Waiting, ...]]:
    sent = payload.entered(body)
    process_id, picks = _read(sent.subject)
    chosen = tuple(Reasoned(key, sent.text(reason_field(key))) for key in picks.chosen)
    kinds = [(key, KNOWLEDGE) for key in picks.knowledge] + [(key, OTHERS) for key in picks.others]
    parked = tuple(
        Waiting(
            key,
            kind,
            sent.text(question_field(key)),
            sent.text(who_field(key)),
            sent.day(day_field(key)),
        )
        for key, kind in kinds
    )
    return process_id, chosen, parked


def _read(subject: str) -> tuple[int, Picks]:
    """`12;sparring,own:3;restitution;`: chosen, waiting for knowledge, for others to decide."""
    process_id, *lists = subject.split(";")
    if len(lists) != 3:
        raise ButtonWornOut
    chosen, knowledge, others = (_themes(tuple(filter(None, one.split(",")))) for one in lists)
    picks = Picks(chosen=chosen, knowledge=knowledge, others=others)
    return payload.identity(process_id), picks


def _themes(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(payload.theme_key(key) for key in keys)


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("choice.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, choice.open_form)

    @app.action(pressed("choice.again"))
    async def on_again(args: AsyncArgs) -> None:
        await desk.reply(args, picked_before, choice.again)

    @app.view("choice.pick")
    async def on_pick(args: AsyncArgs) -> None:
        await desk.submit(args, picked, choice.pick)

    @app.view("choice.decide")
    async def on_decide(args: AsyncArgs) -> None:
        await desk.submit(args, decision, choice.decide)
