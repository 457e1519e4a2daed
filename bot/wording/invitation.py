"""The invitation to rate, and what else is written to leaders, in words."""

from bot.flows.invitation import Invitation, NewDeadline, NotTakingPart, Privacy, Reminder
from bot.wording.sheet import Button, Buttons, Confirm, Form, Message, Note, Text, buttons, message
from bot.wording.words import Words


def invitation(screen: Invitation, words: Words) -> Message:
    say = words.say
    deadline = words.moment(screen.deadline, screen.zone)
    return message(
        Note(words.typed(screen.process)),
        Text(
            "\n".join(
                [
                    say("*What is it like to be a leader here?*"),
                    say(
                        "{sender} will make one shared plan for leaders’ well-being. "
                        "It is to be built on what you experience as leaders.",
                        sender=screen.sender,
                    ),
                    say(
                        "• {themes} themes with two answers each. It takes about {minutes} "
                        "minutes, and you can pause on the way.",
                        themes=screen.themes,
                        minutes=screen.minutes,
                    ),
                    say(
                        "• Your answers are confidential. Nobody can see what you answer, and "
                        "figures are shown only where at least {least} have answered.",
                        least=screen.least,
                    ),
                    say("• Please answer before *{deadline}*.", deadline=deadline),
                ]
            )
        ),
        _buttons(words, str(screen.round_id), begun=False),
    )


def withdraw_button(words: Words, subject: str) -> Button:
    say = words.say
    return Button(
        say("I won’t take part"),
        "invitation.withdraw",
        subject,
        confirm=Confirm(
            say("Not take part?"),
            say("If you have answered anything, it is deleted. Nobody is told."),
            say("I won’t take part"),
            say("Go back"),
        ),
    )


def reminder(screen: Reminder, words: Words) -> Message:
    say = words.say
    opening = (
        words.count("*You have {n} theme left.*", "*You have {n} themes left.*", screen.left)
        if screen.begun
        else say("*We would like to hear from you as well.*")
    )
    return message(
        Text(
            "\n".join(
                [
                    opening,
                    say(
                        "{process} is open until *{deadline}*. Your answers are confidential. "
                        "I only remind you this once.",
                        process=screen.process,
                        deadline=words.moment(screen.deadline, screen.zone),
                    ),
                ]
            )
        ),
        _buttons(words, str(screen.round_id), begun=screen.begun),
    )


def new_deadline(screen: NewDeadline, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*The deadline is moved.* You can answer in {process} until *{deadline}*.",
                process=screen.process,
                deadline=words.moment(screen.deadline, screen.zone),
            )
        ),
        _buttons(words, str(screen.round_id), begun=screen.begun),
    )


def _buttons(words: Words, subject: str, *, begun: bool) -> Buttons:
    begin = words.say("Go on") if begun else words.say("Begin")
    return buttons(
        Button(begin, "rating.begin", subject, style="primary"),
        Button(words.say("Who can see what?"), "invitation.privacy", subject),
        withdraw_button(words, subject),
    )


def privacy(screen: Privacy, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Who can see what?"),
        close=say("Close"),
        parts=(
            Text(
                "\n".join(
                    [
                        say("*You* see your own answers, and can change them until the deadline."),
                        say(
                            "*Nobody else* can see what you answered: not HR, not your own leader."
                        ),
                        say(
                            "*Those who run the process* see about how many have answered, "
                            "never who."
                        ),
                        say(
                            "*When the round closes*, everybody’s answers are added up and your "
                            "own are deleted. What you have answered by then counts, also if you "
                            "have not come through all the themes."
                        ),
                        say(
                            "*On the map*, a theme gets figures only when at least {least} have "
                            "answered it.",
                            least=screen.least,
                        ),
                    ]
                )
            ),
            Note(
                say(
                    "Until then your answers are stored encrypted. Whoever runs the server holds "
                    "the key."
                )
            ),
        ),
    )


def not_taking_part(screen: NotTakingPart, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "That is fine. Nothing of yours is counted, and I won’t remind you. Should you "
                "change your mind, you can join until {deadline}.",
                deadline=words.moment(screen.deadline, screen.zone),
            )
        ),
        buttons(
            Button(words.say("I’ll take part after all"), "rating.rejoin", str(screen.round_id))
        ),
    )


SHEETS = {
    Invitation: invitation,
    Reminder: reminder,
    NewDeadline: new_deadline,
    Privacy: privacy,
    NotTakingPart: not_taking_part,
}
