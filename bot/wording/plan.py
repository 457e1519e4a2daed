"""The plan, in words: before it is published, in the channel, as a file, and at home."""

from bot.flows.card_facts import ThemeFacts
from bot.flows.plan import (
    OwnerIntro,
    PlanAtHome,
    PlanFacts,
    PlanFile,
    PlanOnItsWay,
    PlanPost,
    PlanPreview,
    PlanShown,
    Published,
)
from bot.models.card import BY_HAND, NEW_LEADER
from bot.wording import plan_progress, themes
from bot.wording.by_hand import begin_button
from bot.wording.markup import Ours, channel, plain
from bot.wording.plan_progress import edit_a_card, left_to_do, still_needs
from bot.wording.plan_whole import whole_plan
from bot.wording.recurrence import begins_again
from bot.wording.sheet import (
    Button,
    Buttons,
    Divider,
    Document,
    Form,
    Message,
    Note,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words

MOST_BUTTONS = 10


def plan_preview(screen: PlanPreview, words: Words) -> Form:
    say, plan = words.say, screen.plan
    return Form(
        title=say("Publish the plan"),
        submit=say("Publish"),
        close=say("Not yet"),
        action="plan.publish",
        subject=str(plan.process_id),
        parts=parts(
            Text("\n".join(_what_happens(screen, words))),
            Text("\n".join(_unfinished(plan, words))),
            Divider(),
            Note(say("This is what everyone will see:")),
            *(part for part in whole_plan(plan, words) if not isinstance(part, Buttons)),
        ),
    )


def _what_happens(screen: PlanPreview, words: Words) -> list[Ours]:
    say, plan = words.say, screen.plan
    lines = [
        say(
            "The plan is posted in {channel}, and everyone here finds it in my Home.",
            channel=channel(plan.channel, plan.channel_name),
        )
    ]
    if screen.owners:
        names = words.all_of(screen.owners)
        lines.append(say("Whoever is responsible will be told: {names}.", names=names))
    return lines


def _unfinished(plan: PlanFacts, words: Words) -> list[Ours]:
    lines = [line for one in plan.themes if (line := _left(one, words))]
    if not lines:
        return []
    head = words.say(
        "*Not finished yet* – you can publish all the same, and the cards can be changed later:"
    )
    return [head, *lines]


def _left(one: ThemeFacts, words: Words) -> Ours | None:
    if one.card is None:
        theme = themes.title(one.theme, words)
        return words.say("• *{card}*: there is no card yet", card=theme)
    if not one.card.missing:
        return None
    return still_needs(words.typed(one.card.words.title), one.card.missing, words)


def published(screen: Published, words: Words) -> Message:
    here = channel(screen.channel, screen.channel_name)
    if screen.already:
        return message(
            Text(words.say("The plan is published already. It is in {channel}.", channel=here))
        )
    return message(
        Text(
            words.say(
                "✓ *{process}* is published in {channel}. Where cards change, the post follows.",
                process=screen.process,
                channel=here,
            )
        )
    )


def plan_post(screen: PlanPost, words: Words) -> Message:
    note = words.say("Everyone can find the plan again: open me, and choose Home.")
    file = buttons(_get_file(screen.plan.process_id, words))
    return Message((*whole_plan(screen.plan, words), file, Note(note)))


def _get_file(process_id: int, words: Words) -> Button:
    return Button(
        words.say("Get the plan"),
        "plan.send_file",
        str(process_id),
        spoken=words.say("Get the plan as a file"),
    )


def plan_on_its_way(screen: PlanOnItsWay, words: Words) -> Form:
    return Form(
        title=words.say("The plan"),
        close=words.say("Close"),
        parts=(
            Text(
                words.say(
                    "I send you *{process}* as a file now: look under Messages. It opens in a "
                    "browser, and can be pasted into Word, a mail or the intranet.",
                    process=screen.process,
                )
            ),
        ),
    )


def plan_file(screen: PlanFile, words: Words) -> Document:
    name = words.say("plan-for-leaders-well-being")
    return Document(
        holds=screen.whole,
        language=words.language,
        filename=f"{name}.html",
        title=plain(words.typed(screen.whole.plan.process)),
        comment=plain(
            words.say("Here is the plan as it stands now. If a card is changed, get it again.")
        ),
    )


def plan_shown(screen: PlanShown, words: Words) -> Form:
    on = words.short_day(screen.published_on)
    return Form(
        title=words.say("The plan"),
        close=words.say("Close"),
        parts=parts(
            whole_plan(screen.plan, words, reasons=True),
            Note(words.say("Published on {day}", day=on)),
        ),
    )


def plan_at_home(screen: PlanAtHome, words: Words) -> Message:
    say = words.say
    cards = screen.cards[:MOST_BUTTONS]
    return message(
        Text(
            say(
                "*{process}*\nThe plan, published on {day}.",
                process=screen.process,
                day=words.short_day(screen.published_on),
            )
        ),
        Text(left_to_do(screen.unfinished, words)),
        buttons(
            Button(say("See the plan"), "plan.show", str(screen.process_id)),
            _get_file(screen.process_id, words),
            edit_a_card(screen.unfinished, words),
            *(
                Button(
                    words.typed(title),
                    "card.show",
                    str(card_id),
                    spoken=say("See the card: {card}", card=title),
                )
                for card_id, title in cards
            ),
        ),
    )


def owner_intro(screen: OwnerIntro, words: Words) -> Message:
    say, subject = words.say, str(screen.card_id)
    lines = [
        say("*In the plan you are responsible for an action card: {card}*", card=screen.card),
        say(
            "It belongs to {process}, which is published in {channel}.",
            process=screen.process,
            channel=channel(screen.channel, screen.channel_name),
        ),
    ]
    if screen.goal:
        lines.append(say("*The goal:* {goal}", goal=screen.goal))
    if screen.help:
        lines.append(say("*Help to draw on:* {help}", help=screen.help))
    lines.append(_when_it_begins(screen, words))
    return message(
        Text("\n".join(lines)),
        buttons(
            Button(say("See the card"), "card.show", subject, style="primary"),
            begin_button(screen.card_id, screen.card, words) if screen.trigger == BY_HAND else None,
            Button(say("Who, when, follow-up"), "card.open_use", subject),
        ),
    )


def _when_it_begins(screen: OwnerIntro, words: Words) -> Ours:
    if screen.trigger == NEW_LEADER:
        return words.say("The card begins when a new leader is recruited. I write to you then.")
    if screen.trigger == BY_HAND:
        return words.say("The card begins when you say so, as often as it is needed.")
    if screen.every and screen.on_date:
        when = begins_again(screen.every, screen.on_date, words)
        return words.say(
            "The card begins again and again: {when}. I write to you in good time.", when=when
        )
    return words.say("It is not agreed yet when the card begins. You can settle that yourself.")


SHEETS = plan_progress.SHEETS | {
    PlanPreview: plan_preview,
    Published: published,
    PlanPost: plan_post,
    PlanShown: plan_shown,
    PlanAtHome: plan_at_home,
    PlanOnItsWay: plan_on_its_way,
    PlanFile: plan_file,
    OwnerIntro: owner_intro,
}
