"""What a phrase about time was understood to come to: as lines for readers, and as fields of JSON."""

from __future__ import annotations

import functools
from typing import Final

from consistency.period import Period, duration
from consistency.period.phrases import Resolution
from consistency.quantity import DAYS, Interval, Quantity
from consistency.reading import Extent
from consistency.reports.dates import days_fields, period_fields, period_lines
from consistency.reports.figure import interval_fields, range_in_words
from consistency.reports.understood import Line

_KINDS: Final = {
    "date": "a phrase: one day of what it names",
    "span": "a phrase: all of what it names",
    "duration": "a length of time, from which no date follows",
}


def phrase_lines(found: Resolution, said: Period | None) -> list[Line]:
    """Return what is told of a phrase, line by line: each way to take it, then what encloses them all.

    >>> from consistency.period.phrases import resolve
    >>> said = Period.of("2016-03-16", instant=True)
    >>> for label, text in phrase_lines(resolve("last week", said), said)[1:5]: print(label, "|", text)
    said | 2016-03-16
    readings | 2016-03-07/2016-03-13: the previous Monday to Sunday
     | 2016-03-10/2016-03-16: the last seven days
    typical | begins between 2016-03-07 and 2016-03-10, ends between 2016-03-13 and 2016-03-16
    """
    lines = [("kind", _KINDS[found.kind])]
    if said is not None:
        lines.append(("said", said.text))
    if found.period is None:
        assert found.length is not None
        return [*lines, *_length_lines(found.length)]
    for number, reading in enumerate(found.readings):
        text = f"{reading.edtf}: {reading.meaning}" if reading.edtf else reading.meaning
        less = "" if reading.is_usual else " (less usual)"
        lines.append(("" if number else "readings", text + less))
    bounds = period_lines(found.period)[2:4]
    lasts = range_in_words(_duration(found, Extent.TYPICAL), DAYS)
    return [*lines, *bounds, ("lasts", lasts), ("why", found.why)]


def phrase_fields(found: Resolution, said: Period | None) -> dict[str, object]:
    """Return what is told of a phrase as JSON has it: as of a period, with every reading.

    >>> from consistency.period.phrases import resolve
    >>> fields = phrase_fields(resolve("nine months", Period.of("2016")), None)
    >>> fields["typical"], fields["length"]["unit"]
    (None, 'months')
    """
    length = found.length
    period: dict[str, object] = {
        "text": found.phrase.strip(),
        "instant": False,
        "typical": None,
        "widest": None,
    }
    if found.period is not None:
        period = period_fields(found.period)
        period["days"] = {extent.value: days_fields(_duration(found, extent)) for extent in Extent}
    return {
        **period,
        "kind": found.kind,
        "words": None,
        "said": None if said is None else said.text,
        "readings": [
            {"meaning": each.meaning, "edtf": each.edtf, "usual": each.is_usual} for each in found.readings
        ],
        "length": None
        if length is None
        else {
            "unit": length.unit.name,
            "typical": interval_fields(length.typical),
            "widest": interval_fields(length.widest),
        },
        "why": found.why,
    }


def _duration(found: Resolution, extent: Extent) -> Interval:
    """Return how long the time lasts that a phrase names, whichever of its readings is meant."""
    # As the phrase itself: a week that was named has seven days, unlike one that is written from day to day.
    named = [
        Period(found.phrase, each.period.instant, each.period.typical, each.period.widest)
        for each in found.readings
        if each.period is not None
    ]
    return functools.reduce(Interval.hull, [duration(period, extent) for period in named])


def _length_lines(length: Quantity) -> list[Line]:
    return [
        ("typical", range_in_words(length.typical, length.unit)),
        ("widest", range_in_words(length.widest, length.unit)),
    ]
