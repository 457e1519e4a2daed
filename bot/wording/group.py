"""Who leads the working groups, what they note, and how far they are, in words."""

from collections.abc import Iterable

from bot.flows.group import (
    AppointForm,
    GroupLine,
    GroupsStatus,
    LeadInvitation,
    LeadWaits,
    NotesForm,
    lead_field,
)
from bot.flows.group_facts import GroupFacts, Noted
from bot.wording import themes
from bot.wording.group_thread import titles
from bot.wording.markup import Ours, channel
from bot.wording.parked import parking
from bot.wording.sheet import (
    Button,
    Buttons,
    Form,
    Message,
    Note,
    Option,
    PeopleField,
    Picker,
    Text,
    TextField,
    buttons,
    message,
    parts,
)
from bot.wording.words import Words


def groups_status(screen: GroupsStatus, words: Words) -> Message:
    say = words.say
    lines = [_line(one, words) for one in screen.groups]
    text = Text("\n".join([say("*Working groups: {process}*", process=screen.process), *lines]))
    at_work = [one for one in screen.groups if one.is_open]
    done = [one for one in screen.groups if not one.is_open and not screen.published]
    leaderless = any(not one.lead for one in screen.groups)
    if not (at_work or done or leaderless):
        return message(text)
    return message(
        text,
        Text(say("A group begins best with a lead who calls people in. You appoint them."))
        if any(not one.lead for one in at_work)
        else None,
        parking(screen.parked, words, screen.today) if screen.parked else None,
        buttons(
            Button(
                say("Appoint group leads"),
                "group.open_appointing",
                str(screen.process_id),
                style="primary" if leaderless else "",
            )
            if at_work or leaderless
            else None,
            _picker(say("Sum up for a group"), "group.open_summary", at_work, words),
            _picker(say("Open a group again"), "group.reopen", done, words),
        ),
    )


def _line(one: GroupLine, words: Words) -> Ours:
    theme = themes.title(one.theme, words)
    if not (one.is_open or one.lead):
        return words.say("• {theme}: ✓ done, and needs somebody to write the card", theme=theme)
    if not one.is_open:
        return words.say("• {theme}: ✓ done", theme=theme)
    if one.lead:
        return words.say("• {theme}: {lead} leads the group", theme=theme, lead=one.lead)
    return words.say("• {theme}: needs a group lead", theme=theme)


def _picker(label: str, action: str, some: Iterable[GroupLine], words: Words) -> Picker | None:
    options = tuple(Option(str(one.group_id), themes.title(one.theme, words)) for one in some)
    return Picker(label, action, options) if options else None


def lead_invitation(screen: LeadInvitation, words: Words) -> Message:
    say, group = words.say, screen.group
    theme = themes.title(group.theme, words)
    if not screen.is_yours:
        return message(Text(_somebody_else(group, theme, words)))
    if group.published and not group.is_open:
        return message(
            Text(say("✓ *{theme}* is in the plan now. Thank you for leading.", theme=theme))
        )
    if not group.is_open:
        return message(
            Text(
                say(
                    "✓ *Your group is done: {theme}.* "
                    "You can open it again until the plan is published.",
                    theme=theme,
                )
            ),
            buttons(Button(say("Open it again"), "group.reopen", str(group.group_id))),
        )
    return message(Text("\n".join(_what_to_do(group, theme, words))), _leads_buttons(group, words))


def _somebody_else(group: GroupFacts, theme: Ours, words: Words) -> Ours:
    if group.lead:
        return words.say(
            "*{theme}*: {lead} leads the group now. Thank you for your help.",
            theme=theme,
            lead=group.lead,
        )
    return words.say("*{theme}*: you do not lead the group any more.", theme=theme)


