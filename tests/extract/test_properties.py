"""What must hold for any text: made-up texts, and numbers printed in every style."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import extract_figures
from extract.extraction import NOT_READ
from tests.extract.test_table import assert_valid

# A text is strung together from such pieces: that meets more rules than random characters do.
PIECES = [
    *(
        "查摆问题",
        "整改",
        "其中",
        "占",
        "由",
        "增加到",
        "同比增长",
        "分别",
        "约",
        "近",
        "超过",
        "不足",
    ),
    *(
        "至",
        "—",
        "多",
        "余",
        "左右",
        "以上",
        "个",
        "人次",
        "亿元",
        "％",
        "%",
        "个百分点",
        "公里",
        "倍",
    ),
    *(
        "7.7万",
        "1,234",
        "３２０",
        "三千二百",
        "百分之八十五",
        "2/3",
        "2020年",
        "几十",
        "数百",
        "XXX",
    ),
    *("，", "。", "；", "、", "（", "）", "“", "”", "《", "》", "：", "\n", " ", "\u3000", "\r\n"),
    *(
        "一",
        "二",
        "十",
        "半",
        "两",
        "第",
        "号",
        "〔2020〕15号",
        "12345热线",
        "PM2.5",
        "a",
        "-",
        "+",
        ":",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "①",
        "力争",
        "计划",
        "全市",
        "今年以来",
        "党员",
        "萬",
        "億",
        "個",
        "×",
        "^",
    ),
]
# Characters that the patterns look for, and some from far away.
SIGNS = "0123456789０９.．,，%％‰+-—~～至到一二两三十百千万亿零〇半几数多余约近超个人元第（）“”。\n Xx×*_𠮷😀\x00"

TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(alphabet=SIGNS, max_size=60),
    st.text(max_size=60),
)
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@quick
@given(TEXTS)
def test_any_text_gives_a_valid_table(text: str) -> None:
    table = extract_figures(text)
    assert_valid(table, text)
    assert not (table["doubt"] == NOT_READ).any()


@quick
@given(TEXTS, st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_a_sentence_behind_does_not_change_the_rows_before(text: str, behind: str) -> None:
    text += "。\n"
    before, after = extract_figures(text), extract_figures(text + behind)
    pd.testing.assert_frame_equal(before, after.head(len(before)), check_index_type=False)


DIGITS = "零一二三四五六七八九"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"


def in_chinese(number: int, digits: str = DIGITS, scales: str = "十百千") -> str:
    """`number` (0 to 10^16) in Chinese characters, as it is read aloud."""
    if number == 0:
        return digits[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    written = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            continue
        if written and group < 1000:
            written += digits[0]
        written += _group(group, digits, scales) + ("", "万", "亿", "万亿")[place]
    return written.removeprefix(digits[1]) if written.startswith(digits[1] + "十") else written


def _group(group: int, digits: str, scales: str) -> str:
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + ("", *scales)[place]
        gap = False
    return written


def styles(number: int) -> dict[str, str]:
    """The ways in which a report may print `number`."""
    grouped = f"{number:,}"
    return {
        "digits": str(number),
        "full width": str(number).translate(FULL_WIDTH),
        "thousands": grouped,
        "full-width thousands": grouped.replace(",", "，"),
        "Chinese": in_chinese(number),
        "financial": in_chinese(number, FINANCIAL, "拾佰仟"),
        "with 万": f"{number / 10_000:.4f}".rstrip("0").rstrip(".") + "万",
        "with 亿": f"{number / 100_000_000:.8f}".rstrip("0").rstrip(".") + "亿",
    }


@quick
@given(st.integers(min_value=2, max_value=10**12 - 1), st.sampled_from([*styles(2)]))
def test_a_number_printed_in_any_style_reads_back(number: int, style: str) -> None:
    text = f"全市共整改问题{styles(number)[style]}个。"
    table = extract_figures(text)
    assert list(table["text"]) == [styles(number)[style] + "个"], text
    assert math.isclose(table["number"][0], number, rel_tol=1e-12), text
    assert table["low"][0] == table["number"][0] == table["high"][0]


@quick
@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=3))
def test_a_share_reads_back(number: int, places: int) -> None:
    written = f"{number / 10**places:.{places}f}"
    table = extract_figures(f"整改率为{written}%。")
    assert list(table["text"]) == [written + "%"]
    assert math.isclose(table["number"][0], float(written))


@quick
@given(
    st.integers(min_value=2, max_value=9_999),
    st.integers(min_value=0, max_value=99),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from([("约", ""), ("近", ""), ("超过", ""), ("", "多"), ("", "余"), ("", "")]),
)
def test_full_width_and_half_width_agree(
    whole: int, rest: int, scale: str, words: tuple[str, str]
) -> None:
    front, inside = words
    text = f"共发放补贴{front}{whole}.{rest:02}{scale}{inside}元，占比{rest}.5%。"
    narrow, wide = extract_figures(text), extract_figures(text.translate(FULL_WIDTH))
    columns = ["start", "end", "role", "kind", "number", "low", "high", "unit", "metric", "approx"]
    pd.testing.assert_frame_equal(narrow[columns], wide[columns])


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (10, "十"),
        (110, "一百一十"),
        (2006, "二千零六"),
        (10_050_000, "一千零五万"),
        (100_000_001, "一亿零一"),
        (320_000_000_000, "三千二百亿"),
    ],
)
def test_numbers_are_printed_as_they_are_read_aloud(number: int, written: str) -> None:
    assert in_chinese(number) == written


def _holds(sentence: str, text: str, start: int, end: int) -> bool:
    """Whether the sentence stands in the text so that it holds that place."""
    at = text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
    return bool(sentence) and 0 <= at <= start and end <= at + len(sentence)


# Texts that no sentence ends in: what is cut off from them must not cut a figure in two.
ENDLESS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.integers(1, 1300).map(lambda n: "甲" * n)), max_size=60
).map(lambda pieces: "".join(pieces).replace("。", "，"))


@quick
@given(st.one_of(TEXTS, ENDLESS))
def test_the_sentence_of_a_figure_holds_it_where_it_stands(text: str) -> None:
    for figure in extract_figures(text).itertuples():
        assert _holds(figure.sentence, text, figure.start, figure.end)


@pytest.mark.parametrize("filling", range(14))
def test_a_text_without_an_end_is_cut_between_figures(filling: int) -> None:
    text = "".join(f"整改{'甲' * filling}{number:,}个，" for number in range(1_000_000, 1_000_300))
    table = extract_figures(text)
    assert len(table) == 300
    for row in table.itertuples():
        assert _holds(row.sentence, text, row.start, row.end)
