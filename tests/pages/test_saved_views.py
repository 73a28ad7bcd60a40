"""Views kept by name, the facets of reports, and choices that are there again on coming back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.filters import Filter
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store import kept
from widgets.shell import open_library

Open = Callable[..., AppTest]


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))


def query(app: AppTest, name: str) -> list[str]:
    """The values of a parameter of the address."""
    found = app.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def unfold(app: AppTest) -> None:
    """Open the saved views."""
    app.session_state["view_fold"] = True
    app.run()


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_is_kept_by_name_and_deleted(open_app: Open, filled: Path, language: str) -> None:
    words = Words(language)
    app = open_app(filled, "figures", language, {"stage": "done", "sort": "number"})
    unfold(app)
    app.text_input(key="view_name").set_value("已完成")
    press(app, words("view.keep"))
    assert not app.exception
    assert app.text_input(key="view_name").value == ""
    view = {"page": "figures", "query": {"stage": ["done"], "sort": ["number"]}}
    assert kept.kept(open_library(), "view") == {"已完成": view}
    links = [link for link in app.get("page_link") if link.proto.label == "已完成"]
    assert len(links) == 1
    app.button(key="view_forget_0").click().run()
    assert kept.kept(open_library(), "view") == {}


def test_a_view_without_a_filter_takes_the_filter_off(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh", {"stage": "done"})
    assert app.session_state["filter"] == Filter(stages=("done",))
    app.query_params.clear()
    app.query_params["view"] = "1"
    app.run()
    assert app.session_state["filter"] == Filter()
    assert query(app, "view") == []


def test_a_view_without_a_name_is_not_kept(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    unfold(app)
    app.text_input(key="view_name").set_value("  ")
    press(app, Words("zh")("view.keep"))
    assert kept.kept(open_library(), "view") == {}


def test_a_view_of_no_page_is_passed_over(open_app: Open, filled: Path) -> None:
    open_app(filled, "figures", "zh")
    kept.keep(open_library(), "view", "旧的", {"page": "no_page", "query": {}})
    app = open_app(filled, "figures", "zh")
    unfold(app)
    assert not app.exception
    assert "旧的" not in [link.proto.label for link in app.get("page_link")]


def test_bodies_campaigns_and_years_stand_first_and_filter(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    labels = [box.label for box in app.multiselect if (box.key or "").startswith("filter_")]
    assert labels[:4] == ["单位", "活动", "年份", "报告"]
    app.multiselect(key="filter_years").set_value(["2020"]).run()
    assert not app.exception
    titles = set(app.dataframe[0].value["title"])
    assert titles and all("2019年全国" in title or "烟草" in title for title in titles)
    assert query(app, "year") == ["2020"]
    app.button(key="chip_0_years").click().run()
    assert query(app, "year") == []


def test_choices_are_there_again_on_coming_back(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    app.selectbox(key="figures_sort").set_value("number").run()
    app.selectbox(key="download_format").set_value("json").run()
    app.switch_page("pages/about.py").run()
    app.query_params.clear()
    app.switch_page("pages/figures.py").run()
    assert not app.exception
    assert app.selectbox(key="figures_sort").value == "number"
    assert app.selectbox(key="download_format").value == "json"
    assert query(app, "sort") == ["number"]


def test_a_link_outweighs_what_was_chosen_before(open_app: Open, filled: Path) -> None:
    app = open_app(filled, "figures", "zh")
    app.selectbox(key="figures_sort").set_value("number").run()
    app.switch_page("pages/about.py").run()
    app.query_params.clear()
    app.query_params["sort"] = "title"
    app.switch_page("pages/figures.py").run()
    assert app.selectbox(key="figures_sort").value == "title"
