"""Limits, hostile files, archives and folders: refused by name, the others go in."""

import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from reading import (
    Limits,
    Refusal,
    Report,
    UnreadableReport,
    count_files,
    read_report,
    read_reports,
)
from reading.safety import apart, worker
from reading.safety.limits import limits_in_use
from reading.safety.worker import read_apart
from tests.reading.make import docx_file, html_file, pdf_file, pdf_pages, xlsx_file, zip_file

TEXT = "共查摆问题12个，整改8个。"
GOOD = TEXT.encode()


def outcomes(source: object, limits: Limits | None = None, name: str = "") -> dict[str, str]:
    """name → "read" or the code of the refusal."""
    return {
        one.name: one.code if isinstance(one, Refusal) else "read"
        for one in read_reports(source, limits=limits, name=name)  # type: ignore[arg-type]
    }


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (GOOD * 100, Limits(max_bytes=1000), "too_large"),
        (GOOD * 100, Limits(max_characters=100), "too_long"),
        (html_file([TEXT] * 100), Limits(max_characters=100), "too_long"),
        (html_file([TEXT * 100]), Limits(max_characters=100), "too_long"),
        (pdf_file(pdf_pages([TEXT] * 50)), Limits(max_pages=1), "too_many_pages"),
        (xlsx_file({"a": [["甲", "乙"]] * 60}), Limits(max_cells=100), "too_many_cells"),
        (b"a," * 3000 + b"a\n" + b"a,b\n" * 2000, None, "too_many_cells"),
        (xlsx_file({"a": [["甲"]], "b": [["乙"]]}), Limits(max_pages=1), "too_many_pages"),
        (docx_file([TEXT]), Limits(max_unpacked=1000), "too_large_unpacked"),
        (docx_file([TEXT]), Limits(max_entries=3), "too_many_entries"),
        (zip_file({"word/document.xml": bytes(20_000_000)}), None, "zip_bomb"),
        (
            b"<table>" + (b"<tr>" + b"<td colspan=99 rowspan=99>1" * 90) * 90,
            Limits(max_cells=10_000),
            "too_many_cells",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_past_a_limit(data: bytes, limits: Limits | None, code: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_report(data, limits=limits, name="a.csv" if data.startswith(b"a,") else "")
    assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("name", ["管道.txt", "管道.zip"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert count_files(tmp_path / name) == 1
    assert outcomes(tmp_path / name) == {name: "no_file"}
    assert outcomes(tmp_path) == {name: "no_file"}
    with pytest.raises(UnreadableReport, match="no_file"):
        read_report(tmp_path / name)


def test_no_path_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲.txt").write_bytes(GOOD)
    monkeypatch.chdir(tmp_path)
    assert count_files("") == 1
    assert outcomes("") == {"": "missing"}
    with pytest.raises(UnreadableReport, match="missing"):
        read_report("")


def test_limits_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from reading.safety.limits import _from_environment

    monkeypatch.setenv("READING_MAX_BYTES", "10")
    _from_environment.cache_clear()
    try:
        with pytest.raises(UnreadableReport, match="too_large"):
            read_report(GOOD)
    finally:
        monkeypatch.delenv("READING_MAX_BYTES")
        _from_environment.cache_clear()


def nested(depth: int) -> bytes:
    inner = GOOD
    name = "最里.txt"
    for _ in range(depth):
        inner, name = zip_file({name: inner}), "里.zip"
    return inner


def test_archive() -> None:
    data = zip_file(
        {
            "整改/一.txt": GOOD,
            "整改/二.docx": docx_file([TEXT]),
            "坏.docx": docx_file([TEXT])[:-2000],
            "空.txt": b"",
            "../逃.txt": GOOD,
            "/根.txt": GOOD,
            "C:\\盘.txt": GOOD,
            "里.zip": nested(1),
            "太深.zip": nested(3),
            "__MACOSX/._一.txt": b"\0",
            "整改/~$二.docx": b"\0",
            ".DS_Store": b"\0",
        }
    )
    assert outcomes(data, name="包.zip") == {
        "包.zip/../逃.txt": "outside",
        "包.zip//根.txt": "outside",
        "包.zip/C:/盘.txt" if os.sep == "\\" else "包.zip/C:\\盘.txt": "outside",
        "包.zip/坏.docx": "damaged",
        "包.zip/太深.zip/里.zip": "too_deep",
        "包.zip/整改/一.txt": "read",
        "包.zip/整改/二.docx": "read",
        "包.zip/空.txt": "empty",
        "包.zip/里.zip/最里.txt": "read",
    }


def test_archive_with_names_in_gbk(tmp_path: Path) -> None:
    name = "通报.txt"
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name.encode("gbk").decode("cp437"), GOOD)
    data = path.read_bytes()
    # The writer says UTF-8 of such a name; old Windows does not: clear the mark in both headers.
    raw = name.encode("gbk").decode("cp437").encode("utf-8")
    data = data.replace(raw, name.encode("gbk").ljust(len(raw), b"!"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + place
        data = data[:at] + bytes((data[at], data[at + 1] & 0xF7)) + data[at + 2 :]
    (found,) = read_reports(data)
    assert found.name.startswith("通报.txt")


def test_encrypted_archive_entry() -> None:
    data = bytearray(zip_file({"密.txt": GOOD, "明.txt": GOOD}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert outcomes(bytes(data)) == {"密.txt": "password", "明.txt": "read"}


def test_files_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "一.txt").write_bytes(GOOD)
    (tmp_path / ".DS_Store").write_bytes(b"")
    archive = zip_file({"a/": b"", "a/一.txt": GOOD, "二.txt": GOOD, "__MACOSX/._一.txt": b""})
    (tmp_path / "包.zip").write_bytes(archive)
    assert count_files(tmp_path) == 2
    assert count_files(tmp_path / "包.zip") == count_files(archive, name="包.ZIP") == 2
    assert count_files(b"PK broken", name="a.zip") == count_files(archive, name="a.docx") == 1


def test_archives_in_an_archive_share_its_limits() -> None:
    inner = zip_file({f"{number}.txt": GOOD * 1000 for number in range(3)})
    data = zip_file({"一.zip": inner, "三.zip": inner, "二.zip": inner})
    size = 3 * 1000 * len(GOOD)
    found = outcomes(data, Limits(max_unpacked=3 * len(inner) + 2 * size), "包.zip")
    assert list(found.values()).count("read") == 6
    assert [name for name, code in found.items() if code == "too_large_unpacked"] == [
        "包.zip/二.zip"
    ]
    found = outcomes(data, Limits(max_entries=6), "包.zip")
    assert sorted(found.values()) == ["read"] * 3 + ["too_many_entries"] * 2


def test_link_in_an_archive() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("链.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert outcomes(stream.getvalue()) == {"链.txt": "outside"}


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "乙.html").write_bytes(html_file([TEXT]))
    (tmp_path / "甲.txt").write_bytes(GOOD)
    (tmp_path / "丙.zip").write_bytes(zip_file({"丁.txt": GOOD}))
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 x")
    (tmp_path / "Thumbs.db").write_bytes(b"\0")
    expected = {
        "丙.zip/丁.txt": "read",
        "坏.pdf": "damaged",
        "甲.txt": "read",
        "下级/乙.html": "read",
    }
    outside = tmp_path.parent / "别处.txt"
    outside.write_bytes(GOOD)
    if sys.platform != "win32":
        (tmp_path / "链.txt").symlink_to(outside)
        expected["链.txt"] = "outside"
    assert outcomes(tmp_path) == expected
    assert outcomes(tmp_path, Limits(max_entries=2))["甲.txt"] == "too_many_entries"
    (one,) = read_reports(tmp_path / "甲.txt")
    assert isinstance(one, Report) and (one.name, one.text) == ("甲.txt", TEXT)
    assert outcomes(tmp_path / "没有.txt") == {"没有.txt": "missing"}
    with pytest.raises(UnreadableReport, match="folder"):
        read_report(tmp_path)


def test_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲.txt").write_bytes(GOOD)
    (tmp_path / "关").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "关":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert outcomes(tmp_path) == {"甲.txt": "read", "关": "no_access"}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without end")
def test_device_without_end() -> None:
    with pytest.raises(UnreadableReport, match="no_file"):
        read_report(Path("/dev/zero"), limits=Limits(max_bytes=10_000))


def test_worker_outlives_bad_files(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a library could do to the process: hang, fill the memory, end it.
    bad = {
        "hang": "too_slow",
        "fill": "too_much_memory",
        "grow": "too_much_memory",
        "end": "crashed",
    }
    for what, code in bad.items():
        # Those that end by themselves have the time that a busy machine takes to start them.
        seconds = 3 if what == "hang" else 30
        limits = Limits(max_seconds=seconds, max_memory=400 * 1024 * 1024)
        if what == "fill" and sys.platform != "linux":
            continue
        with pytest.raises(UnreadableReport) as caught:
            _misbehave(what, limits, monkeypatch)
        assert caught.value.code == code
        assert read_report(html_file([TEXT])).text == TEXT


def _misbehave(what: str, limits: Limits, patch: pytest.MonkeyPatch) -> Report:
    grow = "import time; held = [(b'x' * 10**7, time.sleep(0.01)) for _ in range(500)]"
    deeds = {
        "hang": "while True: pass",
        "fill": "bytearray(10**10)",
        "grow": grow,
        "end": "os._exit(3)",
    }
    # Where the system has no bound of its own, the process watches itself.
    watch = (
        "import reading.safety.memory as m; m.limit_memory = m.watch; " if what == "grow" else ""
    )
    start = apart._START.replace(
        "serve()",
        f"{watch}import os, reading.serving as r; r.read_as = lambda *a: exec({deeds[what]!r}, "
        "dict(os=os)); serve()",
    )
    places = apart.Places("reading.serving", 1)
    with patch.context() as patched, limits_in_use(limits):
        patched.setattr(apart, "_START", start)
        patched.setattr(worker, "_places", places)
        try:
            return read_apart("html", b"", "", None)
        finally:
            places.close()


def test_many_threads() -> None:
    found: list[str] = []

    def read() -> None:
        found.extend(read_report(html_file([TEXT])).text for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [TEXT] * 20


def test_merged_without_end() -> None:
    rows: list[list[object]] = [["地区", "件数"], ["甲市", 12]]
    with zipfile.ZipFile(io.BytesIO(xlsx_file({"表": rows}, ["B1:C1"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"B1:C1", b"B1:XFD1048576"
    )
    with pytest.raises(UnreadableReport, match="too_many_cells"):
        read_report(zip_file(parts))
    page = "<table><tr><td colspan=99999 rowspan=99999>甲</td></tr><tr><td>乙</td><td>3</td></tr>"
    assert len(read_report(f"<html><body>{page}</table>".encode()).tables[0].grid()) == 2


def test_nested_without_end() -> None:
    assert read_report(("<html>" + "<div>" * 50_000 + TEXT).encode()).text == TEXT
    with pytest.raises(UnreadableReport):
        read_report(zip_file({"word/document.xml": b"<a>" * 50_000 + b"</a>" * 50_000}))
