"""XML of office files, parsed so that it can do no harm: no entities, no DTD, no network.

No office format has a DTD; one that is there is an attempt at an XML bomb or at reading a local
file.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from lxml import etree

from reading.report import UnreadableReport

_AT_ONCE = 65_536  # bytes


class _Seen(Exception):
    """What was looked for has been seen: a DTD, or that there is none."""

    def __init__(self, dtd: bool) -> None:
        self.dtd = dtd


def parse(data: bytes) -> etree._Element:
    """The root element. Raises UnreadableReport: "xml_entity" for a DTD, "damaged"."""
    refuse_dtd(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    # In an encoding that is not known here nothing was seen before.
    if root.getroottree().docinfo.doctype:
        raise UnreadableReport("xml_entity")
    return root


def refuse_dtd(data: bytes) -> None:
    """Raises UnreadableReport "xml_entity" for XML with a DTD, in any encoding of those that XML
    parsers must know. Reads up to the root element; what is no XML passes."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _found(dtd=True)
    parser.StartElementHandler = _found(dtd=False)
    try:
        for at in range(0, len(data), _AT_ONCE):
            parser.Parse(data[at : at + _AT_ONCE], False)
    except _Seen as seen:
        if seen.dtd:
            raise UnreadableReport("xml_entity") from None
    except expat.ExpatError:  # no XML
        return
    except (ValueError, LookupError):  # in an encoding that is not known here, such as gb18030
        if b"<!DOCTYPE" in data:
            raise UnreadableReport("xml_entity") from None


def _found(*, dtd: bool) -> Any:
    def handler(*_: object) -> None:
        raise _Seen(dtd)

    return handler
