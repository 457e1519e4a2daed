"""The priority map, in words: the full text alternative stands in the message itself."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain import catalogue
from bot.domain.priority_map import Axis, Field, Placed, PriorityMap
from bot.flows.priority_map import (
    FacilitatorsMap,
    MapFacts,
    MapPicture,
    MapWaits,
    PlacingForm,
    PublicMap,
)
from bot.wording import themes
from bot.wording.markup import Ours, channel, plain
from bot.wording.sheet import (
    Button,
    ChoiceField,
    Confirm,
    Form,
    MapDrawing,
    Message,
    Note,
    Option,
    Picture,
    Text,
    buttons,
    message,
)
from bot.wording.words import Words


def facilitators_map(screen: FacilitatorsMap, words: Words) -> Message:
    say, subject, found = words.say, str(screen.round_id), screen.map
    here = channel(screen.channel, screen.channel_name)
    opening = say("*The priority map of {process}*", process=found.process)
    if screen.is_released:
        state = say("It is in {channel} now, with a thread to talk it over in.", channel=here)
    elif screen.can_be_released:
        state = say("Only you who run the process see it yet.")
    else:
        state = ""
    return message(
        Text("\n".join(filter(None, [opening, _how_many(found, words), state]))),
        *_map(found, words),
        None
        if screen.is_released
        else buttons(
            Button(
                say("Show it in the channel"),
                "priority_map.release",
                subject,
                style="primary",
                confirm=Confirm(
                    say("Show the map?"),
                    say(
                        "Everyone in the channel sees it, and those with the last word are asked "
                        "to choose."
                    ),
                    say("Show it"),
                    say("Not yet"),
                ),
            )
            if screen.can_be_released
            else None,
            Button(say("Place themes by hand"), "priority_map.open_placing", subject)
            if found.too_few or found.by_hand or found.own
            else None,
        ),
    )


def public_map(screen: PublicMap, words: Words) -> Message:
    return message(
        Text(
            "\n".join(
                [
                    words.say("*The priority map of {process}*", process=screen.map.process),
                    _how_many(screen.map, words),
                ]
            )
        ),
        *_map(screen.map, words),
    )


def map_picture(screen: MapPicture, words: Words) -> Picture:
    found = screen.map
    title = plain(words.say("The priority map of {process}", process=found.process))
    return Picture(
        drawing=MapDrawing(
            language=words.language,
            title=title,
            subtitle=plain(_how_many(found, words)),
            themes=_drawn(found),
            titles=_titles(found, words),
        ),
        filename="prioriteringskort.png" if words.language == "da" else "priority-map.png",
        title=title,
        alt=plain("\n".join(_in_short(found, words))),
        comment=plain(words.say("The map as a picture. The message above says the same in words.")),
    )


def _in_short(found: MapFacts, words: Words) -> Iterator[Ours]:
    """For those who cannot see the picture: Slack has room for 1,000 characters."""
    fields = catalogue.map_fields(words.language)
    headings = {
        **{field: Ours(fields[field].title) for field in Field},
        None: words.say("On the line"),
    }
    for field, heading in headings.items():
        inside = [
            words.say(
                "{title} ({importance} · {success})",
                title=themes.title(theme.theme, words),
                importance=words.number(theme.importance),
                success=words.number(theme.success),
            )
            for theme in found.placed
            if theme.field is field
        ]
        inside += [
            themes.title(name, words)
            for at, names in found.by_hand
            if at == field
            for name in names
        ]
        if inside:
            yield words.say("{field}: {titles}", field=heading, titles=words.all_of(inside))
    yield words.say("The message above has all of it in words.")


def _drawn(found: MapFacts) -> PriorityMap | Mapping[Field, Sequence[str]]:
    """Where few have answered, the fields that people placed the themes in; else the figures."""
    if found.placed or not found.by_hand:
        return PriorityMap(found.placed, tuple(name.key for name in found.too_few))
    return {Field(field): tuple(name.key for name in names) for field, names in found.by_hand}


def _titles(found: MapFacts, words: Words) -> Mapping[str, str]:
    by_hand = [name for _, names in found.by_hand for name in names]
    named = {name.key: plain(themes.title(name, words)) for name in (*found.too_few, *by_hand)}
    return named | {t.theme: plain(themes.title(t.theme, words)) for t in found.placed}


def _how_many(found: MapFacts, words: Words) -> Ours:
    if found.answered is None:
        return words.say(
            "Fewer than {least} of {asked} answered, so there are no figures to show. The answers "
            "are deleted. You can place the themes on the map together instead.",
            least=found.least,
            asked=found.asked,
        )
    return words.say(
        "{answered} of {asked} leaders answered.", answered=found.answered, asked=found.asked
    )


def _map(found: MapFacts, words: Words) -> Iterator[Text | Note]:
    lines = _lines(found, words)
    if lines:
        yield Text("\n".join(lines))
    if found.placed:
        yield Note(
            words.say(
                "Means on a scale from 1 to 5; 3 is the line. Themes that fewer than {least} have "
                "answered get no figures.",
                least=found.least,
            )
        )


def _lines(found: MapFacts, words: Words) -> list[str]:
    return [*_with_figures(found, words), *_by_hand(found, words), *_without(found, words)]


def _with_figures(found: MapFacts, words: Words) -> Iterator[str]:
    fields = catalogue.map_fields(words.language)
    for field in Field:
        inside = [theme for theme in found.placed if theme.field is field]
        if inside:
            text = fields[field]
            yield f"*{text.title}* – {text.meaning}"
            yield from ("• " + _figures(theme, words) for theme in inside)
    on_line = [theme for theme in found.placed if theme.field is None]
    if on_line:
        yield words.say("*On the line* – in between the fields.")
        yield from ("• " + _on_line(theme, words) for theme in on_line)


def _figures(theme: Placed, words: Words) -> Ours:
    few, many = sorted((theme.importance_answers, theme.success_answers))
    answers = (
        words.count("{n} answer", "{n} answers", few)
        if few == many
        else words.say("{few}–{many} answers", few=few, many=many)
    )
    return words.say(
        "{title} (importance {importance} · success {success} · {answers})",
        title=themes.title(theme.theme, words),
        importance=words.number(theme.importance),
        success=words.number(theme.success),
        answers=answers,
    )


def _on_line(theme: Placed, words: Words) -> Ours:
    which = {
        Axis.IMPORTANCE: words.say("importance is exactly 3"),
        Axis.SUCCESS: words.say("success is exactly 3"),
    }
    on = words.all_of([which[axis] for axis in Axis if axis in theme.on_line])
    return words.say("{figures}: {on}", figures=_figures(theme, words), on=on)


def _by_hand(found: MapFacts, words: Words) -> Iterator[str]:
    fields = catalogue.map_fields(words.language)
    if found.by_hand:
        yield words.say("_Placed together, without figures:_")
    for field, names in found.by_hand:
        titles = words.all_of([themes.title(name, words) for name in names])
        yield words.say("• *{field}*: {titles}", field=Ours(fields[field].title), titles=titles)


def _without(found: MapFacts, words: Words) -> Iterator[str]:
    if found.too_few and found.answered is not None:
        titles = words.all_of([themes.title(name, words) for name in found.too_few])
        yield words.say("*Too few have answered*: {titles}.", titles=titles)
    if found.own:
        titles = words.all_of([themes.title(name, words) for name in found.own])
        yield words.say(
            "*Suggested by leaders* (not rated, but can be chosen): {titles}.", titles=titles
        )


def placing_form(screen: PlacingForm, words: Words) -> Form:
    say = words.say
    fields = catalogue.map_fields(words.language)
    options = tuple(
        Option(str(int(field)), f"{fields[field].title} – {fields[field].meaning}")
        for field in Field
    )
    options += (Option("0", say("Not on the map")),)
    return Form(
        title=say("Place the themes"),
        submit=say("Save the map"),
        close=say("Close"),
        action="priority_map.place_by_hand",
        subject=str(screen.round_id),
        parts=(
            Text(
                say(
                    "Talk about each theme, and agree on its field. A theme that you leave out is "
                    "not on the map."
                )
            ),
            *(
                ChoiceField(
                    theme.key,
                    themes.title(theme, words),
                    options,
                    "" if field is None else str(field),
                    optional=True,
                    as_menu=True,
                )
                for theme, field in screen.themes
            ),
        ),
    )


def map_waits(screen: MapWaits, words: Words) -> Message:
    return message(
        Text(
            words.say(
                "*{process}*: the round is closed, and the map waits for you.",
                process=screen.process,
            )
        ),
        buttons(
            Button(
                words.say("See the map"), "priority_map.look", str(screen.round_id), style="primary"
            )
        ),
    )


SHEETS = {
    FacilitatorsMap: facilitators_map,
    PublicMap: public_map,
    MapPicture: map_picture,
    PlacingForm: placing_form,
    MapWaits: map_waits,
}
