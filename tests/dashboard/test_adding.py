"""Files into the library: every file told, bad ones explained, the rest in."""

import io

import pytest
from wcwidth import wcswidth

from benchmarks.reading import bad_files
from dashboard import __main__ as command
from dashboard.files import adding
from dashboard.files.course import ConsoleCourse
from dashboard.showing.words import Words
from dashboard.store import corrections
from dashboard.store.library import Library
from tests.reading.make import pdf_file, pdf_pages
from working import workers

GOOD = "查摆问题7.7万多个，整改问题6.6万余个。"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "reports"
    (place / "more").mkdir(parents=True)
    (place / "a.txt").write_text(GOOD, encoding="utf-8")
    (place / "b.txt").write_bytes(b"")
    (place / "more" / "c.txt").write_text("制定措施8.3万余项。", encoding="gb18030")
    return place


def told(events):
    return [(event.kind, event.name.rpartition("/")[2], event.code) for event in events]


def test_a_folder_with_a_broken_file(library, folder):
    events = list(adding.add_sources(library, [folder]))
    assert [one for one in told(events) if one[0] != "note"] == [
        ("added", "a.txt", ""),
        ("refused", "b.txt", "empty"),
        ("added", "c.txt", ""),
    ]
    assert [event.total for event in events] == [3] * len(events)
    assert events[-1].done == 3
    assert events[0].details["figures"] == 2
    assert library.figures(events[0].report)["text"].tolist() == ["7.7万多个", "6.6万余个"]
    assert set(library.reports()["extraction"]) == {adding.extraction_version()}


def test_uploads_and_doubles(library):
    sources = [("a.txt", GOOD.encode()), ("b.txt", GOOD.encode()), ("c.bin", b"\x00\x01" * 50)]
    events = list(adding.add_sources(library, sources))
    assert [event.kind for event in events] == ["added", "present", "refused"]
    assert len(library.reports()) == 1


SEVERAL = "第1篇：学习发言\n共学习12次。\n第2篇：整改通报\n共整改8个。".encode()


def test_a_file_of_several_documents_is_kept_whole_and_split_later(library):
    added, note = adding.add_sources(library, [("合集.txt", SEVERAL)])
    assert (note.code, note.details, note.report) == ("several_pieces", {"count": 2}, added.report)
    events = list(adding.split(library, added.report))
    assert [(e.kind, e.name, e.details["figures"]) for e in events] == [
        ("added", "合集.txt · 学习发言", 1),
        ("added", "合集.txt · 整改通报", 1),
    ]
    assert set(library.reports()["title"]) == {"学习发言", "整改通报"}
    library.restore(added.report)
    again = list(adding.add_sources(library, [("合集.txt", SEVERAL)]))
    assert [(e.kind, e.code) for e in again] == [("present", ""), ("note", "several_pieces")]


def test_a_file_of_several_documents_is_split_at_once(library, tmp_path):
    path = tmp_path / "合集.txt"
    path.write_bytes(SEVERAL)
    events = list(adding.add_sources(library, [path], split=True))
    assert [(e.kind, e.name) for e in events] == [
        ("added", "合集.txt · 学习发言"),
        ("added", "合集.txt · 整改通报"),
    ]
    assert len(library.reports()) == 2


def test_the_whole_stays_when_a_piece_cannot_go_in(library, monkeypatch):
    added, _ = adding.add_sources(library, [("合集.txt", SEVERAL)])
    monkeypatch.setattr(workers, "extract", lambda report, go_on: 1 / 0)
    assert {event.kind for event in adding.split(library, added.report)} == {"refused"}
    assert library.has(added.report)


@pytest.mark.parametrize(
    ("encoding", "kinds", "text"),
    [
        ("big5", ["added"], "整改96個"),
        ("utf-8", ["refused"], None),
        ("big6", ["refused"], None),
    ],
)
def test_a_wrong_guess_is_read_again_in_another_encoding(library, encoding, kinds, text):
    source = ("短.txt", "整改96個".encode("big5"))
    (first,) = adding.add_sources(library, [source], encoding="gb18030")
    events = list(adding.read_again(library, source, first.report, encoding))
    assert [event.kind for event in events] == kinds
    assert library.has(first.report) == (text is None)
    if text:
        assert library.report(events[0].report).text == text


def test_stopping_keeps_what_is_in(library, folder):
    events = adding.add_sources(library, [folder])
    assert next(events).kind == "added"
    events.close()
    assert len(library.reports()) == 1
    stopped = list(adding.add_sources(library, [folder], cancelled=lambda: True))
    assert stopped == []


LONG = pdf_file(pdf_pages([f"第{n}镇{GOOD}" for n in range(10000)]))


def test_a_long_file_is_told_by_page_and_stopped_within(library):
    told = []
    # Once before, so that the rules are made and the long file is not read through meanwhile.
    list(adding.add_sources(library, [("b.txt", "共查摆9个。".encode())]))
    sources = [("a.txt", GOOD.encode()), ("长.pdf", LONG), ("c.txt", "共整改8个。".encode())]
    events = adding.add_sources(
        library,
        sources,
        progress=told.append,
        cancelled=lambda: any(event.details.get("page", 0) > 1 for event in told),
    )
    assert [event.name for event in events] == ["a.txt"]
    (name, done, total) = (told[-1].name, told[-1].done, told[-1].total)
    assert (told[-1].kind, name, done, total) == ("reading", "长.pdf", 1, 3)
    assert 1 < told[-1].details["page"] < told[-1].details["pages"]
    assert set(library.reports()["name"]) == {"a.txt", "b.txt"}


