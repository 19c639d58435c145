"""The numbers in a written figure: their digits replaced or swapped, their decimal point moved.

Only numbers in digits are changed, and none that is part of a unit ("km2", "per 100,000 people", "1/3" below
the line). Hedges, separators and all else stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# Three digits may follow a comma or a blank, be it one of those that keep them on the line or not.
_NUMERAL = (
    r"(?<![\w^/])[0-9](?:[0-9.,]*[0-9])?"
    r"(?:[ \u00a0\u2009\u202f][0-9]{3}(?![0-9.,]*[0-9]))*(?:\.[0-9]+)?"
)
GROUPING = ", \u00a0\u2009\u202f"
"""What may stand between the thousands of a number."""

FEW = 4
"""So many digits are as often written without a separator."""

_DEEPEST = 20  # places behind the point; changes below are of one size


def places(text: str) -> list[tuple[int, int]]:
    """Return where the numbers of a text begin and end.

    >>> places("24,000 to 31,500 km2"), places("12 deaths per 100,000 people")
    ([(0, 6), (10, 16)], [(0, 2)])
    """
    return [
        found.span()
        for found in re.finditer(_NUMERAL, text)
        if text[: found.start()].split()[-1:] not in (["per"], ["Per"])
    ]


def replaced(text: str) -> list[str]:
    """Return the texts with one digit replaced by another, those with the smallest change first.

    >>> replaced("35 %")[:4], len(replaced("35 %"))
    (['34 %', '36 %', '33 %', '37 %'], 17)
    """
    found: list[tuple[int, int, str]] = []
    for start, end in places(text):
        digits = [at for at in range(start, end) if text[at].isdecimal()]
        point = text.find(".", start, end)
        whole = sum(1 for at in digits if point < 0 or at < point)
        for number, at in enumerate(digits):
            worth = 10 ** (_DEEPEST + whole - 1 - number) if number < _DEEPEST + whole else 0
            for digit in range(10):
                changed = f"{text[:at]}{digit}{text[at + 1 :]}"
                if digit != int(text[at]) and _is_written(changed[start:end]):
                    found.append((abs(digit - int(text[at])) * worth, len(found), changed))
    return [changed for _, _, changed in sorted(found)]


def swapped(text: str) -> list[str]:
    """Return the texts with two neighbouring digits of a number swapped, across separators as well.

    >>> swapped("1,927 mi²"), swapped("about 40 %")
    (['9,127 mi²', '1,297 mi²', '1,972 mi²'], [])
    """
    found = []
    for start, end in places(text):
        digits = [at for at in range(start, end) if text[at].isdecimal()]
        for first, second in pairwise(digits):
            between = text[first + 1 : second]
            changed = f"{text[:first]}{text[second]}{between}{text[first]}{text[second + 1 :]}"
            if changed != text and _is_written(changed[start:end]):
                found.append(changed)
    return found


def _is_written(number: str) -> bool:
    """Whether people write a number so: without a zero before other digits."""
    return len(number) == 1 or number[0] != "0" or number[1] == "."


def shifted(text: str, power: int) -> list[str]:
    """Return the texts with numbers times 10 to a power: all of them, and of several each alone.

    >>> shifted("24,000–31,500 km²", -1), shifted("12.40 km", 3), shifted("a third", 1)
    (['2,400–3,150 km²', '2,400–31,500 km²', '24,000–3,150 km²'], ['12,400 km'], [])
    """
    spans = places(text)
    choices = [spans, *([span] for span in spans)] if len(spans) > 1 else [spans]
    return list(
        dict.fromkeys(moved for choice in choices for moved in [_moved(text, choice, power)] if moved != text)
    )


def _moved(text: str, spans: list[tuple[int, int]], power: int) -> str:
    for start, end in reversed(spans):
        text = text[:start] + _times(text[start:end], power) + text[end:]
    return text


def _times(number: str, power: int) -> str:
    """Return a number with its decimal point moved, grouped as it was."""
    left, _, decimals = number.partition(".")
    separator = next(iter(_separators(left)), "")
    whole = "".join(sign for sign in left if sign not in GROUPING)
    if not (whole + decimals).strip("0"):
        return number
    if not separator and len(whole) < FEW:
        separator = ","
    if power > 0:
        decimals = decimals.ljust(power, "0")
        whole, decimals = whole + decimals[:power], decimals[power:]
    else:
        whole = whole.rjust(1 - power, "0")
        kept, moved = whole[:power], whole[power:]
        # The zeros that end a whole number may only fill it up; those behind a point were written on purpose.
        whole, decimals = kept, moved + decimals if decimals else moved.rstrip("0")
    whole = whole.lstrip("0") or "0"
    if separator and len(whole) >= FEW:
        whole = f"{int(whole):,}".replace(",", separator)
    return f"{whole}.{decimals}" if decimals else whole


def _separators(number: str) -> Iterator[str]:
    return (sign for sign in number if sign in GROUPING)
