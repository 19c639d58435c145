"""What one date in EDTF means: the date format of ISO 8601-2, read to bounds in days.

Levels 0 to 2 of https://www.loc.gov/standards/datetime/ are read, but for years before 0001 and after 9999.

- A date is all of its year, month or day; a time of day is dropped, since nothing finer than a day is told.
- An unspecified digit makes one of several: `2016-XX` is one unknown month of 2016. A year alone with
  unspecified digits is typically the whole decade or century, for which EDTF has no other form.
- `1950S2`, of whose digits only two are significant, is typically 1950, and at the widest any year of 19XX.
- `~`, `?` and `%` widen by one unit of the precision that they stand at, either way; where more than one
  component is in doubt, by the units of all. Only the widest reading is widened: readers take "about 2015" to
  be 2015 for as long as nothing speaks against it, and what fits only a unit away is at the outer edge of
  what the words allow.
- A season, quarter or half of a year whose code is also the year after (`2024-25`) is refused: it is more
  often meant as two years.
- A season begins and ends up to a month from its typical (meteorological) months; one that crosses the new
  year may be named for either year. Codes 21 to 24 are read as northern; 29 to 32 are southern ones.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from consistency.period.days import MONTHS, day_number, month_length, shifted
from consistency.period.value import Bounds
from consistency.problem import InputError

# Seasons, quarters and the like stand in the place of a month. By code: the first month (from 1), how many,
# and whether it is a season.
_DIVISIONS: Final = {
    21: (3, 3, True),  # spring, summer, autumn, winter anywhere
    22: (6, 3, True),
    23: (9, 3, True),
    24: (12, 3, True),
    25: (3, 3, True),  # in the northern hemisphere
    26: (6, 3, True),
    27: (9, 3, True),
    28: (12, 3, True),
    29: (9, 3, True),  # in the southern hemisphere
    30: (12, 3, True),
    31: (3, 3, True),
    32: (6, 3, True),
    33: (1, 3, False),  # quarters
    34: (4, 3, False),
    35: (7, 3, False),
    36: (10, 3, False),
    37: (1, 4, False),  # thirds
    38: (5, 4, False),
    39: (9, 4, False),
    40: (1, 6, False),  # halves
    41: (7, 6, False),
}

# Year, month and day, each between two marks of doubt: one before a component is about it alone, one after it
# about it and all to its left.
_DATE = re.compile(
    r"([?~%]?)([0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:(?<=[0-9])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)?)?)?"
)
_FIRST_DAY, _LAST_DAY = day_number(1, 1, 1), day_number(9999, 12, 31)
_SIGNIFICANT = "([?~%]?)([0-9]{4})S([0-9]+)([?~%]?)"
# The typical and the widest bounds of a date, as a period that is not an instant.
Readings = tuple[Bounds, Bounds]


class NoDateError(InputError):
    """The text has not even the shape of a date."""


def read_date(text: str, offset: int = 0) -> Readings:
    """Return the typical and the widest bounds of one date, which begins at `offset` of what was written.

    Raises `InputError` with offsets counted from there.

    >>> typical, widest = read_date("2015~")
    >>> typical.latest_end - typical.earliest_start, widest.latest_end - widest.earliest_start
    (365, 1096)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        if rounded := re.fullmatch(_SIGNIFICANT, text):
            return _of_significant_digits(rounded, offset)
        raise NoDateError(f"`{text}` is no date" if text else "a date is missing", None, offset)
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = (
        match.groups()
    )
    if year == "0000":
        raise InputError("years run from 0001 to 9999", None, offset + match.start(2))
    first_year, last_year = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    years = 12 * (last_year - first_year + 1)  # the unit of the year, and below that of the month, in months
    unit = 1
    if month is None:
        typical, widest = _of_years(year, first_year, last_year)
    elif day is None and month.isdecimal() and int(month) in _DIVISIONS:
        if year.isdecimal() and not (before_year or after_year or before_month):
            _refuse_two_years(int(year), int(month), after_month, offset)
        first_month, unit, is_season = _DIVISIONS[int(month)]
        typical, widest = _of_division(first_year, last_year, first_month, unit, is_season)
    else:
        months = _choices(month, range(1, 13))
        if not months:
            raise InputError("months run from 01 to 12", None, offset + match.start(5))
        if day is None:
            typical = widest = _of_months((first_year, months[0]), (last_year, months[-1]))
        else:
            typical = widest = _of_days(year, months, day, offset + match.start(8))
    if before_year or after_year:
        widest = _widened(widest, years, years)
    if before_month or after_month:
        widest = _widened(widest, unit, unit)
    if before_day or after_day:
        widest = _widened_by_a_day(widest)
    return typical, widest


