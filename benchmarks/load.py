"""How the dashboard bears twenty people at once, and one of them adding fifty reports.

    python -m benchmarks.load [--seconds 300] [--clients 20] [--pause 4] [--figures 100000]
                                [--library PATH]

Every client has a websocket of its own, as a browser has, and changes the search, turns to another
page, downloads what is shown or uploads a report, each time after a pause of `--pause` seconds on
average. In the second half of the time one more person adds fifty reports after fifty. Prints how
long a change takes until the page is drawn, the memory of the process tree, errors, and answers
that show somebody else's filter; exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
import traceback
import urllib.request
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.dashboard import make_filled
from benchmarks.fresh import fresh_texts
from scripts.serving import Server, serving

MOST_SECONDS, MOST_SLOWER, MOST_GROWTH = 2.0, 1.5, 1.2  # of a change, while adding, of the memory
_PAGES = ("overview", "figures", "progress", "ratios", "compare", "check")
_WORDS = (
    "东州市",
    "南江县",
    "查摆",
    "整改",
    "线索",
    "隐患",
    "第三季度",
    "村级组织",
    "党组织",
    "案件",
)
_REPORTS, _LENGTH = 50, 6_000  # added at a time; characters of each
_WAIT = 90.0  # seconds after which an answer is given up
_EVERY = 2.0  # seconds between two looks at the memory
_XSRF = "_streamlit_xsrf"


@dataclass
class Measured:
    """What all clients have seen."""

    changes: list[tuple[float, float, str]] = field(default_factory=list)  # when, seconds, page
    deeds: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)  # filters of somebody else
    added: list[tuple[float, float]] = field(default_factory=list)  # when adding began and ended
    memory: list[tuple[float, float]] = field(default_factory=list)  # when, MB


class Client:
    """A person's browser, as far as the server can tell."""

    def __init__(self, server: Server, connection: ClientConnection) -> None:
        self._server, self._connection = server, connection
        self._known: dict[str, ForwardMsg] = {}
        self._hashes: dict[str, str] = {}  # page → the hash by which the server knows it
        self._uploaded: Any = None
        self.widgets: dict[str, Any] = {}  # key → what the server last said of the widget
        self.page, self.query, self.text, self.session = "figures", "", "", ""
        self.failed: list[str] = []

    async def run(self, **states: Any) -> None:
        """Have the page run with the widgets `states`, by key, and wait until it is drawn."""
        message = BackMsg()
        request = message.rerun_script
        request.query_string = self.query
        request.page_name, request.page_script_hash = self.page, self._hashes.get(self.page, "")
        request.context_info.locale = "zh-CN"
        if self.text and "filter_text" in self.widgets and "filter_text" not in states:
            states["filter_text"] = self.text
        for key, value in states.items():
            state = request.widget_states.widgets.add(id=self.widgets[key].id)
            if value is True:
                state.trigger_value = True
            elif isinstance(value, str):
                state.string_value = value
            else:
                state.file_uploader_state_value.CopyFrom(value)
        await self._connection.send(message.SerializeToString())
        await self._until(
            lambda found: found.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY,
            "script_finished",
        )

    async def turn_to(self, page: str) -> None:
        """Go to another page; the filter comes along."""
        self.page, self.widgets = page, {}
        await self.run()

    async def search(self, words: str) -> None:
        """Change the text that is searched for."""
        self.text = words
        await self.run(filter_text=words)

    def shown(self) -> str:
        """The search that the page shows, in its box and in its address, if they agree."""
        box = self.widgets["filter_text"]
        in_box = box.value if box.set_value else self.text
        in_address = parse_qs(self.query).get("q", [""])[0]
        return in_box if in_box == in_address else f"{in_box} / {in_address}"

    async def download(self) -> int:
        """The bytes of the file of what is shown."""
        button = next(w for k, w in self.widgets.items() if k.startswith("download_shown"))
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = uuid.uuid4().hex, self.session
        asked.deferred_file.file_id = button.deferred_file_id
        await self._connection.send(message.SerializeToString())
        answer = await self._until(lambda found: True, "backend_operation_response")
        url = answer.backend_operation_response.deferred_file.url
        return await asyncio.to_thread(self._fetch, url)

    def _fetch(self, url: str) -> int:
        with urllib.request.urlopen(f"{self._server.url}{url}", timeout=_WAIT) as response:
            return len(response.read())

    async def upload(self, name: str, data: bytes) -> None:
        """Choose a file on the Reports page and add it."""
        await self.turn_to("reports")
        key = next(key for key in self.widgets if key.startswith("reports_files"))
        message = BackMsg()
        asked = message.file_urls_request
        asked.request_id, asked.session_id = uuid.uuid4().hex, self.session
        asked.file_names.append(name)
        await self._connection.send(message.SerializeToString())
        answer = await self._until(lambda found: True, "file_urls_response")
        urls = answer.file_urls_response.file_urls[0]
        await asyncio.to_thread(self._put, urls.upload_url, name, data)
        state = BackMsg().rerun_script.widget_states.widgets.add().file_uploader_state_value
        state.uploaded_file_info.add(
            name=name, size=len(data), file_id=urls.file_id, file_urls=urls
        )
        await self.run(**{key: state})
        await self.run(**{key: state, "reports_add": True})

    def _put(self, url: str, name: str, data: bytes) -> None:
        with urllib.request.urlopen(f"{self._server.url}/_stcore/health", timeout=_WAIT) as found:
            cookies = found.headers.get_all("Set-Cookie") or []
        token = next(c for c in cookies if c.startswith(_XSRF)).split(";")[0].partition("=")[2]
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        request = urllib.request.Request(
            f"{self._server.url}{url}",
            data=head.encode() + data + f"\r\n--{mark}--\r\n".encode(),
            method="PUT",
            headers={
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "Cookie": f"{_XSRF}={token}",
                "X-Xsrftoken": token,
            },
        )
        with urllib.request.urlopen(request, timeout=_WAIT):
            pass

    async def _until(self, enough: Callable[[ForwardMsg], bool], kind: str) -> ForwardMsg:
        """Take in what the server sends until a message of that kind that is `enough`."""
        while True:
            data = await asyncio.wait_for(self._connection.recv(), _WAIT)
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if message.WhichOneof("type") == "ref_hash":
                message = self._known.get(message.ref_hash, message)
            elif message.hash:
                self._known[message.hash] = message
            self._take(message)
            if message.WhichOneof("type") == kind and enough(message):
                return message

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self._hashes = {
                page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
            }
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            named = element.WhichOneof("type") or ""
            found: Any = getattr(element, named, None)
            if named == "exception" or (named == "alert" and found.format == found.ERROR):
                self.failed.append(f"{self.page}: {str(found)[:200]}")
            if str(getattr(found, "id", "")).startswith("$$ID-"):
                self.widgets[found.id.split("-", 2)[2]] = found


