"""From the day a new leader is recruited to what came of the talk five weeks after the start."""

from __future__ import annotations

from datetime import date

from bot.story.telling import Telling

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
    print("MADS", cast.mads.view)
    print("TINA", cast.tina.view)


async def prepare(story: Telling) -> None:
    cast, lines, label = story.cast, story.lines, story.label
    await story.clicks(cast.tina, "Write it")
    print(cast.tina.view)
    await story.sends(cast.tina, {label("What must we remember?"): lines.input})
    await story.clicks(cast.arne, "Nothing from me")
    await story.it_becomes(2027, 2, 22, 10)
    print("MADS", cast.mads.dm and cast.mads.reads(cast.mads.newest))
    await story.clicks(cast.mads, "Yes, it is agreed")
    await story.it_becomes(2027, 3, 4, 10)
    print("TINA", cast.tina.reads(cast.tina.newest))


async def talk(story: Telling) -> None:
    cast, lines, label = story.cast, story.lines, story.label
    await story.it_becomes(2027, 3, 8, 9,30)
    print("MADS", cast.mads.reads(cast.mads.newest))


async def what_came_of_it(story: Telling) -> None:
    cast, lines, label = story.cast, story.lines, story.label
