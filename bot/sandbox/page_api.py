"""The workspace page in the browser: what it loads, what it is told, and what people do on it.

The page is files in `page/`, served as they are. Its scripts ask for one person's state and wait
for the next version of it; whatever that person does goes through the same `Client` that the test
kit uses, and so reaches the app as from Slack's own clients.
"""

import asyncio
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.client import OK, Answer, Client, InMessage, InView
from bot.sandbox.page_guard import Guard, Handler
from bot.sandbox.page_state import may_see, seen_by
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Attachment, Json, User

_FILES = Path(__file__).parent / "page"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}  # not SVG: it can hold scripts
_WAIT = 20.0  # seconds that the page waits for something new before it asks again
_AT_ONCE = timedelta(seconds=5)  # what comes so soon (a message drawn again) is no follow-up


class Playable(Protocol):
    """What the page needs of the sandbox."""

    @property
    def workspace(self) -> Workspace: ...
    @property
    def client(self) -> Client: ...
    @property
    def manifest(self) -> Mapping[str, Any]: ...
    @property
    def language(self) -> str: ...
    @property
    def companions(self) -> list[Any]: ...
    async def next_due(self) -> datetime | None: ...
    async def pass_time(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, until: datetime | None = None
    ) -> None: ...


def routes(sandbox: Playable) -> list[web.RouteDef]:
    """The page at `/`, everything else of it under `/page/`."""
    page, guard = Page(sandbox), Guard()
    return [
        web.get("/", guard.open(_index(guard.token, sandbox.language))),
        web.get("/page/state", guard.reads(page.state)),
        web.get("/page/file/{id}", guard.reads(page.file)),
        web.get("/page/{name}", guard.open(_static)),
        web.post("/page/do/{act}", guard.changes(page.does)),
    ]


def _index(token: str, language: str) -> Handler:
    async def index(request: web.Request) -> web.Response:
        page = Template((_FILES / "index.html").read_text("utf-8"))
        text = page.substitute(token=token, language=language)
        return web.Response(text=text, content_type="text/html")

    return index


async def _static(request: web.Request) -> web.Response:
    """One of the page's own files, by its plain name; the path can lead nowhere else."""
    name = request.match_info["name"]
    known = {file.name: file for file in _FILES.iterdir() if file.suffix in _TYPES}
    if name not in known:
        raise web.HTTPNotFound
    kind = _TYPES[known[name].suffix]
    return web.Response(body=known[name].read_bytes(), content_type=kind, charset="utf-8")


