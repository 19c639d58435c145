"""What a hedge makes of a number: the tables of `hedge_table`, read, and a project's own rows over them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeVar

from consistency.problem import InputError
from consistency.quantity.hedge_table import FACTORS, ROUND_SPANS, TABLE, VAGUE_TABLE
from consistency.quantity.interval import Interval
from consistency.quantity.number import Number, rougher
from consistency.quantity.unit import Unit

FACTOR = "factors."
"""Stands before the name of a factor where rows are named too: there is a row `most` and a factor `most`."""


class End(NamedTuple):
    """One end of a shape: (n · N + k · width) / over, or n · N / over + constant / over."""

    n: int
    width: str
    k: int
    over: int
    constant: int


class Shape(NamedTuple):
    """A range as the table writes it, relative to a number: "[N - h, N)". An end of None is unbounded."""

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


class Hedges:
    """The rows of the tables: by name in `rows`, and by what is said in `phrases` and `vague`.

    A phrase that follows its number begins with `…`. `factors` are those that the widths are made of.
    Where a project says otherwise, `places` tells in which file and line, and `notes` in a sentence what it
    says: by the name of the row, or by `factors.` and the name of the factor. Never changed.

    >>> Hedges.standard().phrases["nearly"].name, Hedges.standard().factors["reach"]
    ('nearly', Fraction(5, 2))
    """

    __slots__ = ("factors", "longest", "notes", "phrases", "places", "rows", "vague", "vague_rows")

    def __init__(
        self,
        rows: Mapping[str, Hedge],
        vague: Mapping[str, Vague],
        factors: Mapping[str, Fraction],
        places: Mapping[str, str],
        notes: Mapping[str, str],
    ) -> None:
        self.rows = rows
        self.vague_rows = vague
        self.phrases = {phrase: row for row in rows.values() for phrase in row.phrases}
        self.vague = {phrase: row for row in vague.values() for phrase in row.phrases}
        self.factors = factors
        self.places = places
        self.notes = notes
        self.longest = max(len(phrase.split()) for phrase in (*self.phrases, *self.vague))

    @staticmethod
    def standard() -> Hedges:
        """Return the tables as they are."""
        return _standard()

    def without(self, name: str) -> Hedges:
        """Return these tables with the standard's own row, or factor, where a project says otherwise.

        `name` is one of those in `places`. What the standard does not have is left out.
        """
        standard = _standard()
        factors = dict(self.factors)
        factor = name.removeprefix(FACTOR)
        if factor in factors and factor != name:
            factors[factor] = standard.factors[factor]
        rows = _restored(self.rows, standard.rows, name)
        vague = _restored(self.vague_rows, standard.vague_rows, name)
        return Hedges(rows, vague, factors, _lacking(self.places, name), _lacking(self.notes, name))

    def bare(self, number: Number, unit: Unit) -> Hedge:
        """Return the row that a number without any hedge falls under.

        >>> from consistency.quantity.number import whole
        >>> from consistency.quantity.unit import DAYS, DIMENSIONLESS
        >>> bare = Hedges.standard().bare
        >>> bare(whole(9), DAYS).name, bare(whole(9), DIMENSIONLESS).name
        ('bare duration', 'bare')
        """
        rows = self.rows
        if number.spread is not None:
            return rows["bare fraction"]
        if number.is_decimal:
            return rows["bare decimal"]
        if unit.dimension:
            if (
                unit.is_duration and number.place == number.over
            ):  # 100 years, and more, are as any other figure
                return rows["bare duration"]
            if not number.ends_in_zero and unit.is_count:
                return rows["bare count"]
        elif unit.style == "percent" and number.steps == 100 * number.over:
            return rows["bare whole"]
        return rows["bare"]

    def ranges(self, row: Hedge, number: Number, unit: Unit) -> tuple[Interval, Interval]:
        """Return what `row` makes of a number in `unit`: its typical and its widest range.

        >>> from consistency.quantity.number import whole
        >>> from consistency.quantity.unit import PERCENT
        >>> hedges = Hedges.standard()
        >>> [str(range_) for range_ in hedges.ranges(hedges.rows["about"], whole(40), PERCENT)]
        ['[37, 43]', '[65/2, 95/2]']
        """
        step = ROUND_SPANS.get(unit.name) if unit.is_duration else None
        if step is not None:
            number = rougher(number, step)
        typical, widest = self.made(row.typical, number), self.made(row.widest, number)
        plain = self.bare(number, unit)
        if plain is row:
            return typical, widest
        return (
            _not_narrower(typical, row.typical, self.made(plain.typical, number), number),
            _not_narrower(widest, row.widest, self.made(plain.widest, number), number),
        )

    def made(self, shape: Shape, number: Number) -> Interval:
        """Return the range that a shape makes of a number; `InputError` where it leaves nothing of it."""
        low, high, low_closed, high_closed = shape
        first = None if low is None else self._end(low, number)
        last = first if low == high else None if high is None else self._end(high, number)
        try:
            return Interval(first, last, low_closed, high_closed)
        except ValueError:
            # The standard's shapes leave something of every number; a project's were tried on many only.
            message = f"no value is left of {number.value} by what its hedge is set to mean"
            raise InputError(message, "see `hedges` in the settings") from None

    def width(self, name: str, number: Number) -> int | Fraction:
        """Return a width of the table for a number, in steps of 1/`number.over`.

        >>> from consistency.quantity.number import whole
        >>> [Hedges.standard().width(name, whole(83)) / Fraction(4) for name in "uhsw"]
        [Fraction(1, 1), Fraction(83, 40), Fraction(83, 16), Fraction(1, 2)]
        """
        if name == "u":
            return number.place
        if name == "w":
            return max(number.place // 2, min(number.tail // 2, number.steps // 4))
        h = number.reach
        if h is None:
            h = number.reach = self._reach(number)
        if name == "h":
            return h
        at_most = self.factors["reach"] * h
        return at_most if name == "H" else max(at_most, Fraction(number.place))

    def _reach(self, number: Number) -> Fraction:
        """Return h: how far "about" reaches, in steps."""
        if number.spread is not None:
            return number.spread * number.over
        n, grain, factors = number.steps, number.grain, self.factors
        if not n:
            n = grain = 10 * number.place  # zero is as round as ten
        clamped = min(max(factors["roundness"] * grain, factors["least"] * n), factors["most"] * n)
        return max(clamped, Fraction(number.place, 2))

    def _end(self, end: End, number: Number) -> Fraction:
        n, name, k, over, constant = end
        if k:
            steps = n * number.steps + k * (number.place if name == "u" else self.width(name, number))
            return Fraction(steps, over * number.over)
        return Fraction(n * number.steps + constant * number.over, over * number.over)


@functools.cache
def _standard() -> Hedges:
    return Hedges(_rows(), _vague_rows(), _factors(), {}, {})


Row = TypeVar("Row")


def _restored(rows: Mapping[str, Row], standard: Mapping[str, Row], name: str) -> dict[str, Row]:
    kept = _lacking(rows, name)
    if name in standard:
        kept[name] = standard[name]
    return kept


def _lacking(entries: Mapping[str, Row], name: str) -> dict[str, Row]:
    return {key: entry for key, entry in entries.items() if key != name}


def _rows() -> dict[str, Hedge]:
    rows = {}
    for line in TABLE.splitlines():
        name, said, typical, widest, before, source = (cell.strip() for cell in line.split("|"))
        rows[name] = Hedge(name, _spoken(said), read_shape(typical), read_shape(widest), before, source)
    return rows


def _vague_rows() -> dict[str, Vague]:
    rows = {}
    for line in VAGUE_TABLE.splitlines():
        name, said, typical, widest, unit, source = (cell.strip() for cell in line.split("|"))
        rows[name] = Vague(name, _spoken(said), _constant(typical), _constant(widest), unit, source)
    return rows


def _factors() -> dict[str, Fraction]:
    lines = (line.split("|") for line in FACTORS.splitlines())
    return {name.strip(): Fraction(value.strip()) for name, value, *_ in lines}


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


def _is_number(end: End) -> bool:
    return end.n == end.over and not end.k and not end.constant


_END = r"(?P<inf>-?inf)|(?:(?P<n>[0-9./]+)? ?N)?(?: ?(?P<sign>[+-]) ?(?P<k>[0-9./]+)? ?(?P<width>[uhHsw])?)?"


@functools.cache
def read_shape(text: str) -> Shape:
    """Return a range as the table writes it; `ValueError` for what is none."""
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
