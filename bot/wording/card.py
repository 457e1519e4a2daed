"""Writing an action card: the invitation, and the form of its title and seven fields."""

from bot.domain import catalogue
from bot.flows.card import CardInvitation, CardTextForm, CardWaits
from bot.flows.card_facts import TEXTS
from bot.flows.checks import PARAGRAPH, TITLE
from bot.flows.screen import field
from bot.wording import card_shown, card_use, themes
from bot.wording.about import quoted
from bot.wording.card_clash import closing, explained, saving
from bot.wording.card_shown import label, still_missing
from bot.wording.delicate import no_case_notes
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Form, Message, Part, Text, TextField, buttons, message, parts
from bot.wording.words import Words


def card_invitation(screen: CardInvitation, words: Words) -> Message:
    say, subject = words.say, str(screen.card_id)
    example = screen.has_example and screen.is_blank
    return message(
        Text("\n".join(_invited(screen, words))),
        Text(_example(words)) if example else None,
        Text(still_missing(screen.missing, words) if screen.missing else say("✓ All filled in.")),
        buttons(
            Button(say("Use the example"), "card.use_example", subject, style="primary")
            if example
            else None,
            Button(
                say("Write the card") if screen.is_blank else say("Edit the text"),
                "card.open_text",
                subject,
                style="" if example or not screen.missing else "primary",
            ),
            Button(say("Who, when, follow-up"), "card.open_use", subject),
            Button(say("See the card"), "card.show", subject),
        ),
    )


def _invited(screen: CardInvitation, words: Words) -> list[Ours]:
    say, theme = words.say, themes.title(screen.theme, words)
    if screen.published and not screen.is_blank:
        return [
            say("*Your action card: {card}*", card=screen.title),
            say("The plan is published, and the card is in it. You can still change it."),
        ]
    return [
        say("*Your group is done with {theme}: now it becomes an action card*", theme=theme),
        say(
            "The card says who does what, and when. The plan is published already: what you save "
            "is in it at once, and it can always be changed."
        )
        if screen.published
        else say(
            "The card says who does what, and when. Write it together, and save as you go: "
            "it can always be changed. All see it when the plan is published."
        ),
    ]


def _example(words: Words) -> Ours:
    return words.say(
        "There is an example to begin with: *{card}*. It fills in everything, reminders too, "
        "and you change what is different with you.",
        card=catalogue.reference_card(words.language).title,
    )


def card_waits(screen: CardWaits, words: Words) -> Message:
    say, subject = words.say, str(screen.card_id)
    return message(
        Text(
            say(
                "*Your action card: {card}*\n{missing}",
                card=screen.title,
                missing=still_missing(screen.missing, words),
            )
        ),
        buttons(
            Button(say("Use the example"), "card.use_example", subject) if screen.example else None,
            Button(say("Write on"), "card.open_text", subject),
            Button(say("Who, when, follow-up"), "card.open_use", subject),
            card_shown.see_card(screen.card_id, screen.title, words),
        ),
    )


def card_text_form(screen: CardTextForm, words: Words) -> Form:
    say, clash = words.say, screen.clash
    return Form(
        title=say("Action card"),
        submit=saving(words) if clash else say("Save and go on"),
        close=closing(words) if clash else say("Close"),
        action="card.save_text",
        subject=f"{screen.card_id}:{screen.version}:{'.'.join(screen.marks)}",
        parts=parts(
            Text(say("Theme: {theme}", theme=themes.title(screen.theme, words))),
            Text(explained(clash, words)) if clash else None,
            Text(no_case_notes(words)) if screen.is_delicate else None,
            Text(say("The card was begun already, so I left it as it is: here it stands."))
            if screen.example_came_late
            else None,
            *(_field(key, screen, words) for key in TEXTS),
        ),
    )


def _field(key: str, screen: CardTextForm, words: Words) -> list[Part]:
    is_title = key == "title"
    drawn = TextField(
        field(key, screen.version),
        label(key, words),
        getattr(screen.words, key),
        many_lines=not is_title,
        optional=not is_title,
        hint="" if is_title else _hint(key, words),
        limit=TITLE if is_title else PARAGRAPH,
    )
    clash = screen.clash
    if clash is None or key not in clash.keys:
        return [drawn]
    who, theirs = clash.by or words.say("Somebody else"), getattr(screen.theirs, key)
    if not theirs:
        emptied = words.say("*{label}*: {who} left it empty.", label=label(key, words), who=who)
        return [Text(emptied), drawn]
    head = words.say("*{label}*, as {who} wrote it:", label=label(key, words), who=who)
    return [Text(f"{head}\n{quoted(theirs, words)}"), drawn]


def _hint(key: str, words: Words) -> str:
    found = next(one.hint for one in catalogue.card_fields(words.language) if one.key == key)
    more = {
        "tasks": words.say("One task on each line."),
        "follow_up": words.say(
            "Write, for instance, “5 weeks after the start” or “the week before the talk”, "
            "and I offer to remind people."
        ),
    }
    return f"{found} {more[key]}" if key in more else found


SHEETS = {
    CardInvitation: card_invitation,
    CardWaits: card_waits,
    CardTextForm: card_text_form,
    **card_shown.SHEETS,
    **card_use.SHEETS,
}
