"""What every test stands on: no test touches the person's own library."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.made_dataset import make
from dashboard.files.adding import add_sources
from dashboard.store.library import Library
from tests.unit_reports import write_reports, write_superior

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run of continuous integration; a slow machine is not a failure.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: Playwright's event loop runs on, and no other starts beside it."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled reports beside the project; skips the test where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (labelled reports kept outside the project)")
    return folder


@pytest.fixture(autouse=True)
def library_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a library of this test's own, which LIBRARY names while the test runs."""
    path = tmp_path / "library.duckdb"
    monkeypatch.setenv("LIBRARY", str(path))
    return path


@pytest.fixture(scope="session")
def thirty_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library file with thirty units and their superior, closed; copy it before changing it."""
    folder = tmp_path_factory.mktemp("thirty")
    library = Library(folder / "library.duckdb")
    events = list(add_sources(library, [*write_reports(folder), write_superior(folder)]))
    assert {event.kind for event in events} == {"added"}, events
    library.close()
    return library.path


@pytest.fixture(scope="session")
def dataset_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of some fifty made-up reports; nobody can change it."""
    folder = tmp_path_factory.mktemp("dataset") / "figures"
    make(folder, 2_000)
    return folder
