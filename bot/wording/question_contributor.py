"""What contributors are asked, in words: before the start, before the talk, and after it."""

from bot.domain.follow_ups import Purpose
from bot.domain.parts import Part
from bot.flows.about import About
from bot.flows.question import ContributorAsked
from bot.wording.about import day, name_of, quoted, starts
from bot.wording.delicate import no_case_notes, what_to_remember
from bot.wording.markup import Ours
from bot.wording.question_buttons import asked_before, later_menu, main_button
from bot.wording.sheet import Button, Message, Text, buttons, message
from bot.wording.words import Words


def contributor_asked(screen: ContributorAsked, words: Words) -> Message:
    say, number = words.say, str(screen.follow_up_id)
    told = screen.purpose is Purpose.AFTER_TALK
    lines = [
        *_to_contributor(screen, words),
        *asked_before(screen.asked_before, screen.about, words),
    ]
    return message(
        Text("\n".join(lines)),
        buttons(
            main_button(screen.purpose, number, words),
            later_menu(number, words),
            Button(
                say("Nothing to add") if told else say("Nothing from me"),
                "answer.nothing_to_add",
                number,
            ),
        ),
    )


def _to_contributor(screen: ContributorAsked, words: Words) -> list[Ours]:
    say, about = words.say, screen.about
    ending = (
        _why_you(screen, words),
        say(
            "{owner} reads what you write, and whoever may take over the card.",
            owner=about.owner,
        ),
    )
    if about.is_delicate:
        return [*_neutrally(screen, words), *ending]
    match screen.purpose:
        case Purpose.INPUT:
            return [starts(about, words), _wants_input(about, words), *ending]
        case Purpose.BEFORE_TALK:
            return [
                _talks_soon(about, words),
                say("How has it gone, as you see it? Is there anything the talk should touch on?"),
                *ending,
            ]
        case Purpose.AFTER_TALK:
            return [
                *_what_came_of_it(screen, words),
                say("What do you say to that? Should we do anything differently next time?"),
                *ending,
            ]
        case _:
            return [
                name_of(about, words),
                say("How does it go, as you see it? What would help?"),
                *ending,
            ]


def _neutrally(screen: ContributorAsked, words: Words) -> list[Ours]:
    """How it is done is what contributors have a part in: not whom it is about, or how it goes."""
    say, about = words.say, screen.about
    lines = [name_of(about, words)]
    if screen.purpose is Purpose.AFTER_TALK:
        lines = [say("*The talk about {card} has been held.*", card=about.card)]
        if screen.next_time:
            lines += [say("And next time:"), quoted(screen.next_time, words)]
    return [*lines, what_to_remember(words), no_case_notes(words)]


def _why_you(screen: ContributorAsked, words: Words) -> Ours:
    say, part = words.say, screen.part
    capacity = {
        Part.TR: say("union representative"),
        Part.AMR: say("safety representative"),
    }.get(part, say("representative of {body}", body=part.upper()))
    return say(
        "I ask you because you are {capacity} in {process}, and take part in its card *{card}*.",
        capacity=capacity,
        process=screen.process,
        card=screen.about.card,
    )


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


SHEETS = {ContributorAsked: contributor_asked}
