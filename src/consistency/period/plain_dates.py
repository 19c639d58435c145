"""Dates and intervals as people write them, and the EDTF that they mean.

What is given here need not read: `March 31, 2016` and `31 June 2016` are both of a known form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product
from typing import Final

from consistency.period.days import MONTHS, civil, day_number, iso
from consistency.period.two_years import written

SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_Match = re.Match[str]
_Forms = tuple[tuple[str, Callable[[_Match], Iterable[str]]], ...]


def plain(text: str) -> str:
    """Return a text in lower case, with plain hyphens and single spaces, and no full stop.

    >>> plain("10 –  12 March.")
    '10 - 12 march'
    """
    words = " ".join(re.sub("[‐‑‒–—−]", "-", text).casefold().split())
    return words if words.endswith("..") else words.removesuffix(".")


def meant(text: str) -> Iterable[str]:
    """Yield the EDTF of plain words about dates; not all of it need read.

    >>> list(meant("from march to may 2016")), list(meant("since 2015"))
    (['2016-03/2016-05'], ['2015/..'])
    """
    for pattern, form in _PHRASES:
        match = re.fullmatch(pattern, text)
        if match:
            yield from form(match)


def dates_meant(text: str) -> tuple[str, ...]:
    """Return the dates in EDTF that one date in plain words can be; none where it is of no known form.

    >>> dates_meant("10 march 2016"), dates_meant("10/03/2016"), dates_meant("march")
    (('2016-03-10',), ('2016-03-10', '2016-10-03'), ())
    """
    text = text.strip()
    for pattern, form in _DATES:
        match = re.fullmatch(pattern, text)
        if match:
            return tuple(form(match))
    return ()


def month_digits(word: str) -> str | None:
    """Return the number of a month, in two digits, by its name or by three letters of it or more.

    >>> month_digits("sept."), month_digits("ma")
    ('09', None)
    """
    word = word.strip(".,")
    found = [
        number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.casefold().startswith(word)
    ]
    return f"{found[0]:02}" if found else None


def _of(year: str, *rest: str | None) -> Iterable[str]:
    """Yield a date by its numbers, in two digits each."""
    if all(rest):
        yield "-".join((year, *(f"{int(part or 0):02}" for part in rest)))


def _in_words(match: _Match) -> Iterable[str]:
    word, year = match.groups()
    return (written(int(year), SEASONS[word]),) if word in SEASONS else _of(year, month_digits(word))


def _year_last(match: _Match) -> Iterable[str]:
    """Yield day, month, year as much of the world writes it, and month, day, year as the United States do."""
    one, other, year = match.groups()
    yield from _of(year, other, one)
    yield from _of(year, one, other)


def _year_first(match: _Match) -> Iterable[str]:
    """Yield year, month, day; the day is the second only where that can be no month."""
    year, one, other = match.groups()
    return _of(year, one, other) if int(one) <= 12 else _of(year, other, one)


def _next_year(match: _Match) -> Iterable[str]:
    """Yield `2015/2016` for 2015/16, and for 2015-6."""
    year = int(match[1])
    if (year + 1) % 10 ** len(match[2]) == int(match[2]):
        yield f"{year:04}/{year + 1:04}"


def _after_slash(match: _Match) -> Iterable[str]:
    """Yield a month for 2015/03, a later year for 2015/18, and else what may be a season."""
    year, last = match.groups()
    if 12 < int(last) > int(year[2:]):
        yield f"{year}/{year[:2]}{last}"
    else:
        yield from _of(year, last)


def _of_tens(match: _Match) -> Iterable[str]:
    """Yield a decade; the 1900s, and the 2000s, may be a century."""
    yield f"{match[1]}X"
    if match[1].endswith("0"):
        yield f"{match[1][:2]}XX"


def _in_one_year(match: _Match) -> Iterable[str]:
    """Yield "March to May 2016" and "10-12 March 2016": what only the last date says is of the first, too."""
    first, last, year = match.groups()
    month = last.split()[-1]
    left = f"{first} {month}" if first.isdigit() else first
    if re.search("[a-z]", last) and not re.search("[0-9]{4}", first):
        yield from _spans(f"{left} {year}", f"{last} {year}")


def _of_week(match: _Match) -> Iterable[str]:
    """Yield the days of a week by its number: the first of a year, Monday to Sunday, has 4 January in it."""
    year, week, of_week = match.groups()
    fourth = day_number(int(year), 1, 4)
    monday = fourth - (fourth - 1) % 7 + 7 * (int(week) - 1)
    if of_week:
        yield iso(monday + int(of_week) - 1)
    else:
        yield f"{iso(monday)}/{iso(monday + 6)}"


def _of_ordinal(match: _Match) -> Iterable[str]:
    """Yield the day of a year by its number."""
    day = day_number(int(match[1]), 1, 1) + int(match[2]) - 1
    if civil(day)[0] == int(match[1]):
        yield iso(day)


def _of_digits(match: _Match) -> Iterable[str]:
    """Yield digits and marks as EDTF has had them since 2019; before, it wrote `201u` and `2015?~`."""
    yield match[0].replace("u", "X").replace("x", "X").replace("?~", "%").replace("~?", "%")


def _spans(left: str, right: str) -> Iterable[str]:
    return ("/".join(ends) for ends in product(dates_meant(left), dates_meant(right)))


# A date in one's own way. The first form that fits is taken.
_DATES: _Forms = (
    (
        r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?,? ([0-9]{4})",
        lambda m: _of(m[3], month_digits(m[2]), m[1]),
    ),
    (r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", lambda m: _of(m[3], month_digits(m[1]), m[2])),
    (r"([a-z]+)\.?,? ([0-9]{4})", _in_words),
    (r"q([1-4])[ /-]?([0-9]{4})", lambda m: (written(int(m[2]), 32 + int(m[1])),)),
    (r"([0-9]{4})[ -]?q([1-4])", lambda m: (written(int(m[1]), 32 + int(m[2])),)),
    (r"(?:the )?([0-9]{3})0'?s", _of_tens),
    (r"h([12])[ /-]?([0-9]{4})", lambda m: (written(int(m[2]), 39 + int(m[1])),)),
    (r"([0-9]{4})[ -]?h([12])", lambda m: (written(int(m[1]), 39 + int(m[2])),)),
    (r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", _year_first),
    (r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", _year_last),
    (r"([0-9]{4})[-. ]([0-9]{1,2})", lambda m: _of(m[1], m[2])),
    (r"([0-9]{1,2})[-/. ]([0-9]{4})", lambda m: _of(m[2], m[1])),
    (r"([0-9]{4})-?w(0[1-9]|[1-4][0-9]|5[0-3])(?:-?([1-7]))?", _of_week),
    (r"([0-9]{4})-([0-9]{3})", _of_ordinal),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})[t ][0-9]{2}:.*", lambda m: (m[1],)),  # a time of day that is not read
    (r"y([0-9]{4})", lambda m: (m[1],)),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", lambda m: _of(m[1], m[2], m[3])),
    (r"([0-9]{4})([0-9]{2})", lambda m: _of(m[1], m[2])),
    (r"[-0-9xu?~%]+", _of_digits),
)

# What is said of dates. Every form that fits is tried, since more than one can be meant.
_PHRASES: _Forms = (
    ("(.+)", lambda m: dates_meant(m[1])),
    (r"([0-9]{4})/([0-9]{1,2})", _after_slash),
    (r"([0-9]{4})[-/]([0-9]{1,2})", _next_year),
    (r"(?:from )?(.+?)(?: ?- ?| to | until | till | through )(.+) ([0-9]{4})", _in_one_year),
    (
        r"([a-z]+) ([0-9]{1,2}) ?- ?([0-9]{1,2}),? ([0-9]{4})",
        lambda m: _spans(f"{m[1]} {m[2]} {m[4]}", f"{m[1]} {m[3]} {m[4]}"),
    ),
    (
        r"(?:from |between )?(.+?)(?: to | until | till | and | through | - |/)(.+)",
        lambda m: _spans(m[1], m[2]),
    ),
    (r"([0-9]{4})-([0-9]{4})", lambda m: _spans(m[1], m[2])),
    (r"\.\.", lambda _: ("../..",)),
    (r"(.+)\.\.(.+)", lambda m: _spans(m[1], m[2])),
    (r"(.+)\.\.", lambda m: (f"{date}/.." for date in dates_meant(m[1]))),
    (r"\.\.(.+)", lambda m: (f"../{date}" for date in dates_meant(m[1]))),
    ("since (.+)|(.+) ?/ ?open", lambda m: (f"{date}/.." for date in dates_meant(m[1] or m[2]))),
    (
        "(?:until|till|up to) (.+)|open ?/ ?(.+)",
        lambda m: (f"../{date}" for date in dates_meant(m[1] or m[2])),
    ),
    ("(.+)/unknown", lambda m: (f"{date}/" for date in dates_meant(m[1]))),
    ("unknown/(.+)", lambda m: (f"/{date}" for date in dates_meant(m[1]))),
    (
        r"(?:circa|ca?\.?|about|around|approximately) ?(.+)",
        lambda m: (f"{date}~" for date in dates_meant(m[1])),
    ),
)
