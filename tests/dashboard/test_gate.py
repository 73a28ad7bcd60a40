"""Who may speak to the dashboard: the gate alone, and in front of the server that `make run` starts."""

import asyncio
import base64
import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dashboard.web.gate import Gate
from scripts.serving import Server, serving

OWN = ("127.0.0.1", "localhost")
OFFICE = ("kanban.office.cn", "*.desk.cn")
PAGE = "<html><script>let a = 1;</script><script src='b.js'></script></html>"


class Inside:
    """What stands behind the gate: it answers, and remembers what it was sent."""

    def __init__(self) -> None:
        self.called = False
        self.got: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.called = True
        if scope["type"] == "http":
            headers = [(b"x-frame-options", b"ALLOW"), (b"etag", b"1")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"ok"})
            return
        while not self.got or self.got[-1]["type"] != "websocket.disconnect":
            self.got.append(await receive())
        await send({"type": "websocket.send", "bytes": b"late"})


def ask(
    kind: str,
    headers: list[tuple[str, str]],
    hosts: tuple[str, ...] = OWN,
    origins: tuple[str, ...] = (),
    messages: tuple[dict[str, Any], ...] = (),
) -> tuple[Inside, list[dict[str, Any]]]:
    """What reaches the inside, and what is sent back."""
    inside, sent = Inside(), []
    coming = iter([*messages, {"type": "websocket.disconnect", "code": 1000}])

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    gate = Gate(inside, hosts, origins, "不行", PAGE)
    asyncio.run(gate({"type": kind, "headers": raw}, receive, send))
    return inside, sent


def host(*names: str) -> list[tuple[str, str]]:
    return [("host", name) for name in names]


def both(name: str, *origins: str) -> list[tuple[str, str]]:
    return [*host(name), *(("origin", origin) for origin in origins)]


