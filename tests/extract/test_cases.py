"""The extractor on short texts: every line of `tests/cases/*.jsonl` is a case.

A case gives the figures that a careful reader finds in `text`, in order: the statistics and the
redacted ones whole, and of each those fields that the case is about. `others` lists figures that are
to be read, yet not as statistics. Files named `*must_not_match*` hold texts without any statistic.
The cases of `known_failures.jsonl` say in `reason` what the extractor does wrong; each must fail, so
that a repaired one is noticed; `python -m tests.extract.test_cases` moves those that pass now to
`repaired.jsonl`.

Fields of a figure: `text`, `number`, `low`, `high` (null: no one number, or unbounded), `unit`,
`kind`, `approx`, `role`, `action`, `object`, `stage`, `status`, `direction`, `scope`, `period`,
`section`; `metric`: the name or the names accepted; `head`: a word that the name must hold;
`part_of`, `repeats`: the index of another figure of the case, or null.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extract import extract_figures

CASES = Path(__file__).parents[1] / "cases"
KNOWN_FAILURES = "known_failures.jsonl"
REPAIRED = "repaired.jsonl"
_COUNTED = ("statistic", "redacted")
_PLAIN = ("text", "unit", "kind", "approx", "role", "action", "object", "stage", "status")
_FIELDS = {
    *_PLAIN,
    *("number", "low", "high", "metric", "head", "direction", "scope", "period", "section"),
    *("part_of", "repeats"),
}


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file, in order."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def names() -> list[str]:
    """The files of cases in the form described above."""
    files = (path.name for path in CASES.glob("*.jsonl"))
    return sorted(name for name in files if not name.startswith("conform_"))


def _parameters() -> list[Any]:
    found = []
    for name in names():
        for line, case in enumerate(read_cases(name), start=1):
            reason = case.get("reason")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            found.append(
                pytest.param(case, id=f"{name.removesuffix('.jsonl')}-{line}", marks=marks)
            )
    return found


def differences(case: dict[str, Any]) -> list[str]:
    """What the extractor reads otherwise than the case says, a sentence each."""
    table = extract_figures(case["text"])
    counted = table[table["role"].isin(_COUNTED)]
    want = case["figures"]
    if list(counted["text"]) != [figure["text"] for figure in want]:
        return [f"figures: {list(counted['text'])} for {[figure['text'] for figure in want]}"]
    told = [f"{o['text']} is not {o['role']}" for o in case.get("others", []) if _other(o, table)]
    for figure, (_, row) in zip(want, counted.iterrows(), strict=True):
        for field, value in figure.items():
            got = row[field] if field != "head" else row["metric"]
            if field in ("part_of", "repeats"):
                got = None if got is pd.NA else list(counted.index).index(got)
            if not _agrees(field, got, value):
                told.append(f"{figure['text']}: {field} {got!r} for {value!r}")
    return told


def _other(other: dict[str, Any], table: pd.DataFrame) -> bool:
    """Whether no figure has the text and the role of `other`."""
    return table[(table["text"] == other["text"]) & (table["role"] == other["role"])].empty


def _agrees(field: str, got: Any, value: Any) -> bool:
    if field in ("number", "low", "high"):
        if value is None:
            return math.isnan(got) or math.isinf(got)
        return math.isclose(got, value, rel_tol=1e-9, abs_tol=1e-9)
    if field == "metric":
        return got in ([value] if isinstance(value, str) else value)
    if field == "head":
        return value in got
    return bool(got == value)


@pytest.mark.parametrize("case", _parameters())
def test_figures_are_read_as_the_case_says(case: dict[str, Any]) -> None:
    assert not (told := differences(case)), "\n".join([case["text"], *told])


@pytest.mark.parametrize("name", names())
def test_cases_are_well_formed(name: str) -> None:
    for case in read_cases(name):
        assert set(case) <= {"text", "figures", "others", "why", "reason"}, case
        at = 0
        for figure in case["figures"]:
            assert set(figure) <= _FIELDS, case
            at = case["text"].find(figure["text"], at)
            assert at >= 0, f"{figure['text']} is not in {case['text']}"
        assert ("reason" in case) == (name == KNOWN_FAILURES), case
        assert not ("must_not_match" in name and case["figures"]), case


def test_there_are_800_different_cases() -> None:
    texts = [case["text"] for name in names() for case in read_cases(name)]
    assert len(set(texts)) == len(texts) >= 800, sorted({t for t in texts if texts.count(t) > 1})


def move_repaired() -> int:
    """Move the known failures that fail no more to the repaired cases; how many there were."""
    cases = read_cases(KNOWN_FAILURES)
    repaired = [case for case in cases if not differences(case)]
    if repaired:
        _write(KNOWN_FAILURES, [case for case in cases if case not in repaired])
        before = read_cases(REPAIRED) if (CASES / REPAIRED).exists() else []
        for case in repaired:
            del case["reason"]
        _write(REPAIRED, before + repaired)
    return len(repaired)


def _write(name: str, cases: list[dict[str, Any]]) -> None:
    lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    (CASES / name).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    print(f"{move_repaired()} repaired")
