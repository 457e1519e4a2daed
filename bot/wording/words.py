"""One language's words: sentences by gettext, dates and numbers by Babel.

The sentences in the code are plain English; `da/<flow>.po` has the Danish. A test looks up every
sentence that `say`, `count` and `case` are called with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.wording.markup import Ours, guard

LOCALES = {"da": "da_DK", "en": "en_GB"}
CATALOGUES = Path(__file__).parent / "da"
DAY = {"da": "EEEE 'den' d. MMMM", "en": "EEEE d MMMM"}
DAY_AND_YEAR = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}
NEAR = timedelta(days=200)  # further off, a day needs its year


class Words:
    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _translations(language)
        self._locale = LOCALES[language]

    def say(self, sentence: str, **facts: object) -> Ours:
        """The sentence in this language. Facts that are text are guarded: they stay literal."""
        return Ours(self._catalogue.gettext(sentence).format(**_guarded(facts)))

    def case(self, context: str, sentence: str, **facts: object) -> Ours:
        """As `say`, where one English word has two Danish ones."""
        return Ours(self._catalogue.pgettext(context, sentence).format(**_guarded(facts)))

    def count(self, one: str, many: str, n: int, **facts: object) -> Ours:
        return Ours(self._catalogue.ngettext(one, many, n).format(n=n, **_guarded(facts)))

    def typed(self, text: str) -> Ours:
        """What somebody typed, as it stands: never put it into a text in any other way."""
        return guard(text)

    def day(self, day: date, today: date | None = None) -> str:
        """ "fredag den 11. december"; with its year where it is not near `today`."""
        patterns = DAY_AND_YEAR if today and abs(day - today) > NEAR else DAY
        return format_date(day, patterns[self.language], locale=self._locale)

    def weekday(self, number: int) -> str:
        """ "mandag" is 0, "Monday" in English."""
        return get_day_names(locale=self._locale)[number]

    def short_day(self, day: date) -> str:
        """ "11. december 2026", as in a list."""
        return format_date(day, "long", locale=self._locale)

    def moment(self, moment: datetime, zone: str) -> str:
        """ "fredag den 11. december kl. 12", where the reader lives."""
        local = moment.astimezone(ZoneInfo(zone))
        return self.say("{day} at {time}", day=self.day(local.date()), time=self.time(local))

    def time(self, local: datetime) -> str:
        if self.language == "da":
            return format_time(local, "H" if local.minute == 0 else "H.mm", locale=self._locale)
        return format_time(local, "H:mm", locale=self._locale)

    def number(self, value: float) -> str:
        """One decimal, as a mean is told: "4,3"."""
        return format_decimal(value, "0.0", locale=self._locale)

    def all_of(self, names: Iterable[str]) -> Ours:
        """ "Anna, Bo og Carl"."""
        return Ours(format_list([guard(name) for name in names], locale=self._locale))


def _guarded(facts: dict[str, object]) -> dict[str, object]:
    return {name: _guard(fact) for name, fact in facts.items()}


def _guard(fact: object) -> object:
    return guard(fact) if isinstance(fact, str) else fact


@cache
def words_in(language: str) -> Words:
    return Words(language if language in LOCALES else "da")


def _translations(language: str) -> GNUTranslations:
    merged = Catalog(locale=language)
    if language != "en":
        for path in sorted(CATALOGUES.glob("*.po")):
            with path.open("rb") as source:
                for message in read_po(source, locale=language):
                    if message.id:
                        merged.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
