"""One figure of a report: what is known about it, correcting it, and the log of corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import format as fmt
from dashboard import theme
from dashboard.corrections import FIELDS, sentence_at
from dashboard.errors import LibraryError
from dashboard.escape import for_markdown
from dashboard.words import Words
from reading import Report
from widgets import states
from widgets.shell import View

_SPAN = "card_span"
_SAID = "card_said"
_LOGGED = 12
_FACTS = (
    "metric",
    "scope",
    "period",
    "role",
    "kind",
    "stage",
    "status",
    "direction",
    "approx",
    "section",
)
_NAMED = ("role", "kind", "stage", "status", "direction")


def _shown(row: pd.Series, field: str, words: Words) -> str:
    value = "" if pd.isna(row[field]) else str(row[field])
    return words.value(field, value) if field in _NAMED and value else value


def _reading(row: pd.Series, words: Words) -> str:
    """The value as a number with its unit and interval."""
    number = fmt.with_unit(fmt.number(row["number"], words.language), row["unit"], words.language)
    if row["kind"] == "percent" or row["low"] == row["high"]:
        return number
    bounds = fmt.interval(row["low"], row["high"], words.language)
    return (
        words("chart.bounds", value=number, bounds=bounds)
        if number and bounds
        else number or bounds
    )


def show(view: View, report: Report, figures: pd.DataFrame, at: int) -> None:
    """Everything known about the figure that starts at `at`, with the ways to correct it."""
    words = view.words
    row = figures[figures["start"] == at].iloc[0]
    with st.container(border=True, key="figure_card"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(for_markdown(row["text"]), anchor=False, width="content")
            if row["checked"]:
                st.badge(words("card.checked"), icon=":material/check:", color="green")
            if row["corrected"]:
                st.badge(words("card.corrected"), icon=":material/edit:", color="orange")
        st.markdown(for_markdown(_reading(row, words)))
        facts = [(words.column(f), _shown(row, f, words)) for f in _FACTS]
        for field in ("part_of", "repeats"):
            if not pd.isna(row[field]):
                other = figures[figures["row"] == row[field]]
                if len(other):
                    whole = other.iloc[0]
                    facts.append((words.column(field), f"{whole['metric']} {whole['text']}"))
        st.markdown(
            "\n".join(
                f"- {name}{words('card.colon')}{for_markdown(value)}"
                for name, value in facts
                if value
            )
        )
        if row["doubt"]:
            st.warning(
                words("card.doubt", reason=for_markdown(row["doubt"])), icon=":material/help:"
            )
        st.caption(
            words(
                "card.place",
                start=int(row["start"]),
                end=int(row["end"]),
                rule=for_markdown(row["rule"]),
            )
        )
        _actions(view, report, row)
    _correct(view, report, figures, row)


def _tell(words: Words, act: Callable[[], Any], done: str) -> None:
    """Run a change in a callback and leave the outcome to be said in the next run."""
    try:
        act()
    except LibraryError as error:
        st.session_state[_SAID] = ("error", states.sentence(words, error))
    else:
        st.session_state[_SAID] = ("done", done)


def say() -> None:
    """Say how the last change went."""
    said = st.session_state.pop(_SAID, None)
    if said:
        kind, text = said
        (st.error if kind == "error" else st.success)(text)


def _actions(view: View, report: Report, row: pd.Series) -> None:
    words, place = view.words, (report.id, int(row["start"]), int(row["end"]))
    checked = bool(row["checked"])
    st.button(
        words("card.uncheck" if checked else "card.check"),
        icon=":material/check_circle:",
        shortcut="X",
        key="card_check",
        on_click=lambda: _tell(
            words,
            lambda: view.library.check(*place, checked=not checked),
            words("card.unchecked_done" if checked else "card.checked_done"),
        ),
    )


def _choices(field: str, row: pd.Series, words: Words) -> str:
    values = FIELDS[field]
    assert isinstance(values, tuple)
    return st.selectbox(
        words.column(field),
        values,
        index=values.index(row[field]) if row[field] in values else 0,
        format_func=lambda v: words.value(field, v) if v else words("card.none"),
        key=f"correct_{field}",
    )


def _correct(view: View, report: Report, figures: pd.DataFrame, row: pd.Series) -> None:
    """The form: every field as it is, and a button that keeps what was changed."""
    words = view.words
    place = f"{report.id}:{row['start']}"
    if st.session_state.get("correct_place") != place:
        for key in [k for k in st.session_state if str(k).startswith("correct_")]:
            del st.session_state[key]
        st.session_state["correct_place"] = place
    with (
        st.expander(words("card.correct"), icon=":material/edit:"),
        st.form("correct", border=False, enter_to_submit=False),
    ):
        typed: dict[str, Any] = {}
        typed["role"] = _choices("role", row, words)
        for field in ("number", "low", "high"):
            typed[field] = st.text_input(
                words.column(field),
                value=fmt.number(row[field], words.language),
                key=f"correct_{field}",
            )
        for field in ("unit", "metric", "scope"):
            typed[field] = st.text_input(
                words.column(field), value=str(row[field]), key=f"correct_{field}"
            )
        for field in ("stage", "status"):
            typed[field] = _choices(field, row, words)
        wholes = figures[(figures["role"] == "statistic") & (figures["start"] != row["start"])]
        names = {
            (int(w["start"]), int(w["end"])): f"{w['metric']} {w['text']}"
            for _, w in wholes.iterrows()
        }
        whole = None
        if not pd.isna(row["part_of"]):
            found = figures[figures["row"] == row["part_of"]]
            whole = (int(found.iloc[0]["start"]), int(found.iloc[0]["end"])) if len(found) else None
        options = [None, *names]
        typed["part_of"] = st.selectbox(
            words.column("part_of"),
            options,
            index=options.index(whole) if whole in options else 0,
            format_func=lambda span: names[span] if span else words("card.none"),
            key="correct_part_of",
        )
        submitted = st.form_submit_button(words("card.save"), type="primary")
    if submitted:
        changes, wrong = changed(row, typed, whole, words)
        if wrong:
            st.error(words("card.not_a_number", typed=for_markdown(wrong)))
        elif not changes:
            st.info(words("card.nothing_changed"))
        else:
            _keep(view, report, row, changes)


def changed(
    row: pd.Series, typed: dict[str, Any], whole: tuple[int, int] | None, words: Words
) -> tuple[dict[str, Any], str]:
    """The fields that differ from the figure, and what was typed for a number but is none."""
    changes: dict[str, Any] = {}
    for field, value in typed.items():
        if field in ("number", "low", "high"):
            if value.strip() == fmt.number(row[field], words.language):
                continue
            number = fmt.parse(value) if value.strip() else None
            if value.strip() and number is None:
                return {}, value
            changes[field] = number
        elif field == "part_of":
            if value != whole:
                changes[field] = value
        elif value != row[field]:
            changes[field] = value
    return changes, ""


def _keep(view: View, report: Report, row: pd.Series, changes: dict[str, Any]) -> None:
    words, start, end = view.words, int(row["start"]), int(row["end"])

    def act() -> None:
        for field, value in changes.items():
            view.library.correct(report.id, start, end, field, value)

    fields = words("card.comma").join(words.column(field) for field in changes)
    _tell(words, act, words("card.saved", fields=fields))
    del st.session_state["correct_place"]
    st.rerun()


def remember_span(report: str, start: int, end: int) -> None:
    """Keep the passage that was just selected in the text until it is marked or dropped."""
    st.session_state[_SPAN] = (report, start, end)


def mark_missed(view: View, report: Report) -> None:
    """Mark a passage that the extraction missed: as selected in the text, or as typed."""
    words = view.words
    say()
    kept = st.session_state.get(_SPAN)
    span = (kept[1], kept[2]) if kept and kept[0] == report.id else None
    with st.expander(words("missed.title"), expanded=span is not None, icon=":material/add_notes:"):
        st.caption(words("missed.how"))
        if span is None:
            typed = st.text_input(words("missed.typed"), key="missed_typed")
            found = report.text.find(typed) if typed else -1
            if typed and found < 0:
                st.warning(words("missed.not_there"))
            if found >= 0:
                span = (found, found + len(typed))
        if span is None:
            return
        st.markdown(f"> {for_markdown(sentence_at(report.text, *span))}")
        with st.form("missed", border=False, enter_to_submit=False):
            st.markdown(f"**{for_markdown(report.text[span[0] : span[1]])}**")
            role = st.selectbox(
                words.column("role"), theme.ROLES, format_func=lambda v: words.value("role", v)
            )
            number = st.text_input(words.column("number"))
            unit = st.text_input(words.column("unit"))
            metric = st.text_input(words.column("metric"))
            stage = st.selectbox(
                words.column("stage"),
                theme.STAGES,
                index=len(theme.STAGES) - 1,
                format_func=lambda v: words.value("stage", v),
            )
            kept_it = st.form_submit_button(words("missed.keep"), type="primary")
            dropped = st.form_submit_button(words("missed.drop"))
    if dropped:
        st.session_state.pop(_SPAN, None)
        st.rerun()
    if kept_it:
        value = fmt.parse(number) if number.strip() else None
        if number.strip() and value is None:
            st.error(words("card.not_a_number", typed=for_markdown(number)))
            return
        fields: dict[str, Any] = {"role": role, "number": value, "unit": unit}
        fields |= {"metric": metric, "stage": stage}
        _tell(
            words,
            lambda: view.library.add_missed(report.id, *span, **fields),
            words("missed.done", text=for_markdown(report.text[span[0] : span[1]])),
        )
        st.session_state.pop(_SPAN, None)
        st.query_params["at"] = str(span[0])
        st.rerun()


def history(view: View, report: str) -> None:
    """What people changed in this report, newest first, each with an undo."""
    words = view.words
    log = view.library.corrections(report)
    log = log[~log["undone"]]
    if log.empty:
        return
    text = view.library.report(report).text
    st.markdown(f"**{words('history.title', n=len(log))}**")
    for entry in log.head(_LOGGED).to_dict("records"):
        passage = for_markdown(text[int(entry["start"]) : int(entry["end"])])
        missed = entry["field"] == "missed"
        field = words("history.missed") if missed else words.column(entry["field"])
        value = for_markdown(_log_value(str(entry["field"]), str(entry["value"]), text, words))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.markdown(
                words("history.line", passage=passage, field=field, value=value), width="stretch"
            )
            st.button(
                words("history.undo"),
                key=f"undo_{entry['entry']}",
                icon=":material/undo:",
                on_click=lambda number=int(entry["entry"]): _tell(
                    words, lambda: view.library.undo(number), words("history.undone")
                ),
            )
        if not entry["applied"]:
            st.caption(words("history.not_applied"))


def _log_value(field: str, value: str, text: str, words: Words) -> str:
    """A logged value as people read it."""
    if field == "missed":
        return ""
    if field == "checked":
        return words(f"history.{value}")
    if field == "part_of" and ":" in value:
        start, end = value.split(":")
        return text[int(start) : int(end)]
    if FIELDS.get(field) == "number" and value:
        return fmt.number(float(value), words.language)
    return words.value(field, value) if value else words("card.none")
