"""The log of corrections inside the library file, and the rows that follow from it.

Functions take the cursor of an open transaction (`Store.writing`).
"""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.store.corrections import MISSED, Entry, amend
from dashboard.store.database import insert, now, one
from dashboard.store.figure import Figure, read_rows, to_frame
from dashboard.store.schema import FIGURE_COLUMNS, FIGURE_TYPES, quoted

_TEXT = [name for name, kind in FIGURE_TYPES.items() if kind == "VARCHAR" and name != "report"]


def insert_figures(
    cursor: duckdb.DuckDBPyConnection, report: str, figures: pd.DataFrame | pa.Table
) -> None:
    """Store the extracted rows of one report, numbered in the order they came."""
    if isinstance(figures, pd.DataFrame):
        figures = pa.Table.from_pandas(figures, preserve_index=False)
    numbered = figures.select([name for name in FIGURE_COLUMNS if name != "report"])
    numbered = numbered.append_column("row", pa.array(range(len(numbered)), pa.int32()))
    values = [
        f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" if name in _TEXT else f'"{name}"'
        for name in numbered.column_names
    ]
    if len(numbered):
        cursor.register("found", numbered)
        cursor.execute(
            f"""INSERT INTO figures (report, hidden, {quoted(numbered.column_names)})
                SELECT ?, FALSE, {", ".join(values)} FROM found""",
            [report],
        )
        cursor.unregister("found")


def log(
    cursor: duckdb.DuckDBPyConnection,
    report: str,
    start: int,
    end: int,
    field: str,
    value: str,
    undoes: int | None = None,
) -> int:
    """Append one entry and return its number."""
    found = one(
        cursor,
        """INSERT INTO corrections VALUES (nextval('entry_number'), ?, ?, ?, ?, ?, ?, ?)
           RETURNING entry""",
        [report, start, end, field, value, now(), undoes],
    )
    assert found is not None  # RETURNING gives the row it inserted
    return int(found[0])


def entries(cursor: duckdb.DuckDBPyConnection, report: str) -> list[Entry]:
    """The log of one report, oldest first; undoing a missed passage undoes what was said of it."""
    rows = cursor.execute(
        """SELECT entry, report, start, "end", field, value, made_at, undoes FROM corrections
           WHERE report = ? ORDER BY entry""",
        [report],
    ).fetchall()
    undone = {row[7] for row in rows if row[7] is not None}
    noted = [replace(Entry(*row), undone=row[0] in undone) for row in rows]
    undone_by = {entry.undoes: entry.entry for entry in noted if entry.undoes is not None}
    unmarked = [entry for entry in noted if entry.field == MISSED and entry.undone]
    return [
        replace(entry, undone=True)
        if any(
            (entry.start, entry.end) == (missed.start, missed.end)
            and missed.entry < entry.entry < undone_by[missed.entry]
            for missed in unmarked
        )
        else entry
        for entry in noted
    ]


def history(cursor: duckdb.DuckDBPyConnection, report: str) -> list[Entry]:
    """The log of one report, each entry told whether it still finds its figure."""
    noted = entries(cursor, report)
    _, unmatched = amend(*_extracted(cursor, report, noted))
    return [replace(entry, applied=entry.entry not in unmatched) for entry in noted]


def _extracted(
    cursor: duckdb.DuckDBPyConnection, report: str, noted: list[Entry]
) -> tuple[list[Figure], list[Entry], str]:
    rows = cursor.execute(
        f"""SELECT {quoted(FIGURE_COLUMNS)}, row, FALSE, FALSE
            FROM figures WHERE report = ? ORDER BY row""",
        [report],
    ).fetchall()
    text = one(cursor, "SELECT text FROM reports WHERE id = ?", [report])
    return read_rows(rows), noted, text[0] if text else ""


def refresh(cursor: duckdb.DuckDBPyConnection, report: str) -> bool:
    """Derive the amended rows of a report anew from its figures and its log; whether there are
    any."""
    cursor.execute("DELETE FROM amended WHERE report = ?", [report])
    cursor.execute("UPDATE figures SET hidden = FALSE WHERE report = ? AND hidden", [report])
    noted = entries(cursor, report)
    if not noted:
        return False
    amended, _ = amend(*_extracted(cursor, report, noted))
    if amended:
        insert(cursor, "amended", to_frame(amended))
        cursor.execute(
            """UPDATE figures SET hidden = TRUE WHERE report = ? AND row IN
               (SELECT row FROM amended WHERE report = ?)""",
            [report, report],
        )
    return bool(amended)


def hide(cursor: duckdb.DuckDBPyConnection, report: str) -> None:
    """Take all figures of a report out of sight (it was removed)."""
    cursor.execute("DELETE FROM amended WHERE report = ?", [report])
    cursor.execute("UPDATE figures SET hidden = TRUE WHERE report = ?", [report])
