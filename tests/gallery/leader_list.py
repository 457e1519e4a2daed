"""Files of new leaders, for the gallery: every trouble, and what people may type at its worst."""

from datetime import date

from bot.domain.leader_list import Trouble, Wrong
from bot.flows.leader_list import ListForm, ListPreview, NewInList, TakenIn, TakingIn
from bot.flows.screen import Screen
from tests.gallery.activation import HOSTILE, LONG, TODAY

NEW = tuple(NewInList(f"{HOSTILE} {n}", date(2027, 3, 3), HOSTILE) for n in range(30))
WRONG = tuple(
    Wrong(n + 2, trouble, "2037-01-01" if trouble is Trouble.DAY_TOO_FAR else text, 2)
    for n, trouble in enumerate(Trouble)
    for text in (HOSTILE, LONG[:2000])
)


def _preview(file_id: int | None, new: int, already: int, wrong: int) -> ListPreview:
    return ListPreview(
        file_id=file_id,
        card=HOSTILE,
        new=NEW[:new],
        already=already,
        wrong=WRONG[:wrong],
        today=TODAY,
    )


SCREENS: list[Screen] = [
    ListForm(3, HOSTILE, ""),
    ListForm(3, "Godt i gang som ny leder", HOSTILE),
    *(
        _preview(7 if new else None, new, already, wrong)
        for new in (0, 1, 30)
        for already in (0, 1, 4)
        for wrong in (0, 1, len(WRONG))
    ),
    TakingIn(1),
    TakingIn(500),
    TakenIn(HOSTILE, 1, 0, ()),
    TakenIn(HOSTILE, 498, 1, (HOSTILE, "Bo Dam")),
    TakenIn("Godt i gang", 0, 4, ()),
]
