"""Web pages → Report: the main text with its headings and tables, without menus and footers."""

from __future__ import annotations

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reading.compose import Composer, GridCell
from reading.encoding import decode
from reading.header import iso_date
from reading.report import Note, Report, UnreadableReport

_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", regex.IGNORECASE)
_CHINESE_SETS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"}
_NEVER_TEXT = (
    "script,style,noscript,template,nav,footer,aside,form,button,select,option,textarea,iframe,"
    "object,svg,canvas,head,del,s,strike,[hidden],[aria-hidden=true],[role=navigation],[role=menu],"
    "[role=banner],[role=contentinfo],[role=search],[role=dialog]"
)
_MENU_NAMES = regex.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|sidebar|toolbar|share|"
    r"copyright|recommend|related|relate|pagination|pager|comments?|advert|ads?|login|search|"
    r"qrcode|friendlinks?)(?:$|[-_\s\d])",
    regex.IGNORECASE,
)
_MAIN = (
    "[itemprop=articleBody]",
    "#UCAP-CONTENT",
    ".TRS_Editor",
    ".TRS_UEDITOR",
    "#zoom",
    "article",
    "main",
    "[role=main]",
)
_BLOCKS = set(
    regex.findall(
        r"\S+",
        "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 "
        "h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table ul tr td th "
        "tbody thead tfoot caption",
    )
)
_METADATA = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "date",
    "article:published_time": "date",
    "publishdate": "date",
    "contentsource": "source",
    "og:site_name": "source",
    "sitename": "source",
}
_MOST = 0.8  # of the text: the part of the page that holds so much is the main one
_ENOUGH = 80  # characters: an element with a main part's name and less text is none
_SPACES = regex.compile(r"\s+")
_BREAK = regex.compile(r"\s*\n\s*")  # a line end of the page's source, which shows as a space
_SOURCE_BREAK = "\r"
_IN_CHINESE = regex.compile(r"(?<=[\p{Han}，。、；：！？”）》])\r(?=[\p{Han}\d“（《])")


def read_html(data: bytes, name: str = "", encoding: str | None = None) -> Report:
    """The report of a web page. Raises UnreadableReport: empty, encoding, a limit."""
    text, used, notes = _decoded(data, encoding)
    tree = LexborHTMLParser(text)
    composer = Composer("html", name, used, list(notes), _stated(tree))
    body = _visible(tree)
    sizes = _Sizes(body)
    for node in body.css("[class],[id]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        # A page that calls the box around all of its text so is not taken at its word.
        if _MENU_NAMES.search(names) and sizes.own(node) < max(_ENOUGH, 0.5 * sizes.own(body)):
            node.decompose()
    sizes = _Sizes(body)
    main = _main(body, sizes)
    heading = body.css_first("h1")
    if heading is not None and not _inside(heading, main):
        composer.paragraph(heading.text(), 1)
    _Walker(composer, sizes).walk(main)
    return composer.finish()


def write_page(text: str, composer: Composer) -> None:
    """Hand all that a page shows to `composer`; nothing of it is taken for a menu."""
    body = _visible(LexborHTMLParser(text))
    _Walker(composer, _Sizes(body)).walk(body)


def _visible(tree: LexborHTMLParser) -> LexborNode:
    if tree.body is None:
        raise UnreadableReport("empty")
    for node in tree.body.css(_NEVER_TEXT):
        node.decompose()
    return tree.body


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str, tuple[Note, ...]]:
    """As told, as a byte order mark or the page's own charset says, else guessed."""
    declared = _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if encoding is None and declared and not marked:
        stated = declared[1].decode("ascii", "replace").lower()
        stated = "gb18030" if stated in _CHINESE_SETS else stated
        try:
            return decode(data, stated)
        except UnreadableReport:
            pass  # pages often state another encoding than they have
    return decode(data, encoding)


