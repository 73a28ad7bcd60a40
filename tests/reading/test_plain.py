"""Text files: encodings, line ends, the metadata header, and what is refused."""

import codecs

import pytest

from reading import UnreadableReport, read_report
from reading.structure.lines import join

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


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_padded_file(codec: str) -> None:
    assert read_report(SIMPLE.encode(codec) + bytes(100)).text == SIMPLE


def test_encoding_given() -> None:
    data = SIMPLE.encode("gbk")
    assert read_report(data, encoding="gbk").text == SIMPLE
    with pytest.raises(UnreadableReport, match="encoding"):
        read_report(data, encoding="utf-8")
    with pytest.raises(UnreadableReport, match="encoding_unknown"):
        read_report(data, encoding="no-such")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_damaged_character(codec: str) -> None:
    data = ((SIMPLE + "\n") * 20).encode(codec)
    cut = data[:-3] + b"\xff" + data[-1:]
    report = read_report(cut)
    notes = {note.code: note.details for note in report.notes}
    assert notes["undecodable"]["encoding"] == codec
    assert (
        report.text.startswith(SIMPLE)
        and report.text.count("\ufffd") == notes["undecodable"]["count"]
    )


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


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("共排查问题12个，\r\n整改8个。\r\n", "共排查问题12个，整改8个。"),
        ("一、总体情况，\n二、主要做法，\n（一）学", "一、总体情况，\n二、主要做法，\n（一）学"),
        ("共查摆问题，\n　　另起一段。", "共查摆问题，\n　　另起一段。"),
        ("共查摆问题，\n\n另起一段。", "共查摆问题，\n\n另起一段。"),
        ("标题\n副标题\n正文结束。", "标题\n副标题\n正文结束。"),
        ("老式苹果\r换行。\r第二行", "老式苹果\n换行。\n第二行"),
        (
            "今年以来各级党组织深入开展专题教育共计查摆出来问题三百二\n"
            "十五个制定整改措施四百余条目前已经完成整改任务的占到百分之\n"
            "九十以上取得了阶段性成效得到了干部群众的一致好评和广泛认\n"
            "可。\n"
            "下一步继续推进。",
            "今年以来各级党组织深入开展专题教育共计查摆出来问题三百二"
            "十五个制定整改措施四百余条目前已经完成整改任务的占到百分之"
            "九十以上取得了阶段性成效得到了干部群众的一致好评和广泛认"
            "可。\n下一步继续推进。",
        ),
        ("地区\t数量，\n甲市\t12", "地区\t数量，\n甲市\t12"),
        (
            "今年以来，全市共排查问题1234个，已经整改完成1\n102个，资金3.\n56亿元。",
            "今年以来，全市共排查问题1234个，已经整改完成1102个，资金3.56亿元。",
        ),
        (
            "全市各单位情况都已汇总，如有疑问，请电话联系83605210\n2021年12月28日",
            "全市各单位情况都已汇总，如有疑问，请电话联系83605210\n2021年12月28日",
        ),
        (
            "全市各级各部门开展专项整治，排查的问题见附件1\n1.排查情况",
            "全市各级各部门开展专项整治，排查的问题见附件1\n1.排查情况",
        ),
    ],
)
def test_lines(stored: str, shown: str) -> None:
    assert read_report(stored.encode()).text == shown


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("一、总体情况\n正文。", [(1, "一、总体情况")]),
        ("一、2015年工作回顾\n正文。", [(1, "一、2015年工作回顾")]),
        ("（一）主动公开情况。全年公开5500余条。", [(2, "（一）主动公开情况")]),
        ("1.查摆问题\n12个问题。", [(3, "1.查摆问题")]),
        (
            "（二）以物流园区建设为重点，做强现代服务业，确保第三产业实现新跨越。全年投资12.7亿元。",
            [(2, "（二）以物流园区建设为重点，做强现代服务业，确保第三产业实现新跨越")],
        ),
        ("（三）全市共排查各类突出问题1234个，制定整改措施2345条，完成整改1102个。还有132个。", []),
        ("1.5万人参加", []),
        ("一、排查情况\n1.问题12个\n2.隐患35处\n共47项。", [(1, "一、排查情况")]),
        ("1.排查\n共12个。\n2.整改\n共8个。", [(3, "1.排查"), (3, "2.整改")]),
        ("一、要认真学习；\n二、要抓好整改。", []),
        ("第一章 总则\n正文。", [(1, "第一章 总则")]),
        ("第1篇: 发言稿\n正文。", [(0, "第1篇: 发言稿")]),
        ("　　>二、以问题为导向\n正文。", [(1, "二、以问题为导向")]),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str]]) -> None:
    report = read_report(text.encode())
    assert [(h.level, report.text[h.start : h.end]) for h in report.headings] == headings


