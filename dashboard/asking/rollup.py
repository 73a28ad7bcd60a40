"""The ledger of many reports (各单位台账): a row each organisation, report or month, a column each
metric, its totals, and the superior's own report beside the sum of its units.

A few questions to the library for all reports together; what a cell says is for `ledger_cells`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from conclude.measure.interval import Interval
from dashboard.asking import conclusions, funnel, report_kinds
from dashboard.asking.filters import Filter
from dashboard.asking.kinds_at_hand import kinds_at_hand, within
from dashboard.asking.ledger_cells import Cell, ReportSays
from dashboard.asking.ledger_whole import wholes
from dashboard.asking.report_kinds import Column
from dashboard.asking.rollup_totals import Against, add_up, beside
from dashboard.errors import LibraryError
from dashboard.store import kept
from dashboard.store.database import Store
from dashboard.store.figure import read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from extract.number.unit_family import family

ROWS = ("organisation", "report", "month")
# The kinds of what is kept: choices between candidates by report, sets of columns by name.
PICKS, SETS = "rollup_pick", "rollup_columns"

_ALL_CONCLUSIONS = 1_000_000
_TOLD = "role = 'statistic' AND status = 'actual' AND repeats IS NULL AND high IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the reports it is of, newest first, and a cell for each column.

    `name` is the organisation, the report (its body and title), or the month (yyyy-mm); empty where
    it is not known: `title` and `file` tell which report that is. `left_out` says why it does not
    enter the totals: `older`, a report of a body that has a newer one, or `whole`, one that tells
    of the other rows together. `older` is how many older reports of the body stand behind the row.
    """

    name: str
    reports: tuple[str, ...]
    title: str
    date: str
    cells: tuple[Cell, ...]
    left_out: str = ""
    older: int = 0
    file: str = ""

    @property
    def counted(self) -> bool:
        """Whether it enters the totals."""
        return not self.left_out


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows by name, the totals (none along months, whose figures may go on from each other),
    the superior's row and, column by column, how it stands to the totals."""

    kind: str
    by: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...] = ()
    superior: Row | None = None
    against: tuple[Against, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of all reports in it."""
        rows = (*self.rows, *((self.superior,) if self.superior else ()))
        return tuple(report for row in rows for report in row.reports)

    @property
    def unnamed(self) -> int:
        """How many rows of organisations are reports that name none."""
        return sum(not row.name for row in self.rows) if self.by == "organisation" else 0

    @property
    def wholes(self) -> tuple[Row, ...]:
        """The rows that tell of the others together."""
        return tuple(row for row in self.rows if row.left_out == "whole")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that can be a column, and how many reports tell it."""

    column: str
    metric: str
    unit: str
    reports: int


@dataclass(frozen=True, slots=True)
class _About:
    """A report as the ledger knows it."""

    id: str
    title: str
    organisation: str
    date: str
    kind: str
    file: str


def rollup(
    library: Store,
    filter: Filter,
    columns: Sequence[str] = (),
    by: str = "organisation",
    kind: str = "",
    superior: str = "",
) -> Ledger:
    """The ledger of the reports that have a figure of the filter (without one, of all).

    `columns`: names of `report_kinds.column`; without any those of the `kind`, which without a name
    is the one that most of the reports have. `superior`: the id of the report that tells of all
    the others together. Raises `bad_value`, `bad_field`.
    """
    if by not in ROWS:
        raise LibraryError("bad_field", field=by)
    about = _reports(library, filter)
    above = [one for one in about if one.id == superior]
    units = [one for one in about if one.id != superior]
    kind = kind or report_kinds.common_kind(one.kind for one in units)
    names = tuple(columns) or report_kinds.ledger_of(kind)
    wanted = [report_kinds.column(name) for name in names]
    shown = [*above, *_in_rows(units, by)]
    says = _says(library, shown, wanted)
    cells = {one.id: tuple(says[one.id].cell(column) for column in wanted) for one in shown}
    ledger = Ledger(kind, by, names, tuple(_MAKE[by](units, cells)))
    if by == "month":
        return ledger
    ledger = replace(ledger, rows=_wholes_behind(ledger.rows))
    counted = [row.cells for row in ledger.rows if row.counted]
    totals = tuple(add_up(column) for column in _turned(counted, len(names)))
    ledger = replace(ledger, totals=totals)
    if not above:
        return ledger
    top = _row(above, cells)
    against = tuple(beside(cell, total) for cell, total in zip(top.cells, totals, strict=True))
    return replace(ledger, superior=top, against=against)


def as_given(ledger: Ledger, reports: Sequence[str]) -> Ledger:
    """The ledger with its rows in the order of their reports; months stay in theirs."""
    if ledger.by == "month":
        return ledger
    place = {report: at for at, report in enumerate(reports)}
    rows = sorted(ledger.rows, key=lambda row: min(map(place.__getitem__, row.reports)))
    return replace(ledger, rows=tuple(rows))


def common_kind(library: Store, filter: Filter, superior: str = "") -> str:
    """The kind that most of the filter's reports have, the superior's aside; empty for none."""
    kinds = kinds_at_hand(library, filter)
    return report_kinds.common_kind(kind for report, kind in kinds.items() if report != superior)


def in_order(ledger: Ledger, column: str = "", descending: bool = False) -> Ledger:
    """The ledger with its rows by the values of a column, those without one last; without a column
    by name, as it was made. Those that tell of the others together stand behind all of them."""
    own = [row for row in ledger.rows if row.left_out != "whole"]
    if column not in ledger.columns:
        return replace(ledger, rows=(*own[:: -1 if descending else 1], *ledger.wholes))
    at = ledger.columns.index(column)
    known = [row for row in own if row.cells[at].value is not None]
    left = [row for row in own if row.cells[at].value is None]
    known.sort(key=lambda row: size(row.cells[at]), reverse=descending)
    return replace(ledger, rows=(*known, *left, *ledger.wholes))


def size(cell: Cell) -> float:
    """What a cell is sorted by: its number, else the middle of its bounds, or the one it has."""
    assert cell.value is not None  # asked for cells with a value
    middle = cell.value.middle
    return middle if math.isfinite(middle) else max(cell.value.low, -cell.value.high)


def pick_column(name: str) -> str:
    """The column under which a choice for a cell is kept: of a rate that of what was done."""
    column = report_kinds.column(name)
    return column.done if column.step == "rate" else name


def metrics_at_hand(library: Store, filter: Filter, limit: int = 200) -> list[Metric]:
    """The metrics that the filter's reports tell, those of most reports first."""
    where, params = within(library, filter)
    rows = library.rows(
        f"""SELECT metric, kind, unit, count(DISTINCT report), count(*) FROM shown
            WHERE {_TOLD} AND metric <> '' AND {where}
            GROUP BY ALL ORDER BY 4 DESC, 5 DESC, metric LIMIT ?""",
        [*params, limit],
    )
    found: dict[str, Metric] = {}
    for metric, kind, unit, reports, _ in rows:
        name = report_kinds.own_column(metric, kind, family(unit))
        found.setdefault(name, Metric(name, metric, unit, reports))
    return list(found.values())


def pick(library: Store, report: str, column: str, place: tuple[int, int] | None) -> None:
    """Remember which figure of a report a column means; None forgets it."""
    chosen = kept.kept(library, PICKS).get(report, {})
    chosen.pop(column, None)
    if place is not None:
        chosen[column] = list(place)
    if chosen:
        kept.keep(library, PICKS, report, chosen)
    else:
        kept.forget(library, PICKS, report)


def column_sets(library: Store) -> dict[str, tuple[str, ...]]:
    """The sets of columns that were kept by name; one whose columns are no more is left out."""
    found = {}
    for name, names in kept.kept(library, SETS).items():
        try:
            found[name] = tuple(report_kinds.column(one).name for one in names)
        except LibraryError:  # the file of kinds was changed since
            continue
    return found


def _reports(library: Store, filter: Filter) -> list[_About]:
    """The reports of the filter, the newest first."""
    where, params = within(library, filter)
    rows = library.rows(
        f"""SELECT id, title, name, organisation, date, campaign
            FROM (SELECT id AS report, id, title, name, organisation, date, campaign
                  FROM reports WHERE NOT removed)
            WHERE {where} ORDER BY date DESC, title, id""",
        params,
    )
    return [
        _About(
            report,
            title or name or "",
            (organisation or "").strip(),
            date or "",
            report_kinds.kind_of(title or name or "", campaign or ""),
            name or "",
        )
        for report, title, name, organisation, date, campaign in rows
    ]


def _in_rows(units: Iterable[_About], by: str) -> list[_About]:
    """The reports that have cells: older ones of a body have none unless each report has a row."""
    if by == "report":
        return list(units)
    groups = (
        _bodies(units)
        if by == "organisation"
        else [body for month in _months(units).values() for body in _bodies(month)]
    )
    return [one for group in groups for one in _newest(group)]


def _says(
    library: Store, about: Sequence[_About], wanted: Iterable[Column]
) -> dict[str, ReportSays]:
    """What the library has of each report for these columns."""
    picks = kept.kept(library, PICKS)
    says = {
        one.id: ReportSays(
            one.organisation,
            picks={column: (a, b) for column, (a, b) in picks.get(one.id, {}).items()},
        )
        for one in about
    }
    if not says:
        return says
    every = _with_their_steps(wanted)
    if any(column.step for column in every):
        _add_rates(library, says)
    _add_figures(library, says, every)
    return says


def _with_their_steps(wanted: Iterable[Column]) -> list[Column]:
    """The columns, and those that they stand on."""
    names = {column.name: column for column in wanted}
    for column in list(names.values()):
        for other in (column.base, column.done):
            if other:
                names.setdefault(other, report_kinds.column(other))
    return list(names.values())


def _add_rates(library: Store, says: dict[str, ReportSays]) -> None:
    """The chains of sure rates of each report, and the guesses."""
    found = conclusions.conclusions(
        library,
        Filter(reports=tuple(says), roles=()),
        kinds=("progress", "ratio"),
        limit=_ALL_CONCLUSIONS,
    ).rows
    for chain in funnel.funnels(found):
        says[chain.report].chains.append(chain)
    for one in found:
        if one.kind == "progress" and not one.sure:
            says[one.report].guesses.append(one)


def _add_figures(library: Store, says: dict[str, ReportSays], wanted: Iterable[Column]) -> None:
    """The single figures that some column means, of each report in the order of its text."""
    written = [column.to_sql() for column in wanted]
    rows = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} FROM shown
            WHERE report IN ({", ".join("?" * len(says))}) AND {_TOLD}
                AND ({" OR ".join(condition for condition, _ in written)})
            ORDER BY report, start""",
        [*says, *(value for _, values in written for value in values)],
    )
    for figure in read_rows(rows):
        says[figure.report].figures.append(figure)


def _row(about: Sequence[_About], cells: dict[str, tuple[Cell, ...]], name: str = "") -> Row:
    """A row of one report, or of several of one day of a body, none of which goes before."""
    first = about[0]
    each = _turned([cells[one.id] for one in about], len(cells[first.id]))
    merged = tuple(_one_of(column) for column in each)
    reports = tuple(one.id for one in about)
    return Row(name, reports, first.title, first.date, merged, file=first.file)


def _by_report(units: Sequence[_About], cells: dict[str, tuple[Cell, ...]]) -> list[Row]:
    """A row a report; of each body only the newest counts."""
    newest = {one.id for group in _bodies(units) for one in _newest(group)}
    return [
        replace(_row([one], cells, _title(one)), left_out="" if one.id in newest else "older")
        for one in sorted(units, key=lambda one: _by_sound(_title(one)))
    ]


def _title(one: _About) -> str:
    """A report's title, behind its body or its file where the title does not name it."""
    whose = one.organisation or PurePath(one.file).stem
    return one.title if whose in one.title else f"{whose} · {one.title}"


