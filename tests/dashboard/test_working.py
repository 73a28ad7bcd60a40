"""Figures and conclusions from processes apart: the same as in one, and never more than allowed."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace

import pandas as pd
import psutil
import pytest

from conclude import sum_up
from dashboard.files import adding
from extract import extract_report
from reading import Report, read_report
from reading.safety import apart
from tests.reading.make import docx_file
from working import workers
from working.ahead import in_order
from working.limits import Limits
from working.passages import passages

PROSE = "全县共查摆问题200个，已整改150个，占总数的75%。\n"
MB = 1024 * 1024


def frame(extraction):
    found = extraction.figures.to_pandas()
    return found.astype({"sentence": "string", "report": "string"})


def places(extraction):
    return {note.code: note.details.get("places") for note in extraction.notes}


def test_what_comes_from_a_process_is_what_the_extractor_gives(root):
    for path in sorted((root / "data" / "reports").glob("*.txt")):
        report = read_report(path)
        found = workers.extract(report)
        figures = extract_report(report)
        table, highlights = sum_up(figures, report.text)
        pd.testing.assert_frame_equal(
            frame(found), figures, check_dtype=False, check_categorical=False
        )
        pd.testing.assert_frame_equal(found.conclusions.table, table, check_dtype=False)
        assert found.conclusions.highlights == highlights
        assert found.notes == ()
        assert found.statistics == (figures["role"] == "statistic").sum()


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("", 4, []),
        ("甲乙", 4, ["甲乙"]),
        ("甲乙。\n丙丁。\n戊", 4, ["甲乙。\n", "丙丁。\n", "戊"]),
        ("甲乙。丙丁，戊己", 4, ["甲乙。", "丙丁，", "戊己"]),
        ("甲\n乙丙丁戊。己庚", 6, ["甲\n乙丙丁戊。", "己庚"]),
        ("12345678，9", 4, ["12345678，", "9"]),
        ("123456789", 4, ["123456789"]),
    ],
)
def test_passages(text, size, expected):
    cut = list(passages(Report(text), 0, len(text), size))
    assert [text[start:end] for start, end in cut] == expected


def test_no_passage_ends_in_a_table():
    csv = "科目,金额（万元）\n" + "\n".join(f"工资{n},{n}" for n in range(50))
    report = read_report(csv.encode(), name="表.csv")
    table = report.tables[0]
    assert all(
        not table.start < end < table.end for _, end in passages(report, 0, len(report.text), 20)
    )


def test_passages_join_to_the_whole(monkeypatch):
    lines = "".join(f"{n}、第{n}项\n全县查摆问题{n}00个，已整改{n}0个。\n" for n in range(1, 40))
    report = Report(text=lines, name="长.txt")
    whole = frame(workers.extract(report))
    monkeypatch.setattr(workers, "_SIZES", (200, 100, 50, 20))
    cut = frame(workers.extract(report))
    columns = ["start", "end", "text", "number", "metric", "action", "section", "sentence"]
    pd.testing.assert_frame_equal(cut[columns], whole[columns])
    assert cut["part_of"].dropna().lt(len(cut)).all()


@pytest.fixture
def badly_served(monkeypatch):
    """Processes in which a text with 坏 does what is told; the others are read."""

    def serve(deed):
        start = apart._START.replace(
            "serve()",
            "import working.serving as s; real = s.report_figures; "
            "s.report_figures = lambda report, sections: "
            f"exec({deed!r}) if '坏' in report.text else real(report, sections); serve()",
        )
        made = apart.Places("working.serving", 1)
        monkeypatch.setattr(apart, "_START", start)
        monkeypatch.setattr(workers, "_extracting", made)
        used.append(made)

    used = []
    yield serve
    for made in used:
        made.close()


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("while True: pass", "left_out_late"),
        ("bytearray(10**11)", "left_out_memory"),
        ("import os; os._exit(3)", "left_out_error"),
        ("1 / 0", "left_out_error"),
    ],
    ids=["hangs", "fills the memory", "ends", "raises"],
)
def test_a_passage_that_cannot_be_read_is_left_out_by_its_place(
    library, badly_served, monkeypatch, deed, code
):
    badly_served(deed)
    monkeypatch.setattr(workers, "_SIZES", (1000, 100, 50, 20))
    monkeypatch.setattr(workers, "limits", lambda: Limits(max_seconds=8))
    text = PROSE * 4 + "坏的一段有3个。\n" + PROSE * 4
    added, note = adding.add_sources(library, [("甲.txt", text.encode())])
    assert (added.kind, note.kind, note.code) == ("added", "note", code)
    (place,) = note.details["places"]
    start, end = (int(bound) for bound in place.split("–"))
    bad = text.index("坏")
    assert start - 1 <= bad < end and end - start < 60
    figures = library.figures(added.report)
    assert set(figures["text"]) == {"200个", "150个", "75%"}
    assert figures["start"].max() > end
    assert not library.reports()["whole"].any()
    assert note.code in {kept.code for kept in library.report(added.report).notes}
    # Read again where all can be read, it is whole.
    monkeypatch.undo()
    assert [event.kind for event in adding.re_extract(library, [added.report])] == ["re_extracted"]
    assert library.reports()["whole"].all()
    assert library.report(added.report).notes == ()


@pytest.mark.parametrize(
    ("text", "within", "most"),
    [
        ("1，" * 500_000, Limits(), 20_000),
        (PROSE * 50, Limits(max_figures=10), 10),
        (PROSE * 50, Limits(max_table=300), 10),
    ],
    ids=["two megabytes of 1，", "rows", "characters"],
)
def test_a_table_has_its_end(text, within, most):
    found = workers.extract(Report(text=text), within=within)
    assert 0 < len(found.figures) <= most
    (first,) = places(found)["left_out_figures"]
    assert int(first.partition("–")[0]) - 1 >= found.figures.column("end").to_pylist()[-1]
    assert first.endswith(str(len(text)))


def test_a_small_file_that_unfolds_is_held_in_bounds():
    data = docx_file(["占总数的1%，" * 1000] * 100)
    assert len(data) < 50_000
    most = [0]
    done = threading.Event()

    def watch():
        while not done.wait(0.05):
            for child in psutil.Process().children():
                try:
                    most[0] = max(most[0], child.memory_info().rss)
                except psutil.Error:
                    continue

    threading.Thread(target=watch).start()
    try:
        found = workers.extract(read_report(data))
    finally:
        done.set()
    assert found.figures.num_rows
    assert most[0] < 1200 * MB


def test_conclusions_that_take_too_long_are_left_out(library, monkeypatch):
    monkeypatch.setattr(workers, "_sum_up", lambda *arguments: None)
    added, note = adding.add_sources(library, [("甲.txt", PROSE.encode())])
    assert note.code == "not_concluded"
    monkeypatch.undo()

    def never(*arguments):
        raise AssertionError("a report whose conclusions took too long is not tried again")

    monkeypatch.setattr(workers, "sum_up", never)
    start = PROSE.index("200个")
    library.correct(added.report, start, start + 4, "unit", "件")
    assert library.rows("SELECT count(*) FROM conclusions") == [(0,)]
    monkeypatch.undo()
    list(adding.re_extract(library, [added.report]))
    assert library.rows("SELECT count(*) FROM conclusions") != [(0,)]


def test_stopping_while_figures_are_extracted(library, badly_served):
    badly_served("while True: pass")
    begun = time.monotonic()

    def stop(event):
        if event.kind == "extracting":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(adding.add_sources(library, [("甲.txt", "坏的3个。".encode())], progress=stop))
    events = adding.add_sources(
        library,
        [("甲.txt", "坏的3个。".encode())],
        cancelled=lambda: time.monotonic() > begun + 8,
    )
    assert list(events) == []
    assert time.monotonic() < begun + 20
    assert library.reports().empty


def test_extracting_again_can_be_stopped(library, badly_served):
    (event,) = adding.add_sources(library, [("甲.txt", PROSE.encode())])
    badly_served("while True: pass")
    bad = replace(library.report(event.report), text="坏的3个。")
    library.add(bad, extract_report(bad))

    def stop(event):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(adding.re_extract(library, [bad.id], progress=stop))
    assert len(library.figures(bad.id)) == 1


def test_work_is_told_in_order_and_raises_what_it_raises():
    def work(number, go_on):
        time.sleep(0.05 * (3 - number))
        if number == 3:
            raise ValueError(number)
        return number

    told = []
    outcomes = in_order(work, range(4), told.append)
    assert [next(outcomes) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="3"):
        next(outcomes)


def test_processes_give_way_and_their_memory_back():
    with workers._extracting.one() as process:
        nice = psutil.Process(process._process.pid).nice()
        assert nice == getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10)


@pytest.mark.skipif(os.name == "nt", reason="ends the process as kill -9 does")
def test_a_process_at_work_ends_with_the_one_that_started_it(root):
    script = """
        import threading, time
        from working import workers
        from reading.safety import apart
        apart._START = apart._START.replace("serve()", "import working.serving as s; "
            "s.report_figures = lambda report, sections: exec('while True: pass'); serve()")
        from reading import Report
        threading.Thread(target=workers.extract, args=(Report(text="坏的3个。"),)).start()
        time.sleep(6)
        print("at work", flush=True)
        time.sleep(60)
    """
    started = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=root, stdout=subprocess.PIPE
    )
    assert started.stdout
    started.stdout.readline()
    (worker,) = psutil.Process(started.pid).children()
    started.kill()
    started.wait()
    worker.wait(timeout=20)
    assert not worker.is_running()