# Names that the dashboard goes by, origins that may ask besides, what a request says, let in?
REQUESTS = [
    (OWN, (), host("127.0.0.1:8501"), True),
    (OWN, (), host("localhost"), True),
    (OWN, (), host("LOCALHOST.:8501"), True),
    ((), (), host("127.0.0.1:8501"), True),
    ((), (), host("[::1]:8501"), True),
    ((), (), host("192.168.0.7:8501"), False),
    (OWN, (), host("evil.test"), False),
    (OWN, (), host("evil.test:8501"), False),
    (OWN, (), host("127.0.0.1.evil.test"), False),
    (OWN, (), host("localhost@evil.test"), False),
    (OWN, (), host("evil.test/localhost"), False),
    (OWN, (), host("localhost:port"), False),
    (OWN, (), host("[::1"), False),
    (OWN, (), host(""), False),
    (OWN, (), host(), False),
    (OWN, (), host("localhost", "evil.test"), False),
    (OFFICE, (), host("kanban.office.cn"), True),
    (OFFICE, (), host("a.desk.cn"), True),
    (OFFICE, (), host("desk.cn"), False),
    (OFFICE, (), host("evildesk.cn"), False),
    (OFFICE, (), host("127.0.0.1:8501"), False),
    (("*",), (), host("anything.test"), True),
    (OWN, (), both("127.0.0.1:8501", "http://127.0.0.1:8501"), True),
    (OWN, (), both("127.0.0.1:8501", "http://127.0.0.1:3000"), False),
    (OWN, (), both("127.0.0.1:8501", "http://localhost:8501"), False),
    (OWN, (), both("127.0.0.1:8501", "https://evil.test"), False),
    (OWN, (), both("127.0.0.1:8501", "null"), False),
    (OWN, (), both("127.0.0.1:8501", ""), False),
    (OWN, (), both("127.0.0.1:8501", "file://127.0.0.1:8501"), False),
    (OWN, (), both("127.0.0.1:8501", "http://127.0.0.1:8501", "http://127.0.0.1:8501"), False),
    (OFFICE, (), both("kanban.office.cn", "https://kanban.office.cn"), True),
    (OFFICE, ("https://portal.cn/",), both("kanban.office.cn", "https://portal.cn"), True),
    (OFFICE, ("https://portal.cn",), both("kanban.office.cn", "https://portal.cn.evil.test"), False),
    (OFFICE, ("https://portal.cn",), both("kanban.office.cn", "http://portal.cn"), False),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(("hosts", "origins", "headers", "let_in"), REQUESTS)
def test_only_who_comes_by_its_own_name_is_let_in(
    kind: str,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    headers: list[tuple[str, str]],
    let_in: bool,
) -> None:
    inside, sent = ask(kind, headers, hosts, origins)
    assert inside.called == let_in
    if not let_in and kind == "http":
        assert sent[0]["status"] == 403
        assert sent[1]["body"].decode() == "不行"
    elif not let_in:
        assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("name", ["127.0.0.1", "evil.test"])
def test_no_answer_may_be_framed_or_fetch_from_elsewhere(name: str) -> None:
    _, sent = ask("http", host(name))
    headers = dict(sent[0]["headers"])
    assert len(headers) == len(sent[0]["headers"]), "a header twice"
    assert headers[b"x-frame-options"] == b"DENY"
    policy = headers[b"content-security-policy"].decode()
    known = base64.b64encode(hashlib.sha256(b"let a = 1;").digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["frame-ancestors"] == "'none'"
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == f"'self' blob: 'wasm-unsafe-eval' 'sha256-{known}'"
    assert not [rule for rule in rules.values() if "*" in rule or "http" in rule]


def test_what_the_inside_says_itself_is_kept() -> None:
    _, sent = ask("http", host("localhost"))
    assert (b"etag", b"1") in sent[0]["headers"]
    assert sent[1] == {"type": "http.response.body", "body": b"ok"}


def test_a_websocket_that_sends_text_is_closed() -> None:
    data = {"type": "websocket.receive", "bytes": b"a"}
    text = {"type": "websocket.receive", "text": "a", "bytes": None}
    inside, sent = ask("websocket", host("localhost"), messages=(data, text, data))
    assert inside.got == [data, {"type": "websocket.disconnect", "code": 1003}]
    assert sent == [{"type": "websocket.close", "code": 1003}]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("gate")
    with serving(folder / "library.duckdb", folder) as started:
        yield started


PATHS = [
    "/",
    "/source",
    "/_stcore/health",
    "/_stcore/host-config",
    "/static/js/none.js",
    "/media/x",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_address_is_behind_the_gate(server: Server, path: str) -> None:
    for headers, refused in (
        ({"Host": "evil.test"}, True),
        ({"Origin": "http://localhost:3000"}, True),
        ({}, False),
    ):
        request = urllib.request.Request(server.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status, got = answer.status, answer.headers
        except urllib.error.HTTPError as error:
            status, got = error.code, error.headers
        assert (status == 403) == refused
        assert got["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({}, True),
        ({"Origin": "own"}, True),
        ({"Origin": "http://localhost:3000"}, False),
        ({"Origin": "https://evil.test"}, False),
    ],
)
def test_a_websocket_of_another_site_is_refused(
    server: Server, headers: dict[str, str], let_in: bool
) -> None:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    given = {name: server.url if value == "own" else value for name, value in headers.items()}
    if let_in:
        with connect(address, additional_headers=given) as line:
            assert line.protocol.close_code is None
    else:
        with pytest.raises(InvalidStatus):
            connect(address, additional_headers=given)


def test_a_text_on_the_websocket_leaves_one_line_in_the_log(server: Server) -> None:
    with connect(server.url.replace("http", "ws") + "/_stcore/stream") as line:
        line.send("words")
        with pytest.raises(ConnectionClosed):
            while True:
                line.recv(timeout=10)
        assert line.protocol.close_code == 1003
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=10) as answer:
        assert answer.status == 200
    said = Path(server.log).read_text("utf-8")
    assert "a websocket was closed that sent text" in said
    assert "Traceback" not in said
