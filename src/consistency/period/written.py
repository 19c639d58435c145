"""How a period is written: a date, an interval of two dates, or a set of dates.

An interval promises only that it starts some time in its first date and ends some time in its last, as EDTF
defines it; readers take it to run from the beginning of the one to the end of the other. Of a set in `[ ]`
one date is meant. Of one in `{ }` all are: it runs from the beginning of the first to the end of the last, in
both readings, and what lies between two of its dates counts as part of it, since a period has no gaps.
"""

from __future__ import annotations

import functools

from consistency.period.dates import NoDateError, Readings, read_date
from consistency.period.value import BEGINNING, FOREVER, Bounds, Period
from consistency.problem import InputError

# No date of people's making is longer; an error about one that is should not cost more than a glance.
_LONGEST = 1000

_CLOSING = {"[": "]", "{": "}"}

# The first and the last day on which an interval may start, or end.
_Range = tuple[int, int]


def read_period(text: str, *, instant: bool = False) -> Period:
    """Read a date, an interval or a set of dates.

    An interval such as `2015-12/2016-03` typically runs from the beginning of its first date to the end of
    its last, and at its widest starts some time in the first and ends some time in the last, which is all
    that EDTF promises. `..` is an open end, without bound; an empty end is unknown, and may be anywhere.
    `[2014,2016]` is one of its dates, `{2014,2016}` runs from the first of them to the last. With `instant`,
    it is one unknown day in all of that.

    Raises `InputError`, with what was meant as far as that can be told.

    >>> winter = read_period("2015-12/2016-03")
    >>> winter.typical.latest_end - winter.typical.earliest_start
    122
    >>> read_period("2015-02-29")
    Traceback (most recent call last):
    consistency.problem.InputError: February 2015 has 28 days...
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
    if text[0] in _CLOSING:
        return _read_set(text)
    return _read_interval(text) if "/" in text else read_date(text)


def _read_interval(text: str) -> Readings:
    left, _, right = text.partition("/")
    if right[:1] in _CLOSING:
        raise InputError("a set of dates is no end of an interval", None, len(left) + 1)
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
    """Read `[2015,2016-03..2016-05]`, one of several dates, or all of them in `{ }`.

    What lies between two of them is not excluded.
    """
    closing = _CLOSING[text[0]]
    slash, end = text.find("/"), text.find(closing)
    if 0 <= end < slash:
        raise InputError("a set of dates is no end of an interval")
    if slash >= 0:
        raise InputError("a set has dates, not intervals", "write `..` between two dates", slash)
    if text[-1] != closing:
        raise InputError("the set of dates is not closed", f"end it with `{closing}`", len(text))
    is_all = closing == "}"
    members = []
    offset = 1
    for member in text[1:-1].split(","):
        date = member.lstrip()
        members += _read_member(date.rstrip(), offset + len(member) - len(date), is_all)
        offset += len(member) + 1
    join = _span if is_all else _hull
    return join([typical for typical, _ in members]), join([widest for _, widest in members])


def _read_member(text: str, offset: int, is_all: bool) -> list[Readings]:
    left, dots, right = text.partition("..")
    if not dots or not (left or right):
        return [read_date(text, offset)]
    first = [read_date(left, offset)] if left else []
    last = [read_date(right, offset + len(left) + 2)] if right else []
    if first and last:
        if first[0][0].earliest_start >= last[0][0].latest_end:
            raise InputError("the dates run backwards", "write the earlier one first", offset)
        return [*first, *last]
    ((typical, widest),) = first or last
    open_ended = _OPEN[is_all, bool(first)]
    return [(open_ended(typical), open_ended(widest))]


def _one_day_of(bounds: Bounds) -> Bounds:
    return Bounds(bounds.earliest_start, bounds.latest_end - 1, bounds.earliest_start + 1, bounds.latest_end)


def _hull(choices: list[Bounds]) -> Bounds:
    return Bounds(
        min(choice.earliest_start for choice in choices),
        max(choice.latest_start for choice in choices),
        min(choice.earliest_end for choice in choices),
        max(choice.latest_end for choice in choices),
    )


def _span(parts: list[Bounds]) -> Bounds:
    """Return the bounds of what runs from the first of some periods to the last."""
    return Bounds(
        min(part.earliest_start for part in parts),
        min(part.latest_start for part in parts),
        max(part.earliest_end for part in parts),
        max(part.latest_end for part in parts),
    )


def _or_earlier(bounds: Bounds) -> Bounds:
    return Bounds(BEGINNING, bounds.latest_start, BEGINNING + 1, bounds.latest_end)


def _or_later(bounds: Bounds) -> Bounds:
    return Bounds(bounds.earliest_start, FOREVER - 1, bounds.earliest_end, FOREVER)


def _and_earlier(bounds: Bounds) -> Bounds:
    return Bounds(BEGINNING, BEGINNING, bounds.earliest_end, bounds.latest_end)


def _and_later(bounds: Bounds) -> Bounds:
    return Bounds(bounds.earliest_start, bounds.latest_start, FOREVER, FOREVER)


# What `..` adds to a date in a set: by whether all of the set is meant, and whether it stands after the date.
_OPEN = {
    (False, False): _or_earlier,
    (False, True): _or_later,
    (True, False): _and_earlier,
    (True, True): _and_later,
}
