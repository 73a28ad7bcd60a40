"""The Ratios page: what the reports give, named ratios, two figures picked by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.showing.escape import for_markdown
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.decisions import Place
from dashboard.store.library import Library
from extract import extract_report
from reading import Report

Open = Callable[..., AppTest]
TEXT = "全县共查摆问题40个，已整改30个。全县制定整改措施60项。共处分50人，其中党员20人，占40%。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report with a rate, a share that it states, and a ratio drawn by hand."""
    path = tmp_path / "library.duckdb"
    library = Library(path)
    report = Report(text=TEXT, title="整改情况", date="2021")
    library.add(report, extract_report(report))
    spans = _span("40个"), _span("60项")
    library.decide(report.id, "draw", Place("ratio", *spans), chosen=spans)
    library.close()
    return path


def _span(text: str) -> tuple[int, int]:
    return TEXT.index(text), TEXT.index(text) + len(text)


def said(app: AppTest) -> str:
    """All that the page says in words, without the marks that keep Markdown from acting."""
    kinds = ("header", "subheader", "markdown", "caption", "info", "warning")
    text = "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
    return text.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_report_gives_is_said_once_and_alike(
    open_app: Open, path: Path, language: str
) -> None:
    words = Words(language)
    app = open_app(path, "ratios", language)
    assert not app.exception
    assert not app.error
    shown = said(app)
    assert words("ratios.shares") in shown
    assert "40.0%" in shown
    assert words("ratios.ratios") in shown
    assert {"zh": "1.5项/个", "en": "1.5 项/个"}[language] in shown
    assert words("decision.draw") in shown


def test_a_conclusion_that_is_taken_back_is_gone_everywhere(open_app: Open, path: Path) -> None:
    app = open_app(path, "ratios", "zh")
    assert "每个问题的整改措施（1 份报告）" in app.selectbox(key="ratios_named").options
    key = next(one.key for one in app.button if str(one.key).startswith("take_back_"))
    app.button(key=key).click().run()
    assert "1.5项/个" not in said(app)
    assert "每个问题的整改措施（1 份报告）" not in app.selectbox(key="ratios_named").options


def test_two_figures_are_divided_and_kept_under_a_name(open_app: Open, path: Path) -> None:
    app = open_app(path, "ratios", "zh")
    for key, figure in (("num", "60项"), ("den", "50人")):
        box = app.selectbox(key=f"{key}_pick")
        at = next(i for i, one in enumerate(box.options) if figure in one)
        box.select_index(at).run()
    assert [metric.value for metric in app.metric] == [for_markdown("1.2项/人")]
    words = Words("zh")
    next(one for one in app.text_input if one.label == words("ratios.name")).set_value("人均措施")
    next(one for one in app.button if one.label == words("ratios.keep")).click().run()
    assert not app.exception
    assert app.selectbox(key="ratios_named").value == "人均措施"
    assert "= :blue[**1.2项/人**]" in said(app)
    app.button(key="ratios_forget").click().run()
    assert "人均措施（1 份报告）" not in app.selectbox(key="ratios_named").options