def _refuse_two_years(year: int, code: int, mark: str, offset: int) -> None:
    """Raise for the code of a season that is also the year after, `2024-25`, unless marks tell it is none."""
    # Imported late because most dates are no seasons.
    from consistency.period.two_years import is_next_year, refusal

    if is_next_year(year, code):
        raise refusal(year, code, mark, offset)


def _of_significant_digits(match: re.Match[str], offset: int) -> Readings:
    before, year, digits, after = match.groups()
    if year == "0000":
        raise InputError("years run from 0001 to 9999", None, offset + match.start(2))
    if digits not in ("1", "2", "3", "4"):
        message = "of the four digits of a year, 1 to 4 are significant"
        raise InputError(message, None, offset + match.start(3))
    kept = year[: int(digits)]
    typical, _ = read_date(year)
    first, last = max(int(f"{kept:0<4}"), 1), int(f"{kept:9<4}")
    _, widest = _of_years(f"{kept:X<4}", first, last)
    years = 12 * (last - first + 1)
    return typical, _widened(widest, years, years) if before or after else widest


def _of_years(text: str, first: int, last: int) -> Readings:
    start, end = day_number(first, 1, 1), day_number(last + 1, 1, 1)
    whole = Bounds(start, start, end, end)
    if first == last:
        return whole, whole
    one = Bounds(start, day_number(last, 1, 1), day_number(first + 1, 1, 1), end)
    return (whole if text.rstrip("X").isdecimal() else one), one


def _of_division(first_year: int, last_year: int, month: int, length: int, is_season: bool) -> Readings:
    starts = day_number(first_year, month, 1), day_number(last_year, month, 1)
    ends = shifted(starts[0], length), shifted(starts[1], length)
    typical = _within_the_years(*starts, *ends)
    if not is_season:
        return typical, typical
    back = 12 if month + length > 13 else 1
    return typical, _widened(typical, back, 1)


def _of_months(first: tuple[int, int], last: tuple[int, int]) -> Bounds:
    starts = day_number(*first, 1), day_number(*last, 1)
    return Bounds(*starts, shifted(starts[0], 1), shifted(starts[1], 1))


def _of_days(year: str, months: tuple[int, ...], day: str, offset: int) -> Bounds:
    """Return one of the days that a year and a day, with their unspecified digits, leave in the months."""
    years = _choices(year, range(1, 10_000))
    days = _choices(day, range(1, 32))
    first = _first_day(years, months, days)
    last = _first_day(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        # Where several months are left, one of them has 31 days.
        longest = max(month_length(each, month) for each in years for month in months)
        raise InputError(
            f"{MONTHS[months[0] - 1]} {year} has {longest} days" if days else "days run from 01 to 31",
            None,
            offset,
        )
    return Bounds(first, last, first + 1, last + 1)


def _first_day(years: tuple[int, ...], months: tuple[int, ...], days: tuple[int, ...]) -> int | None:
    every = ((year, month, day) for year in years for month in months for day in days)
    return next((day_number(*each) for each in every if each[2] <= month_length(*each[:2])), None)


def _choices(text: str, numbers: range) -> tuple[int, ...]:
    """Return the numbers that digits, some of them unspecified, can be, in order."""
    digits = ("0123456789" if digit == "X" else digit for digit in text)
    return tuple(number for number in map(int, map("".join, product(*digits))) if number in numbers)


def _widened(bounds: Bounds, back: int, forth: int) -> Bounds:
    """Return bounds with each end up to so many months earlier or later."""
    return _within_the_years(
        shifted(bounds.earliest_start, -back),
        shifted(bounds.latest_start, forth),
        shifted(bounds.earliest_end, -back),
        shifted(bounds.latest_end, forth),
    )


def _widened_by_a_day(bounds: Bounds) -> Bounds:
    return _within_the_years(
        bounds.earliest_start - 1, bounds.latest_start + 1, bounds.earliest_end - 1, bounds.latest_end + 1
    )


def _within_the_years(*ends: int) -> Bounds:
    """Return the bounds that are left in the years from 0001 to 9999, the only ones that a date can have."""
    return Bounds.narrowed(*(min(max(end, _FIRST_DAY), _LAST_DAY + 1) for end in ends))
