"""What Slack sends of the check-list's tasks: who does what, and what they say to it."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.flows import tasks
from bot.flows.screen import field
from bot.flows.tasks import SentTask
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body
from bot.slack.pressed import pressed


def given(body: Body) -> tuple[int, SentTask]:
    """The form's subject is `12:3`: the card in use, and how many tasks were given before."""
    sent = payload.entered(body)
    activation_id, _, rest = sent.subject.partition(":")
    version = payload.identity(rest)
    task = sent.choice(field("task", version))
    return payload.identity(activation_id), SentTask(
        version=version,
        task_id=payload.identity(task) if task else None,
        handle=next(iter(sent.people(field("person", version))), ""),
        day=sent.day(field("day", version)),
    )


def register(app: AsyncApp, desk: Desk) -> None:
    @app.action(pressed("tasks.open"))
    async def on_open(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, tasks.open_form)

    @app.view("tasks.give")
    async def on_give(args: AsyncArgs) -> None:
        await desk.submit(args, given, tasks.give)

    @app.action(pressed("tasks.done"))
    async def on_done(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, tasks.done)

    @app.action(pressed("tasks.not_mine"))
    async def on_not_mine(args: AsyncArgs) -> None:
        await desk.reply(args, payload.subject, tasks.not_mine)
