"""The reference story: one workplace goes through the whole process, played on simulated time.

`cast.py` has the people, `lines.py` what they write; the chapters are in `making_the_plan.py` and
`living_it.py`. Everybody acts through the sandbox as a person would, over Slack's protocol, so
whatever fails for them stops the story. `playing.py` plays it, to its end or up to a stage.
"""

from collections.abc import Mapping

from bot.sandbox import Sandbox
from bot.story import living_it, making_the_plan
from bot.story.cast import BEGINS as BEGINS
from bot.story.cast import Cast
from bot.story.cast import gather as gather
from bot.story.lines import LINES
from bot.story.playing import StoryFailed as StoryFailed
from bot.story.playing import play as play
from bot.story.telling import Chapter, Telling
from bot.story.telling import NotAsExpected as NotAsExpected
from bot.wording.words import words_in

CHAPTERS: tuple[Chapter, ...] = (
    making_the_plan.set_up,
    making_the_plan.rate,
    making_the_plan.close,
    making_the_plan.show_the_map,
    making_the_plan.choose,
    making_the_plan.qualify,
    making_the_plan.make_concrete,
    making_the_plan.publish,
    living_it.recruit,
    living_it.give_input,
    living_it.agree_on_a_time,
    living_it.talk,
    living_it.what_came_of_it,
)


def _until(last: Chapter) -> tuple[Chapter, ...]:
    return CHAPTERS[: CHAPTERS.index(last) + 1]


# Where somebody can take over from the story, by the chapters that are played before.
STAGES: Mapping[str, tuple[Chapter, ...]] = {
    "start": (),
    "map": _until(making_the_plan.close),
    "plan": _until(making_the_plan.publish),
    "follow-up": _until(living_it.give_input),
}


def telling(sandbox: Sandbox, cast: Cast, language: str) -> Telling:
    """For a workspace that speaks `language` ("da" or "en") and knows nothing of the plan yet."""
    return Telling(sandbox, cast, words_in(language), LINES[language])
