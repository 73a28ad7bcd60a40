"""What the Reports page asks about files that were read: the encoding, one report or several."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.showing.words import Words
from widgets.shell import open_library

Open = Callable[..., AppTest]
WORDS = Words("zh")
SEVERAL = "第1篇：学习发言\n共学习12次。\n第2篇：整改通报\n共整改8个。"


def add(app: AppTest, path: Path) -> None:
    app.text_input(key="reports_path").set_value(str(path)).run()
    app.button(key="reports_add_folder").click().run()
    assert not app.exception and not app.error


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


@pytest.fixture
def app(open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("FOLDERS", str(tmp_path))
    return open_app(tmp_path / "new.duckdb", "reports", "zh")


@pytest.mark.parametrize("choice", ["split", "keep"])
def test_several_documents_are_split_or_kept(app: AppTest, tmp_path: Path, choice: str) -> None:
    path = tmp_path / "合集.txt"
    path.write_text(SEVERAL, "utf-8")
    add(app, path)
    assert len(open_library().reports()) == 1
    app.button(key=f"undecided_{choice}").click().run()
    assert not app.exception and not app.error
    titles = {"split": {"学习发言", "整改通报"}, "keep": {"合集"}}[choice]
    assert set(open_library().reports()["title"]) == titles
    assert "undecided_split" not in keys(app)
    assert ("reports_undo" in keys(app)) == (choice == "split")


def test_a_guessed_encoding_is_shown_and_read_again(app: AppTest, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "短.txt").write_bytes("整改96個".encode("big5"))
    add(app, folder)
    assert any("整改96個" in caption.value for caption in app.caption)
    app.selectbox(key="undecided_as").set_value("gb18030")
    app.button(key="undecided_again").click().run()
    assert not app.exception and not app.error
    (name,) = open_library().reports()["encoding"]
    assert name == "gb18030"
    assert "undecided_again" not in keys(app) and "reports_undo" in keys(app)


def test_an_encoding_that_does_not_fit_changes_nothing(app: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "短.txt"
    path.write_bytes("整改96個".encode("big5"))
    add(app, path)
    before = set(open_library().reports()["id"])
    app.selectbox(key="undecided_as").set_value("utf-8")
    app.button(key="undecided_again").click().run()
    (error,) = app.error
    assert WORDS("reading_error.encoding") in error.value
    assert set(open_library().reports()["id"]) == before
    app.button(key="undecided_right").click().run()
    assert "undecided_again" not in keys(app)


def test_leaving_the_page_ends_the_questions(app: AppTest, tmp_path: Path) -> None:
    path = tmp_path / "合集.txt"
    path.write_text(SEVERAL, "utf-8")
    add(app, path)
    app.switch_page("pages/about.py").run()
    app.switch_page("pages/reports.py").run()
    assert "undecided_split" not in keys(app)


def test_many_files_are_told_as_their_number(app: AppTest, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02d}.txt").write_text(f"共整改{number}个。", "utf-8")
        (folder / f"空{number:02d}.txt").write_bytes(b"" if number < 15 else f"查{number}".encode())
    app.text_input(key="reports_path").set_value(str(folder)).run()
    app.button(key="reports_add_folder").click().run()
    assert not app.exception
    assert [box.value for box in app.error] == [WORDS("reports.many_refused", n=15)]
    assert [box.value for box in app.success] == [WORDS("reports.many_added", n=45)]
    lists = [box for box in app.expander if "逐份查看" in box.label]
    assert "空14" in lists[0].markdown[0].value and "29" in lists[1].markdown[0].value
