"""How a dataset's files are written, and the columns whose meaning stands in columns.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

# `document` is piece * ROOM + place in the piece: ascending, and each file has a range of its own.
ROOM = 1_000_000_000
ROW_GROUP = 122_880  # rows that DuckDB takes at a time

TYPES = {
    "text": pa.string(),
    "whole": pa.int32(),
    "long": pa.int64(),
    "number": pa.float64(),
    "yes_no": pa.bool_(),
    "list": pa.list_(pa.int32()),
}
# Table → column → type, zh, en; without words it means what it means in the extractor's table.
COLUMNS: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(
    Path(__file__).with_name("columns.toml").read_text("utf-8")
)
ERRORS = pa.schema(
    pa.field(name, TYPES[told["type"]], metadata={"zh": told["zh"], "en": told["en"]})
    for name, told in COLUMNS["errors"].items()
)


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
