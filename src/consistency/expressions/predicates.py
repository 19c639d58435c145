"""What a single value is: a figure that counts or is a change, a date that falls on a day of the week."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from consistency.expressions.slots import Frame, Unknown, Values
from consistency.expressions.tree import Attribute, Call
from consistency.expressions.words import compile_text
from consistency.period import WEEKDAYS, Period, weekday
from consistency.quantity import Quantity
from consistency.quantity.changes import tells_a_change
from consistency.reading import Truth

Decide = Callable[[Values], Truth | Unknown]

_NUMBER = r"\d(?:[\d.,\u00a0\u2009\u202f ]*\d)?"


def compile_counted(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a figure counts things, such as people or villages."""
    return _of_figure(node, frame, lambda figure, _: _truth(figure.unit.is_count))


def compile_whole(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a whole number of its unit lies in a figure's range."""
    return _of_figure(node, frame, _whole)


def compile_change(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a figure is told as a change, as "up 8 %" is, and not as a level."""
    return _of_figure(node, frame, lambda figure, _: _truth(tells_a_change(figure.text, figure.unit)))


def _whole(figure: Quantity, values: Values) -> Truth:
    interval = figure.interval(values.extent)
    if interval.low is None or interval.high is None:
        return Truth.POSSIBLE
    low, high = figure.unit.from_base(interval.low), figure.unit.from_base(interval.high)
    least = -(-low // 1)
    if least == low and not interval.low_closed:
        least += 1
    if low == high:
        return _truth(low.denominator == 1)
    inside = least < high or (least == high and interval.high_closed)
    return Truth.POSSIBLE if inside else Truth.NO


def _of_figure(node: Call, frame: Frame, says: Callable[[Quantity, Values], Truth]) -> Decide:
    (argument,) = node.arguments
    assert isinstance(argument, Attribute)
    slot = frame.slot(argument)

    def decide(values: Values) -> Truth | Unknown:
        value, figure = values.read[slot], values.quantities[slot]
        if isinstance(value, Unknown):
            return value
        assert figure is not None
        return says(figure, values)

    return decide


def compile_falls_on(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a date can be a day of the week, named as people write it."""
    date, name = node.arguments
    assert isinstance(date, Attribute)
    assert name is not None
    slot, named = frame.slot(date), compile_text(name, frame)

    def decide(values: Values) -> Truth | Unknown:
        period, words = values.read[slot], named(values)
        if isinstance(period, Unknown):
            return period
        if isinstance(words, Unknown):
            return words
        assert isinstance(period, Period)
        asked = [day_of_week(text) for text in words.texts]
        if None in asked:
            wrong = words.texts[asked.index(None)]
            return Unknown(f"`{wrong}` is no day of the week")
        days = weekday(period, values.time)
        if set(days).isdisjoint(asked):
            return Truth.NO
        return Truth.YES if len(days) == 1 else Truth.POSSIBLE

    return decide


def day_of_week(text: str) -> str | None:
    """Return the day of the week that a text names, in full or cut after three letters or more; else None.

    >>> day_of_week("thursday"), day_of_week("Tues."), day_of_week("Tu"), day_of_week("Tuesdey")
    ('Thursday', 'Tuesday', None, None)
    """
    word = text.strip().rstrip(".").casefold()
    named = [day for day in WEEKDAYS if len(word) > 2 and day.casefold().startswith(word)]
    return named[0] if named else None


def significant_figures(figure: Quantity) -> Fraction:
    """Return how many significant figures a figure was written with, of a range the finer end.

    Zeros that end a whole number are not counted: they may only fill it up. A figure in words has one.

    >>> texts = "2,400 km²", "12.40 km", "0.05 %", "40 to 45 %"
    >>> [int(significant_figures(Quantity.of(text))) for text in texts]
    [2, 4, 1, 2]
    >>> int(significant_figures(Quantity.of("a third")))
    1
    """
    counts = []
    for number in re.findall(_NUMBER, figure.text):
        whole, _, decimals = re.sub(r"[, \u00a0\u2009\u202f]", "", number).partition(".")
        digits = (whole + decimals).lstrip("0")
        counts.append(len(digits if decimals else digits.rstrip("0")) or 1)
    return Fraction(max(counts, default=1))


def _truth(holds: bool) -> Truth:
    return Truth.YES if holds else Truth.NO


CALLED: dict[str, Callable[[Call, Frame], Decide]] = {
    "is_counted": compile_counted,
    "is_whole": compile_whole,
    "is_change": compile_change,
    "falls_on": compile_falls_on,
}
"""What decides a call of one of these functions."""
