"""What falls due, in words. Each message goes on telling the truth when it has been answered."""

from bot.domain.follow_ups import Purpose
from bot.flows.about import About
from bot.flows.nudge import (
    ANOTHER_DAY,
    NEXT_WEEK,
    TOMORROW,
    Answered,
    ContributorAsked,
    LaterForm,
    NoLongerNeeded,
    OwnerAsked,
    OwnerGone,
    PutOff,
)
from bot.wording.about import day, name_of, quoted, starts
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    DateField,
    Form,
    Message,
    Option,
    Part,
    Picker,
    Text,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def owner_asked(screen: OwnerAsked, words: Words) -> Message:
    return message(Text("\n".join(_to_owner(screen, words))), _owners_buttons(screen, words))


def _to_owner(screen: OwnerAsked, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    match screen.purpose:
        case Purpose.BOOK_TALK:
            return [_time_to_book(about, words)]
        case Purpose.TALK:
            lines = [_time_to_talk(screen, words)]
        case _:
            lines = [say("*Time to follow up:* {name}", name=name_of(about, words))]
            lines += [quoted(screen.follow_up, words)] if screen.follow_up.strip() else []
            if screen.goal:
                lines.append(say("*The goal:* {goal}", goal=screen.goal))
    names = words.all_of(dict.fromkeys(one.by.name for one in screen.given if one.text))
    if names and screen.purpose is Purpose.TALK:
        lines.append(say("Before you go in: {names} wrote to you about it.", names=names))
    elif names:
        lines.append(say("{names} wrote to you about it.", names=names))
    return lines


def _time_to_book(about: About, words: Words) -> Ours:
    talk = day(about.talk_on or about.today, about, words)
    if about.leader:
        return words.say(
            "*Have you agreed on a time with {leader}?* "
            "The talk about the welcome is planned for {day}.",
            leader=about.leader,
            day=talk,
        )
    return words.say(
        "*Is there a time for the talk?* It is planned for {day}, and belongs to {name}.",
        day=talk,
        name=name_of(about, words),
    )


def _time_to_talk(screen: OwnerAsked, words: Words) -> Ours:
    say, about = words.say, screen.about
    if not about.leader:
        return say("*Time for the talk:* {name}", name=name_of(about, words))
    weeks, odd_days = divmod((about.today - about.start_on).days, 7)
    if about.today == screen.day and weeks > 0 and not odd_days:
        ago = words.count(
            "*It is {n} week today since {leader} started.*",
            "*It is {n} weeks today since {leader} started.*",
            weeks,
            leader=about.leader,
        )
    else:
        ago = starts(about, words)
    return say("{ago} Time for the talk about how the welcome has gone.", ago=ago)


def _owners_buttons(screen: OwnerAsked, words: Words) -> Part:
    say, number = words.say, str(screen.follow_up_id)
    activation = str(screen.about.activation_id)
    is_booking = screen.purpose is Purpose.BOOK_TALK
    return buttons(
        _main(screen.purpose, number, words),
        Button(say("Read it"), "answer.read", activation)
        if any(one.text for one in screen.given) and not is_booking
        else None,
        Button(say("Choose another day"), "activation.open_talk", activation)
        if is_booking
        else None,
        _later(number, words),
        None if is_booking else Button(say("Hand over"), "activation.open_hand_over", activation),
        Button(say("Not relevant"), "answer.open_not_relevant", number),
    )


def _main(purpose: Purpose, number: str, words: Words) -> Button:
    say = words.say
    label, action = {
        Purpose.BOOK_TALK: (say("Yes, it is agreed"), "answer.booked"),
        Purpose.TALK: (say("We have talked"), "answer.open_done"),
        Purpose.REMINDER: (say("It is done"), "answer.open_done"),
    }.get(purpose, (say("Write it"), "answer.open_input"))
    return Button(label, action, number, style="primary")


def _later(number: str, words: Words) -> Picker:
    say = words.say
    choices = {
        TOMORROW: say("Next working day"),
        NEXT_WEEK: say("In a week"),
        ANOTHER_DAY: say("Another day …"),
    }
    options = tuple(Option(f"{number}:{choice}", label) for choice, label in choices.items())
    return Picker(say("Later"), "nudge.later", options)


def contributor_asked(screen: ContributorAsked, words: Words) -> Message:
    say, number = words.say, str(screen.follow_up_id)
    told = screen.purpose is Purpose.AFTER_TALK
    return message(
        Text("\n".join(_to_contributor(screen, words))),
        buttons(
            _main(screen.purpose, number, words),
            _later(number, words),
            Button(
                say("Nothing to add") if told else say("Nothing from me"),
                "answer.nothing_to_add",
                number,
            ),
        ),
    )


def _to_contributor(screen: ContributorAsked, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    only_them = say("{owner} reads what you write, and nobody else.", owner=about.owner)
    match screen.purpose:
        case Purpose.INPUT:
            return [starts(about, words), _wants_input(about, words), only_them]
        case Purpose.BEFORE_TALK:
            return [
                _talks_soon(about, words),
                say("How has it gone, as you see it? Is there anything the talk should touch on?"),
                only_them,
            ]
        case Purpose.AFTER_TALK:
            return [
                *_what_came_of_it(screen, words),
                say("What do you say to that? Should we do anything differently next time?"),
                only_them,
            ]
        case _:
            return [
                name_of(about, words),
                say("How does it go, as you see it? What would help?"),
                only_them,
            ]


def _wants_input(about: About, words: Words) -> Ours:
    if about.leader:
        return words.say(
            "{owner} is responsible for a good start, and would like your input to the "
            "introduction: what must we remember, and whom should {leader} meet?",
            owner=about.owner,
            leader=about.leader,
        )
    return words.say(
        "{owner} is responsible, and would like your input: what must we remember?",
        owner=about.owner,
    )


def _talks_soon(about: About, words: Words) -> Ours:
    facts = {"owner": about.owner, "day": day(about.talk_on or about.today, about, words)}
    if about.leader:
        return words.say(
            "*{owner} and {leader} talk on {day} about how the welcome has gone.*",
            leader=about.leader,
            **facts,
        )
    return words.say("*{owner} holds the talk about {card} on {day}.*", card=about.card, **facts)


def _what_came_of_it(screen: ContributorAsked, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    if about.leader:
        lines = [
            say(
                "*{owner} and {leader} have talked about the welcome.* This came of it:",
                owner=about.owner,
                leader=about.leader,
            )
        ]
    else:
        lines = [say("*The talk about {card} has been held.* This came of it:", card=about.card)]
    lines.append(quoted(screen.came_of_it, words))
    if screen.next_time:
        lines += [say("And next time:"), quoted(screen.next_time, words)]
    return lines


def answered(screen: Answered, words: Words) -> Message:
    owners = screen.purpose in (Purpose.BOOK_TALK, Purpose.TALK, Purpose.REMINDER)
    lines = _owner_answered(screen, words) if owners else [_contributor_answered(screen, words)]
    label = words.say("Change it") if screen.wrote else words.say("I do have something")
    return message(
        Text("\n".join(lines)),
        buttons(Button(label, "answer.open_input", str(screen.follow_up_id)))
        if screen.can_change
        else None,
    )


def _owner_answered(screen: Answered, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    on = day(screen.on, about, words)
    if not screen.is_done:
        return [say("✓ Not relevant, you said on {day}. Thank you for telling.", day=on)]
    match screen.purpose:
        case Purpose.BOOK_TALK if about.talk_on and not (about.talk_held or about.talk_given_up):
            talk = day(about.talk_on, about, words)
            return [say("✓ The talk is on {day}. I remind you on the day.", day=talk)]
        case Purpose.TALK:
            lines = [say("✓ The talk was held on {day}. Thank you.", day=on)]
            if screen.told and screen.told_on:
                lines.append(_told(screen, words))
            return [Ours(" ".join(lines))]
        case _:
            return [say("✓ Done on {day}. Thank you.", day=on)]


def _told(screen: Answered, words: Words) -> Ours:
    names, told_on = words.all_of(screen.told), screen.told_on or screen.on
    if told_on < screen.about.today:
        return words.say("{names} have heard what came of it.", names=names)
    on = day(told_on, screen.about, words)
    return words.say("{names} hear what came of it on {day}.", names=names, day=on)


def _contributor_answered(screen: Answered, words: Words) -> Ours:
    owner = screen.about.owner
    if screen.wrote:
        return words.say("✓ Thank you. {owner} can read what you wrote.", owner=owner)
    return words.say("✓ Thank you. You had nothing to add.")


def put_off(screen: PutOff, words: Words) -> Message:
    say, about = words.say, screen.about
    until, number = day(screen.until, about, words), str(screen.follow_up_id)
    if screen.purpose is Purpose.TALK and about.talk_on:
        text = say(
            "The talk is moved to {day}. I remind you on the day: {name}",
            day=day(about.talk_on, about, words),
            name=name_of(about, words),
        )
    else:
        text = say("I ask you again on {day}: {name}", day=until, name=name_of(about, words))
    return message(Text(text), buttons(_main(screen.purpose, number, words)))


def no_longer_needed(screen: NoLongerNeeded, words: Words) -> Message:
    say, about = words.say, screen.about
    name = name_of(about, words)
    if about.talk_held:
        why = say("The talk has been held, so there is nothing more to do here.")
    elif about.talk_given_up:
        why = say("The talk is not to be held, so there is nothing more to do here.")
    else:
        why = say("The follow-up is over, so there is nothing more to do here.")
    return message(Text(words.say("{name}\n{why}", name=name, why=why)))


def later_form(screen: LaterForm, words: Words) -> Form:
    say = words.say
    is_talk = screen.purpose is Purpose.TALK
    return Form(
        title=say("Later"),
        submit=say("Save"),
        close=say("Not now"),
        action="nudge.put_off",
        subject=str(screen.follow_up_id),
        parts=parts(
            Text(name_of(screen.about, words)),
            DateField(
                "day",
                say("When do you talk?") if is_talk else say("When shall I ask again?"),
                screen.suggested,
                hint=say("On a working day, from nine in the morning."),
            ),
        ),
    )


def owner_gone(screen: OwnerGone, words: Words) -> Message:
    say, about = words.say, screen.about
    return message(
        Text(
            say(
                "*Who takes over?* {owner} has left, and was responsible for {name}.",
                owner=about.owner,
                name=name_of(about, words),
            )
        ),
        buttons(
            Button(
                say("Choose somebody"),
                "activation.open_hand_over",
                str(about.activation_id),
                style="primary",
            )
        ),
    )


SHEETS = {
    OwnerAsked: owner_asked,
    ContributorAsked: contributor_asked,
    Answered: answered,
    PutOff: put_off,
    NoLongerNeeded: no_longer_needed,
    LaterForm: later_form,
    OwnerGone: owner_gone,
}
