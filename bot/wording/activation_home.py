"""Cards in use, seen from home, in words."""

from collections.abc import Iterable, Mapping

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.flows.about import About
from bot.flows.activation_home import CardsInUse, Coming, InUse, Overview, OwnersAnswer
from bot.wording.about import day, name_of, quoted, starts, to_others, to_the_owner
from bot.wording.card_shown import see_card
from bot.wording.delicate import who_button
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    Confirm,
    Divider,
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

SHOWN = 10  # cards in use that have a button of their own


def coming(screen: Coming, words: Words) -> Message:
    say, about = words.say, screen.about
    number = str(about.activation_id)
    talk_ahead = about.talk_on is not None and not (about.talk_held or about.talk_given_up)
    lines = [name_of(about, words), *to_the_owner(screen.steps, about, words)]
    return message(
        Text("\n".join(lines)),
        buttons(
            see_card(about.card_id, about.card, words),
            Button(say("Check-list"), "activation.open_check_list", number)
            if screen.tasks_left
            else None,
            Button(say("Read what they wrote"), "answer.read", number) if screen.given else None,
            Button(say("Move the talk"), "activation.open_talk", number) if talk_ahead else None,
            Button(say("Hand over"), "activation.open_hand_over", number),
            who_button(about, words),
        ),
    )


def cards_in_use(screen: CardsInUse, words: Words) -> Message:
    say = words.say
    drawn: list[Part] = []
    for card_id, card in screen.cards:
        drawn.append(
            Text(say("*{card}* is taken into use each time you hire a new leader.", card=card))
        )
        drawn.append(
            buttons(
                Button(
                    say("A new leader is hired"),
                    "activation.open_register",
                    str(card_id),
                    style="primary" if not screen.in_use else "",
                ),
                Button(say("Several, from a file"), "leader_list.open", str(card_id))
                if card_id in screen.many
                else None,
            )
        )
    for one in screen.in_use[:SHOWN]:
        number = str(one.about.activation_id)
        drawn.append(Text("\n".join(_in_use(one, words))))
        drawn.append(buttons(Button(say("See how it goes"), "activation.overview", number)))
    if rest := [one.about for one in screen.in_use[SHOWN:]]:
        drawn.append(Text(words.count("… and {n} more", "… and {n} more", len(rest))))
        drawn.append(buttons(_one_of(rest, say("See one of them"), words)))
    if screen.overviews:
        drawn.append(buttons(_overview_by_card(screen.overviews, words)))
    if screen.over:
        drawn.append(buttons(_one_of(screen.over, say("See how it went"), words)))
    return message(*drawn)


def _overview_by_card(processes: tuple[tuple[int, str], ...], words: Words) -> Button | Picker:
    label = words.say("Overview")
    if len(processes) == 1:
        return Button(label, "overview.show", str(processes[0][0]))
    options = tuple(Option(str(number), words.typed(name)) for number, name in processes)
    return Picker(label, "overview.show", options)


def _in_use(one: InUse, words: Words) -> list[Ours]:
    about = one.about
    first = words.say(
        "{name}\n{start} · responsible: {owner}",
        name=name_of(about, words),
        start=_began(about, words),
        owner=about.owner,
    )
    if not one.stuck:
        return [first]
    return [first, words.say("*It stands still with {names}.*", names=words.all_of(one.stuck))]


def _began(about: About, words: Words) -> Ours:
    on = day(about.start_on, about, words)
    if about.start_on < about.today:
        return words.say("began on {day}", day=on)
    return words.say("begins on {day}", day=on)


def _one_of(some: Iterable[About], label: str, words: Words) -> Picker:
    """By the name first, or by what else tells it from others: a menu cuts what is long."""
    return Picker(
        label,
        "activation.overview",
        tuple(
            Option(
                str(about.activation_id),
                words.say("{leader} · {card}", leader=_told_by(about, words), card=about.card),
            )
            for about in some
        ),
    )


def _told_by(about: About, words: Words) -> str:
    return about.leader or about.concerns or words.short_day(about.start_on)


def overview(screen: Overview, words: Words) -> Form:
    say, about = words.say, screen.about
    number = str(about.activation_id)
    lines = [name_of(about, words), starts(about, words)]
    lines.append(say("Responsible: {owner}", owner=about.owner))
    if screen.is_over:
        lines.append(say("The follow-up is over."))
    if screen.waiting:
        names = words.all_of(screen.waiting)
        lines.append(say("Asked, and not answered yet: {names}", names=names))
    if screen.stuck:
        names = words.all_of(screen.stuck)
        lines.append(say("*Stands still, asked twice:* {names}", names=names))
    lines += to_others(screen.coming, about, words)
    return Form(
        title=say("A card in use"),
        close=say("Close"),
        parts=parts(
            Text("\n".join(lines)),
            *(Text("\n".join(_owners_answer(one, screen, words))) for one in screen.answers),
            buttons(who_button(about, words)) if about.has_name else None,
            None if screen.is_over else Divider(),
            None
            if screen.is_over
            else buttons(
                None
                if about.talk_held or about.talk_given_up
                else Button(say("Move the start"), "activation.open_start", number),
                Button(say("Hand over"), "activation.open_hand_over", number),
                Button(
                    say("Stop the follow-up"),
                    "activation.stop",
                    number,
                    style="danger",
                    confirm=Confirm(
                        say("Stop the follow-up?"),
                        say(
                            "Nobody is asked anything more, and {owner} hears of it.",
                            owner=about.owner,
                        ),
                        words.case("the follow-up", "Stop it"),
                        say("Let it run"),
                    ),
                ),
            ),
        ),
    )


def _what_was_answered(answer: OwnersAnswer, about: About, words: Words) -> Ours:
    say, on = words.say, day(answer.on, about, words)
    if not answer.is_done:
        what = say("Follow-up") if answer.purpose is Purpose.REMINDER else say("The talk")
        return say(
            "{what}: not relevant, said {owner} on {day}.", what=what, owner=about.owner, day=on
        )
    match answer.purpose:
        case Purpose.TALK:
            held = day(about.talk_on or answer.on, about, words)
            return say("✓ The talk was held on {day}.", day=held)
        case Purpose.BOOK_TALK:
            return say("✓ A time for the talk was agreed on.")
        case _:
            return say("✓ Followed up on {day}.", day=on)


def hearings(words: Words) -> Mapping[Hearing, Ours]:
    say = words.say
    return {
        Hearing.YES: say("Those who contribute were heard."),
        Hearing.NOT_YET: say("Those who contribute were not heard yet."),
        Hearing.NOBODY: say("There was nobody to ask."),
    }


def _owners_answer(answer: OwnersAnswer, screen: Overview, words: Words) -> list[Ours]:
    say = words.say
    lines = [_what_was_answered(answer, screen.about, words)]
    if answer.hearing:
        lines.append(hearings(words)[answer.hearing])
    lines += [quoted(text, words) for text in (answer.why_not, answer.came_of_it) if text]
    if answer.next_time:
        lines += [say("*Next time:*"), quoted(answer.next_time, words)]
    return lines


SHEETS = {Coming: coming, CardsInUse: cards_in_use, Overview: overview}
