"""A card to be read, and what several screens say of cards alike."""

from collections.abc import Collection, Iterable

from bot.domain import catalogue
from bot.flows.card_facts import FIELDS, OWNER, TRIGGER, CardFacts
from bot.flows.card_use import CardShown
from bot.models.card import BY_HAND, NEW_LEADER, ON_DATE
from bot.wording import themes
from bot.wording.by_hand import begin_button
from bot.wording.card_follow_ups import follow_up
from bot.wording.markup import Ours, with_addresses
from bot.wording.recurrence import begins_again
from bot.wording.sheet import Button, Form, Part, Text, buttons, parts
from bot.wording.words import Words


def card_shown(screen: CardShown, words: Words) -> Form:
    say, about = words.say, screen.about
    card = about.card
    if card is None:
        raise TypeError("a card that is not there cannot be shown")
    return Form(
        title=say("Action card"),
        close=say("Close"),
        parts=parts(
            _saved(screen, words) if screen.just_saved else None,
            Text(
                say(
                    "*{card}*\nTheme: {theme}",
                    card=card.words.title,
                    theme=themes.title(about.theme, words),
                )
            ),
            Text(still_missing(card.missing, words)) if card.missing else None,
            _fields(card, words),
            Text(_in_use(card, words)),
            Text(
                say(
                    "*The card is delicate.* When it is in use, nobody need be named, and I ask "
                    "for no notes about the case."
                )
            )
            if card.is_delicate
            else None,
            Text(bulleted(say("*What we do*"), about.measures, words)),
            Text(bulleted(say("*What we have already*"), about.offers, words)),
            _what_next(screen, card, words),
        ),
    )


def label(key: str, words: Words) -> str:
    """A field's, as the catalogue has it."""
    if key == "title":
        return words.say("Title")
    return next(one.label for one in catalogue.card_fields(words.language) if one.key == key)


def still_missing(missing: Collection[str], words: Words) -> Ours:
    if is_blank(missing):
        return words.say("Nothing is written on the card yet.")
    return words.say("Still missing: {what}", what=what_is_missing(missing, words))


def is_blank(missing: Collection[str]) -> bool:
    """Where everything is missing, a list of it would say less."""
    return set(FIELDS) - {"responsible"} <= set(missing)


def what_is_missing(missing: Iterable[str], words: Words) -> Ours:
    named = {OWNER: words.say("whom I write to"), TRIGGER: words.say("when the card begins")}
    return Ours(" · ".join(named.get(key) or label(key, words) for key in missing))


def responsible(card: CardFacts, words: Words) -> Ours:
    """Whom I write to; "" while nobody is agreed."""
    if card.owner:
        return words.typed(card.owner)
    return words.say("The new leader’s own leader") if card.owner_rule else Ours("")


def begins(card: CardFacts, words: Words) -> Ours:
    if card.trigger == NEW_LEADER:
        return words.say("When a new leader is recruited")
    if card.trigger == BY_HAND:
        return words.say("When somebody begins it")
    if card.every and card.on_date:
        return begins_again(card.every, card.on_date, words)
    if card.trigger == ON_DATE and card.on_date:
        return words.say("On {day}", day=words.short_day(card.on_date))
    return Ours("")


def bulleted(head: Ours, lines: Iterable[str], words: Words) -> Ours:
    """ "" where there is nothing to list."""
    listed = [words.say("• {line}", line=" ".join(line.split())) for line in lines]
    return Ours("\n".join([head, *listed])) if listed else Ours("")


def see_card(card_id: int, title: str, words: Words, style: str = "") -> Button:
    spoken = words.say("See the card: {card}", card=title)
    return Button(words.say("See the card"), "card.show", str(card_id), style=style, spoken=spoken)


def _saved(screen: CardShown, words: Words) -> Text:
    if screen.published:
        return Text(words.say("✓ Saved. The plan in the channel is put right in a moment."))
    return Text(words.say("✓ Saved."))


def _fields(card: CardFacts, words: Words) -> list[Part]:
    written: dict[str, Ours] = {
        key: words.typed(getattr(card.words, key))
        for key in (field.key for field in catalogue.card_fields(words.language))
    }
    written["tasks"] = Ours(
        "\n".join(words.say("☐ {task}", task=with_addresses(task)) for task in card.tasks)
    )
    return [
        Text(words.say("*{label}*\n{text}", label=label(key, words), text=text))
        for key, text in written.items()
        if text
    ]


def _in_use(card: CardFacts, words: Words) -> Ours:
    say = words.say
    lines: list[Ours] = []
    if who := responsible(card, words):
        lines.append(say("*Whom I write to:* {who}", who=who))
    if when := begins(card, words):
        lines.append(say("*The card begins:* {when}", when=when))
    if card.rules:
        lines.append(say("*What I remind you about*"))
        lines += [say("• {follow_up}", follow_up=follow_up(rule, words)) for rule in card.rules]
    return Ours("\n".join(lines))


def _what_next(screen: CardShown, card: CardFacts, words: Words) -> Part | None:
    say, subject = words.say, str(card.card_id)
    pressed = (
        begin_button(card.card_id, card.words.title, words) if screen.may_begin else None,
        Button(say("Edit the text"), "card.open_text", subject) if screen.may_edit else None,
        Button(say("Who, when, follow-up"), "card.open_use", subject) if screen.may_edit else None,
        Button(say("See the whole plan"), "plan.show", str(screen.process_id))
        if screen.published
        else None,
    )
    return buttons(*pressed) if any(pressed) else None


SHEETS = {CardShown: card_shown}
