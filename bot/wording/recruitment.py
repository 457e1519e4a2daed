"""A leader is recruited, in words."""

from bot.flows.recruitment import (
    CardsOfMine,
    NoCard,
    Registered,
    RegisterForm,
    ToldOfLeader,
    WhichCardForm,
)
from bot.wording.about import day, starts, to_others
from bot.wording.by_hand import who_hears
from bot.wording.delicate import who_sees_a_name
from bot.wording.sheet import (
    Button,
    ChoiceField,
    DateField,
    EmailField,
    Form,
    Message,
    Option,
    Part,
    PeopleField,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def which_card_form(screen: WhichCardForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("A new leader"),
        submit=say("Go on"),
        close=say("Not now"),
        action="recruitment.choose_card",
        parts=(
            ChoiceField(
                "card",
                say("Which card is to be taken into use?"),
                tuple(Option(str(number), words.typed(title)) for number, title in screen.cards),
            ),
        ),
    )


def no_card(screen: NoCard, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "There is no card yet that is taken into use when a leader is hired, or none that "
                "you have a part in. Ask those who run the process, or HR."
            )
        )
    )


def cards_of_mine(screen: CardsOfMine, words: Words) -> Message:
    say = words.say
    drawn: list[Part] = []
    for number, title in screen.cards:
        drawn.append(
            Text(say("Do you get a new leader? *{card}* begins when you say so.", card=title))
        )
        drawn.append(
            buttons(Button(say("A new leader is hired"), "activation.open_register", str(number)))
        )
    return message(*drawn)


def register_form(screen: RegisterForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("A new leader"),
        submit=say("Register"),
        close=say("Not now"),
        action="activation.register",
        subject=str(screen.card_id),
        parts=parts(
            Text(_what_registering_does(screen, words)),
            _name(screen, words),
            DateField("start", say("First day at work")),
            None
            if screen.owner
            else PeopleField(
                "owner",
                say("Who is the new leader’s own leader?"),
                many=False,
                hint=say("They become responsible for the card."),
            ),
            DateField("recruited", say("When was the leader recruited?"), screen.today),
            None
            if screen.is_delicate
            else EmailField(
                "email",
                say("The leader’s e-mail, if you know it"),
                optional=True,
                hint=say("No account is needed, and nothing is sent to it."),
            ),
        ),
    )


def _name(screen: RegisterForm, words: Words) -> TextField:
    label = words.say("What is the leader’s name?")
    if screen.is_delicate:
        return TextField("name", label, optional=True, limit=150, hint=who_sees_a_name(words))
    return TextField("name", label, limit=150)


def _what_registering_does(screen: RegisterForm, words: Words) -> str:
    say = words.say
    lines = [say("The card *{card}* is taken into use when you send this.", card=screen.card)]
    if screen.is_you:
        lines.append(say("You become responsible, and I write to you at once."))
    elif screen.owner:
        lines.append(say("{owner} is responsible, and hears of it at once.", owner=screen.owner))
    else:
        lines.append(say("Who becomes responsible hears of it at once."))
    if screen.contributors:
        names = words.all_of(screen.contributors)
        lines.append(say("{names} will be asked for input along the way.", names=names))
    return " ".join(lines)


def registered(screen: Registered, words: Words) -> Message:
    say, about = words.say, screen.about
    lines = [_who_is_responsible(screen, words)]
    if about.leader and about.start_on < about.today and not screen.already:
        lines.append(
            say("{leader} has started, so I only ask what still makes sense.", leader=about.leader)
        )
    coming = to_others((*screen.owners, *screen.others), about, words)
    if coming:
        lines += [say("This will happen:"), *coming]
    return message(Text("\n".join(lines)))


def _who_is_responsible(screen: Registered, words: Words) -> str:
    say, about = words.say, screen.about
    if about.is_delicate:
        return who_hears(screen, words)
    facts = {"leader": about.leader, "owner": about.owner}
    if screen.already:
        return say(
            "*{leader} is registered already*, to start on {day}. {owner} is responsible. "
            "Nobody is written to twice.",
            day=day(about.start_on, about, words),
            **facts,
        )
    if screen.is_you:
        return say(
            "*{leader} is registered.* You are responsible, and I write to you now.", **facts
        )
    return say("*{leader} is registered.* {owner} is responsible and hears of it now.", **facts)


def told(screen: ToldOfLeader, words: Words) -> Message:
    say, about = words.say, screen.about
    lines = [
        say("*{who} has registered a new leader.*", who=screen.by)
        if screen.by
        else say("*HR’s system has registered a new leader.*"),
        starts(about, words),
        say("{owner} is responsible for *{card}*.", owner=about.owner, card=about.card),
    ]
    return message(
        Text(" ".join(lines)),
        buttons(Button(say("See how it goes"), "activation.overview", str(about.activation_id))),
    )


SHEETS = {
    WhichCardForm: which_card_form,
    NoCard: no_card,
    CardsOfMine: cards_of_mine,
    RegisterForm: register_form,
    Registered: registered,
    ToldOfLeader: told,
}
