"""Word's automatic numbering: the 一、 （一） 1. that stands on the page but not in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from reading.docx.names import W, value, whole

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEVELS = 9


def chinese(number: int, digits: str = _DIGITS, ten: str = "十", hundred: str = "百") -> str:
    """1 to 999 as Chinese counts: 一, 十一, 二十, 一百零五; beyond that in Arabic digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + hundred if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + ten
    elif hundreds and ones:
        text += digits[0]
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for worth, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


_DIGIT_BY_DIGIT = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


# Word's numbering formats (w:numFmt) by how they begin, longest first where one begins another.
_FORMATS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("chineseCounting", chinese),
    ("taiwaneseCounting", chinese),
    ("japaneseCounting", chinese),
    ("ideographLegalTraditional", lambda number: chinese(number, _LEGAL, "拾", "佰")),
    ("chineseLegalSimplified", lambda number: chinese(number, _LEGAL, "拾", "佰")),
    ("japaneseLegal", lambda number: chinese(number, _LEGAL, "拾", "佰")),
    ("ideographDigital", lambda number: str(number).translate(_DIGIT_BY_DIGIT)),
    ("taiwaneseDigital", lambda number: str(number).translate(_DIGIT_BY_DIGIT)),
    ("japaneseDigitalTenThousand", lambda number: str(number).translate(_DIGIT_BY_DIGIT)),
    ("ideographTraditional", lambda number: _STEMS[(number - 1) % 10]),
    ("ideographZodiac", lambda number: _BRANCHES[(number - 1) % 12]),
    ("decimalEnclosedCircle", _circled),
    ("decimalFullWidth", lambda number: str(number).translate(_FULL_WIDTH)),
    ("decimalZero", lambda number: f"{number:02d}"),
    ("upperRoman", _roman),
    ("lowerRoman", lambda number: _roman(number).lower()),
    ("upperLetter", _letter),
    ("lowerLetter", lambda number: _letter(number).lower()),
    ("bullet", lambda number: ""),
    ("none", lambda number: ""),
)


def formatted(number: int, style: str) -> str:
    """`number` in a numbering format of Word (w:numFmt); in plain digits in one unknown here."""
    return next(
        (write(number) for begin, write in _FORMATS if style.startswith(begin)), str(number)
    )


@dataclass
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    legal: bool = False  # shows all the levels above in Arabic digits


@dataclass
class Numbering:
    """The lists of a document; `label` counts on from paragraph to paragraph."""

    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _style_levels: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[str] = field(default_factory=set)
    _restarts: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """From word/numbering.xml; None gives a document without lists."""
        numbering = cls()
        if root is None:
            return numbering
        abstract: dict[str, etree._Element] = {
            item.get(f"{W}abstractNumId", ""): item for item in root.iter(f"{W}abstractNum")
        }
        by_style = {
            link.get(f"{W}val", ""): item
            for item in abstract.values()
            if (link := item.find(f"{W}styleLink")) is not None
        }
        for number in root.iter(f"{W}num"):
            reference = value(number, "abstractNumId")
            if reference not in abstract:
                continue
            item = abstract[reference]
            if shared := value(item, "numStyleLink"):
                item = by_style.get(shared, item)
            levels = _levels(item)
            identity = number.get(f"{W}numId", "")
            restarts = set()
            for override in number.iter(f"{W}lvlOverride"):
                level = whole(override.get(f"{W}ilvl"), 0)
                for own, settings in _levels(override).items():
                    levels[own] = settings
                if start := value(override, "startOverride"):
                    levels.setdefault(level, _Level()).start = whole(start, 1)
                    restarts.add(level)
            numbering._lists[identity] = (item.get(f"{W}abstractNumId", ""), levels)
            numbering._restarts[identity] = restarts
        return numbering

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of this list and level; "" for bullets."""
        if list_id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        shared, levels = self._lists[list_id]
        counts = self._counts.setdefault(shared, [None] * _LEVELS)
        if list_id not in self._restarted:
            self._restarted.add(list_id)
            for again in self._restarts[list_id]:
                counts[again] = None
        settings = levels.get(level, _Level())
        current = counts[level]
        counts[level] = settings.start if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if settings.style == "bullet":
            return ""
        text = settings.pattern
        for above in range(level + 1):
            sign = f"%{above + 1}"
            if sign in text:
                own = levels.get(above, _Level())
                number = counts[above]
                style = "decimal" if settings.legal and above < level else own.style
                text = text.replace(sign, formatted(own.start if number is None else number, style))
        return text


def _levels(item: etree._Element) -> dict[int, _Level]:
    levels = {}
    for level in item.findall(f"{W}lvl"):
        number = whole(level.get(f"{W}ilvl"), 0)
        levels[number] = _Level(
            whole(value(level, "start"), 1),
            value(level, "numFmt") or "decimal",
            value(level, "lvlText"),
            level.find(f"{W}isLgl") is not None,
        )
    return levels