def _stated(tree: LexborHTMLParser) -> dict[str, str]:
    """What the page's head says of itself; the first of several wins."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        key = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        value = (node.attributes.get("content") or "").strip()
        if key in _METADATA and value:
            field = _METADATA[key]
            found.setdefault(field, iso_date(value) if field == "date" else value)
    return found


class _Sizes:
    """How much text, how much of it in links, and how many links each element holds.

    Counted once for the whole page: pages may be nested tens of thousands deep.
    """

    def __init__(self, top: LexborNode) -> None:
        self.of: dict[int, tuple[int, int, int]] = {}
        stack: list[tuple[LexborNode, bool]] = [(top, False)]
        while stack:
            node, counted = stack.pop()
            if node.tag == "-text":
                self.of[node.mem_id] = (len(_SPACES.sub("", node.text())), 0, 0)
            elif not counted:
                stack.append((node, True))
                stack += [(child, False) for child in node.iter(include_text=True)]
            else:
                parts = [self.of.get(c.mem_id, _NOTHING) for c in node.iter(include_text=True)]
                text, linked, links = (sum(part[place] for part in parts) for place in range(3))
                if node.tag == "a":
                    linked, links = text, 1
                self.of[node.mem_id] = (text, linked, links)

    def own(self, node: LexborNode) -> int:
        """Characters outside links."""
        text, linked, _ = self.of.get(node.mem_id, _NOTHING)
        return text - linked

    def is_menu(self, node: LexborNode) -> bool:
        """Whether a list or box is almost only links."""
        text, linked, links = self.of.get(node.mem_id, _NOTHING)
        return links >= 3 and linked > 0.75 * text


_NOTHING = (0, 0, 0)


def _main(body: LexborNode, sizes: _Sizes) -> LexborNode:
    """The part of the page that holds the text: by its name, else by where most text is."""
    whole = max(1, sizes.own(body))
    for selector in _MAIN:
        for node in body.css(selector):
            if sizes.own(node) >= max(_ENOUGH, 0.4 * whole):
                return node
    node = body
    while True:
        children = [child for child in node.iter() if child.tag in _BLOCKS]
        largest = max(children, key=sizes.own, default=None)
        if largest is None or largest.tag in ("table", "tr", "p", "ul", "ol"):
            return node
        if sizes.own(largest) < _MOST * whole:
            return node
        node = largest


def _inside(node: LexborNode, other: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == other.mem_id:
            return True
        above = above.parent
    return False


class _Walker:
    """Goes through the page in order and hands paragraphs and tables to the composer."""

    def __init__(self, composer: Composer, sizes: _Sizes) -> None:
        self.composer = composer
        self.sizes = sizes
        self.words: list[str] = []

    def walk(self, top: LexborNode) -> None:
        """Everything under `top`; a stack of its own, for pages may be nested without end."""
        stack: list[tuple[LexborNode | None, int | None]] = [(top, None)]
        while stack:
            node, level = stack.pop()
            if node is None:  # the end of a block
                self.flush(level)
                continue
            tag = node.tag
            if tag == "-text":
                self.words.append(_BREAK.sub(_SOURCE_BREAK, node.text()))
            elif tag == "br":
                self.words.append("\n")
            elif tag in ("-comment", "img", "input"):
                continue
            elif tag == "table" and _is_data(node):
                self.flush(None)
                self.table(node)
            elif tag in ("ul", "ol", "div") and self.sizes.is_menu(node):
                continue
            else:
                if tag in _BLOCKS:
                    self.flush(None)
                    heading = regex.fullmatch(r"h([1-6])", tag or "")
                    stack.append((None, int(heading[1]) if heading else None))
                    if tag == "li":
                        self.words.append(_number(node))
                stack += [(child, None) for child in reversed(list(node.iter(include_text=True)))]
        self.flush(None)

    def flush(self, level: int | None) -> None:
        """Write the paragraph gathered so far."""
        text = _IN_CHINESE.sub("", "".join(self.words)).replace(_SOURCE_BREAK, " ")
        self.words.clear()
        self.composer.paragraph(text, level)

    def table(self, node: LexborNode) -> None:
        """Add a table, its caption as a paragraph in front of it."""
        caption = node.css_first("caption")
        span = self.composer.paragraph(caption.text(), None) if caption is not None else None
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(node.css("tr")):
            column = 0
            for cell in row.iter():
                if cell.tag not in ("td", "th"):
                    continue
                while (number, column) in taken:
                    column += 1
                down, across = _span(cell, "rowspan"), _span(cell, "colspan")
                taken |= {
                    (number + below, column + beside)
                    for below in range(down)
                    for beside in range(across)
                }
                cells.append(GridCell(_cell_text(cell), number, column, down, across))
                column += across
        self.composer.table(cells, span)


def _number(item: LexborNode) -> str:
    """The number that a browser writes in front of an item of a numbered list."""
    listed = item.parent
    if listed is None or listed.tag != "ol":
        return ""
    start = (listed.attributes.get("start") or "1").strip()
    number = int(start) if start.isdecimal() else 1
    before = item.prev
    while before is not None:
        number += before.tag == "li"
        before = before.prev
    return f"{number}. "


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), 100) if value.isdecimal() else 1


def _cell_text(cell: LexborNode) -> str:
    for line in cell.css("br"):
        line.replace_with("\n")
    lines = [part.text() for part in cell.css("p,div,li")] or cell.text().split("\n")
    return "\n".join(_SPACES.sub(" ", line) for line in lines)


def _is_data(table: LexborNode) -> bool:
    """Whether a table is one of data: no table or headings in it, rows and columns, short cells."""
    if table.css_first("td table, td h1, td h2, td h3") is not None:
        return False
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    lengths = sorted(len(cell.text().strip()) for row in rows for cell in row)
    return lengths[len(lengths) // 2] <= 60
