"""Which reader reads which kind of file."""

from __future__ import annotations

from reading.encoding import decode
from reading.report import Report


def read_as(kind: str, data: bytes, name: str, encoding: str | None) -> Report:
    """Read `data`, known to be `kind`, in this process. Libraries are loaded when needed."""
    if kind == "docx":
        from reading.docx.document import read_docx

        return read_docx(data, name)
    if kind == "xlsx":
        from reading.sheets.workbook import read_xlsx

        return read_xlsx(data, name)
    if kind == "pdf":
        from reading.pdf.document import read_pdf

        return read_pdf(data, name)
    if kind == "html":
        from reading.web.page import read_html

        return read_html(data, name, encoding)
    if kind == "mail":
        from reading.web.mail import read_mail

        return read_mail(data, name, encoding)
    text, used, notes = decode(data, encoding)
    if kind == "csv":
        from reading.sheets.separated import read_csv

        return read_csv(text, name=name, encoding=used, notes=notes)
    from reading.web.markdown import read_markdown

    return read_markdown(text, name=name, encoding=used, notes=notes)
