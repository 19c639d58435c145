"""Dates such as `2024-25`, which EDTF has for a season and English for two years, and how to write each."""

from __future__ import annotations

from consistency.period.days import month_length
from consistency.problem import InputError

_SEASONS = ("spring", "summer", "autumn", "winter")
_SOUTHERN = ((9, 11), (12, 2), (3, 5), (6, 8))  # their first and last months
_ORDINALS = ("first", "second", "third", "fourth")
# Parts of a year by their codes in the place of a month: the first code, the last, how many months each has.
_PARTS = {"quarter": (33, 36, 3), "third": (37, 39, 4), "half": (40, 41, 6)}


def is_next_year(year: int, code: int) -> bool:
    """Return whether the two digits after a year are those of the year after it, as in a school year.

    >>> is_next_year(2024, 25), is_next_year(2024, 26), is_next_year(1935, 36)
    (True, False, True)
    """
    return 0 < year < 9999 and (year + 1) % 100 == code


def refusal(year: int, code: int, mark: str, offset: int) -> InputError:
    """Return the error for the code of a division that is the next year, with both spellings.

    `mark` is what stands after both, `~` for about.

    >>> refusal(2024, 25, "", 0).suggestion
    'for the two years write `2024/2025`; for the northern spring write `2024-21`'
    """
    name, spelling = division_of(year, code, mark)
    years = f"{year:04}{mark}/{year + 1:04}{mark}"
    return InputError(
        f"`{year:04}-{code}{mark}` can be two years, or the {name} of {year}",
        f"for the two years write `{years}`; for the {name} write `{spelling}`",
        offset,
    )


def division_of(year: int, code: int, mark: str = "") -> tuple[str, str]:
    """Return what a code stands for, and how it is written without it.

    A season of no hemisphere reads as the northern one, which can stand for it, and the other way round. A
    southern one has no other code: its months are written with `~`, as its ends are fuzzy. A quarter, third
    or half of a year is exactly its days.

    >>> division_of(2020, 21), division_of(2032, 33)
    (('spring', '2020-25'), ('first quarter', '2032-01-01/2032-03-31'))
    >>> division_of(2029, 30)
    ('southern summer', '2029-12~/2030-02~')
    """
    if code <= 24:
        return _SEASONS[code - 21], f"{year:04}-{code + 4}{mark}"
    if code <= 28:
        return f"northern {_SEASONS[code - 25]}", f"{year:04}-{code - 4}{mark}"
    if code <= 32:
        first, last = _SOUTHERN[code - 29]
        ends = f"{year:04}-{first:02}~/{year + (last < first):04}-{last:02}~"
        return f"southern {_SEASONS[code - 29]}", ends
    name, (lowest, _, length) = next(each for each in _PARTS.items() if code <= each[1][1])
    last = (code - lowest + 1) * length
    days = f"{year:04}-{last - length + 1:02}-01{mark}/{year:04}-{last:02}-{month_length(year, last)}{mark}"
    return f"{_ORDINALS[code - lowest]} {name}", days


def written(year: int, code: int) -> str:
    """Return a division of a year in EDTF, by its code where that cannot be the next year.

    >>> written(2015, 22), written(2021, 22)
    ('2015-22', '2021-26')
    """
    return division_of(year, code)[1] if is_next_year(year, code) else f"{year:04}-{code}"
