"""A dataset answers as a library of the same reports does, and nothing in it can be changed."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.asking import compare, conclusions, find, progress, queries, ratios, rollup
from dashboard.asking.filters import FACETS, Filter
from dashboard.commands import add
from dashboard.errors import LibraryError
from dashboard.files import downloads
from dashboard.showing.words import Words
from dashboard.store import kept
from dashboard.store.dataset import Dataset, is_dataset, open_any
from dashboard.store.decisions import Place
from dashboard.store.library import Library
from dashboard.store.schema import FIGURE_COLUMNS
from reading import Report
from working.workers import Conclusions

_FACETS = [column for column, _ in FACETS.values()]


@pytest.fixture(scope="module")
def dataset(dataset_path: Path) -> Iterator[Dataset]:
    opened = open_any(dataset_path)
    assert isinstance(opened, Dataset)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def same(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the same reports, figures and conclusions."""
    library = Library(tmp_path_factory.mktemp("same") / "library.duckdb")
    for report in dataset.reports()["id"]:
        drawn = dataset.sql(
            "SELECT * FROM conclusions WHERE report = ? ORDER BY position", [report]
        )
        rows = dataset.rows("SELECT row FROM highlights WHERE report = ? ORDER BY place", [report])
        drawn["parts"] = [tuple(parts) for parts in drawn["parts"]]
        for name in ("second", "stated"):
            drawn[name] = drawn[name].astype("Int64")
        figures = dataset.sql("SELECT * FROM shown WHERE report = ? ORDER BY row", [report])
        library.add(
            dataset.report(report),
            figures[list(FIGURE_COLUMNS)],
            follows=Conclusions(drawn, [row for (row,) in rows]),
        )
    yield library
    library.close()


QUESTIONS: dict[str, Callable[[Library, Filter], object]] = {
    "counts": queries.counts,
    "facets": lambda library, filter: queries.facets(library, filter, _FACETS),
    "page": queries.figures_page,
    "page by number": lambda library, filter: queries.figures_page(
        library, filter, ["metric", "title"], "number", True, 50, 50
    ),
    "by stage": queries.by_stage,
    "by kind": queries.by_kind,
    "at a glance": lambda library, filter: queries.reports_at_a_glance(library, filter, 20),
    "highlights": conclusions.highlights,
    "conclusions": conclusions.conclusions,
    "counts of conclusions": conclusions.counts,
    "progress": progress.progress,
    "ratios": ratios.answered,
    "ledger": rollup.rollup,
    "comparable": compare.comparable_reports,
    "csv": downloads.csv,
    "found": lambda library, filter: find.find(library, "2020年 整改问题"),
}
FILTERS = {
    "nothing": Filter(),
    "metric": Filter(metrics=("整改问题",)),
    "text": Filter(text="整改"),
    "year": Filter(years=("2020", "2021")),
    "number": Filter(low=100, high=1000),
    "doubtful": Filter(marks=("doubt",)),
    "corrected": Filter(marks=("corrected",)),
}


