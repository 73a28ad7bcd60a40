"""Last year's report and this year's: put in, compared, read at the sentence, taken away."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.test_journeys import content, download, settled, turn_to, upload

LINE = 35  # pixels of a row of the table
LAST = "标题：溪口市2023年综治工作总结\n日期：2024-01\n\n全市开展巡查420次，整治率92.5%。约谈38人。发放防骗手册2万册。"
THIS = "标题：溪口市2024年综治工作总结\n日期：2025-01\n\n全市开展巡查483次，整治率95%。约谈38人。建成口袋公园6个。"
ROWS = [
    ("开展巡查", "420次", "483次", "增加63次", "增长15.0%"),
    ("整治率", "92.5%", "95%", "上升2.5个百分点", "—"),
    ("约谈", "38人", "38人", "持平", "持平"),
]


def test_last_year_and_this_year_go_into_word_and_excel(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    upload(page, started.url, "去年.txt", LAST, tmp_path)
    upload(page, started.url, "今年.txt", THIS, tmp_path)

    turn_to(page, "与上年对比")
    expect(page.get_by_text("可比 3 项，新增 1 项，未再提及 1 项")).to_be_visible()
    behind = page.locator(".st-key-yearly_behind")
    expect(behind).to_contain_text("全市开展巡查420次")
    box = page.get_by_test_id("stDataFrame").locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + LINE * 2.5)
    expect(behind).to_contain_text("整治率　上升2.5个百分点")
    settled(page)
    page.get_by_text("新增（1）").click()
    expect(page.get_by_text("建成口袋公园6个").first).to_be_visible()

    saved = download(page, "导出 Word")
    assert re.fullmatch(r"对比-\d{4}-\d\d-\d\d\.docx", saved.suggested_filename)
    table = docx.Document(io.BytesIO(content(saved))).tables[0]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == ROWS

    saved = download(page, "导出 Excel")
    sheet = openpyxl.load_workbook(io.BytesIO(content(saved)))["对比"]
    rows = list(sheet.iter_rows(min_row=6, max_col=8, values_only=True))
    assert [(row[0], row[2], row[3]) for row in rows] == [row[:3] for row in ROWS]
    assert [row[4:7] for row in rows] == [(420, 483, 63), (0.925, 0.95, 2.5), (38, 38, 0)]

    behind.get_by_role("link", name="看原文").last.click()
    expect(page.get_by_role("heading", name="原文", level=1)).to_be_visible()
    expect(page.get_by_text("整治率95%").first).to_be_visible()
