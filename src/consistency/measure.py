"""The vocabulary: what kind of figure each measure is, its unit, and the bounds nothing of it can pass."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from consistency.problem import NOWHERE, Location
from consistency.quantity import Interval, Quantity, Unit
from consistency.reading import Extent
from consistency.value import Value


class Kind(enum.Enum):
    """What a figure is, as far as time goes (the values are the words of the facts files)."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    SHARE = "share"
    RATE = "rate"
    CONSTANT = "constant"
    DURATION = "duration"
    EVENT = "event"
    TREND = "trend"

    @property
    def is_instant(self) -> bool:
        """Whether a claim of this kind is true of one unknown day within its `when`, and not of all of it."""
        return self in (Kind.STOCK, Kind.EVENT)

    @property
    def is_never_negative(self) -> bool:
        """Whether a figure of this kind counts something there is, so that it stops at zero."""
        return self in (Kind.STOCK, Kind.CUMULATIVE, Kind.SHARE, Kind.DURATION)


@attrs.frozen(eq=False, repr=False)
class Measure(Value):
    """One entry of the vocabulary.

    `unit` is what a value without a unit is in; `at_least` and `at_most` are exact and in any unit of the
    same dimension. They cut the ranges of every figure of the measure.
    """

    name: str
    kind: Kind | None = None
    unit: Unit | None = None
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    at: Location = NOWHERE


def bounds(measure: Measure | None, kind: Kind | None, unit: Unit) -> Interval:
    """Return what no figure of a measure and a kind can pass, for one in `unit` and itself in that unit.

    >>> from consistency.quantity import Units
    >>> measure = Measure("share", at_most=Quantity.exact(1))
    >>> str(bounds(measure, Kind.SHARE, Units.standard().find("%")))
    '[0, 100]'
    """
    least = _bound(measure.at_least, unit) if measure else None
    most = _bound(measure.at_most, unit) if measure else None
    if kind is not None and kind.is_never_negative:
        least = max(least or Fraction(0), Fraction(0))
    return Interval(
        None if least is None else unit.from_base(least), None if most is None else unit.from_base(most)
    )


def base(figure: Quantity) -> Fraction | None:
    """Return the number that an exact figure is, in base units."""
    return figure.interval(Extent.TYPICAL).low


def _bound(bound: Quantity | None, unit: Unit) -> Fraction | None:
    """Return a measure's bound in base units, where it says something about figures in `unit`."""
    if bound is None:
        return None
    number = base(bound)
    return number if bound.unit.dimension == unit.dimension or number == 0 else None
