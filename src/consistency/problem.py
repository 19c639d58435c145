"""Where something stands in a file, and what is wrong with it there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

import attrs

from consistency.value import Value


class Location(NamedTuple):
    """A stretch of one line of a file.

    `line` and `column` count from 1, as editors do; `length` is in characters and is 0 where only the
    beginning is known. A problem with a whole file stands at line 0.

    >>> str(Location("facts/a.yaml", 3, 5))
    'facts/a.yaml:3:5'
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@attrs.frozen(eq=False, repr=False)
class Problem(Value):
    """Something in the input that could not be read or run: what, where, and what would mend it.

    >>> print(Problem(Location("facts/a.yaml", 3, 5), "unknown key `vaule`", "did you mean `value`?"))
    facts/a.yaml:3:5: unknown key `vaule`; did you mean `value`?
    """

    location: Location
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        hint = f"; {self.suggestion}" if self.suggestion else ""
        return f"{self.location}: {self.message}{hint}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by place, each once.

    >>> one, two = Problem(Location("a.yaml", 2), "bad"), Problem(Location("a.yaml", 10), "bad")
    >>> in_order([two, one, two]) == [one, two]
    True
    """
    return sorted(set(problems), key=lambda each: (each.location, each.message, each.suggestion or ""))


class InputError(ValueError):
    """What the reader of a text raises: its caller knows where the text stands, and makes a `Problem`.

    `offset` is the character of the text (from 0) that the message is about.
    """

    def __init__(self, message: str, suggestion: str | None = None, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.offset = offset

    def __str__(self) -> str:
        return f"{self.message}; {self.suggestion}" if self.suggestion else self.message

    def at(self, location: Location) -> Problem:
        """Return the problem that this error is, for a text that begins at `location`."""
        column = location.column + self.offset if location.line else location.column
        length = max(location.length - self.offset, 0)
        return Problem(Location(location.file, location.line, column, length), self.message, self.suggestion)


NOWHERE = Location("")
"""The place of what no file holds."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the suggestion that `word` was meant to be one of `known`, or None where none is near.

    >>> closest("vaule", ["value", "when"])
    'did you mean `value`?'
    >>> closest("zebra", ["value", "when"]) is None
    True
    """
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else None


def is_one_edit(a: str, b: str) -> bool:
    """Return whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`.

    >>> is_one_edit("vaule", "value"), is_one_edit("value", "value")
    (True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) > len(b):
        return a[i + 1 :] == b[i:]
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
