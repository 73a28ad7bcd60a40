"""Comments put into a .docx at places of its text; everything else stays as it came.

What is added: marks around the words, runs split where a comment begins or ends inside them, the
comments themselves, and what leads to them. All other parts of the file are copied byte for byte.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from dashboard.showing.escape import for_xml
from reading.docx.document import TRANSITIONAL
from reading.docx.names import W, whole
from reading.docx.places import Place
from reading.drafts import Draft
from reading.safety.archive import unpack

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said, a paragraph a line, of report.text[start:end]."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Author:
    """Who comments, and when."""

    name: str
    initials: str
    at: datetime


def commented(draft: Draft, remarks: Sequence[Remark], author: Author) -> bytes:
    """The draft's file with a comment for each remark. A remark on words that stand nowhere in the
    document, as an automatic number, is put at its first words."""
    comments = _Comments(draft)
    marks = _Marks(draft.tree)
    for remark in remarks:
        places = draft.places(remark.start, remark.end) or _first_words(draft)
        if places:
            marks.around(places, comments.add(remark, author))
    marks.set()
    changed = comments.parts()
    changed[draft.package.main] = draft.written(draft.tree)
    return _packed(draft, changed)


def _first_words(draft: Draft) -> list[Place]:
    first = next((text for text in draft.tree.iter(f"{W}t") if text.text), None)
    return [] if first is None else [Place(first, 0, len(first.text or ""))]


class _Marks:
    """The marks to set in the document, gathered first: setting one moves what stands behind it."""

    def __init__(self, tree: etree._Element) -> None:
        self._order = {element: at for at, element in enumerate(tree.iter())}
        # Inside a text: the element and how many of its characters stand before the mark.
        self._inside: dict[tuple[etree._Element, int], list[etree._Element]] = defaultdict(list)
        self._before: dict[etree._Element, list[etree._Element]] = defaultdict(list)
        self._behind: dict[etree._Element, list[etree._Element]] = defaultdict(list)

    def around(self, places: Sequence[Place], comment: str) -> None:
        """Mark the words from the first place to the last as those of a comment."""
        begin = etree.Element(f"{W}commentRangeStart", {f"{W}id": comment})
        end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": comment})
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": comment})
        first, last = places[0], places[-1]
        if _is_splittable(first.element):
            self._inside[first.element, first.start].append(begin)
        else:
            self._before[_outermost(first.element)].append(begin)
        if _is_splittable(last.element):  # what ends here stands before what begins here
            self._inside[last.element, last.end][:0] = [end, run]
        else:
            self._behind[_outermost(last.element)][:0] = [end, run]

    def set(self) -> None:
        """Set all marks; the last of a text first, so that what stands before keeps its place."""
        for element, marks in self._before.items():
            for mark in marks:
                element.addprevious(mark)
        for element, marks in self._behind.items():
            for mark in reversed(marks):
                element.addnext(mark)
        inside = sorted(self._inside, key=lambda place: (self._order[place[0]], place[1]))
        for text, at in reversed(inside):
            behind = _split(text, at)
            for mark in self._inside[text, at]:
                if behind is None:
                    _parent(_parent(text)).append(mark)
                else:
                    behind.addprevious(mark)


def _split(text: etree._Element, at: int) -> etree._Element | None:
    """Split the run of a text behind its first `at` characters: what stands behind the cut, None
    where nothing does. A cut at either end of a run splits nothing."""
    run = _parent(text)
    words = text.text or ""
    if at <= 0 and not _speaks_before(text):
        return run
    rest = [] if at <= 0 else list(text.itersiblings())
    if at >= len(words) and not rest:
        return run.getnext()
    other = etree.Element(f"{W}r", dict(run.attrib))
    looks = run.find(f"{W}rPr")
    if looks is not None:
        other.append(deepcopy(looks))
    if at <= 0:
        rest = [text, *text.itersiblings()]
    elif at < len(words):
        behind = etree.SubElement(other, f"{W}t", {_SPACE: "preserve"})
        text.text, behind.text = words[:at], words[at:]
        text.set(_SPACE, "preserve")
    other.extend(rest)
    other.tail, run.tail = run.tail, None
    run.addnext(other)
    return other


def _speaks_before(text: etree._Element) -> bool:
    """Whether something of its run stands before a text."""
    return any(before.tag != f"{W}rPr" for before in text.itersiblings(preceding=True))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None  # only a root has none
    return parent


def _is_splittable(element: etree._Element) -> bool:
    """Whether it is the text of a run in the body: no box, note or formula, which go undivided."""
    return element.tag == f"{W}t" and _outermost(element) is _parent(element)


def _outermost(element: etree._Element) -> etree._Element:
    """The run or formula in the body that holds an element; itself where none does."""
    kinds = (f"{W}r", f"{_MATH}oMath", f"{_MATH}oMathPara")
    above = [one for one in element.iterancestors() if one.tag in kinds]
    return above[-1] if above else element


class _Comments:
    """The comments of a document: those it has, and those that come to them."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        folder, file = posixpath.split(draft.package.main)
        self._relations_path = f"{folder}/_rels/{file}.rels"
        self._relations = self._own(self._relations_path, f"{{{_RELATIONS}}}Relationships")
        self._path = self._named()
        self._is_led_to = bool(self._path)
        if not self._is_led_to:
            names = ("comments", *(f"comments{number}" for number in range(1, 1000)))
            self._path = next(
                path
                for name in names
                if (path := f"{folder}/{name}.xml") not in draft.package.parts
            )
        self._root = self._own(self._path, f"{W}comments")
        ids = (whole(one.get(f"{W}id"), 0) for one in self._root.iter(f"{W}comment"))
        self._next = max(ids, default=-1) + 1

    def add(self, remark: Remark, author: Author) -> str:
        """A new comment; its id."""
        number, self._next = str(self._next), self._next + 1
        comment = etree.SubElement(
            self._root,
            f"{W}comment",
            {
                f"{W}id": number,
                f"{W}author": for_xml(author.name),
                f"{W}date": author.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                f"{W}initials": for_xml(author.initials),
            },
        )
        for line in remark.lines:
            run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = for_xml(line)
        return number

    def parts(self) -> dict[str, bytes]:
        """The comments, and the parts that lead to them where they did not."""
        changed = {self._path: self._draft.written(self._root)}
        if not self._is_led_to:
            ids = {relation.get("Id") for relation in self._relations}
            etree.SubElement(
                self._relations,
                f"{{{_RELATIONS}}}Relationship",
                {
                    "Id": next(name for name in _names("rId") if name not in ids),
                    "Type": f"{_OFFICE_STRICT if self._draft.is_strict else _OFFICE}/comments",
                    "Target": posixpath.basename(self._path),
                },
            )
            changed[self._relations_path] = _written(self._relations)
        if self._path not in self._draft.package.parts:
            types = self._own(_TYPES_PART, f"{{{_TYPES}}}Types")
            override = {"PartName": f"/{self._path}", "ContentType": _CONTENT}
            etree.SubElement(types, f"{{{_TYPES}}}Override", override)
            changed[_TYPES_PART] = _written(types)
        return changed

    def _named(self) -> str:
        """The path of the comments that the document has; empty where it has none."""
        for relation in self._relations:
            if relation.get("Type") in (f"{_OFFICE}/comments", f"{_OFFICE_STRICT}/comments"):
                folder = posixpath.dirname(self._draft.package.main)
                path = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                return path.lstrip("/")
        return ""

    def _own(self, path: str, name: str) -> etree._Element:
        """The root of a part, or a new one of that name."""
        part = self._draft.package.part(path)
        space = name[1:].partition("}")[0]
        prefix = "w" if space == TRANSITIONAL.decode() else None
        return etree.Element(name, nsmap={prefix: space}) if part is None else part


def _names(stem: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{stem}{number}"


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(draft: Draft, changed: dict[str, bytes]) -> bytes:
    """The file with some parts changed or added, the others as they were, in their order."""
    package, waiting = draft.package, dict(changed)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in package.archive.infolist():
            data = waiting.pop(entry.filename.lstrip("/"), None)
            again = zipfile.ZipInfo(entry.filename, entry.date_time)
            again.compress_type, again.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            archive.writestr(again, unpack(package.archive, entry) if data is None else data)
        for path, data in waiting.items():
            archive.writestr(path, data)
    return stream.getvalue()
