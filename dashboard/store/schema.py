"""The tables of the library file, and the columns that a figure has in it."""

from __future__ import annotations

VERSION = 2

# The columns of a figure (see columns.toml for what they mean) and their types in the library.
FIGURE_TYPES: dict[str, str] = {
    "report": "VARCHAR",
    "section": "VARCHAR",
    "start": "INTEGER",
    "end": "INTEGER",
    "text": "VARCHAR",
    "role": "VARCHAR",
    "kind": "VARCHAR",
    "number": "DOUBLE",
    "low": "DOUBLE",
    "high": "DOUBLE",
    "approx": "VARCHAR",
    "unit": "VARCHAR",
    "metric": "VARCHAR",
    "action": "VARCHAR",
    "object": "VARCHAR",
    "stage": "VARCHAR",
    "status": "VARCHAR",
    "direction": "VARCHAR",
    "scope": "VARCHAR",
    "period": "VARCHAR",
    "part_of": "INTEGER",
    "repeats": "INTEGER",
    "sentence": "VARCHAR",
    "rule": "VARCHAR",
    "doubt": "VARCHAR",
}
FIGURE_COLUMNS: tuple[str, ...] = tuple(FIGURE_TYPES)

# What the library adds: the row's number within its report, and what people did to it.
SHOWN_COLUMNS: tuple[str, ...] = (*FIGURE_COLUMNS, "row", "corrected", "checked")

METADATA: tuple[str, ...] = ("title", "source", "organisation", "date", "campaign", "name")

# The rule of a figure that a person marked in the text.
BY_HAND = "marked by hand"


def quoted(columns: tuple[str, ...] | list[str]) -> str:
    """Column names as SQL (`end` is a keyword)."""
    return ", ".join(f'"{column}"' for column in columns)


_FIGURES = ", ".join(f'"{name}" {kind}' for name, kind in FIGURE_TYPES.items())

# `figures` holds what was extracted and is never changed by corrections; `hidden` says that a row
# is not shown as extracted, because `amended` has it corrected or because its report was removed.
# `amended` is derived from `figures` and `corrections` and can be rebuilt at any time.
# `corrections` only grows: an undo is a new entry that names the one it takes back.
TABLES: tuple[str, ...] = (
    "CREATE TABLE IF NOT EXISTS settings (name VARCHAR, value VARCHAR)",
    """CREATE TABLE IF NOT EXISTS reports (
        id VARCHAR, title VARCHAR, source VARCHAR, organisation VARCHAR, date VARCHAR,
        campaign VARCHAR, name VARCHAR, format VARCHAR, encoding VARCHAR, text VARCHAR,
        structure VARCHAR, added_at TIMESTAMP, extraction VARCHAR, removed BOOLEAN)""",
    f"CREATE TABLE IF NOT EXISTS figures ({_FIGURES}, row INTEGER, hidden BOOLEAN)",
    f"""CREATE TABLE IF NOT EXISTS amended
        ({_FIGURES}, row INTEGER, corrected BOOLEAN, checked BOOLEAN)""",
    "CREATE SEQUENCE IF NOT EXISTS entry_number",
    """CREATE TABLE IF NOT EXISTS corrections (
        entry BIGINT, report VARCHAR, start INTEGER, "end" INTEGER, field VARCHAR, value VARCHAR,
        made_at TIMESTAMP, undoes BIGINT)""",
    # `conclusions` and `highlights` are derived from the shown figures and the `decisions` and can
    # be drawn again at any time. `decisions` only grows, like `corrections`.
    """CREATE TABLE IF NOT EXISTS conclusions (
        report VARCHAR, position INTEGER, kind VARCHAR, first INTEGER, second INTEGER,
        parts INTEGER[], stated INTEGER, value DOUBLE, low DOUBLE, high DOUBLE, verdict VARCHAR,
        doubt VARCHAR, decision VARCHAR, reason VARCHAR, entry BIGINT)""",
    "CREATE TABLE IF NOT EXISTS highlights (report VARCHAR, place INTEGER, row INTEGER)",
    """CREATE TABLE IF NOT EXISTS decisions (
        entry BIGINT, report VARCHAR, action VARCHAR, kind VARCHAR, first VARCHAR, second VARCHAR,
        parts VARCHAR, chosen VARCHAR, reason VARCHAR, made_at TIMESTAMP, undoes BIGINT)""",
    "CREATE TABLE IF NOT EXISTS ratios (name VARCHAR, definition VARCHAR, made_at TIMESTAMP)",
    """CREATE TABLE IF NOT EXISTS matches (
        report VARCHAR, metric VARCHAR, unit VARCHAR, key VARCHAR, made_at TIMESTAMP)""",
    f"""CREATE OR REPLACE VIEW shown AS
        SELECT {quoted(FIGURE_COLUMNS)}, row, FALSE AS corrected, FALSE AS checked
        FROM figures WHERE NOT hidden
        UNION ALL SELECT {quoted(SHOWN_COLUMNS)} FROM amended""",
)
