"""What Slack sends of setting up: the form, with what Slack knows of the channels in it."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import setup
from bot.flows.setup_answers import CHOSEN_IN_FORM, Answers, Channel
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.payload import Body
from bot.slack.pressed import pressed


async def answers(body: Body, directory: Directory) -> tuple[Answers]:
    """The form, with what Slack knows of the channels in it, and everyone in one of them."""
    sent = payload.entered(body)
    everyone = await _channel(directory, sent.channel("everyone_in"), members=True)
    if everyone:
        await directory.meet(payload.who(body), everyone.members)
    return (
        Answers(
            process_id=payload.identity(sent.subject),
            name=sent.text("name"),
            sender=sent.text("sender"),
            involved=sent.text("involved"),
            anchored=sent.text("anchored"),
            language=sent.choice("language"),
            bodies=sent.choice("bodies"),
            people={field: sent.people(field) for field in CHOSEN_IN_FORM},
            everyone_in=everyone,
            channel=await _channel(directory, sent.channel("channel"), members=False),
            deadline=sent.moment("deadline"),
        ),
    )


async def _channel(directory: Directory, channel_id: str, *, members: bool) -> Channel | None:
    if not channel_id:
        return None
    found = await directory.channel(channel_id, members=members)
    if found is None:
        return Channel(channel_id, "", bot_is_member=False)
    return Channel(found.id, found.name, found.bot_is_member, found.members)


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("setup.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.nothing, setup.open_form)

    @app.action(pressed("setup.edit"))
    async def on_edit(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, setup.edit)

    @app.view("setup.save")
    async def on_save(args: AsyncArgs) -> None:
        await desk.submit(args, lambda body: answers(body, desk.directory), setup.save)

    @app.action(pressed("setup.preview"))
    async def on_preview(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, setup.preview)

    @app.view("setup.launch")
    async def on_launch(args: AsyncArgs) -> None:
        await desk.submit(args, payload.form_subject, setup.launch)

    @app.action(pressed("setup.cancel"))
    async def on_cancel(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, setup.cancel)
