"""Many new leaders from a file, in words."""

from collections.abc import Iterable
from datetime import date

from bot.domain.leader_list import LONGEST_NAME, MOST_LEADERS, Trouble, Wrong
from bot.flows.leader_list import ListForm, ListPreview, TakenIn, TakingIn
from bot.wording.markup import Ours
from bot.wording.sheet import Divider, FileField, Form, Message, Text, message, parts
from bot.wording.words import Words

SHOWN = 20  # lines of each kind
LONGEST_QUOTED = 60
KINDS = ("xlsx", "csv", "tsv", "txt")


def list_form(screen: ListForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Several new leaders"),
        submit=say("Look at the list"),
        close=say("Not now"),
        action="leader_list.preview",
        subject=str(screen.card_id),
        parts=parts(
            Text(
                say(
                    "The card *{card}* is taken into use for each new leader in the file. "
                    "You see what I have read before anything happens.",
                    card=screen.card,
                )
            ),
            Text("\n".join(_columns(screen, words))),
            FileField(
                "file",
                say("The file"),
                KINDS,
                hint=say(
                    "An Excel workbook (.xlsx) or CSV, up to 5 MB and {most} leaders.",
                    most=MOST_LEADERS,
                ),
            ),
        ),
    )


def _columns(screen: ListForm, words: Words) -> list[Ours]:
    say = words.say
    lines = [
        say("The first row names the columns:"),
        say("• *Name*"),
        say("• *Start date*, such as 3 March 2027 or 03-03-2027"),
    ]
    if screen.owner:
        lines.append(
            say("{owner} is responsible for them all, as the card says.", owner=screen.owner)
        )
    else:
        lines.append(say("• *Nearest leader*: the e-mail of the leader’s own leader here"))
    lines.append(say("• *E-mail*, if you know it"))
    lines.append(say("Other columns do no harm."))
    return lines


def list_preview(screen: ListPreview, words: Words) -> Form:
    say = words.say
    number = len(screen.new)
    return Form(
        title=say("Is this right?"),
        submit=say("Register them") if screen.file_id else "",
        close=say("Throw away") if screen.file_id else say("Close"),
        action="leader_list.confirm" if screen.file_id else "",
        subject=str(screen.file_id or ""),
        tells_when_closed=screen.file_id is not None,
        parts=parts(
            Text(
                words.count(
                    "*{n} new leader will be registered.*",
                    "*{n} new leaders will be registered.*",
                    number,
                )
                if number
                else say("*There is nobody to register.*")
            ),
            Text("\n".join(_new(screen, words))),
            Text(
                words.count(
                    "{n} is registered already.", "{n} are registered already.", screen.already
                )
            )
            if screen.already
            else None,
            (Divider(), Text("\n".join(_wrong(screen, words)))) if screen.wrong else None,
            Text(say("Nothing is registered, and nobody hears of it, before you press the button."))
            if number
            else None,
        ),
    )


def _new(screen: ListPreview, words: Words) -> list[Ours]:
    lines = [
        words.say(
            "• {name}, {day}. Responsible: {owner}",
            name=one.name,
            day=words.short_day(one.start_on),
            owner=one.owner,
        )
        for one in screen.new[:SHOWN]
    ]
    return lines + _more(len(screen.new), words)


def _more(number: int, words: Words) -> list[Ours]:
    if number <= SHOWN:
        return []
    return [words.count("… and {n} more", "… and {n} more", number - SHOWN)]


def _wrong(screen: ListPreview, words: Words) -> list[Ours]:
    lines = len({one.line for one in screen.wrong})
    head = words.count(
        "*{n} line cannot be used.* Correct it in the file and send that again; "
        "whoever is registered is not registered twice.",
        "*{n} lines cannot be used.* Correct them in the file and send that again; "
        "whoever is registered is not registered twice.",
        lines,
    )
    told = [
        words.say("• Line {line}: {what}", line=one.line, what=_what(one, screen, words))
        for one in screen.wrong[:SHOWN]
    ]
    return [head, *told, *_more(len(screen.wrong), words)]


def _what(wrong: Wrong, screen: ListPreview, words: Words) -> Ours:
    say, text = words.say, _short(wrong.text)
    match wrong.trouble:
        case Trouble.NAME_MISSING:
            return say("the name is missing")
        case Trouble.NAME_TOO_LONG:
            return say("the name is longer than {most} characters", most=LONGEST_NAME)
        case Trouble.NOT_AN_ADDRESS:
            return say("“{text}” is not an e-mail address", text=text)
        case Trouble.DAY_MISSING:
            return say("the start date is missing")
        case Trouble.DAY_UNREAD:
            return say("I cannot read “{text}” as a date", text=text)
        case Trouble.NO_SUCH_DAY:
            return say("{text} does not exist", text=text)
        case Trouble.DAY_TOO_FAR:
            return say(
                "the start date is {day}; it must lie between {earliest} and {latest}",
                day=words.short_day(date.fromisoformat(wrong.text)),
                earliest=words.short_day(screen.earliest),
                latest=words.short_day(screen.latest),
            )
        case _:
            return _what_of_people(wrong, text, words)


def _what_of_people(wrong: Wrong, text: str, words: Words) -> Ours:
    say = words.say
    match wrong.trouble:
        case Trouble.LEADER_MISSING:
            return say("the nearest leader’s e-mail is missing")
        case Trouble.LEADER_UNKNOWN:
            return say("nobody here has the e-mail {text}", text=text)
        case Trouble.LEADER_UNASKED:
            return say("I had no time to look up {text}; send the file once more", text=text)
        case Trouble.LEADER_GONE:
            return say("{text} is not here any more and cannot be responsible", text=text)
        case _:
            return say("{text} is on line {other} as well", text=text, other=wrong.other)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[: LONGEST_QUOTED - 1]}…"


def taking_in(screen: TakingIn, words: Words) -> Message:
    return message(
        Text(
            words.count(
                "I register {n} new leader now, and write to you when it is done.",
                "I register {n} new leaders now, and write to you when it is done.",
                screen.count,
            )
        )
    )


def taken_in(screen: TakenIn, words: Words) -> Message:
    say = words.say
    lines = [
        words.count(
            "*{n} new leader is registered* for the card *{card}*. Whoever is responsible has "
            "been told.",
            "*{n} new leaders are registered* for the card *{card}*. Those who are responsible "
            "have been told.",
            screen.registered,
            card=screen.card,
        )
        if screen.registered
        else say("*Nobody new is registered* for the card *{card}*.", card=screen.card)
    ]
    if screen.already:
        lines.append(
            words.count(
                "{n} was registered already.", "{n} were registered already.", screen.already
            )
        )
    if screen.left:
        lines.append(_left(screen.left, words))
    return message(Text(" ".join(lines)))


def _left(names: Iterable[str], words: Words) -> Ours:
    return words.say(
        "These are not registered, because their nearest leader has left: {names}.",
        names=words.all_of(names),
    )


SHEETS = {
    ListForm: list_form,
    ListPreview: list_preview,
    TakingIn: taking_in,
    TakenIn: taken_in,
}
