"""What people write where a date is wanted, and the EDTF that they mean.

Loaded only once a text has failed to read. What is suggested is always something that reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product
from typing import Final

from consistency.period.counting import WEEKDAYS
from consistency.period.dates import NoDateError
from consistency.period.days import MONTHS
from consistency.period.written import is_period
from consistency.problem import InputError

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_RELATIVE = re.compile(
    r"\b(last|past|previous|next|coming|this|that|same|ago|earlier|later|yesterday|today|tonight|tomorrow|now|"
    r"currently|recent|recently|since then|so far|to date)\b"
)
_HOW_TO_WRITE = "write a date as `2016-03-10`, `2016-03` or `2016`, an interval as `2015-12/2016-03`"
_LONGEST = 60

_Match = re.Match[str]
_Forms = tuple[tuple[str, Callable[[_Match], Iterable[str]]], ...]


def explained(text: str, error: InputError) -> InputError:
    """Return the error that a text raised, with what is wrong and what was meant as far as that can be told.

    >>> better = explained("March 2016", NoDateError("no date"))
    >>> better.message, better.suggestion
    ('`March 2016` is not in EDTF, the date format of ISO 8601', 'did you mean `2016-03`?')
    """
    if error.suggestion:
        return error
    shapeless = isinstance(error, NoDateError)
    plain = _plain(text)
    if 0 < len(plain) <= _LONGEST:
        meant = tuple(dict.fromkeys(edtf for edtf in _meant(plain) if is_period(edtf)))
        if meant:
            suggestion = f"did you mean {' or '.join(f'`{edtf}`' for edtf in meant)}?"
            if not shapeless:
                return InputError(error.message, suggestion, error.offset)
            why = "not in EDTF, the date format of ISO 8601" if len(meant) == 1 else "ambiguous"
            return InputError(f"`{text}` is {why}", suggestion)
        if shapeless and (better := _undatable(text, plain)):
            return better
    return InputError(error.message, _HOW_TO_WRITE, error.offset) if shapeless else error


def _undatable(text: str, plain: str) -> InputError | None:
    """Return the error for words that name no date by themselves, if that is what they are."""
    if _RELATIVE.search(plain):
        hint = "write the date that it comes to here, and keep the phrase in `quote`"
        return InputError(f"`{text}` depends on when it was said", hint)
    if any(_month(word) or word in _SEASONS or word.capitalize() in WEEKDAYS for word in plain.split()):
        return InputError(f"`{text}` names no year", "write the year too, as in `2016-03`")
    if re.fullmatch(r"y?-?[0-9]{5,}(-.*)?|-[0-9]+(-.*)?", plain):
        return InputError("years run from 0001 to 9999")
    if re.fullmatch("[0-9]{1,3}", plain):
        return InputError(f"`{text}` is no date", "write all four digits of the year")
    return None


def _plain(text: str) -> str:
    """Return the text in lower case, with plain hyphens and single spaces."""
    return " ".join(re.sub("[‐‑‒–—−]", "-", text).casefold().split()).rstrip(".")


def _meant(text: str) -> Iterable[str]:
    """Yield the EDTF of a phrase about dates; not all of it need read."""
    for pattern, form in _PHRASES:
        match = re.fullmatch(pattern, text)
        if match:
            yield from form(match)


def _dates(text: str) -> tuple[str, ...]:
    """Return the dates that one date as people write it can be."""
    text = text.strip()
    for pattern, form in _DATES:
        match = re.fullmatch(pattern, text)
        if match:
            return tuple(form(match))
    return ()


def _month(word: str) -> str | None:
    """Return the number of a month by its name, or by three letters of it or more."""
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
    return (f"{year}-{_SEASONS[word]}",) if word in _SEASONS else _of(year, _month(word))


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
    """Yield `2015/2016` for 2015/16."""
    year = int(match[1])
    if (year + 1) % 100 == int(match[2]):
        yield f"{year:04}/{year + 1:04}"


def _spans(left: str, right: str) -> Iterable[str]:
    return ("/".join(ends) for ends in product(_dates(left), _dates(right)))


# A date in one's own way. The first form that fits is taken.
_DATES: _Forms = (
    (
        r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?,? ([0-9]{4})",
        lambda m: _of(m[3], _month(m[2]), m[1]),
    ),
    (r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", lambda m: _of(m[3], _month(m[1]), m[2])),
    (r"([a-z]+)\.?,? ([0-9]{4})", _in_words),
    (r"q([1-4])[ /-]?([0-9]{4})", lambda m: (f"{m[2]}-{32 + int(m[1])}",)),
    (r"([0-9]{4})[ -]?q([1-4])", lambda m: (f"{m[1]}-{32 + int(m[2])}",)),
    (r"(?:the )?([0-9]{3})0'?s", lambda m: (f"{m[1]}X",)),
    (r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", _year_first),
    (r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", _year_last),
    (r"([0-9]{4})[-. ]([0-9]{1,2})", lambda m: _of(m[1], m[2])),
    (r"([0-9]{1,2})[-/. ]([0-9]{4})", lambda m: _of(m[2], m[1])),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", lambda m: _of(m[1], m[2], m[3])),
    (r"([0-9]{4})([0-9]{2})", lambda m: _of(m[1], m[2])),
    (r"[-0-9xu?~%]+", lambda m: (m[0].replace("u", "X").replace("x", "X"),)),  # `201u` is EDTF of before 2019
)

# What is said of dates. Every form that fits is tried, since more than one can be meant.
_PHRASES: _Forms = (
    ("(.+)", lambda m: _dates(m[1])),
    (r"([0-9]{4})/([0-9]{1,2})", lambda m: _of(m[1], m[2])),
    (r"([0-9]{4})[-/]([0-9]{2})", _next_year),
    (
        r"(?:from |between )?(.+?)(?: to | until | till | and | through | - |/)(.+)",
        lambda m: _spans(m[1], m[2]),
    ),
    (r"([0-9]{4})-([0-9]{4})", lambda m: _spans(m[1], m[2])),
    ("since (.+)|(.+) ?/ ?open", lambda m: (f"{date}/.." for date in _dates(m[1] or m[2]))),
    ("(?:until|till|up to) (.+)|open ?/ ?(.+)", lambda m: (f"../{date}" for date in _dates(m[1] or m[2]))),
    ("(.+)/unknown", lambda m: (f"{date}/" for date in _dates(m[1]))),
    ("unknown/(.+)", lambda m: (f"/{date}" for date in _dates(m[1]))),
    (r"(?:circa|ca?\.?|about|around|approximately) ?(.+)", lambda m: (f"{date}~" for date in _dates(m[1]))),
)
