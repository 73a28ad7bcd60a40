"""Words that try to be more than words: hostile.jsonl, and a library full of them."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.asking import compare, ratios
from dashboard.asking.filters import Filter
from dashboard.asking.rollup import SETS
from dashboard.files.adding import add_sources
from dashboard.store.decisions import Place
from dashboard.store.kept import keep
from dashboard.store.library import Library

_FILE = Path(__file__).with_suffix(".jsonl")
ROWS = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]
TEXTS = [row["text"] for row in ROWS]

# One of each kind in a row. What is drawn of it must be it; a part of it that is found in Markdown
# as it stands here is alive there.
TAG = "<b>粗</b>"
ALIVE = (
    TAG,
    "**重**",
    "[链](http://evil.test/a)",
    "$x^2$",
    ":material/delete:",
    ":streamlit:",
    ":red-badge[新]",
    "www.evil.test",
    "a@evil.test",
    " <- ",
)
BOUQUET = "".join(ALIVE) + "尾"
PREFIXES = ("=1+1", "@SUM(A1)", "\u202e=1+1", "\0=1+1")  # a title begins with one of them


def report(year: int, done: int, prefix: str) -> tuple[str, str]:
    """File name and text of a report with a bouquet in every line."""
    text = (
        f"标题：{prefix}{year}年{BOUQUET}\n日期：{year}-12-31\n来源：{BOUQUET}\n"
        f"单位：{BOUQUET}\n\n一、{BOUQUET}\n"
        f"{BOUQUET}，全县查摆问题120个，整改{done}个，整改率95%。\n"
        f"发放宣传册3000册，{BOUQUET}举办培训班12期。\n"
    )
    return f"{BOUQUET}{year}.txt".replace("/", "／"), text


def fill(path: Path) -> None:
    """A library at `path` in which everything a person or a report can name is a bouquet."""
    library = Library(path)
    try:
        for year, done, prefix in zip((2022, 2023, 2024), (60, 84, 96), PREFIXES, strict=False):
            name, text = report(year, done, prefix)
            events = list(add_sources(library, [(name, text.encode())]))
            assert "refused" not in {event.kind for event in events}, events
        for one in library.reports().itertuples():
            _describe(library, str(one.id), str(one.date)[:4])
    finally:
        library.close()


def _describe(library: Library, report: str, year: str) -> None:
    """Correct, decide and keep with a bouquet as the value."""
    library.update(report, organisation=BOUQUET, campaign=BOUQUET, source=BOUQUET)
    figures = library.figures(report)
    counted = figures[figures["role"] == "statistic"]
    spans = [(int(row.start), int(row.end)) for row in counted.itertuples()]
    for field in ("metric", "object", "scope", "period", "unit", "action"):
        library.correct(report, *spans[3], field, f"{field}{BOUQUET}")
    library.correct(report, *spans[0], "metric", f"查摆{BOUQUET}")
    library.correct(report, *spans[1], "metric", f"整改{BOUQUET}")
    library.correct(report, *spans[0], "object", BOUQUET)
    library.correct(report, *spans[1], "object", BOUQUET)
    place = Place("progress", spans[0], spans[1])
    library.decide(report, "draw", place, chosen=(spans[0], spans[1]))
    library.decide(report, "settle", place, reason=BOUQUET)
    found = compare.figures_to_match(library, Filter(reports=(report,)))
    ratios.save(library, ratios.from_figures(f"{year}{BOUQUET}", found[0], found[1]))
    keep(library, SETS, f"{year}{BOUQUET}", [found[0].metric])
    compare.set_match(library, report, found[0].metric, found[0].unit, BOUQUET)


# Every parameter that an address may carry, with a value that is none of ours.
ADDRESS = dict.fromkeys(
    (
        *("metric", "object", "kind", "unit", "stage", "status", "direction", "role", "scope"),
        *("report", "section", "mark", "q", "low", "high", "doc", "at", "rep", "cmp", "by", "form"),
        *("per", "idx", "rows", "kinds", "above", "sort", "desc", "col", "view", "was", "now"),
        *("draw", "ratio"),
    ),
    BOUQUET,
)
