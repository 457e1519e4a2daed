"""The door for what comes over HTTP: what Slack did not sign is sent away before it is read.

Bolt looks at signatures too, but only once it has parsed the body: what is no JSON, or was signed
at no time, fails in there as if it were a bug of ours.
"""

import re
from collections.abc import Mapping

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

SIGNED_AT = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"


def web_app(slack: AsyncApp, signing_secret: str) -> web.Application:
    verifier = SignatureVerifier(signing_secret)

    async def on_request(request: web.Request) -> web.Response:
        if not is_signed(verifier, await request.read(), request.headers):
            return web.Response(status=401, text="not signed by Slack\n")
        try:
            asked = await to_bolt_request(request)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return web.Response(status=400, text="not what Slack sends\n")
        return await to_aiohttp_response(await slack.async_dispatch(asked))

    app = web.Application()
    app.router.add_post("/slack/events", on_request)
    return app


def is_signed(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> bool:
    """By Slack, and in the last five minutes."""
    signed_at, signature = headers.get(SIGNED_AT, ""), headers.get(SIGNATURE, "")
    if not (re.fullmatch(r"\d{1,12}", signed_at, re.ASCII) and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, signed_at, signature)
    except UnicodeDecodeError:  # Slack sends UTF-8
        return False
