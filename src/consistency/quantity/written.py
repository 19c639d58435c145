"""The parts of a written figure, before they are given their meaning."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from consistency.quantity.format import format_number
from consistency.quantity.interval import Interval
from consistency.quantity.number import Number
from consistency.quantity.numerals import MOST_DIGITS
from consistency.quantity.unit import PERCENT, Unit


class Written(NamedTuple):
    """The parts of a figure.

    `inner` is a second hedge, that the first is put on. `base` is what the figure is a share of, `over` what
    a ratio is to. `form` is the row of the table of forms, `said` the number where the parts do not tell it.
    """

    text: str
    start: int
    sign: int
    hedge: str | None
    unit: Unit
    number: Number | None = None
    upper: Number | None = None
    margin: Fraction | None = None
    vague: tuple[Interval, Interval] | None = None
    lower_sign: int = 1
    inner: str | None = None
    base: Written | None = None
    over: Number | None = None
    form: str = "digits"
    said: str = ""

    @property
    def is_one_number(self) -> bool:
        """Whether it is one number in its unit, perhaps hedged."""
        others = (self.upper, self.margin, self.inner, self.base, self.over)
        return self.number is not None and others == (None, None, None, None, None)

    def times(self, factor: Fraction, unit: Unit) -> Written:
        """Return the figure that many times, in another unit."""
        return self._replace(
            unit=unit,
            number=self.number.times(factor) if self.number else None,
            upper=self.upper.times(factor) if self.upper else None,
            margin=None if self.margin is None else self.margin * factor,
            vague=(self.vague[0].scaled(factor), self.vague[1].scaled(factor)) if self.vague else None,
        )


def signed(value: Fraction, sign: int) -> Fraction:
    """Return the value with its sign."""
    return value if sign > 0 else -value


def number_read(written: Written) -> str:
    """Return the number of a figure as it was understood, without its hedge and unit: "1/3", "20 to 30"."""
    if written.base is not None:
        shown = f" {written.unit}" if written.number is None or written.number.spread is None else ""
        return f"{number_read(written._replace(base=None))}{shown} of {number_read(written.base)}"
    number, sign = written.number, written.sign
    if written.said:
        return written.said if sign > 0 else f"−{written.said}"
    if written.vague is not None:
        low, high = written.vague[0].low, written.vague[0].high
        assert low is not None
        assert high is not None
        return _shown(low) if low == high else f"{_shown(low)} to {_shown(high)}"
    assert number is not None
    if written.over is not None:
        return f"{_shown(number.value)} to {_shown(written.over.value)}"
    is_fraction = number.spread is not None
    whole_is = 100 if is_fraction and written.unit == PERCENT else 1
    first = _shown(
        number.value / whole_is, written.lower_sign if written.upper is not None else sign, is_fraction
    )
    if written.margin is not None:
        return f"{first} ± {_shown(written.margin)}"
    if written.upper is None:
        return first
    return f"{first} to {_shown(written.upper.value / whole_is, sign, is_fraction)}"


def _shown(x: Fraction, sign: int = 1, is_fraction: bool = False) -> str:
    """Return an exact number: as a fraction if it is written as one, or if its decimals do not end."""
    x = signed(x, sign)
    decimals = format_number(x, digits=MOST_DIGITS)
    if Fraction(decimals.replace(",", "").replace("−", "-")) == x and not (is_fraction and x.denominator > 1):
        return decimals
    return f"{'−' if x < 0 else ''}{abs(x.numerator):,}/{x.denominator:,}"
