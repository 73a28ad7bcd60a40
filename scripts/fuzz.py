"""Texts and files that nobody would write, chosen by which code they reach: fuzzing, by atheris.

    python -m scripts.fuzz TARGET [--seconds 1800] [--folder PATH]

TARGET is `extract`, `conclude` or a kind of file (`TARGETS`). Texts are put together from the word
lists, numerals and signs; files from a sound one of the kind, whose parts are changed. What must
never be: an exception of ours, a sentence that no rule understood, a span that is not its text, one
input of more than a few seconds. Each kind of fault is told once, and its input kept in the folder:
a case for the tests. Exit code 1 when there was one.

atheris (Apache) is not among the requirements: `pip install atheris` into an environment that has
requirements.txt and requirements-dev.txt. Without it (it is made for Linux and macOS) inputs are
drawn blindly, which the tests' properties do as well.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import logging
import os
import random
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLOW = 5.0  # seconds that no input of a few thousand characters may take
_OURS = ("extract", "conclude", "reading", "writing")
_MOST = 4_000  # bytes of an input
_LINES = ["# 整改情况", "查摆问题7.7万多个，整改6.6万余个，整改率85.7%。", "一、其中重大12件"]
_ROWS = [["乡镇", "排查隐患（处）"], ["南坪镇", "120"], ["北垭乡", "96"]]

Check = Callable[[bytes], None]


class Wrong(Exception):
    """Something that must never be, though nothing was raised."""


def main() -> int:
    """Feed the target for so long; 1 when something was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--folder", type=Path, default=Path("fuzzed"), help="where inputs are kept")
    options = parser.parse_args()
    folder = options.folder / options.target
    folder.mkdir(parents=True, exist_ok=True)
    guided = importlib.util.find_spec("atheris") is not None
    if guided:
        import atheris

        with atheris.instrument_imports(include=list(_OURS)):
            check = TARGETS[options.target]()
    else:
        check = TARGETS[options.target]()
    logging.disable()
    feed = _Feed(check, folder, time.monotonic() + options.seconds)
    if guided:
        known = folder / "reached"
        known.mkdir(exist_ok=True)
        limits = [
            f"-max_len={_MOST}",
            "-timeout=60",
            "-len_control=20",
            "-verbosity=0",
            "-print_final_stats=0",
        ]
        atheris.Setup([sys.argv[0], *limits, str(known)], feed)
        with contextlib.suppress(SystemExit):
            atheris.Fuzz()
    else:
        feed.blindly()
    return feed.end()


class _Feed:
    """Feeds inputs one after another, notes what is found, ends when the time is over."""

    def __init__(self, check: Check, folder: Path, until: float) -> None:
        self.check, self.folder, self.until = check, folder, until
        self.count = 0
        self.found: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        begun = time.monotonic()
        if begun > self.until:
            os._exit(self.end())  # libFuzzer goes on whatever is raised
        self.count += 1
        try:
            self.check(data)
        except Exception as error:
            self._note(_place(error), data)
        if time.monotonic() - begun > SLOW:
            self._note("slow", data)

    def blindly(self) -> None:
        """Random bytes until the time is over."""
        chance = random.Random(20261128)
        while time.monotonic() < self.until:
            self(chance.randbytes(chance.randrange(_MOST)))

    def end(self) -> int:
        """Tell what was found; 1 when something was."""
        print(f"{self.count:,} inputs, {len(self.found)} kinds of fault: {self.found}", flush=True)
        return int(bool(self.found))

    def _note(self, what: str, data: bytes) -> None:
        if what not in self.found:
            (self.folder / f"{len(self.found)}.input").write_bytes(data)
            print(f"{what}\n  by {self.folder / f'{len(self.found)}.input'}", flush=True)
        self.found[what] = self.found.get(what, 0) + 1


def _place(error: Exception) -> str:
    """An error and where it was raised, which is what makes two of them one."""
    stack = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame)]
    where = f"{stack[-1].filename}:{stack[-1].lineno}" if stack else "nowhere of ours"
    return f"{type(error).__name__} at {where.removeprefix(f'{ROOT}/')}: {error}"[:300]


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return any(frame.filename.startswith(f"{ROOT}/{package}/") for package in _OURS)


# -- texts -------------------------------------------------------------------------------------


def _composer() -> Callable[[bytes], str]:
    """Bytes as a text: two bytes choose a word, a numeral or a sign, or are a character."""
    from extract.text.lexicon import words

    lists = ("verbs.tsv", "tail_words.tsv", "unit_nouns.txt", "objects.txt")
    pieces = [
        *sorted(set().union(*map(words, lists))),
        *(str(number) for number in (0, 1, 2, 3, 12, 50, 100, 2020, 85.7, "1,234", "6.6万", "XX")),
        *"零一二三十百千万亿半两几数多余近约超不到以上以下成倍番折％%‰件个项人次亿元万元户处起名",
        *"，。；、：（）“”《》\n—-~至到和与及占比增长下降达其中分别每各共计年月日第率\t ",
    ]
    signs = pieces[-150:]  # they stand more often between words than words do

    def compose(data: bytes) -> str:
        text = []
        for at in range(0, len(data) - 1, 2):
            chosen = data[at] << 8 | data[at + 1]
            if data[at] < 128:
                text.append(signs[chosen % len(signs)])
            elif data[at] < 250:
                text.append(pieces[chosen % len(pieces)])
            else:
                text.append(chr(0x20 + chosen % 0xD000))
        return "".join(text)

    return compose


