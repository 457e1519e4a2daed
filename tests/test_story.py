"""The reference story, as `demo --autoplay` plays it; and that it stops where something fails."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot import story
from bot.autoplay import StoryFailed, autoplay
from bot.story.telling import Telling


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
