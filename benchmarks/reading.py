"""How fast reading is, by format, and whether a folder of 1,000 mixed files goes in.

    python -m benchmarks.reading [FILES]

Prints MB of text and MB of file per second for each format, then reads a folder of 980 good and 20
bad files and prints how many went in, how many were refused and why, the time, and the memory of
this process and of the workers at the tenth, the middle and the end of the way.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reading import Refusal, read_report, read_reports
from tests.reading.make import (
    docx_file,
    html_file,
    pdf_file,
    pdf_pages,
    xlsx_file,
    zip_file,
)

_PARAGRAPH = (
    "今年以来，全市各级各部门共排查问题{n}个，制定整改措施{m}条，目前已经整改完成{k}个，"
    "召开专题会议126次，参加人员达到3500余人次，发现问题线索58条，涉及金额251023.54万元。"
)
_BAD = 20


def paragraphs(seed: int, count: int) -> list[str]:
    """`count` paragraphs of a report, different for each `seed`."""
    body = [
        _PARAGRAPH.format(n=seed * 7 + line, m=seed * 3 + line, k=seed + line)
        for line in range(count)
    ]
    return [f"第{seed}号专项整治情况报告", "一、总体情况", *body]


def in_formats(lines: list[str]) -> dict[str, bytes]:
    """The same report as a file of each format, by the file's ending."""
    text = "\n".join(lines)
    table: list[list[object]] = [["地区", "件数（件）", "金额（万元）"], [lines[0], 1, 1.5]]
    table += [[f"第{n}区", n, n * 1.5] for n in range(len(lines) * 4)]
    rows = "\n".join(",".join(str(cell) for cell in row) for row in table)
    return {
        "txt": text.encode(),
        "gbk.txt": text.encode("gb18030"),
        "md": ("# " + "\n\n".join(lines)).encode(),
        "html": html_file(lines),
        "docx": docx_file(lines),
        "pdf": pdf_file(pdf_pages(lines)),
        "xlsx": xlsx_file({"表": table}),
        "csv": rows.encode("utf-8-sig"),
    }


def by_format() -> None:
    """Print the speed of each format on a report of some 200,000 characters."""
    print(f"{'format':<8}{'file KB':>9}{'text KB':>9}{'ms':>8}{'MB file/s':>11}{'MB text/s':>11}")
    for ending, data in in_formats(paragraphs(1, 2000)).items():
        name = f"a.{ending}"
        small = in_formats(paragraphs(1, 5))[ending]
        read_report(small, name=name)  # starts the worker and loads the library
        start = time.perf_counter()
        report = read_report(data, name=name)
        seconds = time.perf_counter() - start
        text = len(report.text.encode())
        print(
            f"{ending:<8}{len(data) / 1e3:>9.0f}{text / 1e3:>9.0f}{seconds * 1e3:>8.0f}"
            f"{len(data) / 1e6 / seconds:>11.2f}{text / 1e6 / seconds:>11.2f}"
        )


def bad_files() -> Iterator[tuple[str, bytes]]:
    """Twenty files that cannot be reports, each for a reason of its own or nearly so."""
    good = in_formats(paragraphs(0, 5))
    bomb = zip_file({"word/document.xml": bytes(30_000_000)})
    entity = zip_file({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    kinds = [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("program.txt", b"\x7fELF" + bytes(500)),
        ("noise.txt", bytes(range(256)) * 40),
        ("japanese.txt", "これは日本語の文章です。".encode("shift_jis")),
        ("cut.docx", good["docx"][:-2000]),
        ("cut.xlsx", good["xlsx"][:-2000]),
        ("cut.pdf", b"%PDF-1.5 cut"),
        ("scanned.pdf", pdf_file([[], []], pictures=[0, 1])),
        ("bomb.docx", bomb),
        ("entity.docx", entity),
        ("locked.docx", encrypted),
        ("photo.jpg", b"\xff\xd8\xff" + bytes(500)),
        ("slides.ppt", encrypted[:8] + "PowerPoint Document".encode("utf-16-le")),
        ("other.rar", b"Rar!\x1a\x07\x00" + bytes(100)),
        ("outside.zip", zip_file({"../a.txt": good["txt"]})),
        ("empty.html", b"<html><body></body></html>"),
        ("empty.docx", docx_file([])),
        ("wrong.docx", zip_file({"word/document.xml": b"<w:document"})),
        ("blank.csv", b"\xef\xbb\xbf\n"),
    ]
    assert len(kinds) == _BAD
    yield from kinds


def memory() -> tuple[float, float]:
    """MB held by this process and by its workers (Linux; elsewhere zeros)."""
    own = children = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
            held = int(lines.get("VmRSS", "0").split()[0]) / 1024
            if status.parent.name == _own_id():
                own = held
            elif lines["PPid"].strip() == _own_id():
                children += held
        except (OSError, ValueError, KeyError):
            continue
    return own, children


def _own_id() -> str:
    return Path("/proc/self").resolve().name


def folder_of(files: int) -> None:
    """Read `files` mixed files, twenty of them bad, and print what became of them."""
    with tempfile.TemporaryDirectory() as place:
        size = 0
        for number in range(files - _BAD):
            made = in_formats(paragraphs(number, 12))
            ending = list(made)[number % len(made)]
            Path(place, f"{number:04d}.{ending}").write_bytes(made[ending])
            size += len(made[ending])
        for name, data in bad_files():
            Path(place, f"bad-{name}").write_bytes(data)
        start = time.perf_counter()
        read, refused, marks = 0, Counter[str](), []
        for done, outcome in enumerate(read_reports(place), 1):
            if isinstance(outcome, Refusal):
                refused[outcome.code] += 1
            else:
                read += 1
            if done in (files // 10, files // 2, files):
                marks.append((done, *memory()))
        seconds = time.perf_counter() - start
    print(f"\n{files} files, {size / 1e6:.1f} MB: {read} read, {sum(refused.values())} refused")
    print("  " + ", ".join(f"{code} {count}" for code, count in sorted(refused.items())))
    print(f"  {seconds:.1f} s, {files / seconds:.0f} files/s")
    for done, own, workers in marks:
        print(f"  after {done:>5}: {own:.0f} MB here, {workers:.0f} MB in the workers")


if __name__ == "__main__":
    by_format()
    folder_of(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
