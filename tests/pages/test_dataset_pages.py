"""Every page over a dataset, in both languages: it is shown, and what would change it is off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.showing.words import LANGUAGES, Words
from tests.pages.test_pages import PAGES, assert_whole, said
from widgets.shell import open_library

Open = Callable[..., AppTest]

# Page → which sentence of `unchanging` says there why something is off.
OFF = {
    "reports": "adding",
    "source": "correcting",
    "progress": "deciding",
    "compare": "deciding",
    "check": "deciding",
}
# Buttons that change something, by the beginnings of their keys.
CHANGING = (
    "reports_add",
    "reports_remove",
    "card_check",
    "decide_",
    "undo_",
    "apart_",
    "compare_match",
    "progress_pair",
    "ledger_set_keep",
    "ledger_take",
    "view_",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_a_dataset(
    page: str, language: str, dataset_path: Path, open_app: Open
) -> None:
    app, words = open_app(dataset_path, page, language), Words(language)
    assert_whole(app, page, words)
    assert words("unchanging.beside") in said(app)
    if page in OFF:
        assert words(f"unchanging.{OFF[page]}") in said(app)
    pressed = [str(button.key) for button in app.button if str(button.key).startswith(CHANGING)]
    assert pressed == []


def test_a_figure_of_a_dataset_is_opened_at_its_sentence(
    dataset_path: Path, open_app: Open
) -> None:
    app = open_app(dataset_path, "source", "zh")
    report = app.session_state["source_report"]
    start = int(open_library().figures(report)["start"].iloc[0])
    app.query_params["at"] = str(start)
    app.run()
    assert not app.exception
    assert Words("zh")("card.correct") not in [box.label for box in app.expander]
