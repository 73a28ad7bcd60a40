"""`python -m extract`: what it prints, writes, refuses and explains."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from extract import COLUMNS, extract_figures
from extract.__main__ import main
from extract.command.explain import explain
from extract.command.output import FORMATS, to_csv, to_json, to_xlsx
from extract.command.words import LANGUAGES, table

ROOT = Path(__file__).parents[2]
TEXT = "全市查摆问题7.7万多个，处分XXX人次，每月开展3至5次，参加人员超过300人。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "战报.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_prints_the_counted_figures(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(report)]) == 0
    out, err = capsys.readouterr()
    head, first, *_ = out.splitlines()
    assert head.split()[:3] == ["原文", "数值", "区间"]
    assert first.split()[:6] == ["0", "7.7万多个", "77,000", "77,000–78,000", "个", "查摆问题"]
    assert "≥ 300" in out and "XXX人次" in out and not err


def test_all_adds_dates_and_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2020年增强“四个意识”。", encoding="utf-8")
    assert main([str(path)]) == 0
    assert "没有找到数字" in capsys.readouterr().err
    assert main([str(path), "--all"]) == 0
    assert "2020年" in capsys.readouterr().out


def test_several_reports_and_folders_name_the_report(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = report.parent / "更多"
    folder.mkdir()
    (folder / "乙.txt").write_text("整改问题30个。", encoding="utf-8")
    assert main([str(report), str(folder)]) == 0
    out = capsys.readouterr().out
    assert "战报.txt" in out and "乙.txt" in out


@pytest.mark.parametrize("ending", FORMATS)
def test_writes_every_row_in_the_format_of_the_ending(report: Path, ending: str) -> None:
    out = report.with_name(f"表{ending}")
    assert main([str(report), "-o", str(out)]) == 0
    want = extract_figures(TEXT)
    assert list(want["text"]) == list(_read(out)["text"])
    assert list(COLUMNS) == list(_read(out).columns)


def _read(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        return pd.read_csv(path)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            fields = json.loads(archive.read("datapackage.json"))["resources"][0]["schema"][
                "fields"
            ]
            assert [field["name"] for field in fields] == list(COLUMNS)
            return pd.read_csv(io.BytesIO(archive.read("figures.csv")))
    if path.suffix == ".json":
        return pd.DataFrame(json.loads(path.read_text("utf-8")))
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=next(rows))


def test_parquet_reads_back_equal(report: Path) -> None:
    out = report.with_name("表.parquet")
    assert main([str(report), "-o", str(out)]) == 0
    back = pd.read_parquet(out).drop(columns="report")
    pd.testing.assert_frame_equal(back, extract_figures(TEXT).drop(columns="report"))


def test_numbers_stand_plain_in_csv_and_json() -> None:
    figures = extract_figures(TEXT)
    lines = to_csv(figures[["text", "number", "low", "high"]]).decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "7.7万多个,77000,77000,78000",
        "XXX人次,,,",
        "3至5次,,3,5",
        "300人,300,300,INF",
    ]
    assert json.loads(to_json(figures))[3]["high"] is None


def test_workbook_holds_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        to_xlsx(pd.DataFrame({"metric": ["=1+1", "https://a.example"], "row": [1, 2]}))
    )
    sheet = openpyxl.load_workbook(path).active
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]
    assert [cell.hyperlink for cell in sheet["A"]] == [None, None, None]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content", "zh", "en"),
    [
        ("空.txt", b"", "里面没有文字", "holds no text"),
        ("图.txt", bytes(range(256)) * 40, "这不是文字文件", "no text"),
        (None, b"", "文件不存在", "no such file"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str | None,
    content: bytes,
    zh: str,
    en: str,
    language: str,
) -> None:
    path = tmp_path / (name or "没有.txt")
    if name:
        path.write_bytes(content)
    assert main([str(path), "--lang", language]) == 1
    out, err = capsys.readouterr()
    assert (zh if language == "zh" else en) in err
    assert not out and "Traceback" not in err


def test_one_bad_report_keeps_no_other_out(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report.parent / "空.txt").write_bytes(b"")
    assert main([str(report.parent)]) == 1
    out, err = capsys.readouterr()
    assert "7.7万多个" in out and "空.txt" in err


def test_unknown_ending_is_misuse(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(report), "-o", "a.doc"])
    assert stopped.value.code == 2
    assert "不认识扩展名“.doc”" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(report), "-o", str(report.parent / "无" / "a.csv")]) == 1
    assert "没能写入" in capsys.readouterr().err


def test_command_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "extract", "-"],
        input=TEXT.encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert "7.7万多个" in done.stdout.decode()


def test_explains_what_was_read() -> None:
    told = explain("全市查摆问题7.7万多个，整改7万个，其中公安机关整改2000个。")
    first = told.split("\n\n")[0].splitlines()
    assert first[0] == "[0] 7.7万多个  统计数字  (6–12)"
    for line in (
        "数值：77,000",
        "区间：77,000–78,000；在两者之间",
        "约数词：多",
        "单位或量词：个；数量",
        "指标：查摆问题",
        "动作：查摆",
        "阶段：查摆发现",
        "规则：阿拉伯数字加万、亿",
    ):
        assert "    " + line in first
    assert "所属总数：[1] 7万个" in told


def test_explains_in_english_and_without_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "处分XXX人次", "--lang", "en"]) == 0
    assert "Redacted" in capsys.readouterr().out
    assert main(["explain", "统一部署"]) == 0
    assert capsys.readouterr().out == "这句话里没有数字。\n"


def test_every_word_is_there_in_every_language() -> None:
    for section, entries in table().items():
        for name, texts in entries.items():
            assert set(texts) == set(LANGUAGES), f"{section}.{name}"


def test_every_rule_that_the_samples_meet_has_words() -> None:
    text = "\n".join(p.read_text("utf-8") for p in (ROOT / "data" / "reports").glob("*.txt"))
    figures = extract_figures(text)
    for column in ("rule", "doubt"):
        assert set(figures[column]) - {""} <= set(table()[column]), column
