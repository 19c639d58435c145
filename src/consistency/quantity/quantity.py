"""A figure as a value: what was written, and the nested ranges of exact numbers that its words allow."""

from __future__ import annotations

from fractions import Fraction

import attrs

from consistency.quantity.format import can_be_thousands, format_number, with_unit
from consistency.quantity.interval import Interval
from consistency.quantity.unit import DIMENSIONLESS, Unit
from consistency.quantity.units import Units
from consistency.reading import Extent
from consistency.value import Value


@attrs.frozen(repr=False)
class Quantity(Value):
    """A figure: its text, its unit, and what it can stand for.

    `typical` is what readers usually take the words to mean, `widest` the most that they still allow, and
    `stated` the number that is written, without what its hedge allows: a range from end to end, and what is
    typical where a word stands for a number ("dozens"). All are in `unit`, as written. `hedge` names the row
    of the table (`hedges.py`) that was applied. `ends` are the two ends of a written range, each as a bare
    number at its widest; else None.

    >>> figure = Quantity.of("nearly a third")
    >>> figure.hedge, str(figure.typical), str(figure.interval(Extent.WIDEST))
    ('nearly', '[88/3, 100/3)', '[7/30, 1/3]')
    """

    text: str
    unit: Unit
    hedge: str
    stated: Interval
    typical: Interval
    widest: Interval
    ends: tuple[Interval, Interval] | None = None
    _typical: Interval | None = attrs.field(init=False, default=None, eq=False, repr=False)
    _widest: Interval | None = attrs.field(init=False, default=None, eq=False, repr=False)

    @staticmethod
    def of(text: str) -> Quantity:
        """Read a figure with the standard units; `InputError` where it is none."""
        from consistency.quantity.figures import read_quantity

        return read_quantity(text, Units.standard())

    @staticmethod
    def exact(number: Fraction | int, unit: Unit = DIMENSIONLESS, text: str | None = None) -> Quantity:
        """Return the figure that is exactly `number` of `unit`.

        >>> str(Quantity.exact(Fraction(5, 2), Units.standard().find("km")))
        '2.5 km'
        """
        point = Interval.point(number)
        if text is None:
            digits = format_number(Fraction(number), digits=12)
            if unit.is_count and can_be_thousands(digits.removeprefix("−")):
                digits += "0"  # else it is not read back
            text = with_unit(digits, unit, number == 1)
        return Quantity(text, unit, "exactly", point, point, point)

    def interval(self, extent: Extent) -> Interval:
        """Return what the figure can be in one of the two readings, in base units."""
        if extent is Extent.TYPICAL:
            if self._typical is None:
                object.__setattr__(self, "_typical", self._in_base(self.typical))
            return self._typical  # type: ignore[return-value]
        if self._widest is None:
            object.__setattr__(self, "_widest", self._in_base(self.widest))
        return self._widest  # type: ignore[return-value]

    @property
    def base_stated(self) -> Interval:
        """What the words say outright, in base units."""
        return self._in_base(self.stated)

    def cut(self, low: Fraction | None, high: Fraction | None) -> Quantity:
        """Return the figure without what lies beyond bounds given in base units, themselves allowed.

        A range that a bound would leave empty stays as it was, and so does the one that it lies within.

        >>> figure = Quantity.of("less than 5 %").cut(Fraction(0), None)
        >>> str(figure.widest)
        '[0, 5)'
        """
        unit = self.unit
        return self.within(
            Interval(
                None if low is None else unit.from_base(low), None if high is None else unit.from_base(high)
            )
        )

    def within(self, bounds: Interval) -> Quantity:
        """Return the figure cut as `cut` does it, by bounds given in its own unit and allowed themselves.

        >>> str(Quantity.of("less than 5 %").within(Interval(Fraction(0), Fraction(100))).widest)
        '[0, 5)'
        """
        if bounds.encloses(self.widest):
            return self  # what is typical or stated lies within the widest, or at an end of it
        unit = self.unit
        stated, typical = _cut(self.stated, bounds), _cut(self.typical, bounds)
        widest = _cut(self.widest, bounds) if typical.meets(bounds) else self.widest
        ends = (_cut(self.ends[0], bounds), _cut(self.ends[1], bounds)) if self.ends else None
        if stated is self.stated and typical is self.typical and widest is self.widest:
            return self
        return Quantity(self.text, unit, self.hedge, stated, typical, widest, ends)

    def _in_base(self, interval: Interval) -> Interval:
        return interval.scaled(self.unit.factor, self.unit.offset)

    def __str__(self) -> str:
        return self.text


def _cut(interval: Interval, bounds: Interval) -> Interval:
    if bounds.encloses(interval):
        return interval
    return interval.intersection(bounds) or interval