async def _visit(
    server: Server, number: int, until: float, pause: float, measured: Measured
) -> None:
    """One of twenty: change something, look at it for a while, and again."""
    chance = random.Random(number)
    async with _connected(server) as connection:
        client = Client(server, connection)
        await client.run()
        while time.monotonic() < until:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
            await _deed(client, number, chance, measured)
            measured.errors += client.failed
            client.failed.clear()


async def _deed(client: Client, number: int, chance: random.Random, measured: Measured) -> None:
    drawn = chance.random()
    begun = time.monotonic()
    try:
        if drawn < 0.05:
            text = f"第{number}号通报\n今年查摆问题{chance.randrange(10**6)}个，整改30个。\n"
            await client.upload(f"通报{uuid.uuid4().hex[:6]}.txt", text.encode())
            measured.deeds["upload"] += 1
            await client.turn_to("figures")
            return
        if drawn < 0.1 and any(key.startswith("download_shown") for key in client.widgets):
            await client.download()
            measured.deeds["download"] += 1
            return
        if drawn < 0.25:
            await client.turn_to(chance.choice(_PAGES))
            measured.deeds["page"] += 1
        else:
            await client.search(f"{chance.choice(_WORDS)} {chance.choice(_WORDS)}")
            measured.deeds["filter"] += 1
        measured.changes.append((begun, time.monotonic() - begun, client.page))
        if client.shown() != client.text:
            measured.foreign.append(f"{client.shown()} instead of {client.text}")
    except Exception:
        measured.errors.append(f"client {number}: {traceback.format_exc(limit=-2)}")


async def _add(
    server: Server, folder: Path, since: float, until: float, measured: Measured
) -> None:
    """The one more person: fifty reports after fifty."""
    await asyncio.sleep(max(0.0, since - time.monotonic()))
    async with _connected(server) as connection:
        client = Client(server, connection)
        client.page = "reports"
        await client.run()
        turn = 0
        while time.monotonic() < until:
            place = folder / f"fifty{turn}"
            await asyncio.to_thread(_write_reports, place, turn)
            begun = time.monotonic()
            try:
                await client.run(reports_path=str(place))
                await client.run(reports_path=str(place), reports_add_folder=True)
            except Exception:
                measured.errors.append(f"adding: {traceback.format_exc(limit=-2)}")
                return
            measured.added.append((begun, time.monotonic()))
            turn += 1


