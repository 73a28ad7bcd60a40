"""Figures out of tables: the header says what is counted, the row's label of whom, the brackets
in what unit; or, where the rows name what is counted, the other way round."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from extract.figure import Figure
from extract.tables.cell import figure_in
from extract.tables.header import heads_list, kind_of_header, names_things, tells_progress
from extract.tables.layout import Layout, Row, layout_of, without_mark
from extract.tables.status import CHANGE, is_bare_change, plans, tell_status
from extract.tables.unit import (
    NONE,
    TableUnit,
    chosen,
    give,
    is_share,
    stated_units,
    unit_in_name,
    unit_named,
    without_unit,
)
from extract.text.verb import action_of, stage_of
from writing import dates

if TYPE_CHECKING:
    from reading import Cell, Table

_MEASURED = regex.compile(
    r"(?:数量?|总数|总量|额|率|量|面积|收入|支出|产值|总值|占比|比重|比例|资金|经费|投资|人次|件次|规模|"
    r"产量|时长|长度|里程|费用?|次数|人数)$"
)
_PERIOD = regex.compile(
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?:\d{4}年)?\d{1,2}月\d{1,2}日|"
    rf"(?:\d{{4}}|{dates.HAN_YEAR})\s*年?(?:\s*度|\s*\d{{1,2}}\s*{dates.TO}\s*\d{{1,2}}\s*月|"
    rf"\s*\d{{1,2}}\s*月(?:{dates.EDGE})?|\s*{dates.QUARTER}|{dates.HALF_YEAR}|{dates.EDGE})?|"
    rf"{dates.QUARTER}|{dates.HALF_YEAR}|\d{{1,2}}(?:{dates.TO}\d{{1,2}})?月份?|"
    r"今年|去年|上年(?:同期)?|本年|本期|上期|本月|上月|全年"
)
_YEAR_IN_FRONT = regex.compile(r"\d{4}\s*年(?:度|末|底)?(?=\p{Han}{2})(?!上半年|下半年)")
_CAPTION_PERIOD = regex.compile(
    rf"\d{{4}}\s*年(?:度|\d{{1,2}}{dates.TO}\d{{1,2}}月|{dates.HALF_YEAR}|前三季度)?"
)
_PART = regex.compile(r"^\s*(?:其中|＃|#)\s*[：:、]?\s*")
_DENIES = regex.compile(r"[不未]|无法|没有")
_REST = regex.compile(r"其[他它余]|无|.{0,2}计|总[数量]|小计|[男女]性?")
_NOTE = regex.compile(r"[（(][^（）()]{7,}[）)]|[（(](?:注|见|含|不含)[^（）()]*[）)]")
_NOT_YET = regex.compile(r"尚未|[未不](?=[经予再能]?[^来断])|正在")
_CAPTION_MARK = regex.compile(
    r"^\s*(?:附?表\s*[\d一二三四五六七八九十]*(?:[-.]\d+)?[：:、\s]*)?(?:\d{4}\s*年度?)?"
)
_CAPTION_END = regex.compile(r"(?:情况)?(?:统计|汇总|一览|明细)?表?$")
_ABOVE = 80  # characters in front of a table in which its unit may stand


def table_figures(text: str, tables: Sequence[Table]) -> list[Figure]:
    """A figure for each number in the tables of a report, in order, with its name.

    text: the report's text, into which the tables' cells point. Every field but `section`,
    `repeats` and `row` is filled in. Tables of words give none.
    """
    found: list[Figure] = []
    for table in tables:
        found += _of(text, table, table_layout(table, text))
    return found


def outside_tables(figures: Sequence[Figure], text: str, tables: Sequence[Table]) -> list[Figure]:
    """`figures` of the running text without those that `table_figures` reads from the tables.

    Dates, ordinals and names stay; a statistic in a header or label of a table of numbers names
    a row or column and counts nothing.
    """
    frames: list[tuple[int, int, bool]] = []
    for table in tables:
        layout = table_layout(table, text)
        frames += [(cell.start, cell.end, False) for cell in layout.frame]
        frames += [(cell.start, cell.end, True) for row in layout.rows for cell, _ in row.values]
    frames.sort()
    starts = [start for start, _, _ in frames]

    def counted_here(figure: Figure) -> bool:
        place = bisect_right(starts, figure.start) - 1
        if place < 0 or figure.start >= frames[place][1]:
            return True
        in_value = frames[place][2]
        return (
            not in_value
            and figure.role not in ("statistic", "redacted")
            and (
                unit_named(figure.text) is None  # 万元 of a header's brackets
            )
        )

    return [figure for figure in figures if counted_here(figure)]


@lru_cache(maxsize=128)  # asked thrice for each table of a report
def table_layout(table: Table, text: str) -> Layout:
    """The layout of a table of `text`, which is asked for more than once."""
    return layout_of(table, text)


@dataclass(frozen=True)
class _About:
    """What holds for all figures of a table: by what it says of itself and what stands above."""

    title: str
    units: list[TableUnit]
    period: str
    by_rows: bool
    planned: bool


def _about(text: str, table: Table, layout: Layout) -> _About:
    above = text[max(0, table.start - _ABOVE) : table.start]
    caption = text[table.caption[0] : table.caption[1]] if table.caption else ""
    near = caption or "\n".join(line for line in above.split("\n")[-3:] if len(line) <= 40)
    near = "\n".join([near, *layout.above])
    framed = (text[cell.start : cell.end] for cell in layout.frame)
    lines = [*near.split("\n"), *(words for words in framed if not _heads_a_column(words))]
    stated = [line for line in lines if "单位" in line]
    period = _CAPTION_PERIOD.search(near)
    return _About(
        _titled(near),
        next((units for line in stated if (units := stated_units(line))), []),
        period[0] if period else "",
        _rows_name_it(layout.rows),
        any(plans(without_unit(line)) for line in near.split("\n")),
    )


def _heads_a_column(words: str) -> bool:
    """Whether a unit stands beside other words, in brackets: it holds for its own column."""
    return bool(without_unit(words)) and words.rstrip().endswith(("）", ")"))


def _of(text: str, table: Table, layout: Layout) -> list[Figure]:
    about = _about(text, table, layout)
    found: list[Figure] = []
    wholes: dict[int, Figure] = {}
    for row in layout.rows:
        part = bool(row.labels and _PART.match(row.labels[-1]))
        for (cell, headers), measure in zip(row.values, _changed(row), strict=True):
            figure = _read(text, cell, headers, row, about, measure)
            figure.sentence = text[row.start : row.end].strip()
            figure.section = " / ".join(row.groups) if about.by_rows else ""
            figure.period = figure.period or about.period
            if part:
                figure.part_of = wholes.get(cell.column)
            else:
                wholes[cell.column] = figure
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _changed(row: Row) -> list[list[str]]:
    """For each figure of a row, the headers of the one column to its left that it is of, where its
    own headers say only 同比, 增减 or a year; else none."""
    found: list[list[str]] = []
    measures: list[list[str]] = []  # since the last such column
    ended = False
    for _, headers in row.values:
        names = _names(headers)
        bare = all(is_bare_change(name) or bool(_PERIOD.fullmatch(name)) for name in names)
        if not bare:
            measures = [headers] if ended else [*measures, headers]
        ended = bare
        found.append(measures[0] if bare and len(measures) == 1 else [])
    return found


def _rows_name_it(rows: list[Row]) -> bool:
    """Whether the rows' labels say what is counted and the headers only when, or of whom."""
    headers = {header for row in rows for _, above in row.values for header in above[-1:]}
    labels = {row.labels[-1] for row in rows if row.labels}
    if not labels:
        return False
    if any(row.unit for row in rows) or any(stated_units(label) for label in labels):
        return True
    listed = all(row.corner and heads_list(row.corner[-1]) for row in rows)
    telling = [
        name
        for header in headers
        if (name := _YEAR_IN_FRONT.sub("", without_unit(header)))
        and not tells_progress(name)
        and not _PERIOD.fullmatch(name)
        and kind_of_header(name) != "generic"
        and not CHANGE.search(name)
        and not _states_a_share(header)
        and not (listed and kind_of_header(name) == "amount")
    ]
    if not telling:
        return not all(map(_of_whom, rows))
    if any(row.corner and names_things(row.corner[-1]) for row in rows):
        return False
    return any(map(_names_a_measure, labels)) and not any(map(_names_a_measure, telling))


