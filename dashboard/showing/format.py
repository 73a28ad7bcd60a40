"""Numbers as people of each language write them: 7.7万 in Chinese, 77,000 in English."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extract.number.numeral import read_numeral

_SCALES_ZH = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_SCALES_EN = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_MANY = 1e6  # from here on Chinese counts in 万 rather than in so many digits
_BESIDE = 9  # characters beside a bar
_UNITS_EN = {
    "元": "yuan",
    "个百分点": "pp",
    "倍": "times",
    "人": "people",
    "人次": "person-times",
    "%": "%",
}


@dataclass(frozen=True)
class Scale:
    """How an axis counts: values are divided by `factor` and the axis says `name`."""

    factor: float
    name: str


def _digits(value: float, places: int = 2) -> str:
    """`value` with thousands separators and at most `places` decimals, no trailing zeros."""
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: float, places: int = 2) -> str:
    """The same without separators, as Chinese reports write numbers."""
    return _digits(value, places).replace(",", "")


def _exact(value: float, places: int = 2) -> bool:
    return math.isclose(round(value, places), value, rel_tol=1e-12, abs_tol=1e-12)


def number(value: float | None, language: str) -> str:
    """`value` written out; "" for none. Chinese takes 万亿, 亿 or 万 where two decimals suffice, of
    what has many digits where four do, and sets no commas, as reports do not; English takes
    million and more where three decimals suffice."""
    if value is None or math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value < 0:
        return "−" + number(-value, language)
    if language == "zh":
        for factor, name in _SCALES_ZH:
            if value >= factor and _exact(value / factor):
                return _plain(value / factor) + name
        if value >= _MANY and _exact(value / 1e4, 4):
            return f"{_plain(value / 1e4, 4)}万"
    else:
        for factor, name in _SCALES_EN:
            if value >= factor and _exact(value / factor, 3):
                return _digits(value / factor, 3) + name
    places = 2 if value >= 0.1 or value == 0 else 4
    return (_plain if language == "zh" else _digits)(value, places)


def borne_out(value: float | None, low: float | None, high: float | None, language: str) -> str:
    """`value` with no more decimals than its bounds bear out: 44.82 of 44.2 to 45.5 is 45."""
    if value is None or low is None or high is None or not 0 < high - low < math.inf:
        return number(value, language)
    places = max(0, math.ceil(-math.log10(high - low)))
    return number(round(value, places), language)


def short(value: float | None, language: str) -> str:
    """`value` rounded to about three digits, for cards and axis marks: 21.6亿, 2.16 billion."""
    if value is None or math.isnan(value):
        return ""
    if math.isinf(value):
        return number(value, language)
    if value < 0:
        return "−" + short(-value, language)
    steps = (
        _SCALES_ZH
        if language == "zh"
        else ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
    )
    for factor, name in steps:
        if value >= factor:
            scaled = value / factor
            return _digits(scaled, max(0, 3 - len(str(int(scaled))))) + name
    digits = _plain if language == "zh" else _digits
    return digits(value, 2 if value < 100 else 0)


def as_told(value: float, language: str) -> str:
    """`value` beside its bar: whole where that is short enough (329.4万), else in three digits."""
    whole = number(value, language)
    return whole if len(whole) <= _BESIDE else short(value, language)


def unit(name: str, language: str) -> str:
    """A unit for the language: 元 is yuan in English; others stay as written."""
    return _UNITS_EN.get(name, name) if language == "en" else name


def with_unit(text: str, name: str, language: str) -> str:
    """A written number with its unit behind it, spaced as the language does."""
    if not text or not name:
        return text
    spelled = unit(name, language)
    return f"{text}{spelled}" if spelled == "%" or language == "zh" else f"{text} {spelled}"


def at_least(said: str, language: str) -> str:
    """An interval without an upper bound: `9.6以上`, `at least 9.6`."""
    return f"{said}以上" if language == "zh" else f"at least {said}"


def at_most(said: str, language: str) -> str:
    """An interval without a lower bound: `9.6以下`, `at most 9.6`."""
    return f"{said}以下" if language == "zh" else f"at most {said}"


def interval(low: float | None, high: float | None, language: str) -> str:
    """The bounds: `7.7万～7.8万`, in English with a dash; one number when they are equal; words
    where one end is open."""
    lower = -math.inf if low is None else low
    upper = math.inf if high is None else high
    if math.isnan(lower) or math.isnan(upper):
        return ""
    if math.isinf(lower) and math.isinf(upper):
        return ""
    if math.isinf(upper):
        return at_least(number(lower, language), language)
    if math.isinf(lower):
        return at_most(number(upper, language), language)
    if lower == upper:
        return number(lower, language)
    between = "～" if language == "zh" else "–"
    return f"{number(lower, language)}{between}{number(upper, language)}"


def percent(value: float | None, places: int = 1) -> str:
    """A percentage (85.7): `85.7%`; "" for none."""
    if value is None or math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞"
    # As people round: 81.25 is 81.3, and what a binary fraction makes of 0.15 is 0.15.
    rounded = Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,f}%".replace("-", "−")


def percent_between(low: float | None, high: float | None, language: str, places: int = 1) -> str:
    """Bounds of a percentage: `84.6%～87.0%` in Chinese, `84.6–87.0%` in English; one number where
    both ends read the same, words where one end is open (a share goes down to nothing)."""
    lower = -math.inf if low is None else low
    upper = math.inf if high is None else high
    if math.isnan(lower) or math.isnan(upper) or (math.isinf(lower) and math.isinf(upper)):
        return ""
    if math.isinf(upper):
        return at_least(percent(lower, places), language)
    if math.isinf(lower) or lower == 0 < upper:
        return at_most(percent(upper, places), language)
    first, last = percent(lower, places), percent(upper, places)
    if first == last:
        return last
    return f"{first}～{last}" if language == "zh" else f"{first.removesuffix('%')}–{last}"


_PLACES = {
    1e1: ("十", "ten"),
    1e2: ("百", "hundred"),
    1e3: ("千", "thousand"),
    1e4: ("万", "ten thousand"),
    1e5: ("十万", "hundred thousand"),
    1e6: ("百万", "million"),
    1e7: ("千万", "ten million"),
    1e8: ("亿", "hundred million"),
    1e9: ("十亿", "billion"),
    1e10: ("百亿", "ten billion"),
}
_IN_SCALE = re.compile(r"[千万亿]")


def place_of_rounding(text: str, step: float | None, language: str) -> str:
    """The place to which a number in 千, 万 or 亿 is written: 千 for 386.2万 (`step` 1000); empty
    for one written out, which nothing shows to be rounded."""
    names = _PLACES.get(step or 0.0) if _IN_SCALE.search(text) else None
    return (names[0] if language == "zh" else names[1]) if names else ""


def bracketed(said: str, more: str, language: str) -> str:
    """Something with more about it in brackets, those of the language; either may be empty."""
    if not said or not more:
        return said or more
    return f"{said}（{more}）" if language == "zh" else f"{said} ({more})"


def rate(value: float | None, low: float | None, high: float | None, language: str) -> str:
    """A percentage with its bounds where they differ: `85.7%（84.6%～87.0%）`."""
    said, bounds = percent(value), percent_between(low, high, language)
    return said if said == bounds else bracketed(said, bounds, language)


def scale(largest: float, language: str) -> Scale:
    """How an axis up to `largest` counts: 万 and 亿 in Chinese, thousands up in English."""
    steps = (
        _SCALES_ZH
        if language == "zh"
        else ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e4, "thousand"))
    )
    for start, name in steps:
        if largest >= start:
            return Scale(1e3 if name == "thousand" else start, name)
    return Scale(1.0, "")


# English words and signs of size; the Chinese ones are part of the numeral.
_SIZES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
_TYPED = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<numeral>[^\s%](?:.*?[^\s%])??)\s*(?P<size>{'|'.join(_SIZES)})?\s*%?"
)


def parse(typed: str) -> float | None:
    """A number as people type it (7.7万, 三千, 77,000, 1.5 million); None when it is not one."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower().replace("−", "-")
    found = _TYPED.fullmatch(plain)
    one = found and not re.search(r"\d\s+\d", found["numeral"])  # 50 60 are two numbers
    reading = read_numeral(found["numeral"]) if found and one else None
    if found is None or reading is None or reading.value is None:
        return None
    value = float(reading.value * _SIZES.get(found["size"] or "", 1))
    return -value if found["sign"] == "-" else value


