"""`POST /new-leaders`: who asks, what they ask, and an answer in JSON. No name is ever logged."""

import hmac
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from math import ceil

from aiohttp import web

from bot.flows import hr_system
from bot.flows.hr_system import KeyUsed, NotTaken, Recruitment, Taken
from bot.hr.body import Problem, Unreadable, read
from bot.logs import turn_id
from bot.store.people import Who
from bot.turn import Turns
from bot.worker import TooBusy

log = logging.getLogger(__name__)
PATH = "/new-leaders"
LARGEST = 10_000  # bytes of a body
MESSAGES = {
    "before_recruited": "The start lies before the day of recruitment.",
    "broken": "Something went wrong on our side; nothing was registered.",
    "busy": "Slack is busy; nothing was registered. Try again.",
    "has_left": "This person is not in the workspace any more.",
    "key_used": "Another body was sent with this Idempotency-Key.",
    "malformed": "Up to 200 printable ASCII characters.",
    "missing": "This is needed.",
    "no_such_card": "No published card of this name or id is taken into use for new leaders.",
    "not_a_date": "A date is written as 2027-02-01.",
    "not_an_address": "Not an e-mail address.",
    "not_an_object": "The body must be a JSON object.",
    "not_json": "The body must be JSON in UTF-8.",
    "not_text": "This must be text.",
    "out_of_range": "At most a year ago, or two years ahead.",
    "several_cards": "Several cards are taken into use for new leaders: say which.",
    "too_large": "The body is too large.",
    "too_long": "This is too long.",
    "try_again": "Slack could not be asked for this person now. Try again.",
    "unauthorized": "Send the token: Authorization: Bearer …",
    "unknown_field": "There is no such field.",
    "unknown_person": "Nobody in the workspace has this e-mail address.",
    "unprintable": "There are control characters in it.",
    "wrong_type": "Content-Type must be application/json.",
}
# Sees to it that people with these addresses are known; answers with those it could not ask for.
Meet = Callable[[Who, Iterable[str]], Awaitable[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class HrDoor:
    """`us` is the bot itself, whom HR's system speaks through."""

    token: str = field(repr=False)
    us: Who
    turns: Turns
    meet_us: Callable[[Who], Awaitable[None]]
    meet: Meet

    def opens(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.on_request)

    async def on_request(self, request: web.Request) -> web.Response:
        with turn_id() as code:
            try:
                return await self._answer(request)
            except Unreadable as error:
                return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, *error.problems)
            except NotTaken as error:
                missing = error.code == "no_such_card"
                status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.UNPROCESSABLE_ENTITY
                return _refused(status, Problem(error.field, error.code))
            except KeyUsed:
                return _refused(HTTPStatus.CONFLICT, Problem("Idempotency-Key", "key_used"))
            except TooBusy as busy:  # nothing is committed
                wait = ceil(busy.wait.total_seconds())
                return _refused(HTTPStatus.SERVICE_UNAVAILABLE, Problem("", "busy"), wait=wait)
            except Exception:  # neither is it here
                log.exception("HR's system was answered with %s", code)
                broken = Problem("", "broken")
                return _refused(HTTPStatus.INTERNAL_SERVER_ERROR, broken, reference=code)

    async def _answer(self, request: web.Request) -> web.Response:
        if not self._knows(request.headers.get("Authorization", "")):
            return _refused(HTTPStatus.UNAUTHORIZED, Problem("", "unauthorized"))
        if request.content_type != "application/json":
            return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Problem("", "wrong_type"))
        body = await _body(request)
        if len(body) > LARGEST:
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Problem("", "too_large"))
        sent = read(body, request.headers.get("Idempotency-Key", ""), self.token)
        await self.meet_us(self.us)
        if sent.leader and await self.meet(self.us, [sent.leader]):
            return _refused(HTTPStatus.SERVICE_UNAVAILABLE, Problem("leader_email", "try_again"))
        return _taken(await self._register(sent))

    async def _register(self, sent: Recruitment) -> Taken:
        async with self.turns.open(self.us) as turn:
            return await hr_system.register(turn, sent)

    def _knows(self, header: str) -> bool:
        """In a time that tells nothing of how nearly right it is."""
        scheme, _, token = header.partition(" ")
        return scheme.casefold() == "bearer" and hmac.compare_digest(
            token.strip().encode(errors="surrogateescape"), self.token.encode()
        )


async def _body(request: web.Request) -> bytes:
    """One byte more than we take, at most."""
    found = bytearray()
    async for chunk in request.content.iter_any():
        found += chunk
        if len(found) > LARGEST:
            break
    return bytes(found)


def _taken(taken: Taken) -> web.Response:
    word = "registered" if taken.was_new else "already_registered"
    status = HTTPStatus.CREATED if taken.was_new else HTTPStatus.OK
    return web.json_response({"id": taken.activation_id, "status": word}, status=status)


def _refused(
    status: HTTPStatus, *problems: Problem, reference: str = "", wait: int = 30
) -> web.Response:
    errors = [
        {"field": one.field or None, "code": one.code, "message": MESSAGES[one.code]}
        for one in problems
    ]
    headers: dict[str, str] = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(wait)
    body = {"errors": errors} | ({"reference": reference} if reference else {})
    return web.json_response(body, status=status, headers=headers)
