"""`python -m extract FILE` for every format: the same figures from each."""

from pathlib import Path

import pytest

from extract.__main__ import main
from tests.reading.make import docx_file, html_file, pdf_file, pdf_pages, xlsx_file, zip_file

LINES = ["某县整改总结", "一、整改情况", "全县查摆问题120个，整改96个。"]
ROWS = [["乡镇", "整改问题（个）"], ["甲乡", 120], ["乙乡", 96]]
BIG5 = "全縣查擺問題120個，整改96個。各單位認真學習，問題已經解決，群眾表示滿意。"
TEXT = "\n".join(LINES)
FORMATS = {
    "一.txt": TEXT.encode(),
    "有标记.txt": TEXT.encode("utf-8-sig"),
    "国标.txt": TEXT.encode("gb18030"),
    "台湾.txt": BIG5.encode("big5"),
    "宽字.txt": TEXT.encode("utf-16"),
    "二.md": f"# {LINES[0]}\n\n## {LINES[1]}\n\n{LINES[2]}\n".encode(),
    "三.docx": docx_file(LINES),
    "四.pdf": pdf_file(pdf_pages(LINES)),
    "五.html": html_file(LINES),
    "旧.html": html_file(LINES, "gb2312"),
    "六.xlsx": xlsx_file({"表": ROWS}),
    "七.csv": "乡镇,整改问题（个）\n甲乡,120\n乙乡,96\n".encode(),
    "八.tsv": "乡镇\t整改问题（个）\n甲乡\t120\n乙乡\t96\n".encode("gb18030"),
    "名字不对.txt": docx_file(LINES),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / name).write_bytes(FORMATS[name])
    assert main([str(tmp_path / name)]) == 0
    out, err = capsys.readouterr()
    rows = out.splitlines()[1:]
    assert [row.split()[1].rstrip("个個") for row in rows] == ["120", "96"]
    assert ("编码是推断的" in err) == (name in ("国标.txt", "台湾.txt", "八.tsv"))


def test_an_archive_with_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "全部.zip"
    path.write_bytes(zip_file({**FORMATS, "坏.docx": b"PK\x03\x04 broken"}))
    assert main([str(path)]) == 1
    out, err = capsys.readouterr()
    assert all(f"全部.zip/{name}" in out for name in FORMATS)
    assert "未读入 全部.zip/坏.docx：文件已损坏" in err
    assert "Traceback" not in err


def test_the_encoding_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "短.txt"
    path.write_bytes("整改96個".encode("big5"))
    assert main([str(path), "--encoding", "big5"]) == 0
    out, err = capsys.readouterr()
    assert "96個" in out and err == ""
    assert main([str(path), "--encoding", "big6"]) == 1
    assert "没有“big6”这种编码" in capsys.readouterr().err
