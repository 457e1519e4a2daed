"""When somebody may be written to, for the gallery."""

from datetime import date

from bot.flows.screen import Screen
from bot.flows.when_to_write import WhenToWrite, WhenToWriteForm

AWAY = (date(2027, 2, 22), date(2027, 3, 5))

SCREENS: list[Screen] = [
    *(
        WhenToWrite(away=away, quiet_days=days, today=date(2027, 2, 22))
        for away in (None, AWAY)
        for days in ("", "0", "0124")
    ),
    *(
        WhenToWriteForm(away=away, quiet_days=days)
        for away in (None, AWAY)
        for days in ("", "0124")
    ),
]
