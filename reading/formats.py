"""Which reader reads which kind of file. Libraries are loaded when they are needed."""

from __future__ import annotations

from collections.abc import Callable

from reading.encoding import decode
from reading.report import Report


def read_as(kind: str, data: bytes, name: str, encoding: str | None) -> Report:
    """Read `data`, known to be `kind`, in this process."""
    if kind in _OF_BYTES:
        return _OF_BYTES[kind](data, name)
    if kind in ("html", "mail"):
        return _web(kind, data, name, encoding)
    text, used, notes = decode(data, encoding)
    if kind == "csv":
        from reading.sheets.separated import read_csv

        return read_csv(text, name=name, encoding=used, notes=notes)
    from reading.web.markdown import read_markdown

    return read_markdown(text, name=name, encoding=used, notes=notes)


def _docx(data: bytes, name: str) -> Report:
    from reading.docx.document import read_docx

    return read_docx(data, name)


def _doc(data: bytes, name: str) -> Report:
    from reading.word97.document import read_doc

    return read_doc(data, name)


def _xlsx(data: bytes, name: str) -> Report:
    from reading.sheets.workbook import read_xlsx

    return read_xlsx(data, name)


def _pptx(data: bytes, name: str) -> Report:
    from reading.slides.document import read_pptx

    return read_pptx(data, name)


def _pdf(data: bytes, name: str) -> Report:
    from reading.pdf.document import read_pdf

    return read_pdf(data, name)


def _ofd(data: bytes, name: str) -> Report:
    from reading.ofd.document import read_ofd

    return read_ofd(data, name)


_OF_BYTES: dict[str, Callable[[bytes, str], Report]] = {
    "docx": _docx,
    "doc": _doc,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "pdf": _pdf,
    "ofd": _ofd,
}


def _web(kind: str, data: bytes, name: str, encoding: str | None) -> Report:
    if kind == "html":
        from reading.web.page import read_html

        return read_html(data, name, encoding)
    from reading.web.mail import read_mail

    return read_mail(data, name, encoding)
