import asyncio
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from bot.documents.label_places import Label, find_places
from bot.documents.map_picture import draw_map, draw_map_off_loop
from bot.documents.shapes import Box, cross
from bot.documents.sheet import DOTS_PER_INCH, Sheet, showable
from bot.domain.catalogue import THEMES
from bot.domain.priority_map import Field, PriorityMap, Tally, hand_placed, place

HOSTILE = [
    "$x^2$ and \\frac{1}{0} $unbalanced",
    "a" * 5000,
    "et ord ad gangen " * 400,
    "\U0001f600\U0001f469\u200d\U0001f469\u200d\U0001f467 Trivsel \U0001f680",
    "linje\nskift\r\n\ttabulator\0",
    "\u05e9\u05dc\u05d5\u05dd \u202eskjult \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\u6f22\u5b57",
    "\ud800 halvt tegn",
    "",
    "   ",
    "<!channel> & <b>*fed*</b> {0} %s",
    "Z\u0351\u0362\u0340a\u0489lgo\u0321",
]
DANISH = {theme.key: theme.in_("da").title for theme in THEMES}


def measured(means: Mapping[str, tuple[int, int]]) -> PriorityMap:
    """Everyone agrees, so the means are these."""
    return place({theme: Tally({pair: 6}) for theme, pair in means.items()})


def spread(*, crowded: bool) -> PriorityMap:
    tallies: dict[str, Tally] = {}
    for number, theme in enumerate(THEMES):
        step = number if crowded else number * 7
        tallies[theme.key] = Tally({(5, 1): 40 - step % 31, (2, 4): 1 + step % 31})
    return place(tallies)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def drawn(
    themes: PriorityMap | Mapping[Field, Sequence[str]],
    titles: Mapping[str, str] = DANISH,
    language: str = "da",
    title: str = "Plan for ledertrivsel",
) -> bytes:
    return draw_map(themes, titles, language=language, title=title, subtitle="41 svar")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("crowded", [False, True])
def test_the_map_is_drawn_in_one_size_however_crowded(language: str, crowded: bool) -> None:
    titles = {theme.key: theme.in_(language).title for theme in THEMES}
    assert size(drawn(spread(crowded=crowded), titles, language)) == (1800, 1400)


def test_a_map_made_by_hand_is_drawn() -> None:
    few = hand_placed({"sparring": Field.FOCUS, "across": Field.CONSIDER})
    every = hand_placed(dict.fromkeys(DANISH, Field.HOLD))
    assert size(drawn(few)) == size(drawn(every)) == (1800, 1400)


def test_an_empty_map_is_still_a_map() -> None:
    assert size(drawn(place({}))) == (1800, 1400)
    assert size(drawn(hand_placed({}))) == (1800, 1400)


def test_themes_on_the_line_and_with_too_few_answers_are_drawn() -> None:
    on_the_line = {(3, 1): "a", (3, 5): "b", (1, 3): "c", (5, 3): "d", (3, 3): "e"}
    themes = measured({name: pair for pair, name in on_the_line.items()})
    few = PriorityMap(themes.placed, too_few=("f", "g"))
    assert size(drawn(few, {name: f"Tema {name}" for name in "abcdefg"})) == (1800, 1400)


@pytest.mark.parametrize("same", [(5, 1), (3, 3), (3, 1), (1, 3)])
def test_themes_on_the_same_spot_can_be_told_apart(same: tuple[int, int]) -> None:
    many = measured({theme.key: same for theme in THEMES})
    assert drawn(many) != drawn(measured({"sparring": same}))


def test_whatever_titles_hold_they_are_only_text() -> None:
    titles = {theme.key: title for theme, title in zip(THEMES, HOSTILE, strict=True)}
    title = " ".join(title[:20] for title in HOSTILE)
    for themes in (
        spread(crowded=False),
        spread(crowded=True),
        hand_placed(dict.fromkeys(titles, Field.FOCUS)),
        PriorityMap((), too_few=tuple(titles)),
    ):
        assert size(drawn(themes, titles, title=title)) == (1800, 1400)


@pytest.mark.parametrize("title", HOSTILE)
def test_something_of_every_title_is_shown_on_one_line(title: str) -> None:
    assert showable(title).strip()
    assert "\n" not in showable(title)


def test_mathematics_is_not_read_as_such() -> None:
    themes = measured({"own": (5, 1)})
    assert drawn(themes, {"own": "$\\alpha$"}) != drawn(themes, {"own": "\u03b1"})


