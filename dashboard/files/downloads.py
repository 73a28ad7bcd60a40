"""Files to take away: CSV, XLSX, Parquet, JSON and a data package, built when they are asked for.

`filter` says which figures (`Filter(roles=())` is all of them), `columns` which columns (default:
all). What a file says in words it says in the person's `language`: the workbook all of it, with the
codes in a second sheet, a data package the descriptions. A CSV has stable names and codes where the
language is empty. The others have no place for words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import pandas as pd
import pyarrow as pa
import regex

from dashboard.asking.filters import Filter
from dashboard.asking.queries import in_portions, selection
from dashboard.errors import LibraryError
from dashboard.showing.words import Words
from dashboard.store.database import Store
from extract import export
from extract.columns import ALL, Column

_FOREIGN = regex.compile(r"""[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]""")
_LONGEST_STEM = 80  # characters: with an ending less than the 255 bytes that systems allow
_LONGEST = 60  # characters of a name before its date


def file_name(stem: str, extension: str, today: date | None = None) -> str:
    """A file's name with the date: `figures-2026-11-23.csv`. What no file system takes in a name is
    left out of `stem`, and what is too long of it; an empty extension leaves it at the date."""
    plain = _FOREIGN.sub(" ", stem)
    short = " ".join(plain.split())[:_LONGEST].rstrip(" .")
    return f"{short}-{(today or date.today()).isoformat()}{extension and f'.{extension}'}"


def given_back(name: str, addition: str, endings: Sequence[str]) -> str:
    """What a person's own file is called when it goes back: 稿.docx → 稿-已核对.docx.

    Its path is left out. Signs that no system allows in a name, or that are not seen (a turn of
    direction makes fdp.exe of exe.pdf), are lines instead. The ending is its own where that is one
    of `endings`, else the first of them.
    """
    last = PurePath(name.replace("\\", "/"))
    stem = _FOREIGN.sub("_", last.stem).strip(" .")[:_LONGEST_STEM]
    known = [ending for ending in endings if ending == last.suffix.lower()]
    return f"{stem or '_'}-{addition}{[*known, endings[0]][0]}"


def csv(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = ""
) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; numbers plain, no cell a formula."""
    return b"".join(csv_pieces(library, filter, columns, language))


def csv_pieces(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = ""
) -> Iterator[bytes]:
    """The same, one piece after another: for files that are larger than the memory."""
    chosen = _chosen(columns)
    return export.csv(chosen, _rows(library, filter, chosen), _labels(language))


def frame_csv(frame: pd.DataFrame) -> bytes:
    """A small table, such as a chart's data, the same way."""
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    return export.table_csv(list(map(str, frame.columns)), rows)


def xlsx(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A workbook: the figures in words, their codes, and a sheet that describes the columns.

    Raises LibraryError `too_many_rows` (details: most) when a sheet cannot hold them.
    """
    chosen = _chosen(columns)
    try:
        return export.xlsx(chosen, _rows(library, filter, chosen), _labels(language))
    except export.TooManyRows as error:
        raise LibraryError("too_many_rows", most=export.MOST_ROWS) from error


def parquet(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A Parquet file (zstd) with the columns' descriptions in its field metadata."""
    chosen = _chosen(columns)
    schema = pa.schema([(column.key, _ARROW[column.type]) for column in chosen])
    batches = (
        pa.RecordBatch.from_arrays(
            [batch.column(field.name).cast(field.type) for field in schema], schema=schema
        )
        for batch in _batches(library, filter, chosen)
    )
    return export.parquet(schema, batches)


def json(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A list of objects; an open bound or a missing value is null."""
    chosen = _chosen(columns)
    return export.json(chosen, _rows(library, filter, chosen))


def package(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A zip with figures.csv and datapackage.json (Frictionless): every column described, every
    report named as a source."""
    chosen = _chosen(columns)
    reports = library.rows("SELECT id, title, source, date FROM reports WHERE NOT removed")
    sources = [" ".join(filled for filled in row[1:] if filled) or row[0] for row in reports]
    return export.package(chosen, _rows(library, filter, chosen), sources, language)


_ARROW = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def _labels(language: str) -> export.Labels:
    return export.Labels(language, Words(language).value) if language else export.CODES


def _chosen(names: Sequence[str] | None) -> list[Column]:
    for name in names or ():
        if name not in ALL:
            raise LibraryError("bad_field", field=name)
    return [ALL[name] for name in (names if names is not None else ALL)]


def _batches(library: Store, filter: Filter, chosen: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    for portion in in_portions(library, filter):
        query, params = selection(portion, [column.key for column in chosen])
        yield from library.batches(query, params)


def _rows(library: Store, filter: Filter, chosen: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    for batch in _batches(library, filter, chosen):
        values = [batch.column(column.key).to_pylist() for column in chosen]
        yield from zip(*values, strict=True)
