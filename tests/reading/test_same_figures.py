"""The same report as text, Markdown, Word, web page and PDF gives the same figures."""

from pathlib import Path

import pandas as pd
import pytest

from extract import extract_report
from reading import read_report
from tests.reading.make import docx_file, html_file, pdf_file, pdf_pages

SAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "reports").glob("*.txt"))
COMPARED = ["text", "role", "number", "low", "high", "unit", "metric", "action", "object", "status"]


def figures(data: bytes, name: str = "") -> pd.DataFrame:
    return extract_report(read_report(data, name=name))[COMPARED]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_same_figures(sample: Path) -> None:
    expected = figures(sample.read_bytes())
    lines = [line for line in sample.read_text("utf-8").split("\n") if line.strip()]
    assert len(expected) > 10
    made = {
        "docx": docx_file(lines),
        "html": html_file(lines),
        "pdf": pdf_file(pdf_pages(lines)),
        "md": "\n\n".join(lines).encode(),
        "gbk": "\r\n".join(lines).encode("gb18030"),
    }
    for form, data in made.items():
        pd.testing.assert_frame_equal(figures(data, f"a.{form}"), expected)
