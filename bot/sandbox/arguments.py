"""What a Web API call brings along, whichever way it was sent.

Slack takes JSON bodies, forms and query strings. In the last two everything is text, and
structures (blocks, a view, metadata) are JSON inside it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.refusal import Refused

TRUE = (True, 1, "1", "true", "True")


@dataclass(frozen=True, slots=True)
class Arguments:
    given: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        if not (value := self.text(name)):
            raise Refused("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.given.get(name)
        return default if value is None else value in TRUE

    def number(self, name: str, default: int) -> int:
        value = self.given.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError) as error:
            raise Refused("invalid_arguments", [f"must be an integer: {name}"]) from error

    def structure(self, name: str, refusal: str = "invalid_arguments") -> Any | None:
        """A list or an object; None if it was not given."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise Refused(refusal, [f"not valid JSON: {name}"]) from error


async def read_arguments(request: web.Request) -> Arguments:
    given: dict[str, Any] = dict(request.query)
    match request.content_type:
        case "application/json":
            try:
                body = await request.json()
            except ValueError as error:
                raise Refused("invalid_json") from error
            if not isinstance(body, dict):
                raise Refused("json_not_object")
            given |= body
        case "application/x-www-form-urlencoded" | "multipart/form-data":
            given |= await request.post()
        case _ if request.can_read_body:
            raise Refused("invalid_post_type")
        case _:
            pass
    return Arguments(given)


def token_of(request: web.Request, arguments: Arguments) -> str:
    """Sent as a header (as the SDK does) or among the arguments."""
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or arguments.text("token")
