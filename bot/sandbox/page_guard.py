"""Who may talk to the workspace page: this machine's browser, on the page that we served.

The page plays every person in the workspace, so whatever can reach it can act as anyone. It
therefore answers loopback alone, under a loopback name (another site's name that resolves to
127.0.0.1 is refused), asks for a token that only the served page holds, and takes a change from
no other origin than itself. What it serves may load nothing from elsewhere and be framed nowhere.
"""

import secrets
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import TypeAlias
from urllib.parse import urlsplit

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN_HEADER = "X-Page-Token"  # noqa: S105  the header's name, not a secret
_HERE = {"127.0.0.1", "localhost", "::1"}
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # blob: pictures fetched with the token
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Wraps the page's handlers; one token for as long as the workspace runs."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)

    def open(self, handler: Handler) -> Handler:
        """What the browser itself asks for: the page, its styles and its scripts."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            _require_loopback(request)
            return _sealed(await handler(request))

        return guarded

    def reads(self, handler: Handler) -> Handler:
        """What the page's scripts ask for."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            _require_loopback(request)
            self._require_token(request)
            return _sealed(await handler(request))

        return guarded

    def changes(self, handler: Handler) -> Handler:
        """What a person does."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            _require_loopback(request)
            self._require_token(request)
            _require_own_origin(request)
            return _sealed(await handler(request))

        return guarded

    def _require_token(self, request: web.Request) -> None:
        given = request.headers.get(TOKEN_HEADER, "")
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            raise _refusal("The page's token is missing or old. Load the page again.")


def _require_loopback(request: web.Request) -> None:
    if request.remote is None or not ip_address(request.remote).is_loopback:
        raise _refusal("The workspace answers this machine only.")
    if _host_named(request.headers.get("Host", "")) not in _HERE:
        raise _refusal("The workspace answers under 127.0.0.1 or localhost only.")


def _require_own_origin(request: web.Request) -> None:
    if request.headers.get("Origin") != f"http://{request.headers['Host']}":
        raise _refusal("Only the workspace's own page may change something.")


def _host_named(header: str) -> str | None:
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


def _refusal(reason: str) -> web.HTTPForbidden:
    return web.HTTPForbidden(text=reason, headers=HEADERS)


def _sealed(response: web.StreamResponse) -> web.StreamResponse:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
