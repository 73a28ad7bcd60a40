"""Make data/brief.docx, the template of a brief: `python -m scripts.brief_template [FILE]`.

The page is that of GB/T 9704: A4 with margins of 37, 26, 35 and 28 mm, the title in 小标宋 of size
二号, headings in 黑体 and text in 仿宋 of size 三号, page numbers — 1 — in 宋体 of size 四号, at
the outer side. Where a font is missing, Word and WPS take the one named beside it.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from dashboard.files.word import sheet, template

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_WHEN = (2026, 1, 1, 0, 0, 0)  # the same file each time
_PARTS = ("styles", "settings", "fontTable", "footnotes", "footer1", "footer2")

# Font → the one that stands in for it.
_FONTS = {
    "方正小标宋简体": "宋体",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "Times New Roman": "",
}


def _twips(points: float) -> int:
    return round(points * 20)


def _line(points: float) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{_twips(points)}" w:lineRule="exact"/>'


def _type(size: float, font: str = "") -> str:
    fonts = f'<w:rFonts w:eastAsia="{font}"/>' if font else ""
    return f'{fonts}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _style(name: str, paragraph: str, characters: str, *, based: bool = True) -> str:
    base = '<w:basedOn w:val="a"/>' if based else ""
    default = "" if based else ' w:default="1"'
    identity = "".join(name.title().split()) if based else "a"
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{base}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def _styles() -> str:
    indent = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
    centred = '<w:jc w:val="center"/>'
    return "".join(
        (
            "<w:docDefaults><w:rPrDefault><w:rPr>",
            '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
            'w:eastAsia="仿宋_GB2312"/>',
            _type(sheet.BODY),
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/>',
            "</w:docDefaults>",
            _style("Normal", f'{_line(sheet.BODY_LINE)}<w:jc w:val="both"/>', "", based=False),
            _style(
                "Title", _line(sheet.TITLE_LINE) + centred, _type(sheet.TITLE, "方正小标宋简体")
            ),
            _style("Subtitle", _line(sheet.BODY_LINE) + centred, _type(sheet.BODY, "楷体_GB2312")),
            _style(
                "heading 1",
                f'<w:keepNext/>{_line(sheet.BODY_LINE)}{indent}<w:outlineLvl w:val="0"/>',
                _type(sheet.BODY, "黑体"),
            ),
            _style("Body Text", indent, ""),
            _style("Table Text", f'{_line(sheet.BAR)}<w:jc w:val="left"/>', _type(sheet.SMALL)),
            _style("caption", _line(sheet.SMALL * 1.5), _type(sheet.NOTE)),
            _style(
                "footnote text",
                f'{_line(sheet.NOTE_LINE)}<w:jc w:val="left"/>',
                _type(sheet.NOTE),
            ),
            _style("footer", '<w:spacing w:line="240" w:lineRule="auto"/>', _type(14, "宋体")),
            '<w:style w:type="character" w:default="1" w:styleId="a0">',
            '<w:name w:val="Default Paragraph Font"/></w:style>',
            '<w:style w:type="character" w:styleId="FootnoteReference">',
            '<w:name w:val="footnote reference"/><w:basedOn w:val="a0"/>',
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
            '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>',
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        )
    )


def _settings() -> str:
    return (
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )


def _font_table() -> str:
    return "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if other else "")
        + ('<w:charset w:val="86"/>' if other else "")  # that of simplified Chinese
        + "</w:font>"
        for name, other in _FONTS.items()
    )


def _footnotes() -> str:
    return "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )


def _footer(side: str) -> str:
    """— 1 — at the outer side of the page, a character from its edge."""
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    indent = f'<w:ind w:{side}="280" w:{side}Chars="100"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
    )


def _document() -> str:
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{mark}</w:t></w:r></w:p>'
        for style, mark in (
            ("Title", template.TITLE),
            ("Subtitle", template.BYLINE),
            ("BodyText", template.BODY),
        )
    )
    margins = {
        "top": sheet.TOP,
        "right": sheet.RIGHT,
        "bottom": sheet.BOTTOM,
        "left": sheet.LEFT,
        "header": 15 * sheet.MM,
        "footer": 23 * sheet.MM,
        "gutter": 0,
    }
    sides = " ".join(f'w:{side}="{_twips(points)}"' for side, points in margins.items())
    return (
        f'<w:body>{lines}<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="even" r:id="rId6"/>'
        f'<w:pgSz w:w="{_twips(sheet.WIDTH)}" w:h="{_twips(sheet.HEIGHT)}"/>'
        f"<w:pgMar {sides}/></w:sectPr></w:body>"
    )


def made() -> bytes:
    """The template."""
    kinds = {part: part.rstrip("12") for part in _PARTS}
    overrides = {"document": f"{_WORD}.document.main+xml"}
    overrides |= {part: f"{_WORD}.{kind}+xml" for part, kind in kinds.items()}
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>'
            for part, kind in overrides.items()
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(kind, f"{part}.xml") for part, kind in kinds.items()]
        ),
        "word/document.xml": f"<w:document {_SPACES}>{_document()}</w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{_styles()}</w:styles>",
        "word/settings.xml": f"<w:settings {_SPACES}>{_settings()}</w:settings>",
        "word/fontTable.xml": f"<w:fonts {_SPACES}>{_font_table()}</w:fonts>",
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{_footnotes()}</w:footnotes>",
        "word/footer1.xml": f"<w:ftr {_SPACES}>{_footer('right')}</w:ftr>",
        "word/footer2.xml": f"<w:ftr {_SPACES}>{_footer('left')}</w:ftr>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, _WHEN), (_HEAD + text).encode())
    return stream.getvalue()


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


if __name__ == "__main__":
    Path(sys.argv[1] if sys.argv[1:] else template.FILE).write_bytes(made())
