"""A million figures of a dataset, opened and read; what would change them says why it is off."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from benchmarks.made_dataset import make
from tests.browser.conftest import Server
from tests.browser.test_journeys import PAGES, open_page, search

_FIGURES = 1_000_000
_OFF = {
    "reports": "所以不能添加、修改或移除报告",
    "source": "不能更正、核对或补标",
    "progress": "结论不能确认、否定或改配",
    "check": "结论不能确认、否定或改配",
}


def test_a_million_figures_are_filtered_read_and_left_as_they_are(
    page: Page, fresh_server: Callable[..., Server]
) -> None:
    started = fresh_server(before=lambda folder: make(folder, _FIGURES))
    page.set_default_timeout(60_000)
    open_page(page, started.url, "概览")
    expect(page.get_by_text("数据集，只能查看").first).to_be_visible()
    page.get_by_role("link", name="数字表").click()
    expect(page.get_by_role("heading", name="数字表", level=1)).to_be_visible()
    search(page, "东州市教育局")
    there = page.get_by_text(re.compile(r"筛选出 [\d,]+ / [\d,]+ 个统计数字")).inner_text()
    shown, every = (int(n.replace(",", "")) for n in re.findall(r"[\d,]+", there)[:2])
    assert 0 < shown < 20_000 < 500_000 < every
    expect(page.get_by_text(re.compile("python -m dashboard library csv"))).to_be_visible()

    for name, why in _OFF.items():
        open_page(page, f"{started.url}/{name}", PAGES[name])
        expect(page.get_by_text(re.compile(why)).first).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
