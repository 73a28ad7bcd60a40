"""The rows that a piece puts into the dataset's tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from corpus.extracting import Found
from corpus.parquet import ERRORS
from corpus.reasons import reason
from corpus.tables import CONCLUSIONS, FIGURES, REPORTS
from reading import Refusal, Report
from working import stored_report
from working.workers import LEFT_OUT

_AT_ONCE = 100  # reports whose rows become Arrow together: each small table has a price of its own


@dataclass
class _Frames:
    """Rows of many reports: a frame for each, laid together now and then.

    number: the column that counts the rows of a report.
    """

    schema: pa.Schema
    number: str
    packed: list[pa.Table] = field(default_factory=list)
    loose: list[tuple[int, str, pd.DataFrame]] = field(default_factory=list)

    def add(self, document: int, report: str, frame: pd.DataFrame) -> None:
        """Take in the rows of a report."""
        if len(frame):
            self.loose.append((document, report, frame))
        if len(self.loose) == _AT_ONCE:
            self._pack()

    def tables(self) -> list[pa.Table]:
        """All rows, in their order."""
        self._pack()
        return self.packed

    def __len__(self) -> int:
        return sum(map(len, self.tables()))

    def _pack(self) -> None:
        if not self.loose:
            return
        documents, reports, frames = zip(*self.loose, strict=True)
        lengths = [len(frame) for frame in frames]
        joined = pd.concat(frames, ignore_index=True)
        found = pa.Table.from_pandas(joined, preserve_index=False)
        columns: dict[str, Any] = {name: found[name] for name in found.column_names}
        columns["document"] = pa.array(np.repeat(documents, lengths))
        columns["report"] = pa.array(np.repeat(np.array(reports, dtype=object), lengths))
        columns[self.number] = pa.array(np.concatenate([np.arange(n) for n in lengths]))
        cast = [_cast(columns[one.name], one.type) for one in self.schema]
        self.packed.append(pa.table(cast, schema=self.schema))
        self.loose = []


def _cast(column: pa.Array | pa.ChunkedArray, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """The column in the dataset's type; a text that is missing is empty."""
    cast = column.cast(kind)
    return cast.fill_null("") if pa.types.is_string(kind) else cast


@dataclass
class Rows:
    """What has been found in a piece so far, in the order of its documents."""

    rules: str  # the version of the rules that read the figures
    reports: list[dict[str, Any]] = field(default_factory=list)
    figures: _Frames = field(default_factory=lambda: _Frames(FIGURES, "row"))
    conclusions: _Frames = field(default_factory=lambda: _Frames(CONCLUSIONS, "position"))
    errors: list[dict[str, Any]] = field(default_factory=list)

    def add(self, document: int, report: Report, found: Found) -> None:
        """A report with its figures, and what follows from them."""
        highlights: list[int] = []
        self.figures.add(document, report.id, found.figures)
        if found.conclusions is not None:
            highlights = [int(row) for row in found.conclusions.highlights]
            self.conclusions.add(document, report.id, found.conclusions.table)
        noted = replace(report, notes=(*report.notes, *found.notes))
        self.reports.append(
            {
                "document": document,
                **stored_report.to_row(noted),
                "extraction": self.rules,
                "length": len(report.text),
                "figures": int((found.figures["role"] == "statistic").sum()),
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
            "figures": self.figures.tables(),
            "conclusions": self.conclusions.tables(),
            "errors": [pa.Table.from_pylist(self.errors, ERRORS)],
            "reports": [pa.Table.from_pylist(self.reports, REPORTS)],
        }
