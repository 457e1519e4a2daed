"""Setting up, in words."""

from bot.domain import catalogue
from bot.domain.disclosure import LEAST
from bot.flows.setup import Cancelled, Launched, Preview, ProcessSetUp, SetupForm
from bot.wording import invitation, rating_round
from bot.wording.markup import Ours, channel
from bot.wording.sheet import (
    Button,
    ChannelField,
    ChoiceField,
    Confirm,
    Divider,
    Form,
    Message,
    MomentField,
    Note,
    Option,
    PeopleField,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words, words_in

NAMED = 40  # people in a list that somebody is to read
LANGUAGES = (Option("da", "Dansk"), Option("en", "English"))


def setup_form(screen: SetupForm, words: Words) -> Form:
    say = words.say
    questions = {q.key: q.question for q in catalogue.setup_questions(words.language)}
    chosen = screen.people
    return Form(
        title=say("A plan for well-being"),
        submit=say("See it all"),
        close=say("Not now"),
        action="setup.save",
        subject=str(screen.process_id),
        parts=parts(
            Text(say("The deadline has come too near. I suggest a new one below."))
            if screen.is_late
            else None,
            Text(say("Fill in what you know. Nobody is written to until you have seen it all.")),
            TextField(
                "name",
                say("What is the process called?"),
                screen.name,
                limit=150,
                placeholder=say("Plan for leaders’ well-being 2027"),
            ),
            TextField(
                "sender",
                questions["sender"],
                screen.sender,
                limit=300,
                placeholder=say("Top management and HR"),
                hint=say("The invitation to the leaders says so."),
            ),
            PeopleField(
                "leaders",
                say("Which leaders are asked to rate?"),
                chosen.get("leaders", ()),
                optional=True,
                hint=say(
                    "Choose people here, a channel below, or both: one of them is needed. A theme "
                    "gets figures when at least {least} have answered.",
                    least=LEAST,
                ),
            ),
            ChannelField(
                "everyone_in",
                say("… or everyone in a channel"),
                optional=True,
                hint=say("All who are in it now, but for those who get another part below."),
            ),
            PeopleField("deciders", questions["decides"], chosen.get("deciders", ())),
            Divider(),
            Text("*" + questions["involved"] + "*"),
            PeopleField(
                "tr", say("Union representatives (TR)"), chosen.get("tr", ()), optional=True
            ),
            PeopleField(
                "amr", say("Safety representatives (AMR)"), chosen.get("amr", ()), optional=True
            ),
            ChoiceField(
                "bodies",
                say("Which cooperation bodies do you have?"),
                (Option("med", "MED"), Option("su_amo", say("SU and AMO"))),
                screen.bodies,
                optional=True,
            ),
            PeopleField("med", say("Contact for MED"), chosen.get("med", ()), optional=True),
            PeopleField("su", say("Contact for SU"), chosen.get("su", ()), optional=True),
            PeopleField("amo", say("Contact for AMO"), chosen.get("amo", ()), optional=True),
            TextField(
                "involved",
                say("Others who take part, and when"),
                screen.involved,
                many_lines=True,
                optional=True,
                limit=2000,
            ),
            TextField(
                "anchored",
                questions["anchored"],
                screen.anchored,
                many_lines=True,
                optional=True,
                limit=2000,
            ),
            Divider(),
            ChannelField(
                "channel",
                say("Where is the map shown, and the work done?"),
                screen.channel,
                hint=say("I must be in the channel: type /invite @Ledertrivsel there first."),
            ),
            ChoiceField("language", say("The process’s language"), LANGUAGES, screen.language),
            MomentField("deadline", say("Until when can leaders rate?"), screen.deadline),
            PeopleField(
                "facilitators",
                say("Who runs the process?"),
                chosen.get("facilitators", ()),
                optional=True,
                hint=say("You always do. It is best to be two or more."),
            ),
        ),
    )


def preview(screen: Preview, words: Words) -> Form:
    say = words.say
    count = len(screen.leaders)
    return Form(
        title=say("Before it is sent"),
        submit=words.count("Send to {n} leader", "Send to {n} leaders", count),
        close=say("Later"),
        action="setup.launch",
        subject=str(screen.process_id),
        parts=parts(
            Text(say("*{name}*. Nobody has been written to yet.", name=screen.name)),
            Text("\n".join(_answers(screen, words))),
            Text(
                say(
                    "*With fewer than {least} leaders no figures can be shown.* You can place the "
                    "themes on the map together instead.",
                    least=LEAST,
                )
            )
            if count < LEAST
            else None,
            buttons(
                Button(say("Change something"), "setup.edit", str(screen.process_id)),
                Button(
                    say("Drop it"),
                    "setup.cancel",
                    str(screen.process_id),
                    style="danger",
                    confirm=Confirm(
                        say("Drop this process?"),
                        say("What you filled in is lost. Nobody has been written to."),
                        say("Drop it"),
                        say("Keep it"),
                    ),
                ),
            ),
            Divider(),
            Text(say("*Each leader gets this message:*")),
            Text(_quoted(invitation.invitation(screen.invitation, words_in(screen.invited_in)))),
            Text(say("*You who run it get this one:*")),
            Text(_quoted(rating_round.started(screen.started, words))),
            Text(_who_sees_what(screen, words)),
        ),
    )


def _answers(screen: Preview, words: Words) -> list[Ours]:
    say, all_of = words.say, words.all_of
    questions = {q.key: q.question for q in catalogue.setup_questions(words.language)}
    represented = [f"{name} ({part.upper()})" for name, part in screen.representatives]
    involved = all_of([*represented, *([screen.involved] if screen.involved else [])])
    answered = [
        (questions["sender"], words.typed(screen.sender)),
        (questions["involved"], involved),
        (questions["decides"], all_of(screen.deciders)),
        (questions["anchored"], words.typed(screen.anchored)),
        (say("Who is asked to rate?"), _some(screen.leaders, words)),
        (say("Who runs it?"), all_of(screen.facilitators)),
        (say("Where?"), channel(screen.channel, screen.channel_name)),
        (say("Until when?"), words.moment(screen.deadline, screen.zone)),
    ]
    nobody = say("Not settled yet")
    return [
        say("• *{question}* {answer}", question=Ours(question), answer=answer or nobody)
        for question, answer in answered
    ]


def _some(names: tuple[str, ...], words: Words) -> Ours:
    """All of them, or as many as can be read, and how many others."""
    over = len(names) - NAMED
    if over <= 1:
        return words.all_of(names)
    return words.all_of([*names[:NAMED], words.count("{n} other", "{n} others", over)])


def _quoted(shown: Message) -> str:
    texts = "\n".join(part.text for part in shown.parts if isinstance(part, Text | Note))
    return "\n".join(f"> {line}" for line in texts.split("\n"))


def _who_sees_what(screen: Preview, words: Words) -> str:
    say, here = words.say, channel(screen.channel, screen.channel_name)
    return "\n".join(
        [
            say("*Who sees what*"),
            say("• Leaders see their own answers, and nobody else’s."),
            say("• You who run it see about how many have answered, never who or what."),
            say(
                "• When the round closes, you see the map first. You decide when {channel} "
                "sees it.",
                channel=here,
            ),
            say(
                "• I ask {deciders} to choose when the map has been shown.",
                deciders=words.all_of(screen.deciders),
            ),
        ]
    )


def launched(screen: Launched, words: Words) -> Message:
    return message(
        Text(
            words.count(
                "*{name} is on its way.* {n} leader has been asked.",
                "*{name} is on its way.* {n} leaders have been asked.",
                screen.asked,
                name=screen.name,
            )
        ),
        Text(
            words.say(
                "The round closes by itself on {deadline}. You get the map then, before "
                "anybody else.",
                deadline=words.moment(screen.deadline, screen.zone),
            )
        ),
    )


def cancelled(screen: Cancelled, words: Words) -> Message:
    return message(Text(words.say("{name} is dropped. Nobody was written to.", name=screen.name)))


def process_set_up(screen: ProcessSetUp, words: Words) -> Message:
    say, subject = words.say, str(screen.process_id)
    return message(
        Text(
            say(
                "*{process}* is being set up. Nobody has been written to yet.",
                process=screen.process,
            )
        ),
        buttons(
            Button(say("See it and send"), "setup.preview", subject, style="primary"),
            Button(say("Change something"), "setup.edit", subject),
            Button(say("Agendas and check-list"), "playbook.open", subject),
        ),
    )


SHEETS = {
    SetupForm: setup_form,
    Preview: preview,
    Launched: launched,
    Cancelled: cancelled,
    ProcessSetUp: process_set_up,
}
