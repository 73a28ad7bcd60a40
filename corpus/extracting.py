"""A report's figures and conclusions in this process; what it is too much for, in one apart."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from conclude import sum_up
from extract.extraction import report_figures
from extract.frame import to_frame
from reading import Note, Report
from working import workers
from working.limits import Limits
from working.workers import Conclusions

_WHOLE = 300_000  # characters that are read as one passage, here as there


@dataclass(frozen=True)
class Found:
    """A report's figures table, what follows from it (None where that took too long), and what is
    to be known about how they were found."""

    figures: pd.DataFrame
    conclusions: Conclusions | None
    notes: tuple[Note, ...] = ()


def extract_here(report: Report, within: Limits) -> Found:
    """What `extract_apart` gives, without its safety: a text may take this process down with it."""
    if len(report.text) > _WHOLE:
        return extract_apart(report, within)
    try:
        figures = report_figures(report)
        sentences = sum(len(figure.sentence) for figure in figures)
        if len(figures) > within.max_figures or sentences > within.max_table:
            return extract_apart(report, within)
        frame = to_frame(figures, report.id)
        return Found(frame, Conclusions(*sum_up(frame, report.text)))
    except Exception:  # no rule foresaw the text, or the memory is full: divided it may do
        return extract_apart(report, within)


def extract_apart(report: Report, within: Limits) -> Found:
    """In a process that may break down: the passages at which it does are left out and noted."""
    try:
        found = workers.extract(report, within=within)
    finally:
        workers.rest()  # such reports are few, and a process without work holds its memory
    return Found(found.figures.to_pandas(), found.conclusions, found.notes)
