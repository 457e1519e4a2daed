"""Who may talk to the workspace page, and what it gives away to whom."""

import re
from collections.abc import AsyncGenerator

import aiohttp
import pytest

from bot.sandbox import talk
from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.world import File
from tests.page.lunch import Json, lunch

SCRIPT = b"<script>alert(1)</script>"


class Browser:
    """What reaches the page over HTTP, with the headers that a browser would send, or others."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self._session = session
        self.url = url
        self.headers = {"X-Page-Token": token, "Origin": url}

    async def gets(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        return await self._session.get(self.url + path, headers=self.headers | headers)

    async def does(self, act: str, facts: object, **headers: str) -> aiohttp.ClientResponse:
        path = f"{self.url}/page/do/{act}"
        return await self._session.post(path, json=facts, headers=self.headers | headers)


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with lunch() as (sandbox, _):
        yield sandbox


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    return sandbox.adds("Anna Lund")


@pytest.fixture
async def browser(sandbox: Sandbox, anna: Person) -> AsyncGenerator[Browser]:
    async with aiohttp.ClientSession() as session:
        page = await (await session.get(f"{sandbox.url}/")).text()
        token = re.search(r'name="token" content="([\w-]{40,})"', page)
        assert token
        yield Browser(session, sandbox.url, token[1])


async def test_the_page_may_load_nothing_from_elsewhere_and_be_framed_nowhere(
    browser: Browser,
) -> None:
    response = await browser.gets("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::2]", ""])
async def test_another_sites_name_for_this_machine_is_refused(browser: Browser, host: str) -> None:
    for path in ("/", "/page/main.js", "/page/state"):
        assert (await browser.gets(path, Host=host)).status == 403


async def test_localhost_is_this_machine_too(browser: Browser) -> None:
    port = browser.url.rpartition(":")[2]
    assert (await browser.gets("/", Host=f"localhost:{port}")).status == 200


@pytest.mark.parametrize("token", ["", "guessed", "æøå"])
async def test_without_the_pages_token_nothing_is_told_and_nothing_done(
    browser: Browser, anna: Person, token: str
) -> None:
    browser.headers["X-Page-Token"] = token
    assert (await browser.gets("/page/state")).status == 403
    assert (await browser.gets("/page/file/F1?as=U1")).status == 403
    assert (await browser.does("home", {"as": anna.id})).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost"])
async def test_another_origin_may_change_nothing(
    browser: Browser, anna: Person, origin: str
) -> None:
    assert (await browser.does("home", {"as": anna.id}, Origin=origin)).status == 403


async def test_a_change_without_an_origin_is_refused(browser: Browser, anna: Person) -> None:
    del browser.headers["Origin"]
    assert (await browser.does("home", {"as": anna.id})).status == 403


@pytest.mark.parametrize("name", ["..%2Fpage_api.py", "%2Fetc%2Fpasswd", "index.html", "none.js"])
async def test_only_the_pages_own_files_are_served(browser: Browser, name: str) -> None:
    assert (await browser.gets(f"/page/{name}")).status == 404


async def test_a_file_is_shown_only_to_who_sees_a_message_with_it(
    sandbox: Sandbox, browser: Browser, anna: Person
) -> None:
    stranger = sandbox.adds("Bo")
    channel = sandbox.opens_channel("frokost", [anna])
    sandbox.world.files["F1"] = File("F1", "kort.png", "Kort", "image/png", b"png", ready=True)
    message = await anna.posts(channel, "Se her")
    message.files.append("F1")
    shown = await browser.gets(f"/page/file/F1?as={anna.id}")
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/png")
    assert (await browser.gets(f"/page/file/F1?as={stranger.id}")).status == 404


async def test_a_file_in_an_image_block_is_seen_where_the_block_is(
    sandbox: Sandbox, browser: Browser, anna: Person
) -> None:
    bo = sandbox.adds("Bo")
    sandbox.world.files["F1"] = File("F1", "kort.png", "Kort", "image/png", b"png", ready=True)
    image: Json = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Kort"}
    talk.says(sandbox.workspace, sandbox.workspace.open_dm(anna.user), "Kort", [image])
    assert (await browser.gets(f"/page/file/F1?as={anna.id}")).status == 200
    assert (await browser.gets(f"/page/file/F1?as={bo.id}")).status == 404


@pytest.mark.parametrize("mimetype", ["text/html", "image/svg+xml", "application/pdf"])
async def test_a_file_that_could_hold_scripts_is_only_given_as_a_download(
    sandbox: Sandbox, browser: Browser, anna: Person, mimetype: str
) -> None:
    channel = sandbox.opens_channel("frokost", [anna])
    sandbox.world.files["F1"] = File("F1", "x", "x", mimetype, SCRIPT, ready=True)
    (await anna.posts(channel, "Se her")).files.append("F1")
    given = await browser.gets(f"/page/file/F1?as={anna.id}")
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"] == "attachment"


async def test_one_sees_ones_own_conversations_forms_and_ephemerals_alone(
    sandbox: Sandbox, browser: Browser, anna: Person
) -> None:
    bo = sandbox.adds("Bo")
    secret = sandbox.opens_channel("hemmeligt", [bo], kind="private")
    await bo.posts(secret, "Kun for Bo")
    shared = sandbox.opens_channel("frokost", [anna, bo])
    await bo.types("/frokost", shared)
    for place in (secret.id, shared.id):
        seen = await (await browser.gets(f"/page/state?as={anna.id}&in={place}&known=-1")).text()
        assert "Kun for Bo" not in seen
        assert "hemmeligt" not in seen
        assert "Hvad vil du spise" not in seen


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        ("act", {"where": {"place": "C9", "ts": "1.0"}, "block_id": "b", "action_id": "a"}),
        ("act", {"where": {"view": "V9"}, "block_id": "b", "action_id": "a"}),
        ("submit", {"view": "V9"}),
        ("post", {"place": "C9", "text": "hej"}),
        ("delete", {"place": "C9", "ts": "1.0"}),
    ],
)
async def test_what_is_no_longer_there_is_said_to_be_gone(
    browser: Browser, anna: Person, act: str, facts: dict[str, object]
) -> None:
    answer = await (await browser.does(act, {"as": anna.id, **facts})).json()
    assert not answer["ok"]
    assert answer["gone"]


@pytest.mark.parametrize(("act", "facts"), [("fly", {}), ("time", {"years": 9}), ("post", {})])
async def test_nobody_can_do_what_the_page_does_not_know(
    browser: Browser, anna: Person, act: str, facts: dict[str, object]
) -> None:
    assert (await browser.does(act, {"as": anna.id, **facts})).status == 400


async def test_nobody_is_the_app_or_someone_unknown(sandbox: Sandbox, browser: Browser) -> None:
    app = next(user.id for user in sandbox.world.users.values() if user.is_bot)
    for user in (app, "U404"):
        assert (await browser.does("home", {"as": user})).status == 404
