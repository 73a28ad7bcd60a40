"""Web pages → Report: the main text with its headings and tables, without menus and footers."""

from __future__ import annotations

import datetime
from statistics import median

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reading.encoding import decode
from reading.report import Note, Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.structure.compose import Composer, GridCell
from reading.structure.header import iso_date
from reading.structure.superscript import raised
from reading.web.flat import flattened
from reading.web.main_part import BLOCKS, ENOUGH, Sizes, main_part

_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", regex.IGNORECASE)
_CHINESE_SETS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"}
_NEVER_TEXT = (
    "script,style,template,nav,footer,aside,form,button,select,option,textarea,iframe,"
    "object,svg,canvas,head,del,s,strike,[role=navigation],[role=menu],"
    "[title=header],[title=footer],"  # of a page, as LibreOffice saves them
    "[role=banner],[role=contentinfo],[role=search],[role=dialog]"
)
_MAY_BE_HIDDEN = "[style],[hidden],[aria-hidden=true],noscript"
_BODY = 0.5  # of the page's text: what holds more is its body
_MENU_NAMES = regex.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|bottom|sidebar|toolbar|share|"
    r"copyright|recommend|related|relate|pagination|pager|comments?|advert|ads?|login|search|"
    r"qrcode|friendlinks?)(?:$|[-_\s\d])",
    regex.IGNORECASE,
)
_HIDDEN = regex.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)",
    regex.IGNORECASE,
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
# When the article came out, in a script or in JSON-LD; seconds are those since 1970.
_PUBLISHED = regex.compile(
    r"""\b(?:createTime|create_time|publishTime|publish_time|publishDate|pubDate|pubdate|datePublished|oriCreateTime|ct)
    ["']?\s*[:=]\s*["'](?:(?P<date>20\d\d[-/]\d{1,2}[-/]\d{1,2})|(?P<seconds>1\d{9})["'])""",
    regex.VERBOSE,
)
_BEIJING = datetime.timezone(datetime.timedelta(hours=8))
_SPACES = regex.compile(r"\s+")
_BREAK = regex.compile(r"\s*\n\s*")  # a line end of the page's source, which shows as a space
_SOURCE_BREAK = "\r"
_LINE_END = "\u2028"  # <br> in a cell
_NAME = 60  # characters of a cell of data, or of the head of a column of long ones
_SHORT = 150  # characters: the line below a title is no longer
_ABOUT = regex.compile(
    r"来源|发布|时间|日期|作者|^\s*(?:浏览|阅读|点击|访问)"
)  # of the page, no text
_LONGEST_NUMBER = 10  # digits of a list's first number, or of how far a cell reaches
_FURNITURE = regex.compile(
    r"(?<![\p{Han}\d])(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?\s*[：:]\s*\d*\s*次?|"
    r"[【\[(（]?\s*字[号体]\s*[：:]?\s*[【\[(（]?\s*大\s*中\s*小\s*[】\])）]*"
)
_FOOT = regex.compile(r"ICP备|公网安备|备案号|版权所有|网站标识码")  # of the site, no text either
_IN_CHINESE = regex.compile(r"(?<=[\p{Han}，。、；：！？”）》])\r(?=[\p{Han}\d“（《])")


