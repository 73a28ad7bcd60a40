"""What a dataset holds, whatever it is made of, and when a run refuses to go on."""

import contextlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.manifest import manifest_of
from corpus.parquet import ROW_GROUP
from corpus.storage import Local
from corpus.tables import TABLES
from dashboard.files.adding import add_sources
from dashboard.store.library import Library
from tests.corpus.datasets import PIECE, jsonl, rows, run, run_apart, same, texts

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "reports"


def _folder(place: Path, of: list[str]) -> Path:
    (place / "甲").mkdir(parents=True)
    for number, text in enumerate(of):
        (place / "甲" / f"{number:03d}.txt").write_text(text, "utf-8")
    (place / "甲" / ".DS_Store").write_bytes(b"left behind")
    return place


def _zip(place: Path, of: list[str]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(of):
            archive.writestr(f"甲/{number:03d}.txt", text)
    return place


def _parquet(place: Path, of: list[str]) -> Path:
    table = pa.table({"other": list(range(len(of))), "text": of})
    pq.write_table(table, place, row_group_size=7)
    return place


def test_the_same_texts_give_the_same_rows_however_they_are_given(
    undisturbed: tuple[Path, Path], tmp_path: Path
) -> None:
    of = texts(48)
    sources = [
        jsonl(tmp_path / "a.jsonl", of[:12]),
        _folder(tmp_path / "reports", of[12:24]),
        _zip(tmp_path / "a.zip", of[24:36]),
        _parquet(tmp_path / "a.parquet", of[36:]),
    ]
    code, told = run(*sources, "-o", tmp_path / "figures", "--piece", PIECE)
    assert code == 0, told
    for table in ("figures", "conclusions"):
        expected = [_plain(row) for row in rows(undisturbed[1], table)]
        found = [_plain(row) for row in rows(tmp_path / "figures", table)]
        assert found and found == expected[: len(found)]
    reports = rows(tmp_path / "figures", "reports")
    assert [row["text"] for row in reports] == [text.rstrip() for text in of]
    assert [row["name"] for row in reports[11::12]] == [
        f"a.jsonl@{reports[11]['name'].split('@')[1]}",
        "甲/011.txt",
        "a.zip/甲/011.txt",
        "a.parquet#11",
    ]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the number of its report, which depends on how the source is cut."""
    return {key: value for key, value in row.items() if key != "document"}


def test_a_dataset_holds_what_the_library_holds(tmp_path: Path) -> None:
    out = tmp_path / "figures"
    assert run(SAMPLES, "-o", out)[0] == 0
    with contextlib.closing(Library(tmp_path / "library.duckdb")) as library:
        list(add_sources(library, [SAMPLES]))
    library = duckdb.connect(tmp_path / "library.duckdb", read_only=True)

    def ask(query: str) -> list[Any]:
        return library.execute(query).fetchall()

    for table, order in (("figures", "report, row"), ("conclusions", "report, position")):
        names = [name for name in TABLES[table].names if name != "document"]
        columns = ", ".join(f'"{name}"' for name in names)
        files = str(out / table / "*.parquet")
        there = ask(f"SELECT {columns} FROM {table} ORDER BY {order}")
        here = ask(f"SELECT {columns} FROM read_parquet('{files}') ORDER BY {order}")
        assert len(here) and repr(here) == repr(there)
    files = str(out / "reports" / "*.parquet")
    names = "id, title, source, organisation, date, campaign, name, format, encoding, text, structure, extraction"
    here = ask(f"SELECT {names} FROM read_parquet('{files}') ORDER BY id")
    there = ask(f"SELECT {names} FROM reports ORDER BY id")
    assert here == there
    best = [
        (report["id"], row)
        for report in sorted(rows(out, "reports"), key=lambda report: report["id"])
        for row in report["highlights"]
    ]
    kept = ask("SELECT report, row FROM highlights ORDER BY report, place")
    assert best == kept
    library.close()


def test_files_are_sorted_described_and_packed(undisturbed: tuple[Path, Path]) -> None:
    last = -1
    for path in sorted((undisturbed[1] / "figures").glob("*.parquet")):
        file = pq.ParquetFile(path)
        assert file.schema_arrow.equals(TABLES["figures"], check_metadata=True)
        assert all(one.metadata for one in file.schema_arrow), "each column says what it holds"
        group = file.metadata.row_group(0)
        assert group.column(0).compression == "ZSTD" and group.num_rows <= ROW_GROUP
        assert last < group.column(0).statistics.min
        last = group.column(0).statistics.max


BAD = [
    ("no json", "damaged"),
    ("[1, 2]", "no_column"),
    ('{"other": "文字"}', "no_column"),
    ('{"text": 5}', "no_column"),
    ('{"text": "  "}', "empty"),
    ("[" * 100_000, "damaged"),
    ('{"text": ' + "1" * 5_000 + "}", "damaged"),
]


def test_bad_documents_are_listed_and_keep_none_out(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    good = json.dumps({"text": texts(1)[0], "title": "题目", "date": "2021"})
    source.write_text("\n".join([*(line for line, _ in BAD), good]), "utf-8")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "broken.zip").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "bad" / "broken.parquet").write_bytes(b"PAR1 no parquet")
    (tmp_path / "bad" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    pq.write_table(pa.table({"other": ["文字"]}), tmp_path / "bad" / "other.parquet")
    out = tmp_path / "figures"
    code, told = run(source, tmp_path / "bad", "-o", out)
    assert code == 1 and "errors.parquet" in told
    errors = pq.read_table(out / "errors.parquet").to_pylist()
    assert [row["code"] for row in errors] == [
        *(code for _, code in BAD),
        "damaged",
        "damaged",
        "no_column_here",
        "picture",
    ]
    assert all(row["zh"] and row["en"] and row["name"] for row in errors)
    (report,) = rows(out, "reports")
    assert (report["title"], report["date"]) == ("题目", "2021")


def test_a_text_is_in_once_however_often_it_comes(tmp_path: Path) -> None:
    once, twice = texts(6), [*texts(6), *texts(6), texts(6)[0]]
    assert run(jsonl(tmp_path / "a.jsonl", once), "-o", tmp_path / "a", "--piece", PIECE)[0] == 0
    assert run(jsonl(tmp_path / "b.jsonl", twice), "-o", tmp_path / "b", "--piece", PIECE)[0] == 0
    assert [row["name"].split("@")[1] for row in rows(tmp_path / "b", "reports")] == [
        row["name"].split("@")[1] for row in rows(tmp_path / "a", "reports")
    ]
    for table in ("figures", "conclusions"):
        assert same_rows(tmp_path / "a", tmp_path / "b", table)
    made = manifest_of(str(tmp_path / "b"))
    assert made is not None and made.totals["reports"] == 6
    assert made.totals["figures"] == len(rows(tmp_path / "b", "figures"))


@pytest.mark.parametrize("files", range(1, 7))
def test_broken_off_while_copies_are_taken_out_it_ends_the_same(
    files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = jsonl(tmp_path / "a.jsonl", [*texts(4), *texts(4)])
    assert run(source, "-o", tmp_path / "a", "--piece", PIECE)[0] == 0
    written = []
    publish = Local.publish

    def breaking(self: Local, path: str, write: Callable[[IO[bytes]], object]) -> None:
        if finishing_now():
            written.append(path)
        if len(written) == files:
            raise OSError("the power is gone")
        publish(self, path, write)

    def finishing_now() -> bool:
        made = manifest_of(str(tmp_path / "b"))
        return made is not None and made.closed

    with monkeypatch.context() as patched:
        patched.setattr(Local, "publish", breaking)
        assert run(source, "-o", tmp_path / "b", "--piece", PIECE)[0] == 3
    assert run(source, "-o", tmp_path / "b")[0] == 0
    assert same(tmp_path / "a", tmp_path / "b")
    made = [manifest_of(str(tmp_path / name)) for name in "ab"]
    assert made[0] is not None and made[1] is not None and made[0].totals == made[1].totals


def same_rows(one: Path, other: Path, table: str) -> bool:
    """Whether a table is the same in both."""
    return repr(rows(one, table)) == repr(rows(other, table))


def test_a_text_that_takes_too_long_is_left_out_in_part_and_the_rest_goes_in(
    tmp_path: Path,
) -> None:
    long = "".join(f"甲{n}村有{n}户，" for n in range(60_000)) + "。"
    source = jsonl(tmp_path / "a.jsonl", [texts(1)[0], long, texts(2)[1]])
    out = tmp_path / "figures"
    code, told = run_apart(source, "-o", out, "--workers", "1", EXTRACTION_MAX_SECONDS="1")
    assert code == 0, told
    reports = rows(out, "reports")
    assert [row["whole"] for row in reports] == [True, False, True]
    assert "left_out_late" in reports[1]["structure"]


CHANGED = [(["--column", "title"], {}), ([], {"READING_MAX_CELLS": "7"})]


@pytest.mark.parametrize(("options", "settings"), CHANGED)
def test_other_options_are_noticed(
    options: list[str], settings: dict[str, str], undisturbed: tuple[Path, Path]
) -> None:
    source, out = undisturbed
    code, said = run_apart(source, "-o", out, *options, **settings)
    assert code == 2 and "source has changed" in said and "-o" in said


def test_another_source_is_noticed(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", texts(2)), tmp_path / "figures"
    assert run(source, "-o", out)[0] == 0
    before = rows(out, "figures")
    jsonl(source, texts(5))
    code, said = run(source, "-o", out)
    assert code == 2 and "source has changed" in said and "-o" in said
    assert rows(out, "figures") == before


def test_other_rules_are_noticed(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, out = undisturbed[0], shutil.copytree(undisturbed[1], tmp_path / "figures")
    made = json.loads((out / "manifest.json").read_text("utf-8"))
    made["rules"]["conclude"] = "00000000"
    (out / "manifest.json").write_text(json.dumps(made), "utf-8")
    code, said = run(source, "-o", out)
    assert code == 2 and "conclude" in said and "version" in said


def test_a_finished_dataset_stays_as_it_is(undisturbed: tuple[Path, Path]) -> None:
    source, out = undisturbed
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    code, said = run(source, "-o", out)
    assert code == 0 and "80 reports" in said
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


MISUSED = [
    (["a.jsonl", "-o", "a.folder"], "holds other files"),
    (["a.folder", "-o", "a.folder/figures"], "inside the source"),
    (["a.jsonl", "-o", "figures", "--piece", "0"], "--piece"),
    (["empty.folder", "-o", "figures"], "no file"),
    (["empty.folder", "nowhere.jsonl", "-o", "figures"], "nowhere.jsonl"),
]


@pytest.mark.parametrize(("arguments", "said"), MISUSED)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", texts(1))
    (tmp_path / "a.folder").mkdir()
    (tmp_path / "a.folder" / "mine.txt").write_text("我的", "utf-8")
    (tmp_path / "empty.folder").mkdir()
    paths = ("a.jsonl", "a.folder", "a.folder/figures", "empty.folder", "figures")
    code, told = run(*(tmp_path / one if one in paths else one for one in arguments))
    assert code == 2 and said in told
    assert (tmp_path / "a.folder" / "mine.txt").exists()
