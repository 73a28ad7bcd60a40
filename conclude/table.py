"""The conclusions table: its columns and their types, and rows made into it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.figure import Figure

KINDS = ["progress", "target", "change", "share", "sum", "part", "same", "ratio", "blank"]
VERDICTS = [FITS, CONFLICT, NONE]

_KIND = pd.CategoricalDtype(KINDS)
_VERDICT = pd.CategoricalDtype(VERDICTS)
COLUMNS: dict[str, object] = {
    "kind": _KIND,
    "first": "Int64",
    "second": "Int64",
    "parts": "object",
    "stated": "Int64",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "verdict": _VERDICT,
    "doubt": "string",
}


def to_table(conclusions: Sequence[Conclusion]) -> pd.DataFrame:
    """The conclusions as a table, a row each, in their order; `parts` holds lists of rows."""
    nan = float("nan")
    rows = [
        (
            one.kind,
            one.first.row,
            _row(one.second),
            [part.row for part in one.parts],
            _row(one.stated),
            nan if one.value is None or one.value.number is None else one.value.number,
            nan if one.value is None else one.value.low,
            nan if one.value is None else one.value.high,
            one.verdict,
            one.doubt,
        )
        for one in conclusions
    ]
    return pd.DataFrame(
        {
            name: pd.Series([row[place] for row in rows], dtype=dtype)  # type: ignore[call-overload]
            for place, (name, dtype) in enumerate(COLUMNS.items())
        }
    )


def _row(figure: Figure | None) -> int | None:
    return None if figure is None else figure.row
