"""From the first command to the published plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain import catalogue
from bot.sandbox import Person
from bot.story.cast import CHANNEL, COPENHAGEN
from bot.story.telling import Telling
from bot.wording.markup import plain

DEADLINE = datetime(2026, 12, 11, 12, tzinfo=COPENHAGEN)
CHOSEN = ("new_leaders", "overload", "psychological_safety")
PARKED = "sickness_absence"
HALF_WAY = 5  # themes: how far the last leader comes
# How important, and how well do we succeed; each leader is a little off, by turns.
OPINION: Mapping[str, tuple[int, int]] = {
    "new_leaders": (5, 2),
    "psychological_safety": (4, 2),
    "sparring": (4, 3),
    "restitution": (4, 2),
    "overload": (5, 1),
    "sickness_absence": (3, 3),
    "leader_dialogue": (4, 4),
    "leader_groups": (3, 4),
    "difficult_cases": (4, 4),
    "across": (2, 2),
    "mutual_care": (4, 5),
    "relation_help": (2, 3),
}


async def set_up(story: Telling) -> None:
    """Hanne answers the four questions, sees what everyone will see, and sends it."""
    cast, label, lines = story.cast, story.label, story.lines
    questions = {q.key: q.question for q in catalogue.setup_questions(story.words.language)}
    await cast.hanne.types("/ledertrivsel")
    await story.clicks(cast.hanne, "Start a process")
    await story.sends(
        cast.hanne,
        {
            label("What is the process called?"): lines.process,
            questions["sender"]: lines.sender,
            label("Which leaders are asked to rate?"): cast.leaders,
            questions["decides"]: [cast.karen],
            label("Union representatives (TR)"): [cast.tina],
            label("Safety representatives (AMR)"): [cast.arne],
            label("Which cooperation bodies do you have?"): "MED",
            questions["anchored"]: lines.anchored,
            label("Where is the map shown, and the work done?"): f"#{CHANNEL}",
            label("Until when can leaders rate?"): DEADLINE,
            label("Who runs the process?"): [cast.hanne, cast.jonas],
        },
    )
    story.expects(cast.hanne, lines.sender)
    await story.sends(cast.hanne, {})


async def rate(story: Telling) -> None:
    """Twelve leaders answer, each in their own way. Sofie misses a theme; Thomas gets half-way."""
    *leaders, thomas = story.cast.leaders
    for number, leader in enumerate([*leaders, thomas]):
        await story.clicks(leader, "Begin")
        for theme, scores in list(OPINION.items())[: HALF_WAY if leader is thomas else None]:
            story.expects(leader, story.title(theme))
            for score in scores:
                off = (number + score) % 3 - 1
                await leader.clicks(str(min(5, max(1, score + off))), nth=0)
    await story.clicks(story.cast.sofie, "Suggest a theme")
    await story.sends(
        story.cast.sofie,
        {
            story.label("What is the theme?"): story.lines.own_theme,
            story.label("What is meant by it?"): story.lines.own_theme_about,
        },
    )


async def close(story: Telling) -> None:
    """Thomas is reminded once; the deadline comes; the facilitators see the map first."""
    cast = story.cast
    await story.it_becomes(2026, 12, 11, 12, 5)
    left = len(OPINION) - HALF_WAY
    one, many = "*You have {n} theme left.*", "*You have {n} themes left.*"
    story.expects(cast.leaders[-1], plain(story.words.count(one, many, left)))
    story.expects(cast.jonas, story.label("Show it in the channel"))


async def show_the_map(story: Telling) -> None:
    """Jonas shows it in the channel, and the talk begins."""
    cast = story.cast
    await story.clicks(cast.jonas, "Show it in the channel")
    await story.sandbox.pass_time(minutes=1)
    thread = cast.sofie.finds(catalogue.talk_questions(story.words.language)[0].question)
    for person, said in zip((cast.sofie, cast.peter), story.lines.talk, strict=True):
        await person.replies(thread, said)


async def choose(story: Telling) -> None:
    """Karen has the last word: three themes, and one parked for want of knowledge."""
    karen, lines, label = story.cast.karen, story.lines, story.label
    parking = catalogue.parking(story.words.language)
    parked = story.title(PARKED)
    await story.it_becomes(2026, 12, 14, 10)
    await story.clicks(karen, "Choose themes")
    await story.sends(
        karen,
        {
            label("Three to five themes for the plan"): [story.title(key) for key in CHOSEN],
            label("🅿 {title}: {why}", title=parking.title, why=parking.knowledge): [parked],
        },
    )
    reasons = {
        label("Why {theme}?", theme=story.title(key)): lines.themes[key].reason for key in CHOSEN
    }
    await story.sends(
        karen,
        {
            **reasons,
            label("{theme}: what do you need to know?", theme=parked): lines.parked_question,
            label("{theme}: who finds it out?", theme=parked): lines.parked_who,
        },
    )
    for leader in story.cast.leaders:
        story.expects(leader, lines.themes["new_leaders"].reason)


async def qualify(story: Telling) -> None:
    """Three working groups write in their threads; each group's lead sums up and closes."""
    cast = story.cast
    leads = dict(zip(CHOSEN, (cast.mads, cast.sofie, cast.peter), strict=True))
    await story.it_becomes(2027, 1, 11, 9, 30)
    await story.clicks(cast.hanne, "Appoint group leads")
    await story.sends(cast.hanne, {story.title(key): lead for key, lead in leads.items()})
    for theme, lead in leads.items():
        await _write_in_the_thread(story, theme, lead)
    await story.it_becomes(2027, 1, 15, 13)
    for theme, lead in leads.items():
        await _sum_up(story, theme, lead)


