"""Stretches of the calendar around a day, as EDTF text: the week before, the three months up to it.

Days have the numbers of `consistency.period.days`. A stretch that leaves the years 0001 to 9999 is text that
does not read.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from consistency.period.days import civil, day_number, iso, shifted
from consistency.period.two_years import written

# The units that begin on a day of the calendar, in months; a week begins on a Monday (ISO 8601), and a
# century with a year that ends in 00, as `20XX` does.
MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# The code of the first quarter, third and half of a year in EDTF, by their months.
FIRST_DIVISION: Final = {3: 33, 4: 37, 6: 40}


def whole(start: int, end: int) -> str:
    """Return what runs from a day to the day before `end`, as coarsely as EDTF can write it exactly.

    >>> first = day_number(2015, 12, 1)
    >>> whole(first, first + 31), whole(first, day_number(2016, 3, 1)), whole(first, first + 2)
    ('2015-12', '2015-12/2016-02', '2015-12-01/2015-12-02')
    """
    day = iso(start)
    last = iso(end - 1)
    if day.endswith("-01") and iso(end).endswith("-01"):
        day, last = day.removesuffix("-01"), last[:-3]
        if day.endswith("-01") and last.endswith("-12"):
            day, last = day.removesuffix("-01"), last[:-3]
    return day if day == last else f"{day}/{last}"


def one_of(first: int | None, last: int | None) -> str:
    """Return that a day is one of those from the first to the last; None is no bound.

    >>> day = day_number(2016, 2, 28)
    >>> one_of(day, day), one_of(day, day + 1), one_of(None, day)
    ('2016-02-28', '[2016-02-28..2016-02-29]', '[..2016-02-28]')
    """
    if first is None or last is None:
        return f"[{'' if first is None else iso(first)}..{'' if last is None else iso(last)}]"
    days = division(first, last + 1) or whole(first, last + 1)
    return f"[{days.replace('/', '..')}]" if "/" in days else days


def division(start: int, end: int) -> str | None:
    """Return the quarter, third or half of a year that runs from a day to the day before `end`, if one does.

    >>> division(day_number(2015, 5, 1), day_number(2015, 9, 1))
    '2015-38'
    """
    year, month, day = civil(start)
    other_year, other_month, other_day = civil(end)
    length = 12 * (other_year - year) + other_month - month
    first_code = FIRST_DIVISION.get(length)
    if first_code is None or not day == other_day == 1 or (month - 1) % length:
        return None
    return written(year, first_code + (month - 1) // length)


def start_of(day: int, unit: str, away: int = 0) -> int:
    """Return the first day of the week, month, … of a day, or of the one so many units away.

    >>> iso(start_of(day_number(2016, 3, 16), "week")), iso(start_of(day_number(2016, 3, 16), "decade", 1))
    ('2016-03-14', '2020-01-01')
    """
    if unit == "day":
        return day + away
    if unit == "week":
        return day - (day - 1) % 7 + 7 * away  # day 1 was a Monday
    year, month, _ = civil(day)
    length = MONTHS_IN[unit]
    year, month = divmod(((year * 12 + month - 1) // length + away) * length, 12)
    return day_number(year, month + 1, 1)


def units(day: int, unit: str, away: int, count: int = 1) -> str:
    """Return so many whole units of the calendar, the first of which is so many away from that of a day.

    >>> units(day_number(2016, 3, 16), "week", -1), units(day_number(2016, 3, 16), "quarter", 0)
    ('2016-03-07/2016-03-13', '2016-33')
    """
    start, end = start_of(day, unit, away), start_of(day, unit, away + count)
    return division(start, end) or whole(start, end) if unit == "quarter" else whole(start, end)


def up_to(day: int, count: Fraction | int, unit: str, days: Fraction | int) -> str:
    """Return the last so many units up to a day, itself included; a unit of no whole months has so many days.

    Less than a day reaches into the day before, since nothing finer than a day is told.

    >>> day = day_number(2016, 3, 16)
    >>> up_to(day, 3, "month", Fraction(1461, 48)), up_to(day, 24, "hour", Fraction(1, 24))
    ('2015-12-17/2016-03-16', '2016-03-15/2016-03-16')
    """
    return whole(min(_away(day, -count, unit, days) + (1 if days >= 1 else 0), day), day + 1)


def from_now(day: int, count: Fraction | int, unit: str, days: Fraction | int) -> str:
    """Return the next so many units from a day on, itself included.

    >>> from_now(day_number(2016, 3, 16), 3, "month", Fraction(1461, 48))
    '2016-03-16/2016-06-15'
    """
    return whole(day, max(_away(day, count, unit, days) + (0 if days >= 1 else 1), day + 1))


def _away(day: int, count: Fraction | int, unit: str, days: Fraction | int) -> int:
    months = Fraction(count) * MONTHS_IN.get(unit, 0)
    if months and months.denominator == 1:
        return shifted(day, int(months))
    length = Fraction(count) * days
    whole_days = -(-abs(length) // 1) if days < 1 else abs(length) // 1
    return day + (whole_days if length > 0 else -whole_days)


def latest(day: int, month: int, away: int) -> tuple[int, int]:
    """Return year and month of the latest such month of a year that has begun so many months away.

    >>> latest(day_number(2016, 3, 16), 9, 0), latest(day_number(2016, 3, 16), 3, -1)
    ((2015, 9), (2015, 3))
    """
    year, now, _ = civil(day)
    index = year * 12 + now - 1 + away
    index -= (index - (month - 1)) % 12
    return index // 12, index % 12 + 1


def part(start: int, end: int, low: Fraction, high: Fraction) -> tuple[int, int]:
    """Return a share of what runs from a day to the day before `end`: whole months of it where it has them.

    >>> first, last = part(day_number(2015, 1, 1), day_number(2016, 1, 1), Fraction(1, 3), Fraction(2, 3))
    >>> whole(first, last)
    '2015-05/2015-08'
    """
    return _cut(start, end, low), _cut(start, end, high)


def _cut(start: int, end: int, share: Fraction) -> int:
    year, month, day = civil(start)
    other_year, other_month, other_day = civil(end)
    months = (other_year * 12 + other_month - year * 12 - month) * share
    if day == other_day == 1 and months.denominator == 1:
        return shifted(start, int(months))
    return start + int((end - start) * share)
