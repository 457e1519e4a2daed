"""The Web API over HTTP: who calls, what for, and what goes wrong on request."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from aiohttp import web

from bot.sandbox import (
    api_apps,
    api_chat,
    api_conversations,
    api_files,
    api_people,
    api_views,
    response_url,
)
from bot.sandbox.arguments import Arguments, read_arguments, token_of
from bot.sandbox.faults import Fault
from bot.sandbox.refusal import Refused
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json

Work: TypeAlias = Callable[[web.Request, str], Awaitable[web.StreamResponse]]
METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    **api_apps.METHODS,
    **api_chat.METHODS,
    **api_conversations.METHODS,
    **api_files.METHODS,
    **api_people.METHODS,
    **api_views.METHODS,
}
APP_LEVEL = {"apps.connections.open"}  # called with the app-level token, not the bot's


class WebApi:
    """`/api/{method}`, the upload URLs and the response URLs."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._under_way = 0

    @property
    def busy(self) -> bool:
        return self._under_way > 0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/{method}", self._call),
            web.get("/api/{method}", self._call),
            web.get("/link", self._workspace.sockets.accept),
            web.post("/upload/{file}", self._upload),
            web.post("/respond/{secret}", self._respond),
            web.get("/files/{file}/{name}", self._download),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        return await self._doing(request, method, self._carry_out)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        return await self._doing(request, "response_url", self._carry_out_response)

    async def _doing(self, request: web.Request, method: str, work: Work) -> web.StreamResponse:
        """Do it, unless a fault was ordered for this method."""
        self._under_way += 1
        self._workspace.calls[method] += 1
        try:
            fault = self._workspace.faults.next(method)
            if fault is None:
                return await work(request, method)
            return await self._struck(request, method, work, fault)
        finally:
            self._under_way -= 1

    async def _struck(
        self,
        request: web.Request,
        method: str,
        work: Work,
        fault: Fault,
    ) -> web.StreamResponse:
        done = fault.kind in ("internal_error", "lost_after", "slow")
        answer = await work(request, method) if done else None
        await asyncio.sleep(fault.delay)
        match fault.kind:
            case "slow" if answer is not None:
                return answer
            case "too_many_requests":
                return _too_many(fault.retry_after)
            case "server_error":
                return web.Response(status=500, text="Server Error")
            case "internal_error":
                return web.json_response({"ok": False, "error": "internal_error"})
            case _:
                return _cut_off(request)

    async def _carry_out(self, request: web.Request, method: str) -> web.StreamResponse:
        try:
            given = await read_arguments(request)
            self._check_token(method, token_of(request, given))
            if wait := self._wait(method, given):
                return _too_many(wait)
            answer: Json = {"ok": True, **self._method(method)(self._workspace, given)}
        except Refused as refusal:
            answer = refusal.answer()
        headers = {"x-oauth-scopes": ",".join(sorted(self._workspace.installation.scopes))}
        return web.json_response(answer, headers=headers)

    def _wait(self, method: str, given: Arguments) -> int:
        here = self._workspace
        return here.rates.wait(method, given.text("channel"), here.clock())

    def _method(self, name: str) -> Callable[[Workspace, Arguments], dict[str, Any]]:
        if name not in METHODS:
            raise Refused("unknown_method", req_method=name)
        return METHODS[name]

    def _check_token(self, method: str, token: str) -> None:
        tokens = self._workspace.installation.tokens
        if not token:
            raise Refused("not_authed")
        if token not in (tokens.app, tokens.bot):
            raise Refused("invalid_auth")
        if (token == tokens.app) != (method in APP_LEVEL):
            raise Refused("not_allowed_token_type")
        if self._workspace.uninstalled:
            raise Refused("token_revoked")

    async def _carry_out_response(self, request: web.Request, method: str) -> web.StreamResponse:
        try:
            given = await read_arguments(request)
            response_url.respond(self._workspace, request.match_info["secret"], given)
        except Refused as refusal:
            gone = refusal.code in ("used_url", "expired_url", "invalid_url")
            return web.json_response(refusal.answer(), status=404 if gone else 400)
        return web.json_response({"ok": True})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file"]
        if file_id not in self._workspace.uploads:
            return web.Response(status=404)
        content = await _uploaded_bytes(request)
        if not api_files.take_upload(self._workspace, file_id, content):
            return web.Response(status=400, text="not the announced length")
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """What `url_private` leads to: for the app itself; people see files on the page."""
        file = self._workspace.world.files.get(request.match_info["file"])
        if file is None or token_of(request, Arguments({})) != self._workspace.bot_token:
            return web.Response(status=404)
        if not self._workspace.installation.may("files:read"):
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        return web.Response(body=file.content, content_type=file.mimetype)


def _too_many(retry_after: int) -> web.Response:
    busy = {"ok": False, "error": "ratelimited"}
    return web.json_response(busy, status=429, headers={"Retry-After": str(retry_after)})


async def _uploaded_bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    fields = await request.post()
    first = next(iter(fields.values()), "")
    return first.file.read() if isinstance(first, web.FileField) else str(first).encode()


def _cut_off(request: web.Request) -> web.StreamResponse:
    """Break the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
