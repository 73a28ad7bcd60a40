"""Pictures of every page: `make screenshots`.

`python scripts/screenshots.py` makes those of the README (docs/screenshots), the desk's over the
reports of a made-up county, the others over the samples;
`python scripts/screenshots.py --all FOLDER` makes every page, in both languages and themes, at
desktop and phone width, to be looked at before a release.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from scripts.chromium import HELP, find_chromium, launch_arguments  # noqa: E402
from tests.office_reports import write_draft, write_units, write_years  # noqa: E402

PAGES = (
    *("overview", "figures", "source", "rollup", "yearly", "brief", "draft"),
    *("progress", "ratios", "compare", "check", "reports", "about"),
)
KEPT = ROOT / "docs" / "screenshots"
LARGEST = 200_000  # bytes a picture of the README may have
START_SECONDS = 60


@dataclass(frozen=True)
class Shot:
    """One picture: which page, how it is looked at, and what is done to it first."""

    name: str
    page: str
    language: str = "zh"
    theme: str = "light"
    width: int = 1280
    height: int = 900
    whole: bool = False
    query: str = ""
    choose: str = ""
    draft: bool = False


README = (
    Shot("overview", "overview", height=980),
    Shot("figures", "figures", query="&q=问题"),
    Shot("progress", "progress", language="en", theme="dark"),
    Shot("source", "source", height=840, choose="7.7万多个"),
)
DESK = (
    Shot("rollup", "rollup", query="&sort=rectified_rate", height=800),
    Shot("yearly", "yearly", height=800),
    Shot("brief", "brief", height=1060),
    Shot("draft", "draft", draft=True, height=960),
)


def every_page() -> list[Shot]:
    """Every page, language, theme and width."""
    return [
        Shot(f"{page}_{language}_{theme}_{width}", page, language, theme, width, whole=True)
        for page in PAGES
        for language in ("zh", "en")
        for theme in ("light", "dark")
        for width in (1280, 390)
    ]


@contextmanager
def dashboard(folder: Path, reports: Sequence[Path]) -> Iterator[str]:
    """A dashboard over some reports on a free port, its library in `folder`; gives its address."""
    env = {**os.environ, "LIBRARY": str(folder / "library.duckdb")}
    add = [sys.executable, "-m", "dashboard", "add", *map(str, reports)]
    subprocess.run(add, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command.append(f"--server.port={port}")
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> Path:
    """Take one picture into `folder`; returns its path."""
    context = browser.new_context(
        locale="zh-CN" if shot.language == "zh" else "en-GB",
        color_scheme="dark" if shot.theme == "dark" else "light",
        viewport={"width": shot.width, "height": shot.height},
    )
    page = context.new_page()
    page.goto(f"{address}/{shot.page}?lang={shot.language}{shot.query}")
    page.get_by_role("heading", level=1).first.wait_for()  # a brief has its own below
    if shot.choose:
        page.get_by_role("combobox").first.click()
        page.get_by_role("option", name="烟草行业").click()
        page.get_by_role("button", name=shot.choose).click()
    if shot.draft:
        with tempfile.TemporaryDirectory() as place:
            page.locator("input[type=file]").set_input_files(write_draft(Path(place)))
            page.get_by_role("button", name="开始核对").click()
            page.get_by_role("button", name="下载带批注的文稿").wait_for()
    page.wait_for_timeout(1500)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_timeout(2000)
    if shot.whole:
        height = page.get_by_test_id("stMain").evaluate("box => box.scrollHeight")
        page.set_viewport_size({"width": shot.width, "height": min(height + 20, 6000)})
        page.wait_for_timeout(1000)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="every page, into this folder")
    asked = parser.parse_args()
    folder = asked.all or KEPT
    sets = [(every_page(), _samples)] if asked.all else [(README, _samples), (DESK, _county)]
    folder.mkdir(parents=True, exist_ok=True)
    executable = find_chromium()
    if executable is None:
        sys.exit(HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=launch_arguments())
        for shots, reports in sets:
            with (
                tempfile.TemporaryDirectory() as place,
                dashboard(Path(place), reports(Path(place))) as address,
            ):
                for shot in shots:
                    _report(take(browser, address, shot, folder), bounded=not asked.all)
        browser.close()


def _samples(folder: Path) -> list[Path]:
    """The sample reports; `folder` is not needed for them."""
    return [ROOT / "data" / "reports"]


def _county(folder: Path) -> list[Path]:
    """The made-up reports of a county's units and of its two years, written into `folder`."""
    return [*write_units(folder).values(), *write_years(folder).values()]


def _report(path: Path, *, bounded: bool) -> None:
    """Say which picture was made; one of the README that is too large ends the run."""
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path} {size:,} bytes")
    if bounded and size > LARGEST:
        sys.exit(f"{path.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
