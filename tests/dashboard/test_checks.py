"""What an editor wants to know: contradictions found, and what fits confirmed."""

from math import inf

import pytest

from dashboard.asking import checks
from dashboard.asking.filters import Filter
from dashboard.showing import finding_words
from dashboard.showing.words import Words


def fig(text, number, noun="问题", **more):
    given = {"text": text, "number": number, "object": noun, "unit": text.lstrip("0123456789.万亿")}
    if "%" in text:
        given |= {"kind": "percent", "unit": "%"}
    if "元" in text:
        given |= {"kind": "money", "unit": "元"}
    return given | more


RANKS = [("37.7万人", 377e3), ("9.8万人", 98e3), ("8.5万人", 85e3), ("2.4万人", 24e3)]
RANKS += [("0.4万人", 4e3), ("41人", 41.0)]

CASES = [
    (
        "a bare noun may be those found or those left",
        "审计问题50个。对剩余的问题10个逐项会诊。",
        [fig("50个", 50.0), fig("10个", 10.0)],
        [],
    ),
    (
        "a part may bear its whole's name",
        "涉及金额50万元。已整改40万元，正在整改的涉及金额10万元。",
        [
            fig("50万元", 5e5, "金额", action="涉及"),
            fig("40万元", 4e5, "整改金额"),
            fig("10万元", 1e5, "金额", action="涉及"),
        ],
        ["parts_add_up"],
    ),
    (
        "shares in a list find their counts by name",
        "处理100人，其中甲类70人，乙类30人，分别占70%、30%。",
        [
            fig("100人", 100.0, "处理人员"),
            fig("70人", 70.0, "甲类", part_of=0),
            fig("30人", 30.0, "乙类", part_of=0),
            fig("70%", 70.0, "甲类"),
            fig("30%", 30.0, "乙类"),
        ],
        ["parts_add_up", "share_fits", "share_fits"],
    ),
    (
        "two numbers for one metric",
        "共查出问题50个。本市查出问题48个。",
        [fig("50个", 50.0, action="查出"), fig("48个", 48.0, action="查出")],
        ["two_numbers"],
    ),
    *(
        (
            f"two numbers that can be one: {first} and {second}",
            f"共查出问题{first}个。本市查出问题{second}个。",
            [
                fig(f"{first}个", float(first), action="查出"),
                fig(f"{second}个", float(second), action="查出"),
            ],
            [code],
        )
        for first, second, code in (
            ("5436", "5463", "two_numbers"),
            ("5436", "7436", "two_numbers"),
            ("77", "770", "two_numbers"),
            ("100", "125", "two_numbers"),
            ("1", "10", "two_values"),
            ("120", "64", "two_values"),
            ("120", "417", "two_values"),
        )
    ),
    (
        "a noun that stands as the unit",
        "细化举措5个方面。细化举措5方面。",
        [
            fig("5个", 5.0, "方面", action="细化", metric="细化方面"),
            fig("5方面", 5.0, "方面", action="细化", metric="细化方面"),
        ],
        ["unit_word_changes"],
    ),
    (
        "what is as large as the whole is no part of a sum",
        "大动脉6个，包括工程6个，另有6个。",
        [
            fig("6个", 6.0, "大动脉"),
            fig("6个", 6.0, "工程", part_of=0),
            fig("6个", 6.0, "水库", part_of=0),
        ],
        [],
    ),
    (
        "a percentage that says which ones are counted",
        "产品104种，占比超过20%的有23种、超过30%的有11种。",
        [
            fig("104种", 104.0, "产品"),
            fig("20%", 20.0, "", high=inf),
            fig("23种", 23.0, "", part_of=0),
            fig("30%", 30.0, "", high=inf, part_of=0),
            fig("11种", 11.0, "", part_of=0),
        ],
        [],
    ),
    (
        "two numbers of different scopes are no contradiction",
        "共查出问题50个。财务查出问题6个。",
        [fig("50个", 50.0), fig("6个", 6.0, scope="财务")],
        [],
    ),
    (
        "a change in one sentence is no contradiction",
        "问题由50个减至10个。",
        [fig("50个", 50.0), fig("10个", 10.0)],
        [],
    ),
    (
        "told again in rounder numbers",
        "缴获资金35.34亿元。全省缴获资金35.3亿元。",
        [fig("35.34亿元", 3.534e9, "资金"), fig("35.3亿元", 3.53e9, "资金")],
        [],
    ),
    (
        "a part larger than its whole",
        "问题50个，其中整改60个。",
        [fig("50个", 50.0), fig("60个", 60.0, "整改", part_of=0)],
        ["part_exceeds_whole"],
    ),
    (
        "a part that the wording allows",
        "问题5万多个，其中整改5.05万个。",
        [fig("5万多个", 5e4, high=6e4), fig("5.05万个", 50_500.0, "整改", part_of=0)],
        [],
    ),
    (
        "parts that add up",
        "审计查出问题50个，已整改40项，正在整改10项。",
        [
            fig("50个", 50.0, part_of=None),
            fig("40项", 40.0, "整改", part_of=0),
            fig("10项", 10.0, "推进", part_of=0),
        ],
        ["parts_add_up"],
    ),
    (
        "parts that add up though nothing says that they are parts",
        "审计查出问题50个，已整改40项，正在整改10项。",
        [fig("50个", 50.0), fig("40项", 40.0, "整改"), fig("10项", 10.0, "推进")],
        ["parts_add_up"],
    ),
    (
        "money to the cent",
        "涉及251023.54万元，已整改215587.84万元，正在整改35435.70万元。",
        [
            fig("251023.54万元", 2510235400.0, "金额"),
            fig("215587.84万元", 2155878400.0, "甲"),
            fig("35435.70万元", 354357000.0, "乙"),
        ],
        ["parts_add_up"],
    ),
    (
        "doctored: one less in the parts",
        "审计查出问题50个，已整改40项，正在整改9项。",
        [
            fig("50个", 50.0),
            fig("40项", 40.0, "整改", part_of=0),
            fig("9项", 9.0, "推进", part_of=0),
        ],
        ["parts_fall_short"],
    ),
    (
        "doctored, though nothing says that they are parts",
        "审计查出问题50个，已整改问题40项，正在整改问题9项。",
        [
            fig("50个", 50.0),
            fig("40项", 40.0, action="整改", stage="done"),
            fig("9项", 9.0, action="正在整改"),
        ],
        ["parts_fall_short"],
    ),
    (
        "parts that come to more",
        "查出问题50个，其中甲类40项，乙类20项。",
        [fig("50个", 50.0), fig("40项", 40.0, "甲", part_of=0), fig("20项", 20.0, "乙", part_of=0)],
        ["parts_exceed_whole"],
    ),
    (
        "some of the parts only",
        "查出问题50个，其中甲类4项，乙类2项。",
        [fig("50个", 50.0), fig("4项", 4.0, "甲", part_of=0), fig("2项", 2.0, "乙", part_of=0)],
        [],
    ),
    (
        "parts that make the whole only when rounded",
        "处分58.7万人。处分37.7万人，9.8万人，8.5万人，2.4万人，0.4万人，41人。",
        [fig("58.7万人", 587e3, "甲")]
        + [fig(t, n, f"级{i}", part_of=0) for i, (t, n) in enumerate(RANKS)],
        ["parts_add_up_rounded"],
    ),
    (
        "another breakdown of the whole in front of the one that adds up",
        "处分58.7万人，其中党纪处分50.2万人。处分37.7万人，9.8万人，8.5万人，2.4万人，0.4万人，41人。",
        [fig("58.7万人", 587e3, "甲"), fig("50.2万人", 502e3, "党纪", part_of=0)]
        + [fig(t, n, f"级{i}", part_of=0) for i, (t, n) in enumerate(RANKS)],
        ["parts_add_up_rounded"],
    ),
    (
        "a share that fits",
        "处理184.9万人次，第一种形态124.6万人次，占67.4%。",
        [
            fig("184.9万人次", 1.849e6, "甲"),
            fig("124.6万人次", 1.246e6, "乙", part_of=0),
            fig("67.4%", 67.4, "乙", part_of=0),
        ],
        ["share_fits"],
    ),
    (
        "a share that does not",
        "处理184.9万人次，第一种形态124.6万人次，占68.4%。",
        [
            fig("184.9万人次", 1.849e6, "甲"),
            fig("124.6万人次", 1.246e6, "乙", part_of=0),
            fig("68.4%", 68.4, "乙", part_of=0),
        ],
        ["share_not_given"],
    ),
    (
        "a share above a hundred",
        "处理184.9万人次，占167.4%。",
        [fig("184.9万人次", 1.849e6, "甲"), fig("167.4%", 167.4, "乙", part_of=0)],
        ["share_over_hundred"],
    ),
    (
        "growth that fits",
        "举报由50件增至60件，增长20%。",
        [
            fig("50件", 50.0, "举报"),
            fig("60件", 60.0, "举报"),
            fig("20%", 20.0, "举报", status="change", direction="up"),
        ],
        ["growth_fits"],
    ),
    (
        "growth that does not",
        "举报由50件增至60件，增长25%。",
        [
            fig("50件", 50.0, "举报"),
            fig("60件", 60.0, "举报"),
            fig("25%", 25.0, "举报", status="change", direction="up"),
        ],
        ["growth_not_given"],
    ),
    (
        "a decline in numbers",
        "举报由50件降至40件，减少10件。",
        [
            fig("50件", 50.0, "举报"),
            fig("40件", 40.0, "举报"),
            fig("10件", 10.0, "举报", status="change", direction="down"),
        ],
        ["growth_fits"],
    ),
    (
        "a rate that does not fit",
        "查出问题50个，整改问题40个，整改率90%。",
        [
            fig("50个", 50.0, action="查出", stage="raised"),
            fig("40个", 40.0, action="整改", stage="done"),
            fig("90%", 90.0, "整改率"),
        ],
        ["rate_not_given"],
    ),
    (
        "a unit that changes",
        "受理举报50件。受理举报50件次。",
        [fig("50件", 50.0, "举报", action="受理"), fig("50件次", 50.0, "举报", action="受理")],
        ["unit_changes"],
    ),
    (
        "another measure word",
        "整改问题50个。整改问题50项。",
        [fig("50个", 50.0, action="整改"), fig("50项", 50.0, action="整改")],
        ["unit_word_changes"],
    ),
    (
        "a redaction",
        "处分XXX人次。",
        [fig("XXX人次", None, "处分", role="redacted")],
        ["redacted"],
    ),
    (
        "a total that nothing takes up again",
        "收到举报1500件。整改问题3个。",
        [fig("1500件", 1500.0, "举报", stage="raised"), fig("3个", 3.0)],
        ["never_broken_down"],
    ),
    (
        "a total that is taken up again",
        "收到举报1500件。办结举报1200件。",
        [
            fig("1500件", 1500.0, "举报", action="收到", stage="raised"),
            fig("1200件", 1200.0, "举报", action="办结", stage="done"),
        ],
        [],
    ),
]


