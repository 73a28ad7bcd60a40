"""The pages of the desk: a brief and a draft, without a browser."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.files.draft import Checked
from dashboard.files.word import template
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from tests.reading.make import docx_file

Open = Callable[..., AppTest]
WRONG = "查摆问题120个，已整改102个，整改率95%。"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def told(app: AppTest) -> str:
    """All text on the page, the sheet included."""
    kinds = ("title", "markdown", "caption", "header", "error", "html")
    return "\n".join(
        str(getattr(one, "value", None) or getattr(one.proto, "body", ""))
        for kind in kinds
        for one in app.get(kind)
    )


def checked(app: AppTest) -> Checked | None:
    """What the draft page keeps of the draft that was checked."""
    return app.session_state["draft_checked"][1] if "draft_checked" in app.session_state else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_checked(open_app: Open, filled: Path, language: str) -> None:
    words = Words(language)
    app = open_app(filled, "draft", language)
    assert app.button(key="draft_check").disabled
    app.file_uploader(key="draft_file").set_value(("稿.docx", docx_file([WRONG]), MIME)).run()
    app.button(key="draft_check").click().run()
    assert not app.exception and not app.error
    made = checked(app)
    assert made is not None
    summary, comment = docx.Document(io.BytesIO(made.document)).comments
    assert summary.author == words("app.name")
    assert "85.0%" in comment.text
    assert words("draft.remarks", n=1) in told(app)
    # Another file with the same name: the comments of the first are not shown for it.
    app.file_uploader(key="draft_file").set_value(("稿.docx", docx_file(["二"]), MIME)).run()
    assert words("draft.remarks", n=1) not in told(app)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("稿.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "not_docx"),
        ("锁.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("坏.docx", docx_file([WRONG])[:900], "damaged"),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_read_is_told(
    open_app: Open, filled: Path, name: str, data: bytes, code: str
) -> None:
    app = open_app(filled, "draft", "zh")
    app.file_uploader(key="draft_file").set_value((name, data, MIME)).run()
    app.button(key="draft_check").click().run()
    assert not app.exception
    assert Words("zh")(f"reading_error.{code}") in app.error[0].value
    assert checked(app) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_follows_the_choice_of_reports(open_app: Open, filled: Path, language: str) -> None:
    words = Words(language)
    app = open_app(filled, "brief", language)
    choice = app.multiselect(key="brief_reports")
    assert len(choice.value) == 1
    assert app.get("download_button")
    tobacco = next(name for name in choice.options if "烟草" in name)
    choice.set_value([tobacco]).run()
    assert not app.exception
    assert "85.7%" in told(app)
    app.text_input(key="brief_title").set_value("六月简报").run()
    assert "<h1>六月简报</h1>" in told(app)
    app.multiselect(key="brief_reports").set_value([]).run()
    assert words("brief.choose") in told(app)
    assert "<h1>" not in told(app)


def test_a_brief_is_of_the_filters_reports(open_app: Open, filled: Path) -> None:
    library = Library(filled)
    chosen = list(library.reports()["id"][1:3])
    library.close()
    app = open_app(filled, "brief", "zh", {"report": chosen})
    assert app.multiselect(key="brief_reports").value == chosen
    assert "2份报告数字简报" in told(app)


def test_a_template_that_is_none_is_told_and_the_sheet_stays(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "brief", "zh")
    app.file_uploader(key="brief_template").set_value(("模板.docx", b"no document", MIME)).run()
    assert "模板\\.docx 用不了" in app.error[0].value
    assert "<h1>" in told(app)
    own = ("模板.docx", template.FILE.read_bytes(), MIME)
    app.file_uploader(key="brief_template").set_value(own).run()
    assert not app.error
