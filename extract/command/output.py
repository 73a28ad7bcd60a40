"""The command's files: the figures table as CSV, Excel, Parquet, JSON or a data package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from extract import export
from extract.columns import ALL, Column


def to_csv(table: pd.DataFrame, language: str = "zh") -> bytes:
    """UTF-8 with a byte order mark, under stable names."""
    return b"".join(export.csv(_columns(table), _rows(table)))


def to_json(table: pd.DataFrame, language: str = "zh") -> bytes:
    """A list of objects, one a line."""
    return export.json(_columns(table), _rows(table))


def to_parquet(table: pd.DataFrame, language: str = "zh") -> bytes:
    """Parquet with the columns' own types."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    return export.parquet(arrow.schema, arrow.to_batches())


def to_xlsx(table: pd.DataFrame, language: str = "zh") -> bytes:
    """A workbook under stable names, its columns explained in `language`.

    Raises TooManyRows when a sheet cannot hold the table.
    """
    return export.xlsx(_columns(table), _rows(table), language=language)


def to_package(table: pd.DataFrame, language: str = "zh") -> bytes:
    """A data package, its columns explained in `language`; the reports' ids are its sources."""
    sources = [str(report) for report in table["report"].unique()]
    return export.package(_columns(table), _rows(table), sources, language)


# How a table is written, by the file's ending; the language is that of the explanations.
FORMATS: dict[str, Callable[[pd.DataFrame, str], bytes]] = {
    ".csv": to_csv,
    ".json": to_json,
    ".parquet": to_parquet,
    ".xlsx": to_xlsx,
    ".zip": to_package,
}


def _columns(table: pd.DataFrame) -> list[Column]:
    return [ALL[str(name)] for name in table.columns]


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain Python values, None for a missing one."""
    values = table.astype(object).where(table.notna(), None)
    return values.itertuples(index=False, name=None)
