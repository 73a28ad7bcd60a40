"""XML of office files, parsed so that it can do no harm: no entities, no DTD, no network."""

from __future__ import annotations

from lxml import etree

from reading.report import UnreadableReport


def parse(data: bytes) -> etree._Element:
    """The root element. Raises UnreadableReport: "xml_entity" for a DTD, "damaged".

    No office format has a DTD; one that is there is an attempt at an XML bomb or at reading a
    local file.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableReport("xml_entity")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableReport("xml_entity")
    return root
