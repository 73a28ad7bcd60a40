"""Two reports side by side on the screen: the table, the sentences behind a row, and the rest."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.asking.yearly import Pair, Unlike, Yearly
from dashboard.showing import chart_text, figure_words, yearly_words
from dashboard.showing.escape import for_markdown
from dashboard.store.figure import Figure
from widgets import links
from widgets.shell import View

_HEIGHT = 38 + 35 * 12  # what a row opens stays on the screen below
_NAME = 150  # pixels of the first column: on a phone both values stay in sight
_LISTED = 60  # figures of a part that are listed


def pairs(view: View, found: Yearly) -> None:
    """What both reports tell; below it both sentences of the row that was chosen."""
    words = view.words
    lines = [yearly_words.line(pair, words) for pair in found.pairs]
    first, second = yearly_words.sides(found, words)
    frame = pd.DataFrame(
        {
            words("yearly.metric"): [one.name for one in lines],
            first: [one.earlier for one in lines],
            second: [one.later for one in lines],
            words("yearly.difference"): [one.difference for one in lines],
            words("yearly.growth"): [one.growth for one in lines],
            words("yearly.note"): [one.note for one in lines],
        }
    )
    if not any(one.note for one in lines):
        frame = frame.drop(columns=words("yearly.note"))
    event = st.dataframe(
        frame,
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(
                name, width=_width(frame[name]) if at else _NAME, pinned=at == 0
            )
            for at, name in enumerate(frame.columns)
        },
        on_select="rerun",
        selection_mode="single-cell",
        key="yearly_table",
        height=min(38 + 35 * len(frame), _HEIGHT),
        alt=words("yearly.alt", n=len(frame)),
    )
    cells = event["selection"]["cells"]
    chosen = cells[0][0] if cells and cells[0][0] < len(found.pairs) else 0
    st.caption(words("yearly.open_hint"))
    _behind(view, found, found.pairs[chosen], lines[chosen])


def _behind(view: View, found: Yearly, pair: Pair, line: yearly_words.Line) -> None:
    """Both sentences of a pair, each with the way to its place."""
    words = view.words
    sides = yearly_words.sides(found, words)
    with st.container(border=True, key="yearly_behind", gap="xsmall"):
        said_of_it = (line.difference, line.growth, line.note)
        told = words("chart.semicolon").join(
            one for one in dict.fromkeys(said_of_it) if one not in ("", "—")
        )
        st.markdown(f"**{for_markdown(line.name)}**　{for_markdown(told)}")
        for side, point in zip(sides, (pair.earlier, pair.later), strict=True):
            said = words(
                "yearly.said",
                side=side,
                value=figure_words.told(point.figure, words),
                sentence=point.figure.sentence,
            )
            links.line(view, for_markdown(said), point.report, point.figure.start, small=True)


def rest(view: View, found: Yearly) -> None:
    """What only one of them tells, and what is not compared, each part behind a click."""
    for name, figures in (("new", found.new), ("gone", found.gone)):
        if not figures:
            continue
        with _part(view, name, len(figures)):
            st.caption(view.words(f"yearly.{name}_about"))
            for figure in figures[:_LISTED]:
                _line(view, figure)
            _more(view, len(figures))
    if not found.unlike:
        return
    with _part(view, "unlike", len(found.unlike)):
        for unlike in found.unlike[:_LISTED]:
            _unlike(view, found, unlike)
        _more(view, len(found.unlike))


def _part(view: View, name: str, n: int) -> DeltaGenerator:
    words = view.words
    label = words("yearly.part", name=words(f"yearly.{name}"), n=n)
    return st.expander(label, key=f"yearly_{name}")


def _line(view: View, figure: Figure) -> None:
    words = view.words
    named = f"{yearly_words.name(figure, words)} {figure_words.told(figure, words)}"
    said = f"**{for_markdown(named)}**　{for_markdown(figure.sentence)}"
    links.line(view, said, figure.report, figure.start, small=True)


def _unlike(view: View, found: Yearly, unlike: Unlike) -> None:
    """The figures that are not compared under the reason for it."""
    words = view.words
    with st.container(border=True, gap="xsmall"):
        st.markdown(for_markdown(yearly_words.why(unlike, words)))
        sides = yearly_words.sides(found, words)
        for side, figure in zip(sides, (unlike.earlier, unlike.later), strict=True):
            if figure is not None:
                named = f"{yearly_words.name(figure, words)} {figure_words.told(figure, words)}"
                said = words("yearly.said", side=side, value=named, sentence=figure.sentence)
                links.line(view, for_markdown(said), figure.report, figure.start, small=True)


def _more(view: View, n: int) -> None:
    if n > _LISTED:
        st.caption(view.words("list.more", n=n - _LISTED))


def _width(values: pd.Series) -> int:
    longest = max((chart_text.columns(str(value)) for value in values), default=0)
    return min(max(30 + round(7.4 * longest), 80), 200)
