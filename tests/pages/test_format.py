"""Numbers, intervals and dates as each language writes them."""

from math import inf, nan

import pytest

from dashboard.showing import format as fmt

CASES = [
    (77000.0, "7.7万", "77,000"),
    (2155878400.0, "215587.84万", "2,155,878,400"),
    (3534000000.0, "35.34亿", "3.534 billion"),
    (9e12, "9万亿", "9 trillion"),
    (15536.0, "15536", "15,536"),
    (10000.0, "1万", "10,000"),
    (85.7, "85.7", "85.7"),
    (0.0025, "0.0025", "0.0025"),
    (-77000.0, "−7.7万", "−77,000"),
    (nan, "", ""),
    (None, "", ""),
    (inf, "∞", "∞"),
]


@pytest.mark.parametrize(("value", "zh", "en"), CASES)
def test_a_number_in_both_languages(value: float | None, zh: str, en: str) -> None:
    assert (fmt.number(value, "zh"), fmt.number(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (2155878400.0, "21.6亿", "2.16 billion"),
        (3862000.0, "386万", "3.86 million"),
        (941.0, "941", "941"),
    ],
)
def test_a_number_in_few_characters(value: float, zh: str, en: str) -> None:
    assert (fmt.short(value, "zh"), fmt.short(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7.7万", 77000.0),
        ("77,000", 77000.0),
        ("１．２亿", 1.2e8),
        ("1.5 million", 1.5e6),
        ("-3", -3.0),
        ("85.7%", 85.7),
        ("多少", None),
        ("", None),
        ("1e5", None),
        ("三千二百", 3200.0),
        ("3亿8千万", 3.8e8),
        ("３５万", 35e4),
        ("-3.2万", -32e3),
        ("−5%", -5.0),
        ("2 bn", 2e9),
        ("三四十", None),
        ("50 60", None),
        ("1.5.2", None),
    ],
)
def test_a_number_as_typed(typed: str, number: float | None) -> None:
    assert fmt.parse(typed) == number


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("100万元", (1e6, "元")),
        ("30%", (30.0, "%")),
        ("50 件次", (50.0, "件次")),
        ("1.2 million 元", (1.2e6, "元")),
        ("7.7万", (77000.0, "")),
        ("5吨", None),
        ("元", None),
        ("", None),
    ],
)
def test_a_number_typed_with_its_unit(typed: str, found: tuple[float, str] | None) -> None:
    assert fmt.parse_quantity(typed, ["", "元", "件", "件次", "次", "%"]) == found


@pytest.mark.parametrize(("value", "zh", "en"), [c for c in CASES if c[0] and abs(c[0]) < inf])
def test_what_is_written_is_read_again(value: float, zh: str, en: str) -> None:
    assert fmt.parse(zh) == value
    assert fmt.parse(en) == value


@pytest.mark.parametrize(
    ("low", "high", "zh"),
    [
        (77000, 78000, "7.7万～7.8万"),
        (100, inf, "100以上"),
        (-inf, 30, "30以下"),
        (5, 5, "5"),
        (-inf, inf, ""),
        (nan, nan, ""),
    ],
)
def test_an_interval(low: float, high: float, zh: str) -> None:
    assert fmt.interval(low, high, "zh") == zh


@pytest.mark.parametrize(
    ("number", "low", "high", "zh", "en"),
    [
        (600 / 7, 6600 / 78, 6700 / 77, "85.7%（84.6%～87.0%）", "85.7% (84.6–87.0%)"),
        (80, 80, 80, "80.0%", "80.0%"),
        (80, 80, inf, "80.0%（80.0%以上）", "80.0% (at least 80.0%)"),
        (None, 50, 60, "50.0%～60.0%", "50.0–60.0%"),
        (162, 0, 162, "162.0%（162.0%以下）", "162.0% (at most 162.0%)"),
        (-4.25, -4.5, -4, "−4.3%（−4.5%～−4.0%）", "−4.3% (−4.5–−4.0%)"),
        (81.25, 81.25, 81.25, "81.3%", "81.3%"),
        (0, 0, 0, "0.0%", "0.0%"),
        (None, -inf, inf, "", ""),
    ],
)
def test_a_percentage_with_its_bounds(
    number: float | None, low: float, high: float, zh: str, en: str
) -> None:
    assert fmt.rate(number, low, high, "zh") == zh
    assert fmt.rate(number, low, high, "en") == en


@pytest.mark.parametrize(
    ("largest", "zh", "en"),
    [(77000, "万", "thousand"), (2.1e9, "亿", "billion"), (5436, "", ""), (0, "", "")],
)
def test_an_axis_counts_in_the_languages_own_steps(largest: float, zh: str, en: str) -> None:
    assert (fmt.scale(largest, "zh").name, fmt.scale(largest, "en").name) == (zh, en)


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2021-12-28", "2021年12月28日", "28 Dec 2021"),
        ("2022-01", "2022年1月", "Jan 2022"),
        ("2020", "2020年", "2020"),
        ("", "", ""),
        ("去年", "去年", "去年"),
    ],
)
def test_a_date(iso: str, zh: str, en: str) -> None:
    assert (fmt.date(iso, "zh"), fmt.date(iso, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("typed", "fine"),
    [("2021-12-28", True), ("2021", True), ("", True), ("2021-13", False), ("28.12.2021", False)],
)
def test_a_date_as_reports_carry_it(typed: str, fine: bool) -> None:
    assert fmt.is_date(typed) == fine


@pytest.mark.parametrize(
    ("text", "step", "zh", "en"),
    [
        ("386.2万件次", 1e3, "千", "thousand"),
        ("3亿元", 1e8, "亿", "hundred million"),
        ("3200人", 1e2, "", ""),  # written out: nothing shows that it is rounded
        ("15536件", 1.0, "", ""),
        ("0.5万个", None, "", ""),
    ],
)
def test_the_place_to_which_a_number_is_written(
    text: str, step: float | None, zh: str, en: str
) -> None:
    assert fmt.place_of_rounding(text, step, "zh") == zh
    assert fmt.place_of_rounding(text, step, "en") == en
