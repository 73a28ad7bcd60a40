"""Which Chromium the browser tests take."""

import os
from pathlib import Path

import pytest

from scripts import chromium

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def stand_in(path: Path, exit_code: int = 0) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no browser: an empty path, an empty Playwright cache, no CHROMIUM."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "cache"))
    monkeypatch.setattr(chromium, "MAC_APPS", ())
    return tmp_path


@pytest.mark.parametrize(
    ("places", "taken"),
    [
        ({}, None),
        ({"bin/chromium": 0, "bin/google-chrome": 0}, "bin/chromium"),
        ({"bin/chromium": 1, "bin/google-chrome": 0}, "bin/google-chrome"),
        ({"bin/msedge": 0}, "bin/msedge"),
        ({"cache/chromium-1/chrome-linux/chrome": 0}, "cache/chromium-1/chrome-linux/chrome"),
        ({"bin/chromium": 1}, None),
    ],
)
def test_takes_the_first_that_starts(bare: Path, places: dict[str, int], taken: str | None) -> None:
    for place, exit_code in places.items():
        stand_in(bare / place, exit_code)
    assert chromium.find_chromium() == (str(bare / taken) if taken else None)


@pytest.mark.parametrize("exit_code", [0, 1])
def test_the_one_named_is_taken_or_reported_missing(
    bare: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int
) -> None:
    stand_in(bare / "bin/chromium")
    named = stand_in(bare / "own/chrome", exit_code)
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.find_chromium() == (named if exit_code == 0 else None)


def test_the_browser_can_reach_this_machine_only() -> None:
    assert "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1" in chromium.launch_arguments()