def parse_quantity(typed: str, units: Iterable[str]) -> tuple[float, str] | None:
    """A number as people type it, with one of `units` behind it or none: 100万元 → (1e6, "元").

    None when it is not a number, or what stands behind it is no unit of these.
    """
    plain = typed.strip()
    for unit_name in sorted((name for name in units if name), key=len, reverse=True):
        if plain.endswith(unit_name):
            number_typed = parse(plain.removesuffix(unit_name))
            if number_typed is not None:
                return number_typed, unit_name
    alone = parse(plain)
    return None if alone is None else (alone, "")


_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_date(typed: str) -> bool:
    """Whether this is a date as reports carry it: yyyy, yyyy-mm, yyyy-mm-dd, or nothing."""
    return not typed.strip() or _DATE.fullmatch(typed.strip()) is not None


def date(iso: str, language: str) -> str:
    """An ISO date, whole or in part, as the language writes it: 2021年12月28日, 28 Dec 2021."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    if language == "zh":
        return "".join(f"{int(p)}{mark}" for p, mark in zip(parts, "年月日", strict=False))
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return iso
    named = [parts[0]] if len(parts) == 1 else [parts[0], months[int(parts[1]) - 1]]
    if len(parts) == 3:
        named.append(str(int(parts[2])))
    return " ".join(reversed(named))
