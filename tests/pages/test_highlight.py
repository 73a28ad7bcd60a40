"""Cutting a report into runs, and making its text safe to show."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.showing import highlight
from dashboard.showing.escape import for_chart, for_html, for_markdown
from reading import Cell, Table

TEXT = "一、查摆问题\n　　全县查摆问题120个，整改96个。\r\n\n完。"


def figures(*spans: tuple[int, int, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(spans), columns=["start", "end", "stage"])
    return frame.assign(checked=False, corrected=False)


FOUND = figures(
    (TEXT.index("120个"), TEXT.index("120个") + 4, "raised"),
    (TEXT.index("96个"), TEXT.index("96个") + 3, "done"),
)


def test_paragraphs_headings_and_figures() -> None:
    content = highlight.paragraphs(TEXT, FOUND, "stage")
    assert [p.level for p in content] == [2, 0, 0]
    assert [r.text for r in content[1].runs] == ["全县查摆问题", "120个", "，整改", "96个", "。"]
    assert [r.style for r in content[1].runs if r.figure] == ["raised", "done"]


def test_only_the_styles_asked_for_are_lit() -> None:
    content = highlight.paragraphs(TEXT, FOUND, "stage", ["done"])
    assert [r.shown for r in content[1].runs if r.figure] == [False, True]


def test_of_figures_that_overlap_the_first_is_shown() -> None:
    start = TEXT.index("120个")
    content = highlight.paragraphs(
        TEXT, figures((start, start + 4, "raised"), (start + 1, start + 3, "done")), "stage"
    )
    assert [r.text for r in content[1].runs if r.figure] == ["120个"]


@given(st.text(alphabet="一二三，。\n　 a1", max_size=80), st.data())
def test_runs_stand_where_they_say(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [
        (a, b, "done")
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if text[a:b].strip() == text[a:b] != "" and "\n" not in text[a:b]
    ]
    content = highlight.paragraphs(text, figures(*spans), "stage")
    runs = [run for paragraph in content for run in paragraph.runs]
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)
    assert [(r.start, r.start + len(r.text)) for r in runs if r.figure] == [s[:2] for s in spans]


def test_a_long_text_is_cut_at_line_ends_and_nothing_is_lost() -> None:
    text = "一二三四五六七八九\n" * 50 + "无换行" * 40
    bounds = highlight.parts(text, 100)
    assert "".join(text[a:b] for a, b in bounds) == text
    assert all(b - a <= 100 for a, b in bounds)
    assert highlight.part_of(len(text) - 1, bounds) == len(bounds) - 1


def test_the_paragraph_around_a_figure() -> None:
    start = TEXT.index("96个")
    assert highlight.context(TEXT, start, start + 3) == ("全县查摆问题120个，整改", "96个", "。")


@pytest.mark.parametrize(
    "text",
    ["[链](javascript:alert(1))", "**粗**", "<img src=x>", ":red[红]", "$x^2$", "# 题", "`码`"],
)
def test_markdown_is_taken_at_its_word(text: str) -> None:
    safe = for_markdown(text).replace(":small[]", "")  # what cuts :red in two, and draws nothing
    assert safe.replace("\\", "") == text
    position = 0
    while position < len(safe):
        if safe[position] == "\\":
            position += 2
            continue
        assert safe[position] not in "[]()*_<>:$#`"
        position += 1


def test_line_breaks_do_not_start_new_markdown_blocks() -> None:
    assert "\n" not in for_markdown("一\n# 二\r\n- 三")


def test_html_and_chart_text_hold_no_tags() -> None:
    assert for_html('<a href="x">\'') == "&lt;a href=&quot;x&quot;&gt;&#x27;"
    assert "<b>" not in for_chart("<b>粗</b>")
    assert for_chart("一二三四" * 100, width=10, lines=3).count("<br>") == 2


GRID = "台账如下：\n单位\t件数\n甲站\t14件\n\t6件\n合计另报。"


def _table(rows: tuple[tuple[tuple[str, int, int], ...], ...]) -> Table:
    """A table of cells (text, row, column); each is looked for behind the one before."""
    at, cells = GRID.index("单位"), []
    for row in rows:
        for text, line, column in row:
            at = GRID.index(text, at)
            cells.append(Cell(at, at + len(text), line, column))
            at += len(text)
    return Table(cells[0].start, cells[-1].end, tuple(cells))


TABLE = _table(
    (
        (("单位", 0, 0), ("件数", 0, 1)),
        (("甲站", 1, 0), ("14件", 1, 1)),
        (("6件", 2, 1),),
    )
)
IN_CELLS = figures(
    (GRID.index("14件"), GRID.index("14件") + 3, "done"),
    (GRID.index("6件"), GRID.index("6件") + 2, "raised"),
)


def test_a_table_is_drawn_as_one_with_its_figures_in_their_cells() -> None:
    before, grid, after = highlight.paragraphs(GRID, IN_CELLS, "stage", tables=(TABLE,))
    assert [block.runs[0].text for block in (before, after)] == ["台账如下：", "合计另报。"]
    assert isinstance(grid, highlight.Grid)
    texts = [[run.text for cell in row for run in cell.runs] for row in grid.rows]
    assert texts == [["单位", "件数"], ["甲站", "14件"], ["6件"]]
    lit = [run for row in grid.rows for cell in row for run in cell.runs if run.figure]
    assert [(run.start, run.style) for run in lit] == [
        (GRID.index("14件"), "done"),
        (GRID.index("6件"), "raised"),
    ]
    data = highlight.as_data([before, grid])
    assert "rows" not in data[0] and data[1]["rows"][1][1]["runs"][0]["text"] == "14件"


def test_a_table_that_a_part_cuts_is_shown_in_both_parts() -> None:
    cut = GRID.index("甲站")
    first = highlight.paragraphs(GRID, IN_CELLS, "stage", None, 0, cut, (TABLE,))
    second = highlight.paragraphs(GRID, IN_CELLS, "stage", None, cut, None, (TABLE,))
    rows = [len(b.rows) for b in (*first, *second) if isinstance(b, highlight.Grid)]
    assert rows == [1, 2]
