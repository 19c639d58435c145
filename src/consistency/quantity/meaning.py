"""What the parts of a figure stand for: the ranges that its hedge, or its rounding, allows."""

from __future__ import annotations

from fractions import Fraction

from consistency.quantity.hedges import Hedge, Hedges
from consistency.quantity.interval import Interval
from consistency.quantity.number import Number
from consistency.quantity.quantity import Quantity
from consistency.quantity.unit import DIMENSIONLESS, Unit
from consistency.quantity.written import Written, signed

_ABOVE_ZERO = Interval(Fraction(0), None, low_closed=False)


def meaning(written: Written, hedges: Hedges) -> Quantity:
    """Return what a figure stands for, by its parts."""
    text, unit = written.text, written.unit
    if written.base is not None:
        return _share_of(meaning(written._replace(base=None), hedges), meaning(written.base, hedges))
    if written.upper is not None:
        return _range(written, hedges)
    quantity = _magnitude(written, hedges)
    if written.sign > 0:
        return quantity
    return Quantity(text, unit, quantity.hedge, -quantity.stated, -quantity.typical, -quantity.widest)


def _magnitude(written: Written, hedges: Hedges) -> Quantity:
    """Return what a figure that is no range stands for, without its sign."""
    text, unit, number = written.text, written.unit, written.number
    if written.vague is not None:
        assert written.hedge is not None
        typical, widest = written.vague
        return Quantity(text, unit, written.hedge, typical, typical, widest)
    if number is None:
        raise AssertionError("a figure has a number or a word for one")
    if written.margin is not None:
        spread = Interval(number.value - written.margin, number.value + written.margin)
        return Quantity(text, unit, "plus or minus", spread, spread, spread)
    row = hedges.rows[written.hedge] if written.hedge else None
    if written.over is not None:
        return _ratio(hedges, text, number, written.over, row)
    quantity = one_number(hedges, text, unit, number, row)
    if written.inner is None:
        return quantity
    inner = one_number(hedges, text, unit, number, hedges.rows[written.inner])
    typical, widest = quantity.typical.hull(inner.typical), quantity.widest.hull(inner.widest)
    return Quantity(text, unit, quantity.hedge, quantity.stated, typical, widest)


def _range(written: Written, hedges: Hedges) -> Quantity:
    """Return what a range stands for."""
    assert written.number is not None
    assert written.upper is not None
    return one_range(
        hedges,
        written.text,
        written.unit,
        written.number,
        written.upper,
        hedge=hedges.rows[written.hedge] if written.hedge else None,
        lower_sign=written.lower_sign,
        upper_sign=written.sign,
    )


def _share_of(share: Quantity, base: Quantity) -> Quantity:
    """Return what "a third of 180 seats" stands for: any share that is meant, of any base that is."""
    stated, typical, widest = (
        part.scaled(share.unit.factor) * whole
        for part, whole in (
            (share.stated, base.stated),
            (share.typical, base.typical),
            (share.widest, base.widest),
        )
    )
    return Quantity(share.text, base.unit, share.hedge, stated, typical, widest)


def _ratio(hedges: Hedges, text: str, number: Number, over: Number, row: Hedge | None) -> Quantity:
    """Return what "3 to 1" stands for: its smaller number is the yardstick, and only the other is rounded."""
    if number.value >= over.value:
        factor = 1 / over.value
        whole = one_number(hedges, text, DIMENSIONLESS, number, row)
        typical, widest = whole.typical.scaled(factor), whole.widest.scaled(factor)
    else:
        part = Interval.point(number.value)
        # "nearly halved" is nearly one of two: the parts of a ratio are above zero
        whole = one_number(hedges, text, DIMENSIONLESS, over, row).within(_ABOVE_ZERO)
        typical, widest = part / whole.typical, part / whole.widest
    return Quantity(
        text, DIMENSIONLESS, whole.hedge, Interval.point(number.value / over.value), typical, widest
    )


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
