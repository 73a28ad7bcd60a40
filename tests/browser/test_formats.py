"""Every format goes in through the Reports page; a file that cannot is explained."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.test_journeys import open_page, settled
from tests.reading.make import docx_file, html_file, pdf_file, pdf_pages, xlsx_file, zip_file


def lines(name: str, raised: int) -> list[str]:
    return [f"{name}整改总结", f"全{name[-1]}查摆问题{raised}个，整改96个。"]


def text(name: str, raised: int) -> str:
    return "\n".join(lines(name, raised))


UPLOADED = {
    "一.txt": text("甲县", 101).encode(),
    "国标.txt": text("乙县", 102).encode("gb18030"),
    "二.md": f"# {text('丙县', 103)}".encode(),
    "三.docx": docx_file(lines("丁县", 104)),
    "四.pdf": pdf_file(pdf_pages(lines("戊县", 105))),
    "五.html": html_file(lines("己县", 106)),
    "六.xlsx": xlsx_file({"表": [["乡镇", "整改问题（个）"], ["甲乡", 107], ["乙乡", 96]]}),
    "七.csv": "乡镇,整改问题（个）\n甲乡,108\n乙乡,96\n".encode(),
}
ARCHIVED = {
    "八.txt": text("庚县", 109).encode(),
    "九.docx": docx_file(lines("辛县", 110)),
    "坏.docx": b"PK\x03\x04 broken",
}
SEVERAL = "第1篇：学习发言\n共学习12次。\n第2篇：整改通报\n共整改8个。"


def test_every_format_goes_in_and_the_broken_one_is_explained(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    for name, data in {**UPLOADED, "全部.zip": zip_file(ARCHIVED)}.items():
        (tmp_path / name).write_bytes(data)
    open_page(page, f"{started.url}/reports", "报告管理")
    upload(page, [*UPLOADED, "全部.zip"], tmp_path)
    for name in [*UPLOADED, "全部.zip/八.txt", "全部.zip/九.docx"]:
        said = page.get_by_text(re.compile(rf"{re.escape(name)}：已添加，2 个数字"))
        expect(said).to_be_visible()
    refused = page.get_by_text(re.compile(r"坏\.docx.*没有添加"))
    expect(refused).to_contain_text("损坏")
    expect(page.get_by_text(re.compile(r"国标\.txt.*按 gb18030 读取"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"国标\.txt：乙县整改总结"))).to_be_visible()
    expect(page.get_by_role("heading", name="已添加的报告（10）")).to_be_visible()

    page.get_by_role("button", name="没有乱码").click()
    settled(page)
    expect(page.get_by_role("button", name="没有乱码")).to_have_count(0)
    page.get_by_role("link", name="数字表").click()
    expect(page.get_by_text(re.compile(r"\b20 个统计数字"))).to_be_visible()


def test_a_file_of_several_documents_is_split(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    (tmp_path / "合集.txt").write_text(SEVERAL, "utf-8")
    open_page(page, f"{started.url}/reports", "报告管理")
    upload(page, ["合集.txt"], tmp_path)
    expect(page.get_by_text(re.compile("里面有 2 篇"))).to_be_visible()
    page.get_by_role("button", name="拆成几份").click()
    expect(page.get_by_text(re.compile("整改通报：已添加，1 个数字"))).to_be_visible()
    expect(page.get_by_role("heading", name="已添加的报告（2）")).to_be_visible()
    page.get_by_role("button", name="撤销移除").click()
    expect(page.get_by_role("heading", name="已添加的报告（3）")).to_be_visible()


def test_a_long_file_shows_its_pages_and_is_stopped(
    page: Page, fresh_server: Callable[..., Server], tmp_path: Path
) -> None:
    started = fresh_server(empty=True)
    (tmp_path / "短.txt").write_text(text("壬县", 111), encoding="utf-8")
    body = [line for n in range(10_000) for line in lines(f"{n}县", n)]
    (tmp_path / "长.pdf").write_bytes(pdf_file(pdf_pages(body)))
    open_page(page, f"{started.url}/reports", "报告管理")
    upload(page, ["短.txt", "长.pdf"], tmp_path)
    pages = len(pdf_pages(body))
    shown = page.get_by_text(re.compile(rf"长\.pdf（第 2 份，共 2 份）：第 \d+ 页，共 {pages} 页"))
    expect(shown).to_be_visible()
    page.get_by_role("button", name="停止").click()
    expect(shown).to_have_count(0, timeout=2_000)
    expect(page.get_by_text(re.compile(r"短\.txt：已添加，2 个数字"))).to_be_visible()
    expect(page.get_by_role("heading", name="已添加的报告（1）")).to_be_visible()


def upload(page: Page, names: list[str], folder: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(folder / name) for name in names])
    page.get_by_role("button", name="添加", exact=True).click()
