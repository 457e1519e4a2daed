"""How far a plan's cards are, in words: what is left to do, and a way to do it."""

from collections.abc import Iterable, Sequence

from bot.flows.plan_progress import PlanProgress, Progress
from bot.wording import themes
from bot.wording.card_shown import is_blank, what_is_missing
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Message, Note, Option, Picker, Text, buttons, message
from bot.wording.words import Words


def plan_progress(screen: PlanProgress, words: Words) -> Message:
    say, subject = words.say, str(screen.process_id)
    unfinished = [one for one in screen.themes if not one.is_finished]
    if screen.published:
        return message(
            Text(say("✓ *{process}* is published.", process=screen.process)),
            Text(left_to_do(unfinished, words)),
            buttons(
                Button(say("See the plan"), "plan.show", subject), edit_a_card(unfinished, words)
            ),
        )
    at_work = any(one.is_open for one in screen.themes)
    return message(
        Text(
            say("*{process}*: the cards are on their way", process=screen.process)
            if unfinished
            else say("*{process}*: ready to publish the plan", process=screen.process)
        ),
        Text("\n".join(_how_far(one, words) for one in screen.themes)),
        Note(say("You can publish already: then the plan says what is missing."))
        if unfinished
        else None,
        buttons(
            Button(
                say("See it and publish"),
                "plan.preview",
                subject,
                style="" if at_work else "primary",
            ),
            edit_a_card(screen.themes, words),
        )
        if any(one.card_id for one in screen.themes)
        else None,
    )


def left_to_do(unfinished: Sequence[Progress], words: Words) -> str:
    """ "" where nothing is."""
    if not unfinished:
        return ""
    head = words.say("*Not finished yet:*")
    return "\n".join([head, *(_how_far(one, words) for one in unfinished)])


def edit_a_card(some: Iterable[Progress], words: Words) -> Picker | None:
    options = tuple(Option(str(one.card_id), words.typed(one.title)) for one in some if one.card_id)
    return Picker(words.say("Edit a card"), "card.open_text", options) if options else None


def _how_far(one: Progress, words: Words) -> Ours:
    title = words.typed(one.title) if one.title else themes.title(one.theme, words)
    if one.is_open or not one.card_id:
        return words.say("• *{card}*: there is no card yet", card=title)
    if not one.missing:
        return words.say("• *{card}*: ✓ all filled in", card=title)
    return still_needs(title, one.missing, words)


def still_needs(title: Ours, missing: tuple[str, ...], words: Words) -> Ours:
    if is_blank(missing):
        return words.say("• *{card}*: nothing is written yet", card=title)
    listed = what_is_missing(missing, words)
    return words.say("• *{card}* still needs: {missing}", card=title, missing=listed)


SHEETS = {PlanProgress: plan_progress}
