"""The box at the head of every page, and the buttons that copy a figure with its source."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking import find
from dashboard.showing.words import LANGUAGES, Words
from widgets.shell import SECTIONS

Open = Callable[..., AppTest]


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def said(app: AppTest) -> str:
    texts = [*app.markdown, *app.caption, *app.error]
    return "\n".join(str(element.value) for element in texts).replace("\\", "")


def copied(app: AppTest) -> list[str]:
    """What the copy buttons of the page copy."""
    found = [json.loads(one.proto.json or "{}") for one in app.get("bidi_component")]
    return [one["text"] for one in found if "copied" in one]


@pytest.mark.parametrize("page", [name for names in SECTIONS.values() for name in names])
def test_every_page_finds_a_figure(open_app: Open, filled: Path, page: str) -> None:
    app = open_app(filled, page, "zh")
    app.text_input(key="find_typed").set_value("2020年 烟草 查摆问题").run()
    assert not app.exception
    assert "查摆问题 7.7万多个" in said(app)
    quoted = "查摆问题7.7万多个（《烟草行业政绩观专题教育情况总结》第二部分，第"
    assert any(text.startswith(quoted) for text in copied(app))
    app.button(key="find_close").click().run()
    assert app.text_input(key="find_typed").value == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_said(open_app: Open, filled: Path, language: str) -> None:
    app = open_app(filled, "overview", language)
    app.text_input(key="find_typed").set_value("飞船轨道").run()
    assert Words(language)("find.none", typed="飞船轨道") in said(app)


def test_a_word_that_nothing_has_is_named(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "overview", "zh")
    app.text_input(key="find_typed").set_value("查摆问题 飞船轨道").run()
    assert Words("zh")("find.missing", words="飞船轨道") in said(app)


def test_a_search_that_fails_leaves_the_page(
    open_app: Open, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*asked: object) -> None:
        raise MemoryError

    monkeypatch.setattr(find, "find", fail)
    app = open_app(filled, "overview", "zh")
    app.text_input(key="find_typed").set_value("查摆问题").run()
    assert not app.exception
    assert [error.value for error in app.error] == [Words("zh")("state.unexpected")]
    assert len(app.metric) == 8


def test_cards_copy_their_figure_with_its_source(open_app: Open, filled: Path) -> None:
    texts = copied(open_app(filled, "overview", "zh"))
    assert len(texts) == 8
    assert all("（《" in text and text.endswith("句）") for text in texts)
