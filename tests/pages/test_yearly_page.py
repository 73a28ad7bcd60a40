"""The page of two reports side by side: the pair it opens with, its table, its series, its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.yearly import yearly
from dashboard.showing import yearly_words
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from extract import extract_report
from reading import Report
from widgets.shell import open_library

Open = Callable[..., AppTest]
TEXTS = {
    2022: "全市开展巡查355次，约谈49人，整治率91.4%。",
    2023: "全市开展巡查420次，约谈38人，整治率92.5%。发放防骗手册2万册。实施行政处罚120次。",
    2024: "全市开展巡查483次，约谈38人，整治率95%。建成口袋公园6个。行政处罚370次。",
}


def fill(path: Path, texts: dict[int, str], others: int = 0) -> list[str]:
    """A library with the reports of one office, and others that have nothing to do with it."""
    library = Library(path)
    made = [
        Report(
            text=text,
            title=f"溪口市{year}年综治工作总结",
            date=f"{year + 1}-01",
            organisation="溪口市综治办",
        )
        for year, text in texts.items()
    ]
    made += [
        Report(
            text=f"立案{n + 1}件。", title=f"第{n + 1}号简讯", date="2019-01", organisation=f"乙{n}"
        )
        for n in range(others)
    ]
    ids = [library.add(report, extract_report(report)) for report in made]
    library.close()
    return ids


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.duckdb"
    fill(path, TEXTS)
    return path


def said(app: AppTest) -> str:
    """All that the page says in words, without the marks that keep Markdown from acting."""
    kinds = ("header", "subheader", "markdown", "caption", "info", "warning")
    text = "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
    return text.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_this_year_and_last_year(open_app: Open, path: Path, language: str) -> None:
    words = Words(language)
    app = open_app(path, "yearly", language)
    assert not app.exception
    assert not app.error
    assert [box.value for box in app.selectbox] == [
        report
        for title in ("2023", "2024")
        for report in open_library().reports().query(f"title.str.contains('{title}')")["id"]
    ]
    found = yearly(open_library(), *(box.value for box in app.selectbox))
    (table,) = app.dataframe
    lines = [yearly_words.line(pair, words) for pair in found.pairs]
    assert table.value.iloc[:, 0].tolist() == [line.name for line in lines]
    assert table.value.iloc[:, 3].tolist() == [line.difference for line in lines]
    assert table.value.iloc[:, 4].tolist() == [line.growth for line in lines]
    shown = said(app)
    assert yearly_words.summary(found, words) in shown
    for sentence in (
        "全市开展巡查420次",
        "全市开展巡查483次",
        "建成口袋公园6个",
        "发放防骗手册2万册",
    ):
        assert sentence in shown


def test_another_later_report_takes_the_one_before_it(open_app: Open, path: Path) -> None:
    app = open_app(path, "yearly", "zh")
    earlier, later = (box.value for box in app.selectbox)
    later_box = app.selectbox(key=f"now_pick_{later}")
    later_box.set_value(earlier).run()
    assert not app.exception
    assert app.query_params["now"] == earlier
    reports = open_library().reports().set_index("id")["title"]
    assert [reports[box.value][3:7] for box in app.selectbox] == ["2022", "2023"]


def test_reports_the_wrong_way_round_are_swapped(open_app: Open, path: Path) -> None:
    app = open_app(path, "yearly", "zh")
    earlier, later = (box.value for box in app.selectbox)
    app = open_app(path, "yearly", "zh", {"was": later, "now": earlier})
    assert Words("zh")("yearly.caution_order") in said(app)
    app.button(key="yearly_swap").click().run()
    assert [box.value for box in app.selectbox] == [earlier, later]
    assert Words("zh")("yearly.caution_order") not in said(app)


def test_one_report_twice_is_told(open_app: Open, path: Path) -> None:
    app = open_app(path, "yearly", "zh")
    later = app.selectbox[1].value
    app = open_app(path, "yearly", "zh", {"was": later, "now": later})
    assert Words("zh")("yearly.same_report") in said(app)
    assert not app.error


def test_a_guess_is_confirmed_and_stands_in_the_table(open_app: Open, path: Path) -> None:
    app = open_app(path, "yearly", "zh")
    assert "行政处罚" not in app.dataframe[0].value["指标"].tolist()
    app.session_state["guesses_fold"] = True
    app.run()
    app.button(key="compare.same_0").click().run()
    assert not app.exception
    assert "行政处罚" in app.dataframe[0].value["指标"].tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_stand_side_by_side(open_app: Open, path: Path, language: str) -> None:
    words = Words(language)
    app = open_app(path, "yearly", language, {"part": "series"})
    assert not app.exception
    table = app.dataframe[0].value.set_index(words("yearly.metric"))
    years = [f"{year}年" if language == "zh" else str(year) for year in TEXTS]
    assert list(table.columns) == [*years, words("yearly.series_change")]
    change = {"zh": ("增长36.1%", "上升3.6个百分点"), "en": ("up 36.1%", "up 3.6 points")}[language]
    assert table.loc["开展巡查"].iloc[-1] == change[0]
    assert table.loc["整治率"].iloc[-1] == change[1]
    app.selectbox(key="yearly_series_metric").select_index(
        app.selectbox(key="yearly_series_metric").options.index("整治率")
    ).run()
    assert app.query_params["draw"].startswith("整治率")
    assert "整治率91.4%" in said(app)


def test_two_reports_are_no_series(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "two.duckdb"
    fill(path, {year: TEXTS[year] for year in (2023, 2024)})
    app = open_app(path, "yearly", "zh", {"part": "series"})
    assert not app.segmented_control(key="language_switch").disabled
    assert [one.key for one in app.segmented_control] == ["language_switch"]


def test_one_report_has_nothing_beside_it(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "one.duckdb"
    fill(path, {2024: TEXTS[2024]})
    app = open_app(path, "yearly", "zh")
    assert Words("zh")("yearly.one_report_title") in said(app)


def test_reports_without_a_series_wait_for_a_choice(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "strangers.duckdb"
    fill(path, {}, others=3)
    app = open_app(path, "yearly", "zh")
    assert Words("zh")("yearly.none_proposed") in said(app)
    assert [box.value for box in app.selectbox] == [None, None]


def test_of_many_reports_the_list_is_searched_in_the_library(
    open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "many.duckdb"
    ids = fill(path, TEXTS, others=205)
    app = open_app(path, "yearly", "zh")
    assert not app.exception
    boxes = {str(box.key).split("_")[0]: box for box in app.selectbox}
    assert len(boxes["was"].options) <= 201
    app.text_input(key="was_search").set_value("综治办 2022").run()
    was = next(box for box in app.selectbox if str(box.key).startswith("was"))
    assert len(was.options) == 2
    was.set_value(ids[0]).run()
    assert app.query_params["was"] == ids[0]
