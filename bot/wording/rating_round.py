"""A round as its facilitators see it, in words."""

from bot.domain.disclosure import FEW, RoundCount
from bot.flows.rating_round import (
    Closed,
    DeadlineForm,
    DeadlineMoved,
    LeadersAdded,
    LeadersForm,
    RoundStatus,
    Started,
    Unread,
)
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    Confirm,
    Form,
    Message,
    MomentField,
    PeopleField,
    Text,
    buttons,
    message,
)
from bot.wording.words import Words


def started(screen: Started, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    return message(
        Text(
            "\n".join(
                [
                    words.count(
                        "*{process} is on its way.* {n} leader has been asked.",
                        "*{process} is on its way.* {n} leaders have been asked.",
                        screen.asked,
                        process=screen.process,
                    ),
                    words.say(
                        "The round closes by itself on {deadline}. Then you get the map before "
                        "anybody else.",
                        deadline=words.moment(screen.deadline, screen.zone),
                    ),
                    *_reminders(screen, words),
                ]
            )
        ),
        buttons(
            Button(say("How is it going?"), "rating_round.show", subject),
            Button(say("Add leaders"), "rating_round.open_leaders", subject),
            Button(say("Move the deadline"), "rating_round.open_deadline", subject),
        ),
    )


def _reminders(screen: Started, words: Words) -> list[Ours]:
    if not screen.reminders:
        return []
    return [words.say("Those who have something left are reminded once before then.")]


def round_status(screen: RoundStatus, words: Words) -> Message:
    say, subject = words.say, str(screen.round_id)
    lines = [
        say("*{process}*", process=screen.process),
        say(
            "The round is open until {deadline}. {count}",
            deadline=words.moment(screen.deadline, screen.zone),
            count=_count(screen.count, words),
        ),
    ]
    if screen.reminders:
        lines.append(
            say(
                "Those who have something left are reminded on {moment}.",
                moment=words.moment(screen.reminders, screen.zone),
            )
        )
    return message(
        Text("\n".join(lines)),
        buttons(
            Button(say("Add leaders"), "rating_round.open_leaders", subject),
            Button(say("Move the deadline"), "rating_round.open_deadline", subject),
            Button(
                say("Close the round now"),
                "rating_round.close",
                subject,
                confirm=Confirm(
                    say("Close the round?"),
                    say("The answers are added up and deleted, and nobody can answer any more."),
                    say("Close it"),
                    say("Keep it open"),
                ),
            ),
        ),
    )


def _count(count: RoundCount, words: Words) -> Ours:
    """Never more than the rule lets out: see domain.disclosure."""
    if count.about is not None:
        return words.say(
            "About {about} of {asked} have answered.", about=count.about, asked=count.asked
        )
    if count.under is not None:
        return words.say(
            "Fewer than {under} of {asked} have answered so far.",
            under=count.under,
            asked=count.asked,
        )
    if count.least is not None:
        return words.say(
            "At least {least} of {asked} have answered.", least=count.least, asked=count.asked
        )
    if count.asked >= FEW:
        return words.say(
            "{asked} have been asked. Few were asked to begin with, so I don’t tell how many have "
            "answered.",
            asked=count.asked,
        )
    return words.count(
        "{n} has been asked. With so few, I don’t tell how many have answered.",
        "{n} have been asked. With so few, I don’t tell how many have answered.",
        count.asked,
    )


def deadline_form(screen: DeadlineForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Move the deadline"),
        submit=say("Move it"),
        close=say("Close"),
        action="rating_round.move_deadline",
        subject=str(screen.round_id),
        parts=(
            MomentField(
                "deadline",
                say("Until when can leaders rate?"),
                screen.deadline,
                hint=say("I write to those who have something left."),
            ),
        ),
    )


def deadline_moved(screen: DeadlineMoved, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "Leaders can rate until {deadline}.",
                deadline=words.moment(screen.deadline, screen.zone),
            )
        )
    )


def leaders_form(screen: LeadersForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Add leaders"),
        submit=say("Ask them"),
        close=say("Close"),
        action="rating_round.add_leaders",
        subject=str(screen.round_id),
        parts=(
            Text(say("*{process}*", process=screen.process)),
            PeopleField(
                "leaders",
                say("Who is to rate as well?"),
                hint=say("They are invited now. Nobody is asked twice."),
            ),
        ),
    )


def leaders_added(screen: LeadersAdded, words: Words) -> Message:
    lines: list[Ours] = []
    if screen.names:
        lines.append(
            words.count(
                "{names} is invited now. {asked} have been asked in all.",
                "{names} are invited now. {asked} have been asked in all.",
                len(screen.names),
                names=words.all_of(screen.names),
                asked=screen.asked,
            )
        )
    if screen.before:
        lines.append(
            words.count(
                "{names} was asked before, and is not asked again.",
                "{names} were asked before, and are not asked again.",
                len(screen.before),
                names=words.all_of(screen.before),
            )
        )
    return message(Text("\n".join(lines)))


def closed(screen: Closed, words: Words) -> Message:
    if screen.has_figures:
        return message(
            Text(
                words.say(
                    "The round of {process} is closed, and the answers are added up and deleted. "
                    "The map is in your messages.",
                    process=screen.process,
                )
            )
        )
    return message(
        Text(
            words.say(
                "The round of {process} is closed. Too few have answered for figures to be shown, "
                "and the answers are deleted. How to go on is in your messages.",
                process=screen.process,
            )
        )
    )


def unread(screen: Unread, words: Words) -> Message:
    say = words.say
    return message(
        Text(
            "\n".join(
                [
                    say("*The round of {process} is not closed yet.*", process=screen.process),
                    say(
                        "I cannot open all the answers, because one of my keys is missing. Ask "
                        "those who run me to put it back in BOT_KEYS, and close the round then. "
                        "Nothing is lost so far, and nobody can answer any more."
                    ),
                ]
            )
        ),
        buttons(
            Button(
                say("Close the round now"),
                "rating_round.close_anyway",
                str(screen.round_id),
                confirm=Confirm(
                    say("Close the round?"),
                    say("Answers that I cannot open are then lost, and are not on the map."),
                    say("Close it"),
                    say("Wait"),
                ),
            ),
        ),
    )


SHEETS = {
    Started: started,
    Unread: unread,
    RoundStatus: round_status,
    DeadlineForm: deadline_form,
    DeadlineMoved: deadline_moved,
    LeadersForm: leaders_form,
    LeadersAdded: leaders_added,
    Closed: closed,
}