def test_signs_that_the_font_lacks_are_left_out() -> None:
    assert showable("\U0001f680 Sparring \u6f22\n\u202eigen") == "Sparring igen"
    assert showable("\u6f22\u5b57") == "\u2026"
    assert showable("Blåbærgrød på Læsø") == "Blåbærgrød på Læsø"


def test_the_event_loop_goes_on_while_a_map_is_drawn() -> None:
    async def two_at_once() -> list[bytes]:
        themes = spread(crowded=False)
        drawing = [
            draw_map_off_loop(themes, DANISH, language="da", title=title, subtitle="")
            for title in ("Den ene", "Den anden")
        ]
        return await asyncio.gather(*drawing)

    one, other = asyncio.run(two_at_once())
    assert size(one) == size(other)
    assert one != other


def test_only_who_draws_loads_the_drawing_library() -> None:
    program = "import sys, bot.documents.map_picture; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603


texts = st.text(max_size=60) | st.text(alphabet="abcdefgh ÆØÅ", max_size=200)


@given(st.text(alphabet="ailmorstWÆØÅ-GVTfj. ", min_size=1, max_size=40), st.booleans())
@settings(max_examples=15)
def test_text_is_never_wider_than_it_is_reckoned_to_be(text: str, bold: bool) -> None:
    drawn, reckoned = widths(text, bold)
    assert reckoned - 0.2 < drawn < reckoned, "pairs such as VÅ are drawn closer together"


@given(st.text(alphabet="abdehimnosu", min_size=1, max_size=40), st.booleans())
@settings(max_examples=15)
def test_text_without_pairs_that_move_together_is_as_wide_as_it_is_reckoned_to_be(
    text: str, bold: bool
) -> None:
    drawn, reckoned = widths(text, bold)
    assert reckoned - 0.035 <= drawn < reckoned, "but for the air beside the two bars"


def widths(text: str, bold: bool) -> tuple[float, float]:
    """Of a text between two bars, as it was drawn and as it was reckoned to be, in inches."""
    paper, size = Sheet(9, 1, "#FFFFFF"), 9.5
    paper.text((0.5, 0.5), f"|{text}|", size=size, colour="#000000", bold=bold)
    with Image.open(BytesIO(paper.png())) as picture:
        left, _, right, _ = ImageOps.invert(picture.convert("L")).getbbox() or (0, 0, 0, 0)
    return (right - left) / DOTS_PER_INCH, paper.width(f"|{text}|", size, bold=bold)


@given(texts, st.floats(0.3, 4), st.integers(1, 3))
def test_wrapped_text_keeps_to_its_width_and_its_lines(text: str, width: float, lines: int) -> None:
    sheet = Sheet(9, 7, "#FFFFFF")
    wrapped = sheet.wrapped(text, 10, width, lines=lines)
    assert 1 <= len(wrapped) <= lines
    assert all(sheet.width(line, 10) <= width + 0.001 for line in wrapped)
    if not wrapped[-1].endswith("…"):
        assert "".join(wrapped).replace(" ", "") == showable(text).replace(" ", "")


ROOM = Box(0, 0, 4, 3)
labels = st.builds(
    Label,
    point=st.tuples(st.floats(0.2, 3.8), st.floats(0.2, 2.8)),
    width=st.floats(0.3, 1.7),
    height=st.sampled_from([0.2, 0.4]),
    within=st.just(ROOM),
)


@given(st.lists(labels, max_size=10))
@settings(max_examples=25)
def test_labels_that_find_a_place_cover_nothing(found: list[Label]) -> None:
    points = [label.point for label in found]
    places = find_places(found, points)
    if places is None:
        return
    for label, placed in zip(found, places, strict=True):
        assert ROOM.holds(placed.box)
        assert placed.box.width == pytest.approx(label.width)
        assert not any(placed.box.overlaps(Box(x, y, x, y).grown(0.1)) for x, y in points)
    for one, other in combinations(places, 2):
        assert not one.box.overlaps(other.box)
        assert not (one.leader and other.box.meets(one.leader))
        assert not (one.leader and other.leader and cross(one.leader, other.leader))


def test_one_label_alone_stands_close_to_its_point() -> None:
    (placed,) = find_places([Label((2, 1.5), 1, 0.2, ROOM)], [(2, 1.5)]) or []
    assert placed.leader is None


def test_a_crowd_without_room_is_said_to_have_none() -> None:
    crowd = [Label((2, 1.5), 1.5, 0.4, ROOM)] * 30
    assert find_places(crowd, [(2, 1.5)]) is None
