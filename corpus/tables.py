"""The tables of a dataset: their columns, as the library has them."""

from __future__ import annotations

import pyarrow as pa

from corpus.parquet import COLUMNS, ERRORS, TYPES
from extract.columns import ALL, FIGURE

# The types of a figure's columns, as extract/columns.toml calls them.
_FIGURE_TYPES = {
    "string": pa.string(),
    "category": pa.string(),
    "int32": pa.int32(),
    "Int64": pa.int32(),
    "float64": pa.float64(),
}


def _fields(table: str) -> list[pa.Field]:
    return [
        _field(name, TYPES[told["type"]], {key: told[key] for key in ("zh", "en") if key in told})
        for name, told in COLUMNS[table].items()
    ]


def _field(name: str, kind: pa.DataType, words: dict[str, str]) -> pa.Field:
    meaning = words or {language: ALL[name].description(language) for language in ("zh", "en")}
    return pa.field(name, kind, metadata=meaning)


def _figures() -> list[pa.Field]:
    document, *behind = _fields("figures")
    own = [_field(name, _FIGURE_TYPES[column.dtype], {}) for name, column in FIGURE.items()]
    return [document, *own, *behind]


REPORTS = pa.schema(_fields("reports"))
FIGURES = pa.schema(_figures())
CONCLUSIONS = pa.schema(_fields("conclusions"))
# The folders of the dataset, and the columns of the files in them.
TABLES: dict[str, pa.Schema] = {
    "reports": REPORTS,
    "figures": FIGURES,
    "conclusions": CONCLUSIONS,
    "errors": ERRORS,
}
