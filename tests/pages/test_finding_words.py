"""Findings in words: every code has a sentence, and the arithmetic is spelled out."""

import pytest

from dashboard.asking.checks import CODES
from dashboard.asking.findings import Finding
from dashboard.showing import finding_words
from dashboard.showing.words import LANGUAGES, Words


def figure(metric: str, text: str, number: float, unit: str = "万人") -> dict[str, object]:
    return {
        "metric": metric,
        "text": text,
        "number": number,
        "low": number,
        "high": number,
        "unit": unit,
        "role": "statistic",
    }


SUM = Finding(
    "parts_add_up_rounded",
    "ok",
    "r",
    "2019",
    (
        figure("处分", "58.7万人", 587000, "人"),
        figure("甲", "50万人", 500000, "人"),
        figure("乙", "8.8万人", 88000, "人"),
    ),
    {
        "sum": 588000.0,
        "sum_low": 587000.0,
        "sum_high": 589000.0,
        "whole": 587000.0,
        "whole_low": 586500.0,
        "whole_high": 587500.0,
        "difference": 1000.0,
        "unit": "人",
    },
)
SHARE = Finding(
    "share_not_given",
    "error",
    "r",
    "2019",
    (
        figure("问题", "50个", 50, "个"),
        figure("整改", "40个", 40, "个"),
        figure("整改率", "85%", 85, "%"),
    ),
    {
        "computed": 80.0,
        "computed_low": 80.0,
        "computed_high": 80.0,
        "stated": 85.0,
        "stated_low": 84.5,
        "stated_high": 85.5,
        "unit": "%",
    },
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code: str, language: str) -> None:
    assert finding_words.what(Finding(code, CODES[code], "", "", (), {}), Words(language))


def test_a_sum_is_spelled_out_with_what_is_missing() -> None:
    assert finding_words.what(SUM, Words("zh")) == "2 个分项在四舍五入范围内加得起来：处分 58.7万人"
    assert finding_words.arithmetic(SUM, Words("zh")) == (
        "50万 + 8.8万 = 58.8万 (58.7万–58.9万)；总数 58.7万 (58.65万–58.75万)；多 1,000人"
    )


def test_a_share_is_set_beside_what_its_numbers_give() -> None:
    assert finding_words.what(SHARE, Words("zh")) == "占比和数字对不上：整改率 85%"
    assert finding_words.arithmetic(SHARE, Words("en")) == "Computed 80 %; stated 85 (84.5–85.5) %"
