"""How many times as much: which words tell a multiple, what it comes to, what could be meant in two ways."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.ask import ask
from consistency.problem import InputError
from consistency.quantity import DIMENSIONLESS, PERCENT, Interval, Units, read_constant, read_quantity
from consistency.quantity.figures import understand
from consistency.quantity.multiples import PARTS, TIMES

UNITS = Units.standard()
PEOPLE = UNITS.find("people")


# text | as the plain number
SAME = """
3 times | 3
three times | 3
1 time | 1
3-fold | 3
3fold | 3
three-fold | 3
threefold | 3
tenfold | 10
a tenfold | 10
Tenfold | 10
hundredfold | 100
a hundredfold | 100
twenty-fivefold | 25
3x | 3
3 × | 3
2.5 times | 2.5
2½ times | 2½
two and a half times | two and a half
1.2 million times | 1.2 million
twice | 2
double | 2
doubled | 2
a doubling | 2
tripled | 3
trebled | 3
quadrupled | 4
quintupled | 5
three times as much | 3
three times as many | 3
twice as many | 2
twice as high | 2
3-fold as much | 3
nearly three times | nearly 3
about twice as likely | about 2
more than doubled | more than 2
more than a doubling | more than 2
at least about twice | at least about 2
exactly 3 times | exactly 3
as many as 3 times | as many as 3
3 times or more | 3 or more
3 times ± 1 | 3 ± 1
two to three times | 2 to 3
2 to 3-fold | 2 to 3
3 times to 4 times | 3 to 4
three or four times as many | 3 or 4
between two and three times | between 2 and 3
several times as many | several
dozens of times | dozens
three times more | 3
10 times higher | 10
twice more | 2
a threefold increase | 3
more than a tenfold rise | more than 10
rose threefold | 3
grew by tenfold | 10
+3 times | 3
""".strip().splitlines()


@pytest.mark.parametrize("row", SAME)
def test_a_multiple_is_a_plain_number_whatever_is_measured(row: str) -> None:
    text, number = (cell.strip() for cell in row.split("|"))
    plain = read_quantity(number, UNITS)
    for default in (None, PEOPLE, PERCENT):
        figure = read_quantity(text, UNITS, default)
        assert figure.unit == DIMENSIONLESS
        assert (figure.hedge, figure.stated) == (plain.hedge, plain.stated)
        assert (figure.typical, figure.widest) == (plain.typical, plain.widest)
        assert figure.text == text


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("halved", "1:2"),
        ("a halving", "1:2"),
        ("about halved", "about 1:2"),
        ("half as many", Fraction(1, 2)),
        ("a third as much", Fraction(1, 3)),
        ("nearly two thirds as many", Fraction(2, 3)),
        ("¾ as many", Fraction(3, 4)),
        ("1/3 as many", Fraction(1, 3)),
        ("60 % as much", Fraction(3, 5)),
        ("60 per cent as much", Fraction(3, 5)),
    ],
)
def test_what_is_left_is_a_plain_number_too(text: str, ratio: str | Fraction) -> None:
    figure = read_quantity(text, UNITS, PEOPLE)
    assert figure.unit == DIMENSIONLESS
    if isinstance(ratio, str):
        same = read_quantity(ratio, UNITS)
        assert (figure.typical, figure.widest) == (same.typical, same.widest)
    else:
        share = read_quantity(text.partition(" as ")[0], UNITS)
        assert figure.stated == Interval.point(ratio)
        assert figure.widest == share.widest.scaled(Fraction(1, 100))


@pytest.mark.parametrize(
    ("text", "typical", "widest"),
    [
        ("halved", "[2/5, 2/3]", "[2/5, 2/3]"),
        ("more than halved", "[4/13, 1/2)", "(0, 1/2)"),
        ("at least halved", "[4/13, 1/2]", "(0, 1/2]"),
        ("nearly halved", "(1/2, 1]", "[1/2, ∞)"),
        ("less than halved", "(1/2, 4/3]", "(1/2, ∞)"),
        ("more than half as many", "(1/2, 11/20]", "(1/2, ∞)"),
    ],
)
def test_what_more_than_halved_is_below_a_half(text: str, typical: str, widest: str) -> None:
    figure = read_quantity(text, UNITS)
    assert (str(figure.typical), str(figure.widest)) == (typical, widest)


@pytest.mark.parametrize("word", [*TIMES, *PARTS])
def test_every_word_of_the_tables_is_read(word: str) -> None:
    number = Fraction(TIMES.get(word, 1), PARTS.get(word, 1))
    assert read_quantity(f"about {word}", UNITS).stated == Interval.point(number)


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("nearly three times", "multiple", "3"),
        ("two to three times", "multiple", "2 to 3"),
        ("3 times or more", "multiple", "3"),
        ("three times more", "multiple", "3"),
        ("twice as many", "multiple in a word", "2"),
        ("halved", "part in a word", "1 to 2"),
        ("a third as many", "part as much", "1/3"),
    ],
)
def test_what_was_understood_is_the_form_and_the_number(text: str, form: str, number: str) -> None:
    understood = understand(text, UNITS)
    assert (understood.form.name, understood.number) == (form, number)


@pytest.mark.parametrize(
    ("often", "rate"),
    [
        ("7 times a week", "7 per week"),
        ("1 time a day", "1 per day"),
        ("once a day", "1 per day"),
        ("twice a day", "2 per day"),
        ("about twice each week", "about 2 per week"),
        ("thrice per year", "3 per year"),
        ("three times every month", "3 per month"),
        ("3 times per 5 years", "3 per 5 years"),
        ("two to three times a week", "2 to 3 per week"),
    ],
)
def test_how_often_is_a_rate_where_it_says_in_what_time(often: str, rate: str) -> None:
    one, other = read_quantity(often, UNITS, PEOPLE), read_quantity(rate, UNITS)
    assert (one.unit, one.hedge, one.widest) == (other.unit, other.hedge, other.widest)


def test_times_are_counted_where_a_measure_or_a_total_counts_them() -> None:
    times = UNITS.declaring([("times", None)]).find("times")
    assert read_quantity("3 times", UNITS, times).unit == times
    assert read_quantity("9 of 10 times", UNITS).unit == times
    assert read_quantity("3 time zones", UNITS).unit.name == "time zones"
    assert read_quantity("5 scaffolds", UNITS).unit.name == "scaffolds"


def test_a_multiple_is_no_change() -> None:
    told = ask("a == b", a="doubled", b="up 100 %")
    assert told.startswith("undetermined: a figure without a unit and a percentage do not compare")
    assert ask("a == b", a="doubled", b="twice as many") == "consistent"
    assert ask("a / b == c", a="93 goals", b="31 goals", c="tripled") == "consistent"
    assert ask("a / b == c", a="30 goals", b="93 goals", c="more than halved") == "consistent"
    assert ask("a / b == c", a="60 goals", b="93 goals", c="more than halved") == "contradicted"


def test_a_constant_can_be_a_multiple() -> None:
    assert read_constant("3 times", UNITS).stated == Interval.point(3)
    with pytest.raises(InputError, match="one exact figure"):
        read_constant("halved", UNITS)


@pytest.mark.parametrize(
    ("text", "message", "suggestion", "offset"),
    [
        ("three times less", "so many times less can be taken in several ways", "write what is left", 12),
        ("10 times fewer", "so many times less can be taken in several ways", "write what is left", 9),
        ("a threefold decline", "so many times less can be taken in several ways", "write what is left", 12),
        ("fell threefold", "so many times less can be taken in several ways", "write what is left", 0),
        ("rose three times", "`times` after a word of change can be taken in two ways", "write `three", 0),
        ("3 more times", "`times` after a word of change can be taken in two ways", "write `three", 2),
        ("up doubled", "`doubled` after a word of change can be taken in two ways", "write `three", 0),
        ("-3 times", "`times` below zero", "leave out the minus", 3),
        ("-doubled", "`doubled` below zero", "leave out the minus", 1),
        ("at least about halved", "`halved` after more than one hedge", "keep one of them", 15),
        ("20 km times", "`times` after a figure in `km`", "write a number before it", 6),
        ("$3 times as much", "`times as much` after a figure in `$`", "write a number before it", 3),
        ("200 % times", "`times` after a figure in `%`", "write a number before it", 6),
        ("most times", "`times` after a figure in `%`", "write a number before it", 5),
        ("times", "`times` is not a quantity", "write a figure", 0),
        ("fold", "`fold` is not a quantity", "write a figure", 0),
        ("-fold", "`-fold` is not a quantity", "write a figure", 1),
        ("times times", "`times times` is not a quantity", "write a figure", 0),
        ("as many", "`as many` is not a quantity", "write a figure", 0),
        ("once", "`once` is not a quantity", "write a figure", 0),
        ("twice the 20 people", "`twice the 20 people` is not a quantity", "write a figure", 0),
        (
            "five times less likely",
            "`times less likely` tells how many times as much, and no unit",
            "write the number",
            5,
        ),
        ("10 mg twice a day", "`mg twice per day` says how often, which no unit does", "write a rate", 3),
        ("two as many", "unknown unit `as many`", "write a unit", 4),
        ("5 x 10^6", "`5 x 10^6` is written with a power of ten", "write `5,000,000`", 0),
    ],
)
def test_what_is_no_multiple_or_could_be_two_is_refused(
    text: str, message: str, suggestion: str, offset: int
) -> None:
    with pytest.raises(InputError) as caught:
        read_quantity(text, UNITS, PEOPLE if "%" not in text else None)
    assert caught.value.message == message
    assert (caught.value.suggestion or "").startswith(suggestion)
    assert caught.value.offset == offset
