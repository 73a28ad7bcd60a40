"""The figures table as a file: CSV, JSON, Parquet, an Excel workbook, a data package."""

from extract.export.files import csv, json, package, parquet, rows_csv, table_csv
from extract.export.labels import CODES, Labels
from extract.export.workbook import MOST_ROWS, TooManyRows, xlsx

__all__ = [
    "CODES",
    "MOST_ROWS",
    "Labels",
    "TooManyRows",
    "csv",
    "json",
    "package",
    "parquet",
    "rows_csv",
    "table_csv",
    "xlsx",
]