@pytest.mark.parametrize(
    ("text", "title", "organisation", "source", "date"),
    [
        (
            "政 府 工 作 报 告\n----2012年2月29日在会议上\n某某区人民政府区长　　张三\n正文。",
            "政府工作报告",
            "某某区人民政府",
            "",
            "2012-02-29",
        ),
        (
            "2026年某省政府工作报告\n来源：某某日报\n时间：2026-02-10\n正文。",
            "2026年某省政府工作报告",
            "",
            "某某日报",
            "2026-02-10",
        ),
        (
            "关于整改情况的通报\n正文第一段。\n某某市审计局\n二〇二一年十二月二十八日",
            "关于整改情况的通报",
            "某某市审计局",
            "",
            "2021-12-28",
        ),
        (
            "关于整改情况的通知\n正文第一段。\n某某市人民政府\n2021年12月26日\n（此件公开发布）\n"
            "某某市人民政府办公室　　2021年12月28日印发",
            "关于整改情况的通知",
            "某某市人民政府",
            "",
            "2021-12-26",
        ),
        ("新闻联播（20260526）\n正文，共12条。", "新闻联播（20260526）", "", "", "2026-05-26"),
        ("2021年一般公共预算执行情况\n正文。", "2021年一般公共预算执行情况", "", "", "2021"),
        ("只有正文，没有标题。", "无题", "", "", ""),
        (
            "青禾县水利局\n关于2024年度河湖治理情况的报告\n\n县政府：\n共治理河道12公里。",
            "青禾县水利局关于2024年度河湖治理情况的报告",
            "青禾县水利局",
            "",
            "2024",
        ),
        (
            "关于青禾县2024年预算执行情况\n和2025年预算草案的报告\n"
            "——2025年1月8日在青禾县第十七届人民代表大会第四次会议上\n青禾县财政局\n各位代表：",
            "关于青禾县2024年预算执行情况和2025年预算草案的报告",
            "青禾县财政局",
            "",
            "2025-01-08",
        ),
        (
            "政府工作报告\n——二〇二六年一月六日在青禾县第十八届\n人民代表大会第六次会议上\n县长 李四\n"
            "各位代表：",
            "政府工作报告",
            "青禾县人民政府",
            "",
            "2026-01-06",
        ),
        (
            "下载\n打印\n【字号：\n2026年东岭省政府工作报告\n东岭省省长 王五\n各位代表：",
            "2026年东岭省政府工作报告",
            "东岭省人民政府",
            "",
            "2026",
        ),
        (
            "青禾县商务局2026年部门预算\n实施周期：2025.1.1-2025.12.31\n预算85万元。",
            "青禾县商务局2026年部门预算",
            "青禾县商务局",
            "",
            "2026",
        ),
        (
            "整治情况报告\n全镇查摆问题85个。\n临沅县石桥镇\n2024年11月20日",
            "整治情况报告",
            "临沅县石桥镇",
            "",
            "2024-11-20",
        ),
        (
            "整治工作总结\n全县查摆问题85个。\n临沅县作风建设工作专班\n2025年1月10日",
            "整治工作总结",
            "临沅县作风建设工作专班",
            "",
            "2025-01-10",
        ),
        (
            "整治工作总结\n走访18个镇\n2025年1月10日",  # no name: a number stands in it
            "整治工作总结",
            "",
            "",
            "2025-01-10",
        ),
        ("往来款\n单位：万元\n甲公司欠款3万元。", "往来款", "", "", ""),
        (
            "乡村新貌\n晨光网消息（联播）：共整治村庄12个。",
            "乡村新貌",
            "",
            "晨光网",
            "",
        ),
        ("第1篇: 甲\n正文。\n第2篇: 乙\n正文。", "无题", "", "", ""),
    ],
)
def test_metadata_proposed(
    text: str, title: str, organisation: str, source: str, date: str
) -> None:
    report = read_report(text.encode(), name="无题.txt")
    found = (report.title, report.organisation, report.source, report.date)
    assert found == (title, organisation, source, date)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("共17.", "56万人", "共17.56万人"),
        ("共1,", "234人", "共1,234人"),
        ("共17", "56人", "共1756人"),
        ("查摆问", "题12个", "查摆问题12个"),
        ("the first", "second part", "the first second part"),
        ("hyphen-", "ated", "hyphenated"),
        ("ends here.", "Next", "ends here. Next"),
        ("占50%", "的", "占50%的"),
    ],
)
def test_join(first: str, second: str, whole: str) -> None:
    assert join(first, second) == whole
