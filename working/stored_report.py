"""A report as a row of the library: its metadata as columns, its structure as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from reading import Cell, Heading, Note, Report, Table
from working.workers import LEFT_OUT, NOT_CONCLUDED

# What a person may state otherwise than the file does.
METADATA: tuple[str, ...] = ("title", "source", "organisation", "date", "campaign", "name")
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
        "notes": [_noted(note) for note in report.notes],
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
        notes=_notes(structure),
        # Libraries of before OCR do not state it.
        uncertain=tuple((start, end) for start, end in structure.get("uncertain", ())),
    )


def has_note(structure: str, code: str) -> bool:
    """Whether a stored structure has a note of that code."""
    return any(note[0] == code for note in json.loads(structure)["notes"])


def with_note(structure: str, code: str) -> str:
    """The stored structure with another note."""
    return _with_notes(structure, [*_notes(json.loads(structure)), Note(code)])


def with_extraction_notes(structure: str, notes: Sequence[Note]) -> str:
    """The stored structure with other notes on how figures and conclusions were found."""
    kept = [note for note in _notes(json.loads(structure)) if not of_extraction(note)]
    return _with_notes(structure, [*kept, *notes])


def of_extraction(note: Note) -> bool:
    """Whether a note is about how figures and conclusions were found, not how a file was read."""
    return note.code == NOT_CONCLUDED or note.code.startswith(LEFT_OUT)


def _with_notes(structure: str, notes: Sequence[Note]) -> str:
    changed = {**json.loads(structure), "notes": [_noted(note) for note in notes]}
    return json.dumps(changed, ensure_ascii=False, default=str)


def _noted(note: Note) -> list[Any]:
    return [note.code, dict(note.details)]


def _notes(structure: dict[str, Any]) -> tuple[Note, ...]:
    return tuple(Note(code, details) for code, details in structure["notes"])
