"""The two readings of what was written, and how far a statement holds in one of them."""

from __future__ import annotations

import enum


class Extent(enum.Enum):
    """How generously words are taken: as readers usually do, or as far as the words still allow."""

    TYPICAL = "typical"
    WIDEST = "widest"


class Truth(enum.Enum):
    """Whether a statement holds for every choice of values, for some, or for none.

    A `Truth` refuses to be used as a condition, because "possible" is neither true nor false.

    >>> Truth.YES & Truth.POSSIBLE, Truth.NO | Truth.POSSIBLE, ~Truth.YES
    (<Truth.POSSIBLE: 'possible'>, <Truth.POSSIBLE: 'possible'>, <Truth.NO: 'no'>)
    """

    NO = "no"
    POSSIBLE = "possible"
    YES = "yes"

    def __bool__(self) -> bool:
        raise TypeError("the truth value of a Truth is ambiguous: compare it with Truth.YES or Truth.NO")

    def __and__(self, other: Truth) -> Truth:
        if self is Truth.NO or other is Truth.NO:
            return Truth.NO
        return Truth.YES if self is Truth.YES and other is Truth.YES else Truth.POSSIBLE

    def __or__(self, other: Truth) -> Truth:
        if self is Truth.YES or other is Truth.YES:
            return Truth.YES
        return Truth.NO if self is Truth.NO and other is Truth.NO else Truth.POSSIBLE

    def __invert__(self) -> Truth:
        if self is Truth.POSSIBLE:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES
