"""Five tasks of an office, each within five clicks of opening the dashboard, each answer checked
against the figures that the reports' own text gives."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from extract import extract_figures, extract_report
from reading import read_report
from tests.browser.conftest import ROOT, Server
from tests.browser.test_journeys import content, open_page, settled
from tests.office_reports import (
    LAST_UNIT,
    LAST_YEAR,
    THIS_YEAR,
    UNITS,
    write_draft,
    write_units,
    write_years,
)

MOST = 5  # clicks
NUMBER = re.compile(r"\d[\d.]*(?:万|亿)?[多余]?")


@dataclass
class Hand:
    """A person at the dashboard, whose clicks are counted."""

    page: Page
    clicks: int = 0

    def click(self, there: Locator) -> None:
        """One click; the page settles behind it."""
        there.click()
        self.clicks += 1
        settled(self.page)

    def turn_to(self, title: str) -> None:
        """A page by the navigation."""
        links = self.page.get_by_test_id("stSidebarNav")
        self.click(links.get_by_role("link", name=title, exact=True))
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()

    def take(self, button: str) -> bytes:
        """A download button; the file's bytes."""
        with self.page.expect_download() as waiting:
            # By its text: an open list of choices hides the rest of a page from roles only.
            self.click(self.page.locator("button").filter(has_text=button))
        return content(waiting.value)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, pd.DataFrame]]:
    """A library of a county's two years and its units; and title or unit → its statistics."""
    folder = tmp_path_factory.mktemp("office")
    files = write_years(folder) | write_units(folder)
    library = folder / "library.duckdb"
    subprocess.run(
        [sys.executable, "-m", "dashboard", "add", *map(str, files.values())],
        cwd=ROOT,
        env={**os.environ, "LIBRARY": str(library)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return library, {name: _statistics(path) for name, path in files.items()}


@pytest.fixture
def hand(
    page: Page, fresh_server: Callable[..., Server], office: tuple[Path, dict[str, pd.DataFrame]]
) -> Hand:
    """The dashboard, just opened."""
    started = fresh_server(before=lambda path: shutil.copy(office[0], path))
    open_page(page, started.url, "概览")
    return Hand(page)


@pytest.fixture
def tables(office: tuple[Path, dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Title or unit → its statistics."""
    return office[1]


def _statistics(path: Path) -> pd.DataFrame:
    table = extract_report(read_report(path))
    return table[table["role"] == "statistic"]


def _one(table: pd.DataFrame, metric: str) -> pd.Series:
    """The one figure of a metric."""
    (row,) = [row for _, row in table.iterrows() if row["metric"] == metric]
    return row


def _share(table: pd.DataFrame) -> str:
    """Which share of the problems was put right, with its bounds, reckoned here."""
    found = _one(table, "查摆问题")
    done = next(row for _, row in table.iterrows() if row["metric"] in ("整改", "整改问题"))
    rate, low, high = (
        f"{part / whole:.1%}"
        for part, whole in (
            (done["number"], found["number"]),
            (done["low"], found["high"]),
            (done["high"], found["low"]),
        )
    )
    return rate if low == high else f"{rate}（{low}～{high}）"


def test_what_share_of_problems_was_put_right(hand: Hand, tables: dict[str, pd.DataFrame]) -> None:
    share = _share(tables[THIS_YEAR])
    assert share == "90.0%（89.8%～90.3%）"
    expect(hand.page.get_by_text(f"查摆问题 → 整改：{share}")).to_be_visible()
    hand.turn_to("完成进度")
    for unit, table in tables.items():
        if UNITS.get(unit, "查摆").find("查摆") >= 0:
            expect(hand.page.get_by_text(_share(table)).first).to_be_attached()
    assert hand.clicks <= MOST


def test_which_unit_is_last(hand: Hand, tables: dict[str, pd.DataFrame]) -> None:
    hand.turn_to("各单位台账")
    hand.click(hand.page.get_by_role("combobox", name="排序"))
    hand.click(hand.page.get_by_role("option", name="整改率"))
    book = openpyxl.load_workbook(io.BytesIO(hand.take("导出 Excel")), data_only=True)
    expect(_first_name(hand.page)).to_have_text(LAST_UNIT)
    assert hand.clicks <= MOST

    lines = {row[0]: row[3:] for row in book["台账"].iter_rows(min_row=5, values_only=True)}
    assert next(iter(lines)) == LAST_UNIT
    rates = {}
    for unit in UNITS:
        told = {row["metric"]: row["number"] for _, row in tables[unit].iterrows()}
        done = told.get("整改", told.get("整改问题"))
        found, measures = told.get("查摆问题"), told.get("制定整改措施")
        missing = ["未见" if one is None else one for one in (found, measures, done)]
        assert list(lines[unit][:3]) == missing, unit
        if found and done and "青坪" not in unit:  # its own rate does not follow from its numbers
            rates[unit] = done / found
            assert lines[unit][3] == pytest.approx(done / found)
    assert min(rates, key=rates.__getitem__) == LAST_UNIT
    assert lines["临沅县青坪乡"][3].startswith("存疑")
    # The county's own reports are no units: they stand last, and are in no total.
    found = [
        row["number"]
        for unit in UNITS
        for _, row in tables[unit].iterrows()
        if row["metric"] == "查摆问题"
    ]
    assert lines["合计"][0] == sum(found)


def test_compare_with_last_year(hand: Hand, tables: dict[str, pd.DataFrame]) -> None:
    hand.turn_to("与上年对比")
    expect(hand.page.get_by_text("可比 8 项，新增 1 项，未再提及 2 项")).to_be_visible()
    document = docx.Document(io.BytesIO(hand.take("导出 Word")))
    book = openpyxl.load_workbook(io.BytesIO(hand.take("导出 Excel")))
    assert hand.clicks <= MOST

    head, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert head[:3] == ["指标", "上年", "今年"]
    sheet = {row[0]: row for row in book["对比"].iter_rows(min_row=6, values_only=True)}
    assert len(rows) == len({row[0] for row in rows}) == 8
    for metric, last, this, *_ in rows:
        earlier, later = _one(tables[LAST_YEAR], metric), _one(tables[THIS_YEAR], metric)
        assert (last, this) == (earlier["text"], later["text"])
        scale = 100 if later["kind"] == "percent" else 1
        told = [earlier["number"] / scale, later["number"] / scale]
        assert list(sheet[metric][4:6]) == pytest.approx(told), metric
        assert sheet[metric][6] == pytest.approx(later["number"] - earlier["number"]), metric


def test_hand_in_the_brief(hand: Hand, tables: dict[str, pd.DataFrame]) -> None:
    hand.turn_to("一页纸简报")
    box = hand.page.get_by_test_id("stMultiSelect").filter(has_text="用哪些报告")
    hand.click(box.get_by_role("button", name=re.compile("Clear|清除")))
    hand.click(box.get_by_role("combobox"))
    hand.click(hand.page.get_by_role("option", name=THIS_YEAR))
    expect(hand.page.locator(".brief")).to_contain_text("整改率约")
    document = docx.Document(io.BytesIO(hand.take("下载简报")))
    assert hand.clicks <= MOST

    table = tables[THIS_YEAR]
    said = [
        "".join(run.text for run in one.runs if not run.font.superscript)
        for one in document.paragraphs
        if one.style is not None and one.style.name == "Body Text"
    ]
    assert f"整改率约{_share(table)}" in said[0]
    told = extract_figures("\n".join(said[:2]).replace(_share(table), ""))
    numbers = told.loc[told["role"] == "statistic", "text"].tolist()
    assert len(numbers) >= 7 and set(numbers) <= set(table["text"])


def test_check_a_draft(hand: Hand, tmp_path: Path) -> None:
    draft = write_draft(tmp_path)
    hand.turn_to("付印前核对")
    with hand.page.expect_file_chooser() as waiting:
        hand.click(hand.page.get_by_test_id("stFileUploaderDropzone").locator("button"))
    waiting.value.set_files(draft)
    hand.clicks += 1  # the file in the system's own window
    hand.click(hand.page.get_by_role("button", name="开始核对"))
    expect(hand.page.get_by_text("不符 2 处").first).to_be_visible()
    checked = docx.Document(io.BytesIO(hand.take("下载带批注的文稿")))
    assert hand.clicks <= MOST

    table = _statistics(draft)
    assert [one.text for one in checked.paragraphs] == [
        one.text for one in docx.Document(str(draft)).paragraphs
    ]
    summary, rate, parts, blank = (one.text for one in checked.comments)
    assert f"读到 {len(table)} 个数字" in summary and "有 1 处数字没有填" in summary
    assert f"：{_share(table)}；原文写 {_one(table, '整改率')['text']}，不符" in rate
    whole, *own = [row["number"] for _, row in table.iterrows() if row["unit"] == "件"]
    assert f"相差 {sum(own) - whole:.0f}件" in parts
    assert "数字未填" in blank


def _first_name(page: Page) -> Locator:
    """The name in the first row of the ledger, as a screen reader is told it."""
    return page.get_by_test_id("stDataFrame").first.get_by_test_id("glide-cell-0-0")