def _what_to_do(group: GroupFacts, theme: Ours, words: Words) -> list[Ours]:
    say = words.say
    return [
        say("*You lead a working group: {theme}*", theme=theme),
        say(
            "{process}: the group works in its thread in {channel}.",
            process=group.process,
            channel=channel(group.channel, group.channel_name),
        ),
        say("• Bring in those who know something. I collect what they write in the thread."),
        say("• Note what you have already, and what you still need to know."),
        say("• Agree on what is to be done. Then sum up and close, with what I have collected."),
    ]


def _leads_buttons(group: GroupFacts, words: Words) -> Buttons:
    say, subject = words.say, str(group.group_id)
    return buttons(
        Button(say("Sum up and close"), "group.open_summary", subject, style="primary"),
        Button(say("Offers and needs"), "group.open_notes", subject),
        Button(say("Hand over"), "group.open_hand_over", subject),
    )


def lead_waits(screen: LeadWaits, words: Words) -> Message:
    say, theme = words.say, themes.title(screen.theme, words)
    subject = str(screen.group_id)
    written = words.count(
        "{n} person has written.", "{n} people have written.", screen.contributors
    )
    if screen.missing and screen.contributors:
        written = say(
            "{written} Still missing: {questions}",
            written=written,
            questions=titles(screen.missing, words),
        )
    return message(
        Text(
            "\n".join(
                [
                    say(
                        "*You lead the group: {theme}* ({process})",
                        theme=theme,
                        process=screen.process,
                    ),
                    written if screen.contributors else say("Nobody has written yet."),
                ]
            )
        ),
        buttons(
            Button(
                say("Sum up and close"),
                "group.open_summary",
                subject,
                style="primary" if screen.contributors else "",
            ),
            Button(say("Offers and needs"), "group.open_notes", subject),
        ),
    )


def appoint_form(screen: AppointForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Hand over the group") if screen.is_hand_over else say("Group leads"),
        submit=say("Hand over") if screen.is_hand_over else say("Appoint"),
        close=say("Close"),
        action="group.appoint",
        subject=str(screen.process_id),
        parts=parts(
            Text(
                say("The new group lead hears of it at once.")
                if screen.is_hand_over
                else say(
                    "A group lead gets the group to write, agrees with it on what is to be done, "
                    "and sums up. Each hears from me what to do."
                )
            ),
            (
                PeopleField(
                    lead_field(group_id),
                    themes.title(theme, words),
                    (handle,) if handle else (),
                    many=False,
                    optional=not screen.is_hand_over,
                )
                for group_id, theme, handle in screen.groups
            ),
        ),
    )


def notes_form(screen: NotesForm, words: Words) -> Form:
    say = words.say
    shown = ",".join(str(note_id) for note_id in screen.shown)
    return Form(
        title=say("Offers and needs"),
        submit=say("Save"),
        close=say("Close"),
        action="group.save_notes",
        subject=f"{screen.group_id}:{shown}",
        parts=parts(
            Text(say("*{theme}*", theme=themes.title(screen.theme, words))),
            TextField(
                "offers",
                say("What do you have already?"),
                _lines(screen.offers),
                many_lines=True,
                optional=True,
                hint=say("One to a line, for instance: Mentors for new leaders – HR"),
            ),
            TextField(
                "needs",
                say("What do you still need, and who sees to it?"),
                _lines(screen.needs),
                many_lines=True,
                optional=True,
                hint=say("One to a line, with who after a dash: Figures from the survey – Hanne"),
            ),
            Note(
                say(
                    "It stands in the thread, where all can see it. "
                    "What you have already goes into the plan as well."
                )
            ),
        ),
    )


def _lines(some: Iterable[Noted]) -> str:
    """As people write them, to be read again by the front."""
    return "\n".join(f"{one.text} – {one.who}" if one.who else one.text for one in some)


SHEETS = {
    GroupsStatus: groups_status,
    LeadInvitation: lead_invitation,
    LeadWaits: lead_waits,
    AppointForm: appoint_form,
    NotesForm: notes_form,
}
