"""Tables as CSV, JSON, Parquet and as a data package.

A table comes as its columns (of the contract) and its rows of plain Python values, None for a
missing one; rows are taken one after another and never held together.
"""

from __future__ import annotations

import io
import json as json_text
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from extract.columns import ALL, Column
from extract.export.cells import csv_text
from extract.export.labels import CODES, Labels

Rows = Iterable[Sequence[Any]]

_MARK = b"\xef\xbb\xbf"  # by it Excel knows UTF-8
_AT_ONCE = 5_000  # rows


def csv(columns: Sequence[Column], rows: Rows, labels: Labels = CODES) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, in pieces; numbers plain, no cell a formula.

    An open bound is INF or -INF, a missing value is empty.
    """
    yield _MARK + csv_text([[labels.header(column) for column in columns]])
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield csv_text(
            [labels.value(column, v) for column, v in zip(columns, row, strict=True)]
            for row in some
        )


def table_csv(headers: Sequence[str], rows: Rows) -> bytes:
    """Any small table, such as a chart's data, the same way."""
    return b"".join(rows_csv(headers, rows))


def rows_csv(headers: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """Any table the same way, in pieces."""
    yield _MARK + csv_text([headers])
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield csv_text(some)


def json(columns: Sequence[Column], rows: Rows) -> bytes:
    """A list of objects, one a line; an open bound or a missing value is null."""
    names = [column.key for column in columns]
    records = (dict(zip(names, map(_finite, row), strict=True)) for row in rows)
    lines = ",\n".join(json_text.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n".encode("utf-8", "replace")


def parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> bytes:
    """A Parquet file (zstd) with the columns' meaning in its field metadata."""
    out = io.BytesIO()
    described = pa.schema([_described(field) for field in schema], schema.metadata)
    with pa.parquet.ParquetWriter(out, described, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=described))
    return out.getvalue()


def package(columns: Sequence[Column], rows: Rows, sources: Sequence[str], language: str) -> bytes:
    """A zip with figures.csv and datapackage.json (Frictionless), which describes every column in
    `language` and names the `sources`."""
    out = io.BytesIO()
    size = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("figures.csv", "w", force_zip64=True) as data:
            for piece in csv(columns, rows):
                size += data.write(piece)
        described = _package(columns, sources, size, language)
        archive.writestr(
            "datapackage.json", json_text.dumps(described, ensure_ascii=False, indent=2)
        )
    return out.getvalue()


def _package(
    columns: Sequence[Column], sources: Sequence[str], size: int, language: str
) -> dict[str, Any]:
    """The data package's descriptor, as Frictionless defines it."""
    return {
        "profile": "tabular-data-package",
        "name": "campaign-figures",
        "title": "Campaign figures" if language == "en" else "活动数字",
        "description": "Figures quoted from the reports named as sources.",
        "created": date.today().isoformat(),
        "sources": [{"title": source} for source in sources],
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
                    "fields": [_field(column, language) for column in columns],
                    "missingValues": [""],
                },
            }
        ],
    }


def _field(column: Column, language: str) -> dict[str, str]:
    return {
        "name": column.key,
        "title": column.name(language),
        "type": column.type,
        "description": column.description(language),
    }


def _described(field: pa.Field) -> pa.Field:
    column = ALL.get(field.name)
    if column is None:
        return field
    return field.with_metadata({lang: column.description(lang) for lang in ("zh", "en")})


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
