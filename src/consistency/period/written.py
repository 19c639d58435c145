"""How a period is written: a date, an interval of two dates, or a set of which one date is meant.

An interval promises only that it starts some time in its first date and ends some time in its last, as EDTF
defines it; readers take it to run from the beginning of the one to the end of the other. A set in `{ }`,
which means all of its dates, is no period and is refused.
"""

from __future__ import annotations

import functools

from consistency.period.dates import NoDateError, Readings, read_date
from consistency.period.value import BEGINNING, FOREVER, Bounds, Period
from consistency.problem import InputError

# No date of people's making is longer; an error about one that is should not cost more than a glance.
_LONGEST = 1000

# The first and the last day on which an interval may start, or end.
_Range = tuple[int, int]


def read_period(text: str, *, instant: bool = False) -> Period:
    """Read a date, an interval or a set of dates.

    An interval such as `2015-12/2016-03` typically runs from the beginning of its first date to the end of
    its last, and at its widest starts some time in the first and ends some time in the last, which is all
    that EDTF promises. `..` is an open end, without bound; an empty end is unknown, and may be anywhere. With
    `instant`, it is one unknown day in all of that.

    Raises `InputError`, with what was meant as far as that can be told.

    >>> winter = read_period("2015-12/2016-03")
    >>> winter.typical.latest_end - winter.typical.earliest_start
    122
    >>> read_period("2015-02-29")
    Traceback (most recent call last):
    consistency.problem.InputError: February 2015 has 28 days
    """
    date = text.strip()
    try:
        return _read_period(date, instant)
    except InputError as error:
        # Imported late because it is rarely needed, and reads what it suggests.
        from consistency.period.mistakes import explained

        better = explained(date, error)
        before = len(text) - len(text.lstrip())
        raise InputError(better.message, better.suggestion, before + better.offset) from None


def is_period(text: str) -> bool:
    """Return whether `read_period` can read a text.

    >>> is_period("2016-03"), is_period("2016-3")
    (True, False)
    """
    try:
        _read(text)
    except InputError:
        return False
    return True


@functools.lru_cache(maxsize=4096)  # the claims of a project share their dates
def _read_period(text: str, instant: bool) -> Period:
    typical, widest = _read(text)
    if instant:
        typical, widest = _one_day_of(typical), _one_day_of(widest)
    return Period(text, instant, typical, widest)


def _read(text: str) -> Readings:
    if not text:
        raise NoDateError("the date is empty")
    if len(text) > _LONGEST:
        raise NoDateError(f"`{text[:20]}…` is no date: it has {len(text):,} characters")
    if text[0] == "[":
        return _read_set(text)
    if text[0] == "{":
        raise InputError(
            "`{…}` means all of its dates", "make one claim of each, or write `[…]` for one of them"
        )
    return _read_interval(text) if "/" in text else read_date(text)


def _read_interval(text: str) -> Readings:
    left, _, right = text.partition("/")
    if "/" in right:
        raise NoDateError("an interval has two dates", None, len(left) + 1 + right.index("/"))
    if not {left, right} - {"", ".."} and text != "../..":
        raise InputError("an interval names one date at least", "write `../..` for all of time")
    if right.isdecimal() and len(right) <= 2:
        raise InputError(f"`{text}` is ambiguous: a slash stands between two whole dates")
    typical_start, widest_start = _read_start(left)
    typical_end, widest_end = _read_end(right, len(left) + 1)
    if typical_start[0] >= typical_end[1]:
        raise InputError(
            f"the interval runs backwards: {right} ends before {left} begins",
            f"did you mean `{right}/{left}`?",
        )
    return Bounds.narrowed(*typical_start, *typical_end), Bounds.narrowed(*widest_start, *widest_end)


def _read_start(text: str) -> tuple[_Range, _Range]:
    if text in ("", ".."):
        start = (BEGINNING, BEGINNING if text else FOREVER)
        return start, start
    typical, widest = read_date(text)
    return (typical.earliest_start, typical.latest_start), (widest.earliest_start, widest.latest_end - 1)


def _read_end(text: str, offset: int) -> tuple[_Range, _Range]:
    if text in ("", ".."):
        end = (FOREVER if text else BEGINNING, FOREVER)
        return end, end
    typical, widest = read_date(text, offset)
    return (typical.earliest_end, typical.latest_end), (widest.earliest_start + 1, widest.latest_end)


def _read_set(text: str) -> Readings:
    """Read `[2015,2016-03..2016-05]`: one of several dates. What lies between two of them is not excluded."""
    if text[-1] != "]":
        raise InputError("the set of dates is not closed", "end it with `]`", len(text))
    members = []
    offset = 1
    for member in text[1:-1].split(","):
        date = member.lstrip()
        members.append(_read_member(date.rstrip(), offset + len(member) - len(date)))
        offset += len(member) + 1
    return _hull([typical for typical, _ in members]), _hull([widest for _, widest in members])


def _read_member(text: str, offset: int) -> Readings:
    left, dots, right = text.partition("..")
    if not dots or not (left or right):
        return read_date(text, offset)
    first = read_date(left, offset) if left else None
    last = read_date(right, offset + len(left) + 2) if right else None
    if first and last:
        if first[0].earliest_start >= last[0].latest_end:
            raise InputError("the dates run backwards", "write the earlier one first", offset)
        return _hull([first[0], last[0]]), _hull([first[1], last[1]])
    typical, widest = first or last or read_date(text, offset)
    return (_or_later(typical), _or_later(widest)) if first else (_or_earlier(typical), _or_earlier(widest))


def _one_day_of(bounds: Bounds) -> Bounds:
    return Bounds(bounds.earliest_start, bounds.latest_end - 1, bounds.earliest_start + 1, bounds.latest_end)


def _hull(choices: list[Bounds]) -> Bounds:
    return Bounds(
        min(choice.earliest_start for choice in choices),
        max(choice.latest_start for choice in choices),
        min(choice.earliest_end for choice in choices),
        max(choice.latest_end for choice in choices),
    )


def _or_earlier(bounds: Bounds) -> Bounds:
    return Bounds(BEGINNING, bounds.latest_start, BEGINNING + 1, bounds.latest_end)


def _or_later(bounds: Bounds) -> Bounds:
    return Bounds(bounds.earliest_start, FOREVER - 1, bounds.earliest_end, FOREVER)
