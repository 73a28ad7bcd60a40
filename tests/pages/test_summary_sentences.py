"""Sentences that sum a report up: what stands in them, and what is left out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from dashboard.asking import conclusions
from dashboard.asking.filters import Filter
from dashboard.showing import summary_sentences
from dashboard.showing.summary_sentences import Summary, spoken
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from extract import extract_report
from reading import Report

FILE = Path(__file__).resolve().parents[2] / "dashboard" / "showing" / "sentences.toml"

# What a report says → its sentences of progress, change and share, and the one of what is left.
SAID = [
    (
        "本县共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个，整改率85.7%。",
        [
            "本县共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个，整改率约85.7%（84.6%～87.0%）。"
        ],
        "",
    ),
    (
        "督察组受理举报400件，转办300件，办结240件。",
        ["督察组共受理举报400件，已转办300件，转办率75.0%，其中已办结240件，占80.0%。"],
        "",
    ),
    (
        "排查出隐患90处，已销号81处。",
        ["共排查出隐患90处，已销号81处，销号率90.0%。"],
        "",
    ),
    (
        "网格员由860人增加到1032人，增长20%。",
        ["网格员由860人增至1032人，增长20.0%。"],
        "",
    ),
    (
        "全市受理咨询240件（上年300件），同比下降20%。",
        ["全市受理咨询由300件降至240件，下降20.0%。"],
        "",
    ),
    (
        "年初计划修缮校舍60处，实际完成66处，完成率110%。",
        ["修缮校舍60处（目标），实际66处，为目标的110.0%。"],
        "",
    ),
    (
        "全市共有托育机构250家，其中公办机构60家，占24%。",
        ["全市托育机构250家，其中公办机构60家，占24.0%。"],
        "",
    ),
    # A word in front of a number stays in front of it.
    ("全县开展宣讲近300场，收到建议超过500条。", [], "全县收到建议超过500条，开展宣讲近300场。"),
    # Of two figures of one name nobody would know which is meant.
    (
        "共查出问题50个，涉及金额90万元。已整改40个，涉及金额70万元；全年培训干部300人。",
        ["共查出问题50个，已整改40个，整改率80.0%。"],
        "培训干部300人。",
    ),
    # What the report contradicts, no sentence says.
    ("共查摆问题120个，已整改102个，整改率95%。", [], ""),
    # An aim is no fact.
    ("明年计划新建公园12个。", [], ""),
]


def draw(library: Library, text: str, language: str) -> Summary:
    report = Report(text)
    library.add(report, extract_report(report))
    asked = Filter(reports=(report.id,))
    found = conclusions.conclusions(library, asked).rows
    best = conclusions.highlights(library, asked)
    return summary_sentences.summary(found, best, Words(language))


@pytest.fixture
def library(tmp_path: Path):
    one = Library(tmp_path / "library.duckdb")
    yield one
    one.close()


@pytest.mark.parametrize(("text", "told", "others"), SAID)
def test_sentences_of_a_report(library: Library, text: str, told: list[str], others: str) -> None:
    summary = draw(library, text, "zh")
    assert [spoken(one) for one in (*summary.progress, *summary.changes, *summary.shares)] == told
    assert spoken(summary_sentences.of_figures(summary.others, Words("zh"))) == others


def test_english_gives_the_bounds_that_chinese_words_hold(library: Library) -> None:
    (sentence,) = draw(library, SAID[0][0], "en").progress
    assert spoken(sentence) == (
        "本县: 查摆问题 77,000 个 (77,000–78,000); 制定整改措施 83,000 项 (83,000–84,000); "
        "整改 66,000 个 (66,000–67,000), about 85.7% (84.6–87.0%)."
    )


def test_every_number_of_a_sentence_knows_its_figure(library: Library) -> None:
    (sentence,) = draw(library, SAID[0][0], "zh").progress
    assert [(one.text, one.figures[0].text) for one in sentence if one.figures] == [
        (text, text) for text in ("7.7万多个", "8.3万余项", "6.6万余个")
    ]


def test_a_number_that_a_person_put_right_is_told(library: Library) -> None:
    report = Report("全县举办宣讲300场。")
    library.add(report, extract_report(report))
    library.correct(report.id, 6, 10, "number", 330)
    (figure,) = conclusions.highlights(library, Filter())
    assert spoken(summary_sentences.of_figure(figure, Words("zh"))) == "全县举办宣讲330场。"


RATES = [
    ("查摆问题100个，整改问题80个。", "整改问题80.0%"),
    (
        "查摆问题100个，整改问题80个。排查隐患50处，整治隐患45处。受理线索40件，办结线索12件。",
        "3项完成率：最低的是办结线索，30.0%；最高的是整治隐患，90.0%",
    ),
    # What the bounds leave open is not said.
    (
        "查摆问题7.7万多个，整改问题6.6万余个。排查隐患100处，整治隐患86处。受理线索40件，办结线索12件。",
        "3项完成率：最低的是办结线索，30.0%",
    ),
    ("查摆问题7.7万多个，整改问题6.6万余个。排查隐患100处，整治隐患86处。", ""),
]


@pytest.mark.parametrize(("text", "title"), RATES)
def test_the_title_of_a_chart_of_rates(library: Library, text: str, title: str) -> None:
    report = Report(text)
    library.add(report, extract_report(report))
    found = conclusions.conclusions(library, Filter(), ("progress",)).rows
    assert summary_sentences.of_rates(found, Words("zh")) == title


def test_the_file_has_each_part_in_both_languages() -> None:
    table = tomllib.loads(FILE.read_text("utf-8"))
    table.pop("rate_names")
    for parts in table.values():
        for texts in parts.values():
            assert set(texts) == set(LANGUAGES)
            for text in texts.values():
                fields = {name for _, name, _, _ in Formatter().parse(text) if name}
                assert fields <= {
                    "scope",
                    "figure",
                    "name",
                    "rate",
                    "first",
                    "second",
                    "change",
                } | {"said", "n", "lowest", "highest"}
