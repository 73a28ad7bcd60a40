"""Files → reports: `read_report(path_or_bytes)` gives a Report or raises UnreadableReport."""

from reading.collection import count_files, make_of_reports, read_reports
from reading.reader import read_report
from reading.report import Cell, Heading, Note, Refusal, Report, Table, UnreadableReport
from reading.safety.limits import Limits, default_limits, settings
from reading.structure.compose import part
from reading.structure.pieces import pieces

__all__ = [
    "Cell",
    "Heading",
    "Limits",
    "Note",
    "Refusal",
    "Report",
    "Table",
    "UnreadableReport",
    "count_files",
    "default_limits",
    "make_of_reports",
    "part",
    "pieces",
    "read_report",
    "read_reports",
    "settings",
]
