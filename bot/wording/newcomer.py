"""Whether an account is a new leader's, in words."""

from bot.flows.newcomer import NO, YES, Newcomer, NoQuestion
from bot.wording.about import day
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Message, Text, buttons, message
from bot.wording.words import Words


def newcomer(screen: Newcomer, words: Words) -> Message:
    say, about = words.say, screen.about
    facts = {"account": screen.account, "leader": about.leader, "who": screen.by}
    if screen.answer == YES:
        return message(
            Text(
                say(
                    "✓ *{leader} has the account {account}*, says {who}. I do not ask {leader} for "
                    "input about themselves.",
                    **facts,
                )
            )
        )
    if screen.answer == NO:
        return message(
            Text(
                say(
                    "The account {account} is not that of {leader}, says {who}. I go on as before.",
                    **facts,
                )
            )
        )
    number = str(screen.sighting_id)
    return message(
        Text("\n".join([_is_it_them(screen, words), _why(screen, words)])),
        buttons(
            Button(say("Yes"), "newcomer.confirm", number, style="primary"),
            Button(say("No"), "newcomer.deny", number),
        ),
    )


def no_question(_screen: NoQuestion, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "You need not answer this any more: the card is delicate now, and I tie no names "
                "to it."
            )
        )
    )


def _is_it_them(screen: Newcomer, words: Words) -> Ours:
    about = screen.about
    facts = {"leader": about.leader, "day": day(about.start_on, about, words)}
    if about.start_on < about.today:
        return words.say("*Is it {leader}, who started on {day}?*", **facts)
    return words.say("*Is it {leader}, who starts on {day}?*", **facts)


def _why(screen: Newcomer, words: Words) -> Ours:
    return words.say(
        "The account {account} has the e-mail that the leader is registered with. If it is the "
        "same person, I do not ask them for input about themselves.",
        account=screen.account,
    )


SHEETS = {Newcomer: newcomer, NoQuestion: no_question}