def _by_organisation(units: Sequence[_About], cells: dict[str, tuple[Cell, ...]]) -> list[Row]:
    """A row a body, of its newest report; reports that name no body stand alone."""
    rows = []
    for group in _bodies(units):
        newest = _newest(group)
        row = _row(newest, cells, group[0].organisation)
        rows.append(replace(row, older=len(group) - len(newest)))
    return sorted(
        rows, key=lambda row: (not row.name, _by_sound(row.name or row.file or row.title))
    )


def _wholes_behind(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those that tell of the others together marked and behind them."""
    names = {
        row.reports[0]: tuple(filter(None, (row.name, PurePath(row.file).stem, row.title)))
        for row in rows
    }
    told = {
        row.reports[0]: [figure for cell in row.cells for figure in cell.figures] for row in rows
    }
    found = wholes(names, told)
    marked = [replace(r, left_out="whole") if r.reports[0] in found else r for r in rows]
    return tuple(sorted(marked, key=lambda row: row.left_out == "whole"))


def _months(units: Iterable[_About]) -> dict[str, list[_About]]:
    """The reports by month (yyyy-mm), those that name none under no name."""
    months: dict[str, list[_About]] = defaultdict(list)
    for one in units:
        months[one.date[:7] if len(one.date) >= 7 else ""].append(one)
    return months


def _by_month(units: Sequence[_About], cells: dict[str, tuple[Cell, ...]]) -> list[Row]:
    """A row a month, in which each body counts with its newest report."""
    rows = []
    for month, group in sorted(_months(units).items()):
        bodies = [_row(_newest(body), cells) for body in _bodies(group)]
        columns = _turned([row.cells for row in bodies], len(bodies[0].cells))
        rows.append(
            Row(
                month,
                tuple(report for row in bodies for report in row.reports),
                "",
                month,
                tuple(map(add_up, columns)),
            )
        )
    return rows


_MAKE = {"organisation": _by_organisation, "report": _by_report, "month": _by_month}


def _by_sound(name: str) -> bytes:
    """A key that sorts names as Chinese lists do: the code of GB 18030 has the common characters in
    the order of their pinyin."""
    return name.encode("gb18030", "replace")


def _bodies(units: Iterable[_About]) -> list[list[_About]]:
    """The reports body by body, newest first; one that names no body stands alone."""
    groups: dict[str, list[_About]] = {}
    for one in units:
        groups.setdefault(one.organisation or one.id, []).append(one)
    return list(groups.values())


def _newest(group: Sequence[_About]) -> list[_About]:
    """The newest report of a body; several where nothing tells which of them is."""
    return [one for one in group if one.date == group[0].date]


def _one_of(cells: Sequence[Cell]) -> Cell:
    """One cell of several reports of a day: what they agree on, else a question."""
    told = [cell for cell in cells if cell.state != "missing"]
    if len(told) < 2:
        return told[0] if told else Cell()
    if all(cell.sure for cell in told) and len({_bounds(cell.value) for cell in told}) == 1:
        return told[0]
    return Cell("question", tuple(one for cell in told for one in cell.figures[:1]))


def _bounds(value: Interval | None) -> tuple[float, float] | None:
    return None if value is None else (value.low, value.high)


def _turned(rows: Sequence[Sequence[Cell]], width: int) -> list[list[Cell]]:
    """The cells column by column."""
    return [[row[at] for row in rows] for at in range(width)]
