"""A ledger in words: its cells as they are written, its totals, what the superior's row says.

Plain text, unescaped: it holds words of a report.
"""

from __future__ import annotations

from pathlib import PurePath

from conclude.measure.interval import Interval
from dashboard.asking import report_kinds
from dashboard.asking.ledger_cells import Cell
from dashboard.asking.rollup import Ledger, Row
from dashboard.asking.rollup_totals import Against
from dashboard.showing import conclusion_words, figure_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure
from reading.structure.metadata import named_by_hand


def header(ledger: Ledger, at: int, words: Words) -> str:
    """What the column at this position is called."""
    return report_kinds.header(ledger.columns[at], ledger.kind, words.language)


def row_name(row: Row, by: str, words: Words) -> str:
    """What a row is called: the organisation, the title of a report, the month.

    A report that names no organisation goes by its file, which office copies are told apart by,
    where a person named that.
    """
    if by == "month":
        return fmt.date(row.name, words.language) if row.name else words("rollup.no_month")
    return row.name or named_by_hand(row.file) or row.title or PurePath(row.file).stem


def cell(one: Cell, words: Words) -> str:
    """What stands in a cell: the figure as written with its interval, or why there is none."""
    if one.state == "missing":
        return words(f"rollup.without_{one.reason}" if one.reason else "rollup.missing")
    if one.state == "question":
        values = dict.fromkeys(as_written(figure, words) for figure in one.figures)
        return words("rollup.question", values=words("rollup.or").join(values))
    said = value(one, words)
    return words("rollup.doubt", value=said) if one.state == "doubt" else said


def value(one: Cell, words: Words) -> str:
    """The value of a cell with its interval, where the wording leaves one."""
    if one.value is None:
        return ""
    language = words.language
    if one.unit == "%" and one.rate is None and one.state != "sum":
        return as_written(one.figures[0], words)
    if one.unit == "%":
        return fmt.rate(one.value.number, one.value.low, one.value.high, language)
    said = _said(one, words)
    if one.value.exact and said:
        return said
    between = fmt.interval(one.value.low, one.value.high, language)
    if not said:  # added up of wordings that name no number
        return fmt.with_unit(between, one.unit, language)
    return fmt.bracketed(said, between, language)


def written(one: Cell, words: Words) -> str:
    """The value of a cell without its bounds: as the report has it, or reckoned."""
    if one.value is None:
        return ""
    if one.unit == "%" and (one.rate is not None or one.state == "sum"):
        return fmt.percent(one.value.number)
    return _said(one, words)


def as_written(figure: Figure, words: Words) -> str:
    """A figure with the word that makes it approximate, where that stands next to it: 不到60个."""
    said = figure_words.value(figure, words)
    if words.language != "zh" or not figure.approx or figure.approx in said:
        return said
    around = (f"{figure.approx}{said}", f"{said}{figure.approx}")
    return next((one for one in around if one in figure.sentence), said)


def bounds(one: Cell, words: Words) -> str:
    """The bounds of a cell's value, of a rate in percent; one number where it is exact."""
    if one.value is None:
        return ""
    if one.unit == "%":
        return fmt.percent_between(one.value.low, one.value.high, words.language)
    return fmt.interval(one.value.low, one.value.high, words.language)


def over(total: Cell, words: Words) -> str:
    """Of how many rows a total has a value, and how many it leaves out."""
    left = total.of - total.told
    key = "rollup.over_cell_left" if left else "rollup.over_cell"
    return words(key, told=total.told, of=total.of, left=left)


def against(one: Against, total: Cell, words: Words) -> str:
    """How the superior's figure stands to the total."""
    if one.difference is None or one.verdict in ("agrees", "rounds", "none"):
        return words(f"rollup.against_{one.verdict}")
    signed = one.verdict == "open"
    return words(
        f"rollup.against_{one.verdict}",
        difference=_difference(one.difference, total, words, signed),
    )


def reason(one: Cell, words: Words) -> str:
    """Why a cell is in doubt, or what is to be known of a rate; empty where nothing is."""
    if one.rate is not None:
        if one.rate.doubt:
            return words.value("guess", one.rate.doubt)
        return conclusion_words.statement(one.rate, words)
    if one.state == "told" and one.unit == "%":
        return words("rollup.stated")
    return words.value("doubt", one.reason) if one.reason and one.state == "doubt" else ""


def quoted(one: Cell) -> list[str]:
    """The sentences that a cell rests on, each once."""
    return list(dict.fromkeys(figure.sentence for figure in one.figures))


def place(figure: Figure) -> str:
    """Where a figure stands in its report's text, counted from the first character."""
    return f"{figure.start + 1}–{figure.end}"


def _said(one: Cell, words: Words) -> str:
    if one.state != "sum" and len(one.figures) == 1:
        return as_written(one.figures[0], words)
    assert one.value is not None  # what is added up has a value
    number = fmt.number(one.value.number, words.language)
    return fmt.with_unit(number, one.unit, words.language)


def _difference(given: Interval, total: Cell, words: Words, signed: bool) -> str:
    """A difference by its amount, or with its sign where it decides nothing."""
    if not signed and given.high <= 0:
        given = Interval(None if given.number is None else -given.number, -given.high, -given.low)
    if total.unit == "%":
        low, high = (f"{end:.1f}".replace("-", "−") for end in (given.low, given.high))
        return words("rollup.points", n=_between(low, high, words))
    low, high = (fmt.number(end, words.language) for end in (given.low, given.high))
    return fmt.with_unit(_between(low, high, words), total.unit, words.language)


def _between(low: str, high: str, words: Words) -> str:
    return low if low == high else words("rollup.between", low=low, high=high)
