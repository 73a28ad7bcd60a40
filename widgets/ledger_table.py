"""A ledger on the screen: its rows, its totals, and what stands behind a cell."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.asking import rollup
from dashboard.asking.ledger_cells import Cell
from dashboard.asking.rollup import Ledger, Row
from dashboard.showing import chart_text, figure_words, rollup_words
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.store import kept
from dashboard.store.figure import Figure
from widgets import catalogue, links
from widgets.shell import View

_HEIGHT = 38 + 35 * 14
_LISTED = 12  # figures shown of a cell that adds up many
_NAME = 170  # the width of the column of names


class _Shown(float):
    """A number by which a cell is sorted, with what is shown in its place."""

    text: str

    def __new__(cls, value: float, text: str) -> _Shown:
        """A number with its text."""
        shown = super().__new__(cls, value)
        shown.text = text
        return shown


def rows(view: View, ledger: Ledger) -> tuple[Row, int] | None:
    """Draw the rows; gives the row and the column of the cell that was clicked, -1 for its name."""
    words = view.words
    headers = _headers(view, ledger)
    frame = pd.DataFrame({header: _column(view, ledger, at) for at, header in enumerate(headers)})
    names = [rollup_words.row_name(row, ledger.by, words) for row in ledger.rows]
    frame.insert(0, words(f"rollup.by_{ledger.by}"), pd.Series(names, dtype="str"))
    if ledger.by == "report":
        dates = [fmt.date(row.date, words.language) for row in ledger.rows]
        frame.insert(1, words("rollup.source_date"), pd.Series(dates, dtype="str"))
    event = st.dataframe(
        _styled(frame, headers, view),
        hide_index=True,
        column_config=_widths(frame, headers),
        on_select="rerun",
        selection_mode="single-cell",
        key=f"ledger_{ledger.by}_{len(frame)}",
        height=min(38 + 35 * max(len(frame), 1), _HEIGHT),
        alt=words("rollup.alt", n=len(frame)),
    )
    cells = event["selection"]["cells"]
    if not cells or cells[0][0] >= len(ledger.rows):
        return None
    line, column = cells[0]
    return ledger.rows[line], headers.index(column) if column in headers else -1


def totals(view: View, ledger: Ledger) -> None:
    """The totals, over how many, and the superior's figures beside them."""
    words = view.words
    if not ledger.totals:
        return
    lines = {
        "total": [rollup_words.cell(one, words) for one in ledger.totals],
        "over": [rollup_words.over(one, words) for one in ledger.totals],
    }
    if ledger.superior is not None:
        lines["superior"] = [rollup_words.cell(one, words) for one in ledger.superior.cells]
        lines["against"] = [
            rollup_words.against(one, total, words)
            for one, total in zip(ledger.against, ledger.totals, strict=True)
        ]
    # A line a column of the ledger: what is said of a total is too long for a narrow column.
    table = pd.DataFrame({words(f"rollup.line_{name}"): cells for name, cells in lines.items()})
    st.table(table.set_index(pd.Index(_headers(view, ledger))))


def behind(view: View, ledger: Ledger, row: Row, at: int) -> None:
    """What a cell rests on: its sentences with the way to each, and the choice where it is open."""
    words = view.words
    name = rollup_words.row_name(row, ledger.by, words)
    if at < 0:
        with st.container(border=True, key="ledger_behind"):
            for report in row.reports[:_LISTED]:
                title = catalogue.title(view.library, report)
                links.line(view, for_markdown(title), report, 0)
        return
    cell, column = row.cells[at], ledger.columns[at]
    with st.container(border=True, key="ledger_behind"):
        said = words(
            "rollup.cell",
            row=name,
            column=rollup_words.header(ledger, at, words),
            value=rollup_words.cell(cell, words),
        )
        st.markdown(f"**{for_markdown(said)}**")
        _explained(view, cell)
        for figure in _listed(cell):
            _line(view, cell, figure, rollup.pick_column(column))
        if len(cell.figures) > _LISTED:
            st.caption(words("rollup.cell_more", n=len(cell.figures) - _LISTED))
        _picked(view, row, rollup.pick_column(column))
        if not cell.figures and len(row.reports) == 1:
            links.to_source(view, row.reports[0], 0)


