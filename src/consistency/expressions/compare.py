"""Decide comparisons of figures on the range of left − right, as semantics §2 says."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from consistency.expressions.range import compile_figure, fields_of
from consistency.expressions.slots import Frame, Values
from consistency.expressions.tree import Arithmetic, Attribute, Call, Comparison, Constant, Node, Number
from consistency.quantity import Interval, Quantity
from consistency.reading import Extent, Truth

Decide = Callable[[Values], Truth]
"""Decides a comparison on values that are all there and in units that go together."""

_ONE = Fraction(1)


class Reach(NamedTuple):
    """On which side of zero the ends of a range lie (−1, 0, 1), and whether they are attained."""

    low: int
    low_attained: bool
    high: int
    high_attained: bool

    @property
    def touches(self) -> bool:
        """Whether zero is no more than an end of the range."""
        return self.low == 0 or self.high == 0

    @property
    def negated(self) -> Reach:
        """The same for the range with its sign turned."""
        return Reach(-self.high, self.high_attained, -self.low, self.low_attained)

    def is_zero(self) -> Truth:
        """Whether a figure in the range is zero."""
        if self.low > 0 or self.high < 0:
            return Truth.NO
        if (self.low == 0 and not self.low_attained) or (self.high == 0 and not self.high_attained):
            return Truth.NO
        return Truth.YES if self.low == self.high else Truth.POSSIBLE

    def is_below(self, *, strict: bool) -> Truth:
        """Whether a figure in the range is below zero; not `strict`: at most zero."""
        if self.high < 0 or (self.high == 0 and not (strict and self.high_attained)):
            return Truth.YES
        if self.low < 0 or (self.low == 0 and self.low_attained and not strict):
            return Truth.POSSIBLE
        return Truth.NO


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def reach(between: Interval) -> Reach:
    """Return where a range lies about zero.

    >>> reach(Interval(Fraction(-1), None))
    Reach(low=-1, low_attained=True, high=1, high_attained=False)
    """
    low, high = between.low, between.high
    return Reach(
        -1 if low is None else _sign(low.numerator),
        between.low_closed,
        1 if high is None else _sign(high.numerator),
        between.high_closed,
    )


def _apart(left: Interval, right: Interval) -> Reach:
    """Return where left − right lies about zero, without working the difference out."""
    return Reach(
        -1 if left.low is None or right.high is None else _order(left.low, right.high),
        left.low_closed and right.high_closed,
        1 if left.high is None or right.low is None else _order(left.high, right.low),
        left.high_closed and right.low_closed,
    )


def _order(one: Fraction, other: Fraction) -> int:
    top, bottom = one.as_integer_ratio()
    other_top, other_bottom = other.as_integer_ratio()
    return _sign(top * other_bottom - other_top * bottom)


class _Sides:
    """Two figures that are compared."""

    def __init__(self, left: Node, right: Node, frame: Frame) -> None:
        self.left = compile_figure(left, frame)
        self.right = compile_figure(right, frame)
        self.difference = compile_figure(Arithmetic("-", left, right), frame)
        self._independent = not set(fields_of(left)) & set(fields_of(right))

    def reach(self, values: Values) -> Reach:
        if self._independent:
            return _apart(self.left(values), self.right(values))
        return reach(self.difference(values))

    def only_touch(self, values: Values) -> bool:
        """Whether ranges that only just reach each other are out of reach, as words are usually meant.

        That takes two ranges: an exact figure at the end of a range is within it.
        """
        return (
            values.extent is Extent.TYPICAL
            and not self.left(values).is_point
            and not self.right(values).is_point
        )


def compile_comparison(node: Comparison, frame: Frame, *, negated: bool) -> Decide:
    """Return what decides `==`, `!=`, `<`, `<=`, `>` or `>=`; `negated` under an odd number of `not`."""
    sides = _Sides(node.left, node.right, frame)
    operator = node.operator

    def equal(values: Values) -> Truth:
        found = sides.reach(values)
        truth = found.is_zero()
        if truth is Truth.POSSIBLE and found.touches and not negated and sides.only_touch(values):
            return Truth.NO
        return truth

    def unequal(values: Values) -> Truth:
        return ~sides.reach(values).is_zero()

    strict = operator in ("<", ">")
    rising = operator in ("<", "<=")

    def ordered(values: Values) -> Truth:
        found = sides.reach(values)
        if not rising:
            found = found.negated
        truth = found.is_below(strict=strict)
        if truth is Truth.POSSIBLE and found.low == 0 and not negated and sides.only_touch(values):
            return Truth.NO
        return truth

    if operator == "==":
        return equal
    return unequal if operator == "!=" else ordered


def compile_roughly(node: Call, frame: Frame, *, negated: bool) -> Decide:
    """Return what decides |a − b| ≤ tolerance: absolute, or in percent of b."""
    left, right, tolerance = node.arguments
    assert left is not None
    assert right is not None
    assert isinstance(tolerance, Constant)
    within = tolerance.quantity.interval(Extent.TYPICAL).middle
    sides = _Sides(left, right, frame)
    if tolerance.quantity.unit.style == "percent":
        allowance = _relative(left, right, within, sides, frame)
    else:
        allowance = _absolute(within, sides)

    def decide(values: Values) -> Truth:
        over, under = allowance(values)
        truth = over.is_below(strict=False) & under.is_below(strict=False)
        reaches = over.low == 0 or under.low == 0
        if truth is Truth.POSSIBLE and reaches and not negated and sides.only_touch(values):
            return Truth.NO
        return truth

    return decide


Allowance = Callable[[Values], tuple[Reach, Reach]]
"""Gives by how much a difference is over what is allowed, and under: both must be at most zero."""


def _absolute(within: Fraction, sides: _Sides) -> Allowance:
    def allowance(values: Values) -> tuple[Reach, Reach]:
        between = sides.difference(values)
        return reach(between.scaled(_ONE, -within)), reach((-between).scaled(_ONE, -within))

    return allowance


def _relative(left: Node, right: Node, within: Fraction, sides: _Sides, frame: Frame) -> Allowance:
    # |a − b| ≤ t·b, for b not below zero, as a − (1 + t)·b ≤ 0 ≤ a − (1 − t)·b; each is linear in b.
    upper = compile_figure(_less_scaled(left, right, 1 + within), frame)
    lower = compile_figure(_less_scaled(left, right, 1 - within), frame)

    def allowance(values: Values) -> tuple[Reach, Reach]:
        over, under = reach(upper(values)), reach(lower(values)).negated
        base = reach(sides.right(values))
        if base.low >= 0:
            return over, under
        if base.high <= 0:
            return under.negated, over.negated
        # b may have either sign, and then the allowance has no one form: either may serve.
        return _wider(over, under.negated), _wider(under, over.negated)

    return allowance


def _less_scaled(left: Node, right: Node, factor: Fraction) -> Node:
    return Arithmetic("-", left, Arithmetic("*", Number(factor), right))


def _wider(one: Reach, other: Reach) -> Reach:
    """The reach of what may lie in either range."""
    return Reach(
        min(one.low, other.low),
        one.low_attained or other.low_attained,
        max(one.high, other.high),
        one.high_attained or other.high_attained,
    )


def compile_restated(node: Call, frame: Frame) -> Decide:
    """Return what decides whether two figures are the same one in other units, ranges end by end."""
    first, second = (frame.slot(argument) for argument in node.arguments if isinstance(argument, Attribute))

    def decide(values: Values) -> Truth:
        one, other = values.quantities[first], values.quantities[second]
        assert one is not None
        assert other is not None
        pairs = paired_ends(one, other, values.extent)
        if not all(mine.meets(theirs) for mine, theirs in pairs):
            return Truth.NO
        exact = all(mine.is_point and theirs.is_point for mine, theirs in pairs)
        return Truth.YES if exact else Truth.POSSIBLE

    return decide


def paired_ends(one: Quantity, other: Quantity, extent: Extent) -> list[tuple[Interval, Interval]]:
    """Return what must meet, in base units, where two figures are the same: the ends of two written ranges.

    Each end as it may have been before it was rounded; the figures themselves, where one is no range.
    """
    if one.ends is None or other.ends is None:
        return [(one.interval(extent), other.interval(extent))]
    return [
        (mine.scaled(one.unit.factor, one.unit.offset), theirs.scaled(other.unit.factor, other.unit.offset))
        for mine, theirs in zip(one.ends, other.ends, strict=True)
    ]


_MOST_SIZES = 10_000  # sizes of a group that are tried one by one; more of them always hold a possible one


def compile_possible_share(node: Call, frame: Frame) -> Decide:
    """Return what decides whether k out of n, k and n whole, can be the share (GRIM)."""
    share_node, size_node = node.arguments
    assert share_node is not None
    assert size_node is not None
    share, size = compile_figure(share_node, frame), compile_figure(size_node, frame)

    def decide(values: Values) -> Truth:
        part, whole = share(values), size(values)
        if part.low is None or part.high is None or whole.low is None or whole.high is None:
            return Truth.POSSIBLE
        first, last = max(-(-whole.low // 1), 1), whole.high // 1
        if last - first > _MOST_SIZES:
            return Truth.POSSIBLE
        for count in range(first, last + 1):
            scaled = part.scaled(Fraction(count))
            assert scaled.low is not None
            least = -(-scaled.low // 1)
            if any(0 <= items <= count and scaled.contains(items) for items in (least, least + 1)):
                return Truth.POSSIBLE
        return Truth.NO

    return decide
