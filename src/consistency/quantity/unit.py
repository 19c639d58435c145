"""A unit: its exact factor, its dimension, and what it makes with another."""

from __future__ import annotations

from fractions import Fraction

import attrs

from consistency.quantity.nouns import singular
from consistency.value import Value

Dimension = tuple[tuple[str, int], ...]

_BASES = "length mass time temperature current substance luminosity information printing_unit points"
_PHYSICAL = frozenset(_BASES.split())


@attrs.frozen(cache_hash=True, repr=False)
class Unit(Value):
    """A unit: a figure in it, times `factor` plus `offset`, is the same figure in base units.

    The base units are those of the SI (metre, kilogram, kelvin, …), except that time counts in days: what the
    project knows of time is the calendar, so that spans of dates and durations then meet in whole numbers;
    a year is 365.25 days and a month a twelfth of it, exactly. Percent and percentage points are 1/100.
    A counted noun has the noun that it finally counts among as its dimension.
    `style` is "percent" for `%`, "points" for what is a difference of percents, and else "plain".

    >>> from consistency.quantity.units import Units
    >>> units = Units.standard()
    >>> units.find("km").to_base(3), units.find("weeks").to_base(2), units.find("percent").to_base(40)
    (Fraction(3000, 1), Fraction(14, 1), Fraction(2, 5))
    """

    name: str
    factor: Fraction
    dimension: Dimension
    offset: Fraction = Fraction(0)
    style: str = "plain"
    # What a compound unit is made of, so that "fighters/month" times "months" can be "fighters" again.
    parts: tuple[tuple[Unit, int], ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def is_count(self) -> bool:
        """Whether this is a counted noun, such as people or villages."""
        dimension = self.dimension
        return (
            len(dimension) == 1
            and dimension[0][1] == 1
            and dimension[0][0] not in _PHYSICAL
            and not dimension[0][0].isupper()  # a currency
            and dimension[0][0][0] != "["  # a dimension that a project defined
        )

    def differs_in_currency(self, other: Unit) -> bool:
        """Return whether the two are units of the same but for the currencies in them.

        >>> from consistency.quantity.units import Units
        >>> find = Units.standard().find
        >>> find("$ / month").differs_in_currency(find("€ / year")), find("$").differs_in_currency(find("kg"))
        (True, False)
        """
        if self.dimension == other.dimension:
            return False
        one = _with_money(self.dimension)
        return "money" in one and one == _with_money(other.dimension)

    @property
    def difference(self) -> Unit:
        """The unit of how far apart two figures of this one are: Δ°C for °C, and itself for most.

        >>> from consistency.quantity.units import Units
        >>> [Units.standard().find(text).difference.name for text in ("°C", "km")]
        ['Δ°C', 'km']
        """
        return Unit(f"{_DELTA}{self.name}", self.factor, self.dimension) if self.offset else self

    @property
    def is_only_a_difference(self) -> bool:
        """Whether this is a unit such as Δ°C, in which no temperature itself can be given."""
        return self.name.startswith(_DELTA)

    @property
    def is_money(self) -> bool:
        """Whether this is a currency, or a part of one."""
        return len(self.dimension) == 1 and self.dimension[0][0].isupper() and self.dimension[0][1] == 1

    @property
    def is_temperature(self) -> bool:
        """Whether this is a unit of temperature, or of its differences."""
        return self.dimension == _TEMPERATURE

    def measures_as(self, other: Unit) -> bool:
        """Return whether the two are of one dimension, counted nouns and differences of percents aside.

        >>> from consistency.quantity.units import Units
        >>> find = Units.standard().find
        >>> [find(a).measures_as(find(b)) for a, b in (("hours", "days"), ("°C", "°F"), ("cats", "cats"))]
        [True, False, False]
        """
        is_plain = not (self.offset or other.offset or self.is_count)
        return bool(self.dimension) and self.dimension == other.dimension and is_plain

    @property
    def is_duration(self) -> bool:
        """Whether this is a unit of time, such as months."""
        return self.dimension == _TIME

    def to_base(self, x: Fraction | int) -> Fraction:
        """Return the figure `x` of this unit in base units."""
        return x * self.factor + self.offset

    def from_base(self, x: Fraction | int) -> Fraction:
        """Return the figure `x` of base units in this unit."""
        return (x - self.offset) / self.factor

    def times(self, other: Unit) -> Unit:
        """Return the unit to show a product in; parts of opposite dimension cancel.

        The result is coherent with its own name, which a cancelled pair (mi² by km²) is no longer part of.

        >>> from consistency.quantity.units import Units
        >>> find = Units.standard().find
        >>> find("km²").times(find("people")).name, find("fighters / month").times(find("years")).name
        ('km²·people', 'fighters')
        """
        return _combine(self, other, 1)

    def per(self, other: Unit) -> Unit:
        """Return the unit to show a quotient in.

        >>> from consistency.quantity.units import Units
        >>> find = Units.standard().find
        >>> [a.per(b).name for a, b in ((find("fighters"), DAYS), (find("km²"), PERCENT), (PERCENT, PERCENT))]
        ['fighters/day', 'km²', '']
        """
        return _combine(self, other, -1)

    def rate(self, other: Unit) -> Unit:
        """Return the quotient as a unit to write figures in: one of it is exactly `self` over `other`.

        It differs from `per` where what cancels is not the same unit, so that its factor is kept.

        >>> from consistency.quantity.units import Units
        >>> find = Units.standard().find
        >>> unit = find("mg").rate(find("kg"))
        >>> unit.name, unit.factor, unit.dimension, find("fighters").rate(DAYS).name
        ('mg/kg', Fraction(1, 1000000), (), 'fighters/day')
        """
        unit = self.per(other)
        if unit.factor == self.factor / other.factor:
            return unit
        below = [(part, -exponent) for part, exponent in _factors(other)]
        return _compound([*_factors(self), *below])

    def power(self, exponent: int) -> Unit:
        """Return this unit to a positive power: km to the power of 2 is km²."""
        if exponent == 1:
            return self
        return Unit(
            self.name + str(exponent).translate(_SUPERSCRIPTS),
            self.factor**exponent,
            tuple((base, n * exponent) for base, n in self.dimension),
        )

    def __str__(self) -> str:
        return self.name


def _with_money(dimension: Dimension) -> dict[str, int]:
    """Return a dimension by base, with one base for all currencies."""
    powers: dict[str, int] = {}
    for base, n in dimension:
        kind = "money" if base.isupper() else base
        powers[kind] = powers.get(kind, 0) + n
    return {kind: n for kind, n in powers.items() if n}


_DELTA = "Δ"
_TIME: Dimension = (("time", 1),)
_TEMPERATURE: Dimension = (("temperature", 1),)
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

DIMENSIONLESS = Unit("", Fraction(1), ())
PERCENT = Unit("%", Fraction(1, 100), (), style="percent")
POINTS = Unit("pp", Fraction(1, 100), (), style="points")
DAYS = Unit("days", Fraction(1), _TIME)


def _factors(unit: Unit) -> tuple[tuple[Unit, int], ...]:
    """Return what a unit is made of, or itself."""
    return unit.parts or (((unit, 1),) if unit != DIMENSIONLESS else ())


def _combine(a: Unit, b: Unit, sign: int) -> Unit:
    if not b.dimension and not b.parts:
        if a.dimension or a.parts:
            return a
        if sign > 0:
            return a if a.style != "plain" and b.style == "plain" else _share(b)
        return a if b.style == "plain" else DIMENSIONLESS
    if sign > 0 and not a.dimension and not a.parts:
        return b
    parts = list(_factors(a))
    for unit, exponent in _factors(b):
        _join(parts, unit, exponent * sign)
    if any(unit.dimension and exponent > 0 for unit, exponent in parts):
        parts = [(unit, exponent) for unit, exponent in parts if unit.dimension]
    return _compound(parts)


def _share(unit: Unit) -> Unit:
    return PERCENT if unit.style != "plain" else unit


def _join(parts: list[tuple[Unit, int]], unit: Unit, exponent: int) -> None:
    """Multiply `parts` by a power of `unit`, in place."""
    for i, (present, n) in enumerate(parts):
        if unit.dimension and present.dimension == unit.dimension and (present == unit or n * exponent < 0):
            if n + exponent == 0:
                del parts[i]
            else:
                parts[i] = (present if abs(n) > abs(exponent) else unit, n + exponent)
            return
    parts.append((unit, exponent))


def _compound(parts: list[tuple[Unit, int]]) -> Unit:
    if not parts:
        return DIMENSIONLESS
    if len(parts) == 1 and parts[0][1] == 1:
        return parts[0][0].difference  # 2 °C per hour over three hours are no 6 °C
    factor = Fraction(1)
    powers: dict[str, int] = {}
    above: list[str] = []
    below: list[str] = []
    for unit, exponent in parts:
        factor *= unit.factor**exponent
        for base, n in unit.dimension:
            powers[base] = powers.get(base, 0) + n * exponent
        power = "" if abs(exponent) == 1 else str(abs(exponent)).translate(_SUPERSCRIPTS)
        if exponent > 0:
            above.append(unit.name + power)
        else:
            below.append(_one(unit.name) + power)
    name = "·".join(above) or "1"
    if below:
        name += "/" + "/".join(below)
    dimension = tuple(sorted((base, n) for base, n in powers.items() if n))
    return Unit(name, factor, dimension, parts=tuple(parts))


def _one(name: str) -> str:
    """Return the singular of a name in words; symbols have none."""
    return singular(name) if len(name) > 3 and name.replace(" ", "").isalpha() else name
