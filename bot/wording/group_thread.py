"""The first message of a working group's thread, in words: at work, and done."""

from collections.abc import Iterable, Iterator

from bot.domain import catalogue
from bot.flows.group_facts import GroupFacts, GroupThread, Noted
from bot.wording import themes
from bot.wording.about import quoted
from bot.wording.markup import Ours
from bot.wording.sheet import Button, Message, Part, Text, buttons, message
from bot.wording.words import Words


def group_thread(screen: GroupThread, words: Words) -> Message:
    group = screen.group
    if not group.is_open:
        return message(*_done(group, words))
    say, subject = words.say, str(group.group_id)
    return message(
        *_at_work(group, words),
        buttons(
            Button(say("Write outside the thread"), "group.open_writing", subject),
            Button(say("Offers and needs"), "group.open_notes", subject),
        ),
    )


def _at_work(group: GroupFacts, words: Words) -> Iterator[Part]:
    yield Text("\n".join([_name(group, words), quoted(group.reason, words)]))
    yield Text("\n".join([_how(group, words), *_questions(words), _example(words)]))
    yield from _notes(group, words)
    yield Text(_missing(group.missing, words))


def _done(group: GroupFacts, words: Words) -> Iterator[Part]:
    say = words.say
    state = (
        say("✓ The group is done, and its action card is in the plan. This is what it came to:")
        if group.published
        else say("✓ The group is done. This is what it came to:")
    )
    yield Text("\n".join([_name(group, words), state]))
    titles = {one.key: one.title for one in catalogue.support_questions(words.language)}
    for key, text in group.summary:
        yield Text("\n".join([f"*{titles[key]}*", quoted(text, words)]))
    if group.measures:
        lines = [say("• {measure}", measure=measure) for measure in group.measures]
        yield Text("\n".join([say("*What we agree to do*"), *lines]))
    yield from _notes(group, words)


def _name(group: GroupFacts, words: Words) -> Ours:
    theme = themes.title(group.theme, words)
    if group.lead:
        return words.say("*{theme}* · group lead: {lead}", theme=theme, lead=group.lead)
    return words.say("*{theme}* · no group lead yet", theme=theme)


def _how(group: GroupFacts, words: Words) -> Ours:
    """People are told that what they write is collected, and by whom."""
    if group.lead:
        return words.say(
            "Write what you think in the thread. I collect it under the four questions, and {lead} "
            "makes a short summary. If you change or delete what you wrote, I follow. "
            "Would you rather not write here? Press “Write outside the thread”.",
            lead=group.lead,
        )
    return words.say(
        "Write what you think in the thread. I collect it under the four questions, and the group "
        "lead makes a short summary. If you change or delete what you wrote, I follow. "
        "Would you rather not write here? Press “Write outside the thread”."
    )


def _questions(words: Words) -> Iterator[str]:
    for one in catalogue.support_questions(words.language):
        yield f"• *{one.title}:* {one.question}"


def _example(words: Words) -> Ours:
    _, experience, *_ = catalogue.support_questions(words.language)
    return words.say(
        "Begin with the word, as in “{word}: …”, and I know where it belongs.",
        word=experience.title,
    )


def _notes(group: GroupFacts, words: Words) -> Iterator[Part]:
    if group.offers:
        yield Text("\n".join([words.say("*We have this already*"), *noted(group.offers, words)]))
    if group.needs:
        yield Text("\n".join([words.say("*We still need this*"), *noted(group.needs, words)]))


def noted(some: Iterable[Noted], words: Words) -> Iterator[Ours]:
    for one in some:
        if one.who:
            yield words.say("• {text} – {who}", text=one.text, who=one.who)
        else:
            yield words.say("• {text}", text=one.text)


def _missing(missing: tuple[str, ...], words: Words) -> Ours:
    if not missing:
        return words.say("All four questions have been written about.")
    return words.say("Still missing: {questions}", questions=titles(missing, words))


def titles(keys: tuple[str, ...], words: Words) -> Ours:
    """Supporting questions by their titles: "Vurdering · Idéer og tiltag"."""
    by_key = {one.key: one.title for one in catalogue.support_questions(words.language)}
    return Ours(" · ".join(by_key[key] for key in keys))


SHEETS = {GroupThread: group_thread}
