"""A theme of a leader's own, in words."""

from bot.flows.own_theme import SuggestionForm, SuggestionTaken
from bot.wording.sheet import Form, Message, Text, TextField, message
from bot.wording.words import Words


def suggestion_form(screen: SuggestionForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Suggest a theme"),
        submit=say("Send"),
        close=say("Close"),
        action="own_theme.add",
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


SHEETS = {SuggestionForm: suggestion_form, SuggestionTaken: suggestion_taken}
