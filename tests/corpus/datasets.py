"""Small sources, the command run over them, and datasets compared."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from corpus.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("reports", "figures", "conclusions")
PIECE = "0.0005"  # MB: two of the texts


def texts(count: int) -> list[str]:
    """Short reports, no two alike."""
    return [
        f"关于第{n}批问题整改情况的报告\n一、工作情况\n2021年，全县共查摆问题{200 + n}个，"
        f"已整改{150 + n}个，比上年增加{n + 1}个，其中甲镇{30 + n}个、乙镇20个。\n"
        for n in range(count)
    ]


def jsonl(path: Path, of: Sequence[str], column: str = "text") -> Path:
    """A file with a JSON object a line."""
    lines = (json.dumps({column: text}, ensure_ascii=False) for text in of)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def command(*arguments: object) -> list[str]:
    """The command as a person types it."""
    return [sys.executable, "-m", "extract", "corpus", *map(str, arguments), "--lang", "en"]


def run(*arguments: object) -> tuple[int, str]:
    """Run it in this process, with one worker: exit code, and what it says."""
    told = io.StringIO()
    with redirect_stderr(told):
        try:
            code = main([*map(str, arguments), "--lang", "en", "--workers", "1"])
        except SystemExit as misused:
            code = int(misused.code or 0)
    return code, told.getvalue()


def run_apart(*arguments: object, **settings: str) -> tuple[int, str]:
    """Run it as a person does, with these variables set."""
    done = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
    )
    return done.returncode, done.stderr


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, in the order of the pieces."""
    found = sorted((out / table).glob("part-*.parquet"))
    return [row for path in found for row in pq.read_table(path).to_pylist()]


def same(one: Path, other: Path) -> bool:
    """Whether two datasets hold the same, row for row."""
    return all(repr(rows(one, table)) == repr(rows(other, table)) for table in TABLES)
