"""A report's own words, whatever they are, on every page: never markup, link, icon or formula."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.showing.escape import for_markdown
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from tests import hostile
from tests.reading.make import docx_file
from widgets import address
from widgets.shell import SECTIONS

PAGES = [name for names in SECTIONS.values() for name in names]
Open = Callable[..., AppTest]

# Fields of Streamlit's messages that its front end shows as they are (tests/browser looks at it), or
# not at all. All others are taken for Markdown, so that one that is new must be looked at.
PLAIN = {
    "BidiComponent.json",  # the report's text, put in as text nodes
    "Button.icon",  # ours; none comes from a report
    "Button.id",
    "MultiSelect.options",
    "MultiSelect.raw_values",
    "PlotlyChart.alt",
    "PlotlyChart.config",  # what a saved picture is called
    "Selectbox.id",
    "Selectbox.options",
    "Selectbox.raw_value",
    "TextArea.value",
    "TextInput.default",
    "TextInput.id",
    "TextInput.placeholder",
    "TextInput.value",
}
# Fields of which only tags are anything but words.
TAGS = {"Html.body", "PlotlyChart.spec"}


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "library.duckdb"
    hostile.fill(path)
    return path


@pytest.fixture
def trapped(hostile_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(hostile_path, tmp_path / "library.duckdb"))


def messages(node: Any) -> Iterator[Message]:
    """What the server sends for a block and all that stands in it."""
    if isinstance(getattr(node, "proto", None), Message):
        yield node.proto
    for child in getattr(node, "children", {}).values():
        yield from messages(child)


def texts(message: Message, way: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a message under the name of its field."""
    for field, value in message.ListFields():
        name = f"{message.DESCRIPTOR.name}.{field.name}"
        values = value if field.is_repeated else [value]
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        for one in values:
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                yield from texts(one)
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield name, one


def alive(app: AppTest) -> set[tuple[str, str]]:
    """Every part of the bouquet that stands unescaped where it is not drawn as it stands."""
    return {
        (field, part)
        for block in app._tree.children.values()
        for message in messages(block)
        for field, text in texts(message)
        for part in ((hostile.TAG,) if field in TAGS else hostile.ALIVE)
        if field not in PLAIN and part in text
    }


def assert_dead(app: AppTest, language: str) -> None:
    """Nothing of the bouquet is alive, and the page stands."""
    assert not app.exception
    assert Words(language)("state.unexpected") not in [error.value for error in app.error]
    assert alive(app) == set()


@pytest.mark.parametrize(("language", "address"), [("zh", {}), ("en", {}), ("zh", hostile.ADDRESS)])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_full_of_traps_shows_them_as_words(
    open_app: Open, trapped: Path, name: str, language: str, address: dict[str, str]
) -> None:
    app = open_app(trapped, name, language, address)
    assert_dead(app, language)
    for view in app.segmented_control:
        if str(view.key).endswith("_view"):  # a chart's title and table instead of the chart
            view.set_value("table")
    assert_dead(app.run(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_full_of_traps(open_app: Open, trapped: Path, language: str) -> None:
    library = Library(trapped)
    report = str(library.reports()["id"].iloc[0])
    places = [(int(row.start), int(row.end)) for row in library.figures(report).itertuples()]
    library.close()
    for start, _ in places:
        assert_dead(
            open_app(trapped, "source", language, {"doc": report, "at": str(start)}), language
        )
    above, below = (f"{report}:{start}:{end}" for start, end in (places[1], places[4]))
    app = open_app(trapped, "ratios", language, {"num": above, "den": below})
    assert app.metric
    assert_dead(app, language)


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_place_in_the_address_that_is_none(text: str) -> None:
    assert address.place(text) is None


@pytest.mark.parametrize("written", ["²", "9" * 5000, "-1", "1.5", "", "１"])
def test_a_number_in_the_address_that_is_no_place(
    open_app: Open, trapped: Path, written: str
) -> None:
    app = open_app(trapped, "source", "zh", {"at": written})
    assert_dead(app, "zh")
    assert_dead(open_app(trapped, "ratios", "zh", {"num": f"a:{written}:{written}"}), "zh")


def test_reports_are_pasted_named_and_described_with_traps(open_app: Open, trapped: Path) -> None:
    app = open_app(trapped, "reports", "zh")
    app.text_input(key="reports_name_0").set_value(hostile.BOUQUET)
    app.text_area(key="reports_text_0").set_value("整改问题5个。")
    app.button(key="reports_add_text").click().run()
    assert app.success
    assert_dead(app, "zh")
    app.text_area(key="reports_text_1").set_value("\0\0\0")
    app.text_input(key="reports_name_1").set_value(hostile.BOUQUET)
    app.button(key="reports_add_text").click().run()
    assert app.error
    assert_dead(app, "zh")


def test_a_draft_full_of_traps(open_app: Open, trapped: Path) -> None:
    lines = [f"{hostile.BOUQUET}，查摆问题120个，已整改102个，整改率95%。"]
    app = open_app(trapped, "draft", "zh")
    name = f"{hostile.BOUQUET}.docx"
    app.file_uploader(key="draft_file").set_value((name, docx_file(lines), "")).run()
    app.button(key="draft_check").click().run()
    assert app.get("download_button")
    assert_dead(app, "zh")
    app.file_uploader(key="draft_file").set_value((name, b"no document", "")).run()
    app.button(key="draft_check").click().run()
    assert app.error
    assert_dead(app, "zh")


@given(st.text())
def test_markdown_of_any_text_is_one_line_without_a_live_sign(text: str) -> None:
    """What is left when escaped signs and cuts are taken out gives Markdown nothing to do."""
    written = for_markdown(text)
    assert "\n" not in written and "\0" not in written
    left = re.sub(r"\\.", "", written.replace(":small[]", ""))
    assert not re.search(r"[\\`*_{}\[\]()#+!|<>~$:&^=\"'/@.-]", left)


@given(st.text())
def test_markdown_of_any_text_says_that_text(text: str) -> None:
    said = re.sub(r"\\(.)", r"\1", for_markdown(text).replace(":small[]", ""))
    assert said.split() == text.replace("\0", "\ufffd").split()
