"""Where a figure stands, and how it is quoted with its source."""

from dataclasses import replace

import pytest

from dashboard.asking.place import Place, place_of
from dashboard.showing.figure_source import with_source
from dashboard.showing.words import Words
from reading import Cell, Report, Table
from tests.dashboard.conftest import FIGURE

TEXT = """今年工作有序开展。培训300人。
一、学习教育
学习覆盖各站所。“边学边干。”共办班21期！！
三、整改落实
（一）立行立改
查摆问题52个。
已整改问题47个，其中当场整改9个；整改率约90%。
第二章 保障
落实经费6万元。
附记
下发通报4份。"""


@pytest.mark.parametrize(
    ("text", "section", "place"),
    [
        ("300人", "", Place(sentence=2)),
        ("21期", "一、学习教育", Place(numeral="一", sentence=3)),
        ("52个", "三、整改落实 / （一）立行立改", Place(numeral="三", sentence=2)),
        ("90%", "三、整改落实 / （一）立行立改", Place(numeral="三", sentence=3)),
        ("6万元", "第二章 保障", Place(part="第二章", sentence=1)),
        ("4份", "附记", Place(heading="附记", sentence=1)),
    ],
)
def test_the_sentence_is_counted_within_its_part(text: str, section: str, place: Place) -> None:
    start = TEXT.index(text)
    figure = replace(FIGURE, text=text, section=section, start=start, end=start + len(text))
    assert place_of(figure, Report(text=TEXT)) == place


def test_in_a_table_the_row_is_named() -> None:
    text = "说明。\n单位\t件数\n甲站\t14"
    begin = text.index("单位")
    places = [("单位", 0, 0), ("件数", 0, 1), ("甲站", 1, 0), ("14", 1, 1)]
    cells = tuple(
        Cell(text.index(said), text.index(said) + len(said), row, column)
        for said, row, column in places
    )
    report = Report(text=text, tables=(Table(begin, len(text), cells),))
    figure = replace(FIGURE, text="14", start=text.index("14"), end=len(text))
    assert place_of(figure, report) == Place(table=1, row=2)


DONE = replace(
    FIGURE,
    text="47个",
    metric="整改问题",
    action="整改",
    unit="个",
    number=47.0,
    low=47.0,
    high=47.0,
    sentence="已整改问题47个。",
)


@pytest.mark.parametrize(
    ("place", "language", "said"),
    [
        (Place(numeral="三", sentence=12), "zh", "已整改问题47个（《总结》第三部分，第12句）"),
        (Place(part="第二章", sentence=1), "zh", "已整改问题47个（《总结》第二章，第1句）"),
        (Place(heading="附记", sentence=1), "zh", "已整改问题47个（《总结》“附记”，第1句）"),
        (Place(sentence=4), "zh", "已整改问题47个（《总结》第4句）"),
        (Place(table=1, row=2), "zh", "已整改问题47个（《总结》表1第2行）"),
        (Place(numeral="十二", sentence=3), "en", "整改问题 47 个 (“总结”, part 12, sentence 3)"),
        (Place(table=1), "en", "整改问题 47 个 (“总结”, table 1)"),
    ],
)
def test_a_figure_is_quoted_with_its_source(place: Place, language: str, said: str) -> None:
    assert with_source(DONE, "总结", place, Words(language)) == said


def test_already_is_said_only_where_the_sentence_says_it() -> None:
    figure = replace(DONE, sentence="整改问题47个。")
    assert with_source(figure, "总结", Place(sentence=1), Words("zh")).startswith("整改问题47个（")