class Page:
    def __init__(self, sandbox: Playable) -> None:
        self._sandbox = sandbox
        self._workspace = sandbox.workspace
        self._world = sandbox.workspace.world
        self._time = asyncio.Lock()  # it passes once at a time

    # What the page is told

    async def state(self, request: web.Request) -> web.Response:
        """What the person `as` sees, with the conversation `in`; waits while it is as `known`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(await self._patience()):
                await self._world.wait_for_change(int(request.query.get("known", -1)))
        who = self._person(request.query.get("as", ""))
        self._workspace.open_dm(who)  # everybody has the app among their conversations
        seen = seen_by(self._workspace, self._sandbox.manifest, who, request.query.get("in"))
        return web.json_response({**seen, "clock": await self._clock()})

    async def _patience(self) -> float:
        """Seconds to wait: where time runs by itself, what was due next is over after that."""
        clock = self._workspace.clock
        due = await self._sandbox.next_due() if clock.ticking else None
        if due is None:
            return _WAIT
        return min(_WAIT, max(0.0, (due - clock()).total_seconds()) + 1)

    async def _clock(self) -> Json:
        movable = bool(self._sandbox.companions)
        due = await self._sandbox.next_due() if movable and not self._time.locked() else None
        return {
            "now": self._workspace.clock().isoformat(),
            "next": due.isoformat() if due else None,
            "movable": movable,
            "moving": self._time.locked(),
        }

    def _person(self, user_id: str) -> User:
        """The one who is meant, or else somebody: a page must always show a person."""
        people = [user for user in self._world.users.values() if not (user.is_bot or user.deleted)]
        if not people:
            raise web.HTTPConflict(text="There is nobody in this workspace yet.")
        return next((user for user in people if user.id == user_id), people[0])

    async def file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["id"])
        who = self._world.users.get(request.query.get("as", ""))
        if file is None or who is None or not may_see(self._world, who, file):
            raise web.HTTPNotFound
        shown = file.mimetype in _PICTURES
        return web.Response(
            body=file.content,
            content_type=file.mimetype if shown else "application/octet-stream",
            headers={} if shown else {"Content-Disposition": "attachment"},
        )

    # What people do

    async def does(self, request: web.Request) -> web.Response:
        facts: Json = await request.json()
        who = self._world.users.get(facts.pop("as"))
        if who is None or who.is_bot or who.deleted:
            raise web.HTTPNotFound(text="There is no such person.")
        try:
            answer = await self._act(request.match_info["act"], who.id, facts)
        except LookupError as gone:  # the message or form was changed or closed meanwhile
            return web.json_response({"ok": False, "gone": str(gone)})
        return web.json_response({"ok": answer.ok, "errors": answer.errors})

    async def _act(self, act: str, user: str, facts: Json) -> Answer:
        client = self._sandbox.client
        match act, facts:
            case "post", {"place": place, "text": text, **more}:
                return await client.post(user, place, text, more.get("thread_ts"))
            case "command", {"place": place, "text": text}:
                return await client.command(user, place, text)
            case "shortcut", {"name": name}:
                return await client.shortcut(user, name)
            case "edit", {"place": place, "ts": ts, "text": text}:
                return await client.edit(user, place, ts, text)
            case "delete", {"place": place, "ts": ts}:
                return await client.delete(user, place, ts)
            case "act", {"where": where, "block_id": block, "action_id": action, **more}:
                return await client.act(user, _surface(where), block, action, more.get("value"))
            case "input", {"view": view, "block_id": block, "action_id": action, **more}:
                value = _held(more.get("value"))
                return await client.set_input(user, view, block, action, value)
            case "submit", {"view": view}:
                return await client.submit(user, view)
            case "close", {"view": view}:
                return await client.close(user, view)
            case "home", _:
                return await client.open_home(user)
            case "read", {"place": place}:
                client.mark_read(user, place)
                return OK
            case "time", step:
                return await self._move(step)
            case _:
                raise web.HTTPBadRequest(text=f"Nobody can do that here: {act}")

    async def _move(self, step: Mapping[str, Any]) -> Answer:
        """Let time pass: to the next follow-up, or by hours, days or weeks."""
        if self._time.locked():
            return OK
        try:
            async with self._time:
                self._world.changed()  # everybody sees that it is passing
                match step:
                    case {"next": True}:
                        await self._to_the_next()
                    case {"hours": 1} | {"days": 1} | {"weeks": 1}:
                        await self._sandbox.pass_time(**step)
                    case _:
                        raise web.HTTPBadRequest(text="Time passes by an hour, a day or a week.")
        finally:
            self._world.changed()  # ... and that it no longer is
        return OK

    async def _to_the_next(self) -> None:
        """On to what lies ahead, and through what that sets off at once."""
        ahead = self._workspace.clock() + _AT_ONCE
        while due := await self._sandbox.next_due():
            await self._sandbox.pass_time(until=due + _AT_ONCE)
            if due > ahead:
                return


def _held(value: Any) -> Any:
    """What a field holds; files come as their names and their bytes in base64."""
    match value:
        case [{"name": str(), "content": str()}, *_]:
            return [Attachment(one["name"], b64decode(one["content"])) for one in value]
        case _:
            return value


def _surface(where: Mapping[str, str]) -> InMessage | InView:
    return InView(where["view"]) if "view" in where else InMessage(where["place"], where["ts"])
