"""A finding in words: what is the matter and the arithmetic behind it. Plain text, unescaped."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dashboard.asking.findings import Finding
from dashboard.showing import format as fmt
from dashboard.showing.words import Words


def said(figure: dict[str, Any], words: Words) -> str:
    """A figure with what it counts: as written in Chinese, in digits in English."""
    if words.language == "zh" or figure["role"] == "redacted":
        value = figure["text"]
    else:
        number = fmt.number(figure["number"], "en")
        number = number or fmt.interval(figure["low"], figure["high"], "en")
        value = fmt.with_unit(number, figure["unit"], "en")
    return f"{figure['metric']} {value}".strip()


def what(finding: Finding, words: Words) -> str:
    """The finding in a sentence."""
    first = said(finding.figures[0], words) if finding.figures else ""
    last = said(finding.figures[-1], words) if finding.figures else ""
    details = finding.arithmetic
    return words(
        f"finding.{finding.code}",
        first=first,
        last=last,
        n=details.get("checked", max(len(finding.figures) - 1, 0)),
        first_unit=details.get("first_unit", ""),
        second_unit=details.get("second_unit", ""),
    )


def arithmetic(finding: Finding, words: Words) -> str:
    """The computation: `50.2万 + 8.5万 = 58.7万，…`; empty where there is none to show."""
    details, language = finding.arithmetic, words.language
    unit = str(details.get("unit", ""))
    if "sum" in details:
        parts = " + ".join(_value(part, language) for part in finding.figures[1:])
        total = _bounds(details, "sum", language)
        whole = _bounds(details, "whole", language)
        return words("arithmetic.sum", parts=parts, total=total, whole=whole) + _missing(
            details, unit, words
        )
    if "computed" in details:
        return words(
            "arithmetic.computed",
            computed=_bounds(details, "computed", language),
            stated=_bounds(details, "stated", language),
            unit=fmt.unit(unit, language),
        )
    if "second" in details:
        return words(
            "arithmetic.two",
            first=fmt.number(details["first"], language),
            second=fmt.number(details["second"], language),
        ) + _missing(details, unit, words)
    return ""


def to_frame(found: list[Finding], words: Words) -> pd.DataFrame:
    """One line a finding in the person's words, for the download; `code` is the same in every
    language."""
    columns = [words.column("title")]
    columns += [words(f"check.{name}") for name in ("severity", "what", "sum", "quoted")]
    rows = [
        [
            finding.title,
            words.value("severity", finding.severity),
            what(finding, words),
            arithmetic(finding, words),
            "\n".join(dict.fromkeys(str(one["sentence"]) for one in finding.figures)),
            finding.code,
        ]
        for finding in found
    ]
    return pd.DataFrame(rows, columns=[*columns, "code"])


def _value(figure: dict[str, Any], language: str) -> str:
    number = fmt.number(figure["number"], language)
    return number or fmt.interval(figure["low"], figure["high"], language)


def _bounds(details: dict[str, Any], name: str, language: str) -> str:
    """A number with its bounds in brackets where they differ."""
    number = fmt.number(_rounded(details[name]), language)
    low, high = _rounded(details[f"{name}_low"]), _rounded(details[f"{name}_high"])
    bounds = fmt.interval(low, high, language)
    if low == high:
        return number or bounds
    return f"{number} ({bounds})" if number else bounds


def _rounded(number: float | None) -> float | None:
    """Without the noise of binary fractions."""
    return number if number is None or not math.isfinite(number) else round(number, 4)


def _missing(details: dict[str, Any], unit: str, words: Words) -> str:
    difference = _rounded(details.get("difference"))
    if not difference:
        return ""
    amount = fmt.with_unit(fmt.number(abs(difference), words.language), unit, words.language)
    return words("arithmetic.more" if difference > 0 else "arithmetic.less", amount=amount)
