"""What written figures mean: the table of hedges, the forms, the refusals."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest

from consistency.problem import InputError
from consistency.quantity import (
    DIMENSIONLESS,
    PERCENT,
    POINTS,
    Interval,
    Quantity,
    Units,
    distinct,
    format_number,
    format_quantity,
    format_range,
    read_constant,
    read_quantity,
)
from consistency.quantity.hedge_table import TABLE
from consistency.quantity.hedges import Hedges
from consistency.reading import Extent

UNITS = Units.standard().declaring([("fighters", "people"), ("people", None)])
MONTHS = UNITS.find("months")
KM = UNITS.find("km")


def interval(text: str) -> Interval:
    """Read "[20, 25)" as an interval."""
    low, high = text[1:-1].split(", ")
    return Interval(
        None if low == "-inf" else Fraction(low),
        None if high == "inf" else Fraction(high),
        text[0] == "[",
        text[-1] == "]",
    )


# text | hedge | unit | typical | widest
MEANINGS = """
14 % | bare | % | [13.5, 14.5] | [13.5, 14.5]
14 percent | bare | % | [13.5, 14.5] | [13.5, 14.5]
8 % | bare | % | [7.5, 8.5] | [7.5, 8.5]
20 % | bare | % | [19.5, 20.5] | [15, 25]
100 % | bare whole | % | [99.5, 100.5] | [99.5, 100.5]
40 | bare |  | [39.5, 40.5] | [35, 45]
1,300 | bare |  | [1250, 1350] | [1250, 1350]
10,000 | bare |  | [9500, 10500] | [7500, 12500]
20,000 people | bare | people | [19500, 20500] | [15000, 25000]
130 people | bare | people | [125, 135] | [125, 135]
224 people | bare count | people | [224, 224] | [224, 224]
22 countries | bare count | countries | [22, 22] | [22, 22]
one person | bare count | people | [1, 1] | [1, 1]
315 villages | bare count | villages | [315, 315] | [315, 315]
62-country | bare count | countries | [62, 62] | [62, 62]
12.40 | bare decimal |  | [12.395, 12.405] | [12.395, 12.405]
1.3 million | bare decimal |  | [1250000, 1350000] | [1250000, 1350000]
1.3m | bare decimal |  | [1250000, 1350000] | [1250000, 1350000]
1.30 million people | bare decimal | people | [1295000, 1305000] | [1295000, 1305000]
3bn | bare |  | [2950000000, 3050000000] | [2500000000, 3500000000]
nine months | bare duration | months | [8.5, 10) | [8.5, 10)
30 days | bare duration | days | [29.5, 31) | [29.5, 31)
exactly 22 | exactly |  | [22, 22] | [22, 22]
precisely 20 % | exactly | % | [20, 20] | [20, 20]
about 40 % | about | % | [37, 43] | [32.5, 47.5]
around 40 percent | about | % | [37, 43] | [32.5, 47.5]
~40 % | about | % | [37, 43] | [32.5, 47.5]
circa 40 % | about | % | [37, 43] | [32.5, 47.5]
an estimated 40 % | estimated | % | [37, 43] | [32.5, 47.5]
some 300 people | about | people | [270, 330] | [225, 375]
1,300-strong | about |  | [1250, 1350] | [1175, 1425]
about nine months | about | months | [8.5, 10) | [7.75, 10.25]
nearly 40 % | nearly | % | [34, 40) | [25, 40]
almost 40 % | nearly | % | [34, 40) | [25, 40]
close to 10,000 | nearly |  | [8000, 10000) | [5000, 10000]
nearly a third | nearly | % | [88/3, 100/3) | [70/3, 100/3]
nearly a year | nearly | years | [0, 1) | [-1.5, 1]
more than 20 % | more than | % | (20, 25] | (20, inf)
over 20 % | more than | % | (20, 25] | (20, inf)
> 20 % | more than | % | (20, 25] | (20, inf)
more than 600 people | more than | people | (600, 675] | (600, inf)
more than a hundred | more than |  | (100, 125] | (100, inf)
more than 10,000 | more than |  | (10000, 12500] | (10000, inf)
more than half | more than | % | (50, 55] | (50, inf)
over a year | more than | years | (1, 2.25] | (1, inf)
at least 83 people | at least | people | [83, 88.1875] | [83, inf)
no fewer than 83 people | at least | people | [83, 88.1875] | [83, inf)
≥ 5 | at least |  | [5, 6.25] | [5, inf)
20+ | at least |  | [20, 25] | [20, inf)
40 or more | at least |  | [40, 47.5] | [40, inf)
20 or more fighters | at least | fighters | [20, 25] | [20, inf)
20 % or more | at least | % | [20, 25] | [20, inf)
less than 20 % | less than | % | [15, 20) | (-inf, 20)
fewer than 5 people | less than | people | [3.75, 5) | (-inf, 5)
< 20 % | less than | % | [15, 20) | (-inf, 20)
at most 20 % | at most | % | [15, 20] | (-inf, 20]
no more than 20 % | at most | % | [15, 20] | (-inf, 20]
≤ 20 % | at most | % | [15, 20] | (-inf, 20]
up to 50 | up to |  | [25, 50] | (-inf, 50]
as many as 50 people | up to | people | [25, 50] | (-inf, 50]
just over 20 % | just over | % | (20, 22] | (20, 25]
just over nine months | just over | months | (9, 10) | (9, 10.25]
just under 20 % | just under | % | [18, 20) | [15, 20)
20,000 to 31,500 | range |  | [19950, 31550] | [15000, 31550]
an estimated 20,000 to 31,500 | range |  | [19950, 31550] | [15000, 31550]
19,000 to 25,000 fighters | range | fighters | [18500, 25500] | [18500, 25500]
between 19,000 and 25,000 fighters | range | fighters | [18500, 25500] | [18500, 25500]
21,000-24,000 km² | range | km² | [20500, 24500] | [20500, 24500]
21,000–24,000 square kilometers | range | km² | [20500, 24500] | [20500, 24500]
8,100-9,200 square miles | range | mi² | [8050, 9250] | [8050, 9250]
20 % to 30 % | range | % | [19.5, 30.5] | [15, 35]
1.2 to 1.5 million | range |  | [1150000, 1550000] | [1150000, 1550000]
20 to 30 million | range |  | [19500000, 30500000] | [15000000, 35000000]
500,000 to 1.5 million | range |  | [495000, 1505000] | [450000, 1550000]
22 to 25 countries | range | countries | [22, 25] | [22, 25]
three to six months | range | months | [2.5, 6.5] | [2.5, 7)
-5 to 3 °C | range | °C | [-5.5, 3.5] | [-5.5, 3.5]
about 40 to 50 % | about | % | [37, 55] | [32.5, 62.5]
20 ± 3 % | plus or minus | % | [17, 23] | [17, 23]
20 % ± 2 pp | plus or minus | % | [18, 22] | [18, 22]
half | bare fraction | % | [48, 52] | [45, 55]
a third | bare fraction | % | [94/3, 106/3] | [85/3, 115/3]
two thirds | bare fraction | % | [194/3, 206/3] | [185/3, 215/3]
1/3 | bare fraction | % | [94/3, 106/3] | [85/3, 115/3]
half a million | bare |  | [495000, 505000] | [450000, 550000]
half an hour | bare fraction | hours | [0.48, 0.52] | [0.45, 0.55]
dozens | dozens |  | [24, 99] | [24, inf)
scores of people | scores | people | [40, 99] | [40, inf)
hundreds of people | hundreds | people | [200, 999] | [200, inf)
thousands of fighters | thousands | fighters | [2000, 19999] | [2000, inf)
a couple | a couple |  | [2, 2] | [2, 3]
a few | a few |  | [3, 5] | [2, 9]
several villages | several | villages | [4, 9] | [3, 20]
several hundred people | several | people | [400, 900] | [300, 2000]
most | most | % | (50, 90] | (50, 100]
a majority | most | % | (50, 90] | (50, 100]
-50 % | bare | % | [-50.5, -49.5] | [-55, -45]
−50 % | bare | % | [-50.5, -49.5] | [-55, -45]
down 8 % | bare | % | [-8.5, -7.5] | [-8.5, -7.5]
down more than 20 % | more than | % | [-25, -20) | (-inf, -20)
down 3 to 5 % | range | % | [-5.5, -2.5] | [-5.5, -2.5]
up 8 % | bare | % | [7.5, 8.5] | [7.5, 8.5]
twenty-two | bare |  | [21.5, 22.5] | [21.5, 22.5]
a dozen | bare |  | [11.5, 12.5] | [11.5, 12.5]
two million | bare |  | [1950000, 2050000] | [1500000, 2500000]
a hundred and five | bare |  | [104.5, 105.5] | [104.5, 105.5]
two and a half million people | bare decimal | people | [2450000, 2550000] | [2450000, 2550000]
1 300 people | bare | people | [1250, 1350] | [1250, 1350]
$20 / person | bare | $/person | [19.5, 20.5] | [15, 25]
$3.4bn | bare decimal | $ | [3350000000, 3450000000] | [3350000000, 3450000000]
5 per day | bare | 1/day | [4.5, 5.5] | [4.5, 5.5]
""".strip().splitlines()


@pytest.mark.parametrize("row", MEANINGS)
def test_a_figure_means_what_the_table_says(row: str) -> None:
    text, hedge, unit, typical, widest = (cell.strip() for cell in row.split("|"))
    figure = read_quantity(text, UNITS)
    assert (figure.hedge, figure.unit.name) == (hedge, unit)
    assert (figure.typical, figure.widest) == (interval(typical), interval(widest))
    assert str(figure) == figure.text == text


def test_every_row_of_the_table_has_a_worked_case() -> None:
    worked = {row.split("|")[1].strip() for row in MEANINGS}
    hedges = Hedges.standard()
    assert {*hedges.rows, *(row.name for row in hedges.vague.values()), "range", "plus or minus"} == worked


def test_every_phrase_of_the_table_is_read_as_its_row() -> None:
    for phrase, row in Hedges.standard().phrases.items():
        text = phrase.replace("…", "40", 1) if phrase.startswith("…") else f"{phrase} 40"
        assert read_quantity(text, UNITS).hedge == row.name, text


def test_every_row_of_the_table_names_its_source() -> None:
    assert all(line.rsplit("|", 1)[1].strip()[0] in "FXKD" for line in TABLE.splitlines())


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("14 %", "[14, 14]"),
        ("12.40", "[12.4, 12.4]"),
        ("nine months", "[9, 9]"),
        ("a third", "[100/3, 100/3]"),
        ("20,000 to 31,500", "[20000, 31500]"),
        ("an estimated 20,000 to 31,500", "[20000, 31500]"),
        ("20 ± 3 %", "[17, 23]"),
        ("about 40 %", "[40, 40]"),
        ("more than 20 %", "[20, 20]"),
        ("about 40 to 50 %", "[40, 50]"),
        ("dozens", "[24, 99]"),
        ("-50 %", "[-50, -50]"),
    ],
)
def test_what_is_stated_is_the_number_without_its_hedge(text: str, stated: str) -> None:
    assert read_quantity(text, UNITS).stated == interval(stated)


def test_a_range_keeps_both_ends_each_at_its_widest() -> None:
    assert read_quantity("20,000 to 31,500", UNITS).ends == (
        interval("[15000, 25000]"),
        interval("[31450, 31550]"),
    )
    assert read_quantity("20,000", UNITS).ends is None


def test_a_value_without_a_unit_takes_its_default() -> None:
    assert read_quantity("22", UNITS, PERCENT).unit == PERCENT
    assert read_quantity("22", UNITS).unit == DIMENSIONLESS
    assert read_quantity("22", UNITS, UNITS.find("people")).hedge == "bare count"
    assert read_quantity("scores", UNITS, UNITS.find("people")).unit.name == "people"


def test_a_counted_noun_wins_over_the_default() -> None:
    assert read_quantity("22 countries", UNITS, PERCENT).unit.name == "countries"


def test_a_share_in_words_stays_a_share_whatever_the_default() -> None:
    assert read_quantity("half", UNITS, UNITS.find("people")).unit == PERCENT


def test_the_m_of_a_length_is_metres_and_else_millions() -> None:
    assert read_quantity("5m", UNITS, KM).unit.name == "m"
    assert read_quantity("5 m", UNITS).unit.name == "m"
    assert read_quantity("5m people", UNITS, KM).stated == Interval.point(5_000_000)


def test_ranges_come_out_in_base_units() -> None:
    assert read_quantity("14 %", UNITS).interval(Extent.TYPICAL) == interval("[0.135, 0.145]")
    assert read_quantity("21,000 to 24,000 km²", UNITS).interval(Extent.WIDEST) == interval(
        "[20500000000, 24500000000]"
    )
    assert read_quantity("two weeks", UNITS).base_stated == Interval.point(14)
    assert read_quantity("20 °C", UNITS).base_stated == Interval.point(Fraction("293.15"))


def test_a_cut_keeps_what_lies_within_the_bounds() -> None:
    figure = read_quantity("less than 20 %", UNITS).cut(Fraction(0), Fraction(1))
    assert figure.widest == interval("[0, 20)")
    assert figure.typical == interval("[15, 20)")
    assert read_quantity("more than 90 %", UNITS).cut(None, Fraction(1)).typical == interval("(90, 97.5]")
    assert read_quantity("99.5 to 100 %", UNITS).cut(None, Fraction(1)).ends == (
        interval("[99.45, 99.55]"),
        interval("[99.5, 100]"),
    )


def test_a_cut_that_would_empty_a_figure_leaves_it_as_it_was() -> None:
    figure = read_quantity("120 %", UNITS)
    assert figure.cut(None, Fraction(1)) == figure


def test_a_cut_never_leaves_the_typical_range_outside_the_widest() -> None:
    figure = read_quantity("20 %", UNITS).cut(None, Fraction(17, 100))
    assert figure.widest.encloses(figure.typical)


@pytest.mark.parametrize(
    ("text", "message", "suggestion", "offset"),
    [
        ("", "an empty value", "write a figure", 0),
        ("   ", "an empty value", "write a figure", 0),
        ("many", "`many` is not a quantity", "write a figure", 0),
        ("about", "`about` lacks a number", "write a figure", 5),
        ("14 %%", "unknown unit `%%`", "write a unit such as", 3),
        ("1,30", "the digits of `1,30` are not in groups of three", "write `130` or `1.30`", 0),
        ("about 12,40,000", "the digits of `12,40,000` are not in groups of three", "write `1,240,000`", 6),
        ("1.2.3", "`1.2.3` has more than one decimal point", "write one", 0),
        ("> <5", "`>` and `<` do not go together", "keep one of them", 2),
        ("about more than 5", "`about` and `more` do not go together", "keep one of them", 6),
        ("nearly dozens", "`nearly` and `dozens` do not go together", "keep one of them", 7),
        ("more than 20 or more", "`more than` and `at least` do not go together", "keep one of them", 0),
        ("more than 20 to 30", "`more than` does not go with a range", "keep one of the two", 10),
        ("20 % to 10 km", "a range from `%` to `km`", "write both ends in one unit", 11),
        ("20 % to 30 km", "a range from `%` to `km`", "write both ends in one unit", 11),
        ("$5 to €6", "the two ends are in different currencies", None, 6),
        ("31,500 to 20,000", "the range runs backwards", "write `20,000 to 31,500`", 0),
        ("  between 30 and 20 %", "the range runs backwards", "write `20 and 30`", 10),
        ("-3 to -5", "the range runs backwards", "write `-5 to -3`", 0),
        ("NaN", "`NaN` is not a quantity", "write a figure", 0),
        ("∞", "`∞` is not a quantity", "write a figure", 0),
        ("5 to", "`5 to` lacks a number", "write a figure", 4),
        ("between 5", "`between` lacks its second number", "write `between A and B`", 9),
        ("half the fighters", "`the fighters` after a fraction in words", "write the share alone", 5),
        ("most people", "`most` is followed by `people`", "write the share alone", 5),
        ("1/0", "`1/0` is no fraction", "write `1/3`", 0),
        ("> -5", "`>` before a negative figure can be taken in two ways", "write a range", 0),
        ("down -5", "a figure with two signs", "keep one of them", 5),
        ("twenty twenty", "unknown unit `twenty`", "write a unit", 7),
        ("20 ± 3 km to 5", "`to 5` does not belong to a figure", "put it into `note`", 10),
        ("20 % ± 3 km", "a margin in `km` of `%`", "write both in one unit", 0),
        ("14 kilometrs", "unknown unit `kilometrs`", "did you mean `kilometers`?", 3),
        ("14\tfigthers", "unknown unit `figthers`", "did you mean `fighters`?", 3),
        ("9" * 201, "a number of more than 200 digits", "write it with a scale word", 0),
        (
            "9" * 10_000,
            "10,000 characters are too many; a number has at most 200 digits",
            "write a figure",
            0,
        ),
    ],
)
def test_what_is_no_plain_figure_is_refused_with_a_hint(
    text: str, message: str, suggestion: str | None, offset: int
) -> None:
    with pytest.raises(InputError) as caught:
        read_quantity(text, UNITS)
    assert caught.value.message == message
    assert (caught.value.suggestion or "").startswith(suggestion or "")
    assert (caught.value.suggestion is None) is (suggestion is None)
    assert caught.value.offset == offset


def test_the_longest_number_is_read_exactly() -> None:
    digits = "9" * 200
    assert read_quantity(digits, UNITS).stated == Interval.point(int(digits))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("2 pp", 2, "pp"), ("30 days", 30, "days"), ("20 %", 20, "%"), ("0", 0, ""), ("exactly 5 km", 5, "km")],
)
def test_a_constant_is_exact(text: str, number: int, unit: str) -> None:
    constant = read_constant(text, UNITS)
    assert constant.unit.name == unit
    assert constant.stated == constant.typical == constant.widest == Interval.point(number)


@pytest.mark.parametrize("text", ["about 20 %", "20 to 30 %", "dozens", "20+", "20 ± 3 %"])
def test_a_constant_is_not_hedged(text: str) -> None:
    with pytest.raises(InputError, match="one exact figure"):
        read_constant(text, UNITS)


def test_an_exact_figure_shows_itself_as_text() -> None:
    assert str(Quantity.exact(Fraction(1), MONTHS)) == "1 month"
    assert str(Quantity.exact(Fraction(-5, 2), PERCENT)) == "−2.5 %"
    assert Quantity.exact(3).typical == Interval.point(3)


def test_numbers_are_shown_in_plain_digits() -> None:
    assert [format_number(Fraction(x)) for x in ("17.99", "66216", "0.135", "1500000", "0", "9.99996")] == [
        "17.99", "66,216", "0.135", "1,500,000", "0", "10",
    ]  # fmt: skip
    assert format_number(Fraction(1, 3), digits=2) == "0.33"
    assert format_number(Fraction(1, 300), digits=2) == "0.0033"
    assert format_number(Fraction(-1, 3), 2, "up") == "−0.33"
    assert format_number(Fraction(-1, 3), 2, "down") == "−0.34"
    assert format_number(Fraction(5, 2), 1) == "3"


def test_figures_are_shown_in_their_unit() -> None:
    assert format_quantity(Fraction(22, 100), PERCENT) == "22 %"
    assert format_quantity(Fraction(95, 1000), POINTS) == "9.5 pp"
    assert format_quantity(Fraction(22), DIMENSIONLESS) == "22"
    assert format_quantity(Fraction(1), UNITS.find("people")) == "1 person"
    assert format_quantity(Fraction(-20), UNITS.find("$ / person")) == "−$20/person"


@pytest.mark.parametrize(
    ("range_", "rounding", "shown"),
    [
        ("[0.21, 0.23]", "nearest", "21…23 %"),
        ("[0.05, inf)", "nearest", "at least 5 %"),
        ("(0.2, inf)", "nearest", "more than 20 %"),
        ("(-inf, 0.03)", "nearest", "below 3 %"),
        ("(-inf, 0.03]", "nearest", "at most 3 %"),
        ("(-inf, inf)", "nearest", "any"),
        ("[0.22, 0.22]", "nearest", "22 %"),
        ("[1/3, 2/3]", "inward", "33.34…66.66 %"),
        ("[1/3, 2/3]", "outward", "33.33…66.67 %"),
        ("[0.333331, 0.333334]", "nearest", "33.3331…33.3334 %"),
        ("[0.333331, 0.333334]", "inward", "33.3331…33.3334 %"),
    ],
)
def test_ranges_are_shown_in_words_and_figures(range_: str, rounding: str, shown: str) -> None:
    assert format_range(interval(range_), PERCENT, rounding) == shown


def test_figures_that_differ_are_never_shown_alike() -> None:
    assert distinct((Fraction("0.123451"), Fraction("0.123452"), Fraction("0.123451")), PERCENT) == (
        "12.3451 %", "12.3452 %", "12.3451 %",
    )  # fmt: skip


def test_reading_the_usual_figures_does_not_load_pint() -> None:
    texts = [row.split("|")[0].strip() for row in MEANINGS]
    program = (
        "import sys\n"
        "from consistency.quantity import Quantity\n"
        f"for text in {texts!r}: Quantity.of(text)\n"
        "assert 'pint' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
