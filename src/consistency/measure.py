"""The vocabulary: what kind of figure each measure is, its unit, and the bounds nothing of it can pass."""

from __future__ import annotations

import enum

import attrs

from consistency.problem import NOWHERE, Location
from consistency.quantity import Quantity, Unit
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
