"""`python -m dashboard library`: the file looked over, copied, brought back, made small, opened up."""

import contextlib
import csv
import shutil

import duckdb
import pandas as pd
import pyarrow.parquet
import pytest

from dashboard.__main__ import main
from dashboard.errors import LibraryError
from dashboard.files.whole_library import export
from dashboard.store import upkeep
from dashboard.store.decisions import Place
from dashboard.store.faults import log_of
from dashboard.store.library import Library
from dashboard.store.schema import FIGURE_COLUMNS
from reading import Report

NO_FIGURES = pd.DataFrame(columns=list(FIGURE_COLUMNS))
BEHIND_THE_HEADS, BLOCK = 3 * 4096, 256 * 1024  # of a DuckDB file


@pytest.fixture
def worked_on(filled, library_path):
    """A library with a correction and a decision in it, closed; and the report's id."""
    library, report = filled
    places = library.figures(report)[["start", "end"]].to_numpy().tolist()
    library.correct(report, *places[0], "unit", "条")
    library.decide(report, "reject", Place("progress", tuple(places[2]), tuple(places[0])))
    library.close()
    return library_path, report


def held(path):
    """All that a library holds, table by table."""
    with duckdb.connect(str(path), read_only=True) as library:
        tables = library.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        return {
            table: sorted(library.execute(f"SELECT * FROM {table}").fetchall(), key=str)
            for (table,) in tables
        }


def test_a_sound_library(worked_on):
    path, report = worked_on
    before = path.read_bytes()
    found = upkeep.check(path, "today's")
    assert found.counts == {table: len(held(path)[table]) for table in found.counts}
    assert list(found.counts) == ["reports", "figures", "conclusions", "corrections", "decisions"]
    assert min(found.counts.values()) > 0
    assert found.faults == ()
    assert found.extracted_by_others == (report,)
    assert found.old_conclusions == ()
    assert upkeep.check(path, "test").extracted_by_others == ()
    assert path.read_bytes() == before


def test_conclusions_of_older_rules_are_told(worked_on):
    path, report = worked_on
    with duckdb.connect(str(path)) as library:
        library.execute("UPDATE settings SET value = 'older' WHERE name = 'conclusions'")
    assert upkeep.check(path, "test").old_conclusions == (report,)


# What is done to a library → the fault that is found.
FAULTS = [
    ("INSERT INTO reports SELECT * FROM reports", "report_twice"),
    ("UPDATE reports SET text = text || '。'", "text_changed"),
    ("DELETE FROM reports", "figure_of_no_report"),
    ("DELETE FROM reports", "entry_of_no_report"),
    ("DELETE FROM reports", "decision_of_no_report"),
    ("UPDATE figures SET start = start + 1", "figure_not_in_text"),
    ("DELETE FROM figures", "conclusion_of_no_figure"),
    ("INSERT INTO corrections SELECT * FROM corrections", "entry_twice"),
]


@pytest.mark.parametrize(("statement", "fault"), FAULTS)
def test_what_must_not_be_is_found(worked_on, capsys, statement, fault):
    path, _ = worked_on
    with duckdb.connect(str(path)) as library:
        library.execute(statement)
    assert fault in {one.code for one in upkeep.check(path, "test").faults}
    assert main(["library", "check"]) == 1
    assert capsys.readouterr().err


def test_every_fault_is_looked_for():
    assert {fault for _, fault in FAULTS} == set(upkeep._MUST_NOT_BE)


