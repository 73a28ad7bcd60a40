"""The library file: whole reports or none, one owner, nothing lost."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pytest

from dashboard.errors import LibraryError
from dashboard.store import amendments
from dashboard.store.library import Library
from dashboard.store.schema import FIGURE_COLUMNS, SHOWN_COLUMNS, VERSION
from reading import Cell, Heading, Note, Report, Table


def state(library):
    """All that a library holds of reports and figures."""
    return (
        library.rows("SELECT id, title, removed, extraction FROM reports ORDER BY id"),
        library.rows('SELECT report, row, start, "end", number, hidden FROM figures ORDER BY 1, 2'),
        library.rows("SELECT count(*) FROM corrections")[0][0],
    )


def test_what_goes_in_comes_out(filled, campaign):
    library, report = filled
    _, figures = campaign
    stored = library.figures(report)
    assert list(stored.columns) == list(SHOWN_COLUMNS)
    assert stored["row"].tolist() == [0, 1, 2, 3, 4]
    for name in ("text", "metric", "stage", "unit", "sentence", "start", "end"):
        assert stored[name].tolist() == figures[name].tolist()
    assert stored["number"].tolist()[:4] == [77e3, 83e3, 66e3, 85.7]
    assert stored[["number", "low", "high"]].iloc[4].isna().all()
    assert not stored[["corrected", "checked"]].any(axis=None)


def test_open_bounds_stay_open(library, make):
    made = make(
        "超过5个，不到9个。", {"text": "5个", "number": 5.0}, {"text": "9个", "number": 9.0}
    )
    made[1].loc[0, "high"] = float("inf")
    made[1].loc[1, "low"] = float("-inf")
    stored = library.figures(library.add(*made))
    assert stored["high"].tolist() == [float("inf"), 9]
    assert stored["low"].tolist() == [5, float("-inf")]


def test_a_report_without_figures_goes_in(library):
    report = Report(text="没有数字。")
    library.add(report, pd.DataFrame(columns=list(FIGURE_COLUMNS)))
    assert library.reports()["figures"].tolist() == [0]
    assert library.figures(report.id).empty


def test_adding_twice_changes_nothing(filled, campaign):
    library, report = filled
    before = state(library)
    other_title = Report(text=campaign[0].text, title="另一个标题")
    assert library.add(other_title, campaign[1]) == report
    assert state(library) == before


def test_a_report_keeps_its_structure(library):
    report = Report(
        text="标题\n一、情况\n问题 5",
        title="标题",
        headings=(Heading(3, 7, 1),),
        tables=(Table(8, 12, (Cell(8, 10, 0, 0), Cell(11, 12, 0, 1)), (0, 2)), Table(8, 8, ())),
        notes=(Note("encoding_guessed", {"encoding": "gb18030"}),),
        format="docx",
    )
    library.add(report, pd.DataFrame(columns=list(FIGURE_COLUMNS)))
    assert library.report(report.id) == report


@pytest.mark.parametrize("step", ["insert_figures", "refresh"])
def test_a_failure_in_the_middle_leaves_nothing(library, campaign, make, monkeypatch, step):
    library.add(*make("查出问题3个。", {"text": "3个", "number": 3.0}))
    before = state(library)
    real = getattr(amendments, step)

    def fails(*arguments):
        real(*arguments)
        raise OSError("the disk is full")

    monkeypatch.setattr(amendments, step, fails)
    with pytest.raises(OSError, match="disk"):
        library.add(*campaign)
    assert state(library) == before
    monkeypatch.undo()
    assert library.has(library.add(*campaign))


def test_a_killed_process_leaves_the_report_wholly_out(root, library_path):
    script = """
        import os, sys
        from dashboard.store import amendments
        from dashboard.store.library import Library
        sys.path[:0] = [".", "tests/dashboard"]
        from conftest import make_report
        library = Library()
        one = lambda n: make_report(f"查出问题{n}个。", {"text": f"{n}个", "number": float(n)})
        library.add(*one(1))
        real = amendments.insert_figures
        def dies(*arguments):
            real(*arguments)
            os._exit(9)
        amendments.insert_figures = dies
        library.add(*one(2))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=root, check=False)
    assert done.returncode == 9
    library = Library(library_path)
    assert len(library.reports()) == 1
    assert library.rows("SELECT count(*) FROM figures") == [(1,)]
    library.close()


