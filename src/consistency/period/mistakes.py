"""Why a text is no period, and what was meant.

Loaded only once a text has failed to read. What is suggested is always something that reads.
"""

from __future__ import annotations

import re

from consistency.period.counting import WEEKDAYS
from consistency.period.dates import NoDateError
from consistency.period.days import MONTHS, month_length
from consistency.period.plain_dates import SEASONS, meant, month_digits, plain
from consistency.period.written import is_period
from consistency.problem import InputError

_RELATIVE = (
    r"\b(last|past|previous|next|coming|this|that|same|ago|earlier|later|yesterday|today|tonight|tomorrow|now|"
    r"currently|recent|recently|since then|so far|to date)\b"
)
_BEYOND_THE_YEARS = r"-[0-9]+(-.*)?|y-?[0-9]+(e[0-9]+)?(s[0-9]+)?|[0-9]{5,}(-.*)?"
# What ISO 8601-2 lets a decade and a century be written as, and EDTF does not.
_SHORT = {3: ", or `198X` for a decade", 2: ", or `19XX` for a century"}
_HOW_TO_WRITE = "write a date as `2016-03-10`, `2016-03` or `2016`, an interval as `2015-12/2016-03`"
_LONGEST = 60
_LEAP_YEAR = 2000


def explained(text: str, error: InputError) -> InputError:
    """Return the error that a text raised, with what is wrong and what was meant as far as that can be told.

    >>> better = explained("March 2016", NoDateError("no date"))
    >>> better.message, better.suggestion
    ('`March 2016` is not in EDTF, the date format of ISO 8601', 'did you mean `2016-03`?')
    """
    if error.suggestion:
        return error
    shapeless = isinstance(error, NoDateError)
    words = plain(text)
    if 0 < len(words) <= _LONGEST:
        known = tuple(dict.fromkeys(edtf for edtf in meant(words) if is_period(edtf)))
        if known:
            suggestion = f"did you mean {' or '.join(f'`{edtf}`' for edtf in known)}?"
            if not shapeless:
                return InputError(error.message, suggestion, error.offset)
            why = "not in EDTF, the date format of ISO 8601" if len(known) == 1 else "ambiguous"
            return InputError(f"`{text}` is {why}", suggestion)
        if shapeless and (better := _undatable(text, words, error.offset)):
            return better
    return InputError(error.message, _HOW_TO_WRITE, error.offset) if shapeless else error


def _missing_day(words: str) -> str | None:
    """Return how long the month in "32 March" is, if it is too short for the day beside it; else None."""
    months = [month_digits(word) for word in re.findall(r"[^\W\d_]+", words)]
    days = [int(digits) for digits in re.findall(r"\b[0-9]{1,2}(?![0-9])", words)]
    years = [int(digits) for digits in re.findall(r"\b[0-9]{4}\b", words)]
    named = [int(month) for month in months if month]
    if len(named) != 1 or len(days) != 1:
        return None
    length = month_length(years[0] if years else _LEAP_YEAR, named[0])
    if 1 <= days[0] <= length:
        return None
    return f"{MONTHS[named[0] - 1]}{f' {years[0]:04}' if years else ''} has {length} days"


def _undatable(text: str, words: str, offset: int) -> InputError | None:
    """Return the error for words that name no date by themselves, if that is what they are."""
    if re.search(_RELATIVE, words):
        hint = "write the date that it comes to here, and keep the phrase in `quote`"
        return InputError(f"`{text}` depends on when it was said", hint)
    if (missing := _missing_day(words)) is not None:
        return InputError(f"`{text}` is no day", missing)
    if any(month_digits(word) or word in SEASONS or word.capitalize() in WEEKDAYS for word in words.split()):
        return InputError(f"`{text}` names no year", "write the year too, as in `2016-03`")
    dates = re.split(r"[][{},/ ]|\.\.", words)
    if any(re.fullmatch(_BEYOND_THE_YEARS, date) for date in dates):
        return InputError("years run from 0001 to 9999", None, offset)
    if any(re.fullmatch("p[0-9].*", date) for date in dates):
        return InputError(f"`{text}` gives a length of time", "write the first and the last date", offset)
    if re.fullmatch("[0-9]{1,3}", words):
        hint = f"write all four digits of the year{_SHORT.get(len(words), '')}"
        return InputError(f"`{text}` is no date", hint)
    return None
