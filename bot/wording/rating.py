"""Rating, in words. Nothing here ever says what was answered, but `my_answers`."""

from bot.domain import catalogue
from bot.flows.rating import (
    IMPORTANCE,
    SUCCESS,
    Done,
    Invitation,
    MyAnswers,
    NotTakingPart,
    Privacy,
    RatingWaits,
    Reminder,
    SuggestionForm,
    SuggestionTaken,
    ThemeQuestion,
)
from bot.wording.markup import link
from bot.wording.sheet import (
    Button,
    Buttons,
    Confirm,
    Form,
    Message,
    Note,
    Option,
    Part,
    Picker,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def invitation(screen: Invitation, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    deadline = words.moment(screen.deadline, screen.zone)
    return message(
        Text(
            "\n".join(
                [
                    say("*What is it like to be a leader here?*"),
                    say(
                        "{sender} will make one shared plan for leaders’ well-being. "
                        "It is to be built on what you leaders meet.",
                        sender=screen.sender,
                    ),
                    say(
                        "• {themes} themes with two answers each. It takes about {minutes} "
                        "minutes, and you can pause on the way.",
                        themes=screen.themes,
                        minutes=screen.minutes,
                    ),
                    say(
                        "• Your answers are confidential. Nobody can see what you answer, and only "
                        "figures that at least {least} have answered are shown.",
                        least=screen.least,
                    ),
                    say("• Please answer before *{deadline}*.", deadline=deadline),
                ]
            )
        ),
        buttons(
            Button(say("Begin"), "rating.begin", subject, style="primary"),
            Button(say("Who can see what?"), "rating.privacy", subject),
            _withdraw_button(words, subject),
        ),
    )


def _withdraw_button(words: Words, subject: str) -> Button:
    say = words.say
    return Button(
        say("I won’t take part"),
        "rating.withdraw",
        subject,
        confirm=Confirm(
            say("Not take part?"),
            say("If you have answered anything, it is deleted. Nobody is told."),
            say("I won’t take part"),
            say("Go back"),
        ),
    )


def reminder(screen: Reminder, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    opening = (
        words.count("*You have {n} theme left.*", "*You have {n} themes left.*", screen.left)
        if screen.begun
        else say("*We would like to hear from you as well.*")
    )
    return message(
        Text(
            "\n".join(
                [
                    opening,
                    say(
                        "{process} is open until *{deadline}*. It takes a few minutes, and your "
                        "answers are confidential. I only remind you this once.",
                        process=screen.process,
                        deadline=words.moment(screen.deadline, screen.zone),
                    ),
                ]
            )
        ),
        buttons(
            Button(
                say("Go on") if screen.begun else say("Begin"),
                "rating.begin",
                subject,
                style="primary",
            ),
            Button(say("Who can see what?"), "rating.privacy", subject),
            _withdraw_button(words, subject),
        ),
    )


def privacy(screen: Privacy, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Who can see what?"),
        close=say("Close"),
        parts=(
            Text(
                "\n".join(
                    [
                        say("*You* see your own answers, and can change them until the deadline."),
                        say(
                            "*Nobody else* can see what you answered: not HR, not your own leader."
                        ),
                        say(
                            "*Those who run the process* see about how many have answered, "
                            "never who."
                        ),
                        say(
                            "*When the round closes*, everybody’s answers are added up and your "
                            "own are deleted. What you have answered by then counts, also if you "
                            "have not come through all the themes."
                        ),
                        say(
                            "*On the map*, a theme gets figures only when at least {least} have "
                            "answered it.",
                            least=screen.least,
                        ),
                    ]
                )
            ),
            Note(
                say(
                    "Until then your answers are stored encrypted. Whoever runs the server holds "
                    "the key."
                )
            ),
        ),
    )


def theme_question(screen: ThemeQuestion, words: Words) -> Message:
    say = words.say
    theme = catalogue.theme(screen.theme)
    text = theme.in_(words.language)
    subject = f"{screen.round_id}:{screen.theme}"
    tool = link(theme.tool, say("Read more about the tool")) if theme.tool else ""
    about = "\n".join(filter(None, [f"*{text.title}*", f"_{text.about}_", tool]))
    return message(
        Note(say("Theme {number} of {of}", number=screen.number, of=screen.of)),
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
        buttons(
            Button(say("‹ Back"), "rating.back", subject) if screen.number > 1 else None,
            Button(say("Skip"), "rating.skip", subject),
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
            Button(say("Suggest a theme"), "rating.suggest", subject),
            _withdraw_button(words, subject),
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
                    "Only you see this. What you choose is saved at once, and you can change it "
                    "until {deadline}.",
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


def not_taking_part(screen: NotTakingPart, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "That is fine. Nothing of yours is counted, and I won’t remind you. Should you "
                "change your mind, you can join until {deadline}.",
                deadline=words.moment(screen.deadline, screen.zone),
            )
        ),
        buttons(
            Button(words.say("I’ll take part after all"), "rating.rejoin", str(screen.round_id))
        ),
    )


def suggestion_form(screen: SuggestionForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Suggest a theme"),
        submit=say("Send"),
        close=say("Close"),
        action="rating.add_theme",
        subject=str(screen.round_id),
        parts=(
            TextField("title", say("What is the theme?"), limit=150),
            TextField(
                "about",
                say("What is meant by it?"),
                many_lines=True,
                optional=True,
                limit=300,
                hint=say(
                    "It is not rated in this round, but it can be chosen for the plan. "
                    "Your name does not go with it."
                ),
            ),
        ),
    )


def suggestion_taken(screen: SuggestionTaken, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "Thank you. “{title}” is among the themes that can be chosen.", title=screen.title
            )
        )
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
            Button(say("My answers"), "rating.review", subject, style="primary" if left else ""),
            Button(say("Who can see what?"), "rating.privacy", subject),
            Button(say("Suggest a theme"), "rating.suggest", subject),
        ),
    )


SHEETS = {
    Invitation: invitation,
    Reminder: reminder,
    Privacy: privacy,
    ThemeQuestion: theme_question,
    Done: done,
    MyAnswers: my_answers,
    NotTakingPart: not_taking_part,
    SuggestionForm: suggestion_form,
    SuggestionTaken: suggestion_taken,
    RatingWaits: rating_waits,
}
