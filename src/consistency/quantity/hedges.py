# ruff: noqa: E501 - the tables are read across
"""How each way of hedging a number is taken: one table, and nothing about hedges anywhere else.

N is the number as written, in its unit. The widths that the table speaks of, after `consistency.quantity.numerals`
(u, the place that N is written to; 10^tz, its trailing zeros; g, its roundness):

- h = max(clamp(0.3 g, 2.5 % of N, 10 % of N), u/2): how far "about" reaches; 2 points of percent for a fraction;
- s = max(2.5 h, u): how far "more than" reaches;
- w = max(u/2, min(10^tz/2, 25 % of N)): how far a bare number may have been rounded.

To this the table's law is added: a hedge never narrows what the bare number means, on the side it points to.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import NamedTuple

from consistency.quantity.interval import Interval
from consistency.quantity.numerals import Number
from consistency.quantity.unit import Unit

# Sources, by the letter in the table:
# F  Ferson et al. 2015, "Natural language of uncertainty: numeric hedge words", Int. J. Approx. Reasoning 57:
#    measured widths. Readers differ by about ×3.8, hence two ranges; the fits explode outside about 5–50,000,
#    hence h is clamped.
# X  XBRL Calculations 1.1; Brown & Heathers 2017, "The GRIM test": a reported figure stands for half a unit of its
#    last place either way.
# K  Krifka 2007, "Approximate interpretation of number words"; Jansen & Pollmann 2001, "On round numbers": round
#    numbers are meant roughly, and more roughly the rounder they are.
# D  the words' definition.

# name | phrases (… stands for the number where it comes first) | typical | widest | before a range | source
#
# "before a range": what the hedge does to "A to B": nothing, widen each end as it would a number, or `-`, where
# English does not say so.
TABLE = """
bare            | -                                              | [N - 0.5 u, N + 0.5 u] | [N - w, N + w] | - | X, K
bare count      | -                                              | [N, N] | [N, N] | - | D: counted, and written to the unit
bare decimal    | -                                              | [N - 0.5 u, N + 0.5 u] | [N - 0.5 u, N + 0.5 u] | - | X
bare whole      | -                                              | [N - 0.5, N + 0.5] | [N - 0.5, N + 0.5] | - | D: 100 % is all of it
bare duration   | -                                              | [N - 0.5, N + 1) | [N - 0.5, N + 1) | - | D: spans are counted in completed units as often as rounded
bare fraction   | -                                              | [N - h, N + h] | [N - 2.5 h, N + 2.5 h] | - | K
exactly         | exactly, precisely                             | [N, N] | [N, N] | - | D
about           | about, around, roughly, some, approximately, approx., circa, ca., c., ~, ≈, …-strong, … or so | [N - h, N + h] | [N - 2.5 h, N + 2.5 h] | widens | F
estimated       | an estimated, estimated                        | [N - h, N + h] | [N - 2.5 h, N + 2.5 h] | nothing | F
nearly          | nearly, almost, close to                       | [N - 2 h, N) | [N - 5 h, N] | - | F
more than       | more than, over, >, upwards of, in excess of   | (N, N + s] | (N, inf) | - | F, D
at least        | at least, no fewer than, no less than, not less than, ≥, >=, … or more, …+ | [N, N + s] | [N, inf) | - | F, D
less than       | less than, under, fewer than, <                | [N - s, N) | (-inf, N) | - | F, D
at most         | at most, no more than, not more than, ≤, <=, … or less, … or fewer | [N - s, N] | (-inf, N] | - | F, D
up to           | up to, as many as, as much as                  | [0.5 N, N] | (-inf, N] | - | F, D
just over       | just over, just more than, slightly more than, a little over  | (N, N + h] | (N, N + 2.5 h] | - | F
just under      | just under, just less than, slightly less than, a little under | [N - h, N) | [N - 2.5 h, N) | - | F
""".strip()

# Words that stand for a number: name | phrases | typical | widest | unit without one | source. Where a scale word
# may follow ("several hundred"), both ranges are multiplied by it.
VAGUE_TABLE = """
dozens          | dozens                | [24, 99]      | [24, inf)   |   | D: two dozen, and below hundreds
scores          | scores                | [40, 99]      | [40, inf)   |   | D: two score, and below hundreds
hundreds        | hundreds              | [200, 999]    | [200, inf)  |   | D: two hundred, and below thousands
thousands       | thousands             | [2000, 19999] | [2000, inf) |   | D: two thousand, and below tens of thousands
a couple        | a couple              | [2, 2]        | [2, 3]      |   | D
a few           | a few                 | [3, 5]        | [2, 9]      |   | F
several         | several               | [4, 9]        | [3, 20]     |   | F
most            | most, a majority      | (50, 90]      | (50, 100]   | % | D: more than half
""".strip()

# Ranges are not made from one number; their rows say what `consistency.quantity.meaning` does.
RANGE_TABLE = """
range           | A to B, between A and B, A–B | both ends unrounded at the finer of their places | each end as a bare number at its widest | X
plus or minus   | N ± e                        | [N - e, N + e]                                   | the same                                | D
""".strip()

FACTORS = {
    "roundness": Fraction(3, 10),
    "least": Fraction(1, 40),
    "most": Fraction(1, 10),
    "reach": Fraction(5, 2),
}
FRACTION_SPREAD = Fraction(1, 50)


class End(NamedTuple):
    """One end of a shape: (n · N + k · width) / over, or n · N / over + constant / over."""

    n: int
    width: str
    k: int
    over: int
    constant: int


class Shape(NamedTuple):
    """A range as the table writes it, relative to a number: "[N - h, N)". An end that is None is unbounded."""

    low: End | None
    high: End | None
    low_closed: bool
    high_closed: bool


class Hedge(NamedTuple):
    """A row of the table: what is said, and the two ranges that it makes of a number."""

    name: str
    phrases: tuple[str, ...]
    typical: Shape
    widest: Shape
    before_range: str
    source: str


class Vague(NamedTuple):
    """A row for words that stand for a number themselves."""

    name: str
    phrases: tuple[str, ...]
    typical: Interval
    widest: Interval
    unit: str
    source: str


@functools.cache
def hedges() -> dict[str, Hedge]:
    """Return the rows that make ranges of a number, by name."""
    rows = {}
    for line in TABLE.splitlines():
        name, phrases, typical, widest, before_range, source = (cell.strip() for cell in line.split("|"))
        rows[name] = Hedge(name, _spoken(phrases), _shape(typical), _shape(widest), before_range, source)
    return rows


@functools.cache
def phrases() -> dict[str, Hedge]:
    """Return the rows by what is said before a number, and after it where the phrase begins with `…`."""
    return {phrase: row for row in hedges().values() for phrase in row.phrases}


@functools.cache
def vague() -> dict[str, Vague]:
    """Return the rows for words that stand for a number, by what is said."""
    rows = {}
    for line in VAGUE_TABLE.splitlines():
        name, phrases, typical, widest, unit, source = (cell.strip() for cell in line.split("|"))
        row = Vague(name, _spoken(phrases), _constant(typical), _constant(widest), unit, source)
        rows.update(dict.fromkeys(row.phrases, row))
    return rows


def bare(number: Number, unit: Unit) -> Hedge:
    """Return the row that a number without any hedge falls under.

    >>> from consistency.quantity.numerals import whole
    >>> from consistency.quantity.unit import DAYS, DIMENSIONLESS
    >>> bare(whole(9), DAYS).name, bare(whole(9), DIMENSIONLESS).name
    ('bare duration', 'bare')
    """
    rows = hedges()
    if number.spread is not None:
        return rows["bare fraction"]
    if number.is_decimal:
        return rows["bare decimal"]
    if unit.dimension:
        if unit.is_duration:
            return rows["bare duration"]
        if not number.ends_in_zero and unit.is_count:
            return rows["bare count"]
    elif unit.style == "percent" and number.steps == 100 * number.over:
        return rows["bare whole"]
    return rows["bare"]


def ranges(row: Hedge, number: Number, unit: Unit) -> tuple[Interval, Interval]:
    """Return what `row` makes of a number in `unit`: its typical and its widest range.

    >>> from consistency.quantity.numerals import whole
    >>> from consistency.quantity.unit import PERCENT
    >>> [str(range_) for range_ in ranges(hedges()["about"], whole(40), PERCENT)]
    ['[37, 43]', '[65/2, 95/2]']
    """
    typical, widest = made(row.typical, number), made(row.widest, number)
    plain = bare(number, unit)
    if plain is row:
        return typical, widest
    return (
        _not_narrower(typical, row.typical, made(plain.typical, number), number),
        _not_narrower(widest, row.widest, made(plain.widest, number), number),
    )


def _not_narrower(hedged: Interval, shape: Shape, plain: Interval, number: Number) -> Interval:
    """Return `hedged` with what the bare number means on the side that the hedge points to."""
    n = number.value
    if shape.low is not None and _is_number(shape.low):
        side = Interval(n, None, shape.low_closed)
        if shape.high is not None and _is_number(shape.high):
            return hedged
    elif shape.high is not None and _is_number(shape.high):
        side = Interval(None, n, high_closed=shape.high_closed)
    else:
        return hedged.hull(plain)
    kept = plain.intersection(side)
    return hedged if kept is None else hedged.hull(kept)


def made(shape: Shape, number: Number) -> Interval:
    """Return the range that a shape makes of a number."""
    low, high, low_closed, high_closed = shape
    first = None if low is None else _end(low, number)
    if low == high:
        return Interval(first, first, low_closed, high_closed)
    return Interval(first, None if high is None else _end(high, number), low_closed, high_closed)


def width(name: str, number: Number) -> int | Fraction:
    """Return a width of the table for a number, in steps of 1/`number.over`.

    >>> from consistency.quantity.numerals import whole
    >>> [width(name, whole(83)) / Fraction(4) for name in "uhsw"]
    [Fraction(1, 1), Fraction(83, 40), Fraction(83, 16), Fraction(1, 2)]
    """
    if name == "u":
        return number.place
    if name == "w":
        return max(number.place // 2, min(number.tail // 2, number.steps // 4))
    h = number.reach
    if h is None:
        h = number.reach = _reach(number)
    return h if name == "h" else max(FACTORS["reach"] * h, Fraction(number.place))


def _reach(number: Number) -> Fraction:
    """Return h: how far "about" reaches, in steps."""
    if number.spread is not None:
        return number.spread * number.over
    n = number.steps
    clamped = min(max(FACTORS["roundness"] * number.grain, FACTORS["least"] * n), FACTORS["most"] * n)
    return max(clamped, Fraction(number.place, 2))


def _end(end: End, number: Number) -> Fraction:
    n, name, k, over, constant = end
    if k:
        steps = n * number.steps + k * (number.place if name == "u" else width(name, number))
        return Fraction(steps, over * number.over)
    return Fraction(n * number.steps + constant * number.over, over * number.over)


def _is_number(end: End) -> bool:
    return end.n == end.over and not end.k and not end.constant


_END = r"(?P<inf>-?inf)|(?:(?P<n>[0-9.]+)? ?N)?(?: ?(?P<sign>[+-]) ?(?P<k>[0-9.]+)? ?(?P<width>[a-z])?)?"


@functools.cache
def _shape(text: str) -> Shape:
    low, _, high = text[1:-1].partition(", ")
    return Shape(_read_end(low), _read_end(high), text[0] == "[", text[-1] == "]")


def _read_end(text: str) -> End | None:
    found = re.fullmatch(_END, text)
    if found is None:
        raise ValueError(f"`{text}` is no end of a range")
    if found["inf"]:
        return None
    n, k = Fraction(found["n"] or 1), Fraction(0)
    if found["sign"]:
        k = Fraction(found["k"] or 1) * (-1 if found["sign"] == "-" else 1)
    over = n.denominator * k.denominator
    if found["width"]:
        return End(int(n * over), found["width"], int(k * over), over, 0)
    return End(int(n * over), "", 0, over, int(k * over))


def _constant(text: str) -> Interval:
    low, _, high = text[1:-1].partition(", ")
    return Interval(Fraction(low), None if high == "inf" else Fraction(high), text[0] == "[", text[-1] == "]")


def _spoken(phrases: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in phrases.split(",")) if phrases != "-" else ()