@pytest.mark.parametrize("filter", FILTERS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_dataset_answers_as_a_library_does(
    dataset: Dataset, same: Library, question: str, filter: str
) -> None:
    ask = QUESTIONS[question]
    found, expected = ask(dataset, FILTERS[filter]), ask(same, FILTERS[filter])
    assert _plain(found) == _plain(expected)


def _plain(answer: object) -> object:
    """Frames as their rows, so that answers can be compared."""
    if isinstance(answer, dict):
        return {name: _plain(value) for name, value in answer.items()}
    if isinstance(answer, pd.DataFrame):
        return answer.astype(object).where(answer.notna(), None).to_dict("records")
    return answer


def test_reports_and_figures_of_one_are_those_of_a_library(dataset: Dataset, same: Library) -> None:
    names = ["id", "title", "organisation", "date", "campaign", "length", "figures", "whole"]
    listed, expected = (library.reports()[names].sort_values("id") for library in (dataset, same))
    assert listed.to_dict("records") == expected.to_dict("records")
    report = str(listed["id"].iloc[0])
    assert dataset.report(report) == same.report(report)
    assert _plain(dataset.figures(report)) == _plain(same.figures(report))


CHANGES: dict[str, Callable[[Library, str], object]] = {
    "add": lambda library, report: library.add(_other(library, report), library.figures(report)),
    "remove": lambda library, report: library.remove(report),
    "restore": lambda library, report: library.restore(report),
    "purge": lambda library, report: library.purge(),
    "update": lambda library, report: library.update(report, title="another"),
    "re-extract": lambda library, report: library.re_extract(report, library.figures(report)),
    "correct": lambda library, report: library.correct(report, 0, 1, "unit", "个"),
    "check": lambda library, report: library.check(report, 0, 1),
    "mark": lambda library, report: library.add_missed(report, 0, 1),
    "undo": lambda library, report: library.undo(1),
    "decide": lambda library, report: library.decide(report, "reject", Place("ratio", (0, 1))),
    "take back": lambda library, report: library.take_back(1),
    "keep": lambda library, report: kept.keep(library, "view", "mine", {}),
    "forget": lambda library, report: kept.forget(library, "view", "mine"),
    "match": lambda library, report: compare.set_match(library, report, "a", "个", "b"),
}


def _other(library: Library, report: str) -> Report:
    found = library.report(report)
    return replace(found, text=found.text + "。")


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_in_a_dataset_can_be_changed(dataset: Dataset, change: str) -> None:
    report = str(dataset.reports()["id"].iloc[0])
    with pytest.raises(LibraryError) as refused:
        CHANGES[change](dataset, report)
    assert refused.value.code == "dataset"
    assert dataset.version == 0


def test_the_logs_of_a_dataset_are_empty(dataset: Dataset) -> None:
    assert dataset.corrections().empty
    assert dataset.decisions().empty
    assert kept.kept(dataset, "view") == {}


def test_a_piece_counts_once_it_has_its_receipt(dataset_path: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(dataset_path, tmp_path / "figures"))
    (folder / "index.duckdb").unlink(missing_ok=True)
    shutil.copy(
        folder / "reports" / "part-000000.parquet", folder / "reports" / "part-000001.parquet"
    )
    with_receipts = open_any(folder)
    listed = with_receipts.reports()
    with_receipts.close()
    assert listed["id"].is_unique
    (folder / "done" / "000000.json").unlink()
    with pytest.raises(LibraryError) as refused:
        open_any(folder)
    assert refused.value.code == "nothing_there"


MANIFESTS = {
    "no JSON": ("{", "dataset_damaged"),
    "no format": ("{}", "dataset_damaged"),
    "no object": ("[1]", "dataset_damaged"),
    "of a later version": ('{"format": 99}', "newer"),
}


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_a_manifest_that_cannot_be_read_is_told(manifest: str, tmp_path: Path) -> None:
    text, code = MANIFESTS[manifest]
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    assert is_dataset(tmp_path)
    with pytest.raises(LibraryError) as refused:
        open_any(tmp_path)
    assert refused.value.code == code


def test_a_damaged_piece_is_told(dataset: Dataset, dataset_path: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(dataset_path, tmp_path / "figures"))
    (folder / "index.duckdb").unlink()
    piece = folder / "figures" / "part-000000.parquet"
    piece.write_bytes(piece.read_bytes()[:1000])
    with pytest.raises(LibraryError) as refused:
        open_any(folder)
    assert refused.value.code == "dataset_damaged"


def test_the_index_is_made_once_and_anew_when_the_dataset_changes(
    dataset_path: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(dataset_path, tmp_path / "figures"))
    index = folder / "index.duckdb"
    index.write_bytes(b"no index")
    assert len(_listed(folder)) == len(_listed(dataset_path))
    made = index.stat()
    _listed(folder)
    assert index.stat().st_mtime_ns == made.st_mtime_ns
    receipt = folder / "done" / "000000.json"
    receipt.write_text(receipt.read_text("utf-8") + " ", "utf-8")
    _listed(folder)
    assert index.stat().st_ino != made.st_ino
    assert not list(folder.glob("index.duckdb.*"))


def test_a_dataset_in_a_folder_that_is_not_ours_has_its_index_in_data(
    dataset_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(dataset_path, tmp_path / "figures"))
    (folder / "index.duckdb").unlink(missing_ok=True)
    monkeypatch.setattr("dashboard.store.dataset_index.os.access", lambda path, mode: False)
    monkeypatch.chdir(tmp_path)
    assert len(_listed(folder)) == len(_listed(dataset_path))
    assert not (folder / "index.duckdb").exists()
    assert len(list((tmp_path / "data").glob("index-*.duckdb"))) == 1


def test_only_the_dataset_itself_is_read(dataset: Dataset, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", "utf-8")
    with pytest.raises(Exception, match="disabled by configuration"):
        dataset.rows("SELECT * FROM read_csv(?)", [str(other)])


def test_adding_to_a_dataset_says_why_not(
    dataset_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setenv("LIBRARY", str(dataset_path))
    options = {"encoding": None, "split": False, "paths": [str(root / "data" / "reports")]}
    assert add.run(argparse.Namespace(if_empty=True, **options), Words("zh")) == 0
    with pytest.raises(LibraryError) as refused:
        add.run(argparse.Namespace(if_empty=False, **options), Words("zh"))
    assert refused.value.code == "dataset"
    manifest = json.loads((dataset_path / "manifest.json").read_text("utf-8"))
    assert manifest["totals"]["reports"] == len(list(_listed(dataset_path)))


@pytest.mark.parametrize("task", ["check", "compact", "backup", "restore", "export"])
def test_a_dataset_is_not_looked_after_as_a_library(
    task: str, dataset_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIBRARY", str(dataset_path))
    place = [] if task in ("check", "compact") else [str(tmp_path / "out")]
    assert main(["library", task, *place]) == 1
    assert not list(tmp_path.iterdir())


def test_all_figures_of_a_dataset_as_csv(
    dataset_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIBRARY", str(dataset_path))
    path = tmp_path / "all.csv"
    assert main(["library", "csv", str(path), "--headers", "codes"]) == 0
    written = pd.read_csv(path, dtype=str, keep_default_na=False)
    figures = dataset.sql("SELECT text FROM figures ORDER BY text")
    assert sorted(written["text"]) == figures["text"].tolist()


def _listed(path: Path) -> list[str]:
    library = open_any(path)
    try:
        return library.reports()["id"].tolist()
    finally:
        library.close()
