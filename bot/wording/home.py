"""Home, in words."""

from collections.abc import Callable

from bot.flows.home import AtHome, StartersForm
from bot.flows.screen import Screen
from bot.wording.sheet import (
    Button,
    Divider,
    Form,
    Heading,
    Home,
    Message,
    Note,
    Part,
    PeopleField,
    Sheet,
    Text,
    buttons,
    parts,
)
from bot.wording.words import Words


def at_home(screen: AtHome, words: Words, draw: Callable[[Screen], Sheet]) -> Home | Message:
    """`draw` words each item, which is a message of its own."""
    say = words.say
    drawn = [draw(item) for item in screen.items]
    items = [sheet.parts for sheet in drawn if isinstance(sheet, Message)]
    content = parts(
        Heading(say("Hello {name}", name=screen.name) if screen.name else say("Hello")),
        Text(
            say("This waits for you, and this is yours:")
            if items
            else say("Nothing waits for you right now. When something does, I write to you.")
        ),
        *(_with_line(item) for item in items),
        Divider() if items else None,
        _begin(screen, words),
        Note(say("Type /ledertrivsel anywhere to see this.")),
    )
    return Home(content) if screen.is_home else Message(content)


def _with_line(item: tuple[Part, ...]) -> tuple[Part, ...]:
    return (Divider(), *item)


def _begin(screen: AtHome, words: Words) -> Part:
    say = words.say
    other, label = (
        ("en", "In English, please") if screen.language == "da" else ("da", "Hellere dansk")
    )
    return buttons(
        Button(say("Start a process"), "setup.open", style="" if screen.items else "primary")
        if screen.may_start
        else None,
        Button(say("Who may start one?"), "home.open_starters")
        if screen.may_name_starters
        else None,
        Button(label, "home.language", f"{int(screen.is_home)}:{other}"),
    )


def starters_form(screen: StartersForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Who may start one?"),
        submit=say("Save"),
        close=say("Close"),
        action="home.name_starters",
        parts=(
            Text(
                say("Your Slack admins always may. Name others who may as well, for instance HR.")
            ),
            PeopleField("starters", say("People who may start"), screen.handles, optional=True),
        ),
    )


SHEETS = {StartersForm: starters_form}
