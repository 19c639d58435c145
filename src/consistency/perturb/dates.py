"""The dates in a text, moved together by years, months or days, as they are written to."""

from __future__ import annotations

import re
from typing import NamedTuple

from consistency.period import Period
from consistency.period.days import civil, day_number

YEARS = 100
"""How far a date is moved at most."""

NO_YEAR = "no year that is written out"
"""Why a date cannot be moved as it is written."""

_DAY = r"(?<![0-9X-])([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?(?![0-9])"
_PRECISIONS = ("year", "month", "day")
_PER_YEAR = {"year": 1, "month": 12, "day": 365}


class Dates(NamedTuple):
    """Dates in a text that move together, by the coarsest of the units that they are written to."""

    written: str
    precision: str

    @property
    def up(self) -> int:
        """How many steps later are tried."""
        return YEARS * _PER_YEAR[self.precision]

    @property
    def down(self) -> int:
        """How many steps earlier are tried."""
        return self.up

    def text(self, steps: int) -> str:
        """Return the text with all its dates moved; a day that its month does not have stays as it is."""
        return re.sub(_DAY, lambda found: self._moved(found, steps), self.written)

    def _moved(self, found: re.Match[str], steps: int) -> str:
        year, month, day = found.groups()
        if self.precision == "day":
            try:
                moved = civil(day_number(int(year), int(month), int(day)) + steps)
            except ValueError:
                return found[0]
            return f"{moved[0]:04}-{moved[1]:02}-{moved[2]:02}"
        if self.precision == "year":
            return f"{int(year) + steps:04}{found[0][4:]}"
        months = int(year) * 12 + int(month) - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}{found[0][7:]}"


def dates_in(period: Period) -> Dates | None:
    """Return what moves the dates in the text of a period; None where no year is written out.

    >>> from consistency.period import read_period
    >>> dates_in(read_period("2014-08/2015-06")).text(-1)
    '2014-07/2015-05'
    """
    found = [match.groups() for match in re.finditer(_DAY, period.text)]
    if not found:
        return None
    coarsest = min(sum(part is not None for part in groups) for groups in found)
    return Dates(period.text, _PRECISIONS[coarsest - 1])