def _states_a_share(header: str) -> bool:
    return any(unit.kind == "percent" for unit in stated_units(header))


def _of_whom(row: Row) -> bool:
    """Whether a row's label names a body or place, by the header above the labels."""
    return bool(row.corner) and kind_of_header(row.corner[0]) == "whom"


def _titled(near: str) -> str:
    """What the lines above a table say that it counts: 各县受理信访 of 表1 各县受理信访情况表."""
    lines = [without_unit(line) for line in near.split("\n")]
    title = next((line for line in reversed(lines) if line), "")
    return _CAPTION_END.sub("", _CAPTION_MARK.sub("", title)).strip()


@lru_cache(maxsize=2048)
def _name(words: str) -> str:
    """A header or label without outline mark, 其中, unit, and notes in brackets."""
    return _NOTE.sub("", without_unit(without_mark(_PART.sub("", words)))).strip()


def _says_nothing(name: str) -> bool:
    """Whether a header neither names what is counted nor of whom: 金额, 年度目标."""
    return kind_of_header(name) == "amount" or tells_progress(name)


def _names_a_measure(words: str) -> bool:
    name = _name(words)
    return bool(_MEASURED.search(name) or action_of(name))


def _read(
    text: str, cell: Cell, headers: list[str], row: Row, about: _About, measure: list[str]
) -> Figure:
    figure = figure_in(text, cell)
    by_rows = about.by_rows or row.account
    labels = [name for label in row.labels if (name := _name(label))]
    if by_rows:
        labels = _items(labels, [_name(group) for group in row.groups])
    names = _names(headers)
    if measure and not by_rows:
        names = [*_names(measure), *names]
    names, periods = _dated(names)
    if figure.status == "change":
        names = [name for name in names if not is_bare_change(name)]
    figure.period = "".join(periods)
    years = [label for label in labels if _PERIOD.fullmatch(label)]
    if years and not by_rows:
        figure.period, labels = "".join(years), [la for la in labels if la not in years]
    plain = [n for n in names if n not in periods and kind_of_header(n) != "generic"]
    metric, figure.scope = _metric_and_scope(labels, plain, headers, row, by_rows, about.title)
    figure.metric = regex.sub(r"\s+", "", metric or "".join(names) or row.context)
    figure.doubt = "" if headers else "no header"
    units = stated_units(row.context) if "单位" in row.context else []
    stated = [header for header in headers if without_unit(header)]
    if (
        measure
        and not by_rows
        and figure.status != "change"
        and not any(map(is_bare_change, names))
    ):
        stated = [*stated, *measure]
    _give_unit(figure, [*stated, *row.corner], [*row.labels], row.unit, units or about.units)
    figure.action = action_of(figure.metric)
    figure.object = figure.metric[len(figure.action) :].lstrip("了出的") or figure.metric
    figure.stage = stage_of(figure.action, figure.metric)
    if figure.stage == "done" and _NOT_YET.search(figure.metric):
        figure.stage = "other"
    tell_status(figure, names if by_rows else [*names, figure.metric], about.planned)
    return figure


