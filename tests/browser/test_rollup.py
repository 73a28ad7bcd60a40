"""Thirty units' reports, added by command, as one ledger: sorted, read at its sentence, taken away."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server
from tests.browser.test_journeys import content, download, open_page, settled
from tests.unit_reports import OTHERS, write_reports, write_superior

LINE = 35  # pixels of a row of the table, and nearly those of its header


def test_thirty_reports_become_a_ledger(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    write_reports(folder)
    write_superior(folder)
    server = fresh_server(before=lambda library: _add(folder, library))

    open_page(page, f"{server.url}/rollup", "各单位台账")
    superior = page.get_by_test_id("stSelectbox").filter(has_text="上级报告")
    superior.locator("input").fill("通报")
    superior.locator("input").press("Enter")
    expect(page.get_by_role("cell", name="2700余个（2700～2800）")).to_be_visible()
    settled(page)

    # The header sorts by the numbers, not by their digits: the largest comes first.
    table = page.get_by_test_id("stDataFrame").first
    _press(page, line=0)
    _press(page, line=0)
    _press(page, line=1)
    behind = page.locator(".st-key-ledger_behind")
    largest = max(found for found, _, _ in OTHERS.values())
    expect(behind).to_contain_text(f"澄江县城市管理局 · 查摆问题：{largest}个")
    expect(table).to_be_visible()

    saved = download(page, "导出 Excel")
    assert re.fullmatch(r"台账-\d{4}-\d\d-\d\d\.xlsx", saved.suggested_filename)
    sheet = openpyxl.load_workbook(io.BytesIO(content(saved)), data_only=True)["台账"]
    lines = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert len(lines) == 34
    assert lines["澄江县城市管理局"][3:6] == OTHERS["城市管理局"]
    totals = page.get_by_test_id("stTable").get_by_role("row").filter(has_text="查摆问题")
    expect(totals).to_contain_text(f"{lines['合计'][3]:.0f}个")

    behind.get_by_role("link", name="看原文").click()
    expect(page.get_by_role("heading", name="原文", level=1)).to_be_visible()
    expect(page.get_by_text(f"全局共查摆问题{largest}个").first).to_be_visible()


def _press(page: Page, line: int) -> None:
    """Click the second column of the table in its header (0) or in a row."""
    box = page.get_by_test_id("stDataFrame").first.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 260, box["y"] + LINE * line + LINE / 2)
    settled(page)


def _add(folder: Path, library: Path) -> None:
    """Add the reports by the command, before the dashboard opens the library."""
    subprocess.run(
        [sys.executable, "-m", "dashboard", "add", str(folder)],
        cwd=ROOT,
        env={**os.environ, "LIBRARY": str(library)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
