"""The page of the ledger without a browser: its rows, columns, choices and what a cell opens."""

import shutil
from pathlib import Path

import pytest

from dashboard.asking import report_kinds, rollup
from dashboard.store import kept
from widgets.shell import open_library


@pytest.fixture
def thirty(thirty_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(thirty_path, tmp_path / "library.duckdb"))


def table(app):
    return app.dataframe[0].value


def choose(app, key, value):
    """Set the widget of this key, whatever it is."""
    for kind in ("selectbox", "multiselect", "button_group", "toggle", "text_input"):
        for one in getattr(app, kind, ()):
            if str(one.key).startswith(key):
                one.set_value(value)
                return app.run()
    raise AssertionError(f"there is no {key}")


def press(app, key):
    next(one for one in app.button if str(one.key).startswith(key)).click()
    return app.run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rows", rollup.ROWS)
def test_the_rows_are_what_the_address_says(open_app, thirty, language, rows):
    app = open_app(thirty, "rollup", language, {"rows": rows})
    assert not app.exception and not app.error
    assert len(table(app)) == {"organisation": 31, "report": 31, "month": 2}[rows]
    assert len(app.table) == (0 if rows == "month" else 1)


def test_the_superior_stands_beside_the_total(open_app, thirty):
    app = open_app(thirty, "rollup", "zh")
    reports = open_library().reports().set_index("organisation")["id"]
    app = choose(app, "rollup_superior", reports["澄江县专题教育领导小组"])
    assert len(table(app)) == 30
    totals = app.table[0].value
    assert totals.columns.tolist() == ["合计", "计入合计", "上级报告", "上级与合计"]
    assert totals.index.tolist() == ["查摆问题", "措施", "整改", "整改率"]
    assert totals["上级报告"].tolist()[0] == "2700余个（2700～2800）"
    assert app.query_params["above"] == reports["澄江县专题教育领导小组"]


def test_columns_are_chosen_moved_and_kept_by_name(open_app, thirty):
    app = open_app(thirty, "rollup", "zh")
    picked = report_kinds.own_column("参加干部", "count", "person-times")
    app = choose(app, "ledger_pick_", ["problems", "rectified_rate", picked])
    assert table(app).columns.tolist() == ["单位", "查摆问题", "整改率", "参加干部"]
    app = choose(app, "ledger_move", picked)
    app = press(app, "ledger_move_left")
    assert table(app).columns.tolist() == ["单位", "查摆问题", "参加干部", "整改率"]
    app = choose(app, "ledger_set_name", "季度台账")
    app = press(app, "ledger_set_keep")
    assert kept.kept(open_library(), rollup.SETS) == {
        "季度台账": ["problems", picked, "rectified_rate"]
    }
    app = choose(app, "ledger_pick_", ["measures"])
    assert table(app).columns.tolist() == ["单位", "措施"]
    app = choose(app, "ledger_set", "季度台账")
    assert table(app).columns.tolist() == ["单位", "查摆问题", "参加干部", "整改率"]
    app = press(app, "ledger_set_forget")
    assert kept.kept(open_library(), rollup.SETS) == {}
    assert not app.exception


def test_another_kind_of_report_brings_its_columns(open_app, thirty):
    app = choose(open_app(thirty, "rollup", "zh"), "rollup_kind", "audit")
    assert table(app).columns.tolist()[1:3] == ["查出问题", "整改"]
    assert app.query_params["kinds"] == "audit"


def test_rows_are_sorted_by_a_column(open_app, thirty):
    app = choose(open_app(thirty, "rollup", "zh"), "rollup_sort", "measures")
    app = choose(app, "rollup_descending", True)
    shown = table(app)["措施"].tolist()
    assert shown[:3] == [198, 190, 182]
    assert shown[-1] == 3280  # the superior's, which is no unit
    assert app.query_params["sort"] == "measures"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_samples_make_a_ledger(open_app, filled_path, tmp_path, language):
    path = Path(shutil.copy(filled_path, tmp_path / "library.duckdb"))
    app = open_app(path, "rollup", language)
    assert not app.exception and len(table(app)) >= 5
