"""What a phrase means that has another in it: a part of that, what runs from or to it, what is before it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from re import fullmatch
from typing import Final, NamedTuple

from consistency.period.days import iso
from consistency.period.phrases.lengths import counted, length_of, stated
from consistency.period.phrases.meaning import Meaning, Phrase, Readings, Within, also, usual
from consistency.period.phrases.named import NAMED
from consistency.period.phrases.stretches import (
    FIRST_DIVISION,
    division,
    from_now,
    latest,
    one_of,
    part,
    up_to,
    whole,
)
from consistency.period.two_years import written
from consistency.period.written import read_period
from consistency.problem import InputError

_ORDINALS: Final = ("first", "1st", "second", "2nd", "third", "3rd", "fourth", "4th")
_PARTS = {"half": 2, "third": 3, "quarter": 4}


# --- Parts of another stretch


class Share(NamedTuple):
    """A part of a stretch: its name, and at which shares of the whole it begins and ends."""

    name: str
    low: Fraction
    high: Fraction


def in_part(usually: Share, at_most: Share) -> Callable[[Phrase, int, Within], Readings]:
    """Return the readings as a day in a part of another stretch, usually of the one, at most of the other."""

    def readings(match: Phrase, day: int, within: Within) -> Readings:
        for each in within(match[1], day):
            for share in (usually, at_most):
                first, end = part(*_whole_of(each.edtf), share.low, share.high)
                is_usual = each.is_usual and share is usually
                yield Meaning(
                    is_usual, f"a day in {share.name} of {each.words}", one_of(first, max(first, end - 1))
                )

    return readings


def nth_part(match: Phrase, day: int, within: Within) -> Readings:
    """Yield a half, third or quarter of another stretch; of none, the latest of a year that has begun."""
    kind = match["part"]
    count = _PARTS[kind]
    index = count - 1 if match["nth"] in ("last", "final") else _ORDINALS.index(match["nth"]) // 2
    if index >= count:
        raise InputError(f"there is no {match['nth']} {kind}")
    if match["of"] is None:
        year = latest(day, 1 + 12 // count * index, 0)[0]
        words = f"the latest {match['nth']} {kind} of a year that has begun"
        yield usual(words, written(year, FIRST_DIVISION[12 // count] + index))
        return
    for each in within(match["of"], day):
        start, end = part(*_whole_of(each.edtf), Fraction(index, count), Fraction(index + 1, count))
        edtf = division(start, end) or whole(start, max(end, start + 1))
        yield Meaning(each.is_usual, f"the {match['nth']} {kind} of {each.words}", edtf)


def some_of(match: Phrase, day: int, within: Within) -> Readings:
    """Yield the first or the last so many months, … of another stretch."""
    length, unit = length_of(match[2])
    for each in within(match[3], day):
        first, end = _whole_of(each.edtf)
        for count in stated(length):
            words = f"the {match[1]} {counted(count, length)} of {each.words}"
            is_first = match[1] == "first"
            run, begin = (from_now, first) if is_first else (up_to, end - 1)
            yield Meaning(each.is_usual, words, run(begin, count, unit, length.unit.factor))


def _whole_of(edtf: str) -> tuple[int, int]:
    """Return the first day of a stretch, and the day after its last."""
    bounds = read_period(edtf).typical
    return bounds.earliest_start, bounds.latest_end


# --- From, to, by, as of


def since(match: Phrase, day: int, within: Within) -> Readings:
    """Yield what runs from another stretch or day up to the day."""
    for is_usual, words, edtf, _ in within(match[1], day):
        yield Meaning(is_usual, f"from {words} up to that day", f"{_end(edtf, 0, match[1])}/{iso(day)}")


def until(match: Phrase, day: int, within: Within) -> Readings:
    """Yield what runs, from no one knows when, up to another stretch or day."""
    for is_usual, words, edtf, _ in within(match[1], day):
        yield Meaning(is_usual, f"up to {words}", f"../{_end(edtf, -1, match[1])}")


def from_to(match: Phrase, day: int, within: Within) -> Readings:
    """Yield what runs from one stretch to another; a first that names no year is the latest before it."""
    for last in within(match[2], day):
        _, end = _whole_of(last.edtf)
        for first in within(match[1], end - 1 if fullmatch(NAMED, match[1]) else day):
            edtf = f"{_end(first.edtf, 0, match[1])}/{_end(last.edtf, -1, match[2])}"
            yield Meaning(first.is_usual and last.is_usual, f"from {first.words} to {last.words}", edtf)


def same(match: Phrase, day: int, within: Within) -> Readings:
    """Yield what another phrase means."""
    return within(match[1], day)


def by(match: Phrase, day: int, within: Within) -> Readings:
    """Yield one of the days of another stretch, or one before."""
    for is_usual, words, edtf, _ in within(match[1], day):
        yield Meaning(is_usual, words, edtf)
        yield also(f"a day of {words} or before", one_of(None, _whole_of(edtf)[1] - 1))


def by_the_end(match: Phrase, day: int, within: Within) -> Readings:
    """Yield the last day of another stretch, or one before."""
    for is_usual, words, edtf, _ in within(match[1], day):
        last = _whole_of(edtf)[1] - 1
        yield Meaning(is_usual, f"the last day of {words}", iso(last))
        yield also(f"a day up to the end of {words}", one_of(None, last))


def before(match: Phrase, day: int, within: Within) -> Readings:
    """Yield one of the days before another stretch."""
    for is_usual, words, edtf, _ in within(match[1], day):
        yield Meaning(is_usual, f"a day before {words}", one_of(None, _whole_of(edtf)[0] - 1))


def after(match: Phrase, day: int, within: Within) -> Readings:
    """Yield one of the days after another stretch."""
    for is_usual, words, edtf, _ in within(match[1], day):
        yield Meaning(is_usual, f"a day after {words}", one_of(_whole_of(edtf)[1], None))


def _end(edtf: str, index: int, phrase: str) -> str:
    if edtf.startswith("["):
        raise InputError(f"`{phrase}` may be any of several days", "write the day to count from or to")
    return edtf.split("/")[index]