def _extract() -> Check:
    from extract.extraction import NOT_READ, read_figures

    compose = _composer()

    def check(data: bytes) -> None:
        text = compose(data)
        for figure in read_figures(text):
            if figure.doubt == NOT_READ:
                raise Wrong("a sentence that no rule understood")
            if text[figure.start : figure.end] != figure.text:
                raise Wrong("a span that is not its text")

    return check


def _conclude() -> Check:
    from conclude import sum_up
    from extract import extract_figures

    compose = _composer()

    def check(data: bytes) -> None:
        text = compose(data)
        figures = extract_figures(text)
        table, best = sum_up(figures, text)
        rows = [*table["first"], *table["second"].dropna(), *best]
        if rows and not 0 <= min(rows) <= max(rows) < len(figures):
            raise Wrong("a conclusion of a figure that is not there")

    return check


# -- files -------------------------------------------------------------------------------------


def _reader(kind: str) -> Callable[[], Check]:
    def load() -> Check:
        from reading import UnreadableReport
        from reading.formats import read_as
        from reading.safety.limits import Limits, limits_in_use

        seed = _SEEDS[kind]()
        limits = Limits()
        with limits_in_use(limits):
            read_as(kind, seed, "seed", None)  # what is changed is sound

        def check(data: bytes) -> None:
            changed = _changed(seed, data)
            try:
                with limits_in_use(limits):
                    report = read_as(kind, changed, "file", None)
            except (UnreadableReport, RecursionError, MemoryError):
                return
            except Exception as error:
                # What a library cannot read is a bad file; what our own code trips over is a fault.
                if _is_ours(traceback.extract_tb(error.__traceback__)[-1]):
                    raise
                return
            for table in report.tables:
                for cell in table.cells:
                    if not 0 <= cell.start <= cell.end <= len(report.text):
                        raise Wrong("a cell outside of the text")

        return check

    return load


def _changed(seed: bytes, data: bytes) -> bytes:
    """The sound file, of a zip one of its parts, with bytes taken out at some places and others put
    there, as the input says."""
    if not data:
        return seed
    if seed[:2] != b"PK":
        return _spliced(seed, data)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as sound, zipfile.ZipFile(stream, "w") as changed:
        names = [name for name in sound.namelist() if name.endswith((".xml", ".rels"))]
        chosen = names[data[0] % len(names)]
        for name in sound.namelist():
            content = sound.read(name)
            changed.writestr(name, _spliced(content, data[1:]) if name == chosen else content)
    return stream.getvalue()


def _spliced(content: bytes, data: bytes) -> bytes:
    made = bytearray(content)
    for place, taken, put in _splices(data):
        at = place % (len(made) + 1)
        # An input names a piece of the file, too, so that its own tags come again elsewhere.
        source = content[place : place + taken] if taken > 127 else put
        made[at : at + taken % 16] = source
    return bytes(made)


def _splices(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        place = data[at] << 8 | data[at + 1]
        taken, length = data[at + 2], data[at + 3] % 32
        yield place, taken, data[at + 4 : at + 4 + length]
        at += 4 + length


def _docx() -> bytes:
    from tests.reading.make import docx_file

    return docx_file(_LINES, _ROWS)


def _doc() -> bytes:
    from tests.reading.make_word97 import word97_file

    rows = [[(words, 0) for words in row] for row in _ROWS]
    return word97_file([(line.removeprefix("# "), 0) for line in _LINES], rows)


def _xlsx() -> bytes:
    from tests.reading.make import xlsx_file

    return xlsx_file({"台账": _ROWS})


def _pptx() -> bytes:
    from tests.reading.make import zip_file
    from tests.reading.test_old_formats import SLIDES, slide

    link = '<Relationship Id="r1" Target="slides/slide1.xml"/>'
    order = f'<p:presentation {SLIDES}><p:sldId r:id="r1"/></p:presentation>'
    cells = "".join(
        f"<a:tc><a:txBody><a:p><a:t>{word}</a:t></a:p></a:txBody></a:tc>" for word in "甲1"
    )
    return zip_file(
        {
            "ppt/presentation.xml": order.encode(),
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{link}</Relationships>".encode(),
            "ppt/slides/slide1.xml": slide("整改进展", _LINES, f"<a:tr>{cells}</a:tr>"),
        }
    )


def _pdf() -> bytes:
    from tests.reading.make import pdf_file, pdf_pages

    return pdf_file(pdf_pages(_LINES))


def _ofd() -> bytes:
    from tests.reading.test_old_formats import ofd_file, ofd_text

    return ofd_file(["".join(ofd_text(20, 40 + 10 * n, line) for n, line in enumerate(_LINES))])


def _html() -> bytes:
    from tests.reading.make import html_file

    return html_file([*_LINES, "<table><tr><td>乡镇<td>120</table>"])


def _mail() -> bytes:
    return "\r\n".join(["Subject: report", "Content-Type: text/html", "", "<p>整改50件。"]).encode()


def _markdown() -> bytes:
    return "\n\n".join([*_LINES, "| 乡镇 | 隐患 |\n|---|---|\n| 南坪 | 120 |"]).encode()


def _csv() -> bytes:
    return "\n".join(",".join(row) for row in _ROWS).encode()


_SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": _docx,
    "doc": _doc,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "pdf": _pdf,
    "ofd": _ofd,
    "html": _html,
    "mail": _mail,
    "markdown": _markdown,
    "csv": _csv,
}
# What can be fed → what loads the code of ours that it needs, and says how an input is held good.
TARGETS: dict[str, Callable[[], Check]] = {
    "extract": _extract,
    "conclude": _conclude,
    **{kind: _reader(kind) for kind in _SEEDS},
}


if __name__ == "__main__":
    sys.exit(main())
