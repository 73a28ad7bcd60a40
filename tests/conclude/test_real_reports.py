"""The project's sample reports are true: nothing in them is a conflict, and what falsifies shows."""

import re
from pathlib import Path

import pytest

from conclude.conclusions import draw
from extract import extract_figures
from tests.conclude.conclusion_cases import conflicts

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "reports").glob("*.txt"))


def fitting_rows(text):
    """The rows whose statement fits, but for sums, of which too little is no error by itself."""
    rows = draw(extract_figures(text), text)
    return [one for one in rows if one.verdict == "fits" and one.stated is not None]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_true_report_has_no_conflict(path):
    assert conflicts(path.read_text("utf-8")) == set()


def falsified(text, figure):
    """The text with the figure's first digit raised by one (9 becomes 1)."""
    digit = re.search(r"\d", figure.text)
    at = figure.start + digit.start()
    return text[:at] + str(int(text[at]) % 9 + 1) + text[at + 1 :]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_falsified_number_is_found_where_it_takes_part(path):
    text = path.read_text("utf-8")
    for row in fitting_rows(text):
        for figure in (row.first, row.second, row.stated):
            wrong = falsified(text, figure)
            assert conflicts(wrong), (row.rule, figure.text)
