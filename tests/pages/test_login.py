"""The login that an office may ask for: none without settings, and with them no page without it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.errors import StreamlitMissingAuthlibError
from streamlit.testing.v1 import AppTest

from dashboard.showing.words import LANGUAGES, Words
from widgets.shell import SECTIONS

PAGES = [name for names in SECTIONS.values() for name in names]
AUTH = {"redirect_uri": "https://kanban.office.cn/oauth2callback", "cookie_secret": "s"}
SECRETS = {"auth": AUTH, "login": {"allowed": ["li@office.cn"]}}
IN = {"is_logged_in": True, "email": "li@office.cn"}
OTHER = {"is_logged_in": True, "email": "zhao@office.cn"}
OUT = {"is_logged_in": False}

Open = Callable[..., AppTest]


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def said(app: AppTest) -> list[str]:
    return [str(box.value) for kind in ("title", "markdown", "error") for box in app.get(kind)]


def visit(
    open_app: Open, path: Path, name: str, language: str, secrets: Any, user: dict[str, Any]
) -> AppTest:
    app = open_app(
        path,
        name,
        language,
        before=lambda app: (app.secrets.update(secrets), app.user.update(user)),
    )
    assert not app.exception
    return app


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_anything_without_the_login(open_app: Open, filled: Path, name: str) -> None:
    words = Words("zh")
    for user in (OUT, OTHER, {}):
        app = visit(open_app, filled, name, "zh", SECRETS, user)
        why = "login.not_listed" if user is OTHER else "login.why"
        assert said(app) == [words("app.name"), words(why)]
        assert not app.sidebar.children


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["overview", "source", "reports"])
def test_who_is_listed_sees_the_pages(
    open_app: Open, filled: Path, name: str, language: str
) -> None:
    app = visit(open_app, filled, name, language, SECRETS, IN)
    assert Words(language)(f"page.{name}") in said(app)


# Settings with which nobody can be let in.
CLOSED: list[dict[str, Any]] = [
    {"auth": AUTH},
    {"auth": AUTH, "login": {"allowed": []}},
    {"login": {}},
]


@pytest.mark.parametrize("secrets", CLOSED)
def test_settings_without_a_list_let_nobody_in(
    open_app: Open, filled: Path, secrets: dict[str, Any]
) -> None:
    app = visit(open_app, filled, "overview", "zh", secrets, IN)
    assert said(app) == [Words("zh")("app.name"), Words("zh")("login.not_listed")]


def test_settings_that_cannot_be_read_let_nobody_in(
    open_app: Open, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secrets.toml").write_text("[auth\n", "utf-8")
    real = __import__("streamlit").get_option

    def option(name: str) -> Any:
        return [str(tmp_path / "secrets.toml")] if name == "secrets.files" else real(name)

    monkeypatch.setattr("streamlit.config.get_option", option)
    monkeypatch.setattr("widgets.login.st.get_option", option)
    app = open_app(filled, "overview", "zh")
    assert said(app) == [Words("zh")("app.name"), Words("zh")("login.broken")]


def test_the_button_leads_to_the_provider(
    open_app: Open, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("widgets.login.st.login", lambda: asked.append("login"))
    app = visit(open_app, filled, "overview", "zh", SECRETS, OUT)
    app.button(key="login_enter").click().run()
    assert asked == ["login"]

    def missing() -> None:
        raise StreamlitMissingAuthlibError

    monkeypatch.setattr("widgets.login.st.login", missing)
    app.button(key="login_enter").click().run()
    assert not app.exception
    assert [box.value for box in app.error] == [Words("zh")("login.broken")]


def test_another_account_can_be_used(
    open_app: Open, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr("widgets.login.st.logout", lambda: left.append("logout"))
    app = visit(open_app, filled, "overview", "zh", SECRETS, OTHER)
    app.button(key="login_leave").click().run()
    assert left == ["logout"]
