"""A watched folder: what is new in it, what is taken in, what is left alone."""

import os
import time
from pathlib import Path

import pytest

from dashboard.files import watching
from dashboard.store.library import Library

SAID = "全县排查隐患{n}处，整改{n}处。"


def put(folder: Path, name: str, n: int = 12, age: float = 60.0) -> Path:
    """A file that was last changed `age` seconds ago."""
    path = folder / name
    path.write_text(SAID.format(n=n), "utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "收到的报告"
    place.mkdir()
    return place


def names(library: Library) -> list[str]:
    found = watching.waiting(library)
    assert found is not None
    return [path.name for path in found.files]


def test_no_folder_is_watched_before_one_is_named(library: Library) -> None:
    assert watching.waiting(library) is None
    assert watching.folder(library) == ""
    assert list(watching.take_in(library)) == []


def test_new_files_go_in_once(library: Library, folder: Path) -> None:
    put(folder, "二号.txt", 20, age=100)
    put(folder, "一号.txt", 10, age=200)
    watching.watch(library, folder)
    assert names(library) == ["一号.txt", "二号.txt"]
    events = list(watching.take_in(library))
    assert [(one.kind, one.done, one.total) for one in events] == [("added", 1, 2), ("added", 2, 2)]
    assert names(library) == []
    put(folder, "三号.txt", 30)
    assert names(library) == ["三号.txt"]


def test_a_refusal_is_told_once_until_the_file_changes(library: Library, folder: Path) -> None:
    bad = put(folder, "空的.txt")
    bad.write_bytes(b"")
    os.utime(bad, (time.time() - 60, time.time() - 60))
    watching.watch(library, folder)
    assert [one.kind for one in watching.take_in(library)] == ["refused"]
    assert names(library) == []
    put(folder, "空的.txt", age=30)
    assert names(library) == ["空的.txt"]


@pytest.mark.parametrize("name", [".hidden.txt", "~$报告.docx", "下载中.txt.part", "写着.TMP"])
def test_what_programs_put_there_is_left_alone(library: Library, folder: Path, name: str) -> None:
    put(folder, name)
    watching.watch(library, folder)
    assert names(library) == []


def test_links_and_folders_within_are_left_alone(library: Library, folder: Path) -> None:
    outside = put(folder.parent, "别处.txt")
    (folder / "链接.txt").symlink_to(outside)
    (folder / "子文件夹").mkdir()
    put(folder / "子文件夹", "里面.txt")
    watching.watch(library, folder)
    assert names(library) == []


def test_a_file_that_is_still_being_written_waits(library: Library, folder: Path) -> None:
    put(folder, "正在写.txt", age=0.0)
    watching.watch(library, folder)
    assert names(library) == []


def test_a_full_folder_is_taken_in_bit_by_bit(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        put(folder, f"{n}.txt", n + 1, age=100 - n)
    watching.watch(library, folder)
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 2)
    found = watching.waiting(library)
    assert found is not None and (len(found.files), found.more, found.too_many) == (2, 3, False)
    monkeypatch.setattr(watching, "MOST_ENTRIES", 3)
    found = watching.waiting(library)
    assert found is not None and found.too_many


def test_a_folder_that_is_gone_is_said_and_can_be_given_up(library: Library, folder: Path) -> None:
    watching.watch(library, folder)
    folder.rmdir()
    found = watching.waiting(library)
    assert found is not None and found.missing and not found.files
    watching.stop(library)
    assert watching.waiting(library) is None


def test_what_was_read_is_remembered_by_the_library(
    library: Library, library_path: Path, folder: Path
) -> None:
    put(folder, "一号.txt")
    watching.watch(library, folder)
    list(watching.take_in(library))
    library.close()
    again = Library(library_path)
    assert watching.folder(again) == str(folder.resolve())
    assert names(again) == []
    again.close()
