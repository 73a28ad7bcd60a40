"""The rows that a piece puts into the dataset's tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from corpus.parquet import ERRORS
from corpus.reasons import reason
from corpus.tables import CONCLUSIONS, FIGURES, REPORTS
from reading import Refusal, Report
from working import stored_report
from working.workers import LEFT_OUT, Conclusions, Extraction


@dataclass
class Rows:
    """What has been found in a piece so far, in the order of its documents."""

    rules: str  # the version of the rules that read the figures
    reports: list[dict[str, Any]] = field(default_factory=list)
    figures: list[pa.Table] = field(default_factory=list)
    conclusions: list[pa.Table] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def add(self, document: int, report: Report, found: Extraction) -> None:
        """A report with its figures, and what follows from them."""
        highlights: list[int] = []
        if len(found.figures):
            self.figures.append(_figures(document, report.id, found.figures))
            if found.conclusions is not None:
                highlights = [int(row) for row in found.conclusions.highlights]
                if len(found.conclusions.table):
                    drawn = _conclusions(document, report.id, found.conclusions)
                    self.conclusions.append(drawn)
        noted = replace(report, notes=(*report.notes, *found.notes))
        self.reports.append(
            {
                "document": document,
                **stored_report.to_row(noted),
                "extraction": self.rules,
                "length": len(report.text),
                "figures": found.statistics,
                "whole": not any(note.code.startswith(LEFT_OUT) for note in noted.notes),
                "highlights": highlights,
            }
        )

    def refuse(self, document: int, refusal: Refusal) -> None:
        """A document that is not in, with the reason."""
        self.errors.append(
            {
                "document": document,
                "name": refusal.name,
                "code": refusal.code,
                "details": json.dumps(dict(refusal.details), ensure_ascii=False, default=str),
                "zh": reason("zh", refusal.code, refusal.details),
                "en": reason("en", refusal.code, refusal.details),
            }
        )

    def tables(self) -> Mapping[str, list[pa.Table]]:
        """Table → its rows."""
        return {
            "figures": self.figures,
            "conclusions": self.conclusions,
            "errors": [pa.Table.from_pylist(self.errors, ERRORS)],
            "reports": [pa.Table.from_pylist(self.reports, REPORTS)],
        }


def _figures(document: int, report: str, found: pa.Table) -> pa.Table:
    count = len(found)
    columns: dict[str, Any] = {
        "document": pa.array([document] * count),
        "report": pa.array([report] * count),
        "row": pa.array(range(count)),
    }
    return _table(
        columns | {name: found[name] for name in found.column_names if name != "report"}, FIGURES
    )


def _conclusions(document: int, report: str, follows: Conclusions) -> pa.Table:
    found = pa.Table.from_pandas(follows.table, preserve_index=False)
    count = len(found)
    columns: dict[str, Any] = {
        "document": pa.array([document] * count),
        "report": pa.array([report] * count),
        "position": pa.array(range(count)),
    }
    return _table(columns | {name: found[name] for name in found.column_names}, CONCLUSIONS)


def _table(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    return pa.table([_cast(columns[one.name], one.type) for one in schema], schema=schema)


def _cast(column: pa.Array | pa.ChunkedArray, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """The column in the dataset's type; a text that is missing is empty."""
    cast = column.cast(kind)
    return cast.fill_null("") if pa.types.is_string(kind) else cast
