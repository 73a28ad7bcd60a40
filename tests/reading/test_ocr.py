"""Pages that are pictures: read by OCR where it is installed, marked and in doubt."""

import io
from importlib.util import find_spec
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest

from extract import extract_report
from reading import Report, UnreadableReport, pieces, read_report
from reading.pdf import ocr
from reading.pdf.document import read_pdf
from tests.reading.make import PAGE, Drawing, pdf_file
from working.stored_report import from_row, to_row

TYPED = ["县纪委工作情况", "前三季度全县共受理信访举报417件，办结398件，", "约谈镇村干部52人次。"]
PICTURED = ["下一步打算", "年底前再排查风险点63处，", "修订制度18项。"]


def page(lines: list[str]) -> list[Drawing]:
    return [(72, 740 - 40 * n, 20, line) for n, line in enumerate(lines)]


def picture_pdf(pages: list[list[str]], pictures: list[int]) -> bytes:
    """A PDF of pages of text, some of them only as a picture of it."""
    drawn = pdfium.PdfDocument(pdf_file([page(lines) for lines in pages]))
    made = pdfium.PdfDocument.new()
    for number in range(len(pages)):
        if number not in pictures:
            made.import_pages(drawn, [number])
            continue
        bitmap = drawn[number].render(scale=2)
        if bitmap.to_numpy().min() > 128:
            pytest.skip("this machine has no Chinese font to draw a picture of text with")
        image = pdfium.PdfImage.new(made)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(*PAGE))
        into = made.new_page(*PAGE)
        into.insert_obj(image)
        into.gen_content()
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def doubts(report: Report) -> dict[str, str]:
    table = extract_report(report)
    return dict(zip(table["text"], table["doubt"], strict=True))


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="requirements-ocr.txt is not installed")
def test_a_scanned_page_is_read_on_this_machine() -> None:
    report = read_report(picture_pdf([TYPED, PICTURED], [1]), name="扫描.pdf")
    (note,) = report.notes
    assert (note.code, note.details["pages"]) == ("ocr_pages", [2])
    found = doubts(report)
    assert (found["63处"], found["18项"]) == ("read by OCR", "read by OCR")
    assert {found["417件"], found["398件"], found["52人次"]}.isdisjoint({"read by OCR"})
    whole = read_report(picture_pdf([TYPED, PICTURED], [0, 1]))
    assert doubts(whole).keys() == found.keys() and set(doubts(whole).values()) == {"read by OCR"}


SEEN = SimpleNamespace(
    txts=[f"{PICTURED[1]}{PICTURED[2]}".replace("63", "6 3")],
    boxes=[[(200.0, 300.0), (1300.0, 300.0), (1300.0, 348.0), (200.0, 348.0)]],
)


@pytest.fixture
def mixed(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A typed page, then a picture on which the recogniser (a stand-in) sees a line."""
    monkeypatch.setattr(ocr, "_engine", lambda: lambda picture: SEEN)
    return read_pdf(pdf_file([page(TYPED), []], pictures=[1]))


def test_what_ocr_saw_is_uncertain_and_its_figures_in_doubt(mixed: Report) -> None:
    ((start, end),) = mixed.uncertain
    assert mixed.text[start:end] == f"{PICTURED[1]}{PICTURED[2]}"
    assert [(note.code, note.details) for note in mixed.notes] == [("ocr_pages", {"pages": (2,)})]
    assert {t for t, doubt in doubts(mixed).items() if doubt == "read by OCR"} == {"63处", "18项"}


def test_the_library_keeps_what_is_uncertain(mixed: Report) -> None:
    row = to_row(mixed)
    assert from_row(row).uncertain == mixed.uncertain
    before = row["structure"].replace('"uncertain"', '"of_before"')
    assert from_row({**row, "structure": before}).uncertain == ()


def test_a_piece_keeps_its_share_of_what_is_uncertain() -> None:
    text = "第1篇：通报\n共整改8个。\n第2篇：发言\n共学习12次。"
    at = text.index("共学习")
    whole = read_report(text.encode())
    first, second = pieces(
        Report(text, headings=whole.headings, uncertain=((at, at + len("共学习12次")),))
    )
    assert first.uncertain == ()
    ((start, end),) = second.uncertain
    assert second.text[start:end] == "共学习12次"


def fails(picture: object) -> None:
    """A recogniser that cannot cope with a picture."""
    raise RuntimeError


@pytest.mark.parametrize("engine", [None, fails])
def test_without_ocr_a_scanned_page_is_told(
    engine: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda: engine)
    (note,) = read_pdf(pdf_file([page(TYPED), []], pictures=[1])).notes
    assert note.code == "scanned_pages"
    with pytest.raises(UnreadableReport, match="scanned"):
        read_pdf(pdf_file([[]], pictures=[0]))
