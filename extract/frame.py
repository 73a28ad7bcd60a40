"""The figures table: how figures become its rows, in the columns of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np
import pandas as pd
import pyarrow as pa

from extract.columns import CATEGORIES, FIGURE
from extract.figure import NOT_A_NUMBER, Figure

# The contract of the table, in order: the column and its pandas dtype.
COLUMNS: dict[str, str] = {key: column.dtype for key, column in FIGURE.items()}

_CODES = {
    column: {value: code for code, value in enumerate(values)}
    for column, values in CATEGORIES.items()
}
_DTYPES = {column: pd.CategoricalDtype(list(values)) for column, values in CATEGORIES.items()}


def to_frame(figures: Sequence[Figure], report: str = "") -> pd.DataFrame:
    """Make the table out of `figures`, a row each, in the order given.

    `report` is the report's id, the same in every row. `part_of` and `repeats` become row numbers
    by each figure's `row`. No figure at all gives an empty table of the same columns and dtypes.
    """
    columns: dict[str, object] = {}
    for column, dtype in COLUMNS.items():
        if column == "report":
            columns[column] = _strings([report] * len(figures))
        elif column in ("part_of", "repeats"):
            columns[column] = _row_numbers(list(map(attrgetter(column), figures)))
        elif column == "step":  # what rounding may have taken from the number, if there is one
            columns[column] = np.array([_step(f) for f in figures], dtype=dtype)
        else:
            values = list(map(attrgetter(column), figures))
            if dtype == "category":
                codes = map(_CODES[column].__getitem__, values)
                columns[column] = pd.Categorical.from_codes(
                    np.fromiter(codes, np.int8, len(values)), dtype=_DTYPES[column]
                )
            elif dtype == "string":
                columns[column] = _strings(values)
            else:
                columns[column] = np.array(values, dtype=dtype)
    return pd.DataFrame(columns)


def _strings(values: list[str]) -> pd.arrays.ArrowStringArray:
    """A text column; half a surrogate pair, which no file can hold, is shown as ?.

    Made by Arrow itself: pandas would look at each value once more.
    """
    try:
        texts = pa.array(values, pa.large_string())
    except UnicodeEncodeError:
        whole = [value.encode("utf-8", "replace").decode("utf-8") for value in values]
        texts = pa.array(whole, pa.large_string())
    return pd.arrays.ArrowStringArray(texts)


def _step(figure: Figure) -> float:
    return figure.step if figure.number == figure.number else NOT_A_NUMBER


def _row_numbers(others: list[Figure | None]) -> pd.arrays.IntegerArray:
    """The row number of each figure pointed at; NA where there is none."""
    rows = np.fromiter((-1 if f is None else f.row for f in others), np.int64, len(others))
    return pd.arrays.IntegerArray(np.maximum(rows, 0), rows < 0)
