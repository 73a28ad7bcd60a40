"""From a text, or a report as read from a file, to the table of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from extract.find import find_figures
from extract.naming import name_figures
from extract.table import to_frame

if TYPE_CHECKING:
    from reading import Report


def extract_figures(text: str, report: str = "") -> pd.DataFrame:
    """The table of all quantified figures of `text`, in order of where they stand.

    `report` is the report's id, the same in every row. Columns, dtypes and their order are those
    of `extract.COLUMNS`, for any text, the empty one too.
    """
    figures = find_figures(text)
    name_figures(text, figures)
    for row, figure in enumerate(figures):
        figure.row = row
    return to_frame(figures, report)


def extract_report(report: Report) -> pd.DataFrame:
    """The table of all figures of a report that was read from a file, with its id in each row."""
    return extract_figures(report.text, report.id)
