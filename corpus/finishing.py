"""What is left once all pieces are in: texts that came twice, the list of errors, the totals."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpus.manifest import COUNTED, RECEIPTS, file_of, publish_receipt, receipt_of, receipts
from corpus.parquet import COLUMNS, ERRORS, ROOM, write
from corpus.storage import TEMPORARY, inside, storage_of

_AT_ONCE = 100_000  # reports whose ids are looked at together
_MEMORY = "128MB"  # for all ids; what is more is laid on the disk
ALL_ERRORS = "errors.parquet"


def without_copies(out: str) -> int:
    """Take each text out that stands in an earlier piece too; how many there were.

    A piece's reports are written last, so that one that was broken off is done once more.
    """
    count = 0
    for piece, numbers in groupby(_copies(out), lambda number: number // ROOM):
        copies = pa.array(list(numbers), pa.int64())
        count += len(copies)
        kept = {
            name: _without(out, name, piece, copies)
            for name in ("figures", "conclusions", "reports")
        }
        _write(out, "figures", piece, kept["figures"])
        _write(out, "conclusions", piece, kept["conclusions"])
        receipt = receipt_of(out, piece)
        publish_receipt(out, receipt | {name: len(table) for name, table in kept.items()})
        _write(out, "reports", piece, kept["reports"])
    return count


def _copies(out: str) -> Iterator[int]:
    """The numbers of the reports whose text is that of one before, in order."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder, "ids"))) as ids:
        ids.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 1")
        ids.execute("CREATE TABLE ids (document BIGINT, id VARCHAR)")
        for some in _ids(out):
            ids.register("these", some)
            ids.execute("INSERT INTO ids SELECT document, id FROM these")
            ids.unregister("these")
        found = ids.execute(
            """SELECT document FROM ids JOIN (
                   SELECT id, min(document) AS first FROM ids GROUP BY id HAVING count(*) > 1
               ) USING (id) WHERE document > first ORDER BY document"""
        )
        while rows := found.fetchmany(_AT_ONCE):
            yield from (row[0] for row in rows)


def _ids(out: str) -> Iterator[pa.Table]:
    held: list[pa.Table] = []
    for receipt in receipts(out):
        held.append(_table(out, "reports", receipt["piece"], ["document", "id"]))
        if sum(map(len, held)) >= _AT_ONCE:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _table(out: str, name: str, piece: int, columns: list[str] | None = None) -> pa.Table:
    path = inside(out, name, file_of(piece))
    with storage_of(path).open(path) as file:
        return pq.ParquetFile(file).read(columns)


def _without(out: str, name: str, piece: int, copies: pa.Array) -> pa.Table:
    table = _table(out, name, piece)
    return table.filter(pc.invert(pc.is_in(table["document"], copies)))


def _write(out: str, name: str, piece: int, table: pa.Table) -> None:
    path = inside(out, name, file_of(piece))
    storage_of(out).publish(path, lambda file: write(file, table.schema, [table]))


def list_errors(out: str) -> None:
    """Write the errors of all pieces into one file."""
    tables = (_table(out, "errors", one["piece"]) for one in receipts(out) if one["errors"])
    path = inside(out, ALL_ERRORS)
    storage_of(out).publish(path, lambda file: write(file, ERRORS, tables))


def totals(out: str) -> dict[str, int]:
    """What the pieces hold together."""
    counted: Counter[str] = Counter({name: 0 for name in ("pieces", *COUNTED)})
    for receipt in receipts(out):
        counted.update({"pieces": 1, **{name: receipt[name] for name in COUNTED}})
    return dict(counted)


def clear(out: str) -> None:
    """Take away what broken off writing has left."""
    storage = storage_of(out)
    for folder in (out, inside(out, RECEIPTS), *(inside(out, name) for name in COLUMNS)):
        for name in storage.names(folder):
            if name.startswith(TEMPORARY):
                storage.remove(inside(folder, name))