def _items(labels: list[str], groups: list[str]) -> list[str]:
    """The labels without the names of groups, which head sections; a group that denies belongs to
    the name (不予公开), and 其他 and 合计 have none without their group."""
    items = [label for label in labels if label not in groups]
    kept = [group for group in groups if _DENIES.search(group)]
    if not kept and all(map(_REST.fullmatch, items)):
        kept = groups[-1:]
    return [*kept, *items]


def _names(headers: list[str]) -> list[str]:
    """The names that headers give, from the outermost in."""
    names = [name for header in headers if (name := _name(header))]
    # 申请人情况 over 自然人 | 企业: says only that more is to come.
    return [n for n, inner in pairwise([*names, ""]) if not (inner and n.endswith("情况"))]


def _dated(names: list[str]) -> tuple[list[str], list[str]]:
    """The names without the year in front of the first, and those that tell the time."""
    years = [year[0] for name in names[:1] if (year := _YEAR_IN_FRONT.match(name))]
    names = [name[len(years[0]) :] if years and name == names[0] else name for name in names]
    return names, years or [name for name in names if _PERIOD.fullmatch(name)]


def _metric_and_scope(
    labels: list[str], plain: list[str], headers: list[str], row: Row, by_rows: bool, title: str
) -> tuple[str, str]:
    """What a figure counts and of whom, by its labels and the headers that say something."""
    if by_rows:
        shares = {_name(header) for header in headers if _states_a_share(header)}
        change = [n for n in plain if n in shares or CHANGE.search(n) or is_share(n)]
        rest = [n for n in plain if n not in change and not _says_nothing(n)]
        return "".join(labels + change), " ".join(rest)
    if title and _of_whom(row) and all(kind_of_header(name) == "total" for name in plain):
        # 县区 over the labels and years over the figures: what is counted stands above the table.
        return title, " ".join(labels)
    if not plain:
        return "".join(labels), ""
    total = len(plain) > 1 and kind_of_header(plain[-1]) == "total"
    return "".join(plain[:-1] if total else plain), " ".join(labels)


def _give_unit(
    figure: Figure, headers: list[str], labels: list[str], row_unit: str, units: list[TableUnit]
) -> None:
    """Give the figure the unit that its cell, row, header or caption states, scaled to its base."""
    if figure.unit:
        return
    name = figure.metric
    own = [unit for words in headers for unit in stated_units(words)]
    stated = own or [unit for words in labels[-1:] for unit in stated_units(words)]
    unit, doubt = NONE, ""
    of_row = unit_named(row_unit) if row_unit and not own else None
    if of_row and (not is_share(name) or of_row.kind in ("percent", "points")):
        unit = of_row
    elif stated:
        unit, doubt = chosen(stated, name) if len(stated) > 1 else (stated[0], "")
    elif in_name := unit_in_name(name):
        unit = in_name
    elif units:
        unit, doubt = chosen(units, name)
    elif is_share(name):
        doubt = "unit not stated"
    figure.doubt = figure.doubt or doubt
    give(figure, unit)
