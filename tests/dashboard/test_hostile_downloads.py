"""Files to take away out of a library full of traps: the words they are, and nothing that acts."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from lxml import etree

from dashboard.asking.filters import Filter
from dashboard.asking.rollup import rollup
from dashboard.asking.yearly import yearly
from dashboard.files import downloads
from dashboard.files.brief import brief_of
from dashboard.files.draft import check_draft
from dashboard.files.rollup_workbook import rollup_xlsx
from dashboard.files.word.brief import word_document
from dashboard.files.word.yearly import yearly_docx
from dashboard.files.yearly_workbook import yearly_xlsx
from dashboard.showing import chart_frame
from dashboard.showing.escape import for_xml
from dashboard.showing.words import Words
from dashboard.store.library import Library
from extract.export import table_csv
from tests import hostile
from tests.reading.make import docx_file

ALL = Filter(roles=())
ZH = Words("zh")


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("hostile") / "library.duckdb"
    hostile.fill(path)
    library = Library(path)
    yield library
    library.close()


def ids(library: Library) -> list[str]:
    """The reports, the oldest first."""
    return list(library.reports().sort_values("date")["id"])


def a_rollup(library: Library) -> bytes:
    ledger = rollup(library, Filter(), by="report", superior=ids(library)[0])
    return rollup_xlsx(ledger, library.reports())


def a_draft(library: Library) -> bytes:
    lines = [*hostile.TEXTS, f"{hostile.BOUQUET}，查摆问题120个，已整改102个，整改率95%。"]
    return check_draft(docx_file([for_xml(line) for line in lines]), "甲.docx", ZH).document


def a_brief(library: Library) -> bytes:
    return word_document(brief_of(library, ids(library), ZH, "\0\u202e" + hostile.BOUQUET), ZH)


WORKBOOKS: dict[str, Callable[[Library], bytes]] = {
    "figures": lambda library: downloads.xlsx(library, ALL),
    "figures by code": lambda library: downloads.xlsx(library, ALL, language=""),
    "rollup": a_rollup,
    "yearly": lambda library: yearly_xlsx(yearly(library, *ids(library)[:2])),
}
DOCUMENTS: dict[str, Callable[[Library], bytes]] = {
    "brief": a_brief,
    "draft": a_draft,
    "yearly": lambda library: yearly_docx(yearly(library, *ids(library)[:2])),
}
# A formula of ours: sums and quotients of cells, in sheets that we named.
OWN = re.compile(r"=[-A-Z0-9(),:+*/. $!\"'<>=一-鿿]*")


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_cell_of_a_workbook_acts(trapped: Library, name: str) -> None:
    data = WORKBOOKS[name](trapped)
    book = openpyxl.load_workbook(io.BytesIO(data))
    texts = []
    for sheet in book.worksheets:
        assert not sheet._hyperlinks
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.data_type == "f":
                assert OWN.fullmatch(cell.value), cell.value
                assert not any(part in cell.value for part in hostile.ALIVE)
            elif isinstance(cell.value, str):
                texts.append(cell.value)
    assert any(hostile.BOUQUET in text for text in texts)
    assert_nothing_outside(data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_a_document_acts(trapped: Library, name: str) -> None:
    data = DOCUMENTS[name](trapped)
    said = ""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            if not part.endswith(".xml"):
                continue
            root = etree.fromstring(parts.read(part))
            said += "".join(root.itertext())
            for active in ("hyperlink", "instrText", "fldSimple", "object", "altChunk", "script"):
                assert not [
                    e for e in root.iter("{*}" + active) if "evil" in etree.tostring(e).decode()
                ]
    assert hostile.BOUQUET in said
    assert_nothing_outside(data)


def assert_nothing_outside(data: bytes) -> None:
    """That no part of an office file leads anywhere else, and none is a program."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            assert not re.search(r"vba|externalLink|embeddings|activeX", part)
            if part.endswith(".rels"):
                assert b"External" not in parts.read(part)


@pytest.mark.parametrize("language", ["", "zh", "en"])
def test_a_csv_holds_the_words_and_no_formula(trapped: Library, language: str) -> None:
    rows = list(
        csv.reader(io.StringIO(downloads.csv(trapped, ALL, language=language).decode("utf-8-sig")))
    )
    assert any(hostile.BOUQUET in cell for row in rows for cell in row)
    acting = [cell for row in rows for cell in row if re.match(r"[\s\0\u202e]*[=@]", cell)]
    assert acting == []


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_text_comes_back_out_of_a_csv(text: str) -> None:
    written = table_csv([text], [[text]]).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(written, newline="")):
        assert line[0].removeprefix("'") == text
    assert downloads.frame_csv(pd.DataFrame({text: [text]})).decode("utf-8-sig") == written


def test_json_and_the_package_hold_the_words(trapped: Library) -> None:
    rows = json.loads(downloads.json(trapped, ALL))
    assert any(hostile.BOUQUET in row["sentence"] for row in rows)
    with zipfile.ZipFile(io.BytesIO(downloads.package(trapped, ALL))) as parts:
        assert parts.namelist() == ["figures.csv", "datapackage.json"]
        described = json.loads(parts.read("datapackage.json"))
    assert any(hostile.BOUQUET in source["title"] for source in described["sources"])


NAMES = [
    ("甲.docx", "甲-核.docx"),
    ("甲.DOCM", "甲-核.docm"),
    ("甲.exe", "甲-核.docx"),
    ("../../etc/passwd", "passwd-核.docx"),
    ("..\\..\\甲.docx", "甲-核.docx"),
    ("C:\\甲\\乙.docx", "乙-核.docx"),
    ("/甲.docx", "甲-核.docx"),
    ("a\0b.docx", "a_b-核.docx"),
    ("\u202exslx.docx", "_xslx-核.docx"),
    ("甲:乙*丙?.docx", "甲_乙_丙_-核.docx"),
    ("<b>|\"'.docx", "_b___'-核.docx"),
    ("甲\r\nSet-Cookie: a=1.docx", "甲__Set-Cookie_ a=1-核.docx"),
    ("..", "_-核.docx"),
    ("", "_-核.docx"),
    (" . ", "_-核.docx"),
    ("长" * 300 + ".docx", "长" * 80 + "-核.docx"),
]


@pytest.mark.parametrize(("given", "back"), NAMES)
def test_a_file_that_goes_back_has_a_name_and_no_path(given: str, back: str) -> None:
    assert downloads.given_back(given, "核", (".docx", ".docm")) == back


@pytest.mark.parametrize("text", [*hostile.TEXTS, hostile.BOUQUET])
def test_no_name_of_a_file_leads_anywhere(text: str) -> None:
    back = downloads.given_back(text, "核", (".docx",))
    assert Path(back).name == back and back.endswith("-核.docx")
    assert not re.search(r'[\x00-\x1f<>:"/\\|?*\u200e\u202e\u2060]', back)


def test_a_picture_is_named_by_its_chart() -> None:
    told = json.dumps(chart_frame.config(ZH, "ratios_chart", "png"))
    assert '"filename": "ratios_chart' in told
