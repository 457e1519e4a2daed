"""Rating, in words. Nothing here ever says what was answered, but `my_answers`."""

from bot.domain import catalogue
from bot.flows.ballot import IMPORTANCE, SUCCESS
from bot.flows.rating import Done, MyAnswers, RatingWaits, ThemeQuestion
from bot.wording.invitation import withdraw_button
from bot.wording.markup import link
from bot.wording.sheet import (
    Button,
    Buttons,
    Form,
    Message,
    Note,
    Option,
    Part,
    Picker,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def theme_question(screen: ThemeQuestion, words: Words) -> Message:
    say = words.say
    theme = catalogue.theme(screen.theme)
    text = theme.in_(words.language)
    subject = f"{screen.round_id}:{screen.theme}"
    tool = link(theme.tool, say("Read more about the tool")) if theme.tool else ""
    about = "\n".join(filter(None, [f"*{text.title}*", f"_{text.about}_", tool]))
    return message(
        Note(
            say(
                "Theme {number} of {of} · {process}",
                number=screen.number,
                of=screen.of,
                process=screen.process,
            )
        ),
        Text(say("You passed this one by before. Will you answer it now?"))
        if screen.is_left_over
        else None,
        Text(about),
        *_row(
            words,
            subject,
            IMPORTANCE,
            catalogue.importance_question(words.language),
            screen.importance,
        ),
        *_row(words, subject, SUCCESS, text.question, screen.success),
        Note(_scale_note(words)),
        Note(say("Your answers are not shown here. You find them under “My answers”."))
        if screen.importance or screen.success
        else None,
        buttons(
            Button(say("‹ Back"), "rating.back", subject) if screen.number > 1 else None,
            Button(
                say("Next ›") if screen.importance and screen.success else say("Skip"),
                "rating.skip",
                subject,
            ),
            Button(say("My answers"), "rating.review", str(screen.round_id)),
        ),
    )


def _scale_note(words: Words) -> str:
    scale = catalogue.scale(words.language)
    return words.say(
        "1 = {lowest} · 5 = {highest}", lowest=_lower(scale[0]), highest=_lower(scale[-1])
    )


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _row(words: Words, theme: str, row: str, question: str, answered: bool) -> tuple[Part, ...]:
    say = words.say
    if answered:
        change = Button(say("Change"), "rating.change", f"{theme}:{row}")
        return (Text(f"*{question}*\n" + say("✓ Answered")), Buttons((change,)))
    scale = catalogue.scale(words.language)
    numbers = tuple(
        Button(
            str(score),
            "rating.answer",
            f"{theme}:{row}:{score}",
            spoken=f"{score}, {_lower(label)}",
        )
        for score, label in enumerate(scale, 1)
    )
    unsure = Button(catalogue.dont_know(words.language), "rating.answer", f"{theme}:{row}:0")
    return (Text(f"*{question}*"), Buttons((*numbers, unsure)))


def done(screen: Done, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    left = screen.of - screen.answered
    thanks = say("*Thank you, {name}.*", name=screen.name)
    how_far = (
        words.count(
            "You have answered {n} theme of {of}.",
            "You have answered {n} themes of {of}.",
            screen.answered,
            of=screen.of,
        )
        if left
        else say("You have answered all {of} themes.", of=screen.of)
    )
    return message(
        Text(
            "\n".join(
                filter(
                    None,
                    [
                        f"{thanks} {how_far}",
                        say("A theme with one answer of two counts with the one.")
                        if screen.half
                        else "",
                        say(
                            "You can change your answers until {deadline}. Then they are added to "
                            "everybody’s and deleted.",
                            deadline=words.moment(screen.deadline, screen.zone),
                        ),
                        say("Is a theme missing that matters here?"),
                    ],
                )
            )
        ),
        buttons(
            Button(say("Answer the rest"), "rating.begin", subject, style="primary")
            if left
            else None,
            Button(say("My answers"), "rating.review", subject),
            Button(say("Suggest a theme"), "own_theme.suggest", subject),
            withdraw_button(words, subject),
        ),
    )


def my_answers(screen: MyAnswers, words: Words) -> Form:
    say = words.say
    rows: list[Part] = []
    for theme, answer in screen.answers:
        text = catalogue.theme(theme).in_(words.language)
        rows.append(Text(f"*{text.title}*\n_{text.question}_"))
        rows.append(
            buttons(
                _picker(words, f"{screen.round_id}:{theme}", IMPORTANCE, answer.importance),
                _picker(words, f"{screen.round_id}:{theme}", SUCCESS, answer.success),
            )
        )
    return Form(
        title=say("My answers"),
        close=say("Close"),
        parts=parts(
            Text(
                say(
                    "*{process}*\nOnly you see this. What you choose is saved at once, and you can "
                    "change it until {deadline}.",
                    process=screen.process,
                    deadline=words.moment(screen.deadline, screen.zone),
                )
            ),
            Note(catalogue.importance_question(words.language)),
            rows,
        ),
    )


def _picker(words: Words, theme: str, row: str, chosen: int | None) -> Picker:
    say = words.say
    label = say("How important?") if row == IMPORTANCE else say("How well do we succeed?")
    prefix = say("Important") if row == IMPORTANCE else say("Succeeds")
    scale = {n: f"{n} · {text}" for n, text in enumerate(catalogue.scale(words.language), 1)}
    scale[0] = catalogue.dont_know(words.language)
    return Picker(
        label,
        "rating.set_answer",
        tuple(Option(f"{theme}:{row}:{n}", f"{prefix}: {text}") for n, text in scale.items()),
        "" if chosen is None else f"{theme}:{row}:{chosen}",
    )


def rating_waits(screen: RatingWaits, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    left = screen.of - screen.answered
    return message(
        Text(
            "\n".join(
                [
                    say("*{process}*: rate the themes", process=screen.process),
                    say(
                        "{answered} of {of} answered. Open until {deadline}.",
                        answered=screen.answered,
                        of=screen.of,
                        deadline=words.moment(screen.deadline, screen.zone),
                    ),
                ]
            )
        ),
        buttons(
            Button(
                say("Go on") if screen.answered else say("Begin"),
                "rating.begin",
                subject,
                style="primary",
            )
            if left
            else None,
            Button(say("My answers"), "rating.review", subject),
            Button(say("Who can see what?"), "invitation.privacy", subject),
            Button(say("Suggest a theme"), "own_theme.suggest", subject),
        ),
    )


SHEETS = {
    ThemeQuestion: theme_question,
    Done: done,
    MyAnswers: my_answers,
    RatingWaits: rating_waits,
}
