"""Web pages saved in one file (.mht) and messages (.eml) → Report: their page, else their text."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from reading.encoding import decode
from reading.plain.text import read_plain
from reading.report import Report, UnreadableReport
from reading.web.page import read_html


def read_mail(data: bytes, name: str = "", encoding: str | None = None) -> Report:
    """The report of a message or of a page saved as one. Attachments are not read.

    Raises UnreadableReport: empty, encoding, a limit.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html", "plain"))
    if body is None:
        raise UnreadableReport("empty")
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableReport("empty")
    stated = encoding or body.get_content_charset()
    try:
        report = _body(body, content, name, stated)
    except UnreadableReport as error:
        if encoding or error.code not in ("encoding", "encoding_unknown"):
            raise
        report = _body(body, content, name, None)  # it states another encoding than it has
    subject = " ".join(str(message.get("subject", "")).split())
    return replace(report, format="mail", title=subject or report.title)


def _body(body: MIMEPart, content: bytes, name: str, encoding: str | None) -> Report:
    if body.get_content_subtype() == "html":
        return read_html(content, name, encoding)
    text, used, notes = decode(content, encoding)
    return read_plain(text, name=name, encoding=used, notes=notes)
