"""A card is taken into use, in words."""

from bot.flows.activation import (
    CheckListForm,
    InOtherHands,
    Introduction,
    Registered,
    RegisterForm,
)
from bot.wording.about import (
    contributors,
    day,
    name_of,
    starts,
    to_others,
    to_the_owner,
)
from bot.wording.card_shown import see_card
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    DateField,
    EmailField,
    Form,
    ManyField,
    Message,
    Option,
    PeopleField,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words

LONGEST_OPTION, MOST_OPTIONS = 75, 100  # a longer task is told in full above its tick


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
            TextField("name", say("What is the leader’s name?"), limit=150),
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
            EmailField(
                "email",
                say("The leader’s e-mail, if you know it"),
                optional=True,
                hint=say("No account is needed, and nothing is sent to it."),
            ),
        ),
    )


def _what_registering_does(screen: RegisterForm, words: Words) -> str:
    say = words.say
    lines = [say("The card *{card}* is taken into use when you send this.", card=screen.card)]
    if screen.owner:
        lines.append(say("{owner} is responsible, and hears of it at once.", owner=screen.owner))
    else:
        lines.append(say("Who becomes responsible hears of it at once."))
    if screen.contributors:
        names = words.all_of(screen.contributors)
        lines.append(say("{names} will be asked for input along the way.", names=names))
    return " ".join(lines)


def registered(screen: Registered, words: Words) -> Message:
    say, about = words.say, screen.about
    facts = {"leader": about.leader, "owner": about.owner}
    if screen.already:
        start = day(about.start_on, about, words)
        first = say(
            "*{leader} is registered already*, to start on {day}. {owner} is responsible. "
            "Nobody is written to twice.",
            day=start,
            **facts,
        )
    else:
        first = say(
            "*{leader} is registered.* {owner} is responsible and hears of it now.", **facts
        )
    lines = [first]
    if about.start_on < about.today and not screen.already:
        lines.append(say("{leader} has started, so I only ask what still makes sense.", **facts))
    coming = to_others((*screen.owners, *screen.others), about, words)
    if coming:
        lines += [say("This will happen:"), *coming]
    return message(Text("\n".join(lines)))


def introduction(screen: Introduction, words: Words) -> Message:
    say, about = words.say, screen.about
    head = [
        say("*You are responsible for an action card: {card}*", card=about.card),
        say(
            "{starts} The card belongs to {process}.",
            starts=starts(about, words),
            process=screen.process,
        ),
    ]
    if screen.goal:
        head.append(say("*The goal:* {goal}", goal=screen.goal))
    if screen.help:
        head.append(say("*Help to draw on:* {help}", help=screen.help))
    number = str(about.activation_id)
    goes_on = not screen.is_over
    return message(
        Text("\n".join(head)),
        Text("\n".join(_what_comes(screen, words))),
        Text("\n".join(_tasks(screen, words))),
        buttons(
            see_card(about.card_id, about.card, words, style="primary"),
            Button(say("Check-list"), "activation.open_check_list", number)
            if screen.tasks and goes_on
            else None,
            Button(say("Read what they wrote"), "answer.read", number) if screen.given else None,
            Button(say("That’s not me"), "activation.open_hand_over", number) if goes_on else None,
        ),
    )


def _what_comes(screen: Introduction, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    lines: list[Ours] = []
    if about.talk_held and about.talk_on:
        lines.append(say("✓ The talk was held on {day}.", day=day(about.talk_on, about, words)))
    if screen.is_over:
        return [*lines, say("There is nothing more to follow up here. Thank you.")]
    if screen.owners:
        lines += [say("I remind you of this:"), *to_the_owner(screen.owners, about, words)]
    if screen.others:
        names = contributors(about, words)
        lines.append(
            say("I also ask {names} along the way. You can read what they answer.", names=names)
        )
    return lines


def _tasks(screen: Introduction, words: Words) -> list[Ours]:
    if not screen.tasks:
        return []
    lines = [
        words.say("✓ {task}", task=task) if done else words.say("☐ {task}", task=task)
        for task, done in screen.tasks
    ]
    return [words.say("*Check-list*"), *lines]


def in_other_hands(screen: InOtherHands, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "{owner} is responsible for *{card}* now, so there is nothing more for you to do.",
                owner=screen.about.owner,
                card=screen.about.card,
            )
        )
    )


def check_list_form(screen: CheckListForm, words: Words) -> Form:
    say, about = words.say, screen.about
    tasks = screen.tasks[:MOST_OPTIONS]
    long = [text for _, text, _ in tasks if len(text) > LONGEST_OPTION]
    return Form(
        title=say("Check-list"),
        submit=say("Save"),
        close=say("Not now"),
        action="activation.tick",
        subject=str(about.activation_id),
        parts=parts(
            Text(name_of(about, words)),
            *(Text(say("• {task}", task=text)) for text in long),
            ManyField(
                "tasks",
                say("Tick what is done"),
                tuple(Option(str(number), words.typed(text)) for number, text, _ in tasks),
                tuple(str(number) for number, _, done in tasks if done),
                optional=True,
            ),
        ),
    )


SHEETS = {
    RegisterForm: register_form,
    Registered: registered,
    Introduction: introduction,
    InOtherHands: in_other_hands,
    CheckListForm: check_list_form,
}
