"""Two people have changed the same: what a form then says, and what its two buttons mean."""

from datetime import timedelta

from bot.flows.card_facts import Clash
from bot.wording.markup import Ours
from bot.wording.words import Words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def explained(clash: Clash, words: Words) -> Ours:
    who = clash.by or words.say("Somebody else")
    return words.say(
        "*{who} changed this card {ago}.* Nothing of yours is lost: it stands in the fields. What "
        "{who} wrote stands above, where you have both changed the same. Take from it what you "
        "want and save, or close and let {who}’s words stand.",
        who=who,
        ago=_ago(clash.ago, words),
    )


def saving(words: Words) -> Ours:
    return words.say("Save what is here")


def closing(words: Words) -> Ours:
    return words.say("Keep the other text")


def _ago(ago: timedelta, words: Words) -> Ours:
    if ago < MINUTE:
        return words.say("just now")
    if ago < HOUR:
        return words.count("a minute ago", "{n} minutes ago", ago // MINUTE)
    if ago < DAY:
        return words.count("an hour ago", "{n} hours ago", ago // HOUR)
    return words.count("a day ago", "{n} days ago", ago // DAY)
