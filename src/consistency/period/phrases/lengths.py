"""What is so long, or so far from the day of a phrase, as a length of time in words says."""

from __future__ import annotations

from fractions import Fraction
from re import fullmatch

from consistency.period.phrases.meaning import Meaning, Phrase, Readings, Within, also, usual
from consistency.period.phrases.stretches import MONTHS_IN, from_now, one_of, units, up_to
from consistency.problem import InputError
from consistency.quantity import Interval, Quantity
from consistency.quantity.nouns import singular


def length_of(text: str) -> tuple[Quantity, str]:
    """Return a length of time in words, and its unit in the singular; `InputError` where it is none.

    >>> length, unit = length_of("few months")
    >>> str(length.stated), unit
    ('[3, 5]', 'month')
    """
    words = f"a {text}" if fullmatch("(?:few|couple|dozen) .*", text) else text
    is_of_what = fullmatch(".* of (?!an? ).*", text)  # "two weeks of March"
    try:
        length = None if is_of_what else Quantity.of(words)
    except InputError:
        length = None
    if length is None or not length.unit.is_duration:
        raise InputError(f"`{text}` is no length of time", "write it like `three months` or `24 hours`")
    return length.cut(Fraction(0), None), singular(length.unit.name)


def last_units(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield so many months, … up to the day, and the whole ones of the calendar before that of the day."""
    length, unit = length_of(match[1])
    for count in stated(length):
        number = counted(count, length)
        yield usual(f"the last {number} up to that day", up_to(day, count, unit, length.unit.factor))
        if count.denominator == 1 and _is_of_calendar(unit):
            words = f"the {number} of the calendar before that day's"
            yield usual(words, units(day, unit, -int(count), int(count)))


def next_units(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield so many months, … from the day on."""
    length, unit = length_of(match[1])
    for count in stated(length):
        words = f"the {counted(count, length)} from that day on"
        yield usual(words, from_now(day, count, unit, length.unit.factor))


def ago(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield one of the days as far before the day as the length, as hedged as it is, can be."""
    return _off(match[1], day, -1)


def hence(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield one of the days as far after the day as the length, as hedged as it is, can be."""
    return _off(match[1], day, 1)


def _off(amount: str, day: int, sign: int) -> Readings:
    length, unit = length_of(amount)
    where = "after that day" if sign > 0 else "before that day"
    for is_usual, extent in ((True, length.typical), (False, length.widest)):
        least, most = _whole_days(extent, length.unit.factor)
        dates = [None if days is None else day + sign * days for days in (least, most)]
        words = _in_days(least, most)
        yield Meaning(is_usual, f"{words} {where}", one_of(*(dates if sign > 0 else dates[::-1])))
    count = length.stated.low
    if length.hedge == "bare duration" and count and count.denominator == 1 and _is_of_calendar(unit):
        words = f"some time in the {unit} of the calendar that is {counted(count, length)} {where}'s"
        yield also(words, units(day, unit, sign * int(count)))


def _whole_days(length: Interval, factor: Fraction) -> tuple[int, int | None]:
    """Return the fewest and the most whole days in a length; if it has none, those that it lies between."""
    low = max(Fraction(0), length.low or Fraction(0)) * factor
    least = -(-low // 1) if length.low_closed or length.low is None else low // 1 + 1
    if length.high is None:
        return least, None
    high = length.high * factor
    most = high // 1 if length.high_closed else -(-high // 1) - 1
    return (least, most) if factor >= 1 and least <= most else (low // 1, -(-high // 1))


def _in_days(least: int, most: int | None) -> str:
    if most is None:
        return f"{least:,} days or more"
    if least == most:
        return f"{least:,} day{'' if least == 1 else 's'}"
    return f"{least:,} to {most:,} days"


def stated(length: Quantity) -> list[Fraction]:
    """Return the numbers that a length names: one, or the ends of a range or of what a word stands for."""
    ends = (length.stated.low, length.stated.high)
    return sorted({end for end in ends if end is not None and end > 0})


def counted(count: Fraction, length: Quantity) -> str:
    """Return a number of the units of a length, in words.

    >>> counted(Fraction(3), length_of("a few months")[0])
    '3 months'
    """
    return str(Quantity.exact(count, length.unit))


def _is_of_calendar(unit: str) -> bool:
    return unit == "week" or unit in MONTHS_IN
