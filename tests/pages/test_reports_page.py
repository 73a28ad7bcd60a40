"""The Reports page: the list and its ticks, pasting, the watched folder."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.files import watching
from dashboard.showing.words import LANGUAGES, Words
from widgets.shell import open_library

Open = Callable[..., AppTest]


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def said(app: AppTest) -> str:
    kinds = ("markdown", "caption", "success", "warning", "error")
    texts = [str(element.value) for kind in kinds for element in app.get(kind)]
    return "\n".join(texts).replace("\\", "")


def test_the_list_begins_with_what_was_added_last(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "reports", "zh")
    app.text_input(key="reports_name_0").set_value("无日期简报")
    app.text_area(key="reports_text_0").set_value("全镇清理河道6条。")
    app.button(key="reports_add_text").click().run()
    assert not app.exception
    assert app.dataframe[0].value["title"].iloc[0] == "无日期简报"


def test_another_list_begins_without_ticks(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "reports", "zh")
    before = app.dataframe[0].proto.id
    library = open_library()
    library.remove(str(library.reports()["id"].iloc[0]))
    app.run()
    assert app.dataframe[0].proto.id != before


def test_pasting_nothing_is_said(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "reports", "zh")
    app.button(key="reports_add_text").click().run()
    assert Words("zh")("reports.paste_nothing") in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_is_watched_its_files_taken_in_and_the_watch_ended(
    open_app: Open, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words(language)
    folder = tmp_path / "inbox"
    folder.mkdir()
    monkeypatch.setenv("FOLDERS", str(tmp_path))
    app = open_app(tmp_path / "new.duckdb", "reports", language)
    assert app.button(key="watch_start").disabled
    app.text_input(key="reports_path").set_value(str(folder)).run()
    app.button(key="watch_start").click().run()
    assert watching.folder(open_library()) == str(folder.resolve())
    assert words("watch.nothing", folder=str(folder.resolve())) in said(app)
    for name, text in (("甲.txt", "全县排查隐患8处。"), ("空.txt", "")):
        (folder / name).write_text(text, "utf-8")
        os.utime(folder / name, (time.time() - 60, time.time() - 60))
    app.switch_page("pages/about.py").run()
    labels = [link.proto.label for link in app.get("page_link")]
    assert words("watch.notice", n=2) in labels
    app.switch_page("pages/reports.py").run()
    app.button(key="watch_take").click().run()
    assert not app.exception
    assert words("reports.added", name="甲.txt", n=1) in said(app)
    assert words("reading_error.empty") in said(app)
    assert len(open_library().reports()) == 1
    app.button(key="watch_stop").click().run()
    assert watching.waiting(open_library()) is None
