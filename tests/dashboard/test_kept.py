"""What a person keeps by name: kept, replaced, forgotten, gone with its report."""

import duckdb
import pytest

from dashboard.errors import LibraryError
from dashboard.store import kept
from dashboard.store.library import Library


def test_things_of_a_kind_are_kept_by_name_and_outlive_the_process(library, library_path):
    kept.keep(library, "columns", " 季报 ", ["a", "b"])
    kept.keep(library, "columns", "月报", {"n": 1})
    kept.keep(library, "views", "季报", "另一种")
    kept.keep(library, "columns", "月报", ["c"])
    library.close()
    again = Library(library_path)
    assert kept.kept(again, "columns") == {"季报": ["a", "b"], "月报": ["c"]}
    kept.forget(again, "columns", "季报")
    kept.forget(again, "columns", "没有")
    assert kept.kept(again, "columns") == {"月报": ["c"]}
    assert kept.kept(again, "views") == {"季报": "另一种"}
    again.close()


def test_a_thing_without_a_name_is_refused(library):
    with pytest.raises(LibraryError) as caught:
        kept.keep(library, "columns", " ", [])
    assert caught.value.code == "bad_value"


def test_what_is_kept_of_a_report_goes_with_it(filled):
    library, report = filled
    kept.keep(library, "choice", report, 1)
    kept.keep(library, "choice", "other", 2)
    library.remove(report)
    library.purge()
    assert kept.kept(library, "choice") == {"other": 2}


def test_a_library_of_before_learns_to_keep(library, library_path):
    library.close()
    with duckdb.connect(str(library_path)) as connection:
        connection.execute("DROP TABLE kept")
    again = Library(library_path)
    kept.keep(again, "columns", "月报", [])
    assert kept.kept(again, "columns") == {"月报": []}
    again.close()
