"""All that a library holds as open files: for an archive, or for another program.

Tables as CSV (no cell a formula) or as Parquet (every value as it is), the reports' texts as plain
text. Nothing is held but one report's rows at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from dashboard.store.database import Store
from dashboard.store.faults import library_error
from dashboard.store.opening import file_errors_told
from dashboard.store.schema import VIEW
from extract.export import rows_csv

FORMATS = ("csv", "parquet")

# File → the question for it. Those with a ? are asked for one report after another.
_TABLES: dict[str, str] = {
    "reports": """SELECT id, title, source, organisation, date, campaign, name, format, encoding,
        structure, added_at, extraction FROM reports WHERE id = ?""",
    # As people corrected them, and as they were extracted.
    "figures": f'SELECT * FROM {VIEW} WHERE report = ? ORDER BY start, "end"',
    "extracted": 'SELECT * EXCLUDE (hidden) FROM figures WHERE report = ? ORDER BY start, "end"',
    "conclusions": "SELECT * FROM conclusions WHERE report = ? ORDER BY position",
    "highlights": "SELECT * FROM highlights WHERE report = ? ORDER BY place",
    "corrections": "SELECT * FROM corrections WHERE report = ? ORDER BY entry",
    "decisions": "SELECT * FROM decisions WHERE report = ? ORDER BY entry",
    "matches": "SELECT * FROM matches WHERE report = ? ORDER BY made_at",
    "ratios": "SELECT * FROM ratios ORDER BY made_at",
    "kept": "SELECT * FROM kept ORDER BY made_at",
}


def export(library: Store, folder: Path, format: str = FORMATS[0]) -> dict[str, int]:
    """Write a file for each table and texts/ID.txt for each report; name of the table → rows.

    Reports that were removed are left out. Raises LibraryError `there_already` where the folder is
    there and not empty.
    """
    with file_errors_told(folder):
        if folder.exists() and any(folder.iterdir()):
            raise library_error("there_already", folder)
        texts = folder / "texts"
        texts.mkdir(parents=True, exist_ok=True)
        listed = library.rows("SELECT id FROM reports WHERE NOT removed ORDER BY added_at, id")
        reports = [row[0] for row in listed]
        for report in reports:
            text = library.rows("SELECT text FROM reports WHERE id = ?", [report])[0][0]
            (texts / f"{report}.txt").write_text(text, "utf-8", newline="")
        write = _csv if format == "csv" else _parquet
        return {
            name: write(folder / f"{name}.{format}", _batches(library, query, reports))
            for name, query in _TABLES.items()
        }


def _batches(library: Store, query: str, reports: list[str]) -> Iterator[pa.RecordBatch]:
    """The rows, and an empty batch where there are none, which has the columns."""
    if "?" not in query:
        yield from library.batches(query)
    for report in (reports or [""]) if "?" in query else ():
        yield from library.batches(query, [report])


def _csv(path: Path, batches: Iterator[pa.RecordBatch]) -> int:
    first = next(batches)
    rows = 0

    def counted() -> Iterator[tuple[Any, ...]]:
        nonlocal rows
        for batch in chain([first], batches):
            rows += batch.num_rows
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    with path.open("wb") as file:
        file.writelines(rows_csv(first.schema.names, counted()))
    return rows


def _parquet(path: Path, batches: Iterator[pa.RecordBatch]) -> int:
    first = next(batches)
    rows = 0
    with pa.parquet.ParquetWriter(path, first.schema, compression="zstd") as writer:
        for batch in chain([first], batches):
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows
