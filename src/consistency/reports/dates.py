"""What was understood of a written date or period: as lines for readers, and as fields of JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from consistency.period import BEGINNING, FOREVER, Bounds, Period, duration, weekday
from consistency.period.days import MONTHS, civil, iso
from consistency.problem import InputError
from consistency.quantity import DAYS, Interval
from consistency.quantity.rows import exact_number
from consistency.reading import Extent
from consistency.reports.figure import range_in_words
from consistency.reports.understood import Line

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ORDINALS: Final = ("first", "second", "third", "fourth")

# The divisions of a year, in the place of a month: code of the first | what they are | their names.
_DIVISIONS: Final = (
    (21, "a season", tuple(f"{season} " for season in _SEASONS)),
    (25, "a season", tuple(f"the northern {season} of " for season in _SEASONS)),
    (29, "a season", tuple(f"the southern {season} of " for season in _SEASONS)),
    (33, "a quarter", tuple(f"the {ordinal} quarter of " for ordinal in _ORDINALS)),
    (37, "a third of a year", tuple(f"the {ordinal} third of " for ordinal in _ORDINALS[:3])),
    (40, "half a year", tuple(f"the {ordinal} half of " for ordinal in _ORDINALS[:2])),
)

# The forms of a date without marks of doubt: pattern | what it is | in words.
_FORMS: Final[tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...]] = (
    ("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", "a day", lambda m: _day(int(m[1]), int(m[2]), int(m[3]))),
    ("([0-9]{4})-(0[1-9]|1[0-2])", "a month", lambda m: f"{MONTHS[int(m[2]) - 1]} {int(m[1])}"),
    ("([0-9]{4})", "a year", lambda m: f"{int(m[1])}"),
    ("([0-9]{3})X", "a decade", lambda m: f"the {int(m[1])}0s"),
    ("([0-9]{2})XX", "a century", lambda m: f"the years {int(m[1])}00 to {int(m[1])}99"),
    ("([0-9]{4})S([1-4])", "a rounded year", lambda m: f"{int(m[1])}, of which {m[2]} digits count"),
)

# The marks of doubt: what is said of a date that has one | before it in words.
_DOUBTS: Final = {
    "%": ("approximate and uncertain", "perhaps about "),
    "~": ("approximate", "about "),
    "?": ("uncertain", "perhaps "),
}


def period_lines(period: Period) -> list[Line]:
    """Return what is told of a period, line by line.

    >>> for label, text in period_lines(Period.of("2015-12/2016-03"))[:4]: print(label, "|", text)
    kind | an interval
    in words | from December 2015 to March 2016
    typical | from 2015-12-01 to 2016-03-31
    widest | begins between 2015-12-01 and 2015-12-31, ends between 2016-03-01 and 2016-03-31
    """
    kind, words = described(period)
    lasts = [range_in_words(duration(period, extent), DAYS) for extent in Extent]
    lines = [
        ("kind", kind),
        ("in words", words),
        ("typical", _bounds_in_words(period.typical, period.instant)),
        ("widest", _bounds_in_words(period.widest, period.instant)),
        ("lasts", lasts[0] if lasts[0] == lasts[1] else f"{lasts[0]}; at the widest {lasts[1]}"),
    ]
    days = weekday(period, Extent.WIDEST)
    if len(days) == 1:
        lines.append(("weekday", days[0]))
    return lines


def period_fields(period: Period) -> dict[str, object]:
    """Return what is told of a period as JSON has it: ends are last days, themselves included.

    A bound that is open is None.

    >>> period_fields(Period.of("2015-12/.."))["typical"]["earliest_end"] is None
    True
    >>> period_fields(Period.of("2015-12/2016-03"))["typical"]["latest_end"]
    '2016-03-31'
    """
    kind, words = described(period)
    return {
        "text": period.text,
        "instant": period.instant,
        "typical": _dates(period.typical),
        "widest": _dates(period.widest),
        "kind": kind,
        "words": words,
        "days": {extent.value: days_fields(duration(period, extent)) for extent in Extent},
    }


def described(period: Period) -> tuple[str, str]:
    """Return what kind of date a period is written as, and the date in words.

    >>> described(Period.of("2016-02~")), described(Period.of("2016-34"))
    (('a month, approximate', 'about February 2016'), ('a quarter', 'the second quarter of 2016'))
    >>> described(Period.of("2015/..", instant=True))
    ('an interval', 'one unknown day from 2015 on')
    """
    text = period.text
    if text[:1] == "[":
        kind, words = "a set, of which one date is meant", _span(period.typical)
    elif text[:1] == "{":
        kind, words = "a set, of which all dates are meant", _span(period.typical)
    elif "/" in text:
        first, _, last = text.partition("/")
        kind, words = "an interval", _interval_in_words(first, last)
    else:
        kind, words = _date_in_words(text)
    is_one_day = period.typical.latest_end - period.typical.earliest_start == 1
    if period.instant and not is_one_day:
        words = f"one unknown day {words}" if words.startswith("from ") else f"one unknown day of {words}"
    return kind, words


def _interval_in_words(first: str, last: str) -> str:
    begins = (
        "from an unknown day" if not first else "" if first == ".." else f"from {_date_in_words(first)[1]}"
    )
    ends = "to an unknown day" if not last else "" if last == ".." else f"to {_date_in_words(last)[1]}"
    if not begins and not ends:
        return "all of time"
    if not ends:
        return f"{begins} on"
    return f"{begins} {ends}" if begins else f"all time up {ends}"


def _date_in_words(text: str) -> tuple[str, str]:
    marks = [mark for mark in _DOUBTS if mark in text]
    kind, words = _plain_date_in_words(re.sub("[~?%]", "", text))
    if not marks:
        return kind, words
    # Both marks, at different components, come to what `%` says of one.
    doubt, before = _DOUBTS[marks[0] if len(marks) == 1 else "%"]
    return f"{kind}, {doubt}", before + words


def _plain_date_in_words(text: str) -> tuple[str, str]:
    for pattern, kind, in_words in _FORMS:
        found = re.fullmatch(pattern, text)
        if found:
            return kind, in_words(found)
    year, _, code = text.partition("-")
    if year.isdecimal() and code.isdecimal():
        # Any other code is none of a date: `2014-15` is a phrase, for two years.
        for first, kind, names in _DIVISIONS:
            if first <= int(code) < first + len(names):
                return kind, f"{names[int(code) - first]}{int(year)}"
    try:
        return "a date with unknown digits", _span(Period.of(text).typical)
    except InputError:
        return "a date", text


def _span(bounds: Bounds) -> str:
    """Return the days within which a period lies, in words."""
    return _from_to(bounds.earliest_start, bounds.latest_end, lambda day: _day(*civil(day)))


def _bounds_in_words(bounds: Bounds, instant: bool) -> str:
    if instant:
        if bounds.latest_end - bounds.earliest_start == 1:
            return f"on {iso(bounds.earliest_start)}"
        return "one day " + _from_to(bounds.earliest_start, bounds.latest_end, iso)
    if bounds.are_certain:
        return _from_to(bounds.earliest_start, bounds.latest_end, iso)
    begins = _some_time(bounds.earliest_start, bounds.latest_start)
    return f"begins {begins}, ends {_some_time(bounds.earliest_end - 1, bounds.latest_end - 1)}"


def _from_to(first: int, end: int, written: Callable[[int], str]) -> str:
    """Return all days from `first` to before `end`."""
    if _is_open(first) and _is_open(end):
        return "at any time"
    if _is_open(end):
        return f"from {written(first)} on"
    if _is_open(first):
        return f"up to {written(end - 1)}"
    return f"on {written(first)}" if end - first == 1 else f"from {written(first)} to {written(end - 1)}"


def _some_time(first: int, last: int) -> str:
    """Return when something begins or ends that does so on one of the days from `first` to `last`."""
    if _is_open(first) and _is_open(last):
        return "at any time" if first < last else "never"
    if _is_open(last):
        return f"on {iso(first)} or later"
    if _is_open(first):
        return f"on {iso(last)} or earlier"
    return f"on {iso(first)}" if first == last else f"between {iso(first)} and {iso(last)}"


def _day(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year}"


def _dates(bounds: Bounds) -> dict[str, str | None]:
    return {
        "earliest_start": _date(bounds.earliest_start),
        "latest_start": _date(bounds.latest_start),
        "earliest_end": _date(bounds.earliest_end - 1),
        "latest_end": _date(bounds.latest_end - 1),
    }


def _date(day: int) -> str | None:
    return None if _is_open(day) else iso(day)


def _is_open(day: int) -> bool:
    """Return whether a bound is none: what is derived of one may lie some days beside it."""
    return day <= BEGINNING + 2 or day >= FOREVER - 2


def days_fields(days: Interval) -> dict[str, str | None]:
    """Return a number of days as JSON has it.

    >>> days_fields(duration(Period.of("2016-03-10"), Extent.TYPICAL))
    {'low': '1', 'high': '1'}
    """
    return {
        "low": None if days.low is None else exact_number(days.low),
        "high": None if days.high is None else exact_number(days.high),
    }
