"""The same report as text, Word, web page and PDF gives the same figures."""

from pathlib import Path

import pandas as pd
import pytest

from extract import extract_report
from reading import read_report
from tests.reading.make import docx_file, html_file, pdf_file, pdf_pages

SAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "reports").glob("*.txt"))
COMPARED = ["text", "role", "number", "low", "high", "unit", "metric", "action", "object", "status"]


def figures(data: bytes) -> pd.DataFrame:
    return extract_report(read_report(data))[COMPARED]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_same_figures(sample: Path) -> None:
    expected = figures(sample.read_bytes())
    lines = [line for line in sample.read_text("utf-8").split("\n") if line.strip()]
    assert len(expected) > 10
    for data in (docx_file(lines), html_file(lines), pdf_file(pdf_pages(lines))):
        pd.testing.assert_frame_equal(figures(data), expected)
