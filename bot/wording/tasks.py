"""Who does what of the check-list, in words."""

from bot.domain.follow_ups import Purpose
from bot.flows.question import TaskAsked, TaskPassedOn
from bot.flows.screen import field
from bot.flows.tasks import TaskReturned, TasksForm
from bot.wording.about import name_of
from bot.wording.activation import task_line
from bot.wording.markup import with_addresses
from bot.wording.question_buttons import asked_before, later_menu, main_button
from bot.wording.sheet import (
    Button,
    ChoiceField,
    DateField,
    Form,
    Message,
    Option,
    PeopleField,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def tasks_form(screen: TasksForm, words: Words) -> Form:
    say, about, version = words.say, screen.about, screen.version
    lines = [name_of(about, words), *(task_line(one, about, words) for one in screen.tasks)]
    left = [one for one in screen.tasks if not one.is_done]
    options = tuple(Option(str(one.task_id), words.typed(one.text)) for one in left)
    given = say("✓ Given away: {task}", task=screen.given) if screen.given else None
    fields = (
        ChoiceField(field("task", version), say("Which task?"), options, as_menu=True),
        PeopleField(field("person", version), say("Who does it?"), many=False),
        DateField(
            field("day", version),
            say("When shall I ask?"),
            optional=True,
            hint=say(
                "Where the task says when, as in “a week before the start”, leave it blank: "
                "then it follows the start."
            ),
        ),
    )
    return Form(
        title=say("Who does what"),
        submit=say("Give the task") if left else "",
        close=say("Close"),
        action="tasks.give",
        subject=f"{about.activation_id}:{version}",
        parts=parts(Text(given) if given else None, Text("\n".join(lines)), fields if left else ()),
    )


def task_asked(screen: TaskAsked, words: Words) -> Message:
    say, about, number = words.say, screen.about, str(screen.follow_up_id)
    lines = [
        say(
            "*{owner} has given you a task:* {task}",
            owner=about.owner,
            task=with_addresses(screen.task),
        ),
        say(
            "It belongs to {name}. {owner} can see when it is done.",
            name=name_of(about, words),
            owner=about.owner,
        ),
        *asked_before(screen.asked_before, about, words),
    ]
    return message(
        Text("\n".join(lines)),
        buttons(
            main_button(Purpose.TASK, number, words),
            later_menu(number, words),
            Button(say("Not my task"), "tasks.not_mine", number),
        ),
    )


def task_passed_on(screen: TaskPassedOn, words: Words) -> Message:
    task = with_addresses(screen.task)
    return message(
        Text(words.say("{who} does this now, so you need not: {task}", who=screen.to, task=task))
    )


def task_returned(screen: TaskReturned, words: Words) -> Message:
    say, about = words.say, screen.about
    return message(
        Text(
            "\n".join(
                [
                    say(
                        "*{who} says that this task is somebody else’s:* {task}",
                        who=screen.by,
                        task=with_addresses(screen.task),
                    ),
                    name_of(about, words),
                ]
            )
        ),
        buttons(
            Button(say("Choose somebody"), "tasks.open", str(about.activation_id), style="primary")
        ),
    )


SHEETS = {
    TasksForm: tasks_form,
    TaskReturned: task_returned,
}
ASKED = {TaskAsked: task_asked, TaskPassedOn: task_passed_on}
