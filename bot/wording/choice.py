"""Choosing the plan's themes, and what came of it, in words."""

from collections.abc import Iterable, Iterator

from bot.flows.choice import (
    ChoiceAwaited,
    ChoiceInvitation,
    ChoiceMade,
    ChoiceOutcome,
    ChoicePost,
    Decided,
)
from bot.flows.choice_facts import (
    Choice,
)
from bot.flows.themes import ThemeName
from bot.wording import choice_forms, themes
from bot.wording.about import quoted
from bot.wording.markup import Ours, channel
from bot.wording.parked import parking
from bot.wording.sheet import (
    Button,
    Divider,
    Message,
    Part,
    Text,
    buttons,
    message,
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
    if not screen.came_late:
        return message(Text(_made(made, when, words)), *_chosen(made, words))
    return message(
        Text(_made_before(made, when, words)),
        *_chosen(made, words),
        *_yours(screen, words),
    )


def _made(made: Choice, when: str, words: Words) -> Ours:
    if made.by:
        return words.say(
            "✓ *{who} chose the themes of {process}* on {when}.",
            who=made.by,
            process=made.process,
            when=when,
        )
    return words.say(
        "✓ *The themes of {process} were chosen* on {when}.", process=made.process, when=when
    )


def _made_before(made: Choice, when: str, words: Words) -> Ours:
    if made.by:
        return words.say(
            "*{who} chose the themes before you sent this*, on {when}. "
            "Your choice was not kept. This one stands:",
            who=made.by,
            when=when,
        )
    return words.say(
        "*The themes were chosen before you sent this*, on {when}. "
        "Your choice was not kept. This one stands:",
        when=when,
    )


def _yours(screen: ChoiceMade, words: Words) -> Iterator[Part]:
    """What somebody wrote in vain is theirs to copy: the form is gone."""
    if not screen.written:
        return
    yield Divider()
    yield Text(words.say("*What you wrote*, if you want to copy it:"))
    yield from _themes(screen.written, words)
    if screen.written_parked:
        yield parking(screen.written_parked, words, screen.choice.chosen_at.date())


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
                "If you would rather not do it there, press “Write outside the thread”.",
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
    sentences: list[Ours] = []
    if made.answered is not None:
        sentences.append(
            words.say(
                "{answered} of {asked} leaders answered.", answered=made.answered, asked=made.asked
            )
        )
    if made.by:
        sentences.append(words.say("{who} has chosen.", who=made.by))
    sentences.append(words.say("Here are the themes, and why these were chosen."))
    return Ours(" ".join(sentences))


def _chosen(made: Choice, words: Words) -> Iterator[Part]:
    yield from _themes(made.chosen, words)
    if made.parked:
        yield parking(made.parked, words, made.chosen_at.date())


def _themes(chosen: Iterable[tuple[ThemeName, str]], words: Words) -> Iterator[Part]:
    for theme, reason in chosen:
        title = words.say("*{theme}*", theme=themes.title(theme, words))
        yield Text("\n".join([title, quoted(reason, words)]))


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


SHEETS = choice_forms.SHEETS | {
    ChoiceInvitation: choice_invitation,
    Decided: decided,
    ChoiceMade: choice_made,
    ChoicePost: choice_post,
    ChoiceOutcome: choice_outcome,
    ChoiceAwaited: choice_awaited,
}
