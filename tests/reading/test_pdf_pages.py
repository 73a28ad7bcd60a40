"""Pages as offices have them: turned, painted, in vertical writing, in broken fonts, very many."""

from itertools import count, pairwise
from pathlib import Path

import pytest

from extract import extract_report
from reading import Limits, UnreadableReport, read_report, read_reports
from reading.pdf.ruled_tables import PageTable, continued
from reading.structure.compose import GridCell
from tests.reading.make import Drawing, pdf_file, pdf_pages

LINE = "全县排查安全隐患312处，整改隐患289处。"


def grid(across: list[float], down: list[float]) -> list[tuple[float, float, float, float]]:
    """The rules of a table."""
    rules = [(across[0], y, across[-1], y) for y in down]
    return rules + [(x, down[-1], x, down[0]) for x in across]


def filled(rows: list[list[str]], across: list[float], down: list[float]) -> list[Drawing]:
    """The words of a table."""
    return [
        (x + 4, y - 18, 11.0, words)
        for y, row in zip(down, rows, strict=False)
        for x, words in zip(across, row, strict=False)
    ]


ROWS = [["乡镇", "排查隐患"], ["南坪镇", "120"], ["北垭乡", "96"]]
ACROSS, DOWN = [72.0, 200.0, 330.0], [500.0 - 26 * n for n in range(4)]


def test_page_on_its_side() -> None:
    page = [(72.0, 540.0, 12.0, LINE), *filled(ROWS, ACROSS, DOWN)]
    report = read_report(pdf_file([page], grid(ACROSS, DOWN), turned=True))
    assert report.text == f"{LINE}\n乡镇\t排查隐患\n南坪镇\t120\n北垭乡\t96"


@pytest.mark.parametrize("colour", [b"1 1 1", b".9 .9 .9"])
def test_painted_lines_are_no_table(colour: bytes) -> None:
    lines = [
        "一是加强组织领导，成立工作专班，多次召开会议研究部署，全年召开会",
        "议12次，印发简报20期；二是加强督查，对进展慢的乡镇通报批评，全年",
        "通报乡镇3个，约谈干部8人，推动问题按期整改到位，取得明显成效。",
    ]
    page = [(72.0, 700.0 - 26 * n, 13.0, line) for n, line in enumerate(lines)]
    ground = b"%s rg\n" % colour
    ground += b"".join(b"72 %d 420 26 re f\n" % (692 - 26 * n) for n in range(3))
    down = [640.0 - 26 * n for n in range(4)]
    across = [72.0, 282.0, 492.0]
    rules = grid(across, down)
    report = read_report(pdf_file([[*page, *filled(ROWS, across, down)]], rules, under=ground))
    assert report.text.split("\n")[0] == "".join(lines)
    assert len(report.tables) == 1


def test_painted_cells_are_a_table() -> None:
    page = filled(ROWS, ACROSS, DOWN)
    ground = b".8 .9 1 rg\n" + b"".join(
        b"%d %d %d 25 re f\n" % (x, y - 25, width - 1)
        for y in DOWN[:3]
        for x, width in ((72, 128), (200, 130))
    )
    (table,) = read_report(pdf_file([page], under=ground)).tables
    assert len(table.cells) == 6


def test_cell_in_vertical_writing() -> None:
    rows = [
        ["", "", "2025年"],
        ["", "（一）立案", "40"],
        ["", "（二）结案", "36"],
        ["", "（三）撤案", "2"],
    ]
    across, down = [72.0, 100.0, 240.0, 340.0], [700.0 - 26 * n for n in range(5)]
    rules = [(across[0], y, across[-1], y) for y in (down[0], down[1], down[-1])]
    rules += [(across[1], y, across[-1], y) for y in down[2:-1]]
    rules += [(x, down[-1], x, down[0]) for x in across]
    beside: list[Drawing] = [(86.0, 672.0, 11.0, "办理案件情况")]
    report = read_report(pdf_file([filled(rows, across, down)], rules, down=beside))
    table = extract_report(report)
    found = table[table["role"] == "statistic"][["text", "metric"]]
    assert found.values.tolist() == [["40", "立案"], ["36", "结案"], ["2", "撤案"]]


def test_watermark() -> None:
    mark = "内部资料注意保存"
    code = mark.encode("utf-16-be").hex().encode()
    slanted = b".7 .7 -.7 .7 100 200 cm BT /F 40 Tf 0 0 Td <%s> Tj ET" % code
    report = read_report(pdf_file([[(72.0, 700.0, 12.0, LINE)]], under=b"q %s Q" % slanted))
    assert report.text == LINE


