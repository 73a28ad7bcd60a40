"""The library's file, whatever state it is in: what the person is told, and that nothing is lost."""

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import LibraryError
from dashboard.files.adding import add_sources
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store import faults
from dashboard.store.database import Store
from dashboard.store.faults import log_of
from dashboard.store.library import Library
from dashboard.store.schema import SHOWN_COLUMNS, VERSION

OLD = Path(__file__).parents[1] / "cases" / "libraries"

# What DuckDB 2 said when each of these was tried, and the code that it must become.
SAID = [
    ("disk_full", duckdb.IOException('Could not write file "a": No space left on device')),
    ("disk_full", duckdb.TransactionException('Failed to commit: "a.wal": File too large')),
    ("disk_full", duckdb.FatalException("Failed … because of error: No space left on device")),
    ("disk_full", duckdb.IOException('Could not write "a": There is not enough space on the disk.')),
    ("disk_full", OSError(errno.ENOSPC, "No space left on device")),
    ("disk_full", OSError(errno.EFBIG, "File too large")),
    ("read_only", duckdb.IOException('Cannot open file "a": Read-only file system')),
    ("read_only", OSError(errno.EROFS, "Read-only file system")),
    ("in_use", duckdb.IOException('Could not set lock on file "a": Conflicting lock is held')),
    ("in_use", duckdb.IOException('"a": The process cannot access it: being used by another process')),
    ("log_damaged", duckdb.Error('Failure while replaying WAL file "a.wal": Corrupt WAL file')),
    ("log_damaged", duckdb.IOException('Failure while replaying WAL file "a.wal": Failed to decode')),
    ("newer", duckdb.IOException("Trying to read a database file with storage version number 99")),
    ("not_a_library", duckdb.IOException('"a" exists, but it is not a valid DuckDB database file!')),
    ("damaged", duckdb.Error("Corrupt database file: computed checksum 1 does not match 2")),
    ("damaged", duckdb.IOException('Could not read enough bytes from file "a"')),
    ("damaged", duckdb.SerializationException("expected end of object")),
    ("unwritable", duckdb.IOException('Cannot open file "a": Permission denied')),
    ("unwritable", OSError(errno.EACCES, "Permission denied")),
    ("unreadable", duckdb.IOException('Could not read from file "a": Input/output error')),
    ("no_memory", duckdb.OutOfMemoryException("failed to allocate data of size 16 MiB")),
    ("gave_up", duckdb.FatalException("database has been invalidated")),
    # Faults of the program: nothing of them is the file's, whatever they quote.
    (None, duckdb.BinderException("column “No space left on device” not found")),
    (None, duckdb.ConstraintException("checksum")),
    (None, ValueError("Corrupt")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "error"), SAID)
def test_what_was_said_becomes_a_code(code, error):
    assert faults.code_of(error) == code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({code for code, _ in SAID if code} | {"foreign", "nothing_there", "there_already"}))  # fmt: skip
def test_each_code_has_its_sentence(code, language, tmp_path):
    words = Words(language)
    error = faults.library_error(code, tmp_path / "library.duckdb")
    sentence = words(f"library_error.{code}", **error.details)
    if code in ("disk_full", "damaged", "log_damaged", "read_only"):
        # A person who moves or copies the file is told what else belongs to it.
        assert error.details["log"] in sentence
    assert ("移走" in sentence or "move" in sentence) <= (code in _TO_BE_MOVED)


# Only in these may a person be told to move anything; in a full disk's, to take both files along.
_TO_BE_MOVED = {"damaged", "log_damaged", "not_a_library", "disk_full"}


# -- what is there already --------------------------------------------------------------------