def test_a_second_process_is_told_that_the_file_is_in_use(root, filled):
    script = """
        from dashboard.errors import LibraryError
        from dashboard.store.library import Library
        try:
            Library()
        except LibraryError as error:
            print(error.code, "path" in error.details)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "in_use True", done.stderr


def test_what_is_no_library_is_left_alone(tmp_path):
    path = tmp_path / "library.duckdb"
    path.write_text("not a database" * 500)
    with pytest.raises(LibraryError) as caught:
        Library(path)
    assert caught.value.code == "damaged"
    assert path.read_text().startswith("not a database")


def test_a_library_of_a_later_version_is_refused(tmp_path):
    path = tmp_path / "library.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE settings AS SELECT 'schema' AS name, '999' AS value")
    with pytest.raises(LibraryError) as caught:
        Library(path)
    assert caught.value.code == "newer"


@pytest.fixture
def first_version(filled, library_path):
    """The library as version 1 wrote it, without the column `step`, with a correction in it."""
    library, report = filled
    library.correct(report, *library.figures(report)[["start", "end"]].iloc[0], "unit", "条")
    library.close()
    with duckdb.connect(str(library_path)) as connection:
        connection.execute("DROP VIEW shown")
        for name in ("figures", "amended"):
            connection.execute(f"ALTER TABLE {name} DROP COLUMN step")
        connection.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
    return library_path, report


def test_a_library_of_the_first_version_is_brought_up_to_date(first_version, campaign):
    path, report = first_version
    old = path.read_bytes()
    library = Library(path)
    stored = library.figures(report)
    assert list(stored.columns) == list(SHOWN_COLUMNS)
    assert stored["step"].isna().all()
    assert stored["unit"].tolist()[:2] == ["条", "项"]
    library.re_extract(report, campaign[1])
    stored = library.figures(report)
    assert stored["step"].tolist()[:4] == [1000, 1000, 1000, 0.1]
    assert stored["unit"].tolist()[:2] == ["条", "项"]
    assert library.rows("SELECT value FROM settings WHERE name = 'schema'") == [(str(VERSION),)]
    library.close()
    copies = list(path.parent.glob("*.v1*"))
    assert [copy.read_bytes() for copy in copies] == [old]
    Library(path).close()
    assert list(path.parent.glob("*.v1*")) == copies


def test_a_copy_that_is_there_already_is_kept(first_version):
    path, _ = first_version
    taken = path.with_name(f"{path.stem}.v1{path.suffix}")
    taken.write_text("an earlier copy")
    Library(path).close()
    assert taken.read_text() == "an earlier copy"
    assert len(list(path.parent.glob("*.v1*"))) == 2


def test_without_room_for_the_copy_the_library_stays_as_it_is(first_version, monkeypatch):
    path, _ = first_version
    old = path.read_bytes()

    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("shutil.copy2", full)
    with pytest.raises(LibraryError) as caught:
        Library(path)
    assert caught.value.code == "unwritable"
    assert path.read_bytes() == old


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError) as caught:
        Library(tmp_path / "file" / "library.duckdb")
    assert caught.value.code == "unwritable"


def test_remove_restore_purge(filled, make):
    library, report = filled
    library.check(report, *library.figures(report)[["start", "end"]].iloc[0])
    before = library.figures(report)
    library.remove(report)
    assert library.figures(report).empty
    assert library.reports().empty
    assert not library.has(report)
    library.restore(report)
    pd.testing.assert_frame_equal(library.figures(report), before)
    library.remove(report)
    assert library.purge() == 1
    assert state(library) == ([], [], 0)
    for call in (library.restore, library.remove, library.report):
        with pytest.raises(LibraryError) as caught:
            call(report)
        assert caught.value.code == "unknown_report"


def test_adding_a_removed_report_brings_it_back(filled, campaign):
    library, report = filled
    library.remove(report)
    library.add(*campaign)
    assert len(library.figures(report)) == 5


def test_a_removed_report_cannot_be_worked_on(filled, campaign):
    library, report = filled
    place = library.figures(report)[["start", "end"]].iloc[0].tolist()
    entry = library.check(report, *place)
    library.remove(report)
    for call in (
        lambda: library.correct(report, *place, "unit", "条"),
        lambda: library.add_missed(report, 0, 3),
        lambda: library.undo(entry),
        lambda: library.re_extract(report, campaign[1]),
    ):
        with pytest.raises(LibraryError) as caught:
            call()
        assert caught.value.code == "unknown_report"
    assert library.rows("SELECT count(*) FROM shown") == [(0,)]


def test_what_was_removed_is_gone_from_the_file_when_it_is_opened_again(filled, library_path):
    library, report = filled
    library.remove(report)
    library.close()
    again = Library(library_path)
    assert state(again) == ([], [], 0)
    again.close()


def test_metadata_can_be_changed(filled):
    library, report = filled
    library.update(report, title=" 新标题 ", date="2021")
    assert library.report(report).title == "新标题"
    assert library.reports()[["title", "date"]].iloc[0].tolist() == ["新标题", "2021"]
    with pytest.raises(LibraryError) as caught:
        library.update(report, text="别的")
    assert caught.value.code == "bad_field"
    with pytest.raises(LibraryError) as caught:
        library.update("none", title="x")
    assert caught.value.code == "unknown_report"


def test_re_extraction_replaces_the_figures(filled, campaign):
    library, report = filled
    _, figures = campaign
    assert library.re_extract(report, figures.iloc[:2], extraction="newer") == 2
    assert len(library.figures(report)) == 2
    assert library.reports()["extraction"].tolist() == ["newer"]


def test_the_version_grows_with_every_change(filled):
    library, report = filled
    seen = [library.version]
    library.update(report, title="一")
    seen.append(library.version)
    library.remove(report)
    seen.append(library.version)
    assert seen == sorted(set(seen))


def test_what_was_written_is_there_after_opening_again(filled, library_path):
    library, report = filled
    before = library.figures(report)
    library.close()
    again = Library(library_path)
    pd.testing.assert_frame_equal(again.figures(report), before)
    again.close()


def test_many_threads_read_and_write(library, make):
    def work(number):
        made = make(f"查出问题{number}个。", {"text": f"{number}个", "number": float(number)})
        report = library.add(*made)
        library.check(report, 4, 4 + len(f"{number}个"))
        return len(library.figures(report)), len(library.reports())

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(1, 41)))
    assert {found for found, _ in results} == {1}
    assert len(library.reports()) == 40
    assert library.rows("SELECT count(*) FROM shown WHERE checked") == [(40,)]
