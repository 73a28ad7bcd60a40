"""A brief of one page: what its Word document holds, and where each of its numbers stands."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree

from dashboard.__main__ import main
from dashboard.asking import conclusions
from dashboard.asking.filters import Filter
from dashboard.files.adding import add_sources
from dashboard.files.brief import brief_of
from dashboard.files.word import sheet, template
from dashboard.files.word.brief import word_document
from dashboard.showing import brief_html
from dashboard.showing.summary_sentences import spoken
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store.library import Library
from extract import extract_report
from reading import Report, UnreadableReport, read_report
from scripts import brief_template

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "reports"
ZH = Words("zh")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = (
    "一、查摆问题\n全县共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个，整改率85.7%。\n"
    "二、队伍建设\n网格员由860人增加到1032人，增长20%。全县开展宣讲320场。\n"
    "三、作风建设\n查摆作风问题120个，已整改102个，整改率95%。"
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("brief") / "library.duckdb")
    assert {event.kind for event in add_sources(library, [SAMPLES])} == {"added"}
    yield library
    library.close()


def add(library: Library, text: str, **more: str) -> str:
    report = Report(
        text, **{"title": "专项整治总结", "organisation": "某县", "date": "2024-05", **more}
    )
    return library.add(report, extract_report(report))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def footnotes(data: bytes) -> dict[str, str]:
    """Number of each footnote → what it says."""
    return {
        note.get(f"{W}id"): "".join(note.itertext(f"{W}t")).strip()
        for note in part(data, "footnotes").iter(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def cited(data: bytes) -> list[tuple[str, str]]:
    """The text in front of each mark of a footnote → what the note says."""
    notes, found = footnotes(data), []
    bookmarks: dict[str, str] = {}
    for paragraph in part(data, "document").iter(f"{W}p"):
        said, name = "", ""
        for element in paragraph.iter():
            if element.tag == f"{W}bookmarkStart":
                name = element.get(f"{W}name")
            elif element.tag == f"{W}footnoteReference":
                bookmarks[name] = notes[element.get(f"{W}id")]
                found.append((said, bookmarks[name]))
            elif element.tag == f"{W}instrText":
                found.append((said, bookmarks[element.text.split()[1]]))
            elif (
                element.tag == f"{W}t" and element.getparent().find(f"{W}rPr/{W}vertAlign") is None
            ):
                said += element.text or ""
    return found


def lines(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph, without the marks of notes."""
    return [
        (one.style.name, "".join(run.text for run in one.runs if not run.font.superscript))
        for one in docx.Document(io.BytesIO(data)).paragraphs
    ]


def test_the_document_says_what_the_table_says(library: Library) -> None:
    report = add(library, TEXT)
    data = word_document(brief_of(library, [report], ZH), ZH)
    assert lines(data) == [
        ("Title", "专项整治总结数字简报"),
        ("Subtitle", "某县　2024年5月"),
        ("Heading 1", "一、进展情况"),
        (
            "Body Text",
            "全县共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个，整改率约85.7%（84.6%～87.0%）。",
        ),
        ("Caption", "斜纹部分：原文用“多”“余”“约”等词，数字落在这一段内。"),
        ("Heading 1", "二、主要数字"),
        ("Body Text", "全县开展宣讲320场。"),
        ("Heading 1", "三、变化和构成"),
        ("Body Text", "网格员由860人增至1032人，增长20.0%。"),
        ("Heading 1", "四、数字核对"),
        ("Body Text", "核对数字之间的关系3处：不符1处，相符2处。"),
        ("Body Text", "【不符】查摆作风问题 120个 → 整改作风问题 102个：85.0%；原文写 95%，不符。"),
    ]
    found = conclusions.conclusions(library, Filter(reports=(report,))).rows
    rate = next(one for one in found if one.first.text == "7.7万多个" and one.kind == "progress")
    assert f"{rate.value:.1f}%（{rate.low:.1f}%～{rate.high:.1f}%）" in lines(data)[3][1]


