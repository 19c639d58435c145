"""What a file holds before anyone asks what it means: text, names and lists, each with its place.

A file may hold a hundred thousand claims, so the nodes are plain slotted classes, filled in once by the
reader of their format and only read after that.
"""

from __future__ import annotations

from collections.abc import Iterable

from consistency.problem import Location, Problem

MOST_DEPTH = 50
"""Values may be nested this deep: no claim needs more, and a file that does is an attack or an accident."""

MOST_LENGTH = 1_000_000
"""Characters that one value may have: the longest document quoted whole stays far below."""

MOST_PROBLEMS = 100
"""Problems of one file that are reported one by one."""


class Scalar:
    """A text as it was written: `12.40` keeps its last zero, and `NO`, `010` and `1:30` stay text.

    `quoted` says that the writer marked it as text (quotes, or a YAML block of text); its `text` is then the
    content of the quotes. `is_null` marks an unquoted `null`, `~` or nothing at all. `line` and `column`
    count from 1; `length` is that of what is written on the first line, quotes included.
    """

    __slots__ = ("column", "is_null", "length", "line", "quoted", "text")

    def __init__(self, text: str, quoted: bool, is_null: bool, line: int, column: int, length: int) -> None:
        self.text = text
        self.quoted = quoted
        self.is_null = is_null
        self.line = line
        self.column = column
        self.length = length

    def __repr__(self) -> str:
        return f"Scalar({self.text!r} at {self.line}:{self.column})"


class Mapping:
    """Names and what they stand for, in the order written; no name comes twice.

    `flow` says that it was written with braces, as JSON always is.
    """

    __slots__ = ("column", "entries", "flow", "line")

    def __init__(
        self, entries: list[tuple[Scalar, Node]], line: int, column: int, flow: bool = False
    ) -> None:
        self.entries = entries
        self.line = line
        self.column = column
        self.flow = flow

    def get(self, name: str) -> Node | None:
        """Return what `name` stands for, or None where it is not given.

        >>> what = Scalar("14 %", False, False, 1, 8, 4)
        >>> Mapping([(Scalar("value", False, False, 1, 1, 5), what)], 1, 1).get("value")
        Scalar('14 %' at 1:8)
        """
        for key, node in self.entries:
            if key.text == name:
                return node
        return None

    def named(self) -> Iterable[tuple[str, Node]]:
        """Return the names and what they stand for, without the places of the names."""
        return [(key.text, node) for key, node in self.entries]

    def __repr__(self) -> str:
        return f"Mapping({self.entries!r} at {self.line}:{self.column})"


class Row(Mapping):
    """A mapping that fills one line, its names in quotes and its values plain: what most tables are made of.

    `text` is the line. Where its names stand is hardly ever asked, and worked out only then.

    >>> Row({"id": Scalar("a", True, False, 3, 8, 3)}, '{"id": "a"}', 3).entries
    [(Scalar('id' at 3:2), Scalar('a' at 3:8))]
    """

    __slots__ = ("_text", "_values")

    def __init__(self, values: dict[str, Scalar], text: str, line: int) -> None:
        self._values = values
        self._text = text
        self.line = line
        self.column = 1
        self.flow = True

    def __getattr__(self, name: str) -> list[tuple[Scalar, Node]]:
        if name != "entries":
            raise AttributeError(name)
        self.entries = [(self._key(name, value.column - 1), value) for name, value in self._values.items()]
        return self.entries

    def _key(self, name: str, end: int) -> Scalar:
        """Return the name whose value begins at `end`: only a colon stands between."""
        quote = self._text.rindex('"', 0, end)
        return Scalar(name, True, False, self.line, quote - len(name), len(name) + 2)

    def named(self) -> Iterable[tuple[str, Node]]:
        """Return the names and what they stand for, without the places of the names."""
        return self._values.items()


class Sequence:
    """Nodes in the order written; `flow` says that it was written with brackets, as JSON always is."""

    __slots__ = ("column", "entries", "flow", "line")

    def __init__(self, entries: list[Node], line: int, column: int, flow: bool = False) -> None:
        self.entries = entries
        self.line = line
        self.column = column
        self.flow = flow

    def __repr__(self) -> str:
        return f"Sequence({self.entries!r} at {self.line}:{self.column})"


Node = Scalar | Mapping | Sequence


class Unreadable(Exception):  # noqa: N818  (it is no error of the program: the text cannot be read on from here)
    """Why a stretch of text could not be read; its reader keeps the problem and goes on after the stretch."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def twice(file: str, key: Scalar, first: Scalar) -> Problem:
    """Return the problem that `key` repeats the name that `first` gave already.

    >>> print(twice("a.yaml", Scalar("id", False, False, 9, 5, 2), Scalar("id", False, False, 3, 5, 2)))
    a.yaml:9:5: `id` is given twice, first on line 3; keep one of the two
    """
    return Problem(
        Location(file, key.line, key.column, key.length),
        f"`{clipped(key.text)}` is given twice, first on line {first.line}",
        "keep one of the two",
    )


def bounded(file: str, problems: list[Problem]) -> list[Problem]:
    """Return the problems by their places, with those past the hundredth put into one that counts them.

    >>> many = [Problem(Location("a.yaml", line, 1), "odd") for line in range(300, 0, -1)]
    >>> short = bounded("a.yaml", many)
    >>> len(short), str(short[-1])
    (101, 'a.yaml:101:1: 200 more problems from here on')
    """
    problems = sorted(problems, key=lambda problem: (problem.location.line, problem.location.column))
    if len(problems) <= MOST_PROBLEMS:
        return problems
    count = len(problems) - MOST_PROBLEMS
    more = "1 more problem" if count == 1 else f"{count:,} more problems"
    last = Location(file, problems[MOST_PROBLEMS].location.line, 1)
    return [*problems[:MOST_PROBLEMS], Problem(last, f"{more} from here on")]


def clipped(text: str, most: int = 60) -> str:
    """Return `text` on one line, cut where it is too long to show in a message.

    >>> clipped("a\\nb"), clipped("x" * 100, 5)
    ('a b', 'xxxx…')
    """
    line = " ".join(text[: most * 2].split())
    return line if len(line) <= most and len(text) <= most * 2 else line[: most - 1] + "…"