def refused(path):
    """The code by which a file is refused, and that it is left as it was."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(LibraryError) as caught:
        Library(path)
    after = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    assert after == before
    return caught.value.code


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"x" * 9000, "不是数据库".encode() * 5000, b"\0" * 20_000, b"x"]
)
def test_what_is_no_duckdb_file_is_left_alone(tmp_path, content):
    path = tmp_path / "library.duckdb"
    path.write_bytes(content)
    assert refused(path) == "not_a_library"


def test_a_folder_is_no_library(tmp_path):
    (tmp_path / "library.duckdb").mkdir()
    assert refused(tmp_path / "library.duckdb") == "not_a_library"


@pytest.mark.parametrize(
    "statements",
    [
        "CREATE TABLE accounts (number INTEGER)",
        "CREATE VIEW answers AS SELECT 42 AS answer",
        "CREATE TABLE settings (theme VARCHAR)",
        "CREATE TABLE settings (name VARCHAR, value VARCHAR)",
        "CREATE TABLE settings AS SELECT 'schema' AS name, 'dark' AS value",
    ],
)
def test_the_duckdb_file_of_another_program_is_left_alone(tmp_path, statements):
    path = tmp_path / "library.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute(statements)
    assert refused(path) == "foreign"


def test_an_empty_file_becomes_a_library(library_path, campaign):
    """As a full disk left it behind once: nothing is in it."""
    library_path.touch()
    library = Library(library_path)
    library.add(*campaign)
    library.close()
    assert len(Library(library_path).reports()) == 1


@pytest.mark.parametrize("place", [0, 8, 12, 100, 4096, 4100])
def test_a_damaged_head_is_told(filled, library_path, place):
    filled[0].close()
    _flip(library_path, place)
    assert refused(library_path) in ("damaged", "not_a_library")


def test_a_file_cut_short_is_told(filled, library_path):
    filled[0].close()
    os.truncate(library_path, 5000)
    assert refused(library_path) == "damaged"


def _flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


# -- the log beside the file -------------------------------------------------------------------


@pytest.fixture
def logged(filled, library_path, make, monkeypatch):
    """A library as a kill between a commit and what follows leaves it: a second report in the log."""
    library, _ = filled
    monkeypatch.setattr(Store, "_settle", lambda *_: None)
    library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    kept = library_path.parent / "killed"
    kept.mkdir()
    for file in (library_path, log_of(library_path)):
        shutil.copy(file, kept)
    library.close()
    monkeypatch.undo()
    return kept / library_path.name


def test_what_the_log_holds_comes_into_the_library(logged):
    library = Library(logged)
    assert len(library.reports()) == 2
    library.close()


# Bytes from the end of the log's head: the head itself, which DuckDB passes over in silence when it
# is damaged, to write over the log with the next change; then the sum and the words of a record.
IN_THE_HEAD = [-30, -29, -25, -10, -5, -3, -1]
BEHIND_IT = [8, 15, 16, 40, 400]


@pytest.mark.parametrize("place", [*IN_THE_HEAD, *BEHIND_IT])
def test_a_damaged_log_is_told_and_kept(logged, place):
    log = log_of(logged)
    _flip(log, log.read_bytes().index(b"\xff\xff") + 2 + place)
    assert refused(logged) == "log_damaged"
    log_of(logged).rename(logged.with_name("kept.wal"))
    library = Library(logged)
    assert len(library.reports()) == 1
    library.close()


@pytest.mark.parametrize("left", [0, 1, 30, 54, 60, 200, 1500, -1])
def test_a_log_that_a_kill_cut_short_was_never_confirmed(logged, left):
    os.truncate(log_of(logged), left % log_of(logged).stat().st_size)
    library = Library(logged)
    assert len(library.reports()) == 1
    library.close()


def test_what_is_confirmed_is_in_the_file_itself(filled, library_path, tmp_path, make):
    """A person who copies the file alone, while the dashboard runs, loses nothing."""
    library, report = filled
    second = library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    library.correct(second, 4, 6, "unit", "件")
    alone = tmp_path / "alone" / "library.duckdb"
    alone.parent.mkdir()
    shutil.copy(library_path, alone)
    copy = Library(alone)
    assert set(copy.reports()["id"]) == {report, second}
    assert copy.figures(second)["unit"].tolist() == ["件"]
    copy.close()


# -- no room, no permission --------------------------------------------------------------------


@contextlib.contextmanager
def full_disk(bytes_a_file):
    """No file grows over so many bytes: the system refuses to write more, as on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def code_of(call, *arguments):
    with pytest.raises(LibraryError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_report_that_finds_no_room_is_left_out_whole(filled, library_path, make):
    library, report = filled
    another = make("查出问题3个。", {"text": "3个", "number": 3.0})
    with full_disk(512):
        assert code_of(library.add, *another) == "disk_full"
        assert code_of(library.remove, report) == "disk_full"
        assert library.reports()["id"].tolist() == [report]
        assert len(library.figures(report)) == 5
    library.add(*another)  # there is room again: nobody has to start anything anew
    library.close()
    again = Library(library_path)
    assert len(again.reports()) == 2
    again.close()


def test_what_finds_room_in_the_log_alone_is_confirmed(filled, library_path, make):
    library, report = filled
    with full_disk(library_path.stat().st_size):
        another = library.add(*make("问题。" * 40_000))
        assert log_of(library_path).exists()
        assert set(library.reports()["id"]) == {report, another}  # after DuckDB gave up once
    library.correct(report, *library.figures(report)[["start", "end"]].iloc[0], "unit", "条")
    assert not log_of(library_path).exists()
    library.close()
    again = Library(library_path)
    assert set(again.reports()["id"]) == {report, another}
    again.close()


def test_a_library_opens_on_a_full_disk(filled, library_path, monkeypatch):
    library, report = filled
    library.remove(report)  # is deleted for good when it is opened, unless nothing can be written
    library.close()
    monkeypatch.setattr("dashboard.store.library.version_of", lambda _: "other rules")
    with full_disk(4096):
        library = Library(library_path)
        assert library.reports().empty
        library.close()
    library = Library(library_path)
    assert library.rows("SELECT count(*) FROM reports") == [(0,)]
    library.close()


def test_a_new_library_on_a_full_disk(tmp_path):
    path = tmp_path / "new" / "library.duckdb"
    with full_disk(4096):
        assert code_of(Library, path) == "disk_full"
    assert list(path.parent.iterdir()) == []
    Library(path).close()


def test_a_full_disk_is_not_blamed_on_the_text(filled, caplog):
    library, _ = filled
    with full_disk(512):
        events = list(add_sources(library, [("战报.txt", "全年查出问题31个。".encode())]))
    assert [(event.kind, event.code) for event in events] == [("refused", "disk_full")]
    assert not [record for record in caplog.records if record.exc_info]


@contextlib.contextmanager
def nobody():
    """Someone who may write only what everybody may (root may write everything)."""
    if sys.platform == "win32":
        pytest.skip("rights are other things on Windows")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o444, 0o555)])
