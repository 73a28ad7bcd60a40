"""Every page in both languages, with the sample reports and with none; and what its widgets do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from dashboard.asking import conclusions, reports
from dashboard.asking.filters import Filter
from dashboard.errors import LibraryError
from dashboard.files.adding import add_sources
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from reading import Limits
from widgets import uploader
from widgets.shell import SECTIONS, open_library

PAGES = [name for names in SECTIONS.values() for name in names]
NEEDS_REPORTS = [name for name in PAGES if name not in ("draft", "reports", "about")]

Open = Callable[..., AppTest]


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def said(app: AppTest) -> str:
    """All that the page says in words."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "info",
        "success",
        "warning",
        "error",
    )
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def query(app: AppTest, name: str) -> list[str]:
    """The values of a parameter of the address."""
    found = app.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def filter_of(app: AppTest) -> Filter:
    """The filter in use; none set is the default one."""
    return app.session_state["filter"] if "filter" in app.session_state else Filter()


def assert_whole(app: AppTest, page: str, words: Words) -> None:
    """The page is there under its name and nothing on it failed."""
    assert not app.exception
    assert [element.value for element in app.title] == [words(f"page.{page}")]
    assert words("state.unexpected") not in said(app)
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_the_samples(open_app: Open, filled: Path, name: str, language: str) -> None:
    words = Words(language)
    app = open_app(filled, name, language)
    assert_whole(app, name, words)
    assert words("state.empty_title") not in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_and_its_filter_failing_are_both_told(
    open_app: Open, filled: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(library: Library) -> None:
        raise MemoryError

    monkeypatch.setattr(reports, "count", fail)
    app = open_app(filled, "overview", language)
    assert not app.exception
    assert [error.value for error in app.error] == [Words(language)("state.unexpected")] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_explains_an_empty_library(
    open_app: Open, tmp_path: Path, name: str, language: str
) -> None:
    words = Words(language)
    app = open_app(tmp_path / "new.duckdb", name, language)
    assert_whole(app, name, words)
    if name in NEEDS_REPORTS:
        assert words("state.empty_title") in said(app)
        assert words("state.empty_why") in said(app)


@pytest.mark.parametrize("name", ["overview", "figures", "progress", "ratios", "compare", "check"])
def test_a_filter_that_leaves_nothing_is_explained_and_can_be_cleared(
    open_app: Open, filled: Path, name: str
) -> None:
    words = Words("zh")
    app = open_app(filled, name, "zh", {"q": "没有这样的话"})
    assert_whole(app, name, words)
    assert words("state.nothing_title") in said(app)
    app.button(key="nothing_clear").click().run()
    assert_whole(app, name, words)
    assert words("state.nothing_title") not in said(app)
    assert query(app, "q") == []


def test_the_filter_of_the_address_is_shown_and_kept_on_other_pages(
    open_app: Open, filled: Path
) -> None:
    app = open_app(filled, "figures", "zh", {"metric": "查摆问题"})
    assert app.multiselect(key="filter_metrics").value == ["查摆问题"]
    assert ":blue[**1**] / " in said(app)
    app.switch_page("pages/progress.py").run()
    assert filter_of(app) == Filter(metrics=("查摆问题",))
    assert query(app, "metric") == ["查摆问题"]


def test_a_choice_in_the_sidebar_goes_into_the_address_and_a_chip_takes_it_off(
    open_app: Open, filled: Path
) -> None:
    app = open_app(filled, "figures", "zh")
    app.multiselect(key="filter_stages").set_value(["done"]).run()
    assert query(app, "stage") == ["done"]
    app.button(key="chip_0_stages").click().run()
    assert query(app, "stage") == []
    assert filter_of(app) == Filter()


@pytest.mark.parametrize(
    ("typed", "low"), [("7.7万", 77000.0), ("77,000", 77000.0), ("多少", None)]
)
def test_the_number_range_is_read_as_people_write_it(
    open_app: Open, filled: Path, typed: str, low: float | None
) -> None:
    app = open_app(filled, "figures", "zh")
    app.session_state["filter_more"] = True
    app.run()
    app.text_input(key="filter_low").set_value(typed).run()
    assert filter_of(app).low == low
    assert (Words("zh")("filter.bound_wrong") in said(app)) == (low is None)


def test_the_language_can_be_switched(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    assert query(app, "lang") == ["zh"]
    app.session_state["shell_language"] = "en"
    app.query_params["lang"] = "en"
    app.run()
    assert_whole(app, "figures", Words("en"))


def test_progress_tells_the_share_with_its_interval(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "progress", "zh")
    assert "85\\.7%（84\\.6%～87\\.0%）" in said(app)


TOLD = """全县共查摆问题200个，已整改150个，整改率75%。
县直机关收到群众来信80封，办结60封，办结率90%。
全县发现漏水点90处。
全年打通断头路30处。"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A library with one report: a rate that fits, one that does not, and two figures apart."""
    path = tmp_path / "told.duckdb"
    library = Library(path)
    list(add_sources(library, [("整改情况.txt", TOLD.encode())]))
    library.close()
    return path


def plain(app: AppTest) -> str:
    """All that the page says, without the escapes of Markdown."""
    return said(app).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_shows_cards_the_funnel_and_what_disagrees(
    open_app: Open, told: Path, language: str
) -> None:
    words = Words(language)
    app = open_app(told, "overview", language)
    assert_whole(app, "overview", words)
    cards = {metric.label: metric.value for metric in app.metric}
    assert cards["查摆问题"] == "200"
    assert words("overview.rate", what="查摆问题 → 整改问题", rate="75.0%") in plain(app)
    assert words("conclusion.conflict", stated="90%") in plain(app)
    assert words("overview.no_attention") not in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_figures_are_paired_by_hand_and_the_pair_is_undone(
    open_app: Open, told: Path, language: str
) -> None:
    words = Words(language)
    app = open_app(told, "progress", language)
    assert "33.3%" not in plain(app)
    assert app.button(key="progress_pair").disabled
    report = app.selectbox(key="progress_report").value
    text = open_library().report(report).text
    app.selectbox(key=f"progress_whole_{report}").set_value(text.index("90处")).run()
    app.selectbox(key=f"progress_part_{report}").set_value(text.index("30处")).run()
    app.button(key="progress_pair").click().run()
    assert_whole(app, "progress", words)
    assert words("deciding.drawn") in said(app)
    assert "33.3%" in plain(app)
    assert words("decision.draw") in plain(app)
    entry = int(open_library().decisions(report)["entry"].iloc[0])
    app.button(key=f"take_back_{entry}").click().run()
    assert "33.3%" not in plain(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_findings_are_chosen_by_gravity(open_app: Open, told: Path, language: str) -> None:
    words = Words(language)
    app = open_app(told, "check", language)
    assert_whole(app, "check", words)
    conflict = words("conclusion.conflict", stated="90%")
    assert conflict in plain(app)
    assert words("check.agreeing", n=1) in [box.label for box in app.expander]
    next(b for b in app.button_group if b.label == words("check.show")).set_value(["ok"]).run()
    assert conflict not in plain(app)


def test_a_finding_that_was_settled_is_a_note_with_its_reason(open_app: Open, told: Path) -> None:
    library = Library(told)
    (wrong,) = conclusions.conclusions(library, Filter(), verdicts=("conflict",)).rows
    library.decide(wrong.report, "settle", wrong.place, reason="按批次计算")
    library.close()
    app = open_app(told, "overview", "zh")
    assert Words("zh")("overview.no_attention") in said(app)
    app = open_app(told, "check", "zh")
    assert "（按批次计算）" in plain(app)


def test_a_figure_says_what_it_takes_part_in(open_app: Open, filled: Path) -> None:
    app, *_ = source_at(open_app, filled, "查摆问题")
    assert Words("zh")("card.takes_part") in said(app)
    assert "查摆问题 7.7万多个 → 整改问题 6.6万余个：85.7%（84.6%～87.0%）" in plain(app)


def test_a_file_that_is_no_library_is_explained(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "library.duckdb"
    path.write_bytes("这不是报告库".encode() * 100)
    app = open_app(path, "overview", "zh")
    assert not app.exception
    assert any("library\\.duckdb" in str(error.value) for error in app.error)


def source_at(open_app: Open, path: Path, metric: str) -> tuple[AppTest, str, int]:
    """The source page with one figure chosen."""
    open_app(path, "about", "zh")
    library = open_library()
    found = library.sql("SELECT report, start FROM shown WHERE metric = ? LIMIT 1", [metric])
    report, start = str(found["report"][0]), int(found["start"][0])
    library.close()
    open_library.clear()
    app = open_app(path, "source", "zh", {"doc": report, "at": str(start)})
    return app, report, start


def box(app: AppTest, field: str) -> TextInput:
    """The text box of the correction form for one field."""
    return next(b for b in app.text_input if (b.key or "").startswith(f"correct_{field}:"))


def save(app: AppTest) -> None:
    next(b for b in app.button if b.label == Words("zh")("card.save")).click().run()


def test_a_corrected_number_brings_its_bounds_and_the_form_shows_them(
    open_app: Open, filled: Path
) -> None:
    app, report, start = source_at(open_app, filled, "查摆问题")
    box(app, "number").set_value("8万")
    save(app)
    assert [box(app, name).value for name in ("number", "low", "high")] == ["8万"] * 3
    box(app, "unit").set_value("条")
    save(app)
    figures = open_library().figures(report)
    row = figures[figures["start"] == start].iloc[0]
    assert (row["number"], row["low"], row["high"], row["unit"]) == (8e4, 8e4, 8e4, "条")
    assert open_library().corrections(report)["field"].tolist() == ["unit", "number"]


def test_a_corrected_figure_is_marked_in_the_table(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    shown = app.dataframe[0].value.set_index("text")
    assert "marks" not in shown
    assert shown.loc[["7.7万多个", "5436次"], "interval"].tolist() == ["7.7万～7.8万", ""]
    app, *_ = source_at(open_app, filled, "查摆问题")
    box(app, "unit").set_value("桩")
    save(app)
    shown = open_app(filled, "figures", "zh").dataframe[0].value
    assert shown.loc[shown["unit"] == "桩", "marks"].tolist() == ["已更正"]
    assert set(shown.loc[shown["unit"] != "桩", "marks"]) == {""}


@pytest.mark.parametrize(("language", "first"), [("zh", "中文"), ("en", "English")])
def test_a_csv_is_offered_with_headers_in_ones_language_first(
    open_app: Open, filled: Path, language: str, first: str
) -> None:
    app = open_app(filled, "figures", language)
    headers = app.selectbox(key="download_headers")
    assert (headers.options[0], len(headers.options)) == (first, 3)
    assert len(app.selectbox(key="download_columns").options) == 2
    app.selectbox(key="download_format").set_value("parquet").run()
    assert "download_headers" not in [box.key for box in app.selectbox]


def test_sort_and_columns_of_a_link(open_app: Open, filled: Path) -> None:
    link = {"sort": "number", "desc": "1", "col": ["metric", "number"]}
    app = open_app(filled, "figures", "zh", link)
    shown = app.dataframe[0].value
    assert list(shown.columns) == ["metric", "number"]
    numbers = shown["number"].dropna().tolist()
    assert numbers == sorted(numbers, reverse=True)
    assert (query(app, "sort"), query(app, "desc")) == (["number"], ["1"])
    app.selectbox(key="figures_sort").set_value("start").run()
    assert query(app, "sort") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"low": "8万"}, False),
        ({"high": "7万"}, False),
        ({"number": "9万", "high": "8万"}, False),
        ({"number": "9万", "low": "8.9万", "high": "9.1万"}, True),
        ({"low": ""}, True),
    ],
)
def test_bounds_in_disorder_are_refused(
    open_app: Open, filled: Path, typed: dict[str, str], kept: bool
) -> None:
    app, report, _ = source_at(open_app, filled, "查摆问题")
    for field, value in typed.items():
        box(app, field).set_value(value)
    save(app)
    assert open_library().corrections(report).empty is not kept
    assert (Words("zh")("card.bounds_crossed") in [e.value for e in app.error]) is not kept


def test_a_figure_is_corrected_marked_and_the_correction_undone(
    open_app: Open, filled: Path
) -> None:
    app, report, start = source_at(open_app, filled, "查摆问题")
    words = Words("zh")
    assert_whole(app, "source", words)
    assert "7\\.7万多" in said(app)
    box(app, "unit").set_value("条")
    next(b for b in app.button if b.label == words("card.save")).click().run()
    assert_whole(app, "source", words)

    def unit() -> tuple[str, bool]:
        figures = open_library().figures(report)
        row = figures[figures["start"] == start].iloc[0]
        return str(row["unit"]), bool(row["corrected"])

    assert unit() == ("条", True)
    entry = int(open_library().corrections(report)["entry"].iloc[0])
    app.button(key=f"undo_{entry}").click().run()
    assert_whole(app, "source", words)
    assert unit() == ("个", False)


def test_a_figure_is_marked_as_checked(open_app: Open, filled: Path) -> None:
    app, report, start = source_at(open_app, filled, "查摆问题")
    app.button(key="card_check").click().run()
    figures = open_library().figures(report)
    assert bool(figures[figures["start"] == start]["checked"].iloc[0])
    assert Words("zh")("card.checked_done") in said(app)


def test_a_number_that_is_none_is_refused_and_nothing_changes(open_app: Open, filled: Path) -> None:
    app, report, _ = source_at(open_app, filled, "查摆问题")
    words = Words("zh")
    box(app, "number").set_value("七上八下")
    next(b for b in app.button if b.label == words("card.save")).click().run()
    assert "七上八下" in app.error[0].value
    assert open_library().corrections(report).empty


def test_a_missed_passage_is_marked_by_typing_it(open_app: Open, filled: Path) -> None:
    app, report, _ = source_at(open_app, filled, "查摆问题")
    words = Words("zh")
    text = open_library().report(report).text
    taken = open_library().figures(report)
    start = next(
        i
        for i in range(len(text) - 4)
        if text[i : i + 4].isalpha()
        and text.find(text[i : i + 4]) == i
        and not ((taken["start"] < i + 4) & (taken["end"] > i)).any()
    )
    app.text_input(key="missed_typed").set_value(text[start : start + 4]).run()
    next(b for b in app.button if b.label == words("missed.keep")).click().run()
    assert_whole(app, "source", words)
    figures = open_library().figures(report)
    assert start in figures["start"].tolist()


def test_a_removed_report_can_come_back(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "reports", "zh")
    library = open_library()
    gone = str(library.reports()["id"].iloc[0])
    library.remove(gone, by="me")
    app.session_state["shell_who"] = "me"
    app.run()
    assert Words("zh")("reports.removed", n=1) in said(app)
    app.button(key="reports_undo").click().run()
    assert library.has(gone)


def test_leaving_the_page_forgets_what_was_removed(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "reports", "zh")
    library = open_library()
    gone, of_another = (str(report) for report in library.reports()["id"].iloc[:2])
    library.remove(gone, by="me")
    library.remove(of_another, by="another")
    app.session_state["shell_who"] = "me"
    app.switch_page("pages/figures.py").run()
    assert_whole(app, "figures", Words("zh"))
    with pytest.raises(LibraryError):
        library.restore(gone)
    library.restore(of_another)
    assert library.has(of_another)


def test_what_is_gone_meanwhile_is_told_when_it_should_come_back(
    open_app: Open, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(filled, "reports", "zh")
    library = open_library()
    back, gone = (str(report) for report in library.reports()["id"].iloc[:2])
    for report in (back, gone):
        library.remove(report, by="me")
    app.session_state["shell_who"] = "me"
    app.run()
    library.restore(back)
    library.purge()
    app.button(key="reports_undo").click().run()
    assert not app.exception
    assert [error.value for error in app.error] == [Words("zh")("reports.gone", n=1)]
    assert library.has(back)


def test_too_many_files_are_not_read(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploader, "default_limits", lambda: Limits(max_entries=2))
    files = [(f"{n}.txt", f"查摆问题{n}个。".encode(), "text/plain") for n in range(3)]
    app = open_app(tmp_path / "new.duckdb", "reports", "zh")
    app.file_uploader[0].set_value(files).run()
    said_so = Words("zh")("reports.too_many_files", n=3, size=0, most=2, room=500)
    assert [error.value for error in app.error] == [said_so]
    assert app.button(key="reports_add").disabled
    app.file_uploader[0].set_value(files[:2]).run()
    assert not app.error
    app.button(key="reports_add").click().run()
    assert len(open_library().reports()) == 2


def test_pasted_text_becomes_a_report_and_the_same_text_is_not_added_twice(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app(tmp_path / "new.duckdb", "reports", "zh")
    words = Words("zh")
    for outcome in ("added", "present"):
        round_ = int(outcome == "present")
        app.text_input(key=f"reports_name_{round_}").set_value("试点总结")
        app.text_area(key=f"reports_text_{round_}").set_value("全市查摆问题120个，整改96个。")
        app.button(key="reports_add_text").click().run()
        assert_whole(app, "reports", words)
        expected = words(f"reports.{outcome}", name="试点总结\\.txt", n=2)
        assert expected in said(app)
    assert len(open_library().reports()) == 1


def test_the_folder_box_reads_named_folders_only(
    open_app: Open, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words("zh")
    app = open_app(filled, "reports", "zh")
    assert words("reports.folder_none") in said(app)
    assert not [box for box in app.text_input if box.key == "reports_path"]
    (tmp_path / "报告").mkdir()
    (tmp_path / "报告" / "甲.txt").write_text("整改问题5个。", "utf-8")
    monkeypatch.setenv("FOLDERS", str(tmp_path / "报告"))
    app.run()
    for path, added in (("/etc/passwd", False), (str(tmp_path / "报告"), True)):
        app.text_input(key="reports_path").set_value(path).run()
        app.button(key="reports_add_folder").click().run()
        assert bool(app.success) == added
        assert bool(app.error) != added
    monkeypatch.setattr("widgets.folder_box.folders.is_loopback", lambda address: False)
    app.run()
    assert words("reports.folder_off") in said(app)
    assert not [box for box in app.text_input if box.key == "reports_path"]


def test_a_passage_that_stands_in_several_places_is_chosen_and_logged_once(
    open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "twice.duckdb"
    library = Library(path)
    list(add_sources(library, [("两处.txt", "全县三项工作并进。\n各镇三项工作收尾。".encode())]))
    report = str(library.reports()["id"].iloc[0])
    text = library.report(report).text
    library.close()
    words = Words("zh")
    app = open_app(path, "source", "zh")
    app.text_input(key="missed_typed").set_value("工作").run()
    which = next(box for box in app.selectbox if box.label == words("missed.which", n=2))
    assert which.value is None and words("missed.keep") not in [one.label for one in app.button]
    which.select_index(1).run()
    next(one for one in app.button if one.label == words("missed.keep")).click().run()
    assert_whole(app, "source", words)
    assert text.rindex("工作") in open_library().figures(report)["start"].tolist()
    undo = [one for one in app.button if one.label == words("history.undo")]
    assert len(undo) == 1
    undo[0].click().run()
    assert text.rindex("工作") not in open_library().figures(report)["start"].tolist()
    assert [one for one in app.button if one.label == words("history.undo")] == []