def _write_reports(place: Path, turn: int) -> None:
    place.mkdir()
    texts = list(fresh_texts(4 * _REPORTS * _LENGTH, turn).values())
    for number in range(_REPORTS):
        text = texts[number % len(texts)]
        start = number // len(texts) * _LENGTH
        (place / f"{number}.txt").write_text(text[start : start + _LENGTH], "utf-8")


async def _watch(server: Server, until: float, measured: Measured) -> None:
    while time.monotonic() < until:
        await asyncio.sleep(_EVERY)
        measured.memory.append((time.monotonic(), _held(server.process)))


def _held(process: int) -> float:
    """MB that the server and its workers hold."""
    total = 0
    try:
        tree = psutil.Process(process)
        for one in (tree, *tree.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.Error:
        pass
    return total / 1024 / 1024


def _connected(server: Server) -> connect:
    return connect(
        server.url.replace("http", "ws") + "/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=server.url,  # type: ignore[arg-type]
        max_size=None,
    )


async def _together(server: Server, folder: Path, options: argparse.Namespace) -> Measured:
    measured = Measured()
    begun = time.monotonic()
    half, until = begun + options.seconds / 2, begun + options.seconds
    work: list[Awaitable[None]] = [
        _visit(server, number, until, options.pause, measured) for number in range(options.clients)
    ]
    work.append(_add(server, folder, half, until, measured))
    work.append(_watch(server, until, measured))
    await asyncio.gather(*work)
    return measured


def _printed(measured: Measured, half: float) -> bool:
    """Print what was measured; whether all limits hold."""
    adding = [(t, s) for t, s, _ in measured.changes if _while_added(t, s, measured)]
    quiet = [(t, s) for t, s, _ in measured.changes if t + s < half]
    print(
        f"what was done: {dict(measured.deeds)}, reports added: "
        f"{_REPORTS * len(measured.added)} at {_pace(measured)}"
    )
    calm, busy = _told("quiet", quiet), _told("while one adds", adding)
    for page in _PAGES:
        _told(f"  {page}", [(t, s) for t, s, on in measured.changes if on == page and t + s < half])
    thirds = len(measured.memory) // 3
    early = max((mb for _, mb in measured.memory[thirds : 2 * thirds]), default=0.0)
    late = max((mb for _, mb in measured.memory[2 * thirds :]), default=0.0)
    print(f"memory of all processes: at most {early:.0f} MB in the second third, {late:.0f} after")
    print(f"errors: {len(measured.errors)}; filters of somebody else: {len(measured.foreign)}")
    for said in (measured.errors + measured.foreign)[:5]:
        print(f"  {said}")
    return (
        calm <= MOST_SECONDS
        and busy <= MOST_SLOWER * calm
        and late <= MOST_GROWTH * early
        and not measured.errors
        and not measured.foreign
    )


def _while_added(at: float, seconds: float, measured: Measured) -> bool:
    return any(begun < at + seconds and at < ended for begun, ended in measured.added)


def _pace(measured: Measured) -> str:
    took = sum(ended - begun for begun, ended in measured.added)
    return f"{took / len(measured.added):.0f} s for fifty" if measured.added else "none"


def _told(name: str, changes: list[tuple[float, float]]) -> float:
    """Print a line of a group of changes; its 95th percentile."""
    taken = sorted(seconds for _, seconds in changes)
    if not taken:
        print(f"{name:18} no change")
        return 0.0
    middle, high = taken[len(taken) // 2], taken[min(len(taken) - 1, int(0.95 * len(taken)))]
    print(f"{name:18}{len(taken):5} changes, p50 {middle:.2f} s, p95 {high:.2f} s")
    return high


def main() -> int:
    """Fill a library, let everybody in, print; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4)
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="a copy of this one, if it holds that many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.library:
            shutil.copy(options.library, folder / "library.duckdb")
        make_filled(folder / "library.duckdb", options.figures)
        with serving(folder / "library.duckdb", folder) as server:
            begun = time.monotonic()
            measured = asyncio.run(_together(server, folder, options))
            return 0 if _printed(measured, begun + options.seconds / 2) else 1


if __name__ == "__main__":
    sys.exit(main())
