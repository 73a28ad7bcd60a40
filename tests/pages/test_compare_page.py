"""The Compare page: reports chosen, series drawn and told, guesses and matches decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from extract import extract_report
from reading import Report

Open = Callable[..., AppTest]


@pytest.fixture
def path(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


@pytest.fixture
def two_towns(tmp_path: Path) -> Path:
    """Two reports of two towns, and a third that tells a change itself."""
    path = tmp_path / "towns.duckdb"
    library = Library(path)
    for name, date, text in (
        ("甲镇", "2021", "全年立案20件，新增企业30家。"),
        ("乙镇", "2022", "全年立案25件，新增商户36家。"),
        ("丙镇", "2019", "受理信访300件，比上年的250件增长20%。"),
    ):
        report = Report(text=text, title=f"{name}报告", date=date, organisation=name)
        library.add(report, extract_report(report))
    library.close()
    return path


def said(app: AppTest) -> str:
    """All that the page says in words, without the marks that keep Markdown from acting."""
    kinds = ("header", "subheader", "markdown", "caption", "info")
    text = "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
    return text.replace("\\", "")


def choose(app: AppTest, key: str, option: str) -> None:
    """Choose the option that begins so in the box whose key begins so."""
    box = next(one for one in app.selectbox if str(one.key).startswith(key))
    box.select_index(next(i for i, one in enumerate(box.options) if one.startswith(option))).run()


def unfold(app: AppTest) -> None:
    """Open the box in which figures are matched by hand."""
    app.session_state["matching_fold"] = True
    app.run()


SAID = {
    "zh": "立案：61.9万件（2020年1月17日的报告） → 63.1万件（2022年1月的报告），增长1.9%",
    "en": "立案: 619,000 件 (report of 17 Jan 2020) → 631,000 件 (report of Jan 2022), up 1.9%",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_stands_with_both_sentences(open_app: Open, path: Path, language: str) -> None:
    app = open_app(path, "compare", language, {"cmp": "立案|count|things"})
    assert not app.exception
    assert not app.error
    shown = said(app)
    assert SAID[language] in shown
    assert "全年立案61.9万件" in shown
    assert "全年立案63.1万件" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_towns_stand_side_by_side_without_a_change(
    open_app: Open, two_towns: Path, language: str
) -> None:
    words = Words(language)
    app = open_app(two_towns, "compare", language)
    shown = said(app)
    assert "**立案**" in shown
    assert words("compare.no_change_why") in shown
    assert "25.0%" not in shown
    assert words("compare.changes") in shown
    assert "20.0%" in shown  # the change that a report tells itself


def test_a_series_is_taken_apart_and_brought_back(open_app: Open, two_towns: Path) -> None:
    app = open_app(two_towns, "compare", "zh")
    key = next(one.key for one in app.button if str(one.key).startswith("apart_"))
    app.button(key=key).click().run()
    assert not app.exception
    assert "**立案**" not in said(app)
    assert Words("zh")("compare.no_series_title") in said(app)
    unfold(app)
    app.button(key="unmatch_0").click().run()
    assert "**立案**" in said(app)


def test_two_figures_are_matched_by_hand(open_app: Open, two_towns: Path) -> None:
    app = open_app(two_towns, "compare", "zh")
    unfold(app)
    newest_first = app.multiselect(key="compare_reports").options
    assert newest_first == ["乙镇报告 (2022)", "甲镇报告 (2021)", "丙镇报告 (2019)"]
    assert app.button(key="compare_match").disabled
    for side, report, figure in (("first", "甲镇", "新增企业"), ("second", "乙镇", "新增商户")):
        choose(app, f"compare_match_report_{side}", report)
        choose(app, f"compare_match_{side}_", figure)
    app.button(key="compare_match").click().run()
    assert not app.exception
    names = app.multiselect(key="compare_keys").options
    assert "新增企业 · 2 份报告" in names


def test_one_figure_cannot_be_matched_with_its_own_report(open_app: Open, two_towns: Path) -> None:
    app = open_app(two_towns, "compare", "zh")
    unfold(app)
    for side in ("first", "second"):
        choose(app, f"compare_match_report_{side}", "甲镇")
        choose(app, f"compare_match_{side}_", "立案")
    assert Words("zh")("compare.match_same_report") in said(app)


def test_what_is_drawn_is_kept_in_the_address(open_app: Open, path: Path) -> None:
    app = open_app(path, "compare", "zh")
    app.multiselect(key="compare_keys").set_value(["立案|count|things"]).run()
    app.selectbox(key="compare_per").set_value("处分|count|people").run()
    assert app.query_params["cmp"] == "立案|count|things"
    assert app.query_params["per"] == "处分|count|people"
    app.multiselect(key="compare_keys").set_value([]).run()
    assert Words("zh")("compare.choose") in said(app)


def test_an_index_of_two_towns_means_nothing(open_app: Open, two_towns: Path) -> None:
    app = open_app(two_towns, "compare", "zh", {"idx": "1"})
    assert Words("zh")("compare.none_title") in said(app)


def test_reports_of_one_name_keep_their_own_places(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "alike.duckdb"
    library = Library(path)
    for number in (20, 25):
        report = Report(text=f"全年立案{number}件。", title="工作报告", date="2021")
        library.add(report, extract_report(report))
    library.close()
    app = open_app(path, "compare", "zh")
    app.segmented_control(key="compare_chart_view").set_value("table").run()
    (table,) = app.dataframe
    assert table.value["报告"].tolist() == ["工作报告 (2021)", "工作报告 (2021) (2)"]