def test_a_damaged_block_is_found_and_takes_no_librarys_place(filled, library_path, tmp_path):
    library, _ = filled
    library.add(Report(text="".join(f"第{n * n}件；" for n in range(90_000))), NO_FIGURES)
    library.close()
    path, copy = library_path, tmp_path / "copy.duckdb"
    for place in range(BEHIND_THE_HEADS, path.stat().st_size, BLOCK):
        content = bytearray(path.read_bytes())
        content[place + 1000] ^= 0xFF
        copy.write_bytes(content)
        with contextlib.suppress(LibraryError):  # a block that the opening itself needs
            found = upkeep.check(copy, "test").faults
            break
    else:
        pytest.fail("every block is read when the library is opened")
    before = path.read_bytes()
    assert {(fault.code, fault.where[1]) for fault in found} == {("unreadable", "damaged")}
    with pytest.raises(LibraryError) as caught:
        upkeep.restore(path, copy, "test")
    assert (caught.value.code, caught.value.details["path"]) == ("damaged", str(copy))
    with pytest.raises(LibraryError) as caught:
        upkeep.backup(copy, tmp_path / "backup.duckdb")
    assert (caught.value.code, caught.value.details["path"]) == ("damaged", str(copy))
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"copy.duckdb", "library.duckdb"}


def test_backup_and_restore(worked_on, tmp_path, make):
    path, _ = worked_on
    before = held(path)
    made = upkeep.backup(path, tmp_path / "backup.duckdb")
    assert made.reports == 1
    assert held(made.path) == before
    library = Library(path)
    second = library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    library.close()
    _, kept = upkeep.restore(path, made.path, "test")
    assert held(path) == before
    assert {row[0] for row in held(kept)["reports"]} == {second, before["reports"][0][0]}
    library = Library(path)
    report = before["reports"][0][0]
    place = library.figures(report)[["start", "end"]].iloc[1].tolist()
    entry = library.correct(report, *place, "unit", "条")
    assert entry > max(row[0] for row in before["corrections"] + before["decisions"])
    library.close()


def test_what_the_log_holds_is_in_a_backup(filled, library_path, tmp_path, monkeypatch, make):
    library, _ = filled
    monkeypatch.setattr(Library, "_settle", lambda *_: None)
    library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    killed = tmp_path / "killed" / "library.duckdb"
    killed.parent.mkdir()
    for file in (library_path, log_of(library_path)):
        shutil.copy(file, killed.parent)
    assert upkeep.backup(killed, tmp_path / "backup.duckdb").reports == 2


def test_restore_where_nothing_is_or_the_library_is_damaged(worked_on, tmp_path):
    path, _ = worked_on
    upkeep.backup(path, tmp_path / "backup.duckdb")
    elsewhere = tmp_path / "new" / "library.duckdb"
    assert upkeep.restore(elsewhere, tmp_path / "backup.duckdb", "test")[1] is None
    assert held(elsewhere) == held(path)
    elsewhere.write_bytes(b"damaged")
    log_of(elsewhere).write_bytes(b"its log")
    _, kept = upkeep.restore(elsewhere, tmp_path / "backup.duckdb", "test")
    assert (kept.read_bytes(), log_of(kept).read_bytes()) == (b"damaged", b"its log")
    assert held(elsewhere) == held(path)


def test_compaction_gives_room_back_and_keeps_the_rest(filled, library_path, make):
    library, report = filled
    gone = [library.add(*make(f"第{n}份。" + "无数字。" * 50_000 + f"{n}")) for n in range(5)]
    for one in gone:
        library.remove(one)
    library.purge()
    library.close()
    before = held(library_path)
    done = upkeep.compact(library_path)
    assert (done.reports, done.after) == (1, library_path.stat().st_size)
    assert done.after < done.before
    assert held(library_path) == before
    assert "无数字。无数字".encode() not in library_path.read_bytes()
    library = Library(library_path)
    assert library.has(report)
    library.close()


