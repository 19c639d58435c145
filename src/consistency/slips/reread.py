"""Reads a changed text in the place of a claim's own: with its unit, kind and bounds."""

from __future__ import annotations

from fractions import Fraction

from consistency.claim import Claim
from consistency.measure import bounds
from consistency.period import Period, read_period
from consistency.problem import InputError
from consistency.quantity import PERCENT, Quantity, Units, read_quantity
from consistency.quantity.hedges import Hedges


class Reread:
    """Reads by the units of a run, and by the hedges of a project where it has its own."""

    def __init__(self, units: Units, hedges: Hedges | None = None) -> None:
        self._units = units
        self._hedges = hedges

    def figure(self, claim: Claim, field: str, text: str) -> Quantity | None:
        """Return what a text means as the `value`, `also` or `lasting` of a claim; None where it is none.

        >>> from consistency.claim import Source
        >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("5 km"))
        >>> Reread(Units.standard()).figure(claim, "value", "5 mi").unit.name
        'mi'
        """
        measure = claim.measure if field != "lasting" else None
        unit = measure.unit if measure else None
        try:
            figure = read_quantity(text, self._units, unit, self._hedges)
            if figure.unit.name == "points" and _is_of_percents(claim):
                figure = read_quantity(text, self._units, PERCENT, self._hedges)
        except InputError:
            return None
        if field == "lasting":
            return figure.cut(Fraction(0), None) if figure.unit.is_duration else None
        return figure.within(bounds(measure, claim.kind, figure.unit))

    def period(self, text: str, *, instant: bool) -> Period | None:
        """Return what a text means as a date; None where it is none."""
        try:
            return read_period(text, instant=instant)
        except InputError:
            return None


def _is_of_percents(claim: Claim) -> bool:
    """Whether a claim has a percentage, or points of one, so that points in its place are of one, too."""
    return claim.value is not None and claim.value.unit.style in ("percent", "points")


def is_possible(claim: Claim, figure: Quantity) -> bool:
    """Return whether what kind and measure say of a claim's figures leaves room for this one.

    >>> from consistency.claim import Source
    >>> from consistency.measure import Kind
    >>> stock = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, kind=Kind.STOCK)
    >>> is_possible(stock, Quantity.of("5 people")), is_possible(stock, Quantity.of("-5 people"))
    (True, False)
    """
    return figure.typical.meets(bounds(claim.measure, claim.kind, figure.unit))
