"""A card in use changes hands, in words."""

from bot.flows.hand_over import HandedOver, HandOverForm, NewOwner, Offer, OfferAnswered, Offered
from bot.models.activation import DECLINED, OFFERED, TAKEN
from bot.wording.about import name_of, starts
from bot.wording.card_shown import see_card
from bot.wording.sheet import Button, Form, Message, PeopleField, Text, buttons, message, parts
from bot.wording.words import Words


def hand_over_form(screen: HandOverForm, words: Words) -> Form:
    say, about = words.say, screen.about
    return Form(
        title=say("Hand the card over"),
        submit=say("Hand over"),
        close=say("Not now"),
        action="activation.hand_over",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            PeopleField(
                "owner",
                say("Who is responsible?"),
                many=False,
                hint=say("You stay responsible until they say yes.")
                if screen.is_owner
                else say("They hear of it at once, and so do those who run the process."),
            ),
        ),
    )


def handed_over(screen: HandedOver, words: Words) -> Message:
    about = screen.about
    return message(
        Text(
            words.say(
                "{owner} is responsible for *{card}* now, and hears of it at once.",
                owner=about.owner,
                card=about.card,
            )
        )
    )


def new_owner(screen: NewOwner, words: Words) -> Message:
    about = screen.about
    name = name_of(about, words)
    return message(
        Text(words.say("{owner} is responsible now: {name}", owner=about.owner, name=name))
    )


def offered(screen: Offered, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "I ask {to} to take over *{card}*. Until they say yes, it is still yours.",
                to=screen.to,
                card=screen.about.card,
            )
        )
    )


def offer(screen: Offer, words: Words) -> Message:
    say, about = words.say, screen.about
    name, number = name_of(about, words), str(screen.hand_over_id)
    if screen.state == TAKEN:
        return message(Text(say("✓ You have taken over: {name}", name=name)))
    if screen.state == DECLINED:
        return message(
            Text(say("✓ You said no. {by} hears of it: {name}", by=screen.by, name=name))
        )
    if screen.state != OFFERED:
        return message(Text(say("There is nothing to take over any more: {name}", name=name)))
    lines = [say("*{by} asks you to take over:* {name}", by=screen.by, name=name)]
    if about.leader:
        lines.append(starts(about, words))
    if screen.goal:
        lines.append(say("*The goal:* {goal}", goal=screen.goal))
    return message(
        Text("\n".join(lines)),
        buttons(
            Button(say("Yes, I take over"), "hand_over.accept", number, style="primary"),
            Button(say("No, I can’t"), "hand_over.decline", number),
            see_card(about.card_id, about.card, words),
        ),
    )


def offer_answered(screen: OfferAnswered, words: Words) -> Message:
    say, name = words.say, name_of(screen.about, words)
    match screen.state:
        case "taken":
            return message(Text(say("✓ {to} has taken over: {name}", to=screen.to, name=name)))
        case "declined":
            said = say("{to} can’t take over: {name}\nIt is still yours.", to=screen.to, name=name)
        case _:
            said = say(
                "{to} has not answered yet: {name}\nIt is still yours.", to=screen.to, name=name
            )
    number = str(screen.about.activation_id)
    return message(
        Text(said), buttons(Button(say("Ask somebody else"), "activation.open_hand_over", number))
    )


SHEETS = {
    HandOverForm: hand_over_form,
    HandedOver: handed_over,
    NewOwner: new_owner,
    Offered: offered,
    Offer: offer,
    OfferAnswered: offer_answered,
}
