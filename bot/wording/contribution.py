"""What people contribute to a working group, in words."""

from bot.domain import catalogue
from bot.flows.checks import PARAGRAPH
from bot.flows.contribution import (
    NoGroupOpen,
    Sorted,
    TooLate,
    Unsorted,
    WhichGroup,
    WriteForm,
    Written,
)
from bot.wording import themes
from bot.wording.about import quoted
from bot.wording.group_thread import titles
from bot.wording.markup import channel
from bot.wording.sheet import (
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Option,
    Picker,
    Text,
    TextField,
    buttons,
    message,
)
from bot.wording.words import Words

QUOTED = 200  # characters of what somebody wrote, enough to know it again
FEW_GROUPS = 4  # up to here each has a button; more are in a menu


def unsorted(screen: Unsorted, words: Words) -> Message:
    text = screen.text
    short = text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"
    return message(
        Text(
            "\n".join(
                [
                    words.say("Thank you. *Where does this belong?* Only you see this."),
                    quoted(short, words),
                ]
            )
        ),
        _questions(screen.contribution_id, words),
    )


def sorted_(screen: Sorted, words: Words) -> Message:
    question = titles((screen.question,), words)
    return message(Text(words.say("✓ It stands under {question}.", question=question)))


def _questions(contribution_id: int, words: Words) -> Buttons:
    return buttons(
        *(
            Button(question.title, "group.sort", f"{contribution_id}:{number}")
            for number, question in enumerate(catalogue.support_questions(words.language), 1)
        )
    )


def too_late(screen: TooLate, words: Words) -> Message:
    theme = themes.title(screen.theme, words)
    where = channel(screen.channel, screen.channel_name)
    if screen.lead:
        return message(
            Text(
                words.say(
                    "The group on *{theme}* in {channel} is closed, so what you write, change or "
                    "delete in its thread now does not change the summary. Write to {lead} if it "
                    "should.",
                    theme=theme,
                    channel=where,
                    lead=screen.lead,
                )
            )
        )
    return message(
        Text(
            words.say(
                "The group on *{theme}* in {channel} is closed, so what you write, change or "
                "delete in its thread now does not change the summary. Write to those who run the "
                "process if it should.",
                theme=theme,
                channel=where,
            )
        )
    )


def write_form(screen: WriteForm, words: Words) -> Form:
    say = words.say
    reader = (
        say("{lead}, who leads the group, reads it without your name.", lead=screen.lead)
        if screen.lead
        else say("The group lead reads it without your name.")
    )
    return Form(
        title=say("Write to the group"),
        submit=say("Send"),
        close=say("Close"),
        action="group.write",
        subject=str(screen.group_id),
        parts=(
            Text(
                "\n".join(
                    [
                        say("*{theme}*", theme=themes.title(screen.theme, words)),
                        reader,
                        say("Your words may stand in the summary, which everyone can read."),
                    ]
                )
            ),
            ChoiceField(
                "question",
                say("What is it about?"),
                tuple(
                    Option(question.key, question.title)
                    for question in catalogue.support_questions(words.language)
                ),
                optional=True,
            ),
            TextField("text", say("What would you like to say?"), many_lines=True, limit=PARAGRAPH),
        ),
    )


def written(screen: Written, words: Words) -> Message:
    theme = themes.title(screen.theme, words)
    if screen.lead:
        return message(
            Text(
                words.say(
                    "✓ Thank you. {lead} reads it without your name when *{theme}* is summed up.",
                    lead=screen.lead,
                    theme=theme,
                )
            )
        )
    return message(
        Text(
            words.say(
                "✓ Thank you. The group lead reads it without your name when *{theme}* is summed "
                "up.",
                theme=theme,
            )
        )
    )


def which_group(screen: WhichGroup, words: Words) -> Message:
    say = words.say
    named = [themes.title(theme, words) for _, theme in screen.groups]
    if screen.processes:
        both = zip(screen.processes, named, strict=True)
        named = [f"{title} ({process})" for process, title in both]
    ids = (str(group_id) for group_id, _ in screen.groups)
    options = tuple(Option(*one) for one in zip(ids, named, strict=True))
    if len(options) <= FEW_GROUPS:
        choose = buttons(*(Button(o.label, "group.open_writing", o.value) for o in options))
    else:
        choose = buttons(Picker(say("Choose a group"), "group.open_writing", options))
    return message(
        Text(
            "\n".join(
                [
                    say("*Is this for a working group?* Choose which, and I open a form for it."),
                    say("What you wrote here is not sent to anyone, so copy it from here."),
                ]
            )
        ),
        choose,
    )


def no_group_open(screen: NoGroupOpen, words: Words) -> Message:
    say = words.say
    return message(
        Text(
            "\n".join(
                [
                    say("*Hello {name}.*", name=screen.name) if screen.name else say("*Hello.*"),
                    say("I help you make the plan, but I can’t answer messages."),
                    say(
                        "Open Home above, or type /ledertrivsel, to see what waits for you. "
                        "What you wrote here is not sent to anyone."
                    ),
                ]
            )
        )
    )


SHEETS = {
    Unsorted: unsorted,
    Sorted: sorted_,
    TooLate: too_late,
    WriteForm: write_form,
    Written: written,
    WhichGroup: which_group,
    NoGroupOpen: no_group_open,
}
