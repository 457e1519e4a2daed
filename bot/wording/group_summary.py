"""How a working group ends, in words."""

from collections.abc import Iterable, Iterator

from bot.domain import catalogue
from bot.domain.catalogue import SupportQuestion
from bot.flows.checks import PARAGRAPH
from bot.flows.group_summary import UNSORTED, GroupClosing, GroupDone, SummaryForm
from bot.wording import themes
from bot.wording.sheet import Form, Message, Note, Text, TextField, message, parts
from bot.wording.words import Words

LONGEST_LINE = 500  # of what one person wrote: there must be room for the others
ROOM_FOR_REST = 60  # for the line that says what was left out


def summary_form(screen: SummaryForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("The group’s summary"),
        submit=say("Close the group"),
        close=say("Close without saving"),
        action="group.close",
        subject=str(screen.group_id),
        parts=parts(
            Text(
                "\n".join(
                    [
                        say("*{theme}*", theme=themes.title(screen.theme, words)),
                        say(
                            "Here is what people wrote. Make it a few lines that anyone can read. "
                            "I have left out who said what; do the same."
                        ),
                    ]
                )
            ),
            (
                TextField(
                    question.key,
                    question.title,
                    _prefilled(screen, question.key, words),
                    many_lines=True,
                    optional=True,
                    hint=_hint(screen, question, words),
                    limit=PARAGRAPH,
                )
                for question in catalogue.support_questions(words.language)
            ),
            TextField(
                "measures",
                say("What do you agree to do?"),
                "\n".join(screen.measures),
                many_lines=True,
                hint=say("One to a line. It goes into the theme’s action card."),
            ),
            Note(say("The summary stands in the thread, where all can see it.")),
        ),
    )


def _prefilled(screen: SummaryForm, key: str, words: Words) -> str:
    """What is unsorted stands last, under the last question: it is often an idea."""
    lines = [screen.summary[key]] if screen.summary[key] else []
    lines += _bullets(screen.written[key])
    if key == _last(words):
        lines += _bullets(screen.written[UNSORTED])
    return "\n".join(_fitting(lines, words))


def _hint(screen: SummaryForm, question: SupportQuestion, words: Words) -> str:
    """Beneath the field and not in it: what stands there may become the summary as it is."""
    if question.key == _last(words) and screen.written[UNSORTED]:
        return words.say(
            "{question} Nobody has said yet where the last lines belong.",
            question=question.question,
        )
    return question.question


def _last(words: Words) -> str:
    return catalogue.support_questions(words.language)[-1].key


def _bullets(written: Iterable[str]) -> Iterator[str]:
    for text in written:
        short = text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1].rstrip() + "…"
        yield f"– {short}"


def _fitting(lines: list[str], words: Words) -> Iterator[str]:
    """As many as the field has room for; the thread has them all."""
    left = PARAGRAPH - ROOM_FOR_REST
    for n, line in enumerate(lines):
        left -= len(line) + 1
        if left < 0 and n > 0:
            yield words.count(
                "… and {n} more in the thread", "… and {n} more in the thread", len(lines) - n
            )
            return
        yield line


def group_closing(screen: GroupClosing, words: Words) -> Message:
    say, theme = words.say, themes.title(screen.theme, words)
    done = say("✓ *The group is done: {theme}.* The summary stands in the thread.", theme=theme)
    if screen.is_yours:
        after = say("Next, you write the theme’s action card. I have sent you a message about it.")
    elif screen.lead:
        after = say("Next, {lead} writes the theme’s action card.", lead=screen.lead)
    else:
        after = say("Next is the theme’s action card. Appoint a group lead to write it.")
    return message(Text("\n".join([done, after])))


def group_done(screen: GroupDone, words: Words) -> Message:
    say = words.say
    agreed = words.count(
        "✓ *The group is done*, and has agreed on {n} thing to do. The summary stands at the top "
        "of the thread.",
        "✓ *The group is done*, and has agreed on {n} things to do. The summary stands at the top "
        "of the thread.",
        screen.measures,
    )
    thanks = (
        say("Next, {lead} writes an action card. Thank you for writing.", lead=screen.lead)
        if screen.lead
        else say("Next is an action card. Thank you for writing.")
    )
    return message(Text("\n".join([agreed, thanks])))


SHEETS = {
    SummaryForm: summary_form,
    GroupClosing: group_closing,
    GroupDone: group_done,
}