def test_a_library_that_may_not_be_written(filled, library_path, file, folder):
    filled[0].close()
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        path = Path(place) / "library.duckdb"
        shutil.copy(library_path, path)
        path.chmod(file)
        Path(place).chmod(folder)
        with nobody():
            assert code_of(Library, path) == "unwritable"
        Path(place).chmod(0o777)
        assert path.read_bytes() == library_path.read_bytes()


def test_a_folder_that_may_not_be_written():
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o555)
        with nobody():
            assert code_of(Library, Path(place) / "library.duckdb") == "unwritable"
            assert code_of(Library, Path(place) / "new" / "library.duckdb") == "unwritable"
        Path(place).chmod(0o777)


# -- older versions ----------------------------------------------------------------------------


def _as_of(version, filled, path):
    """A library as an older version made it, with the rows of a new one as far as it had them."""
    library, _ = filled
    with duckdb.connect(str(path)) as old:
        old.execute((OLD / f"version-{version}.sql").read_text("utf-8"))
        for table in ("reports", "figures", "amended", "corrections"):
            names = [
                row[0]
                for row in old.execute(
                    "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]
                ).fetchall()
            ]
            columns = ", ".join(f'"{name}"' for name in names)
            rows = library.rows(f"SELECT {columns} FROM {table}")
            for row in rows:
                old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        old.execute("SELECT nextval('entry_number') FROM range(10)").fetchall()


@pytest.mark.parametrize("old", sorted(OLD.glob("*.sql")), ids=lambda file: file.stem)
def test_a_library_of_every_older_version_is_brought_up_to_date(filled, campaign, tmp_path, old):
    library, report = filled
    place = library.figures(report)[["start", "end"]].iloc[0].tolist()
    library.correct(report, *place, "unit", "条")
    version = old.stem.removeprefix("version-")
    path = tmp_path / "old.duckdb"
    _as_of(version, filled, path)
    before = path.read_bytes()
    opened = Library(path)
    stored = opened.figures(report)
    assert list(stored.columns) == list(SHOWN_COLUMNS)
    assert stored["unit"].tolist()[:2] == ["条", "项"]
    assert opened.corrections(report)["value"].tolist() == ["条"]
    assert opened.correct(report, *place, "unit", "件") > 10  # numbers of entries go on
    opened.re_extract(report, campaign[1])
    assert opened.figures(report)["step"].tolist()[:4] == [1000, 1000, 1000, 0.1]
    assert opened.rows("SELECT value FROM settings WHERE name = 'schema'") == [(str(VERSION),)]
    opened.close()
    kept = tmp_path / f"old.v{version[0]}.duckdb"
    assert kept.read_bytes() == before
    Library(path).close()
    assert len(list(tmp_path.glob("old.v*"))) == 1  # nothing is left to bring up to date


def test_the_copy_holds_what_stood_in_the_log(filled, tmp_path):
    """The log of an older library, as a kill left it: what it holds is in the copy."""
    live, old = tmp_path / "live.duckdb", tmp_path / "old.duckdb"
    _as_of("1", filled, live)
    with duckdb.connect(str(live)) as connection:
        connection.execute("UPDATE reports SET title = '日志里的标题'")
        shutil.copy(live, old)
        shutil.copy(log_of(live), log_of(old))
    Library(old).close()
    with duckdb.connect(str(tmp_path / "old.v1.duckdb"), read_only=True) as copy:
        assert copy.execute("SELECT title FROM reports").fetchall() == [("日志里的标题",)]


def test_an_older_library_that_cannot_be_copied_stays_as_it_is(filled, tmp_path):
    path = tmp_path / "old.duckdb"
    _as_of("1", filled, path)
    with full_disk(8192):
        assert refused(path) == "disk_full"


def test_a_library_of_a_later_version_is_left_alone(filled, library_path):
    library, _ = filled
    with library.writing() as cursor:
        cursor.execute("UPDATE settings SET value = ? WHERE name = 'schema'", [str(VERSION + 1)])
    library.close()
    assert refused(library_path) == "newer"
