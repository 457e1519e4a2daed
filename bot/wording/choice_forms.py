"""The forms in which the plan's themes are chosen, in words."""

from collections.abc import Iterator

from bot.domain import catalogue
from bot.domain.priority_map import Field as MapField
from bot.flows.checks import LINE, PARAGRAPH
from bot.flows.choice import (
    PickForm,
    ReasonForm,
)
from bot.flows.choice_facts import (
    ON_THE_LINE,
    ListedTheme,
    day_field,
    question_field,
    reason_field,
    who_field,
)
from bot.flows.themes import ThemeName
from bot.wording import themes
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    Confirm,
    DateField,
    Divider,
    Form,
    ManyField,
    Note,
    Option,
    Part,
    Text,
    TextField,
    buttons,
    parts,
)
from bot.wording.words import Words

MOST_WITHOUT_FIGURES = 36  # listed above the menus, which have them all


def pick_form(screen: PickForm, words: Words) -> Form:
    say, parking = words.say, catalogue.parking(words.language)
    options = tuple(
        Option(listed.theme.key, themes.title(listed.theme, words)) for listed in screen.themes
    )
    with_figures = any(listed.importance is not None for listed in screen.themes)
    return Form(
        title=say("Choose 3–5 themes"),
        submit=say("Next"),
        close=say("Close"),
        action="choice.pick",
        subject=str(screen.process_id),
        parts=parts(
            Text("\n".join(_listed(screen.themes, words))),
            Note(say("Figures: how important, and how well we succeed, from 1 to 5."))
            if with_figures
            else None,
            ManyField(
                "chosen", say("Three to five themes for the plan"), options, screen.picks.chosen
            ),
            ManyField(
                "knowledge",
                say("🅿 {title}: {why}", title=parking.title, why=parking.knowledge),
                options,
                screen.picks.knowledge,
                optional=True,
            ),
            ManyField(
                "others",
                say("🅿 {title}: {why}", title=parking.title, why=parking.others),
                options,
                screen.picks.others,
                optional=True,
                hint=say("The rest stay where they are on the priority map."),
            ),
        ),
    )


def _listed(listed: tuple[ListedTheme, ...], words: Words) -> Iterator[str]:
    headings = {
        int(field): f"*{text.title}* – {text.meaning}"
        for field, text in catalogue.map_fields(words.language).items()
    }
    headings[ON_THE_LINE] = words.say("*On the line* – in between the fields.")
    for field in (*MapField, ON_THE_LINE):
        inside = [one for one in listed if one.field == field]
        if inside:
            yield headings[int(field)]
            yield from (_with_figures(one, words) for one in inside)
    others = [one for one in listed if one.field not in headings]
    if others:
        yield words.say("*Without figures*")
        yield from (_with_figures(one, words) for one in others[:MOST_WITHOUT_FIGURES])
    if (more := len(others) - MOST_WITHOUT_FIGURES) > 0:
        yield words.count(
            "… and {n} more, to choose below", "… and {n} more, to choose below", more
        )


def _with_figures(one: ListedTheme, words: Words) -> Ours:
    title = themes.title(one.theme, words)
    if one.importance is None or one.success is None:
        return words.say("• {title}", title=title)
    return words.say(
        "• {title} ({importance} · {success})",
        title=title,
        importance=words.number(one.importance),
        success=words.number(one.success),
    )


def reason_form(screen: ReasonForm, words: Words) -> Form:
    say = words.say
    picked = (screen.chosen, screen.knowledge, screen.others)
    subject = ";".join([str(screen.process_id), *(_keys(some) for some in picked)])
    return Form(
        title=say("Why these?"),
        submit=say("Choose these themes"),
        close=say("Close"),
        action="choice.decide",
        subject=subject,
        parts=parts(
            Text(
                say(
                    "Write in a line or two why you choose each theme. It goes to everyone who was "
                    "asked, and to the channel, and the choice is made."
                )
            ),
            (
                TextField(
                    reason_field(theme.key),
                    say("Why {theme}?", theme=themes.title(theme, words)),
                    many_lines=True,
                    limit=PARAGRAPH,
                )
                for theme in screen.chosen
            ),
            _parking_fields(screen, words),
            buttons(
                Button(
                    say("‹ Change the themes"),
                    "choice.again",
                    subject,
                    confirm=Confirm(
                        say("Back to the themes?"),
                        say("Your themes are remembered, but not what you have written here."),
                        say("Back"),
                        say("Stay"),
                    ),
                )
            ),
        ),
    )


def _keys(some: tuple[ThemeName, ...]) -> str:
    return ",".join(theme.key for theme in some)


def _parking_fields(screen: ReasonForm, words: Words) -> Iterator[Part]:
    say = words.say
    if screen.knowledge or screen.others:
        yield Divider()
        yield Text(say("*🅿 {title}*", title=catalogue.parking(words.language).title))
    for theme in screen.knowledge:
        title = themes.title(theme, words)
        yield TextField(
            question_field(theme.key),
            say("{theme}: what do you need to know?", theme=title),
            limit=LINE,
        )
        yield TextField(
            who_field(theme.key), say("{theme}: who finds it out?", theme=title), limit=LINE
        )
        yield DateField(day_field(theme.key), say("{theme}: when?", theme=title), optional=True)
    for theme in screen.others:
        title = themes.title(theme, words)
        yield TextField(
            who_field(theme.key), say("{theme}: who has to decide?", theme=title), limit=LINE
        )
        yield DateField(day_field(theme.key), say("{theme}: when?", theme=title), optional=True)


SHEETS = {PickForm: pick_form, ReasonForm: reason_form}
