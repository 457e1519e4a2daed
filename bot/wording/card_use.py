"""Who is responsible for a card, when it begins, and what is followed up: the form, in words."""

from bot.flows.card_agreed import DATE, DELICATE, EVERY, FOLLOW_UPS, OWNER, PERSON, TRIGGER
from bot.flows.card_follow_ups import value_of
from bot.flows.card_use import CardUseForm, Theirs
from bot.flows.screen import field
from bot.models.card import BY_HAND, NEAREST_LEADER, NEW_LEADER, ON_DATE, RECURRING
from bot.wording.card_clash import closing, explained, saving
from bot.wording.card_follow_ups import follow_up
from bot.wording.markup import Ours
from bot.wording.recurrence import begins_again, how_often
from bot.wording.sheet import (
    ChoiceField,
    DateField,
    Form,
    ManyField,
    Option,
    Part,
    PeopleField,
    Text,
    parts,
)
from bot.wording.words import Words

NONE = "none"  # an option must have a value


def card_use_form(screen: CardUseForm, words: Words) -> Form:
    say, theirs = words.say, screen.theirs
    return Form(
        title=say("Who, when, follow-up"),
        submit=saving(words) if theirs else say("Save"),
        close=closing(words) if theirs else say("Close"),
        action="card.save_use",
        subject=f"{screen.card_id}:{screen.version}:{'.'.join(screen.marks)}",
        parts=parts(
            Text(_opening(screen, words)),
            _what_they_saved(theirs, words) if theirs else None,
            _owner(screen, words),
            _trigger(screen, words),
            _follow_ups(screen, words),
            _delicate(screen, words),
        ),
    )


def _opening(screen: CardUseForm, words: Words) -> Ours:
    if screen.text_saved:
        return words.say(
            "✓ The text of *{card}* is saved. Now the last part: who, when, and follow-up.",
            card=screen.title,
        )
    return words.say("*{card}*", card=screen.title)


def _owner(screen: CardUseForm, words: Words) -> list[Part]:
    say, use = words.say, screen.use
    return [
        ChoiceField(
            field(OWNER, screen.version),
            say("Who is responsible?"),
            (
                Option(PERSON, say("A person")),
                Option(NEAREST_LEADER, say("The new leader’s own leader")),
                Option(NONE, say("Not agreed yet")),
            ),
            use.owner_kind or NONE,
        ),
        PeopleField(
            field(PERSON, screen.version),
            say("Which person?"),
            (use.owner,) if use.owner else (),
            many=False,
            optional=True,
            hint=_who_hears_of_it(screen, words),
        ),
    ]


def _who_hears_of_it(screen: CardUseForm, words: Words) -> Ours:
    if screen.published:
        return words.say("Needed if you chose “A person”. They hear of it when you save.")
    return words.say("Needed if you chose “A person”. They hear of it when the plan is published.")


def _trigger(screen: CardUseForm, words: Words) -> list[Part]:
    say, use = words.say, screen.use
    return [
        ChoiceField(
            field(TRIGGER, screen.version),
            say("When does the card begin?"),
            (
                Option(NEW_LEADER, say("When a new leader is recruited")),
                Option(ON_DATE, say("On a date")),
                Option(RECURRING, say("Again and again, such as every spring")),
                Option(BY_HAND, say("When somebody begins it")),
                Option(NONE, say("Not agreed yet")),
            ),
            use.trigger or NONE,
        ),
        ChoiceField(
            field(EVERY, screen.version),
            say("How often?"),
            tuple(Option(every, often) for every, often in how_often(words).items()),
            use.every,
            optional=True,
            hint=say("Needed if you chose “Again and again”."),
            as_menu=True,
        ),
        DateField(
            field(DATE, screen.version),
            say("Which date?"),
            use.on_date,
            optional=True,
            hint=say(
                "Needed if you chose “On a date”, or “Again and again”: then it is the first time. "
                "With a season you may leave it empty."
            ),
        ),
    ]


def _follow_ups(screen: CardUseForm, words: Words) -> list[Part]:
    say = words.say
    quoted = [words.say("“{quoted}”", quoted=one.quoted) for one in screen.offers if one.quoted]
    options = tuple(Option(value_of(o.rule), follow_up(o.rule, words)) for o in screen.offers)
    read = say("I read this in what you wrote about follow-up: {all}", all=Ours(" · ".join(quoted)))
    return [
        *([Text(read)] if quoted else []),
        ManyField(
            field(FOLLOW_UPS, screen.version),
            say("When am I to write, and to whom?"),
            options,
            tuple(value_of(one.rule) for one in screen.offers if one.is_on),
            optional=True,
            hint=say("What you tick is what I do. “The start” is the first day, or the date."),
        ),
    ]


def _delicate(screen: CardUseForm, words: Words) -> Part:
    say = words.say
    if screen.theme_is_delicate:
        return Text(
            say(
                "*This card is delicate*, for its theme can be about one person. Nobody need be "
                "named. A name is seen only by who is responsible and those who run the process, "
                "and I ask for no notes about the case."
            )
        )
    yes = say("Yes, it can be about one person’s illness, overload or conflict")
    return ManyField(
        field(DELICATE, screen.version),
        say("Is the card delicate?"),
        (Option(DELICATE, yes),),
        (DELICATE,) if screen.use.is_delicate else (),
        optional=True,
        hint=say(
            "Then nobody need be named. A name is seen only by who is responsible and those who "
            "run the process, and I ask for no notes about the case."
        ),
    )


def _what_they_saved(theirs: Theirs, words: Words) -> Text:
    say, use = words.say, theirs.use
    lines = [explained(theirs.clash, words)]
    if OWNER in theirs.clash.keys:
        rule = say("The new leader’s own leader") if use.owner_kind else say("Not agreed yet")
        who = words.typed(theirs.owner) if theirs.owner else rule
        lines.append(say("• Responsible: {who}", who=who))
    if TRIGGER in theirs.clash.keys:
        lines.append(say("• Begins: {when}", when=_begins(theirs, words)))
    if FOLLOW_UPS in theirs.clash.keys:
        kept = Ours(" · ".join(follow_up(rule, words) for rule in use.rules))
        lines.append(say("• Follow-up: {follow_ups}", follow_ups=kept or say("none")))
    return Text("\n".join(lines))


def _begins(theirs: Theirs, words: Words) -> str:
    if theirs.use.trigger == NEW_LEADER:
        return words.say("When a new leader is recruited")
    if theirs.use.trigger == BY_HAND:
        return words.say("When somebody begins it")
    if theirs.use.every and theirs.use.on_date:
        return begins_again(theirs.use.every, theirs.use.on_date, words)
    return (
        words.short_day(theirs.use.on_date) if theirs.use.on_date else words.say("Not agreed yet")
    )


SHEETS = {CardUseForm: card_use_form}
