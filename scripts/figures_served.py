"""Answers what the figures of a text are by the packages of a checkout, for scripts/difference.py.

    python scripts/figures_served.py CHECKOUT

A process of its own a checkout: two revisions cannot live in one. Reads a line of JSON a request
and answers a line each; only what the packages offer to everyone is used (`extract_figures`,
`extract_report`, `read_report`), so that it serves any layout.

{"text": …} or {"file": path}  →  {"text": as read, "columns": {name: dtype}, "rows": [[value…]…]}
{"text": …, "time": true}      →  {"seconds": processor time, "rows": how many}
whatever fails                 →  {"error": what}
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import Any

import pandas as pd

POINTERS = ("part_of", "repeats")  # columns that hold the number of another row


def main() -> None:
    """Answer until there are no more requests."""
    sys.path[0] = sys.argv[1]
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request; a fault of the checkout's is part of it."""
    try:
        if "file" in request:
            return _of_file(request["file"])
        return _time(request["text"]) if request.get("time") else _of_text(request["text"])
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _of_text(text: str) -> dict[str, Any]:
    from extract import extract_figures

    return _told(text, extract_figures(text))


def _of_file(path: str) -> dict[str, Any]:
    from extract import extract_report
    from reading import read_report

    report = read_report(path)
    return _told(report.text, extract_report(report))


def _time(text: str) -> dict[str, Any]:
    from extract import extract_figures

    gc.collect()
    start = time.process_time()
    figures = extract_figures(text)
    return {"seconds": time.process_time() - start, "rows": len(figures)}


def _told(text: str, figures: pd.DataFrame) -> dict[str, Any]:
    columns = {name: _dtype(figures[name].dtype) for name in figures.columns}
    for name in POINTERS:
        if name in figures:
            figures[name] = _places(figures[name], figures)
    rows = [["" if pd.isna(v) else str(v) for v in row] for row in figures.itertuples(index=False)]
    return {"text": text, "columns": columns, "rows": rows}


def _dtype(dtype: object) -> str:
    if isinstance(dtype, pd.CategoricalDtype):
        return f"category of {', '.join(map(repr, dtype.categories))}"
    return str(dtype)


def _places(pointers: pd.Series, figures: pd.DataFrame) -> list[str]:
    """The figure each row points at, by its place: a row more or less above changes nothing."""
    texts, starts = list(figures["text"]), list(figures["start"])
    return ["" if pd.isna(row) else f"{texts[row]} at {starts[row]}" for row in pointers]


if __name__ == "__main__":
    main()
