"""Conclusions in words: every kind has its sentence, with what is stated beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import conclusion_words, figure_words
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.figure import Figure
from tests.dashboard.conftest import CONCLUSION, FIGURE


def fig(metric: str, text: str, number: float, unit: str = "个", **more: object) -> Figure:
    given = {
        "metric": metric,
        "text": text,
        "number": number,
        "unit": unit,
        "sentence": f"{text}。",
    }
    return replace(FIGURE, **({"low": number, "high": number} | given | more))


RAISED = fig("查摆问题", "7.7万多个", 77e3, high=78e3)
DONE = fig("整改问题", "6.6万余个", 66e3, high=67e3)
RATE = fig("整改率", "85.7%", 85.7, "%", kind="percent")
YEAR_BEFORE, YEAR = fig("受理信访", "250件", 250, "件"), fig("受理信访", "200件", 200, "件")
LESS = fig("减少", "20%", 20, "%", kind="percent")
FEWER = fig("减少", "50件", 50, "件")
SHARE_BEFORE, SHARE_NOW = (fig("达标率", f"{n}%", n, "%", kind="percent") for n in (80, 92.5))
WHOLE = fig("处分", "5.87万人", 58700, "人")
PARTS = fig("甲类", "5万人", 5e4, "人"), fig("乙类", "0.88万人", 8800, "人")
BLANK = replace(FIGURE, metric="处分党员", text="XX人", role="redacted", unit="人")


def drawn(kind: str, first: Figure, second: Figure | None = None, **more: object) -> Conclusion:
    given = {"value": None, "low": more.get("value"), "high": more.get("value")} | more
    return replace(CONCLUSION, kind=kind, first=first, second=second, **given)


PROGRESS = drawn("progress", RAISED, DONE, value=85.714, low=84.615, high=87.013)
SUM = drawn("sum", WHOLE, parts=PARTS, value=58800.0, low=58750.0, high=58850.0)

MONEY = fig("金额", "25.1亿元", 25.1e8, "元", low=25.05e8, high=25.15e8, approx="约")
LEFT = fig("金额", "3.5亿余元", 3.5e8, "元", high=3.6e8, approx="余")
SAID = [
    (
        drawn(
            "change",
            replace(MONEY, sentence="金额由约25.1亿元降至3.5亿余元。"),
            LEFT,
            value=-86.06,
            low=-86.09,
            high=-85.63,
        ),
        "金额 约25.1亿元 → 3.5亿余元：下降86.1%（85.6%～86.1%）",
    ),
    (PROGRESS, "查摆问题 7.7万多个 → 整改问题 6.6万余个：85.7%（84.6%～87.0%）"),
    (
        replace(PROGRESS, stated=RATE, verdict="fits"),
        "查摆问题 7.7万多个 → 整改问题 6.6万余个：85.7%（84.6%～87.0%）；原文写 85.7%，相符",
    ),
    (
        drawn("change", YEAR_BEFORE, YEAR, value=-20.0, stated=LESS, verdict="fits"),
        "受理信访 250件 → 200件：下降20.0%；原文写 20%，相符",
    ),
    (
        drawn("change", YEAR_BEFORE, YEAR, value=-50.0, stated=FEWER, verdict="conflict"),
        "受理信访 250件 → 200件：减少50件；原文写 50件，不符",
    ),
    (
        drawn("change", SHARE_BEFORE, SHARE_NOW, value=12.5),
        "达标率 80% → 92.5%：上升12.5个百分点",
    ),
    (
        replace(SUM, verdict="fits"),
        "处分 5.87万人：5万人 + 0.88万人 = 5.88万人（58750～58850），四舍五入后相符",
    ),
    (
        replace(SUM, verdict="conflict", value=59700.0, low=59700.0, high=59700.0),
        "处分 5.87万人：5万人 + 0.88万人 = 5.97万人，与总数相差 1000人",
    ),
    (drawn("blank", BLANK), "数字未填：处分党员 XX人"),
    (
        drawn("same", YEAR_BEFORE, YEAR, verdict="conflict"),
        "同一指标前后不一：受理信访 250件，后文 受理信访 200件",
    ),
    (drawn("progress", RAISED, DONE), "查摆问题 7.7万多个 → 整改问题 6.6万余个"),
]


@pytest.mark.parametrize(("one", "said"), SAID)
def test_a_conclusion_is_a_sentence(one: Conclusion, said: str) -> None:
    assert conclusion_words.statement(one, Words("zh")) == said


@pytest.mark.parametrize(
    ("metric", "more", "said"),
    [
        ("生产总值", {"status": "change", "direction": "up"}, "生产总值增长 5.5%"),
        ("信访量", {"status": "change", "direction": "down"}, "信访量下降 5.5%"),
        ("信访量下降", {"status": "change", "direction": "down"}, "信访量下降 5.5%"),
        ("失业率", {}, "失业率 5.5%"),
        ("", {"status": "change", "direction": "up"}, "5.5%"),
    ],
)
def test_a_change_is_named_as_one(metric: str, more: dict[str, str], said: str) -> None:
    figure = fig(metric, "5.5%", 5.5, "%", kind="percent", **more)
    assert figure_words.said(figure, Words("zh")) == said


@pytest.mark.parametrize(
    ("text", "number", "language", "said"),
    [
        ("7.7万多个", 77e3, "zh", "7.7万多"),
        ("67665亿个", 67665e8, "zh", "6.77万亿"),
        ("251023.54万个", 2510235400.0, "zh", "25.1亿"),
        ("15536个", 15536.0, "zh", "15536"),
        ("15536个", 15536.0, "en", "15,536"),
    ],
)
def test_a_card_holds_a_short_value(text: str, number: float, language: str, said: str) -> None:
    assert figure_words.short(fig("问题", text, number), Words(language)) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind",
    ["progress", "target", "change", "share", "sum", "part", "same", "ratio", "blank"],
)
def test_every_kind_has_a_sentence(kind: str, language: str) -> None:
    one = drawn(kind, RAISED, DONE, value=12.0, stated=RATE, verdict="conflict")
    assert conclusion_words.statement(one, Words(language))


@pytest.mark.parametrize(
    ("one", "gravity"),
    [
        (drawn("same", YEAR_BEFORE, YEAR, verdict="conflict"), "error"),
        (drawn("progress", RAISED, DONE, doubt="far apart"), "question"),
        (drawn("same", YEAR, YEAR, verdict="conflict", decision="settle"), "note"),
        (drawn("blank", BLANK), "note"),
        (replace(PROGRESS, verdict="fits"), "ok"),
    ],
)
def test_how_grave_it_is_for_an_editor(one: Conclusion, gravity: str) -> None:
    assert conclusion_words.gravity(one) == gravity
    assert one.is_finding


@pytest.mark.parametrize(
    "one",
    [PROGRESS, drawn("ratio", RAISED, DONE), drawn("ratio", RAISED, DONE, doubt="far apart")],
)
def test_a_mere_rate_is_no_finding(one: Conclusion) -> None:
    assert not one.is_finding


def test_the_download_has_a_row_each() -> None:
    table = conclusion_words.to_frame([PROGRESS, drawn("blank", BLANK)], Words("zh"))
    assert table["kind"].tolist() == ["progress", "blank"]
    assert table["按原文数字"].tolist() == ["85.7%（84.6%～87.0%）", ""]
    assert table["原句"][0] == "7.7万多个。\n6.6万余个。"
    assert conclusion_words.to_frame([], Words("en")).empty


def test_over_is_said_on_an_english_card() -> None:
    figure = fig("问题", "7.7万多个", 77e3, low=77e3, high=78e3)
    assert figure_words.short(figure, Words("en")) == "77,000+"
    assert figure_words.short(figure, Words("zh")) == "7.7万多"
