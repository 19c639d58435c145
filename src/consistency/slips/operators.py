# ruff: noqa: E501 - the table is read across
"""The table of slips: what each is called, what it is applied to, what it does to a text, and who describes it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from consistency.quantity import Unit
from consistency.slips import dates, numerals, units, wording

Texts = Callable[[str, Unit | None], list[str]]
"""Gives what may be written for a text; of a figure, its unit tells what a text is in that names none."""

SOURCES = {
    "S": "S. Scholtus: Algorithms for correcting sign errors and rounding errors in business survey data, Journal of Official Statistics 27 (2011), 467–490",
    "T": "S. Scholtus: Automatic correction of simple typing errors in numerical data with balance edits, Statistics Netherlands, discussion paper 09046 (2009)",
    "V": "J. Verhoeff: Error detecting decimal codes, Mathematical Centre Tracts 29 (1969): of errors in written numbers most are one digit or two neighbouring ones exchanged",
    "W": "T. de Waal, J. Pannekoek, S. Scholtus: Handbook of Statistical Data Editing and Imputation (2011), chapter 2: unit measure errors",
    "I": "Institute for Safe Medication Practices: List of error-prone abbreviations, symbols, and dose designations",
    "M": "Mars Climate Orbiter Mishap Investigation Board: Phase I report (NASA, 1999)",
    "P": "Eurostat, Statistics Explained, glossary: percentage point",
    "D": "ISO 8601, against dates that can be read in two ways",
    "E": "plain editorial experience: no published measurement is known to us",
}
"""Who describes a slip, by the letters of the table."""


class Operator(NamedTuple):
    """A row of the table.

    `texts` gives what the slip makes of a text. What undoes it is the slip named `inverse`. `of` is what it is
    applied to: `figure`, `date` or `weekday`. `phrase` is what a reader is told, before "`25` for `35`".
    """

    name: str
    inverse: str
    phrase: str
    of: str
    texts: Texts
    source: str


def _of_text(texts: Callable[[str], list[str]]) -> Texts:
    return lambda text, unit: texts(text)


def _times(power: int) -> Texts:
    by = wording.scaled if power % 3 == 0 else numerals.shifted
    return lambda text, unit: by(text, power)


# The likeliest to be meant first, where several would do; of two that undo one another, either order will do.
OPERATORS = (
    Operator("digits-swapped", "digits-swapped", "two digits swapped", "figure", _of_text(numerals.swapped), "T, V"),
    Operator("tenfold", "tenth", "×10", "figure", _times(1), "I"),
    Operator("tenth", "tenfold", "÷10", "figure", _times(-1), "I"),
    Operator("thousandfold", "thousandth", "×1,000", "figure", _times(3), "W, I"),
    Operator("thousandth", "thousandfold", "÷1,000", "figure", _times(-3), "W, I"),
    Operator("millionfold", "millionth", "×1,000,000", "figure", _times(6), "W"),
    Operator("millionth", "millionfold", "÷1,000,000", "figure", _times(-6), "W"),
    Operator("unit", "unit", "another unit", "figure", units.exchanged, "I, M"),
    Operator("percent-for-points", "points-for-percent", "percent for points", "figure", units.percent, "P"),
    Operator("points-for-percent", "percent-for-points", "points for percent", "figure", units.points, "P"),
    Operator("sign", "sign", "sign turned", "figure", _of_text(wording.turned), "S"),
    Operator("year", "year", "neighbouring year", "date", _of_text(dates.neighbouring_years), "E"),
    Operator("day-for-month", "day-for-month", "day and month exchanged", "date", _of_text(dates.days_for_months), "D"),
    Operator("weekday", "weekday", "wrong weekday", "weekday", _of_text(dates.other_weekdays), "E"),
    Operator("digit", "digit", "one digit", "figure", _of_text(numerals.replaced), "T, V"),
)  # fmt: skip
"""The slips in one claim, the most telling first."""

EXCHANGED = Operator(
    "exchanged", "exchanged", "figures exchanged", "figure", lambda text, unit: [], "S"
)  # fmt: skip
"""The slip in two claims, each of which has the other's figure: a base swapped, minimum for maximum."""


@functools.cache
def inverse(operator: Operator) -> Operator:
    """Return the slip that undoes another.

    >>> tenfold = next(each for each in OPERATORS if each.name == "tenfold")
    >>> inverse(tenfold).name, inverse(inverse(tenfold)).name
    ('tenth', 'tenfold')
    """
    (found,) = (each for each in (*OPERATORS, EXCHANGED) if each.name == operator.inverse)
    return found
