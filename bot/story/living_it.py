"""From the day a new leader is recruited to what came of the talk five weeks after the start."""

from __future__ import annotations

from datetime import date

from bot.story.telling import Telling
from bot.wording.markup import plain

FIRST_DAY = date(2027, 2, 1)  # the talk is five weeks later: Monday 8 March


async def recruit(story: Telling) -> None:
    """Hanne registers Mette, who has no account yet. Mads becomes responsible."""
    cast, lines, label = story.cast, story.lines, story.label
    await story.it_becomes(2027, 1, 25, 10)
    await cast.hanne.opens_home()
    await story.clicks(cast.hanne, "A new leader is hired")
    await story.sends(
        cast.hanne,
        {
            label("What is the leader’s name?"): lines.new_leader,
            label("First day at work"): FIRST_DAY,
            label("Who is the new leader’s own leader?"): cast.mads,
        },
    )
    story.expects(cast.mads, lines.new_leader)
    story.expects(cast.tina, lines.new_leader)


async def give_input(story: Telling) -> None:
    """TR and AMR answer before the start; three weeks in, Mads is asked to book the talk."""
    cast, lines, label = story.cast, story.lines, story.label
    await story.clicks(cast.tina, "Write it")
    await story.sends(cast.tina, {label("What must we remember?"): lines.input})
    await story.clicks(cast.arne, "Nothing from me")
    await story.it_becomes(2027, 2, 22, 10)
    story.expects(cast.mads, label("Yes, it is agreed"))


async def agree_on_a_time(story: Telling) -> None:
    """Mads has booked the talk; TR says beforehand what it should touch on."""
    cast, lines, label = story.cast, story.lines, story.label
    await story.clicks(cast.mads, "Yes, it is agreed")
    await story.it_becomes(2027, 3, 3, 10)
    await story.clicks(cast.tina, "Write it")
    question = label("How has it gone, and what should the talk touch on?")
    await story.sends(cast.tina, {question: lines.before_talk})


async def talk(story: Telling) -> None:
    """Five weeks after the start: Mads reads what TR wrote, talks with Mette, and tells of it."""
    mads, lines, label = story.cast.mads, story.lines, story.label
    await story.it_becomes(2027, 3, 8, 9, 30)
    one, many = (
        "*It is {n} week today since {leader} started.*",
        "*It is {n} weeks today since {leader} started.*",
    )
    story.expects(mads, plain(story.words.count(one, many, 5, leader=lines.new_leader)))
    await story.clicks(mads, "Read it")
    story.expects(mads, lines.before_talk)
    await mads.closes()
    await story.it_becomes(2027, 3, 8, 14)
    await story.clicks(mads, "We have talked")
    await story.sends(
        mads,
        {
            label("What came of it?"): lines.came_of_it,
            label("What should we do differently next time?"): lines.next_time,
        },
    )


async def what_came_of_it(story: Telling) -> None:
    """TR and AMR are told and heard; Hanne learns what should be different next time."""
    cast, lines, label = story.cast, story.lines, story.label
    await story.it_becomes(2027, 3, 10, 10)
    story.expects(cast.arne, lines.came_of_it)
    await story.clicks(cast.tina, "Write it")
    question = label("What do you say to what came of it?")
    await story.sends(cast.tina, {question: lines.after_talk})
    await cast.hanne.opens_home()
    await story.clicks(cast.hanne, "See how it goes", beside=lines.new_leader)
    story.expects(cast.hanne, lines.next_time)
    await cast.hanne.closes()
    await story.clicks(cast.mads, "Read it")
    story.expects(cast.mads, lines.after_talk)
    await cast.mads.closes()
