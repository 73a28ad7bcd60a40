"""The conclusions of each report inside the library file, drawn anew with every change.

They follow from the figures as shown and from what people decided, and can be drawn again at any
time. Functions take the cursor of an open transaction (`Store.writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import pandas as pd

from conclude import set_against
from dashboard.store import decisions
from dashboard.store.database import insert, one
from dashboard.store.decisions import Decision, Place, Span
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from working import stored_report, workers
from working.workers import NOT_CONCLUDED


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of the conclusions table in the library: figures by their `row` within the report.

    `decision` is what a person decided about it (a key of `decisions.ACTIONS`, or empty), `entry`
    the number of that decision, for an undo.
    """

    kind: str
    first: int
    second: int | None
    parts: tuple[int, ...]
    stated: int | None
    value: float | None
    low: float | None
    high: float | None
    verdict: str
    doubt: str
    decision: str = ""
    reason: str = ""
    entry: int | None = None


def refresh(
    cursor: duckdb.DuckDBPyConnection, report: str, follows: workers.Conclusions | None = None
) -> None:
    """Draw the conclusions and the highlights of a report anew.

    follows: what follows from its figures as they are, where that is known already.
    """
    forget(cursor, report)
    figures = _figures(cursor, report)
    if figures.empty:
        return
    follows = follows or _sum_up(cursor, report, figures)
    if follows is None:
        return
    rows = figures["row"].tolist()
    drawn = [_by_row(one_, rows) for one_ in _table_rows(follows.table)]
    _write(cursor, report, decided(drawn, decisions.entries(cursor, report), figures))
    _write_highlights(cursor, report, [rows[position] for position in follows.highlights])


def write_new(cursor: duckdb.DuckDBPyConnection, report: str, follows: workers.Conclusions) -> None:
    """Keep what follows from the figures of a report that is new: nobody has corrected anything or
    decided about it, and its rows are numbered by their position."""
    _write(cursor, report, _table_rows(follows.table))
    _write_highlights(cursor, report, follows.highlights)


def _sum_up(
    cursor: duckdb.DuckDBPyConnection, report: str, figures: pd.DataFrame
) -> workers.Conclusions | None:
    """What follows from the figures; None of a report where that took too long once before."""
    found = one(cursor, "SELECT text, structure FROM reports WHERE id = ?", [report])
    if found is None or stored_report.has_note(found[1], NOT_CONCLUDED):
        return None
    follows = workers.sum_up(figures, found[0])
    if follows is None:
        noted = stored_report.with_note(found[1], NOT_CONCLUDED)
        cursor.execute("UPDATE reports SET structure = ? WHERE id = ?", [noted, report])
    return follows


def forget(cursor: duckdb.DuckDBPyConnection, report: str) -> None:
    """Take away all conclusions and highlights of a report."""
    for table in ("conclusions", "highlights"):
        cursor.execute(f"DELETE FROM {table} WHERE report = ?", [report])


def decided(drawn: Sequence[Drawn], log: Sequence[Decision], figures: pd.DataFrame) -> list[Drawn]:
    """The conclusions as people decided about them; of several decisions on one the last counts.

    `figures`: the report's, with `row`, `start` and `end`. A decision whose figures are gone
    changes nothing.
    """
    starts, ends = figures["start"].tolist(), figures["end"].tolist()
    spans: dict[int, Span] = {
        row: (start, end)
        for row, start, end in zip(figures["row"].tolist(), starts, ends, strict=True)
    }
    rows = {span: row for row, span in spans.items()}
    last = {decision.place: decision for decision in log if not decision.undone}
    result: list[Drawn] = []
    waiting = list(reversed(drawn))
    while waiting:
        conclusion = waiting.pop()
        decision = last.pop(_place(conclusion, spans), None)
        if decision is None:
            result.append(conclusion)
        elif decision.action == "replace":
            # What took its place may have been decided about in turn.
            waiting += _by_hand(decision, figures, rows)
        elif decision.action != "reject":
            result.append(_marked(conclusion, decision))
    for decision in last.values():
        if decision.action == "draw":
            result += _by_hand(decision, figures, rows)
    return result


