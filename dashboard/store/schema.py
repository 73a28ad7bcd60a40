"""The tables of the library file, and the columns that a figure has in it."""

from __future__ import annotations

from extract.columns import FIGURE

VERSION = 3
# The figures as they are shown; it stands on the tables and is made anew with them.
VIEW = "shown"

# The columns of a figure are those of the contract; how each dtype is kept in the library.
_TYPES = {
    "string": "VARCHAR",
    "category": "VARCHAR",
    "int32": "INTEGER",
    "Int64": "INTEGER",
    "float64": "DOUBLE",
}
FIGURE_TYPES: dict[str, str] = {key: _TYPES[column.dtype] for key, column in FIGURE.items()}
FIGURE_COLUMNS: tuple[str, ...] = tuple(FIGURE_TYPES)

# What the library adds: the row's number within its report, and what people did to it.
SHOWN_COLUMNS: tuple[str, ...] = (*FIGURE_COLUMNS, "row", "corrected", "checked")

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
    """CREATE TABLE IF NOT EXISTS kept (
        kind VARCHAR, name VARCHAR, value VARCHAR, made_at TIMESTAMP)""",
    f"""CREATE OR REPLACE VIEW {VIEW} AS
        SELECT {quoted(FIGURE_COLUMNS)}, row, FALSE AS corrected, FALSE AS checked
        FROM figures WHERE NOT hidden
        UNION ALL SELECT {quoted(SHOWN_COLUMNS)} FROM amended""",
)