def test_a_number_left_open_is_told_and_is_no_relation(library: Library) -> None:
    report = add(library, "各乡镇走访群众1.26万户，处分干部XX人次。")
    told = [text for style, text in lines(word_document(brief_of(library, [report], ZH), ZH))]
    assert told[-2:] == ["没有可以互相验证的数字。", "【提示】数字未填：处分干部 XX人次。"]


def test_every_number_has_its_sentence_in_a_footnote(samples: Library) -> None:
    numbers = re.compile(r"\d")
    for report in samples.reports()["id"]:
        brief = brief_of(samples, [report], ZH)
        data = word_document(brief, ZH)
        table = samples.figures(report)
        sentences = set(table["sentence"])
        for said, note in cited(data):
            assert numbers.search(said)
            quoted = re.search("：“(.*)”$", note)
            assert quoted and note.startswith(f"《{samples.report(report).title}》")
            words = quoted[1].strip("…").translate(str.maketrans("‘’", "“”"))
            assert any(words in " ".join(sentence.split()) for sentence in sentences)
        told = [piece for section in brief.sections for one in section.paragraphs for piece in one]
        for piece in told:
            for figure in piece.figures:
                assert figure.text in figure.sentence
                assert any(
                    figure.text.translate(str.maketrans("“”", "‘’")) in note
                    for note in brief.notes.values()
                )


def test_a_sentence_has_one_footnote_however_often_it_is_cited(library: Library) -> None:
    report = add(library, TEXT)
    data = word_document(brief_of(library, [report], ZH), ZH)
    notes = list(footnotes(data).values())
    assert len(notes) == len(set(notes)) == 4
    assert [said for said, note in cited(data) if note == notes[0]] == [
        "全县共查摆问题7.7万多个",
        "全县共查摆问题7.7万多个，制定整改措施8.3万余项",
        "全县共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个",
        "7.7万多个（7.7万～7.8万）",
        "8.3万余项（8.3万～8.4万）",
        "6.6万余个（6.6万～6.7万）",
    ]