@pytest.mark.parametrize(("text", "figures", "codes"), [c[1:] for c in CASES], ids=lambda v: "")
def test_findings(library, make, text, figures, codes):
    library.add(*make(text, *figures))
    found = checks.findings(library, Filter())
    assert [finding.code for finding in found] == codes
    for finding in found:
        assert finding.severity == checks.CODES[finding.code]
        assert finding.figures


RANKED = next(case for case in CASES if case[0].startswith("parts that make the whole only"))
DOCTORED = next(case for case in CASES if case[0].startswith("doctored: one less"))


def test_every_code_has_a_case():
    seen = {code for case in CASES for code in case[3]}
    assert set(checks.CODES) - seen == {"rate_fits", "not_all_checked"}


def ranks(make):
    return make(
        RANKED[1],
        fig("58.7万人", 587e3, "甲"),
        *(fig(t, n, f"级{i}", part_of=0) for i, (t, n) in enumerate(RANKS)),
    )


def test_the_arithmetic_says_why_rounding_allows_it(library, make):
    library.add(*ranks(make))
    (finding,) = checks.findings(library, Filter())
    sums = finding.arithmetic
    assert (sums["sum"], sums["whole"], sums["difference"]) == (588_041, 587_000, 1041)
    assert sums["sum_low"] <= sums["whole_high"]
    assert sums["rounding"]
    assert [row["text"] for row in finding.figures] == ["58.7万人", *(t for t, _ in RANKS)]


