"""What the parts of a figure stand for: the ranges that its hedge, or its rounding, allows."""

from __future__ import annotations

from fractions import Fraction

from consistency.quantity.hedges import Hedge, Hedges
from consistency.quantity.interval import Interval
from consistency.quantity.numerals import Number
from consistency.quantity.parts import Written, signed
from consistency.quantity.quantity import Quantity
from consistency.quantity.unit import Unit


def meaning(written: Written, hedges: Hedges) -> Quantity:
    """Return what a figure stands for, by its parts."""
    text, unit, number = written.text, written.unit, written.number
    if written.vague is not None:
        assert written.hedge is not None
        typical, widest = written.vague
        quantity = Quantity(text, unit, written.hedge, typical, typical, widest)
    elif number is None:
        raise AssertionError("a figure has a number or a word for one")
    elif written.margin is not None:
        spread = Interval(number.value - written.margin, number.value + written.margin)
        quantity = Quantity(text, unit, "plus or minus", spread, spread, spread)
    elif written.upper is not None:
        row = hedges.rows[written.hedge] if written.hedge else None
        return one_range(
            hedges,
            text,
            unit,
            number,
            written.upper,
            hedge=row,
            lower_sign=written.lower_sign,
            upper_sign=written.sign,
        )
    else:
        row = hedges.rows[written.hedge] if written.hedge else None
        quantity = one_number(hedges, text, unit, number, row)
    if written.sign > 0:
        return quantity
    return Quantity(text, unit, quantity.hedge, -quantity.stated, -quantity.typical, -quantity.widest)


def one_number(hedges: Hedges, text: str, unit: Unit, number: Number, hedge: Hedge | None) -> Quantity:
    """Return what one number stands for."""
    value = number.value
    if hedge is not None:
        typical, widest = hedges.ranges(hedge, number, unit)
        return Quantity(text, unit, hedge.name, Interval(value, value), typical, widest)
    row = hedges.bare(number, unit)
    typical = hedges.made(row.typical, number)
    widest = typical if row.widest is row.typical else hedges.made(row.widest, number)
    return Quantity(text, unit, row.name, Interval(value, value), typical, widest)


def one_range(
    hedges: Hedges,
    text: str,
    unit: Unit,
    lower: Number,
    upper: Number,
    *,
    hedge: Hedge | None = None,
    lower_sign: int = 1,
    upper_sign: int = 1,
) -> Quantity:
    """Return what "lower to upper" stands for.

    Typically from end to end, both unrounded at the finer of the places that they are written to; at its
    widest, each end is taken as a bare number at its own widest.
    """
    lower_row, upper_row = hedges.bare(lower, unit), hedges.bare(upper, unit)
    first, last = hedges.made(lower_row.widest, lower), hedges.made(upper_row.widest, upper)
    if lower_sign < 0:
        first = -first
    if upper_sign < 0:
        last = -last
    a, b = signed(lower.value, lower_sign), signed(upper.value, upper_sign)
    stated = Interval(a, b)
    half, upper_half = _half_a_place(lower, lower_row), _half_a_place(upper, upper_row)
    if not half or not upper_half:
        typical = stated
    elif lower.over != upper.over:
        finer = min(Fraction(half, lower.over), Fraction(upper_half, upper.over))
        typical = Interval(a - finer, b + finer)
    else:
        half = min(half, upper_half)
        typical = Interval(
            Fraction(lower_sign * lower.steps - half, lower.over),
            Fraction(upper_sign * upper.steps + half, upper.over),
        )
    widest = Interval(first.low, last.high, first.low_closed, last.high_closed)
    if hedge is None or hedge.before_range == "nothing":
        return Quantity(text, unit, "range", stated, typical, widest, (first, last))
    hedged = []
    for number, sign in ((lower, lower_sign), (upper, upper_sign)):
        near, far = hedges.ranges(hedge, number, unit)
        hedged.append((near, far) if sign > 0 else (-near, -far))
    typical = typical.hull(hedged[0][0]).hull(hedged[1][0])
    widest = widest.hull(hedged[0][1]).hull(hedged[1][1])
    return Quantity(text, unit, hedge.name, stated, typical, widest, (first, last))


def _half_a_place(number: Number, row: Hedge) -> int | Fraction:
    """Return how far an end of a range was rounded, in steps of 1/`over`: 0 where a bare number is exact."""
    if row.name == "bare count":
        return 0
    if number.spread is not None:
        return number.spread * number.over
    if row.name in ("bare whole", "bare duration"):
        return number.over // 2  # to the unit, as their rows have it
    return number.place // 2
