"""The desk's journeys: a report becomes a brief, a draft comes back with comments."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.conftest import SAMPLES, Server
from tests.browser.test_journeys import content, download, open_page, settled
from tests.reading.make import docx_file

WRONG = "查摆问题120个，已整改102个，整改率95%。"


def test_a_report_is_added_and_handed_in_as_a_brief(
    page: Page, fresh_server: Callable[..., Server]
) -> None:
    started = fresh_server(empty=True)
    open_page(page, f"{started.url}/reports", "报告管理")
    sample = next(SAMPLES.glob("A_*"))
    page.locator("input[type=file]").first.set_input_files(sample)
    page.get_by_role("button", name="添加", exact=True).first.click()
    expect(page.get_by_text("已添加，")).to_be_visible()
    page.get_by_role("link", name="一页纸简报").click()
    expect(page.get_by_role("heading", name="一页纸简报", level=1)).to_be_visible()
    settled(page)
    sheet = page.locator(".brief")
    said = "共查摆问题7.7万多个，已整改6.6万余个，整改率约85.7%（84.6%～87.0%）。"
    expect(sheet).to_contain_text(re.compile("整改率约85.7%（84.6%～87.0%）"))
    file = download(page, "下载简报")
    assert re.fullmatch(r"简报-\d{4}-\d\d-\d\d\.docx", file.suggested_filename)
    document = docx.Document(io.BytesIO(content(file)))
    texts = [
        "".join(run.text for run in one.runs if not run.font.superscript)
        for one in document.paragraphs
    ]
    assert said in texts
    # What is printed is the sheet and nothing else.
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        assert len(printed) == 1
        words = printed[0].get_textpage().get_text_bounded()
    assert "整改率约85.7%" in words.replace("\r\n", "")
    assert "下载简报" not in words and "报告管理" not in words


def test_a_draft_is_dropped_and_comes_back_with_comments(
    page: Page, server: Server, tmp_path: Path
) -> None:
    draft = tmp_path / "通报.docx"
    draft.write_bytes(docx_file(["情况通报", WRONG]))
    open_page(page, f"{server.url}/draft", "付印前核对")
    page.locator("input[type=file]").set_input_files(draft)
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_text("不符 1 处")).to_be_visible()
    expect(page.get_by_text("102个 ÷ 120个 = 85.0%")).to_be_visible()
    file = download(page, "下载带批注的文稿")
    assert file.suggested_filename == "通报-已核对.docx"
    document = docx.Document(io.BytesIO(content(file)))
    assert [one.text for one in document.paragraphs] == ["情况通报", WRONG]
    assert [one.author for one in document.comments] == ["战报数字看板"] * 2
    assert "原文写 95%，不符" in list(document.comments)[1].text
