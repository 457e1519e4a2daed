"""What HR's system sends, read into our own types; all that is wrong with it at once."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from bot.domain.leader_list import LONGEST_ADDRESS, LONGEST_NAME, is_address
from bot.flows.hr_system import Recruitment

LONGEST_KEY = 200
LONGEST_CARD = 300
TEXTS = {  # with the longest that each may be
    "name": LONGEST_NAME,
    "email": LONGEST_ADDRESS,
    "start_date": 10,
    "recruited_date": 10,
    "leader_email": LONGEST_ADDRESS,
    "card": LONGEST_CARD,
}
NEEDED = ("name", "start_date")


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` "" is the whole body."""

    field: str
    code: str


class Unreadable(Exception):
    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def read(body: bytes, key: str, secret: str) -> Recruitment:
    """Raises Unreadable."""
    sent = _object(body)
    wrong = [*_wrong_texts(sent), *_wrong_values(sent)]
    if not (len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        wrong.append(Problem("Idempotency-Key", "malformed"))
    if wrong:
        raise Unreadable(*wrong)
    return Recruitment(
        name=_text(sent, "name"),
        email=_text(sent, "email"),
        start_on=date.fromisoformat(_text(sent, "start_date")),
        recruited_on=_day(_text(sent, "recruited_date")),
        leader=_text(sent, "leader_email"),
        card=_text(sent, "card"),
        key=key,
        fingerprint=_fingerprint(sent, secret),
    )


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Problem("", "not_json")) from error
    if not isinstance(sent, dict):
        raise Unreadable(Problem("", "not_an_object"))
    return cast("Mapping[str, Any]", sent)


def _wrong_texts(sent: Mapping[str, Any]) -> list[Problem]:
    wrong = [Problem(name[:60], "unknown_field") for name in sent if name not in TEXTS]
    for name, longest in TEXTS.items():
        value = sent.get(name)
        if name == "card" and isinstance(value, int) and not isinstance(value, bool):
            continue
        if value is not None and not isinstance(value, str):
            wrong.append(Problem(name, "not_text"))
        elif name in NEEDED and not _text(sent, name):
            wrong.append(Problem(name, "missing"))
        elif len(_text(sent, name)) > longest:
            wrong.append(Problem(name, "too_long"))
        elif not _text(sent, name).isprintable():
            wrong.append(Problem(name, "unprintable"))
    return wrong


def _wrong_values(sent: Mapping[str, Any]) -> list[Problem]:
    wrong = [
        Problem(name, "not_an_address")
        for name in ("email", "leader_email")
        if _text(sent, name) and not is_address(_text(sent, name))
    ]
    for name in ("start_date", "recruited_date"):
        try:
            _day(_text(sent, name))
        except ValueError:
            wrong.append(Problem(name, "not_a_date"))
    return wrong


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return "" if value is None else str(value).strip()


def _day(text: str) -> date | None:
    """As 2027-02-01, and in none of the other ways that ISO 8601 has. Raises ValueError."""
    found = date.fromisoformat(text) if text else None
    if found and found.isoformat() != text:
        raise ValueError
    return found


def _fingerprint(sent: Mapping[str, Any], secret: str) -> str:
    """The same for the same facts, however they are written; without the token it tells nothing."""
    facts = json.dumps(sent, sort_keys=True).encode()
    return hmac.new(secret.encode(), facts, hashlib.sha256).hexdigest()
