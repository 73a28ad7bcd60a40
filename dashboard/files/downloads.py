"""Files to take away: CSV, XLSX, Parquet, JSON and a data package, built when they are asked for.

`filter` says which figures (`Filter(roles=())` is all of them), `columns` which columns (default:
all) under their stable names; a spreadsheet gets names in the person's `language` and a sheet that
explains them, a data package their descriptions; the others have no place for words.
"""

from __future__ import annotations

import io
import json as json_text
import math
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from dashboard.asking.filters import Filter
from dashboard.asking.queries import in_portions, selection
from dashboard.errors import LibraryError
from dashboard.files import cells, workbook
from dashboard.showing.columns import COLUMNS, Column
from dashboard.store.database import Store

_NOTE = "Figures quoted from the reports named in the column title."


def file_name(stem: str, extension: str, today: date | None = None) -> str:
    """A file's name with the date: `figures-2026-11-23.csv`."""
    return f"{stem}-{(today or date.today()).isoformat()}.{extension}"


def csv(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; numbers plain, no cell a formula."""
    return b"".join(_csv(library, filter, _chosen(columns)))


def frame_csv(frame: pd.DataFrame) -> bytes:
    """A small table, such as a chart's data, the same way."""
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    return b"\xef\xbb\xbf" + cells.csv_text([list(map(str, frame.columns))]) + cells.csv_text(rows)


def xlsx(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A workbook: the figures with number formats, and a sheet that describes the columns.

    Raises LibraryError `too_many_rows` (details: rows, most) when a sheet cannot hold them.
    """
    chosen = _chosen(columns)
    rows = _rows(library, filter, chosen)
    try:
        return workbook.build(rows, chosen, language)
    except workbook.TooManyRows as error:
        raise LibraryError("too_many_rows", most=workbook.MOST) from error


def parquet(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A Parquet file (zstd) with the columns' descriptions in its field metadata."""
    out = io.BytesIO()
    chosen = _chosen(columns)
    writer: pa.parquet.ParquetWriter | None = None
    schema: pa.Schema | None = None
    for batch in _batches(library, filter, chosen):
        if writer is None or schema is None:
            schema = _described(batch.schema)
            writer = pa.parquet.ParquetWriter(out, schema, compression="zstd")
        writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    if writer is None:
        empty = pa.schema([(column.key, _ARROW[column.type]) for column in chosen])
        pa.parquet.write_table(_described(empty).empty_table(), out)
    else:
        writer.close()
    return out.getvalue()


def json(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A list of objects; an open bound or a missing value is null."""
    chosen = _chosen(columns)
    out = io.BytesIO()
    out.write(b"[")
    for number, row in enumerate(_rows(library, filter, chosen)):
        record = {column.key: _finite(v) for column, v in zip(chosen, row, strict=True)}
        out.write(b",\n" if number else b"\n")
        out.write(json_text.dumps(record, ensure_ascii=False).encode("utf-8"))
    out.write(b"\n]\n")
    return out.getvalue()


def package(
    library: Store, filter: Filter, columns: Sequence[str] | None = None, language: str = "zh"
) -> bytes:
    """A zip with figures.csv and datapackage.json (Frictionless): every column described, every
    report named as a source."""
    chosen = _chosen(columns)
    out = io.BytesIO()
    size = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("figures.csv", "w", force_zip64=True) as data:
            for piece in _csv(library, filter, chosen):
                size += data.write(piece)
        described = _description(library, chosen, size, language)
        archive.writestr(
            "datapackage.json", json_text.dumps(described, ensure_ascii=False, indent=2)
        )
    return out.getvalue()


def _description(
    library: Store, chosen: Sequence[Column], size: int, language: str
) -> dict[str, Any]:
    """The data package's descriptor, as Frictionless defines it."""
    reports = library.rows("SELECT id, title, source, date FROM reports WHERE NOT removed")
    return {
        "profile": "tabular-data-package",
        "name": "campaign-figures",
        "title": "Campaign figures" if language == "en" else "活动数字",
        "description": _NOTE,
        "created": date.today().isoformat(),
        "sources": [
            {"title": " ".join(filled for filled in row[1:] if filled) or row[0]} for row in reports
        ],
        "resources": [
            {
                "name": "figures",
                "path": "figures.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": size,
                "schema": {
                    "fields": [_field(column, language) for column in chosen],
                    "missingValues": [""],
                },
            }
        ],
    }


_ARROW = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def _field(column: Column, language: str) -> dict[str, str]:
    return {
        "name": column.key,
        "title": column.name(language),
        "type": column.type,
        "description": column.description(language),
    }


def _csv(library: Store, filter: Filter, chosen: Sequence[Column]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + cells.csv_text([[column.key for column in chosen]])
    for batch in _batches(library, filter, chosen):
        values = [batch.column(column.key).to_pylist() for column in chosen]
        yield cells.csv_text(zip(*values, strict=True))


def _chosen(names: Sequence[str] | None) -> list[Column]:
    for name in names or ():
        if name not in COLUMNS:
            raise LibraryError("bad_field", field=name)
    return [COLUMNS[name] for name in (names if names is not None else COLUMNS)]


def _batches(library: Store, filter: Filter, chosen: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    for portion in in_portions(library, filter):
        query, params = selection(portion, [column.key for column in chosen])
        yield from library.batches(query, params)


def _rows(library: Store, filter: Filter, chosen: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    for batch in _batches(library, filter, chosen):
        values = [batch.column(column.key).to_pylist() for column in chosen]
        yield from zip(*values, strict=True)


def _described(schema: pa.Schema) -> pa.Schema:
    fields = [
        field.with_metadata(
            {"zh": COLUMNS[field.name].zh_about, "en": COLUMNS[field.name].en_about}
        )
        for field in schema
        if field.name in COLUMNS
    ]
    return pa.schema(fields)


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
