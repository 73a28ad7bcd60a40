"""The brief of some reports of a library, and its Word document."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking import conclusions
from dashboard.asking.filters import Filter
from dashboard.files.word import sheet
from dashboard.showing import brief
from dashboard.showing.brief import Brief, Told
from dashboard.showing.words import Words
from dashboard.store.database import Store
from dashboard.store.library import Library

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def told(library: Store, reports: Filter) -> tuple[Told, ...]:
    """What the library knows of the filter's reports, in their order."""
    found = []
    for report in reports.reports:
        own = Filter(reports=(report,))
        rows = library.rows(
            "SELECT title, name, organisation, date FROM reports WHERE id = ?", [report]
        )
        for title, name, organisation, date in rows:
            found.append(
                Told(
                    title or name or report,
                    organisation or "",
                    date or "",
                    conclusions.conclusions(library, own).rows,
                    tuple(conclusions.highlights(library, own)),
                )
            )
    return tuple(found)


def brief_of(library: Library, reports: Sequence[str], words: Words, title: str = "") -> Brief:
    """The fullest brief of these reports that fits on a page; of many the shortest there is."""
    return brief.fitted(told(library, Filter(reports=tuple(reports))), words, title, sheet.fits)
