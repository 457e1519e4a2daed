"""A card that somebody begins, in words."""

from bot.flows.by_hand import BeginForm, Begun, CardsByHand
from bot.flows.checks import TITLE
from bot.flows.recruitment import Registered
from bot.wording.about import name_of, to_others
from bot.wording.delicate import who_sees_a_name
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    DateField,
    Form,
    Message,
    Option,
    Part,
    PeopleField,
    Picker,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words

SHOWN = 3  # cards at home that have a button of their own


def cards_by_hand(screen: CardsByHand, words: Words) -> Message:
    say, cards = words.say, screen.cards
    if len(cards) > SHOWN:
        options = tuple(Option(str(number), words.typed(title)) for number, title in cards)
        return message(
            Text(say("Some cards begin when you say so.")),
            buttons(Picker(say("Begin a card"), "activation.open_begin", options)),
        )
    drawn: list[Part] = []
    for number, title in cards:
        drawn.append(Text(say("*{card}* begins when you say so.", card=title)))
        drawn.append(buttons(begin_button(number, title, words)))
    return message(*drawn)


def begin_button(card_id: int, title: str, words: Words) -> Button:
    spoken = words.say("Begin the card: {card}", card=title)
    return Button(words.say("Begin the card"), "activation.open_begin", str(card_id), spoken=spoken)


def begin_form(screen: BeginForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Begin the card"),
        submit=words.case("a card", "Begin"),
        close=say("Not now"),
        action="activation.begin",
        subject=f"{screen.card_id}:{screen.newest}",
        parts=parts(
            Text(" ".join(_what_it_does(screen, words))),
            DateField("start", say("When does it begin?"), screen.today),
            None if screen.owner else PeopleField("owner", say("Who is responsible?"), many=False),
            TextField(
                "concerns",
                say("For whom, or about what?"),
                optional=True,
                limit=TITLE,
                hint=_who_sees(screen, words),
            ),
        ),
    )


def _what_it_does(screen: BeginForm, words: Words) -> list[Ours]:
    say = words.say
    lines = [say("The card *{card}* is taken into use when you send this.", card=screen.card)]
    if screen.is_you:
        lines.append(say("You are responsible, and I write to you at once."))
    elif screen.owner:
        lines.append(say("{owner} is responsible, and hears of it at once.", owner=screen.owner))
    else:
        lines.append(say("Who becomes responsible hears of it at once."))
    if screen.contributors:
        names = words.all_of(screen.contributors)
        lines.append(say("{names} will be asked for input along the way.", names=names))
    return lines


def _who_sees(screen: BeginForm, words: Words) -> Ours:
    if screen.is_delicate:
        return who_sees_a_name(words)
    if screen.contributors:
        return words.say(
            "Leave it empty if you like. Who is responsible, those who run the process, and those "
            "who are asked along the way can see it."
        )
    return words.say(
        "Leave it empty if you like. Who is responsible and those who run the process can see it."
    )


def begun(screen: Begun, words: Words) -> Message:
    say, about = words.say, screen.about
    lines = [who_hears(screen, words)]
    coming = to_others((*screen.owners, *screen.others), about, words)
    if coming:
        lines += [say("This will happen:"), *coming]
    return message(Text("\n".join(lines)))


def who_hears(screen: Begun | Registered, words: Words) -> Ours:
    say, facts = words.say, {"name": name_of(screen.about, words), "owner": screen.about.owner}
    if screen.already:
        return say("{name}\nYou have begun it already. Nobody is written to twice.", **facts)
    if screen.is_you:
        return say("{name}\n✓ Begun. You are responsible, and I write to you now.", **facts)
    return say("{name}\n✓ Begun. {owner} is responsible and hears of it now.", **facts)


SHEETS = {CardsByHand: cards_by_hand, BeginForm: begin_form, Begun: begun}
