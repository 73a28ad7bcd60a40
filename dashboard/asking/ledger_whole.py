"""Which reports of a ledger tell of all its other rows together: they are no part of a total.

A county's own report says 全县 of its numbers, and the units beside it carry the county's name
(临沅县教育局). Only where both hold is a report taken for the whole of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from dashboard.store.figure import Figure

# The place that a name begins with: 临沅县教育局, 临沅县2024年…总结.
_PLACE = regex.compile(r"\p{Han}{1,12}?(?P<level>自治区|[省市州盟县区旗])")
_FEWEST = 2  # rows of a place that make its own report the whole of them


def wholes(
    names: Mapping[str, Sequence[str]], told: Mapping[str, Sequence[Figure]]
) -> frozenset[str]:
    """The reports that tell of the others' place as a whole.

    `names`: report → its body, file and title, as far as they are known; `told`: report → its
    figures in the ledger. Most of the other reports have to carry the name of the place.
    """
    places = {report: _whole(own, told.get(report, ())) for report, own in names.items()}
    found = set()
    for report, place in places.items():
        others = [own for one, own in names.items() if places[one] != place]
        within = [own for own in others if any(name.startswith(place) for name in own)]
        if place and len(within) >= max(_FEWEST, len(others) / 2):
            found.add(report)
    return frozenset(found)


def _whole(names: Sequence[str], figures: Sequence[Figure]) -> str:
    """The place that a name begins with, where the figures are told of the whole of it."""
    for place in filter(None, map(_PLACE.match, names)):
        whole = f"全{place['level'][-1]}"
        if any(figure.scope.startswith(whole) for figure in figures):
            return str(place[0])
    return ""
