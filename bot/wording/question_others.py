"""What the new leader is asked, and those who run the process, in words."""

from bot.domain.follow_ups import Purpose
from bot.flows.question import FacilitatorAsked, NewLeaderAsked
from bot.wording.about import name_of, starts
from bot.wording.question_buttons import asked_before, later_menu, main_button
from bot.wording.sheet import Button, Message, Text, buttons, message
from bot.wording.words import Words


def new_leader_asked(screen: NewLeaderAsked, words: Words) -> Message:
    say, about, number = words.say, screen.about, str(screen.follow_up_id)
    if about.today < about.start_on:
        question = say("*You start soon: what would help you to a good start?*")
    else:
        question = say("*How has your introduction gone, and what do you lack?*")
    return message(
        Text(
            "\n".join(
                [
                    question,
                    say(
                        "I ask because {process} has a card for new leaders, *{card}*, and {owner} "
                        "is responsible for it.",
                        process=screen.process,
                        card=about.card,
                        owner=about.owner,
                    ),
                    say(
                        "{owner} reads what you write, and whoever may take over the card.",
                        owner=about.owner,
                    ),
                    *asked_before(screen.asked_before, about, words),
                ]
            )
        ),
        buttons(
            main_button(Purpose.WELCOME, number, words),
            later_menu(number, words),
            Button(say("Nothing from me"), "answer.nothing_to_add", number),
        ),
    )


def facilitator_asked(screen: FacilitatorAsked, words: Words) -> Message:
    say, about, number = words.say, screen.about, str(screen.follow_up_id)
    lines = [
        say("*Time to see how it goes:* {name}", name=name_of(about, words)),
        starts(about, words),
        say("Responsible: {owner}", owner=about.owner),
    ]
    if screen.stuck:
        lines.append(
            say(
                "*It stands still with {names}.*",
                names=words.all_of(one or say("the new leader") for one in screen.stuck),
            )
        )
    lines += asked_before(screen.asked_before, about, words)
    return message(
        Text("\n".join(lines)),
        buttons(
            main_button(Purpose.LOOK_AFTER, number, words),
            Button(say("See how it goes"), "activation.overview", str(about.activation_id)),
            later_menu(number, words),
        ),
    )


SHEETS = {NewLeaderAsked: new_leader_asked, FacilitatorAsked: facilitator_asked}