def _explained(view: View, cell: Cell) -> None:
    words = view.words
    if cell.state in ("missing", "question") and not cell.reason:
        st.caption(words(f"rollup.cell_{cell.state}"))
    elif cell.state == "sum" and cell.rate is None:
        st.caption(words("rollup.cell_sum", n=len(cell.figures)))
    told = rollup_words.reason(cell, words)
    if told and cell.state == "doubt":
        st.caption(for_markdown(words("rollup.cell_guess", reason=told)))
    elif told:
        st.caption(for_markdown(told))


def _listed(cell: Cell) -> list[Figure]:
    """The figures to show; of a rate one for each sentence."""
    if cell.rate is not None:
        return list({figure.sentence: figure for figure in cell.figures}.values())[:_LISTED]
    return list(cell.figures[:_LISTED])


def _line(view: View, cell: Cell, figure: Figure, column: str) -> None:
    """A figure with its sentence, and the button that takes it where several could be meant."""
    words = view.words
    said = f"{figure_words.said(figure, words)}　“{figure.sentence}”"
    links.line(view, for_markdown(said), figure.report, figure.start, small=True)
    open_ = cell.state in ("question", "doubt") and cell.rate is None
    if open_ and not view.library.read_only:
        st.button(
            words("rollup.take"),
            key=f"ledger_take_{figure.report}_{figure.start}_{column}",
            icon=":material/check:",
            on_click=rollup.pick,
            args=(view.library, figure.report, column, figure.place),
        )


def _picked(view: View, row: Row, column: str) -> None:
    """That a person chose the figure, and the way back."""
    words = view.words
    picks = kept.kept(view.library, rollup.PICKS)
    for report in row.reports:
        if column in picks.get(report, {}):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(words("rollup.picked"))
                st.button(
                    words("rollup.unpick"),
                    key=f"ledger_unpick_{report}_{column}",
                    type="tertiary",
                    on_click=rollup.pick,
                    args=(view.library, report, column, None),
                )


def _headers(view: View, ledger: Ledger) -> list[str]:
    """The headers, no two of them alike."""
    found: list[str] = []
    for at in range(len(ledger.columns)):
        name = rollup_words.header(ledger, at, view.words)
        again = sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(f"{name} ({again + 1})" if again else name)
    return found


def _column(view: View, ledger: Ledger, at: int) -> pd.Series:
    """The cells of a column: sorted by their numbers, what has none below all others."""
    shown = []
    for row in ledger.rows:
        cell = row.cells[at]
        known = cell.value is not None and math.isfinite(rollup.size(cell))
        shown.append(
            _Shown(rollup.size(cell) if known else -1.0, rollup_words.cell(cell, view.words))
        )
    return pd.Series(shown, dtype="object")


def _styled(frame: pd.DataFrame, headers: list[str], view: View) -> Styler:
    """The frame that shows its texts; what does not count is told apart by its colour, too."""
    muted = f"color: {view.palette.muted}"
    prefix = {
        view.words("rollup.missing"): muted,
        view.words("rollup.question", values=""): f"color: {view.palette.series[1]}",
        view.words("rollup.doubt", value=""): f"color: {view.palette.series[1]}",
    }

    def text(cell: Any) -> str:
        return str(cell.text)

    def look(cell: Any) -> str:
        return next((style for start, style in prefix.items() if text(cell).startswith(start)), "")

    within = pd.Index(headers)
    return frame.style.format(text, subset=within).map(look, subset=within)


def _widths(frame: pd.DataFrame, headers: list[str]) -> dict[str, ColumnConfig]:
    first = frame.columns[0]
    config: dict[str, ColumnConfig] = {first: st.column_config.TextColumn(width=_NAME, pinned=True)}
    for header in headers:
        longest = max(
            (chart_text.columns(cell.text) for cell in frame[header]),
            default=0,
        )
        config[header] = st.column_config.NumberColumn(
            width=min(max(24 + round(7.4 * longest), 92), 240)
        )
    return config
