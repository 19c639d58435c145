"""The dates of a claim, and the day of the week it names: the year next to it, day and month exchanged."""

from __future__ import annotations

import re

from consistency.period import WEEKDAYS

_YEAR = r"(?<![0-9-])[0-9]{4}(?![0-9])"
_DAY = r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])"


def neighbouring_years(text: str) -> list[str]:
    """Return the texts with all years one earlier or one later, and where there are several, each alone.

    >>> neighbouring_years("2015-03-31"), neighbouring_years("2015-12/2016-03")[:2]
    (['2014-03-31', '2016-03-31'], ['2014-12/2015-03', '2016-12/2017-03'])
    >>> len(neighbouring_years("2015-12/2016-03"))
    6
    """
    spans = [found.span() for found in re.finditer(_YEAR, text)]
    choices = [spans, *([span] for span in spans)] if len(spans) > 1 else [spans]
    return [_moved(text, choice, step) for choice in choices if choice for step in (-1, 1)]


def _moved(text: str, spans: list[tuple[int, int]], step: int) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}{int(text[start:end]) + step:04}{text[end:]}"
    return text


def days_for_months(text: str) -> list[str]:
    """Return the texts with day and month of a date exchanged, where the calendar has such a date.

    >>> days_for_months("2016-03-04"), days_for_months("2016-03-14"), days_for_months("2016-03")
    (['2016-04-03'], [], [])
    """
    return [
        f"{text[: found.start()]}{found[1]}-{found[3]}-{found[2]}{text[found.end() :]}"
        for found in re.finditer(_DAY, text)
        if found[2] != found[3] and int(found[3]) <= 12
    ]


def other_weekdays(text: str) -> list[str]:
    """Return the other days of the week, cut as the one that is written, the nearest first.

    >>> other_weekdays("Tuesday")[:2], other_weekdays("tues.")[0], other_weekdays("holiday")
    (['Monday', 'Wednesday'], 'mon.', [])
    """
    word = text.strip().rstrip(".")
    days = [day.lower() for day in WEEKDAYS]
    named = [number for number, day in enumerate(days) if len(word) > 2 and day.startswith(word.lower())]
    if not named:
        return []
    whole = len(word) == len(days[named[0]])
    found = []
    for step in (-1, 1, -2, 2, -3, 3):
        day = days[(named[0] + step) % 7]
        day = day if whole else day[:3]
        day = day if word.islower() else day.upper() if word.isupper() else day.title()
        found.append(text.replace(word, day))
    return found
