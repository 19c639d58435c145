"""One reading of a phrase about time on one day, and how functions give them.

Each of these takes the match of its row of the table, the day that the phrase is said, and what reads a
phrase within the phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from re import Match
from typing import NamedTuple


class Meaning(NamedTuple):
    """One reading of a phrase on one day: whether it is a usual one, what it says, and its EDTF.

    One that `is_counted` off the day itself, as "the last seven days" are, is none within another phrase:
    late last month is late in a month of the calendar.
    """

    is_usual: bool
    words: str
    edtf: str
    is_counted: bool = False


Phrase = Match[str]
Within = Callable[[str, int], list[Meaning]]
"""Gives the readings of a phrase within a phrase, on a day."""
Readings = Iterable[Meaning]


def usual(words: str, edtf: str) -> Meaning:
    """Return a reading that the phrase usually has."""
    return Meaning(True, words, edtf)


def also(words: str, edtf: str) -> Meaning:
    """Return a reading that the phrase still allows."""
    return Meaning(False, words, edtf)
