"""How a calendar date and the number of its day become each other.

The calendar is the proleptic Gregorian one, which ISO 8601 prescribes for every year. A day's number is what
`datetime.date.toordinal` gives (1 January of year 1 is day 1), without the cost of importing `datetime` and
without its limits: days before year 1 and after year 9999 have numbers too.
"""

from __future__ import annotations

from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_IN_400_YEARS: Final = 146_097


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> month_length(2016, 2), month_length(1900, 2)
    (29, 28)
    """
    return 29 if month == 2 and _is_leap(year) else _LENGTH[month]


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day that exists; the month is 1 to 12.

    >>> day_number(1, 1, 1), day_number(2016, 3, 10)
    (1, 736033)
    """
    before = year - 1
    leap_days = before // 4 - before // 100 + before // 400
    leap_day = 1 if month > 2 and _is_leap(year) else 0
    return 365 * before + leap_days + _BEFORE_MONTH[month] + leap_day + day


def civil(number: int) -> tuple[int, int, int]:
    """Return year, month and day of the day with that number.

    Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`, whose years
    begin in March so that the leap day comes last.

    >>> civil(736033)
    (2016, 3, 10)
    """
    era, day_of_era = divmod(number + 305, DAYS_IN_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3 if month_from_march < 10 else month_from_march - 9
    return era * 400 + year_of_era + (1 if month <= 2 else 0), month, day


def iso(number: int) -> str:
    """Return the day with that number as EDTF writes it; outside of years 0001 to 9999, what does not read.

    >>> iso(736033)
    '2016-03-10'
    """
    year, month, day = civil(number)
    return f"{year:04}-{month:02}-{day:02}"


def shifted(number: int, months: int) -> int:
    """Return the same day of the month so many months later, or earlier where `months` is negative.

    Where that month is too short the result is rounded away from where it began, because it is there to
    widen a range: a month before 31 March is 28 February, a month after 31 January is 1 March.

    >>> civil(shifted(day_number(2015, 3, 31), -1)), civil(shifted(day_number(2015, 1, 31), 1))
    ((2015, 2, 28), (2015, 3, 1))
    """
    year, month, day = civil(number)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    length = month_length(year, month + 1)
    if day <= length:
        return day_number(year, month + 1, day)
    return day_number(year, month + 1, length) + (1 if months > 0 else 0)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