def _marked(conclusion: Drawn, decision: Decision) -> Drawn:
    """The conclusion with the decision; one that a person vouches for is no guess any more."""
    doubt = "" if decision.action == "confirm" else conclusion.doubt
    return replace(
        conclusion,
        doubt=doubt,
        decision=decision.action,
        reason=decision.reason,
        entry=decision.entry,
    )


def _by_hand(decision: Decision, figures: pd.DataFrame, rows: dict[Span, int]) -> list[Drawn]:
    """The conclusion of the two figures that a person chose; none where one is gone or blank."""
    if decision.chosen is None:
        return []
    first, second = (rows.get(span) for span in decision.chosen)
    if first is None or second is None:
        return []
    numbered = figures["row"].tolist()
    table = set_against(figures, decision.place.kind, numbered.index(first), numbered.index(second))
    return [_marked(_by_row(one_, numbered), decision) for one_ in _table_rows(table)]


def _place(conclusion: Drawn, spans: dict[int, Span]) -> Place:
    return Place(
        conclusion.kind,
        spans[conclusion.first],
        None if conclusion.second is None else spans[conclusion.second],
        tuple(spans[part] for part in conclusion.parts),
    )


def _figures(cursor: duckdb.DuckDBPyConnection, report: str) -> pd.DataFrame:
    """The report's figures as shown, with `part_of` and `repeats` as positions in the frame."""
    return by_position(
        cursor.execute(
            f'SELECT {quoted(SHOWN_COLUMNS)} FROM shown WHERE report = ? ORDER BY start, "end"',
            [report],
        ).df()
    )


def by_position(figures: pd.DataFrame) -> pd.DataFrame:
    """A report's figures with `part_of` and `repeats` as positions in the frame, not as `row`s:
    what `conclude` reads. The frame keeps its order."""
    frame = figures.reset_index(drop=True)
    position = {row: place for place, row in enumerate(frame["row"].tolist())}
    for name in ("part_of", "repeats"):
        frame[name] = frame[name].map(position, na_action="ignore").astype("Int64")
    return frame


def _table_rows(table: pd.DataFrame) -> list[Drawn]:
    """The rows of a conclusions table, figures still by their position."""
    numbers = {name: _whole_numbers(table[name]) for name in ("first", "second", "stated")}
    values = {name: _numbers(table[name]) for name in ("value", "low", "high")}
    texts = {name: table[name].astype("str").tolist() for name in ("kind", "verdict", "doubt")}
    return [
        Drawn(
            texts["kind"][at],
            numbers["first"][at] or 0,
            numbers["second"][at],
            tuple(int(part) for part in parts),
            numbers["stated"][at],
            values["value"][at],
            values["low"][at],
            values["high"][at],
            texts["verdict"][at],
            texts["doubt"][at],
        )
        for at, parts in enumerate(table["parts"].tolist())
    ]


def _whole_numbers(column: pd.Series) -> list[int | None]:
    return [None if missing else int(v) for v, missing in zip(column, column.isna(), strict=True)]


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if missing else float(v) for v, missing in zip(column, column.isna(), strict=True)]


def _by_row(conclusion: Drawn, rows: Sequence[int]) -> Drawn:
    """The same with the figures' `row` instead of their positions."""
    return replace(
        conclusion,
        first=rows[conclusion.first],
        second=None if conclusion.second is None else rows[conclusion.second],
        parts=tuple(rows[part] for part in conclusion.parts),
        stated=None if conclusion.stated is None else rows[conclusion.stated],
    )


def _write_highlights(cursor: duckdb.DuckDBPyConnection, report: str, rows: Sequence[int]) -> None:
    if rows:
        frame = pd.DataFrame({"report": report, "place": range(len(rows)), "row": rows})
        insert(cursor, "highlights", frame)


def _write(cursor: duckdb.DuckDBPyConnection, report: str, drawn: Sequence[Drawn]) -> None:
    if drawn:
        frame = pd.DataFrame(drawn)
        frame["report"], frame["position"] = report, range(len(drawn))
        for name in ("second", "stated", "entry"):
            frame[name] = frame[name].astype("Int64")
        for name in ("value", "low", "high"):
            frame[name] = frame[name].astype("float64")
        insert(cursor, "conclusions", frame)
