"""Words that try to be more, in a real browser; and that nothing leaves the machine meanwhile."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, WebSocket

from tests import hostile
from tests.browser.conftest import ROOT, Server
from tests.browser.test_journeys import PAGES, open_page, settled

WATCH = ROOT / "tests" / "outgoing"
# What a report's words must never become: links and pictures of elsewhere, maths, badges, bold type.
LIVE = """() => [
    ...document.querySelectorAll('a[href*="evil"], img[src*="evil"], img[alt*="logo"], .katex'),
    ...[...document.querySelectorAll('strong, b, .stMarkdownBadge, [role=img]')].filter(
      node => ['粗', '重', '新', 'delete'].includes(node.textContent)),
  ].map(node => node.outerHTML.slice(0, 200))"""
LISTEN = """window.broken = [];
document.addEventListener('securitypolicyviolation', event => window.broken.push(
  event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))"""
SHOW_NONE = {"draft", "about"}  # pages that show no report
# Pages whose rows are drawn as a picture: the words stand in the filter, once it is unfolded.
FOLDED = {"figures", "rollup"}


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file into which servers that start from now on write what they try to reach."""
    seen = tmp_path / "outgoing.txt"
    seen.touch()
    monkeypatch.setenv("PYTHONPATH", str(WATCH))
    monkeypatch.setenv("OUTGOING", str(seen))
    return seen


def test_the_watch_sees_what_leaves(watched: Path) -> None:
    for attempt in (
        "socket.create_connection(('192.0.2.1', 80))",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
    ):
        done = subprocess.run(
            [sys.executable, "-c", f"import socket; {attempt}"], capture_output=True, check=False
        )
        assert b"nothing may leave the machine" in done.stderr
    assert len(watched.read_text().splitlines()) == 3


def test_traps_are_words_and_nothing_leaves_the_machine(
    page: Page, watched: Path, fresh_server: Callable[..., Server]
) -> None:
    started = fresh_server(before=hostile.fill)
    away: list[str] = []

    def note(request: Request | WebSocket) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            away.append(request.url)

    page.on("request", note)
    page.on("websocket", lambda opened: note(opened))
    page.add_init_script(LISTEN)
    words = " ".join(hostile.BOUQUET.split())
    for name, title in PAGES.items():
        open_page(page, f"{started.url}/{name}", title)
        if name in FOLDED:
            page.get_by_text("更多条件", exact=True).click()
            settled(page)
        page.wait_for_timeout(500)
        drawn = " ".join(page.evaluate("() => document.body.textContent").split())
        assert (words in drawn) == (name not in SHOW_NONE), name
        assert page.evaluate(LIVE) == [], name
        assert page.evaluate("() => window.broken") == [], name
    assert away == []
    assert watched.read_text("utf-8") == ""
    assert "Traceback" not in started.log.read_text("utf-8")