CALLS = {
    "check": lambda path, other: upkeep.check(path, ""),
    "backup": upkeep.backup,
    "restore": lambda path, other: upkeep.restore(path, other, ""),
    "restore from": lambda path, other: upkeep.restore(other, path, ""),
    "compact": lambda path, other: upkeep.compact(path),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("statement", ["CREATE TABLE accounts (number INTEGER)", "SELECT 1"])
def test_what_is_no_library_is_not_looked_after(tmp_path, worked_on, call, statement):
    other, path = tmp_path / "other.duckdb", tmp_path / "foreign.duckdb"
    if call == "restore":
        shutil.copy(worked_on[0], other)
    with duckdb.connect(str(path)) as foreign:
        foreign.execute(statement)
    before = path.read_bytes()
    if call == "restore":  # keeps whatever stood there
        assert CALLS[call](path, other)[1].read_bytes() == before
        return
    with pytest.raises(LibraryError) as caught:
        CALLS[call](path, other)
    assert caught.value.code == ("foreign" if "accounts" in statement else "nothing_there")
    assert path.read_bytes() == before
    assert not other.exists()


def test_what_a_kill_left_of_a_copy_is_in_nobodys_way(worked_on, tmp_path):
    path, _ = worked_on
    for name in ("backup.duckdb.part", "library.duckdb.compact", "library.duckdb.compact.part"):
        shutil.copy(path, tmp_path / name)
    backup = upkeep.backup(path, tmp_path / "backup.duckdb").path
    assert upkeep.compact(path).reports == 1
    assert {file.name for file in tmp_path.iterdir()} == {path.name, backup.name}


@pytest.mark.parametrize("name", ["library 备份.duckdb", "it's.duckdb", "copied.duckdb", "main"])
def test_any_name_will_do(worked_on, tmp_path, name):
    path = tmp_path / "elsewhere" / name
    path.parent.mkdir()
    assert upkeep.backup(worked_on[0], path).reports == 1
    assert upkeep.compact(path).reports == 1


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_everything_can_be_taken_out(filled, campaign, make, tmp_path, format):
    library, report = filled
    place = library.figures(report)[["start", "end"]].iloc[0].tolist()
    library.correct(report, *place, "metric", "=问题")
    library.update(report, title="=1+1")
    removed = library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    library.remove(removed)
    folder = tmp_path / "out"
    written = export(library, folder, format)
    assert written["reports"] == 1
    assert (written["figures"], written["extracted"], written["corrections"]) == (5, 5, 1)
    assert [file.name for file in (folder / "texts").iterdir()] == [f"{report}.txt"]
    assert (folder / "texts" / f"{report}.txt").read_text("utf-8") == campaign[0].text
    assert {file.stem for file in folder.glob(f"*.{format}")} == written.keys()
    if format == "csv":  # no cell is a formula
        rows = list(csv.DictReader((folder / "figures.csv").open(encoding="utf-8-sig", newline="")))
        assert (rows[0]["metric"], rows[0]["number"], rows[1]["metric"]) == (
            "'=问题",
            "77000",
            "制定整改措施",
        )
    else:  # every value as it is
        rows = pyarrow.parquet.read_table(folder / "figures.parquet").to_pylist()
        assert (rows[0]["metric"], rows[0]["number"], rows[0]["high"]) == ("=问题", 77e3, 78e3)
        titles = pyarrow.parquet.read_table(folder / "reports.parquet")["title"].to_pylist()
        assert titles == ["=1+1"]
    with pytest.raises(LibraryError) as caught:
        export(library, folder, format)
    assert caught.value.code == "there_already"


def test_an_empty_library_can_be_taken_out(library, tmp_path):
    written = export(library, tmp_path / "out", "csv")
    assert set(written.values()) == {0}
    assert (tmp_path / "out" / "figures.csv").read_text("utf-8-sig").startswith("report,")


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_the_command(worked_on, tmp_path, monkeypatch, capsys, language):
    monkeypatch.setenv("LANG", language)
    backup = str(tmp_path / "backup.duckdb")
    tasks = (["check"], ["backup", backup], ["compact"], ["restore", backup])
    for task in (*tasks, ["export", str(tmp_path / "out")]):
        assert main(["library", *task]) == 0
        said = capsys.readouterr()
        assert said.out and not said.err
    assert main(["library", "backup", backup]) == 1
    assert backup in capsys.readouterr().err


def test_a_library_in_use_is_not_looked_after(filled, tmp_path, capsys):
    """In one process DuckDB itself lets a file be opened once; in two the lock does."""
    for task in (["check"], ["backup", str(tmp_path / "b.duckdb")], ["compact"]):
        assert main(["library", *task]) == 1
        assert str(tmp_path / "library.duckdb") in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "library.duckdb"]