class Console(io.StringIO):
    """A stream that is a console."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (
            adding.Event("reading", "长.pdf", 1, 3, details={"page": 7, "pages": 90}),
            "长.pdf (2 of 3): page 7 of 90",
        ),
        (adding.Event("extracting", "长.pdf", 1, 3), "长.pdf (2 of 3): looking for its figures"),
        (adding.Event("reading", "长.pdf", 0, 1), "长.pdf (1 of 1)"),
        (adding.Event("reading", "长" * 60, 0, 1), "长" * 34 + " (1 of 1)"),
    ],
)
def test_how_far_the_command_has_come(event, shown):
    console, words = Console(), Words("en")
    course = ConsoleCourse(words, console)
    course.show(event)
    assert console.getvalue() == shown
    course.clear()
    assert console.getvalue() == shown + "\r" + " " * wcswidth(shown) + "\r"
    silent = io.StringIO()
    ConsoleCourse(words, silent).show(event)
    assert silent.getvalue() == ""


def test_one_report_that_breaks_a_rule_keeps_none_out(library, folder, monkeypatch):
    real = workers.extract

    def breaks(report, go_on):
        if report.name == "a.txt":
            raise ZeroDivisionError
        return real(report, go_on)

    monkeypatch.setattr(workers, "extract", breaks)
    events = list(adding.add_sources(library, [folder]))
    assert ("refused", "a.txt", "not_extracted") in told(events)
    assert len(library.reports()) == 1


def test_extracting_again(library):
    (event,) = adding.add_sources(library, [("a.txt", GOOD.encode())])
    library.correct(event.report, 4, 10, "unit", "条")
    events = list(adding.re_extract(library, [event.report, "none"]))
    assert [(e.kind, e.code, e.done, e.total) for e in events] == [
        ("re_extracted", "", 1, 2),
        ("refused", "unknown_report", 2, 2),
    ]
    assert library.figures(event.report)["unit"].tolist()[0] == "条"


def test_the_fields_to_correct_are_those_of_the_table():
    from dashboard.store.schema import FIGURE_COLUMNS

    assert set(corrections.FIELDS) - {"checked"} < set(FIGURE_COLUMNS)


COMMANDS = [
    # arguments, exit code, what is printed
    (["add", "{folder}/a.txt"], 0, "已添加 a.txt：2 个数字"),
    (["add", "{folder}"], 1, "没有添加 b.txt"),
    (["add", "{folder}/none.txt"], 1, "没有添加 none.txt"),
    (["list"], 0, ""),
]


@pytest.mark.parametrize(("arguments", "code", "printed"), COMMANDS)
def test_the_command(folder, capsys, monkeypatch, arguments, code, printed):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert command.main([part.format(folder=folder) for part in arguments]) == code
    output = capsys.readouterr()
    assert printed in output.out + output.err
    assert "Traceback" not in output.err


def test_the_command_splits_and_tells_of_scanned_pages(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    place = tmp_path / "reports"
    place.mkdir()
    (place / "合集.txt").write_bytes(SEVERAL)
    pages = [[(72, 700 - 30 * line, 16, GOOD) for line in range(9)], [], []]
    (place / "扫描.pdf").write_bytes(pdf_file(pages, pictures=[1, 2]))
    assert command.main(["add", "--split", str(place)]) == 0
    output = capsys.readouterr().out
    assert "合集.txt · 整改通报" in output
    assert "第 2, 3 页是扫描图片" in output


def test_filling_an_empty_library_only(folder, capsys, library_path, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    good = str(folder / "a.txt")
    assert command.main(["add", "--if-empty", good]) == 0
    assert "added a.txt: 2 figures" in capsys.readouterr().out
    assert command.main(["add", "--if-empty", str(folder)]) == 0
    assert capsys.readouterr().out == ""
    assert command.main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    library = Library(library_path)
    assert len(library.reports()) == 1
    library.close()


def test_a_library_that_cannot_be_opened_is_explained(library_path, capsys):
    library_path.write_text("no library" * 500)
    assert command.main(["list"]) == 1
    assert str(library_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "language"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("en_US.UTF-8", "en"),
        ("C.UTF-8", "zh"),
        ("Chinese (Simplified)", "zh"),
    ],
)
def test_the_language_of_the_system(monkeypatch, lang, language):
    monkeypatch.setenv("LANG", lang)
    assert command._language() == language


def test_the_command_explains_every_bad_file(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    bad = dict(bad_files())
    place = tmp_path / "reports"
    place.mkdir()
    for name, data in bad.items():
        (place / name).write_bytes(data)
    assert command.main(["add", str(place)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(bad) == 20
    assert all(any(line.startswith(f"没有添加 {name}") for line in told) for name in bad)
    assert not any("没能读懂" in line or "书库文件" in line for line in told)
