"""To the app over HTTP, signed the way Slack signs."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.clock import wall_seconds
from bot.sandbox.delivery import Ack, Envelope


def signature(secret: str, timestamp: str, body: str) -> str:
    """docs.slack.dev/authentication/verifying-requests-from-slack"""
    signed = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={signed.hexdigest()}"


@dataclass(frozen=True, slots=True)
class HttpTransport:
    session: aiohttp.ClientSession
    secret: str
    request_url: Callable[[], str | None]

    @property
    def started(self) -> bool:
        return self.request_url() is not None

    async def send(self, envelope: Envelope, patience: float) -> Ack:
        url = self.request_url()
        if url is None:
            return Ack(0, failure="connection_failed")
        content_type, body = _encoded(envelope)
        headers = {"Content-Type": content_type, **self._signed(body), **_retrying(envelope)}
        try:
            async with asyncio.timeout(patience):
                async with self.session.post(url, data=body.encode(), headers=headers) as answer:
                    text = await answer.text()
                    no_retry = answer.headers.get("x-slack-no-retry") == "1"
                    failure = "" if answer.ok else "http_error"
                    return Ack(answer.status, text, failure, no_retry)
        except TimeoutError:
            return Ack(0, failure="http_timeout")
        except aiohttp.ClientError:
            return Ack(0, failure="connection_failed")

    def _signed(self, body: str) -> dict[str, str]:
        timestamp = str(int(wall_seconds()))  # the app compares it with its own wall clock
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.secret, timestamp, body),
        }


def _encoded(envelope: Envelope) -> tuple[str, str]:
    match envelope.kind:
        case "events_api":
            return "application/json", json.dumps(envelope.payload)
        case "interactive":
            fields = {"payload": json.dumps(envelope.payload)}
            return "application/x-www-form-urlencoded", urlencode(fields)
        case "slash_commands":
            return "application/x-www-form-urlencoded", urlencode(envelope.payload)


def _retrying(envelope: Envelope) -> dict[str, str]:
    if not envelope.retry:
        return {}
    return {
        "X-Slack-Retry-Num": str(envelope.retry),
        "X-Slack-Retry-Reason": envelope.reason,
    }
