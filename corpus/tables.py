"""The tables of a dataset: their columns, as the library has them, and how they are written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from extract.columns import ALL, FIGURE

# `document` is piece * ROOM + place in the piece: ascending, and each file has a range of its own.
ROOM = 1_000_000_000
ROW_GROUP = 122_880  # rows that DuckDB takes at a time

_TYPES = {
    "text": pa.string(),
    "whole": pa.int32(),
    "long": pa.int64(),
    "number": pa.float64(),
    "yes_no": pa.bool_(),
    "list": pa.list_(pa.int32()),
    # as extract/columns.toml calls them
    "string": pa.string(),
    "category": pa.string(),
    "int32": pa.int32(),
    "Int64": pa.int32(),
    "float64": pa.float64(),
}


def _described() -> dict[str, pa.Schema]:
    text = Path(__file__).with_name("columns.toml").read_text("utf-8")
    tables = {
        table: [_field(name, **told) for name, told in columns.items()]
        for table, columns in tomllib.loads(text).items()
    }
    tables["figures"][1:1] = [_field(name, column.dtype) for name, column in FIGURE.items()]
    return {table: pa.schema(fields) for table, fields in tables.items()}


def _field(name: str, type: str, **words: str) -> pa.Field:
    meaning = words or {language: ALL[name].description(language) for language in ("zh", "en")}
    return pa.field(name, _TYPES[type], metadata=meaning)


# The folders of the dataset, and the columns of the files in them.
TABLES: dict[str, pa.Schema] = _described()
REPORTS, FIGURES = TABLES["reports"], TABLES["figures"]
CONCLUSIONS, ERRORS = TABLES["conclusions"], TABLES["errors"]


def write(file: IO[bytes], schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """A Parquet file of these tables' rows, in their order."""
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for table in _row_groups(tables):
            writer.write_table(table, row_group_size=ROW_GROUP)


def _row_groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in tables of ROW_GROUP, the last of what is left."""
    held: list[pa.Table] = []
    rows = 0
    for table in tables:
        held.append(table)
        rows += len(table)
        while rows >= ROW_GROUP:
            joined = pa.concat_tables(held)
            yield joined.slice(0, ROW_GROUP)
            held, rows = [joined.slice(ROW_GROUP)], rows - ROW_GROUP
    if rows:
        yield pa.concat_tables(held)
