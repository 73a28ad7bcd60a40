"""Deciding about a conclusion: right, wrong, another figure, or settled; and the log with undo."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import conclusion_words, figure_words
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.decisions import Span
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS
from widgets import correcting
from widgets.shell import View

_LOGGED = 12
_DONE = {
    "reject": "rejected",
    "confirm": "confirmed",
    "settle": "settled",
    "replace": "replaced",
    "draw": "drawn",
}


def button(view: View, conclusion: Conclusion, key: str) -> None:
    """The button that opens the choices; what they hold is made only then. Where nothing can be
    decided there is none."""
    if view.library.read_only:
        return
    if st.button(view.words("deciding.open"), key=f"decide_{key}", icon=":material/gavel:"):
        _choices(view, conclusion)


def act(view: View, conclusion: Conclusion, action: str, reason: str = "") -> None:
    """Carry a decision out and leave the outcome to be said in the next run."""
    correcting.tell(
        view.words,
        lambda: view.library.decide(conclusion.report, action, conclusion.place, reason=reason),
        view.words(f"deciding.{_DONE[action]}"),
    )


def _choices(view: View, conclusion: Conclusion) -> None:
    """The choices, in a dialog of their own whose title is in the person's language."""

    @st.dialog(view.words("deciding.open"), width="large")
    def opened() -> None:
        words = view.words
        st.markdown(for_markdown(conclusion_words.statement(conclusion, words)))
        for sentence in dict.fromkeys(figure.sentence for figure in conclusion.figures):
            st.caption(for_markdown(f"“{sentence}”"))
        with st.container(horizontal=True):
            if conclusion.doubt and st.button(words("deciding.confirm"), key="decide_confirm"):
                act(view, conclusion, "confirm")
                st.rerun()
            if st.button(words("deciding.reject"), key="decide_reject"):
                act(view, conclusion, "reject")
                st.rerun()
        if conclusion.second is not None:
            _another(view, conclusion)
        reason = st.text_input(words("deciding.reason"), key="decide_reason")
        if st.button(words("deciding.settle"), key="decide_settle", disabled=not reason.strip()):
            act(view, conclusion, "settle", reason)
            st.rerun()

    opened()


def _another(view: View, conclusion: Conclusion) -> None:
    """Other figures of the same report in place of the two."""
    words = view.words
    frame = view.library.figures(conclusion.report)[list(SHOWN_COLUMNS)]
    figures = {
        figure.place: figure
        for figure in read_rows(frame.astype(object).where(frame.notna(), None).to_numpy())
        if figure.role == "statistic" and figure.low is not None
    }
    chosen: list[Span] = []
    left, right = st.columns(2)
    for place, side, now in (
        (left, "first", conclusion.first),
        (right, "second", conclusion.second),
    ):
        chosen.append(_pick(place, side, now, figures, words))
    changed = conclusion.second is not None and chosen != [
        conclusion.first.place,
        conclusion.second.place,
    ]
    same = chosen[0] == chosen[1]
    if st.button(words("deciding.replace"), key="decide_replace", disabled=not changed or same):
        correcting.tell(
            words,
            lambda: view.library.decide(
                conclusion.report,
                "replace",
                conclusion.place,
                chosen=(chosen[0], chosen[1]),
            ),
            words("deciding.replaced"),
        )
        st.rerun()


def _pick(
    place: st.delta_generator.DeltaGenerator,
    side: str,
    now: Figure | None,
    figures: dict[Span, Figure],
    words: Words,
) -> Span:
    spans = list(figures)
    return place.selectbox(
        words(f"deciding.replace_{side}"),
        spans,
        index=spans.index(now.place) if now is not None and now.place in figures else 0,
        format_func=lambda span: figure_words.said(figures[span], words),
        key=f"decide_{side}",
    )


def log(view: View, reports: tuple[str, ...]) -> None:
    """What was decided in these reports (none named: in all), newest first, each with an undo."""
    words = view.words
    frame = pd.concat([view.library.decisions(report) for report in reports or ("",)])
    frame = frame[~frame["undone"].astype(bool)].sort_values("entry", ascending=False)
    if frame.empty:
        return
    with st.expander(words("deciding.log", n=len(frame)), icon=":material/history:"):
        for entry in frame.head(_LOGGED).to_dict("records"):
            said = words(
                "deciding.line",
                action=words.value("decision", str(entry["action"])),
                passages=_passages(view, entry),
                reason=words("deciding.because", reason=for_markdown(str(entry["reason"])))
                if entry["reason"]
                else "",
            )
            text, undo = st.columns([5, 1], vertical_alignment="center")
            text.markdown(said)
            undo.button(
                words("history.undo"),
                key=f"take_back_{entry['entry']}",
                icon=":material/undo:",
                on_click=lambda number=int(entry["entry"]): correcting.tell(
                    words, lambda: view.library.take_back(number), words("history.undone")
                ),
            )


def _passages(view: View, entry: Mapping[Hashable, object]) -> str:
    """The wordings that a decision is about."""
    text = view.library.report(str(entry["report"])).text
    places = " ".join(str(entry[name]) for name in ("first", "second", "parts", "chosen"))
    spans = dict.fromkeys(places.split())
    passages = [text[slice(*map(int, span.split(":")))] for span in spans]
    return view.words("card.comma").join(for_markdown(f"“{passage}”") for passage in passages)
