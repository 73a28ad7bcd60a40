"""What an editor would want to know before printing: findings with figures and arithmetic."""

from __future__ import annotations

from collections import Counter

from dashboard.asking import check_pairs, check_parts, check_shares
from dashboard.asking.filters import Filter
from dashboard.asking.findings import SEVERITIES, Finding
from dashboard.asking.places import Figure, by_report, figures
from dashboard.store.database import Store

# Every code a finding can have, with its severity.
CODES: dict[str, str] = {
    "part_exceeds_whole": "error",
    "share_over_hundred": "error",
    "share_not_given": "error",
    "rate_not_given": "error",
    "growth_not_given": "error",
    "two_numbers": "warning",
    "parts_exceed_whole": "warning",
    "parts_fall_short": "warning",
    "unit_changes": "warning",
    "redacted": "warning",
    "two_values": "note",
    "unit_word_changes": "note",
    "never_broken_down": "note",
    "not_all_checked": "note",
    "parts_add_up": "ok",
    "parts_add_up_rounded": "ok",
    "share_fits": "ok",
    "rate_fits": "ok",
    "growth_fits": "ok",
}


def findings(library: Store, filter: Filter, rounding: bool = True) -> list[Finding]:
    """What can be said against the figures of the filter's reports, gravest first, and what fits.

    Whole reports are checked; with other conditions than reports set, findings are kept that have a
    matching figure (roles make no difference). `rounding`: exact figures may be rounded ones. In a
    very large library the newest reports are checked and a `not_all_checked` note says so
    (arithmetic: checked, the number of figures).
    """
    base = Filter(roles=("redacted", "statistic"), reports=filter.reports)
    asked = filter.replace(roles=base.roles)
    where, params = asked.to_sql()
    condition = "TRUE"
    narrowed = asked != base
    if narrowed:
        condition = f"report IN (SELECT DISTINCT report FROM shown WHERE {where})"
    checked, cut = figures(library, base, condition, params if narrowed else ())
    found = [
        finding for rows in by_report(checked).values() for finding in of_report(rows, rounding)
    ]
    if narrowed:
        reports = list(dict.fromkeys(f.report for f in found))
        among = f"report IN ({', '.join('?' * len(reports)) or 'NULL'}) AND {where}"
        places = set(
            library.rows(f"SELECT report, row FROM shown WHERE {among}", [*reports, *params])
        )
        found = [f for f in found if any((r["report"], r["row"]) in places for r in f.figures)]
    if cut:
        found.append(Finding("not_all_checked", "note", "", "", (), {"checked": len(checked)}))
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def of_report(rows: list[Figure], rounding: bool = True) -> list[Finding]:
    """The findings of one report's figures (dicts, see `places`), in the order of the text."""
    sums = check_parts.check(rows, rounding)
    # A part that makes up its whole may bear the whole's name (涉及金额): no contradiction.
    settled = {
        (figures[0]["row"], part["row"])
        for code, figures, _ in sums
        if CODES[code] == "ok"
        for part in figures[1:]
    }
    made = [
        *sums,
        *check_shares.check(rows, rounding),
        *(
            one
            for one in check_pairs.check(rows, rounding)
            if tuple(row["row"] for row in one[1]) not in settled
        ),
    ]
    found = [
        Finding(
            code,
            CODES[code],
            involved[0]["report"],
            involved[0].get("title") or "",
            tuple(involved),
            arithmetic,
        )
        for code, involved, arithmetic in made
    ]
    return sorted(found, key=lambda finding: finding.figures[0]["start"])


def counts(found: list[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    counter = Counter(finding.severity for finding in found)
    return {severity: counter[severity] for severity in SEVERITIES}
