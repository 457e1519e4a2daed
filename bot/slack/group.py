"""What people press, send and write around working groups."""

from collections.abc import Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.domain.supporting import KEYS
from bot.flows import contribution, group, group_summary
from bot.flows.group_facts import Noted
from bot.slack import payload, replies
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def leads(body: Body) -> tuple[int, Mapping[int, str]]:
    """Each field is called for its group: `lead 12`."""
    sent = payload.entered(body)
    picked = {
        payload.identity(name.removeprefix("lead ")): next(iter(sent.people(name)), "")
        for name in sent.fields
    }
    return payload.identity(sent.subject), picked


def notes(body: Body) -> tuple[int, tuple[int, ...], tuple[Noted, ...], tuple[Noted, ...]]:
    sent = payload.entered(body)
    group_id, _, ids = sent.subject.partition(":")
    shown = tuple(payload.identity(note_id) for note_id in ids.split(",") if note_id)
    return payload.identity(group_id), shown, noted(sent.text("offers")), noted(sent.text("needs"))


def noted(typed: str) -> tuple[Noted, ...]:
    """A line each, with who sees to it after the last dash: "Tal fra lederAPV – Hanne"."""
    return tuple(_noted(line) for line in lines(typed))


def _noted(line: str) -> Noted:
    dashed = line.replace(" - ", " – ")
    text, dash, who = dashed.rpartition(" – ")
    return Noted(text.strip(), who.strip()) if dash and text.strip() else Noted(line, "")


def lines(typed: str) -> tuple[str, ...]:
    """Without the bullets that people begin them with."""
    stripped = (line.strip().lstrip("•*–-").strip() for line in typed.splitlines())
    return tuple(line for line in stripped if line)


def summary(body: Body) -> tuple[int, Mapping[str, str], tuple[str, ...]]:
    sent = payload.entered(body)
    texts = {key: sent.text(key) for key in KEYS}
    return payload.identity(sent.subject), texts, lines(sent.text("measures"))


def quiet(body: Body) -> tuple[int, str, str, str]:
    sent = payload.entered(body)
    form_id: str = body["view"]["id"]
    return payload.identity(sent.subject), form_id, sent.choice("question"), sent.text("text")


def register(app: AsyncApp, desk: Desk) -> None:
    _register_writing(app, desk)
    _register_leading(app, desk)
    replies.register(app, desk)


def _register_writing(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("group.sort"))
    async def on_sort(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject_and_choice, contribution.sort)

    @app.action(pressed("group.open_writing"))
    async def on_open_writing(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, contribution.open_form)

    @app.view("group.write")
    async def on_write(args: AsyncArgs) -> None:
        await desk.submit(args, quiet, contribution.write)


def _register_leading(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("group.open_appointing"))
    async def on_open_appointing(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, group.open_appointing)

    @app.action(pressed("group.open_hand_over"))
    async def on_open_hand_over(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, group.open_hand_over)

    @app.view("group.appoint")
    async def on_appoint(args: AsyncArgs) -> None:
        await desk.submit(args, leads, group.appoint)

    @app.action(pressed("group.open_notes"))
    async def on_open_notes(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, group.open_notes)

    @app.view("group.save_notes")
    async def on_save_notes(args: AsyncArgs) -> None:
        await desk.submit(args, notes, group.save_notes)

    @app.action(pressed("group.open_summary"))
    async def on_open_summary(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, group_summary.open_form)

    @app.view("group.close")
    async def on_close(args: AsyncArgs) -> None:
        await desk.submit(args, summary, group_summary.close)

    @app.action(pressed("group.reopen"))
    async def on_reopen(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, group_summary.reopen)
