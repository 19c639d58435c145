"""What can be counted off a period: how many days it lasts, how far it is from another, which weekday it is.

Days are whole, so a count is an exact range of them; one that has no bound is unbounded on that side. Only a
length may also be of calendar months, which are not.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from consistency.period.days import DAYS_IN_400_YEARS, civil, day_number, month_length, shifted
from consistency.period.value import FOREVER, Bounds, Period
from consistency.quantity.interval import Interval
from consistency.reading import Extent

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# A month as a length of time: a twelfth of 365.25 days, as `consistency.quantity` has it.
_MONTH: Final = Fraction(1461, 48)
_MONTHS_IN_400_YEARS: Final = 4800
_UNEVENNESS: Final = 7  # how many days some months may be off from what so many last on average; 5 would do
_LONGEST_GAP: Final = 3  # the days that a month can lack in a row: the 29th, 30th and 31st of February

# An interval whose two ends are written as days: each has a year, a month and a day.
_DAY_TO_DAY: Final = "[^/]*-[^/]*-[^/]*/[^/]*-[^/]*-[^/]*"


def duration(period: Period, extent: Extent) -> Interval:
    """Return for how many days a period lasts, its first and its last day included; an instant lasts one.

    What runs from a day to the same day of a later month (half-open) is also so many months, each of the
    365.25/12 days that a month has as a length: people count it in months, and 2014 lasts "a year" and
    2015-12/2016-03 "four months", whichever number of days those have. The range is the hull of both counts,
    over all choices of the ends. A period with an open end lasts one day or more: that it has no bound says
    nothing of its length.

    At the widest, what is written from one day to another may also last a day less: the days that went by
    from the first to the last, as many people count. From 1 to 4 March is four days, or just three.

    >>> winter = Period.of("2015-12/2016-03")
    >>> [str(duration(winter, extent)) for extent in Extent]
    ['[487/4, 122]', '[62, 122]']
    >>> [str(duration(Period.of("2016-03-01/2016-03-04"), extent)) for extent in Extent]
    ['[4, 4]', '[3, 4]']
    """
    if period.instant:
        return _days(1, 1)
    bounds = period.bounds(extent)
    if _is_open(bounds.earliest_start) or _is_open(bounds.latest_end):
        return _days(1, None)
    counted = _lasting(bounds)
    if extent is Extent.WIDEST and re.fullmatch(_DAY_TO_DAY, period.text):
        return counted.hull(_lasting(_without_last_day(bounds)))
    return counted


def _without_last_day(bounds: Bounds) -> Bounds:
    """Return the bounds of what ends a day sooner, but does not end before its first day is over."""
    return Bounds(
        bounds.earliest_start,
        bounds.latest_start,
        max(bounds.earliest_end - 1, bounds.earliest_start + 1),
        max(bounds.latest_end - 1, bounds.latest_start + 1),
    )


def _lasting(bounds: Bounds) -> Interval:
    """Return for how many days a period with these bounds, none of them open, can last."""
    low = max(1, bounds.earliest_end - bounds.latest_start)
    high = bounds.latest_end - bounds.earliest_start
    return Interval(
        min([Fraction(low), *_shorter_in_months(bounds, low)]),
        max([Fraction(high), *_longer_in_months(bounds, high)]),
    )


def _shorter_in_months(bounds: Bounds, days: int) -> list[Fraction]:
    """Return the fewest months that a period can last, in days, if they are less than its fewest `days`."""
    months = max(1, _months_in(days - _UNEVENNESS))
    while _MONTH * months < days:
        if _can_last(bounds, months):
            return [_MONTH * months]
        months += 1
    return []


def _longer_in_months(bounds: Bounds, days: int) -> list[Fraction]:
    """Return the most months that a period can last, in days, if they are more than its most `days`."""
    months = _months_in(days + _UNEVENNESS)
    while _MONTH * months > days:
        if _can_last(bounds, months):
            return [_MONTH * months]
        months -= 1
    return []


def _months_in(days: int) -> int:
    return days * _MONTHS_IN_400_YEARS // DAYS_IN_400_YEARS


def _can_last(bounds: Bounds, months: int) -> bool:
    """Return whether a period can run from a day to the same day so many months later."""
    first = max(bounds.earliest_start, shifted(bounds.earliest_end, -months))
    last = min(bounds.latest_start, first + _LONGEST_GAP)
    ends = [_same_day(start, months) for start in range(first, last + 1)]
    return any(end is not None and bounds.earliest_end <= end <= bounds.latest_end for end in ends)


def _same_day(day: int, months: int) -> int | None:
    """Return the same day of the month so many months later; None where that month is too short."""
    year, month, of_month = civil(day)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return day_number(year, month + 1, of_month) if of_month <= month_length(year, month + 1) else None


def days_between(a: Period, b: Period, extent: Extent) -> Interval:
    """Return how many days after the last day of `a` the first of `b` is; negative where `b` starts first.

    Of two instants it is the difference of their days, 0 if they are the same. The end days are not both
    counted, as they are in a duration: from Monday to Tuesday is one day.

    >>> tuesday = Period.of("2016-03-01", instant=True)
    >>> str(days_between(Period.of("2016-02"), tuesday, Extent.TYPICAL).low)
    '1'
    """
    first, second = a.bounds(extent), b.bounds(extent)
    return _days(
        _difference(second.earliest_start, first.latest_end),
        _difference(second.latest_start, first.earliest_end),
    )


def weekday(period: Period, extent: Extent) -> tuple[str, ...]:
    """Return the English names of the weekdays that the days of a period can be, Monday first.

    >>> weekday(Period.of("2016-03-10", instant=True), Extent.TYPICAL)
    ('Thursday',)
    """
    bounds = period.bounds(extent)
    first = bounds.earliest_start - 1  # day 1, 1 January of year 1, was a Monday
    count = bounds.latest_end - bounds.earliest_start
    return tuple(name for index, name in enumerate(WEEKDAYS) if (index - first) % 7 < count)


def _difference(start: int, end: int) -> int | None:
    return None if _is_open(start) or _is_open(end) else start - (end - 1)


def _is_open(bound: int) -> bool:
    """Return whether a bound is none: the day of an instant lies a day inside its open end, hence the 1."""
    return abs(bound) >= FOREVER - 1


def _days(low: int | None, high: int | None) -> Interval:
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
