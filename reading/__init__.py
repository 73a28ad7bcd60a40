"""Files → reports: `read_report(path_or_bytes)` gives a Report or raises UnreadableReport."""

from reading.reader import read_report
from reading.report import Cell, Heading, Note, Refusal, Report, Table, UnreadableReport

__all__ = [
    "Cell",
    "Heading",
    "Note",
    "Refusal",
    "Report",
    "Table",
    "UnreadableReport",
    "read_report",
]
