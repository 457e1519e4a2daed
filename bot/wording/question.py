"""What somebody is asked, in words; it goes on telling the truth when it has been answered."""

from bot.domain.follow_ups import Purpose
from bot.flows.about import About
from bot.flows.question import Answered, NoLongerNeeded, OwnerAsked, PutOff
from bot.wording import question_contributor, question_others
from bot.wording.about import begins, day, name_of, quoted, starts
from bot.wording.calendar_file import calendar_button
from bot.wording.card_shown import see_card
from bot.wording.delicate import who_button
from bot.wording.markup import Ours, with_addresses
from bot.wording.question_buttons import asked_before, later_menu, main_button
from bot.wording.sheet import (
    Button,
    Message,
    Part,
    Text,
    buttons,
    message,
)
from bot.wording.words import Words

TASKS = 5  # of those left, shown in the message


def owner_asked(screen: OwnerAsked, words: Words) -> Message:
    lines = [*_to_owner(screen, words), *_to_lean_on(screen, words), *_to_read(screen, words)]
    return _asked(screen, lines, words)


def briefly(screen: OwnerAsked, words: Words) -> Message:
    """As one of several: the card says the rest."""
    return _asked(screen, [*_to_owner(screen, words), *_to_read(screen, words)], words)


def _asked(screen: OwnerAsked, lines: list[Ours], words: Words) -> Message:
    lines += asked_before(screen.asked_before, screen.about, words)
    return message(Text("\n".join(lines)), _owners_buttons(screen, words))


def _to_owner(screen: OwnerAsked, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    match screen.purpose:
        case Purpose.BOOK_TALK:
            return [_time_to_book(about, words)]
        case Purpose.TALK:
            return [_time_to_talk(screen, words)]
        case _:
            if begins(screen.day, about):
                lines = [say("*Now the card begins:* {name}", name=name_of(about, words))]
            else:
                lines = [say("*Time to follow up:* {name}", name=name_of(about, words))]
                if screen.follow_up.strip():
                    lines += [
                        say("On the card it says about following up:"),
                        quoted(screen.follow_up, words),
                    ]
            return lines


def _to_read(screen: OwnerAsked, words: Words) -> list[Ours]:
    say = words.say
    names = words.all_of(
        dict.fromkeys(one.by.name or say("the new leader") for one in screen.given if one.text)
    )
    if not names or screen.purpose is Purpose.BOOK_TALK:
        return []
    if screen.purpose is Purpose.TALK:
        return [say("Before you go in: {names} wrote to you about it.", names=names)]
    return [say("{names} wrote to you about it.", names=names)]


def _to_lean_on(screen: OwnerAsked, words: Words) -> list[Ours]:
    """What the card is for, what is left of its check-list, and where there is help."""
    say, lines = words.say, list[Ours]()
    if screen.goal:
        lines.append(say("*The goal:* {goal}", goal=screen.goal))
    if screen.tasks_left and screen.purpose is not Purpose.BOOK_TALK:
        lines.append(say("*Left on the check-list:*"))
        lines += [say("• {task}", task=task) for task in screen.tasks_left[:TASKS]]
        if more := len(screen.tasks_left[TASKS:]):
            lines.append(words.count("… and {n} more", "… and {n} more", more))
    if screen.help:
        lines.append(say("*Help to draw on:* {help}", help=screen.help))
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
        main_button(screen.purpose, number, words),
        Button(say("Read it"), "answer.read", activation)
        if any(one.text for one in screen.given) and not is_booking
        else None,
        see_card(screen.about.card_id, screen.about.card, words)
        if screen.purpose is Purpose.REMINDER
        else None,
        Button(say("Choose another day"), "activation.open_talk", activation)
        if is_booking
        else None,
        who_button(screen.about, words),
        later_menu(number, words),
        Button(say("I need help"), "help_wanted.open", number),
        None if is_booking else Button(say("Hand over"), "activation.open_hand_over", activation),
        Button(say("Not relevant"), "answer.open_not_relevant", number),
    )


def answered(screen: Answered, words: Words) -> Message:
    if screen.purpose is Purpose.LOOK_AFTER:
        on = day(screen.on, screen.about, words)
        return message(Text(words.say("✓ Seen to on {day}. Thank you.", day=on)))
    if screen.purpose is Purpose.TASK:
        lines = [with_addresses(screen.task), _doer_answered(screen, words)]
        return message(Text("\n".join(lines)))
    owners = screen.purpose in (Purpose.BOOK_TALK, Purpose.TALK, Purpose.REMINDER)
    lines = _owner_answered(screen, words) if owners else [_contributor_answered(screen, words)]
    return message(Text("\n".join(lines)), _to_change(screen, words))


def _to_change(screen: Answered, words: Words) -> Part | None:
    say = words.say
    if screen.can_change:
        label = say("Change it") if screen.wrote else say("I do have something")
        return buttons(Button(label, "answer.open_input", str(screen.follow_up_id)))
    activation = str(screen.about.activation_id)
    if screen.purpose is Purpose.TALK and screen.can_read:
        return buttons(Button(say("Read what they wrote"), "answer.read", activation))
    if _is_booked(screen):
        return buttons(
            Button(say("Choose another day"), "activation.open_talk", activation),
            calendar_button(screen.about, words),
        )
    return None


def _is_booked(screen: Answered) -> bool:
    return screen.purpose is Purpose.BOOK_TALK and screen.is_done and screen.talk_ahead


def _owner_answered(screen: Answered, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    on = day(screen.on, about, words)
    if not screen.is_done:
        return [say("✓ Not relevant, you said on {day}. Thank you for telling.", day=on)]
    match screen.purpose:
        case Purpose.BOOK_TALK if about.talk_on and _is_booked(screen):
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
        return words.say("What came of it has been told to {names}.", names=names)
    on = day(told_on, screen.about, words)
    return words.say("{names} will hear what came of it on {day}.", names=names, day=on)


def _contributor_answered(screen: Answered, words: Words) -> Ours:
    owner = screen.about.owner
    if screen.wrote:
        return words.say("✓ Thank you. {owner} can read what you wrote.", owner=owner)
    return words.say("✓ Thank you. You had nothing to add.")


def _doer_answered(screen: Answered, words: Words) -> Ours:
    say, about = words.say, screen.about
    on = day(screen.on, about, words)
    if screen.is_done:
        return say("✓ Done on {day}. Thank you.", day=on)
    return say(
        "✓ Not your task, you said on {day}. {owner} hears of it.", day=on, owner=about.owner
    )


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
    return message(Text(text), buttons(main_button(screen.purpose, number, words)))


def no_longer_needed(screen: NoLongerNeeded, words: Words) -> Message:
    say, about = words.say, screen.about
    name = name_of(about, words)
    if about.talk_held:
        why = say("The talk has been held, so there is nothing more to do here.")
    elif about.talk_given_up:
        why = say("The talk is not to be held, so there is nothing more to do here.")
    elif screen.is_over:
        why = say("The follow-up is over, so there is nothing more to do here.")
    else:
        why = say("The day has come, so this needs no answer any more.")
    return message(Text(words.say("{name}\n{why}", name=name, why=why)))


SHEETS = {
    OwnerAsked: owner_asked,
    **question_contributor.SHEETS,
    **question_others.SHEETS,
    Answered: answered,
    PutOff: put_off,
    NoLongerNeeded: no_longer_needed,
}
