"""What can be counted off a period: how many days it lasts, how far it is from another, which weekday it is.

Days are whole, so a count is an exact range of them; one that has no bound is unbounded on that side.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from consistency.period.value import FOREVER, Period
from consistency.quantity.interval import Interval
from consistency.reading import Extent

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def duration(period: Period, extent: Extent) -> Interval:
    """Return for how many days a period lasts, its first and its last day included; an instant lasts one.

    A period with an open end lasts one day or more: that it has no bound says nothing of its length.

    >>> winter = Period.of("2015-12/2016-03")
    >>> [str(duration(winter, extent).low) for extent in Extent]
    ['122', '62']
    """
    if period.instant:
        return _days(1, 1)
    bounds = period.bounds(extent)
    if _is_open(bounds.earliest_start) or _is_open(bounds.latest_end):
        return _days(1, None)
    return _days(max(1, bounds.earliest_end - bounds.latest_start), bounds.latest_end - bounds.earliest_start)


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
