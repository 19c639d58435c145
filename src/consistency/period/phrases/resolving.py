"""Finding what a phrase about time comes to, for a document that may be of any of several days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from consistency.period.days import iso
from consistency.period.phrases.lengths import length_of
from consistency.period.phrases.meaning import Meaning
from consistency.period.phrases.stretches import one_of, whole
from consistency.period.phrases.table import DATE, DURATION, REFUSED, ROWS, Row
from consistency.period.plain_dates import plain
from consistency.period.value import BEGINNING, FOREVER, Bounds, Period
from consistency.period.written import is_period, read_period
from consistency.problem import InputError
from consistency.quantity import Quantity, format_range
from consistency.reading import Extent
from consistency.value import Value

_LONGEST = 100  # characters: the phrases about time that people write are shorter
_EXAMPLES = "write it like `last week`, `three months ago`, `since January` or `in September`"
# What may stand before a phrase and adds nothing to it.
_LEADING = "(?:in|on|during|over|at|for|within|some ?time(?: in)?|the|of) (.+)"


@attrs.frozen(eq=False, repr=False)
class Reading(Value):
    """One way to take a phrase: in words, in EDTF (None where that cannot say it), and as a period.

    A reading of a length of time has no period. `is_usual` tells those that readers usually take from those
    that the words only still allow.
    """

    meaning: str
    edtf: str | None
    is_usual: bool
    period: Period | None


@attrs.frozen(eq=False, repr=False)
class Resolution(Value):
    """What a phrase comes to: its readings, and one period that keeps them all.

    `kind` is "date" for one day of what is named, "span" for all of it, and "duration" for a length of time,
    from which no date follows: that has a `length` and no period. Of the period, `typical` encloses the usual
    readings, and `widest` all; of a date it is an instant. `why` is what the row of the table gives as its
    reason.
    """

    phrase: str
    kind: str
    readings: tuple[Reading, ...]
    period: Period | None
    length: Quantity | None
    why: str


def resolve(phrase: str, said: Period) -> Resolution:
    """Return what a phrase means in a document that is of one of the days of `said`.

    Where that is not one day, what follows is as uncertain as it is. `InputError` for what gives no date.

    >>> said = Period.of("2016-03-16")
    >>> for reading in resolve("last week", said).readings:
    ...     print(reading.edtf, reading.meaning)
    2016-03-07/2016-03-13 the previous Monday to Sunday
    2016-03-10/2016-03-16 the last seven days
    >>> resolve("in September", Period.of("2016-03")).readings[0].edtf
    '2015-09'
    >>> resolve("at that time", said)
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: `at that time` rests on a date that is given elsewhere in the text...
    """
    words = plain(phrase)
    if not words:
        raise InputError("the phrase is empty", _EXAMPLES)
    if len(words) > _LONGEST:
        raise InputError(f"`{phrase.strip()[:20]}…` is no phrase about time: it is too long", _EXAMPLES)
    if said.typical.earliest_start <= BEGINNING or said.typical.latest_end >= FOREVER - 1:
        raise InputError(f"`{said}` has no end, and the phrase depends on the day", "write when it was said")
    for pattern, reason, hint in REFUSED:
        if re.fullmatch(pattern, words):
            raise InputError(f"`{phrase.strip()}` {reason}", hint)
    try:
        return _on_days(phrase, words, said)
    except InputError as error:
        raise InputError(
            f"`{phrase.strip()}` cannot be resolved: {error.message}", error.suggestion
        ) from None


def _on_days(phrase: str, words: str, said: Period) -> Resolution:
    typical, widest = said.typical, said.widest
    days = (typical.earliest_start, typical.latest_end - 1, widest.earliest_start, widest.latest_end - 1)
    row, _ = _meanings(words, days[0])
    if row is None:
        return _of_length(phrase, words)
    kind = row.kind
    every = [_meanings(words, day)[1] for day in days]
    readings: list[Reading] = []
    for meanings in zip(*every, strict=True):
        reading = _reading(meanings, kind == DATE)
        if all(reading.period != known.period for known in readings):
            readings.append(reading)
    readings.sort(key=lambda each: not each.is_usual)
    periods = [(each.period, each.is_usual) for each in readings if each.period]
    period = Period(
        phrase.strip(),
        kind == DATE,
        _hull([each.typical for each, is_usual in periods if is_usual]),
        _hull([each.widest for each, _ in periods]),
    )
    return Resolution(phrase, kind, tuple(readings), period, None, row.why)


def _meanings(words: str, day: int) -> tuple[Row | None, list[Meaning]]:
    """Return the row of a phrase and its readings on a day; none of a length of time."""
    first_error: InputError | None = None
    for variant in _variants(words):
        for row in ROWS:
            match = re.fullmatch(row.pattern, variant)
            if match is None:
                continue
            try:
                meanings = list(row.readings(match, day, _within))
            except InputError as error:
                first_error = first_error or error
                continue
            if meanings:
                return row, meanings
        if _length(variant):
            return None, []
    raise first_error or InputError("no phrase about time that is known", _EXAMPLES)


def _within(words: str, day: int) -> list[Meaning]:
    """Return the readings of a phrase within a phrase: those of the calendar, if there are any."""
    for pattern, reason, hint in REFUSED:
        if re.fullmatch(pattern, words):
            raise InputError(f"`{words}` {reason}", hint)
    row, meanings = _meanings(words, day)
    if row is None:
        raise InputError(f"`{words}` is a length of time and no date", _EXAMPLES)
    return [each for each in meanings if not each.is_counted] or meanings


def _variants(words: str) -> Iterator[str]:
    yield words
    while match := re.fullmatch(_LEADING, words):
        words = match[1]
        yield words


def _reading(meanings: tuple[Meaning, ...], is_date: bool) -> Reading:
    """Return a reading from what it is on the first and the last day, typically and at the widest."""
    first, last, widest_first, widest_last = (read_period(each.edtf, instant=is_date) for each in meanings)
    typical = _hull([first.typical, last.typical])
    widest = _hull([first.widest, last.widest, widest_first.widest, widest_last.widest])
    edtf = first.text if first == last else _edtf(typical, is_date)
    words = meanings[0].words
    return Reading(words, edtf, meanings[0].is_usual, Period(edtf or words, is_date, typical, widest))


def _edtf(bounds: Bounds, is_date: bool) -> str | None:
    """Return EDTF that has these bounds in the typical reading; None where there is none."""
    if is_date:
        first = None if bounds.earliest_start <= BEGINNING else bounds.earliest_start
        last = None if bounds.latest_end >= FOREVER else bounds.latest_end - 1
        return one_of(first, last)
    starts = _one_end(bounds.earliest_start, bounds.latest_start)
    ends = _one_end(bounds.earliest_end - 1, bounds.latest_end - 1)
    return next(
        (
            edtf
            for edtf in (f"{start}/{end}" for start in starts for end in ends)
            if is_period(edtf) and read_period(edtf).typical == bounds
        ),
        None,
    )


def _one_end(first: int, last: int) -> Iterable[str]:
    """Return the ways to say that a span has its first or its last day from one day to another."""
    if last >= FOREVER - 1 or first <= BEGINNING:
        return ("..",)
    if first == last:
        return (iso(first),)
    days = whole(first, last + 1)
    return () if "/" in days else (f"{days}-XX" if len(days) == 7 else f"{days}-XX-XX",)


def _of_length(phrase: str, words: str) -> Resolution:
    length = next(filter(None, map(_length, _variants(words))))
    ranges = dict.fromkeys(format_range(length.interval(extent), length.unit) for extent in Extent)
    readings = tuple(Reading(each, None, index == 0, None) for index, each in enumerate(ranges))
    return Resolution(phrase, DURATION, readings, None, length, f"a length of time: {length.hedge}")


def _length(words: str) -> Quantity | None:
    try:
        return length_of(words)[0]
    except InputError:
        return None


def _hull(choices: list[Bounds]) -> Bounds:
    return Bounds(
        min(choice.earliest_start for choice in choices),
        max(choice.latest_start for choice in choices),
        min(choice.earliest_end for choice in choices),
        max(choice.latest_end for choice in choices),
    )
