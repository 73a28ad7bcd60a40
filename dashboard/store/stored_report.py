"""A report as a row of the library: its metadata as columns, its structure as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from dashboard.store.schema import METADATA
from reading import Cell, Heading, Note, Report, Table

_PLAIN = (*METADATA, "format", "encoding", "text")


def to_row(report: Report) -> dict[str, Any]:
    """The columns of `reports` that come from the report itself."""
    structure = {
        "headings": [dataclasses.astuple(heading) for heading in report.headings],
        "tables": [
            {
                "span": [table.start, table.end],
                "caption": table.caption,
                "cells": [dataclasses.astuple(cell) for cell in table.cells],
            }
            for table in report.tables
        ],
        "notes": [[note.code, dict(note.details)] for note in report.notes],
        "uncertain": report.uncertain,
    }
    return {
        "id": report.id,
        **{name: getattr(report, name) for name in _PLAIN},
        "structure": json.dumps(structure, ensure_ascii=False, default=str),
    }


def from_row(row: dict[str, Any]) -> Report:
    """The report that `to_row` was given (with its metadata as it is in the row)."""
    structure = json.loads(row["structure"])
    return Report(
        **{name: row[name] for name in _PLAIN},
        headings=tuple(Heading(*heading) for heading in structure["headings"]),
        tables=tuple(
            Table(
                start=table["span"][0],
                end=table["span"][1],
                cells=tuple(Cell(*cell) for cell in table["cells"]),
                caption=tuple(table["caption"]) if table["caption"] else None,
            )
            for table in structure["tables"]
        ),
        notes=tuple(Note(code, details) for code, details in structure["notes"]),
        # Libraries of before OCR do not state it.
        uncertain=tuple((start, end) for start, end in structure.get("uncertain", ())),
    )
