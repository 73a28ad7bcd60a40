"""Text files: encodings, line ends, the metadata header, and what is refused."""

import codecs

import pytest

from reading import UnreadableReport, read_report

SIMPLE = "共查摆问题7.7万多个，制定整改措施8.3万余条。\n各级党组织开展一次专题学习。"
TRADITIONAL = "共查處違紀人員12名，罰款34萬元。\n各機關開展一次專題學習。"


@pytest.mark.parametrize(
    ("text", "codec", "mark", "used", "guessed"),
    [
        (SIMPLE, "utf-8", b"", "utf-8", False),
        (SIMPLE, "utf-8", codecs.BOM_UTF8, "utf-8", False),
        (SIMPLE, "gb18030", b"", "gb18030", True),
        (SIMPLE, "gbk", b"", "gb18030", True),
        (SIMPLE, "gb2312", b"", "gb18030", True),
        (TRADITIONAL, "gb18030", b"", "gb18030", True),
        (TRADITIONAL, "big5", b"", "big5", True),
        (SIMPLE, "utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le", False),
        (SIMPLE, "utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be", False),
        (SIMPLE, "utf-16-le", b"", "utf-16-le", True),
        (SIMPLE, "utf-16-be", b"", "utf-16-be", True),
        ("整改问题12个", "gbk", b"", "gb18030", True),
    ],
)
def test_encodings(text: str, codec: str, mark: bytes, used: str, guessed: bool) -> None:
    report = read_report(mark + text.encode(codec), name="a.txt")
    assert (report.text, report.encoding) == (text, used)
    assert [note.code for note in report.notes] == ["encoding_guessed"] * guessed


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("标题：只有抬头\n日期：2021-01-01\n\n".encode(), "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "binary"),
        ("Ça été déjà vu à Noël".encode("latin-1"), "encoding"),
        ("これは日本語です。問題を解決した。".encode("shift_jis"), "encoding"),
        (SIMPLE.encode("gbk")[:-4] + b"\xff\xff", "encoding"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_report(data, name="坏文件.txt")
    assert caught.value.code == code
    assert caught.value.details["name"] == "坏文件.txt"


def test_encoding_given() -> None:
    data = SIMPLE.encode("gbk")
    assert read_report(data, encoding="gbk").text == SIMPLE
    with pytest.raises(UnreadableReport, match="encoding"):
        read_report(data, encoding="utf-8")
    with pytest.raises(UnreadableReport, match="encoding_unknown"):
        read_report(data, encoding="no-such")


def test_header_becomes_metadata() -> None:
    text = (
        "标题：审计整改报告\r\n来源：市审计局\r\n单位：瑞金市\r\n日期：2021年12月28日\r\n"
        "活动：审计整改\r\n\r\n共整改40项。\r\n"
    )
    report = read_report(text.encode())
    assert report.text == "共整改40项。"
    assert (report.title, report.source, report.organisation, report.date, report.campaign) == (
        "审计整改报告",
        "市审计局",
        "瑞金市",
        "2021-12-28",
        "审计整改",
    )


def test_same_text_same_id() -> None:
    first, second = read_report(SIMPLE.encode()), read_report(SIMPLE.encode("utf-16"))
    assert first.id == second.id and len(first.id) == 16
    assert first.id != read_report(TRADITIONAL.encode()).id
