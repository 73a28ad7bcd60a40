"""Bars drawn at once, as HTML: what a page shows before anyone explores it in a Plotly chart, which
takes the browser a second to load. They print, scale with the page and are read out as text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.showing.escape import for_html
from dashboard.showing.theme import Palette

_ROW = """<div class="bar-row" title="{tip}"><span class="bar-label">{label}</span>
<span class="bar-track"><i style="width:{width:.2f}%;background:{fill}"></i>{whisker}{mark}</span>
<span class="bar-value">{text}</span></div>"""
_STYLE = """<style>
.bars {{ font-size: .875rem; color: {ink}; margin: 0; }}
.bars .bars-title {{ font-size: 1rem; font-weight: 650; margin-bottom: .75rem; }}
.bars .bars-group {{ font-weight: 650; margin: .75rem 0 .25rem; }}
.bars figcaption {{ font-size: .75rem; color: {muted}; margin-top: .5rem; }}
.bar-rows {{ display: grid; grid-template-columns: minmax(4em, 22%) 1fr auto; column-gap: .75rem; }}
.bar-rows > * {{ grid-column: 1 / -1; }}
.bar-row {{ display: grid; grid-template-columns: subgrid; align-items: center; padding: .2rem 0; }}
.bar-label {{ text-align: right; overflow-wrap: anywhere; }}
.bar-track {{ position: relative; height: 1.25rem; border-left: 1px solid {line}; }}
.bar-track i {{ display: block; height: 100%; print-color-adjust: exact; }}
.bar-track b {{ position: absolute; top: 50%; height: .5rem; margin-top: -.25rem;
  border: solid {ink}; border-width: 0 1.5px; }}
.bar-track b::after {{ content: ""; position: absolute; left: 0; right: 0; top: 50%;
  border-top: 1.5px solid {ink}; }}
.bar-track u {{ position: absolute; top: 50%; width: .6rem; height: .6rem; margin: -.3rem;
  transform: rotate(45deg); background: {mark}; border: 1.5px solid {ink};
  print-color-adjust: exact; }}
.bar-value {{ min-width: 5em; white-space: nowrap; }}
@media (max-width: 640px) {{
  .bar-rows {{ grid-template-columns: 1fr auto; }}
  .bar-label {{ grid-column: 1 / -1; text-align: left; }}
}}
</style>"""
# The patterns of theme.PATTERNS in the colour of the ground.
HATCH = {
    "/": "repeating-linear-gradient(-45deg, {c} 0 4px, {g} 4px 5.5px)",
    ".": "radial-gradient(circle, {g} 1.2px, transparent 1.5px) 0 0 / 6px 6px, {c}",
    "x": "repeating-linear-gradient(-45deg, {g}88 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(45deg, {g}88 0 1px, transparent 1px 6px), {c}",
    "-": "repeating-linear-gradient(0deg, {c} 0 4px, {g} 4px 5.5px)",
    "\\": "repeating-linear-gradient(45deg, {c} 0 4px, {g} 4px 5.5px)",
    "+": "repeating-linear-gradient(0deg, {g}88 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(90deg, {g}88 0 1px, transparent 1px 6px), {c}",
    "|": "repeating-linear-gradient(90deg, {c} 0 4px, {g} 4px 5.5px)",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, between what bounds, and what stands behind it; bars of one
    `group` stand under its name, and `mark` is where a diamond stands."""

    label: str
    value: float | None
    text: str
    colour: str
    pattern: str = ""
    low: float | None = None
    high: float | None = None
    tip: str = ""
    group: str = ""
    mark: float | None = None


def html(
    bars: Sequence[Bar],
    title: str,
    source: str,
    palette: Palette,
    *,
    full: float = 0.0,
    apart: bool = False,
) -> str:
    """The bars on one scale, or each group `apart` on its own, the longest as long as there is
    room, which has at least room for `full`; title above, source below.

    Everything that comes from reports is escaped.
    """
    groups = [(name, list(own)) for name, own in groupby(bars, key=lambda bar: bar.group)]
    whole = _longest(bars, full)
    rows = "".join(
        (f'<div class="bars-group">{for_html(name)}</div>' if name else "")
        + "".join(_row(bar, _longest(own, full) if apart else whole, palette) for bar in own)
        for name, own in groups
    )
    style = _STYLE.format(
        ink=palette.ink, muted=palette.muted, line=palette.line, mark=palette.stages["raised"]
    )
    heading = f'<div class="bars-title">{for_html(title)}</div>'
    return (
        f'{style}<figure class="bars">{heading}<div class="bar-rows">{rows}</div>'
        f"<figcaption>{for_html(source)}</figcaption></figure>"
    )


def _row(bar: Bar, longest: float, palette: Palette) -> str:
    hatch = HATCH.get(bar.pattern, "{c}")
    return _ROW.format(
        label=for_html(bar.label),
        text=for_html(bar.text),
        tip=for_html(bar.tip),
        width=_share(bar.value, longest),
        fill=hatch.format(c=bar.colour, g=palette.ground),
        whisker=_whisker(bar, longest),
        mark=f'<u style="left:{_share(bar.mark, longest):.2f}%"></u>' if _finite(bar.mark) else "",
    )


def _longest(bars: Sequence[Bar], full: float) -> float:
    return max([full, *map(_end, bars)]) or 1.0


def _whisker(bar: Bar, longest: float) -> str:
    """The bounds as a line over the end of the bar; none where one is open or both agree."""
    if not _finite(bar.low) or not _finite(bar.high) or bar.low == bar.high:
        return ""
    low, high = _share(bar.low, longest), _share(bar.high, longest)
    return f'<b style="left:{low:.2f}%;width:{max(high - low, 0.3):.2f}%"></b>'


def _end(bar: Bar) -> float:
    ends = (bar.value, bar.high, bar.mark)
    return max((float(end) for end in ends if end is not None and _finite(end)), default=0.0)


def _share(value: float | None, longest: float) -> float:
    return 100 * max(value, 0.0) / longest if value is not None and _finite(value) else 0.0


def _finite(value: float | None) -> bool:
    return value is not None and math.isfinite(value)
