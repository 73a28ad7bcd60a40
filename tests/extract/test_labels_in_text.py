"""What stands in front of a number in the text: its unit in brackets, the name of an identifier."""

import pytest

from extract import extract_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "总投资（万元）：85，工期（天）：120。",
            [("85", 850000, "元", "总投资"), ("120", 120, "天", "工期")],
        ),
        ("年产能（万吨）36.5。", [("36.5", 365000, "吨", "年产能")]),
        ("群众满意率（%）：95.6", [("95.6", 95.6, "%", "群众满意率")]),
        ("建成文化站（所、站）12个。", [("12个", 12, "个", "建成文化站（所、站）")]),
        ("证券代码：600123，注册资本5000万元。", [("5000万元", 50000000, "元", "注册资本")]),
    ],
)
def test_units_and_identifiers_in_front(
    text: str, found: list[tuple[str, float, str, str]]
) -> None:
    table = extract_figures(text)
    counted = table[table["role"] == "statistic"]
    assert (
        list(counted[["text", "number", "unit", "metric"]].itertuples(index=False, name=None))
        == found
    )