@pytest.mark.parametrize(
    "words",
    [
        "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~" * 2,
        "".join(chr(0x4E00 + 37 * n % 20000) for n in range(40)),
        "Ђљњћџ" * 12,
    ],
    ids=["signs", "rare characters", "far letters"],
)
def test_characters_that_no_text_has(words: str) -> None:
    lines = [(72.0, 700.0 - 20 * n, 8.0, words) for n in range(4)]
    good: list[Drawing] = [(72.0, 700.0 - 20 * n, 12.0, LINE) for n in range(4)]
    report = read_report(pdf_file([good, lines]))
    assert [(note.code, note.details["pages"]) for note in report.notes] == [("garbled_pages", [2])]
    assert words[:10] not in report.text


def test_fonts_that_name_other_letters() -> None:
    lines = [(72.0, 700.0 - 20 * n, 12.0, LINE) for n in range(6)]
    with pytest.raises(UnreadableReport, match="garbled"):
        read_report(pdf_file([lines], latin=True))


def test_note_at_the_foot_and_title_on_the_next_page() -> None:
    across = [72.0, 300.0, 523.0]
    foot: list[Drawing] = [(72.0, 120.0, 11.0, "注：本表数据由各乡镇上报。")]
    title: list[Drawing] = [(250.0, 740.0, 11.0, "隐患整改统计表")]
    second = [*title, *filled(ROWS, across, DOWN)]
    report = read_report(
        pdf_file([[*filled(ROWS, across, DOWN), *foot], second], grid(across, DOWN))
    )
    assert "\n注：本表数据由各乡镇上报。\n隐患整改统计表\n" in report.text


def test_headers_repeated_on_the_next_page() -> None:
    def table(rows: list[list[str]]) -> PageTable:
        cells = [GridCell(w, r, c) for r, row in enumerate(rows) for c, w in enumerate(row)]
        return PageTable(0.0, 0.0, 200.0, 100.0, [0.0, 100.0, 200.0], cells)

    head = [["科目", "金额"], ["栏次", "1"]]
    joined = continued(table([*head, ["教育", "12"]]), table([*head, ["卫生", "8"]]))
    assert joined is not None
    assert [cell.text for cell in joined.cells if not cell.column] == [
        "科目",
        "栏次",
        "教育",
        "卫生",
    ]


LONG = pdf_file(pdf_pages([f"第{n}镇{LINE}" for n in range(4000)]))


def test_progress_by_page() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    read_report(LONG, progress=tell)
    pages = told[0][1]
    assert pages > 100 and told[0][0] == 0
    assert all(before < after for (before, _), (after, _) in pairwise(told))


def test_reading_is_stopped() -> None:
    with pytest.raises(UnreadableReport, match="stopped"):
        read_report(LONG, progress=lambda done, of: False)
    (refusal,) = read_reports(LONG, name="长.pdf", progress=lambda name, done, of: False)
    assert (refusal.name, refusal.code) == ("长.pdf", "stopped")  # type: ignore[union-attr]


class Enough(Exception):
    """Whoever waits for a file has had enough."""


def test_reading_several_files_tells_of_pages_and_stops_at_once(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(LINE, encoding="utf-8")
    (tmp_path / "长.pdf").write_bytes(LONG)
    told: list[tuple[str, int, int]] = []

    def tell(name: str, done: int, of: int) -> None:
        told.append((name, done, of))
        if done:
            raise Enough

    outcomes = read_reports(tmp_path, progress=tell)
    assert next(outcomes).name == "一.txt"
    with pytest.raises(Enough):
        next(outcomes)
    name, done, of = told[-1]
    assert name == "长.pdf" and 0 < done < of
    with pytest.raises(StopIteration):
        next(outcomes)


def test_what_was_read_in_time_goes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    from reading.pdf.document import read_pdf
    from reading.safety.progress import reading_in

    # A clock on which every look takes a second, whatever the machine.
    monkeypatch.setattr("reading.safety.progress.time.monotonic", count().__next__)
    with reading_in(40, lambda done, of: None):
        report = read_pdf(LONG)
    (note,) = report.notes
    assert note.code == "pages_unread" and 1 < note.details["first"] <= note.details["last"]
    assert report.text.startswith("第0镇")


def test_no_limit_is_in_the_way_of_ten_pages() -> None:
    report = read_report(pdf_file(pdf_pages([LINE] * 100)), limits=Limits(max_seconds=20))
    assert not report.notes
