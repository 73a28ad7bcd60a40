"""The library of reports: their texts, their figures, and what people corrected in them."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.errors import LibraryError
from dashboard.store import amendments, conclusions, corrections, decisions
from dashboard.store.database import Store, now, one
from dashboard.store.decisions import Place, Span
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from reading import Note, Report
from working import stored_report
from working.rules import version_of
from working.stored_report import METADATA
from working.workers import LEFT_OUT, Conclusions

_log = logging.getLogger(__name__)
# Reports of some ids, or all where none are named.
AMONG = "(?::VARCHAR[] IS NULL OR id IN (SELECT unnest(?::VARCHAR[])))"


class Library(Store):
    """The one owner of the library file. `Library(path)`; default `LIBRARY` or data/library.duckdb.

    Every method is safe to call from any thread. Changes are one transaction each.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        super().__init__(path)
        self._removers: dict[str, str] = {}  # report that was removed → who may bring it back
        try:
            # A removal can be undone as long as the dashboard runs; what was removed does not stay.
            if self.rows("SELECT 1 FROM reports WHERE removed LIMIT 1"):
                self.purge()
            self._conclude_anew()
        except LibraryError as error:
            if error.code != "disk_full":
                self.close()
                raise
            # What is there can be read all the same; this is done the next time.
            _log.warning("the disk is full: removed reports and old conclusions stay in the file")

    # -- reports ---------------------------------------------------------------------------

    def add(
        self,
        report: Report,
        figures: pd.DataFrame | pa.Table,
        *,
        extraction: str = "",
        follows: Conclusions | None = None,
    ) -> str:
        """Put a report in with its figures (the contract's columns) and return its id.

        A report that is there already stays as it is; one that was removed comes back. follows:
        the conclusions, where they are drawn already.
        """
        if self.has(report.id):
            return report.id
        with self.writing() as cursor:
            if self._state(cursor, report.id) is not None:
                self._set_removed(cursor, report.id, False)
                return report.id
            row = stored_report.to_row(report)
            row |= {"added_at": now(), "extraction": extraction, "removed": False}
            names = list(row)
            cursor.execute(
                f"INSERT INTO reports ({quoted(names)}) VALUES ({', '.join('?' * len(names))})",
                list(row.values()),
            )
            amendments.insert_figures(cursor, report.id, figures)
            if follows is None:
                self._follow(cursor, report.id)
            else:
                conclusions.write_new(cursor, report.id, follows)
        return report.id

    def has(self, report: str) -> bool:
        """Whether the library holds this report (and it is not removed)."""
        return bool(self.rows("SELECT 1 FROM reports WHERE id = ? AND NOT removed", [report]))

    def remove(self, report: str, by: str = "") -> None:
        """Take a report out; `restore` brings it back until `purge`. `by`: who removes it.
        Raises `unknown_report`."""
        with self.writing() as cursor:
            self._must_be_in(cursor, report)
            self._set_removed(cursor, report, True)
            self._removers[report] = by

    def removed(self, by: str) -> list[str]:
        """The reports that `by` removed and that can be brought back, in that order."""
        return [report for report, who in list(self._removers.items()) if who == by]

    def restore(self, report: str) -> None:
        """Undo `remove`. Raises `unknown_report` when there is nothing to bring back."""
        with self.writing() as cursor:
            if self._state(cursor, report) is not True:
                raise LibraryError("unknown_report", report=report)
            self._set_removed(cursor, report, False)

    def purge(self, by: str | None = None) -> int:
        """Delete for good the reports that `by` removed, or whoever did, with all that hangs on
        them; how many."""
        with self.writing() as cursor:
            gone = self.removed(by) if by is not None else _removed(cursor)
            if gone:
                for table in ("figures", "corrections", "decisions", "matches"):
                    cursor.execute(f"DELETE FROM {table} WHERE list_contains(?, report)", [gone])
                cursor.execute("DELETE FROM kept WHERE list_contains(?, name)", [gone])
                cursor.execute("DELETE FROM reports WHERE list_contains(?, id)", [gone])
            for report in gone:
                self._removers.pop(report, None)
        return len(gone)

    def update(self, report: str, **metadata: str) -> None:
        """Change title, source, organisation, date, campaign or name. Raises `unknown_report`,
        `bad_field`."""
        for field in metadata:
            if field not in METADATA:
                raise LibraryError("bad_field", field=field)
        with self.writing() as cursor:
            if self._state(cursor, report) is None:
                raise LibraryError("unknown_report", report=report)
            for field, value in metadata.items():
                cursor.execute(
                    f"UPDATE reports SET {field} = ? WHERE id = ?", [value.strip(), report]
                )

    def re_extract(
        self,
        report: str,
        figures: pd.DataFrame | pa.Table,
        *,
        extraction: str = "",
        notes: Sequence[Note] = (),
        follows: Conclusions | None = None,
    ) -> int:
        """Replace a report's figures by those found now; corrections stay. How many there are.

        notes: what is to be known about how they were found, in place of what was before.
        follows: the conclusions from the figures as found, where they are drawn already.
        """
        with self.writing() as cursor:
            self._must_be_in(cursor, report)
            cursor.execute("DELETE FROM figures WHERE report = ?", [report])
            amendments.insert_figures(cursor, report, figures)
            self._set_notes(cursor, report, notes)
            cursor.execute("UPDATE reports SET extraction = ? WHERE id = ?", [extraction, report])
            self._follow(cursor, report, follows)
        return len(figures)

    def _set_notes(
        self, cursor: duckdb.DuckDBPyConnection, report: str, notes: Sequence[Note]
    ) -> None:
        found = one(cursor, "SELECT structure FROM reports WHERE id = ?", [report])
        assert found is not None  # it is in
        noted = stored_report.with_extraction_notes(found[0], notes)
        cursor.execute("UPDATE reports SET structure = ? WHERE id = ?", [noted, report])

    def reports(self, among: Sequence[str] | None = None) -> pd.DataFrame:
        """The reports (`among`: those of some ids), newest date first: id, title, source,
        organisation, date, campaign, name, format, encoding, length (characters), added_at,
        extraction, figures (statistics), whole (false: passages of its text were left out)."""
        return self.sql(
            # The texts are measured first: joined and sorted they would have to fit into memory.
            f"""WITH listed AS MATERIALIZED (
                    SELECT id, {quoted(METADATA)}, format, encoding, length(text) AS length,
                        added_at, extraction,
                        NOT contains(structure, '["{LEFT_OUT}') AS whole
                    FROM reports WHERE NOT removed AND {AMONG})
                SELECT listed.*, coalesce(n, 0)::INTEGER AS figures
                FROM listed LEFT JOIN (
                    SELECT report, count(*) AS n FROM shown WHERE role = 'statistic' GROUP BY report
                ) ON report = id
                ORDER BY date DESC, added_at DESC, id""",
            [among if among is None else list(among)] * 2,
        )

    def report(self, report: str) -> Report:
        """A report as it was read, with the metadata as corrected. Raises `unknown_report`."""
        with self._asking, self._cursor() as cursor:
            found = cursor.execute("SELECT * FROM reports WHERE id = ?", [report])
            names = [column[0] for column in found.description or ()]
            rows = found.fetchall()
        if not rows:
            raise LibraryError("unknown_report", report=report)
        return stored_report.from_row(dict(zip(names, rows[0], strict=True)))

    def figures(self, report: str) -> pd.DataFrame:
        """All figures of one report, corrected, in order of `start` (SHOWN_COLUMNS)."""
        return self.sql(
            f'SELECT {quoted(SHOWN_COLUMNS)} FROM shown WHERE report = ? ORDER BY start, "end"',
            [report],
        )

    # -- corrections -----------------------------------------------------------------------

    def correct(self, report: str, start: int, end: int, field: str, value: Any) -> int:
        """Set one field of the figure at start–end; returns the entry's number, for `undo`.

        Fields and values: `corrections.FIELDS`. `part_of` takes the whole's (start, end) or None.
        Raises `unknown_report`, `bad_span` (no figure there), `bad_field`, `bad_value`.
        """
        text = corrections.to_text(field, value)
        with self.writing() as cursor:
            self._must_be_in(cursor, report)
            self._must_stand(cursor, report, start, end)
            if field == "part_of" and value is not None:
                if tuple(value) == (start, end):
                    raise LibraryError("bad_value", field=field, value=text)
                self._must_stand(cursor, report, *value)
            entry = amendments.log(cursor, report, start, end, field, text)
            self._follow(cursor, report)
        return entry

    def check(self, report: str, start: int, end: int, checked: bool = True) -> int:
        """Mark a figure as checked (or not); returns the entry's number."""
        return self.correct(report, start, end, "checked", checked)

    def add_missed(self, report: str, start: int, end: int, **fields: Any) -> int:
        """Mark a passage as a figure that the extraction missed; `fields` as for `correct`.

        The text is the report's own at start–end. Returns the number of the entry whose undo takes
        the passage away again. Raises `unknown_report`, `bad_span` (outside the text, empty, or
        over a figure that is there), `bad_field`, `bad_value`.
        """
        texts = {field: corrections.to_text(field, value) for field, value in fields.items()}
        length = len(self.report(report).text)
        with self.writing() as cursor:
            self._must_be_in(cursor, report)
            taken = one(
                cursor,
                'SELECT 1 FROM shown WHERE report = ? AND start < ? AND "end" > ?',
                [report, end, start],
            )
            if not 0 <= start < end <= length or taken:
                raise LibraryError("bad_span", report=report, start=start, end=end)
            entry = amendments.log(cursor, report, start, end, corrections.MISSED, "")
            for field, text in texts.items():
                amendments.log(cursor, report, start, end, field, text)
            self._follow(cursor, report)
        return entry

    def undo(self, entry: int) -> None:
        """Take an entry of the corrections back (the log keeps both). Raises `unknown_entry`."""
        with self.writing() as cursor:
            found = one(
                cursor,
                """SELECT report, start, "end" FROM corrections WHERE entry = ? AND undoes IS NULL
                   AND entry NOT IN (SELECT undoes FROM corrections WHERE undoes IS NOT NULL)""",
                [entry],
            )
            if found is None:
                raise LibraryError("unknown_entry", entry=entry)
            report, start, end = found
            self._must_be_in(cursor, report)
            amendments.log(cursor, report, start, end, corrections.UNDO, "", undoes=entry)
            self._follow(cursor, report)

    def corrections(self, report: str = "") -> pd.DataFrame:
        """The log, newest first: entry, report, start, end, field, value, made_at, undone,
        applied (false: no figure stands at its place any more)."""
        with self._cursor() as cursor:
            names = [report] if report else _corrected(cursor)
            noted = [entry for name in names for entry in amendments.history(cursor, name)]
        return corrections.history_frame(noted)

    # -- decisions about conclusions -------------------------------------------------------

    def decide(
        self,
        report: str,
        action: str,
        place: Place,
        *,
        chosen: tuple[Span, Span] | None = None,
        reason: str = "",
    ) -> int:
        """Decide about the conclusion at `place`; returns the entry's number, for `take_back`.

        Actions: `decisions.ACTIONS`; `replace` and `draw` take the two figures `chosen`, `settle` a
        `reason`. Raises `unknown_report`, `bad_span` (no figure there), `bad_value`.
        """
        with self.writing() as cursor:
            self._must_be_in(cursor, report)
            for span in chosen or ():
                self._must_stand(cursor, report, *span)
            entry = decisions.log(cursor, report, action, place, chosen, reason)
            conclusions.refresh(cursor, report)
        return entry

    def take_back(self, entry: int) -> None:
        """Take a decision back (the log keeps both). Raises `unknown_entry`."""
        with self.writing() as cursor:
            found = one(cursor, "SELECT report FROM decisions WHERE entry = ?", [entry])
            standing = [] if found is None else decisions.entries(cursor, found[0])
            decision = next((d for d in standing if d.entry == entry and not d.undone), None)
            if decision is None:
                raise LibraryError("unknown_entry", entry=entry)
            self._must_be_in(cursor, decision.report)
            decisions.log(cursor, decision.report, decisions.UNDO, decision.place, undoes=entry)
            conclusions.refresh(cursor, decision.report)

    def decisions(self, report: str = "") -> pd.DataFrame:
        """The log of decisions, newest first (columns: `decisions.history_frame`)."""
        with self._cursor() as cursor:
            known = cursor.execute("SELECT DISTINCT report FROM decisions ORDER BY report")
            names = [report] if report else [row[0] for row in known.fetchall()]
            noted = [entry for name in names for entry in decisions.entries(cursor, name)]
        return decisions.history_frame(noted)

    # -- inside ----------------------------------------------------------------------------

    def _state(self, cursor: duckdb.DuckDBPyConnection, report: str) -> bool | None:
        """None: not known; else whether it is removed."""
        found = one(cursor, "SELECT removed FROM reports WHERE id = ?", [report])
        return None if found is None else bool(found[0])

    def _set_removed(self, cursor: duckdb.DuckDBPyConnection, report: str, removed: bool) -> None:
        cursor.execute("UPDATE reports SET removed = ? WHERE id = ?", [removed, report])
        if removed:
            amendments.hide(cursor, report)
            conclusions.forget(cursor, report)
        else:
            self._removers.pop(report, None)
            self._follow(cursor, report)

    def _follow(
        self,
        cursor: duckdb.DuckDBPyConnection,
        report: str,
        follows: Conclusions | None = None,
    ) -> None:
        """Derive what follows from a report's figures and what people said of them."""
        amended = amendments.refresh(cursor, report)
        conclusions.refresh(cursor, report, None if amended else follows)

    def _conclude_anew(self) -> None:
        """Draw all conclusions again where other rules drew them, or none did yet."""
        now_in_force = version_of("conclude")
        if self.rows(
            "SELECT 1 FROM settings WHERE name = 'conclusions' AND value = ?", [now_in_force]
        ):
            return
        reports = [row[0] for row in self.rows("SELECT id FROM reports WHERE NOT removed")]
        if reports:
            _log.info("drawing the conclusions of %d reports anew", len(reports))
        for report in reports:
            with self.writing() as cursor:
                conclusions.refresh(cursor, report)
        with self.writing() as cursor:
            cursor.execute("DELETE FROM settings WHERE name = 'conclusions'")
            cursor.execute("INSERT INTO settings VALUES ('conclusions', ?)", [now_in_force])

    def _must_be_in(self, cursor: duckdb.DuckDBPyConnection, report: str) -> None:
        if self._state(cursor, report) is not False:
            raise LibraryError("unknown_report", report=report)

    def _must_stand(
        self, cursor: duckdb.DuckDBPyConnection, report: str, start: int, end: int
    ) -> None:
        found = one(
            cursor,
            'SELECT 1 FROM shown WHERE report = ? AND start = ? AND "end" = ?',
            [report, start, end],
        )
        if not found:
            raise LibraryError("bad_span", report=report, start=start, end=end)


def _removed(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in cursor.execute("SELECT id FROM reports WHERE removed").fetchall()]


def _corrected(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    found = cursor.execute("SELECT DISTINCT report FROM corrections ORDER BY report").fetchall()
    return [row[0] for row in found]
