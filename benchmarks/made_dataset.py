"""A dataset of made-up reports, as `python -m extract corpus` lays it out: many times the samples,
each time of another body and year and with other digits. To measure with, never to show as facts.

DuckDB makes it out of the samples' own figures, a million in some ten seconds: the dashboard is
what is measured over it, not the extractor.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dashboard.files.adding import add_sources, extraction_version
from dashboard.store.library import Library
from extract.columns import FIGURE
from working.rules import version_of

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "reports"
_PIECE = 20_000  # reports of a piece
_ROOM = 1_000_000_000  # documents of a piece, as the format has it
_PLACES = [
    a + b
    for a in "东西南北中上下前后左右内外新旧大小长高平安永"
    for b in ("州市", "江县", "山区", "湖镇", "河乡", "岭街道", "港市", "原县", "川区", "林场")
]
_WHO = ("", "纪委监委", "教育局", "公安局", "生态环境局", "烟草专卖局", "卫生健康委员会")
_WAYS = 2_000  # in which digits are changed

# A report is a sample with a line of its own before it, and its digits changed; zeros stay, so that
# every number keeps its length. `shift` is how far all that follows moves.
_MADE = """
    CREATE OR REPLACE TEMP TABLE made AS
    SELECT i, k, digits, place || who AS organisation, year || '-' || month || '-15' AS date,
        place || who || year || '年' || campaign || '情况报告' AS title, length(head) AS shift,
        head || translate(text, '123456789', digits) AS text
    FROM (SELECT i, hash(i) % $samples AS k, hash(i + 1) % $ways AS way,
            hash(i + 2) % $places AS spot, $who[(1 + hash(i + 3) % len($who))::BIGINT] AS who,
            (1995 + hash(i + 4) % 31)::VARCHAR AS year,
            lpad((1 + hash(i + 5) % 12)::VARCHAR, 2, '0') AS month
        FROM range($first, $last) r(i))
    JOIN samples USING (k) JOIN ways USING (way) JOIN places USING (spot),
    LATERAL (SELECT place || who || '第' || i || '号' || chr(10) AS head)"""
_DOCUMENT = f"(i // {_PIECE}) * {_ROOM} + i % {_PIECE} AS document"
_ID = "left(sha256(made.text), 16)"
_REPORTS = f"""
    SELECT {_DOCUMENT}, {_ID} AS id, made.title, source, made.organisation, made.date, campaign,
        made.title || '.txt' AS name, format, encoding, made.text, structure, extraction,
        length(made.text)::INTEGER AS length, statistics AS figures, TRUE AS whole, highlights
    FROM made JOIN samples USING (k)"""
# How a number changed is told by the first digits of its wording.
_WRITTEN = "regexp_extract(f.text, '[0-9]+')"
_CHANGED = {
    "report": _ID,
    "start": 'f."start" + shift',
    "end": 'f."end" + shift',
    "text": "translate(f.text, '123456789', digits)",
    **{name: f"f.{name} * times" for name in ("number", "low", "high")},
    "metric": """CASE WHEN hash(i + row) % 3 = 0 AND metric <> ''
        THEN metric || '（' || organisation || '）' ELSE metric END""",
    "scope": "CASE WHEN scope = '' THEN '' ELSE organisation END",
    "sentence": "translate(sentence, '123456789', digits)",
}
_COLUMNS = ", ".join(f'{_CHANGED.get(name, f"f.{name}")} AS "{name}"' for name in FIGURE)
_FIGURES = f"""
    SELECT {_DOCUMENT}, {_COLUMNS}, row
    FROM made JOIN figures f USING (k), LATERAL (SELECT coalesce(
        try_cast(translate({_WRITTEN}, '123456789', digits) AS DOUBLE)
            / nullif(try_cast({_WRITTEN} AS DOUBLE), 0), 1) AS times)"""
_CONCLUSIONS = f"""
    SELECT {_DOCUMENT}, {_ID} AS report, position, kind, first, second, parts, stated, value, low,
        high, verdict, doubt
    FROM made JOIN conclusions USING (k)"""
_TABLES = {
    "reports": f"{_REPORTS} ORDER BY document",
    "figures": f"{_FIGURES} ORDER BY document, row",
    "conclusions": f"{_CONCLUSIONS} ORDER BY document, position",
}


def make(folder: Path, figures: int, seed: int = 20261123) -> None:
    """Make a dataset of about so many figures in a folder that is not there yet; the same for a
    seed."""
    for name in (*_TABLES, "done"):
        (folder / name).mkdir(parents=True)
    with _samples() as connection:
        each = connection.execute("SELECT count(*) / count(DISTINCT k) FROM figures").fetchall()
        count = round(figures / each[0][0])
        _vary(connection, seed)
        totals: dict[str, int] = {}
        for piece, first in enumerate(range(0, count, _PIECE)):
            written = _write_piece(connection, folder, piece, first, min(first + _PIECE, count))
            totals = {name: totals.get(name, 0) + rows for name, rows in written.items()}
    manifest = {
        "format": 1,
        "finished": True,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rules": {
            "reading": version_of("reading"),
            "extract": extraction_version(),
            "conclude": version_of("conclude"),
        },
        "source": {"paths": ["made up"], "column": None, "encoding": None, "files": 0, "bytes": 0},
        "totals": {"pieces": piece + 1, **totals, "errors": 0},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")


@contextmanager
def _samples() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the samples' tables, each report by its number k."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.duckdb"
        library = Library(path)
        for event in add_sources(library, [SAMPLES]):
            if event.kind == "refused":
                raise ValueError(f"{event.name}: {event.code}")
        library.close()
        with duckdb.connect() as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"ATTACH '{path}' AS library (READ_ONLY)")
            connection.execute(
                """CREATE TABLE samples AS SELECT r.*, row_number() OVER (ORDER BY r.id) - 1 AS k,
                       highlights, statistics
                   FROM library.reports r
                   JOIN (SELECT report, list(row ORDER BY place) AS highlights
                         FROM library.highlights GROUP BY report) h ON h.report = r.id
                   JOIN (SELECT report, count(*)::INTEGER AS statistics FROM library.figures
                         WHERE role = 'statistic' GROUP BY report) f ON f.report = r.id"""
            )
            for table in ("figures", "conclusions"):
                connection.execute(
                    f"""CREATE TABLE {table} AS SELECT t.*, k FROM library.{table} t
                        JOIN samples s ON s.id = t.report"""
                )
            yield connection


def _vary(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    """The tables of what differs from one report to the next."""
    chance = random.Random(seed)
    ways = [(way, "".join(chance.sample("123456789", 9))) for way in range(_WAYS)]
    for table, columns, rows in (
        ("ways", "way INTEGER, digits VARCHAR", ways),
        ("places", "spot INTEGER, place VARCHAR", list(enumerate(_PLACES))),
    ):
        connection.execute(f"CREATE TABLE {table} ({columns})")
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)


def _write_piece(
    connection: duckdb.DuckDBPyConnection, folder: Path, piece: int, first: int, last: int
) -> dict[str, int]:
    """Write the reports from `first` to `last`; name of each table → its rows."""
    given = {"samples": len(list(SAMPLES.iterdir())), "ways": _WAYS, "places": len(_PLACES)}
    connection.execute(_MADE, {**given, "who": list(_WHO), "first": first, "last": last})
    written: dict[str, int] = {}
    for name, query in _TABLES.items():
        file = folder / name / f"part-{piece:06d}.parquet"
        connection.execute(f"COPY ({query}) TO '{file}' (COMPRESSION zstd, ROW_GROUP_SIZE 122880)")
        rows = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchall()
        written[name] = int(rows[0][0])
    receipt = {"piece": piece, "bytes": 0, **written, "errors": 0, "seconds": 0.0}
    (folder / "done" / f"{piece:06d}.json").write_text(json.dumps(receipt), "utf-8")
    return written
