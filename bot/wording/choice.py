"""Choosing the plan's themes, and what came of it, in words."""

from collections.abc import Iterator

from bot.domain import catalogue
from bot.domain.priority_map import Field as MapField
from bot.flows.checks import LINE, PARAGRAPH
from bot.flows.choice import (
    ON_THE_LINE,
    Choice,
    ChoiceAwaited,
    ChoiceInvitation,
    ChoiceMade,
    ChoiceOutcome,
    ChoicePost,
    Decided,
    ListedTheme,
    ParkedTheme,
    PickForm,
    ReasonForm,
    question_field,
    reason_field,
    who_field,
)
from bot.flows.themes import ThemeName
from bot.models.choice import KNOWLEDGE
from bot.wording import themes
from bot.wording.about import quoted
from bot.wording.markup import Ours, channel
from bot.wording.sheet import (
    Button,
    Confirm,
    Divider,
    Form,
    ManyField,
    Message,
    Note,
    Option,
    Part,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def choice_invitation(screen: ChoiceInvitation, words: Words) -> Message:
    say = words.say
    return message(
        Text(
            "\n".join(
                [
                    say("*You have the last word: which themes is the plan to be about?*"),
                    say(
                        "{process}: the map and the talk about it are in {channel}.",
                        process=screen.process,
                        channel=channel(screen.channel, screen.channel_name),
                    ),
                    say("• Choose three to five themes, with a reason for each."),
                    say("• Park a theme if you lack knowledge, or if others have to decide."),
                    say(
                        "• Agree first, if there are several of you: the first choice that is sent "
                        "stands."
                    ),
                ]
            )
        ),
        buttons(
            Button(say("Choose themes"), "choice.open", str(screen.process_id), style="primary")
        ),
    )


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
                hint=say("The rest stay where they are on the map."),
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
        yield from (_with_figures(one, words) for one in others)


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
    for theme in screen.others:
        yield TextField(
            who_field(theme.key),
            say("{theme}: who has to decide?", theme=themes.title(theme, words)),
            limit=LINE,
        )


def decided(screen: Decided, words: Words) -> Message:
    say = words.say
    heading = {
        3: say("✓ *Thank you. You have chosen three themes.*"),
        4: say("✓ *Thank you. You have chosen four themes.*"),
        5: say("✓ *Thank you. You have chosen five themes.*"),
    }
    told = words.count(
        "The {n} leader who was asked hears of it now.",
        "The {n} leaders who were asked hear of it now.",
        screen.told,
    )
    threads = say(
        "Each theme has a thread in {channel} now, where the working groups begin.",
        channel=channel(screen.channel, screen.channel_name),
    )
    lines = [heading[screen.themes], told if screen.told else "", threads]
    return message(Text("\n".join(line for line in lines if line)))


def choice_made(screen: ChoiceMade, words: Words) -> Message:
    made = screen.choice
    when = words.moment(made.chosen_at, made.zone)
    if screen.came_late:
        opening = words.say(
            "*The themes were chosen before you sent this*, on {when}. "
            "Your choice was not kept. This one stands:",
            when=when,
        )
    else:
        opening = words.say(
            "✓ *The themes of {process} were chosen* on {when}.", process=made.process, when=when
        )
    return message(Text(opening), *_chosen(made, words))


def choice_post(screen: ChoicePost, words: Words) -> Message:
    made = screen.choice
    return message(
        Text("\n".join([_heading(made, words), _basis(made, words)])),
        *_chosen(made, words),
        Text(
            words.say(
                "*Next:* each theme has a thread here, with four questions. "
                "Write in the ones you know something about."
            )
        ),
    )


def choice_outcome(screen: ChoiceOutcome, words: Words) -> Message:
    made = screen.choice
    return message(
        Text("\n".join([_heading(made, words), _basis(made, words)])),
        *_chosen(made, words),
        Text(
            words.say(
                "*Next:* a working group takes each theme further, in a thread in {channel}. "
                "Do write in the ones you know something about. "
                "If you would rather not do it there, write to me.",
                channel=channel(made.channel, made.channel_name),
            )
        ),
    )


def _heading(made: Choice, words: Words) -> Ours:
    say, process = words.say, made.process
    return {
        3: say("*Three themes are chosen: {process}*", process=process),
        4: say("*Four themes are chosen: {process}*", process=process),
        5: say("*Five themes are chosen: {process}*", process=process),
    }[len(made.chosen)]


def _basis(made: Choice, words: Words) -> Ours:
    if made.answered is None:
        return words.say("Here they are, and why these were chosen.")
    return words.say(
        "{answered} of {asked} leaders answered. Here are the themes, and why these were chosen.",
        answered=made.answered,
        asked=made.asked,
    )


def _chosen(made: Choice, words: Words) -> Iterator[Part]:
    for theme, reason in made.chosen:
        title = words.say("*{theme}*", theme=themes.title(theme, words))
        yield Text("\n".join([title, quoted(reason, words)]))
    if made.parked:
        heading = words.say("*🅿 {title}*", title=catalogue.parking(words.language).title)
        yield Text("\n".join([heading, *(_parked(one, words) for one in made.parked)]))


def _parked(one: ParkedTheme, words: Words) -> Ours:
    theme = themes.title(one.theme, words)
    if one.kind == KNOWLEDGE:
        return words.say(
            "• {theme}: we need to know “{question}” ({who} finds out)",
            theme=theme,
            question=one.question,
            who=one.who,
        )
    return words.say("• {theme}: for {who} to decide", theme=theme, who=one.who)


def choice_awaited(screen: ChoiceAwaited, words: Words) -> Message:
    if not screen.deciders:
        return message(
            Text(
                words.say(
                    "*{process}*: the themes are to be chosen, but nobody who has the last word is "
                    "here any more.",
                    process=screen.process,
                )
            )
        )
    return message(
        Text(
            words.say(
                "*{process}*: the themes are to be chosen. {names} can do it.",
                process=screen.process,
                names=words.all_of(screen.deciders),
            )
        )
    )


SHEETS = {
    ChoiceInvitation: choice_invitation,
    PickForm: pick_form,
    ReasonForm: reason_form,
    Decided: decided,
    ChoiceMade: choice_made,
    ChoicePost: choice_post,
    ChoiceOutcome: choice_outcome,
    ChoiceAwaited: choice_awaited,
}
