"""Quantified figures out of Chinese campaign reports, as a table.

`extract_figures(text)` is the whole of it: a text in, a pandas table out, a row for each figure
with its number, the interval that its wording allows, its unit, what it counts and where it stands.
"""

from extract.extraction import extract_figures, extract_report
from extract.frame import COLUMNS

__all__ = ["COLUMNS", "extract_figures", "extract_report"]
