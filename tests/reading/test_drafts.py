"""Drafts: where in the document each character of the report stands."""

import pytest

from reading.drafts import read_draft
from tests.reading.make import docx_file, docx_of

T = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
LIST = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def t(text: str) -> str:
    return T.format(text)


DRAFTS = [
    docx_file(["# 一、总体", "全县查摆问题120个。", "  两端  有空格  "], [["单位", "个数"], ["甲", "3"]]),
    docx_of(p(t("一行，"), "<w:r><w:br/></w:r>", t("两行 three-"), "<w:r><w:br/></w:r>", t("four。"))),
    docx_of(p(t("面积3km"), RAISED.format("2"), t("，共12"), RAISED.format("①"), t("处，10"), RAISED.format("8"), t("个。"))),
    docx_of(p(t("自动编号"), properties=LIST) + p(t("2024年整改"), properties=LIST), numbering=NUMBERING),
    docx_of(p(t("标题：通报")) + p(t("日期：2024-05-06")) + p(t("正文有5个。"))),
    docx_of(p(t("前半"), properties="<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>") + p(t("后半。"))),
    docx_of(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p(t("甲")) + p(t("局"))
        + "</w:tc><w:tc>" + p(t("1 2")) + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p()
        + "</w:tc><w:tc>" + p(t("\u200b3")) + "</w:tc></w:tr></w:tbl>"
    ),
]  # fmt: skip


@pytest.mark.parametrize("data", DRAFTS)
def test_each_character_stands_in_its_own_element(data: bytes) -> None:
    draft = read_draft(data)
    text = draft.report.text
    nowhere = ""
    for at, character in enumerate(text):
        places = draft.places(at, at + 1)
        if not places:
            nowhere += character
            continue
        (place,) = places
        held = (place.element.text or "")[place.start : place.end]
        assert held == character or character.isspace() or character in "²⁸"
    assert nowhere.replace("\n", "").replace("\t", "").strip() in ("", "一、二、")
    whole = draft.places(0, len(text))
    assert [one.element for one in whole] == list(dict.fromkeys(one.element for one in whole))


def test_a_number_in_pieces_has_a_place_in_each() -> None:
    draft = read_draft(docx_of(p(t("共查摆1"), t("2"), t("0个。"))))
    places = draft.places(3, 7)
    assert [(one.element.text, one.start, one.end) for one in places] == [
        ("共查摆1", 3, 4),
        ("2", 0, 1),
        ("0个。", 0, 2),
    ]
