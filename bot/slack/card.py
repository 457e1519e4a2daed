"""What Slack sends of action cards: writing them, and who, when and follow-up."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.domain.catalogue import CardWords
from bot.flows import card, card_use
from bot.flows.card import SentText
from bot.flows.card_agreed import (
    DATE,
    DELICATE,
    EVERY,
    FOLLOW_UPS,
    OWNER,
    PERSON,
    TRIGGER,
    Use,
)
from bot.flows.card_facts import TEXTS
from bot.flows.card_follow_ups import rule_from
from bot.flows.card_use import SentUse
from bot.flows.screen import field
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body, Entered
from bot.slack.pressed import pressed


def text(body: Body) -> tuple[int, SentText]:
    sent = payload.entered(body)
    card_id, version, marks = _subject(sent)
    words = CardWords(**{key: sent.text(field(key, version)) for key in TEXTS})
    return card_id, SentText(version=version, marks=marks, words=words)


def use(body: Body) -> tuple[int, SentUse]:
    sent = payload.entered(body)
    card_id, version, marks = _subject(sent)
    chosen = Use(
        owner_kind=_agreed(sent.choice(field(OWNER, version))),
        owner=next(iter(sent.people(field(PERSON, version))), ""),
        trigger=_agreed(sent.choice(field(TRIGGER, version))),
        every=sent.choice(field(EVERY, version))[:40],
        on_date=sent.day(field(DATE, version)),
        rules=tuple(rule_from(value) for value in sent.choices(field(FOLLOW_UPS, version))),
        is_delicate=bool(sent.choices(field(DELICATE, version))),
    )
    return card_id, SentUse(version=version, marks=marks, use=chosen)


def _subject(sent: Entered) -> tuple[int, int, tuple[str, ...]]:
    """`12:3:a1b2c3d4.…`: the card, its version, and how each field was."""
    card_id, _, rest = sent.subject.partition(":")
    version, _, marks = rest.partition(":")
    return payload.identity(card_id), payload.identity(version), tuple(marks.split("."))


def _agreed(choice: str) -> str:
    """An option must have a value, also that of "not agreed yet"."""
    return "" if choice == "none" else choice[:40]


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("card.open_text"))
    async def on_open_text(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, card.open_text)

    @app.action(pressed("card.use_example"))
    async def on_use_example(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, card.use_example)

    @app.view("card.save_text")
    async def on_save_text(args: AsyncArgs) -> None:
        await desk.submit(args, text, card.save_text)

    @app.action(pressed("card.open_use"))
    async def on_open_use(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, card_use.open_use)

    @app.view("card.save_use")
    async def on_save_use(args: AsyncArgs) -> None:
        await desk.submit(args, use, card_use.save_use)

    @app.action(pressed("card.show"))
    async def on_show(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, card.show)
