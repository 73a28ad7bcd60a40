"""What people do with the dashboard, from the first click to the file in their hands."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from extract.columns import ALL
from tests.browser.conftest import Server

# A server that was just started loads its libraries with the first visit.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "overview": "概览",
    "figures": "数字表",
    "source": "原文",
    "rollup": "各单位台账",
    "yearly": "与上年对比",
    "brief": "一页纸简报",
    "draft": "付印前核对",
    "progress": "完成进度",
    "ratios": "比率",
    "compare": "对比",
    "check": "核对",
    "reports": "报告管理",
    "about": "说明",
}


def open_page(page: Page, url: str, title: str) -> None:
    """Go to an address and wait until its page stands."""
    page.goto(url)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the server has nothing more to send."""
    page.wait_for_timeout(150)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def search(page: Page, text: str) -> None:
    """Type into the sidebar's search."""
    box = page.get_by_role("textbox", name="搜索")
    box.fill(text)
    box.press("Enter")
    expect(page.get_by_role("button", name=re.compile(f"搜索：{text}"))).to_be_visible()
    settled(page)


def download(page: Page, button: str) -> Download:
    """Press a download button and wait for the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(button)).click()
    return waiting.value


def content(file: Download) -> bytes:
    """The bytes of a downloaded file."""
    return Path(file.path()).read_bytes()


def test_open_filter_read_the_sentence_and_take_the_csv(page: Page, server: Server) -> None:
    open_page(page, server.url, "概览")
    page.get_by_role("link", name="数字表").click()
    expect(page.get_by_role("heading", name="数字表", level=1)).to_be_visible()
    search(page, "查摆问题")
    expect(page.get_by_text(re.compile(r"筛选出 \d+ / \d+ 个统计数字"))).to_be_visible()
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 60, "y": 54})
    expect(page.locator(".st-key-figures_passage")).to_contain_text("查摆问题7.7万多个")

    file = download(page, "下载筛选结果")
    assert re.fullmatch(r"数字-筛选-\d{4}-\d\d-\d\d\.csv", file.suggested_filename)
    data = content(file)
    assert data.startswith(b"\xef\xbb\xbf")
    table_read = pd.read_csv(io.BytesIO(data))
    row = table_read[table_read["原文"] == "7.7万多个"].iloc[0]
    told = row[["指标", "数值", "下限", "上限", "阶段"]]
    assert list(told) == ["查摆问题", 77000, 77000, 78000, "发现"]


def test_the_csv_and_the_workbook_hold_the_same_table(page: Page, server: Server) -> None:
    open_page(page, f"{server.url}/figures?q=查摆问题", "数字表")
    csv = pd.read_csv(io.BytesIO(content(download(page, "下载筛选结果"))), dtype=object)
    page.get_by_role("combobox", name=re.compile("下载格式")).click()
    page.get_by_role("option", name="Excel 工作簿").click()
    settled(page)
    file = download(page, "下载筛选结果")
    assert file.suggested_filename.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content(file)), read_only=True)
    rows = list(book.worksheets[0].values)
    assert list(rows[0]) == list(csv.columns) == [column.name("zh") for column in ALL.values()]
    assert len(rows) - 1 == len(csv) > 0

    def plain(value: object) -> str:
        """A cell as text, numbers in one way of writing; empty for a missing one."""
        if value is None or value != value:
            return ""
        try:
            return f"{float(str(value)):g}"
        except ValueError:
            return str(value).lower()

    for name, column in zip(csv.columns, zip(*rows[1:], strict=True), strict=True):
        assert [plain(v) for v in column] == [plain(v) for v in csv[name]], name


@pytest.mark.parametrize("name", ["overview", "source"])
def test_a_link_straight_to_a_page_of_a_fresh_server(
    page: Page, fresh_server: Callable[..., Server], name: str
) -> None:
    started = fresh_server()
    open_page(page, f"{started.url}/{name}", PAGES[name])
    links = page.get_by_test_id("stSidebarNav").get_by_role("link")
    assert [link.inner_text().strip() for link in links.all()] == list(PAGES.values())


def test_on_a_phone_nothing_scrolls_sideways_and_nothing_leaves_the_machine(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 780})
    asked: list[str] = []
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name, title in PAGES.items():
            open_page(page, f"{server.url}/{name}", title)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            main = page.get_by_test_id("stMain")
            assert main.evaluate("box => box.scrollWidth - box.clientWidth") <= 1, name
    finally:
        context.close()
    assert {url for url in asked if not url.startswith((server.url, "data:", "blob:"))} == set()


def test_a_filtered_view_is_the_same_for_whoever_opens_the_link(
    page: Page, browser: Browser, server: Server
) -> None:
    open_page(page, f"{server.url}/figures", "数字表")
    search(page, "处分")
    page.get_by_role("combobox", name="阶段").press_sequentially("完成")
    page.get_by_role("option", name=re.compile("完成")).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("阶段：完成"))).to_be_visible()
    settled(page)
    said = page.get_by_text(re.compile("筛选出")).inner_text()
    link = page.url
    assert "q=" in link and "stage=done" in link
    other = browser.new_context(locale="zh-CN")
    try:
        second = other.new_page()
        open_page(second, link, "数字表")
        expect(second.get_by_text(re.compile("筛选出"))).to_have_text(said)
        expect(second.get_by_role("button", name=re.compile("阶段：完成"))).to_be_visible()
        second.get_by_role("button", name="清除", exact=True).click()
        expect(second.get_by_role("button", name=re.compile("阶段：完成"))).to_have_count(0)
        expect(second).not_to_have_url(re.compile("stage="))
    finally:
        other.close()


def test_on_a_phone_nothing_is_cut_off_and_every_line_is_in_the_language(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        open_page(page, f"{server.url}/compare?idx=1", "Compare")
        chart = page.locator("figure.bars").first
        title = chart.locator(".bars-title")
        expect(title).to_contain_text("first = 100")
        for part in (title, *chart.locator(".bar-row").all()):
            assert part.evaluate("box => box.scrollWidth <= box.clientWidth")
        assert chart.evaluate("box => box.getBoundingClientRect().right <= innerWidth")
        for name, heading in (("progress", "Progress"), ("reports", "Reports")):
            open_page(page, f"{server.url}/{name}", heading)
            main = page.get_by_test_id("stMain")
            assert main.evaluate("box => box.scrollWidth <= box.clientWidth")
        shown = "p => getComputedStyle(p, '::after').content"
        box = page.get_by_test_id("stFileUploaderDropzone")
        assert "Choose files" in box.locator("button p").evaluate(shown)
        assert "50 MB" in box.locator("span").last.evaluate(shown)
    finally:
        context.close()


def test_a_row_of_many_opens_its_paragraph_on_the_same_screen(page: Page, server: Server) -> None:
    open_page(page, f"{server.url}/figures", "数字表")
    page.get_by_test_id("stDataFrame").first.click(position={"x": 60, "y": 54 + 35 * 3})
    passage = page.locator(".st-key-figures_passage")
    expect(passage).to_contain_text("63.1万件")
    expect(passage.get_by_text("63.1万件")).to_be_in_viewport()


def test_the_first_language_is_the_browsers_and_can_be_switched(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(locale="en-GB")
    try:
        page = context.new_page()
        open_page(page, f"{server.url}/progress", "Progress")
        expect(page.get_by_text(re.compile(r"77,000.*66,000")).first).to_be_visible()
        page.get_by_role("radio", name="中文").click()
        expect(page.get_by_role("heading", name="完成进度", level=1)).to_be_visible()
    finally:
        context.close()


def test_a_figure_is_chosen_in_the_text_corrected_and_the_correction_undone(
    page: Page, fresh_server: Callable[..., Server]
) -> None:
    started = fresh_server()
    open_page(page, f"{started.url}/source", "原文")
    page.get_by_role("combobox", name=re.compile("报告")).click()
    page.get_by_role("option", name=re.compile("烟草行业")).click()
    page.get_by_role("button", name=re.compile("^7.7万多个")).click()
    expect(page.get_by_role("heading", name="7.7万多个")).to_be_visible()
    settled(page)  # the form stands below what is still being drawn
    page.get_by_text("更正", exact=True).click()
    page.get_by_role("textbox", name="单位").fill("条")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_text(re.compile("已更正："))).to_be_visible()
    card = page.locator(".st-key-figure_card")
    expect(card).to_contain_text("已更正")
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销。")).to_be_visible()
    expect(card).not_to_contain_text("已更正")
    before = page.url
    page.keyboard.press("j")
    expect(page).not_to_have_url(before)


def test_three_reports_are_uploaded_and_the_broken_one_is_explained(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    files = {
        "甲.txt": "标题：甲县整改总结\n日期：2025-03\n\n全县查摆问题120个，整改96个。".encode(),
        "乙.txt": "标题：乙县整改总结\n日期：2025-03\n\n全县查摆问题80个，整改60个。".encode(
            "gb18030"
        ),
        "坏.docx": b"PK\x03\x04 broken",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    open_page(page, f"{started.url}/reports", "报告管理")
    page.locator("input[type=file]").set_input_files([str(tmp_path / name) for name in files])
    page.get_by_role("button", name="添加", exact=True).click()
    refused = page.get_by_text(re.compile(r"坏\.docx.*没有添加"))
    expect(refused).to_be_visible()
    expect(refused).to_contain_text("损坏")
    expect(page.get_by_text(re.compile(r"甲\.txt：已添加，2 个数字"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"乙\.txt：已添加，2 个数字"))).to_be_visible()
    expect(page.get_by_role("heading", name="已添加的报告（2）")).to_be_visible()


def test_2019_is_compared_with_2021(page: Page, server: Server) -> None:
    open_page(page, f"{server.url}/figures?q=处分&stage=done", "数字表")
    page.get_by_role("link", name="对比", exact=True).click()
    expect(page.get_by_role("heading", name="对比", level=1)).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="对比哪些指标").click()
    page.get_by_role("option", name="处分 · 2 份报告", exact=True).click()
    page.keyboard.press("Escape")
    settled(page)
    expect(page.locator("figure.bars .bar-row").first).to_be_visible()
    csv_button = page.get_by_role("button", name="下载", exact=True)
    csv_button.click()
    data = content(download(page, "图中数据 CSV"))
    table = pd.read_csv(io.BytesIO(data))
    punished = table[table["原文"].isin(["58.7万人", "62.7万人"])]
    assert sorted(punished["数值"]) == [587000, 627000]


def test_one_metric_of_two_years_with_its_change_and_both_sentences(
    page: Page, server: Server
) -> None:
    open_page(page, f"{server.url}/compare", "对比")
    box = page.get_by_role("combobox", name="对比哪些指标")
    box.fill("立案")
    page.get_by_role("option", name="立案 · 2 份报告", exact=True).click()
    page.keyboard.press("Escape")
    settled(page)
    said = page.get_by_text(re.compile("立案：61.9万件（.*） → 63.1万件（.*），增长1.9%"))
    expect(said).to_be_visible()
    expect(page.get_by_text(re.compile("“全年立案61.9万件"))).to_be_visible()
    sentence = page.get_by_text(re.compile("“全年立案63.1万件"))
    expect(sentence).to_be_visible()
    # The choice stands in the address; the way to the sentence leads to its report.
    expect(page).to_have_url(re.compile("cmp="))
    page.reload()
    expect(said).to_be_visible()
    settled(page)
    row = page.get_by_test_id("stHorizontalBlock").filter(has=sentence)
    row.get_by_role("link", name="看原文").click()
    expect(page.get_by_role("heading", name="原文", level=1)).to_be_visible()
    expect(page.locator("mark", has_text="63.1万件").first).to_be_visible()


def upload(page: Page, url: str, name: str, text: str, folder: Path) -> None:
    """Put one report in and wait until it is there."""
    (folder / name).write_text(text, "utf-8")
    open_page(page, f"{url}/reports", "报告管理")
    page.locator("input[type=file]").set_input_files(str(folder / name))
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_text(re.compile("已添加，"))).to_be_visible()


def turn_to(page: Page, title: str) -> None:
    """Go to a page by the navigation and wait until it stands."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)