def read_html(data: bytes, name: str = "", encoding: str | None = None) -> Report:
    """The report of a web page. Raises UnreadableReport: empty, encoding, a limit."""
    text, used, notes = _decoded(data, encoding)
    tree = LexborHTMLParser(flattened(text))
    composer = Composer("html", name, used, list(notes), _scripted(tree) | _stated(tree))
    body = _visible(tree)
    sizes = Sizes(body)
    for node in body.css("[class],[id]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        # A page that calls the box around all of its text so is not taken at its word.
        if _MENU_NAMES.search(names) and sizes.own(node) < max(ENOUGH, 0.5 * sizes.own(body)):
            node.decompose()
    sizes = Sizes(body)
    main = main_part(body, sizes)
    heading = body.css_first("h1")
    if heading is not None and not _inside(heading, main):
        composer.paragraph(heading.text(), 1)
    _Walker(composer, sizes).walk(main)
    return composer.finish()


def write_page(text: str, composer: Composer) -> None:
    """Hand all that a page shows to `composer`; nothing of it is taken for a menu."""
    body = _visible(LexborHTMLParser(flattened(text)))
    _Walker(composer, Sizes(body)).walk(body)


def _visible(tree: LexborHTMLParser) -> LexborNode:
    if tree.body is None:
        raise UnreadableReport("empty")
    for node in tree.body.css(_NEVER_TEXT):
        node.decompose()
    whole = len(tree.body.text())
    for node in tree.body.css(_MAY_BE_HIDDEN):
        style = node.attributes.get("style")
        if (style is None or _HIDDEN.search(style)) and not _is_body(node, whole):
            node.decompose()
    for node in tree.body.css("sup"):
        before = node.prev.text() if node.prev is not None else ""
        node.replace_with(raised(node.text().strip(), before))
    return tree.body


def _is_body(node: LexborNode, whole: int) -> bool:
    """Whether a hidden part holds the most of the page's text, in paragraphs: its body, which a
    script shows later. whole: characters of the page."""
    blocks = any(child.tag in BLOCKS for child in node.iter())
    return blocks and len(node.text()) > _BODY * whole


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


def _scripted(tree: LexborHTMLParser) -> dict[str, str]:
    """The date that a script or the page's own data state: createTime = '2026-03-31 10:36'."""
    scripts = "\n".join(script.text() for script in tree.css("script"))
    found = _PUBLISHED.search(scripts)
    if found is None:
        return {}
    if found["seconds"]:
        moment = datetime.datetime.fromtimestamp(int(found["seconds"]), _BEIJING)
        return {"date": moment.date().isoformat()}
    return {"date": iso_date(found["date"])}


def _inside(node: LexborNode, other: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == other.mem_id:
            return True
        above = above.parent
    return False


class _Walker:
    """Goes through the page in order and hands paragraphs and tables to the composer."""

    def __init__(self, composer: Composer, sizes: Sizes) -> None:
        self.composer = composer
        self.sizes = sizes
        self.words: list[str] = []
        self.number = ""  # of a list's item, in front of the item's first paragraph
        self.numbers: dict[int, str] = {}  # of the items of the lists met so far

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
                words = node.text()
                kept = node.parent is not None and node.parent.tag == "pre"
                self.words.append(words if kept else _BREAK.sub(_SOURCE_BREAK, words))
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
                if tag in BLOCKS:
                    stack.append((None, self._open(node)))
                stack += [(child, None) for child in reversed(list(node.iter(include_text=True)))]
        self.flush(None)

    def _open(self, node: LexborNode) -> int | None:
        """Begin a block: what came before it is written. The level of the heading that it is."""
        self.flush(None)
        if node.tag == "ol":
            self.numbers |= _numbers(node)
        elif node.tag == "li":
            self.number = self.numbers.get(node.mem_id, "")
        heading = regex.fullmatch(r"h([1-6])", node.tag or "")
        return int(heading[1]) if heading else None

    def flush(self, level: int | None) -> None:
        """Write the paragraph gathered so far."""
        text = _unbroken("".join(self.words))
        self.words.clear()
        if text.strip():
            text, self.number = self.number + text.lstrip(), ""
        if len(text) < _SHORT:
            if _FOOT.search(text):
                return
            if _ABOUT.search(text):
                text = _FURNITURE.sub(" ", text)
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
                if len(taken) > 20 * default_limits().max_cells:
                    raise UnreadableReport("too_many_cells", limit=default_limits().max_cells)
                cells.append(GridCell(_cell_text(cell), number, column, down, across))
                column += across
        self.composer.table(cells, span)


def _numbers(listed: LexborNode) -> dict[int, str]:
    """The numbers that a browser writes in front of the items of a list, by the items' ids."""
    first = _whole_number(listed, "start")
    items = (item for item in listed.iter() if item.tag == "li")
    return {item.mem_id: f"{number}. " for number, item in enumerate(items, first)}


def _span(cell: LexborNode, name: str) -> int:
    return min(max(_whole_number(cell, name), 1), 100)


def _whole_number(node: LexborNode, attribute: str) -> int:
    """The number that an attribute states; 1 where it states none, or one too long to be meant."""
    value = (node.attributes.get(attribute) or "").strip()
    return int(value) if value.isdecimal() and len(value) < _LONGEST_NUMBER else 1


def _cell_text(cell: LexborNode) -> str:
    for line in cell.css("br"):
        line.replace_with(_LINE_END)
    parts = [part.text() for part in cell.css("p,div,li")] or [cell.text()]
    lines = [line for part in parts for line in part.split(_LINE_END)]
    return "\n".join(_SPACES.sub(" ", _unbroken(_BREAK.sub(_SOURCE_BREAK, line))) for line in lines)


def _unbroken(text: str) -> str:
    """Text with the line ends of the page's source as spaces; between Chinese as nothing."""
    return _IN_CHINESE.sub("", text).replace(_SOURCE_BREAK, " ")


def _is_data(table: LexborNode) -> bool:
    """Whether a table is one of data: no table or headings in it, rows and columns, short cells,
    or long ones in rows of as many cells each below a row of short ones, as ledgers have."""
    if table.css_first("td table, td h1, td h2, td h3") is not None:
        return False
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    lengths = [[len(cell.text().strip()) for cell in row] for row in rows]
    if median(length for row in lengths for length in row) <= _NAME:
        return True
    return max(lengths[0], default=0) <= _NAME and len({len(row) for row in lengths}) == 1
