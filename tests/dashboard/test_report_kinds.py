"""Kinds of report by their titles, and that the file of kinds holds together."""

import pytest

from dashboard.asking import queries, report_kinds
from dashboard.asking.filters import Filter
from dashboard.asking.kinds_at_hand import kinds_at_hand, only_kind
from dashboard.errors import LibraryError
from dashboard.showing.words import Words
from extract.columns import CATEGORIES

KINDS = [
    ("关于开展专题教育情况的报告", "", "education"),
    ("整治形式主义工作小结", "", "education"),
    ("关于市委巡察反馈意见整改进展情况的通报", "", "inspection"),
    ("县审计局2023年度审计整改情况", "", "audit"),
    ("扫黑除恶专项斗争战报（第9期）", "", "crime"),
    ("2024年十件民生实事完成情况", "", "projects"),
    ("2025年政府工作报告", "", "work_report"),
    ("第三季度小结", "扫黑除恶专项斗争", "crime"),
    ("第三季度小结", "", ""),
]


@pytest.mark.parametrize(("title", "campaign", "kind"), KINDS)
def test_a_report_is_of_the_kind_that_its_campaign_or_title_tells(title, campaign, kind):
    assert report_kinds.kind_of(title, campaign) == kind


@pytest.mark.parametrize("kind", report_kinds.kinds().values(), ids=lambda kind: kind.name)
def test_a_kind_names_columns_and_stages_that_there_are(kind):
    for name in (*kind.ledger, *kind.cards, *kind.headers):
        assert name in report_kinds.columns()
    assert set(kind.stages) <= set(CATEGORIES["stage"])
    assert all(report_kinds.kind_of(f"全县{word}情况") for word in kind.words)


@pytest.mark.parametrize("column", report_kinds.columns().values(), ids=lambda one: one.name)
def test_a_column_stands_on_columns_of_its_steps(column):
    steps = {name: one.step for name, one in report_kinds.columns().items()}
    assert column.step in ("", "base", "planned", "done", "rate")
    if column.step in ("planned", "done", "rate"):
        assert steps[column.base] == "base"
    if column.step == "rate":
        assert steps[column.done] == "done"


@pytest.mark.parametrize("name", ["", "nothing", "=走访", "=|count|people", "=走访|count|people|"])
def test_a_column_that_there_is_not_is_refused(name):
    with pytest.raises(LibraryError) as caught:
        report_kinds.column(name)
    assert caught.value.code == "bad_value"


def test_a_stage_is_called_as_its_kind_of_report_calls_it():
    words = Words("zh")
    assert words.value("stage", "raised") == "发现"
    assert words.of_kind("audit").value("stage", "raised") == "查出"
    assert words.of_kind("audit").value("stage", "done") == "完成"
    assert words.of_kind("").value("stage", "raised") == "发现"


def test_a_kind_of_report_says_which_cards_come_first(filled):
    library, report = filled
    figures = [one for one in queries.report_figures(library, report) if one.role == "statistic"]
    given = [figures[3], figures[2], figures[0]]
    assert [one.text for one in report_kinds.cards_first("education", given)] == [
        *("7.7万多个", "6.6万余个", "85.7%"),
    ]
    assert report_kinds.cards_first("", given) == given


def test_one_kind_speaks_for_reports_only_where_all_are_of_it(library, make):
    first = library.add(*make("查出问题12个", title="县审计局审计整改情况"))
    assert only_kind(library, Filter()) == "audit"
    figure = {"text": "30场", "number": 30, "unit": "场", "object": "宣讲"}
    second = library.add(*make("开展宣讲30场", figure, title="巡视整改情况"))
    assert kinds_at_hand(library, Filter()) == {first: "audit", second: "inspection"}
    assert only_kind(library, Filter()) == ""
    assert only_kind(library, Filter(reports=(second,))) == "inspection"
