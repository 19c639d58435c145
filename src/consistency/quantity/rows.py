"""The rows of the hedge tables as readers see them: formulas, and sources spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from consistency.quantity.hedge_table import RANGE_TABLE, SOURCES, WIDTHS
from consistency.quantity.hedges import End, Hedges, Shape
from consistency.quantity.interval import Interval


class Row(NamedTuple):
    """What one row of the tables says: which words, and what they make of a number N.

    `place` is where a project's settings say otherwise than the tables, or None.
    """

    name: str
    phrases: tuple[str, ...]
    typical: str
    widest: str
    source: str
    place: str | None


class Width(NamedTuple):
    """A width that formulas speak of: its letter, how much it is, and what it is."""

    name: str
    amount: str
    meaning: str


class Source(NamedTuple):
    """Who says so: the letter in the tables, the source, and what is taken from it."""

    letter: str
    title: str
    taken: str


def rows(hedges: Hedges) -> dict[str, Row]:
    """Return the rows of all tables by name, in their order.

    >>> nearly = rows(Hedges.standard())["nearly"]
    >>> nearly.typical, nearly.widest, nearly.source
    ('[N - 2 h, N)', '[N - 2 H, N]', 'F')
    """
    found = [
        Row(
            row.name,
            row.phrases,
            shape_written(row.typical),
            shape_written(row.widest),
            row.source,
            hedges.places.get(row.name),
        )
        for row in hedges.rows.values()
    ]
    found += [
        Row(
            row.name,
            row.phrases,
            _constant(row.typical, row.unit),
            _constant(row.widest, row.unit),
            row.source,
            hedges.places.get(row.name),
        )
        for row in hedges.vague_rows.values()
    ]
    for line in RANGE_TABLE.splitlines():
        name, said, typical, widest, source = _cells(line)
        found.append(Row(name, tuple(said.split(", ")), typical, widest, source, None))
    return {row.name: row for row in found}


def shape_written(shape: Shape) -> str:
    """Return a shape as the tables write it.

    >>> from consistency.quantity.hedges import read_shape
    >>> shape_written(read_shape("[0.5 N, N + 2 h)")), shape_written(read_shape("(-inf, N]"))
    ('[0.5 N, N + 2 h)', '(-inf, N]')
    """
    low = "-inf" if shape.low is None else _end(shape.low)
    high = "inf" if shape.high is None else _end(shape.high)
    return f"{'[' if shape.low_closed else '('}{low}, {high}{']' if shape.high_closed else ')'}"


def _end(end: End) -> str:
    n, more = Fraction(end.n, end.over), Fraction(end.k or end.constant, end.over)
    text = "" if not n else "N" if n == 1 else f"{exact_number(n)} N"
    if not more:
        return text or "0"
    size = exact_number(abs(more))
    if end.width:
        size = end.width if abs(more) == 1 else f"{size} {end.width}"
    sign = "-" if more < 0 else "+"
    return f"{text} {sign} {size}" if text else size if more > 0 else f"-{size}"


def _constant(interval: Interval, unit: str) -> str:
    low = "-inf" if interval.low is None else exact_number(interval.low)
    high = "inf" if interval.high is None else exact_number(interval.high)
    ends = f"{'[' if interval.low_closed else '('}{low}, {high}{']' if interval.high_closed else ')'}"
    return f"{ends} {unit}".rstrip()


def exact_number(x: Fraction) -> str:
    """Return a number in decimals where they end, else as a fraction; without anything that groups digits.

    >>> [exact_number(Fraction(x)) for x in ("13.5", "88/3", "-21000", "-1/400")]
    ['13.5', '88/3', '-21000', '-0.0025']
    """
    top, bottom = x.numerator, x.denominator
    places, rest = 0, bottom
    for factor in (2, 5):
        times = 0
        while rest % factor == 0:
            rest //= factor
            times += 1
        places = max(places, times)
    if rest != 1:
        return f"{top}/{bottom}"
    digits = str(abs(top) * 10**places // bottom).rjust(places + 1, "0")
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if top < 0 else "") + whole + (f".{decimals}" if decimals else "")


def widths_of(*formulas: str) -> dict[str, Width]:
    """Return the widths that formulas speak of by name, in their order; with those that these are made of.

    >>> list(widths_of("[N - 2 H, N]"))
    ['u', 'h', 'H']
    """
    table = {row.name: row for row in widths()}
    named = set(_named_in(" ".join(formulas), table))
    while more := {part for name in named for part in _named_in(table[name].amount, table)} - named:
        named |= more
    return {name: row for name, row in table.items() if name in named}


def widths() -> list[Width]:
    """Return what the formulas of the tables speak of.

    >>> widths()[0].name, widths()[0].meaning
    ('u', 'the place that N is written to, two digits at least being meant')
    """
    return [Width(*_cells(line)) for line in WIDTHS.splitlines()]


def _named_in(formula: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if re.search(rf"(?<![\w`]){name}(?![\w`])", formula)]


def sources() -> list[Source]:
    """Return what the tables are taken from.

    >>> [source.letter for source in sources()]
    ['F', 'X', 'K', 'D', 'S']
    """
    return [Source(*_cells(line)) for line in SOURCES.splitlines()]


def sources_of(cell: str) -> tuple[str, ...]:
    """Return the sources that the letters of a cell stand for, then what the cell adds to them.

    >>> sources_of("D: 100 % is all of it")
    ("the words' definition", '100 % is all of it')
    """
    letters, _, remark = cell.partition(":")
    known = {source.letter: source.title for source in sources()}
    named = [letter.strip() for letter in letters.split(",")]
    if not set(named) <= set(known):
        return (cell,)
    return tuple(known[letter] for letter in named) + ((remark.strip(),) if remark else ())


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