def test_bars_are_as_long_as_their_numbers(library: Library) -> None:
    report = add(library, TEXT)
    data = word_document(brief_of(library, [report], ZH), ZH)
    (table,) = part(data, "document").iter(f"{W}tbl")
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    bars = []
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        spans = [
            int(one.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val"))
            if one.find(f"{W}tcPr/{W}gridSpan") is not None
            else 1
            for one in cells
        ]
        assert sum(spans) == len(widths)
        shades = [one.find(f"{W}tcPr/{W}shd") for one in cells]
        length = {
            shade.get(f"{W}val"): int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
            for cell, shade in zip(cells, shades, strict=True)
            if shade is not None
        }
        if length:
            bars.append(length)
    longest = sum(widths[1:-1])
    assert longest == pytest.approx(sum(bars[0].values()), abs=2)
    # The plan counts 项, not 个: it has no place on the scale.
    assert len(bars) == 2
    assert bars[1]["clear"] / longest == pytest.approx(66 / 78, abs=0.01)
    assert bars[1]["diagStripe"] / longest == pytest.approx(1 / 78, abs=0.01)
    fills = {one.get(f"{W}fill") for one in table.iter(f"{W}shd")}
    assert all(fill[:2] == fill[2:4] == fill[4:] for fill in fills)  # no colour that a copier loses


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_fits_on_a_page(samples: Library, language: str) -> None:
    words = Words(language)
    for report in samples.reports()["id"]:
        brief = brief_of(samples, [report], words)
        assert sheet.fits(brief)
        assert [one.heading for one in brief.sections]
    several = brief_of(samples, list(samples.reports()["id"]), words)
    assert len(several.sections) == 7
    assert sheet.pages(several) > 1


def test_hostile_words_stay_words(library: Library) -> None:
    title = '</w:t><script>alert(1)</script>\x01{xe "x"} =1+1'
    report = add(library, "=SUM(A1)\x02<b>查摆问题50个</b>，已整改40个，整改率80%。", title=title)
    brief = brief_of(library, [report], ZH)
    data = word_document(brief, ZH)
    assert lines(data)[0][1] == title.replace("\x01", " ") + "数字简报"
    assert read_report(data).title
    html = brief_html.page(brief, ZH)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_template_of_an_office(library: Library) -> None:
    report = add(library, TEXT)
    brief = brief_of(library, [report], ZH, "工作简报")
    own = docx.Document()
    own.add_paragraph("某县专班　第3期")
    line = own.add_paragraph("【标")
    line.add_run("题】").bold = True
    own.add_paragraph("【正文】")
    own.add_paragraph("报：县委")
    own.sections[0].header.paragraphs[0].text = "【单位和日期】"
    stream = io.BytesIO()
    own.save(stream)
    data = word_document(brief, ZH, stream.getvalue(), "模板.docx")
    made = docx.Document(io.BytesIO(data))
    texts = [one.text for one in made.paragraphs]
    assert texts[:3] == ["某县专班　第3期", "工作简报", "一、进展情况"]
    assert texts[-1] == "报：县委"
    assert made.sections[0].header.paragraphs[0].text == "某县　2024年5月"
    assert len(footnotes(data)) == 4
    bare = docx.Document()
    stream = io.BytesIO()
    bare.save(stream)
    told = lines(word_document(brief, ZH, stream.getvalue(), "空.docx"))
    assert told[:2] == [("Title", "工作简报"), ("Subtitle", "某县　2024年5月")]
    assert told[-1][1].startswith("【不符】")


def test_a_template_that_has_footnotes_keeps_them(library: Library) -> None:
    report = add(library, TEXT)
    brief = brief_of(library, [report], ZH)
    once = word_document(brief, ZH)
    again = word_document(brief, ZH, once, "旧简报.docx")
    assert len(footnotes(again)) == 2 * len(footnotes(once))
    assert len(set(footnotes(again))) == 2 * len(footnotes(once))


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"no document", "not_docx"), (template.FILE.read_bytes()[:700], "damaged")],
)
def test_a_template_that_cannot_be_opened_is_told(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as error:
        template.open_template(data, "模板.docx")
    assert error.value.code == code


def test_the_template_is_what_the_script_makes() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert parts(template.FILE.read_bytes()) == parts(brief_template.made())
    styles = {style.name for style in template.open_template().styles}
    assert set(template.STYLES) <= styles


def test_the_page_is_that_of_the_standard() -> None:
    section = docx.Document(str(template.FILE)).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(one.mm) for one in sizes] == [210, 297, 37, 28]
    styles = part(template.FILE.read_bytes(), "styles")
    fonts = {
        style.find(f"{W}name").get(f"{W}val"): style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}rPr/{W}rFonts") is not None
    }
    assert fonts == {
        "Title": "方正小标宋简体",
        "Subtitle": "楷体_GB2312",
        "heading 1": "黑体",
        "footer": "宋体",
    }
    assert styles.find(f"{W}docDefaults//{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    report, made = tmp_path / "总结.txt", tmp_path / "简报.docx"
    report.write_text(TEXT, "utf-8")
    assert main(["brief", str(report), "-o", str(made), "--title", "一页纸"]) == 0
    told = lines(made.read_bytes())
    assert told[0] == ("Title", "一页纸")
    assert "整改率约85.7%" in told[3][1] or "整改率约85.7%" in told[2][1]
    assert main(["brief", str(report), "-o", str(made), "--template", str(report)]) == 1
    assert "用不了" in capsys.readouterr().err
    assert main(["brief", str(tmp_path / "没有.txt"), "-o", str(made)]) == 1
    assert not list(tmp_path.glob("*.duckdb"))


def test_the_print_view_says_the_same(samples: Library) -> None:
    report = samples.reports()["id"].iloc[0]
    brief = brief_of(samples, [report], ZH)
    html = re.sub("<style>.*</style>", "", brief_html.page(brief, ZH), flags=re.DOTALL)
    plain = re.sub("<sup>[^<]*</sup>|<[^>]*>", "", html)
    for section in brief.sections:
        for sentence in section.paragraphs:
            assert spoken(sentence) in plain.replace("&quot;", '"')
    for note in brief.notes.values():
        assert note in plain
