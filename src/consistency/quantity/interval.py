"""Ranges of exact numbers, each end open, closed or absent, with arithmetic that loses and adds nothing."""

from __future__ import annotations

from fractions import Fraction

import attrs

from consistency.value import Value


def less(a: Fraction, b: Fraction) -> bool:
    """Return whether a < b, by cross-multiplication: several times faster than the operator of `Fraction`.

    >>> less(Fraction(1, 3), Fraction(1, 2)), less(Fraction(1, 2), Fraction(1, 2))
    (True, False)
    """
    # One call for each of the two: `numerator` and `denominator` are calls of their own.
    top, bottom = a.as_integer_ratio()
    other_top, other_bottom = b.as_integer_ratio()
    return top * other_bottom < other_top * bottom


def _same(a: Fraction, b: Fraction) -> bool:
    return a.as_integer_ratio() == b.as_integer_ratio()


_new = object.__new__


@attrs.frozen(init=False, repr=False)
class Interval(Value):
    """All numbers from `low` to `high`; None is an unbounded end, and an end not closed is left out.

    An interval is never empty: ends that leave nothing between them raise `ValueError`. Sums, differences,
    products and quotients are the hull of what the operands' members give, when the operands are independent.
    Where a corner of that hull is reached in two ways it is closed if either way is, and 0 times an open or
    unbounded end is 0, attained whenever one of the operands has 0 as a member.

    >>> str(Interval(Fraction(13), Fraction(14)) + Interval(Fraction(1), None, low_closed=False))
    '(14, ∞)'
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool

    # Written out, as it is on the path of every figure: attrs would set the same four, more slowly, and then
    # check.
    def __init__(
        self,
        low: Fraction | None,
        high: Fraction | None,
        low_closed: bool = True,
        high_closed: bool = True,
    ) -> None:
        if low is None:
            low_closed = False
            if high is None:
                high_closed = False
        elif high is None:
            high_closed = False
        elif high is not low or not (low_closed and high_closed):
            top, bottom = low.as_integer_ratio()
            high_top, high_bottom = high.as_integer_ratio()
            gap = high_top * bottom - top * high_bottom
            if gap < 0 or (gap == 0 and not (low_closed and high_closed)):
                raise ValueError(f"nothing lies from {low} to {high}")
        _set_low(self, low)
        _set_high(self, high)
        _set_low_closed(self, low_closed)
        _set_high_closed(self, high_closed)

    @staticmethod
    def point(x: Fraction | int) -> Interval:
        """Return the interval whose only member is `x`."""
        x = Fraction(x)
        return _made(x, x, True, True)

    @staticmethod
    def everything() -> Interval:
        """Return the interval of all numbers."""
        return _EVERYTHING

    @property
    def is_point(self) -> bool:
        """Whether there is exactly one member."""
        low, high = self.low, self.high
        return low is not None and high is not None and _same(low, high)

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are numbers."""
        return self.low is not None and self.high is not None

    @property
    def middle(self) -> Fraction:
        """The number half-way between the ends; `ValueError` where an end is unbounded."""
        if self.low is None or self.high is None:
            raise ValueError("an unbounded range has no middle")
        return self.low if _same(self.low, self.high) else (self.low + self.high) / 2

    @property
    def width(self) -> Fraction | None:
        """How far the ends lie apart, or None where an end is unbounded."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    def contains(self, x: Fraction | int) -> bool:
        """Return whether `x` is a member.

        >>> Interval(Fraction(1), Fraction(2), high_closed=False).contains(2)
        False
        """
        low, high = self.low, self.high
        if low is not None and not (less(low, x) or (self.low_closed and low == x)):  # type: ignore[arg-type]
            return False
        return high is None or less(x, high) or (self.high_closed and high == x)  # type: ignore[arg-type]

    def encloses(self, other: Interval) -> bool:
        """Return whether every member of `other` is a member of this."""
        return _starts_no_later(self, other) and _ends_no_earlier(self, other)

    def meets(self, other: Interval) -> bool:
        """Return whether some number is a member of both.

        >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), Fraction(3), low_closed=False))
        False
        """
        low, high = other.low, self.high
        if low is not None and high is not None:
            if other.low_closed and self.high_closed:
                if less(high, low):
                    return False
            elif not less(low, high):
                return False
        low, high = self.low, other.high
        if low is None or high is None:
            return True
        if self.low_closed and other.high_closed:
            return not less(high, low)
        return less(low, high)

    def intersection(self, other: Interval) -> Interval | None:
        """Return the members of both, or None where there are none."""
        if not self.meets(other):
            return None
        first = other if _starts_no_later(self, other) else self
        last = other if _ends_no_earlier(self, other) else self
        return _from(first, last)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that encloses both."""
        first = self if _starts_no_later(self, other) else other
        last = self if _ends_no_earlier(self, other) else other
        return _from(first, last)

    def __neg__(self) -> Interval:
        low, high = self.low, self.high
        return _made(
            None if high is None else -high, None if low is None else -low, self.high_closed, self.low_closed
        )

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return _made(low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed)

    def __sub__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return _made(low, high, self.low_closed and other.high_closed, self.high_closed and other.low_closed)

    def __mul__(self, other: Interval) -> Interval:
        if other.is_point:
            return self._times(other.low)
        if self.is_point:
            return other._times(self.low)
        if _is_above_zero(self) and _is_above_zero(other):
            # The usual case by far, where the corners need no search.
            low = self.low * other.low  # type: ignore[operator]
            high = None if self.high is None or other.high is None else self.high * other.high
            return _made(
                low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed
            )
        return _hull_of_corners(self, other)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; `ZeroDivisionError` by exactly 0, everything by a divisor that has 0 strictly inside."""
        low, high = other.low, other.high
        if low is not None and low and other.is_point:
            return self._times(1 / low)
        below = low is None or low.numerator < 0
        above = high is None or high.numerator > 0
        if below and above:
            return _EVERYTHING
        if not below and not above:
            raise ZeroDivisionError("division by exactly 0")
        # The divisor lies on one side of 0, which it may touch; 0 itself divides nothing, so that it does not
        # matter whether the end at 0 is open or closed: the reciprocal is unbounded there. At infinity it
        # nears 0 without reaching it.
        if above:
            assert low is not None
            reciprocal = Interval(
                Fraction(0) if high is None else 1 / high,
                1 / low if low else None,
                high is not None and other.high_closed,
                other.low_closed,
            )
        else:
            assert high is not None
            reciprocal = Interval(
                1 / high if high else None,
                Fraction(0) if low is None else 1 / low,
                other.high_closed,
                low is not None and other.low_closed,
            )
        return self * reciprocal

    def _times(self, factor: Fraction | None) -> Interval:
        assert factor is not None
        low, high = self.low, self.high
        if factor.numerator == 0:
            return _ZERO
        low = None if low is None else low * factor
        high = None if high is None else high * factor
        if factor.numerator > 0:
            return _made(low, high, self.low_closed, self.high_closed)
        return _made(high, low, self.high_closed, self.low_closed)

    def scaled(self, factor: Fraction, offset: Fraction | int = 0) -> Interval:
        """Return every member times `factor` plus `offset`, as a change of unit does."""
        scaled = self if factor == 1 else self._times(factor)
        if not offset:
            return scaled
        low, high = scaled.low, scaled.high
        return _made(
            None if low is None else low + offset,
            None if high is None else high + offset,
            scaled.low_closed,
            scaled.high_closed,
        )

    def absolute(self) -> Interval:
        """Return the magnitudes of all members."""
        low, high = self.low, self.high
        if low is not None and low.numerator >= 0:
            return self
        if high is not None and high.numerator <= 0:
            return -self
        mirrored = -self
        last = self if _ends_no_earlier(self, mirrored) else mirrored
        return Interval(Fraction(0), last.high, True, last.high_closed)

    def minimum(self, other: Interval) -> Interval:
        """Return the smaller of a member of each, for every choice of the two."""
        first = self if _starts_no_later(self, other) else other
        last = other if _ends_no_earlier(self, other) else self
        return _from(first, last)

    def maximum(self, other: Interval) -> Interval:
        """Return the larger of a member of each, for every choice of the two."""
        first = other if _starts_no_later(self, other) else self
        last = self if _ends_no_earlier(self, other) else other
        return _from(first, last)

    def __str__(self) -> str:
        low = "−∞" if self.low is None else str(self.low)
        high = "∞" if self.high is None else str(self.high)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"


# What fills the fields of a new interval, past the guard that keeps one from being changed later.
_set_low, _set_high, _set_low_closed, _set_high_closed = (
    vars(Interval)[field].__set__ for field in ("low", "high", "low_closed", "high_closed")
)


def _made(low: Fraction | None, high: Fraction | None, low_closed: bool, high_closed: bool) -> Interval:
    """Return the interval of ends that are known to leave something between them, and so need no check."""
    made = _new(Interval)
    _set_low(made, low)
    _set_high(made, high)
    _set_low_closed(made, low_closed)
    _set_high_closed(made, high_closed)
    return made


def _from(first: Interval, last: Interval) -> Interval:
    """Return the interval from the low end of one to the high end of another, which lies no lower."""
    return first if first is last else _made(first.low, last.high, first.low_closed, last.high_closed)


_EVERYTHING = Interval(None, None)
_ZERO = Interval(Fraction(0), Fraction(0))


def _starts_no_later(a: Interval, b: Interval) -> bool:
    if a.low is None:
        return True
    if b.low is None:
        return False
    return less(a.low, b.low) or (_same(a.low, b.low) and (a.low_closed or not b.low_closed))


def _ends_no_earlier(a: Interval, b: Interval) -> bool:
    if a.high is None:
        return True
    if b.high is None:
        return False
    return less(b.high, a.high) or (_same(a.high, b.high) and (a.high_closed or not b.high_closed))


def _is_above_zero(interval: Interval) -> bool:
    return interval.low is not None and interval.low.numerator > 0


def _sign(end: Fraction | None, unbounded: int) -> int:
    if end is None:
        return unbounded
    return (end.numerator > 0) - (end.numerator < 0)


def _hull_of_corners(a: Interval, b: Interval) -> Interval:
    """Return the product of two intervals, neither of which is a point.

    A product is linear in each operand, so that its extremes lie at corners. An extreme other than 0 is
    attained where both ends of its corner are closed; an extreme of 0 wherever an operand has 0 as a member.
    """
    zero_is_attained = a.contains(0) or b.contains(0)
    low: Fraction | None = None
    high: Fraction | None = None
    low_closed = high_closed = False
    low_unbounded = high_unbounded = started = False
    for x, x_closed, x_side in ((a.low, a.low_closed, -1), (a.high, a.high_closed, 1)):
        for y, y_closed, y_side in ((b.low, b.low_closed, -1), (b.high, b.high_closed, 1)):
            sign = _sign(x, x_side) * _sign(y, y_side)
            if sign == 0:
                corner, closed = Fraction(0), zero_is_attained
            elif x is None or y is None:
                if sign < 0:
                    low_unbounded = True
                else:
                    high_unbounded = True
                continue
            else:
                corner, closed = x * y, x_closed and y_closed
            if not started:
                started, low, high, low_closed, high_closed = True, corner, corner, closed, closed
                continue
            assert low is not None
            assert high is not None
            if less(corner, low):
                low, low_closed = corner, closed
            elif closed and _same(corner, low):
                low_closed = True
            if less(high, corner):
                high, high_closed = corner, closed
            elif closed and _same(corner, high):
                high_closed = True
    return Interval(None if low_unbounded else low, None if high_unbounded else high, low_closed, high_closed)
