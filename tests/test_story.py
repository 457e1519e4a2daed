"""The reference story, as `demo --autoplay` plays it; that it stops where something fails; and
that people can take over from it, as `demo --from` lets them.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import story
from bot.__main__ import STAGES
from bot.autoplay import autoplay
from bot.clock import system_clock
from bot.demo import begin, clock_at
from bot.practice import practice
from bot.sandbox.page_unread import Unread
from bot.story import StoryFailed
from bot.story.telling import Telling
from tests.started import command, free_port, said


@pytest.mark.parametrize(
    ("language", "files"),
    [
        ("da", {"prioriteringskort.png", "plan-for-ledertrivsel.html", "transcript.txt"}),
        ("en", {"priority-map.png", "plan-for-leaders-well-being.html", "transcript.txt"}),
    ],
)
async def test_the_reference_story(
    language: str, files: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await autoplay(language, tmp_path / "out")
    lines = story.LINES[language]
    printed = capsys.readouterr()
    assert {path.name for path in (tmp_path / "out").iterdir()} == files
    for heading in lines.chapters:
        assert heading in printed.err
        assert heading in printed.out
    assert lines.after_talk in printed.out


async def test_the_story_stops_where_somebody_does_not_see_what_they_should(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def in_vain(told: Telling) -> None:
        await told.cast.hanne.types("/ledertrivsel")
        told.expects(told.cast.hanne, "what nobody has said")

    with pytest.raises(StoryFailed, match="Hanne Bach does not see “what nobody has said”"):
        await autoplay("da", tmp_path, [in_vain])
    assert "Hej Hanne" in capsys.readouterr().out
    assert "Hej Hanne" in (tmp_path / "transcript.txt").read_text()


async def test_what_the_bot_logs_as_an_error_fails_the_story(tmp_path: Path) -> None:
    async def unseen(told: Telling) -> None:
        logging.getLogger("bot.worker").error("nobody in the story would see it")

    with pytest.raises(StoryFailed, match="nobody in the story would see it"):
        await autoplay("en", tmp_path, [unseen])


# Going on from the middle of it


@asynccontextmanager
async def begun(stage: str, language: str = "da") -> AsyncGenerator[Telling]:
    """As the demo begins it; the people are the browser's from now on."""
    async with practice(clock_at(stage), language) as (sandbox, _):
        cast = await begin(sandbox, language, stage)
        yield story.telling(sandbox, cast, language)


def have_news(told: Telling) -> set[str]:
    """To whom the bot has said something that they have not read."""
    unread, world = Unread(told.sandbox.world), told.sandbox.world
    return {
        person.name
        for person in told.cast.everyone
        for channel in world.channels.values()
        if channel.kind == "dm" and person.id in channel.members
        if unread.of(person.user, channel).messages
    }


async def test_from_the_start_nothing_has_happened_and_it_is_today() -> None:
    async with begun("start") as told:
        assert told.sandbox.clock() - system_clock() < timedelta(minutes=1)
        await told.cast.hanne.types("/ledertrivsel")
        await told.clicks(told.cast.hanne, "Start a process")
        assert not have_news(told)


async def test_from_the_plan_a_facilitator_can_register_a_new_leader() -> None:
    async with begun("plan") as told:
        world = told.sandbox.world
        channel = world.channels[told.cast.channel.id]
        assert Unread(world).of(told.cast.karen.user, channel).messages == 1  # the plan, no more
        hanne, lise = told.cast.hanne, told.cast.leaders[4]
        await hanne.opens_home()
        await told.clicks(hanne, "A new leader is hired")
        new = {
            told.label("What is the leader’s name?"): "Ida Bro",
            told.label("First day at work"): date(2027, 3, 1),
            told.label("Who is the new leader’s own leader?"): lise,
        }
        await told.sends(hanne, new)
        assert lise.was_told("Ida Bro") == 1
        assert told.cast.tina.was_told("Ida Bro") == 1


async def test_from_the_follow_up_the_owner_answers_and_time_goes_on() -> None:
    async with begun("follow-up", "en") as told:
        assert have_news(told) == {"Mads Krog"}
        assert told.sandbox.clock.ticking
        await told.clicks(told.cast.mads, "Yes, it is agreed")
        await told.sandbox.pass_time(weeks=2)
        assert told.cast.mads.sees(told.label("We have talked"))


def test_the_command_line_names_the_stages_of_the_story() -> None:
    assert list(STAGES) == list(story.STAGES)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("--from christmas", "invalid choice: 'christmas' (choose from "),
        ("--from plan --autoplay", "--autoplay plays the whole story; --from is for a demo"),
    ],
)
async def test_what_the_demo_cannot_begin_with_is_said(options: str, why: str) -> None:
    status, out, err = await said(f"demo {options}")
    assert (status, out) == (2, "")
    assert why in err
    assert "Traceback" not in err


async def test_the_demo_tells_how_far_the_story_is_and_then_where_to_look() -> None:
    port = free_port()
    process = await command(f"demo --from map --port {port}", {"BROWSER": "true"})
    assert process.stdout is not None
    opened = (await process.stdout.readline()).decode()
    process.terminate()
    _, err = await process.communicate()
    assert opened == f"Open http://127.0.0.1:{port}/ in a browser. Stop with Ctrl+C.\n"
    assert [line[:5] for line in err.decode().splitlines()] == [" 1/3 ", " 2/3 ", " 3/3 "]
    assert process.returncode == 0


async def test_whoever_has_seen_enough_need_not_wait_for_the_story() -> None:
    process = await command(f"demo --from follow-up --port {free_port()}", {"BROWSER": "true"})
    assert process.stderr is not None
    await process.stderr.readline()
    process.terminate()
    out, err = await process.communicate()
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err