def test_a_doctored_report_is_found_out(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    sample = next((ROOT / "data" / "reports").glob("E_*.txt")).read_text("utf-8")
    assert "67.4%" in sample
    upload(page, started.url, "改过.txt", sample.replace("67.4%", "68.4%"), tmp_path)
    turn_to(page, "核对")
    expect(page.get_by_text(re.compile("67.4%；原文写 68.4%，不符")).first).to_be_visible()


def test_a_pair_is_taken_apart_everywhere_and_brought_back(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    text = "全县共查摆问题2.4万多个，已整改1.8万余个，整改率95%。"
    upload(page, started.url, "总结.txt", text, tmp_path)
    funnel = page.get_by_text(re.compile(r"^查摆问题 → 整改问题：75.0%（72.0%～79.2%）"))
    finding = page.get_by_text(re.compile("原文写 95%，不符"))
    turn_to(page, "概览")
    expect(funnel).to_be_visible()
    expect(finding.first).to_be_visible()

    turn_to(page, "完成进度")
    page.get_by_role("button", name="处理").first.click()
    page.get_by_role("dialog").get_by_role("button", name="不对，拆开").click()
    expect(page.get_by_text("已拆开，可在本页下方撤销。")).to_be_visible()
    expect(finding).to_have_count(0)
    for title in ("概览", "核对"):
        turn_to(page, title)
        expect(finding).to_have_count(0)
        expect(funnel).to_have_count(0)

    page.get_by_text("对结论的决定（1）").click()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销。")).to_be_visible()
    expect(finding.first).to_be_visible()
    turn_to(page, "概览")
    expect(funnel).to_be_visible()


def test_what_does_not_agree_is_settled_with_a_reason(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    text = "县直机关收到群众来信80封，办结60封，办结率90%。"
    upload(page, started.url, "来信.txt", text, tmp_path)
    turn_to(page, "核对")
    expect(page.get_by_role("button", name="不符 1")).to_be_visible()
    page.get_by_role("button", name="处理").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("办结60封").first).to_be_visible()
    dialog.get_by_role("textbox", name="理由（必填）").fill("办结率按件次算")
    dialog.get_by_role("textbox", name="理由（必填）").press("Tab")
    dialog.get_by_role("button", name="已知悉").click()
    expect(page.get_by_text("已知悉（办结率按件次算）").first).to_be_visible()
    turn_to(page, "概览")
    expect(page.get_by_text("没有发现前后不符的数字，也没有待确认的。")).to_be_visible()


def test_what_a_report_says_never_acts_as_markup(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    trap = "<img src=x onerror=\"document.title='caught'\">**粗**[链](javascript:alert(1))"
    text = f"标题：{trap}\n日期：2025-03\n\n{trap}全县查摆问题120个，整改96个。"
    (tmp_path / "坑.txt").write_text(text, "utf-8")
    open_page(page, f"{started.url}/reports", "报告管理")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "坑.txt"))
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_text(re.compile("已添加，"))).to_be_visible()
    for name in ("overview", "progress", "check", "source"):
        open_page(page, f"{started.url}/{name}", PAGES[name])
        expect(page.locator("img[src=x]")).to_have_count(0)
        expect(page.locator("a[href^='javascript']")).to_have_count(0)
        assert page.title() != "caught"
