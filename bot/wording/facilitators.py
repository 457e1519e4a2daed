"""Who runs a process, in words."""

from bot.flows.facilitators import FacilitatorsForm, FacilitatorsNow, NewFacilitator, RunByYou
from bot.wording.markup import Ours
from bot.wording.sheet import (
    Button,
    Confirm,
    Form,
    Message,
    PeopleField,
    Text,
    buttons,
    message,
)
from bot.wording.words import Words


def facilitators_form(screen: FacilitatorsForm, words: Words) -> Form:
    say = words.say
    return Form(
        title=say("Who runs it?"),
        submit=say("Save"),
        close=say("Close"),
        action="facilitators.save",
        subject=str(screen.process_id),
        parts=(
            Text(say("*{process}*", process=screen.process)),
            PeopleField(
                "facilitators",
                say("Those who run the process"),
                screen.handles,
                hint=say("Who is new hears of it. To leave, take yourself out."),
            ),
        ),
    )


def facilitators_now(screen: FacilitatorsNow, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*{process}* is run by {names} now.",
                process=screen.process,
                names=words.all_of(screen.names),
            )
        )
    )


def new_facilitator(screen: NewFacilitator, words: Words) -> Message:
    return message(
        Text(f"{_run_by_you(screen, words)}\n" + words.say("Home shows how far it has come."))
    )


def run_by_you(screen: RunByYou, words: Words) -> Message:
    say, subject = words.say, str(screen.process_id)
    return message(
        Text(_run_by_you(screen, words)),
        buttons(
            Button(say("Agendas and check-list"), "playbook.open", subject),
            Button(say("Change who runs it"), "facilitators.open", subject),
            Button(
                say("Stop the process"),
                "stopping.stop",
                subject,
                confirm=Confirm(
                    say("Stop the process?"),
                    say(
                        "All answers are deleted, and I write to nobody about it any more. Leaders "
                        "who are rating now are told, and so is the channel if the map is in it. "
                        "It cannot be undone."
                    ),
                    say("Stop for good"),
                    say("Go on with it"),
                ),
            )
            if screen.can_be_stopped
            else None,
        ),
    )


def _run_by_you(screen: NewFacilitator | RunByYou, words: Words) -> Ours:
    if not screen.others:
        return words.say("You run *{process}*.", process=screen.process)
    return words.say(
        "You run *{process}* together with {others}.",
        process=screen.process,
        others=words.all_of(screen.others),
    )


SHEETS = {
    FacilitatorsForm: facilitators_form,
    FacilitatorsNow: facilitators_now,
    NewFacilitator: new_facilitator,
    RunByYou: run_by_you,
}