async def _write_in_the_thread(story: Telling, theme: str, lead: Person) -> None:
    lines = story.lines.themes[theme]
    questions = {q.key: q.title for q in catalogue.support_questions(story.words.language)}
    facts = {"theme": story.title(theme), "lead": lead.name}
    thread = lead.finds(story.label("*{theme}* · group lead: {lead}", **facts))
    others = [person for person in (*story.cast.leaders, story.cast.tina) if person is not lead]
    for (question, said), person in zip(lines.thread.items(), others, strict=False):
        await person.replies(thread, f"{questions[question]}: {said}")


async def _sum_up(story: Telling, theme: str, lead: Person) -> None:
    lines, label = story.lines.themes[theme], story.label
    questions = {q.key: q.title for q in catalogue.support_questions(story.words.language)}
    await story.clicks(lead, "Offers and needs")
    await story.sends(
        lead,
        {
            label("What do you have already?"): lines.offer,
            label("What do you still need, and who sees to it?"): lines.need,
        },
    )
    await story.clicks(lead, "Sum up and close")
    await story.sends(
        lead,
        {
            questions["assessment"]: lines.assessment,
            label("What do you agree to do?"): lines.measures,
        },
    )


async def make_concrete(story: Telling) -> None:
    """The reference card as it is, a card of their own, and one that is not finished yet."""
    cast, card, label = story.cast, story.lines.overload_card, story.label
    fields = {field.key: field.label for field in catalogue.card_fields(story.words.language)}
    await story.it_becomes(2027, 1, 20, 9)
    await story.clicks(cast.mads, "Use the example")
    await story.sends(cast.mads, {})  # the seven fields, as they stand
    await story.sends(cast.mads, {})  # who, when and follow-up, as they stand
    await story.clicks(cast.sofie, "Write the card")
    await story.sends(
        cast.sofie,
        {
            label("Title"): card.title,
            fields["goal"]: card.goal,
            fields["tasks"]: card.tasks,
            fields["follow_up"]: card.follow_up,
        },
    )
    story.expects(cast.sofie, card.follow_up)  # it was understood, and is offered
    await story.sends(
        cast.sofie,
        {
            label("Who is responsible?"): label("A person"),
            label("Which person?"): cast.sofie,
            label("When does the card begin?"): label("On a date"),
            label("Which date?"): date(2027, 3, 1),
        },
    )


async def publish(story: Telling) -> None:
    """Hanne looks the plan through and publishes it; anyone finds it again at Home."""
    cast = story.cast
    await story.it_becomes(2027, 1, 22, 10)
    await story.clicks(cast.hanne, "See it and publish")
    story.expects(cast.hanne, story.lines.overload_card.title)
    await story.sends(cast.hanne, {})
    await cast.arne.opens_home()
    await story.clicks(cast.arne, "See the plan")
    story.expects(cast.arne, story.lines.sender)
    await cast.arne.closes()
    await story.clicks(cast.arne, "Get the plan")
    await cast.arne.closes()
