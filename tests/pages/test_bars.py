"""Bars as HTML: as long as they say, on one scale, nothing of a report acting as markup."""

import re
from math import inf, nan

import pytest

from dashboard.showing import bars, theme
from dashboard.showing.bars import Bar


def drawn(*rows: Bar) -> str:
    return bars.html(rows, "标题", "来源", theme.LIGHT).split("</style>")[1]


def widths(html: str) -> list[float]:
    return [float(width) for width in re.findall(r'<i style="width:([\d.]+)%', html)]


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ((200.0, 150.0), [100.0, 75.0]),
        ((0.0, 5.0), [0.0, 100.0]),
        ((0.0,), [0.0]),
        ((None, 8.0), [0.0, 100.0]),
        ((-3.0, 6.0), [0.0, 100.0]),
        ((inf, 6.0), [0.0, 100.0]),
    ],
)
def test_bars_are_as_long_as_they_say(
    values: tuple[float | None, ...], shares: list[float]
) -> None:
    assert widths(drawn(*(Bar("项", value, "", "#000000") for value in values))) == shares


@pytest.mark.parametrize(
    ("low", "high", "whisker"),
    [
        (60.0, 80.0, "left:75.00%;width:25.00%"),
        (70.0, 70.0, ""),
        (70.0, inf, ""),
        (None, None, ""),
    ],
)
def test_bounds_stand_over_the_end(low: float | None, high: float | None, whisker: str) -> None:
    html = drawn(Bar("项", 70.0, "", "#000000", low=low, high=high))
    assert (f'<b style="{whisker}">' in html) if whisker else ("<b " not in html)


def test_nothing_of_a_report_acts_as_markup() -> None:
    evil = '"><script>alert(1)</script>'
    row = Bar(evil, 1.0, evil, "#000000", tip=evil)
    html = bars.html([row], evil, evil, theme.DARK).split("</style>")[1]
    assert "<script" not in html and '""' not in html.replace('title="', "")
    assert html.count("&lt;script&gt;") == 5


def test_bars_of_one_group_stand_under_its_name() -> None:
    rows = (
        Bar("一", 2.0, "", "", group="甲"),
        Bar("二", 1.0, "", "", group="甲"),
        Bar("三", 9.0, "", ""),
    )
    html = drawn(*rows)
    assert html.count('class="bars-group"') == 1 and html.index("甲") < html.index("一")


def test_all_rows_share_their_columns() -> None:
    """A row with a long value must not have a shorter track: the lengths would not compare."""
    style, html = bars.html([Bar("一", 1.0, "1", "")], "", "", theme.LIGHT).split("</style>")
    assert '<div class="bar-rows"><div class="bar-row"' in html and "subgrid" in style


def test_groups_apart_have_scales_of_their_own() -> None:
    rows = [Bar("一", 2.0, "", "", group="甲"), Bar("三", 9.0, "", "", group="乙")]
    assert widths(bars.html(rows, "", "", theme.LIGHT, apart=True)) == [100.0, 100.0]
    assert widths(bars.html(rows, "", "", theme.LIGHT)) == [22.22, 100.0]


def test_shares_leave_room_for_the_whole() -> None:
    assert widths(bars.html([Bar("一", 40.0, "", "")], "", "", theme.LIGHT, full=100.0)) == [40.0]


def test_a_stated_share_is_marked() -> None:
    assert '<u style="left:50.00%">' in drawn(Bar("一", 100.0, "", "#000000", mark=50.0))
    assert "<u " not in drawn(Bar("一", 100.0, "", "#000000", mark=nan))


def test_every_pattern_of_a_chart_can_be_drawn() -> None:
    assert {*theme.PATTERNS.values(), *theme.SERIES_PATTERNS} <= {"", *bars.HATCH}
