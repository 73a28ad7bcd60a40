"""Pages run without a browser, over a library of their own."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.errors import LibraryError
from dashboard.files.adding import add_sources
from dashboard.store.library import Library
from widgets.shell import open_library

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "reports"


@pytest.fixture(scope="session")
def filled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library file with the sample reports, closed; copy it before changing it."""
    path = tmp_path_factory.mktemp("filled") / "library.duckdb"
    library = Library(path)
    events = list(add_sources(library, [SAMPLES]))
    assert {event.kind for event in events} == {"added"}, events
    library.close()
    return path


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens the dashboard at a page, over the library at a path, in a language; `before` may set more."""
    st.cache_resource.clear()
    st.cache_data.clear()

    def start(
        path: Path,
        page: str,
        language: str,
        query: dict[str, str | list[str]] | None = None,
        before: Callable[[AppTest], object] = lambda app: None,
    ) -> AppTest:
        monkeypatch.setenv("LIBRARY", str(path))
        monkeypatch.chdir(ROOT)
        app = AppTest.from_file(str(ROOT / "start.py"), default_timeout=30)
        app.query_params["lang"] = language
        for name, value in (query or {}).items():
            app.query_params[name] = value
        before(app)
        app.switch_page(f"pages/{page}.py")
        return app.run()

    yield start
    with suppress(LibraryError):
        open_library().close()
    st.cache_resource.clear()
    st.cache_data.clear()
