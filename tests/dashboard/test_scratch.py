"""A command's own library: used, then gone."""

import pytest

from dashboard.files.adding import add_sources
from dashboard.files.scratch import scratch_library


def test_a_scratch_library_takes_reports_and_leaves_nothing(tmp_path):
    report = tmp_path / "a.txt"
    report.write_text("查摆问题7.7万多个，整改问题6.6万余个。", encoding="utf-8")
    with scratch_library() as library:
        assert [event.kind for event in add_sources(library, [report])] == ["added"]
        assert library.reports()["figures"].tolist() == [2]
        place = library.path
    assert not place.exists() and not place.parent.exists()


def test_a_scratch_library_goes_when_the_command_fails():
    with pytest.raises(RuntimeError), scratch_library() as library:
        place = library.path
        raise RuntimeError
    assert not place.parent.exists()
