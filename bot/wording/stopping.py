"""A process that was stopped, in words."""

from bot.flows.rating_round import StoppedForGood
from bot.flows.stopping import RatingStopped, StoppedPost
from bot.wording.sheet import Message, Text, message
from bot.wording.words import Words


def stopped(screen: StoppedForGood, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*{process} has been stopped.* All answers are deleted, and I write to nobody "
                "about it any more.",
                process=screen.process,
            )
        )
    )


def rating_stopped(screen: RatingStopped, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*{process} has been stopped.* Your answers are deleted.", process=screen.process
            )
        )
    )


def stopped_post(screen: StoppedPost, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*{process} has been stopped.* You need not do any more about it, and what leaders "
                "answered is deleted.",
                process=screen.process,
            )
        )
    )


SHEETS = {StoppedForGood: stopped, RatingStopped: rating_stopped, StoppedPost: stopped_post}
