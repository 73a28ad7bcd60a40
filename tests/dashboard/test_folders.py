"""Which folders of this computer the Reports page may read."""

import os
from pathlib import Path

import pytest

from dashboard.web import folders


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Folders 甲 and 乙 with a report each, 甲密 beside them, and links that lead in and out."""
    for name in ("甲", "乙", "甲密"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("整改5个", "utf-8")
    (tmp_path / "甲" / "出").symlink_to(tmp_path / "甲密")
    (tmp_path / "甲" / "出.txt").symlink_to("/etc/passwd")
    (tmp_path / "进").symlink_to(tmp_path / "甲")
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    return tmp_path


# What is typed → where it leads to; None where nothing is read.
TYPED = [
    ("甲", "甲"),
    ("甲/a.txt", "甲/a.txt"),
    ("乙/../甲/a.txt", "甲/a.txt"),
    ("进/a.txt", "甲/a.txt"),
    (" 乙 ", "乙"),
    ("甲密", None),
    ("甲密/a.txt", None),
    ("甲/../甲密", None),
    ("甲/出", None),
    ("甲/出.txt", None),
    ("甲/无.txt", None),
    ("圈", None),
    ("", None),
    ("..", None),
    ("\0", None),
    ("/etc/passwd", None),
    ("~nobody-here/a", None),
    ("~", None),
]


@pytest.mark.parametrize(("typed", "leads"), TYPED)
def test_only_what_lies_in_a_named_folder_is_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, typed: str, leads: str | None
) -> None:
    monkeypatch.chdir(place)
    setting = os.pathsep.join([str(place / "甲"), "", f" {place / '乙'} "])
    found = folders.inside(typed, folders.named({"FOLDERS": setting}))
    assert found == (None if leads is None else (place / leads).resolve())


@pytest.mark.parametrize("setting", [{}, {"FOLDERS": ""}, {"FOLDERS": f" {os.pathsep} "}])
def test_without_the_setting_no_folder_is_read(setting: dict[str, str]) -> None:
    assert folders.named(setting) == ()
    assert folders.inside("/", ()) is None


ADDRESSES = [
    ("127.0.0.1", True),
    ("127.8.8.8", True),
    ("::1", True),
    ("localhost", True),
    ("0.0.0.0", False),
    ("::", False),
    ("192.168.1.2", False),
    ("kanban.office.cn", False),
    ("", False),
    (None, False),
]


@pytest.mark.parametrize(("address", "loopback"), ADDRESSES)
def test_a_server_that_others_reach_is_known(address: str | None, loopback: bool) -> None:
    assert folders.is_loopback(address) == loopback