def test_without_rounding_they_do_not_add_up(library, make):
    library.add(*ranks(make))
    found = checks.findings(library, Filter(), rounding=False)
    assert [finding.code for finding in found] == ["parts_exceed_whole"]


def test_the_rate_of_the_campaign_fits(filled):
    library, _ = filled
    codes = [finding.code for finding in checks.findings(library, Filter())]
    assert codes == ["redacted", "rate_fits"]


def test_a_filter_keeps_the_findings_of_its_figures(filled):
    library, report = filled

    def codes(**fields):
        return [finding.code for finding in checks.findings(library, Filter(**fields))]

    assert codes(metrics=("整改率",)) == ["rate_fits"]
    assert codes(metrics=("不存在",)) == []
    assert codes(metrics=("处分",)) == ["redacted"]
    assert codes(roles=("redacted",)) == ["redacted", "rate_fits"]
    assert codes(reports=(report,)) == ["redacted", "rate_fits"]
    assert codes(reports=("none",)) == []


def test_a_correction_settles_a_finding(library, make):
    made = make(*DOCTORED[1:2], *DOCTORED[2])
    report = library.add(*made)
    (finding,) = checks.findings(library, Filter())
    nine = finding.figures[-1]
    library.correct(report, nine["start"], nine["end"], "number", 10)
    assert [f.code for f in checks.findings(library, Filter())] == ["parts_add_up"]


def test_counts_and_the_table_for_download(filled):
    library, _ = filled
    found = checks.findings(library, Filter())
    assert checks.counts(found) == {"error": 0, "warning": 1, "note": 0, "ok": 1}
    table = finding_words.to_frame(found, Words("zh"))
    assert list(table.columns) == ["报告", "轻重", "发现", "算式", "原句", "code"]
    assert table["code"].tolist() == ["redacted", "rate_fits"]
    assert table["轻重"].tolist() == ["存疑", "对得上"]
    assert "85.7" in table["算式"][1]
    assert table["原句"][0] == "处分XX人次。"
    assert finding_words.to_frame([], Words("en")).empty


def test_a_very_large_library_says_what_it_left_out(library, make, monkeypatch):
    for number in range(3):
        library.add(*make(f"处分XX人，第{number}次。", fig("XX人", None, role="redacted")))
    monkeypatch.setattr(checks.figures, "__defaults__", ("TRUE", (), 2))
    found = checks.findings(library, Filter())
    assert [f.code for f in found] == ["redacted", "redacted", "not_all_checked"]
    assert found[-1].arithmetic == {"checked": 2}
