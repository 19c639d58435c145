"""Figures as written, and the nested ranges of exact numbers with a unit that they stand for.

From a text to a figure, `figures` reads it: `parts` takes it apart, piece by piece (`pieces`), with the
help of `tokens`, `amounts`, `compounds` (in several units), `numerals` and `number`, `lookalikes` (what is no
amount), `hedging` and `stacks` (hedges), `pairs` (ranges, ratios), `shares`, `multiples`, `changes`, `rates`
and `naming` (units) into what `written` holds, and `meaning` gives the parts their ranges. What is read is
tables: `forms`, `hedge_table` (read by `hedges`, shown by `rows`, set otherwise by `overrides` and
`hedge_ranges`), `unit_table`. A figure is a `quantity`: two `interval`s and a `unit`, which `units` finds
(`nouns`, `tabled`, `definitions` of a project, `pint_units` and `pint_names`; `not_units` is what only looks
like one); `format` shows it.

>>> from consistency.quantity import Quantity
>>> from consistency.reading import Extent
>>> figure = Quantity.of("more than 20 %")
>>> str(figure.typical), str(figure.widest), str(figure.interval(Extent.TYPICAL))
('(20, 25]', '(20, ∞)', '(1/5, 1/4]')
"""

from __future__ import annotations

from consistency.quantity.figures import read_constant, read_quantity
from consistency.quantity.format import distinct, format_number, format_quantity, format_range
from consistency.quantity.interval import Interval, less
from consistency.quantity.quantity import Quantity
from consistency.quantity.unit import DAYS, DIMENSIONLESS, PERCENT, POINTS, Unit
from consistency.quantity.units import Units

__all__ = [
    "DAYS",
    "DIMENSIONLESS",
    "PERCENT",
    "POINTS",
    "Interval",
    "Quantity",
    "Unit",
    "Units",
    "distinct",
    "format_number",
    "format_quantity",
    "format_range",
    "less",
    "read_constant",
    "read_quantity",
]
