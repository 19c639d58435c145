"""One file while it is read: its nodes are taken as what their keys call for; what is wrong is collected."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from consistency.problem import InputError, Location, Problem, closest
from consistency.read.schema import Keys, Shape
from consistency.read.tree import Mapping, Node, Scalar, Sequence, clipped

T = TypeVar("T")

_LISTS = frozenset({"texts", "quantities", "expressions", "date"})
_MAPPINGS = frozenset({"mapping", "names", "roles", "cast"})
_LOOSE = frozenset({"named", "readings", "certainty"})
"""Shapes whose readers look at the node themselves."""


class Page:
    """The name of a file and the problems found in it so far.

    `is_broken` says that stretches of the text could not be read: what is missing may have stood there.
    `faults` counts what was reported, the same problem of a shared node each time anew: by it a reader sees
    whether what it has just read can be relied on.
    """

    __slots__ = ("_problems", "faults", "file", "is_broken")

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults = 0
        self.is_broken = False
        self._problems: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was reported, each problem once, in the order found."""
        return tuple(self._problems)

    def location(self, node: Node) -> Location:
        """Return where `node` stands."""
        length = node.length if isinstance(node, Scalar) else 0
        return Location(self.file, node.line, node.column, length)

    def report(
        self, node: Node, message: str, suggestion: str | None = None, *, harmless: bool = False
    ) -> None:
        """Take in a problem that stands at `node`; a harmless one does not count as a fault."""
        self._problems[Problem(self.location(node), message, suggestion)] = None
        self.faults += not harmless

    def report_error(self, scalar: Scalar, error: InputError, start: int = 0) -> None:
        """Take in what the reader of a text found wrong with it, from the character `start` of `scalar` on.

        The column is exact where the text stands in the file as it is: in one line, without escapes.
        """
        quote = int(scalar.quoted)
        if scalar.length != len(scalar.text) + 2 * quote or "\n" in scalar.text:
            self.report(scalar, error.message, error.suggestion)
            return
        column = scalar.column + quote + start
        location = Location(self.file, scalar.line, column, max(len(scalar.text) - start, 0))
        self._problems[error.at(location)] = None
        self.faults += 1

    def take(self, scalar: Scalar, reader: Callable[[str], T]) -> T | None:
        """Return what `reader` makes of the text, or None after reporting what is wrong with it."""
        try:
            return reader(scalar.text)
        except InputError as error:
            self.report_error(scalar, error)
            return None

    def mapping(self, node: Node, what: str, hint: str | None = None) -> Mapping | None:
        """Return the node as a mapping, or None after reporting that `what` must be one."""
        if isinstance(node, Mapping):
            return node
        self.report(node, f"{what} must be a mapping of names and values, not {_name(node)}", hint)
        return None

    def fields(
        self, node: Mapping, keys: Keys, extra: Collection[str] = (), prefix: str | None = None
    ) -> dict[str, Node]:
        """Return what the keys of `node` stand for, without any that is unknown, empty or of a wrong shape.

        Keys in `extra`, and those that begin with `prefix`, are taken as they are. That a required key is
        missing is reported only if nothing else is wrong: a misspelt key would be reported twice.
        """
        faults = self.faults
        found: dict[str, Node] = {}
        for key, entry in node.entries:
            name = key.text
            shape = keys.shapes.get(name)
            if shape is None:
                if name in extra or (prefix and name.startswith(prefix)):
                    found[name] = entry
                else:
                    self.unknown(key, keys, extra)
            elif self.fits(name, shape, entry):
                found[name] = entry
        if self.faults == faults and not self.is_broken:
            for name in keys.required:
                if name not in found:
                    self.report(node, f"{keys.thing} needs `{name}`")
        return found

    def unknown(self, key: Scalar, keys: Keys, extra: Collection[str] = ()) -> None:
        """Report a key that `keys` does not know."""
        suggestion = closest(key.text, [*keys.shapes, *extra]) or keys.hint
        self.report(key, f"unknown key `{clipped(key.text)}` in {keys.thing}", suggestion)

    def text(self, node: Node, name: str, *, harmless: bool = False) -> str | None:
        """Return a text that is not empty, or None after reporting what stands there instead."""
        if isinstance(node, Scalar):
            if node.text and not node.is_null:
                return node.text
            self.report(node, f"`{name}` is empty", "give it a value, or leave it out", harmless=harmless)
            return None
        hint = "quote it" if node.flow and not self.file.endswith((".json", ".jsonl")) else None
        self.report(node, f"`{name}` must be text, not {_name(node)}", hint, harmless=harmless)
        return None

    def word(self, node: Node, name: str, words: Collection[str]) -> str | None:
        """Return the one of `words` that stands there, or None after reporting what stands there instead."""
        text = self.text(node, name)
        if text is None or text in words:
            return text
        suggestion = closest(text, words) or f"`{name}` is one of {', '.join(words)}"
        self.report(node, f"unknown {name} `{clipped(text)}`", suggestion)
        return None

    def fits(self, name: str, shape: Shape, node: Node) -> bool:
        """Return whether `node` has the shape that `name` calls for, after reporting where it has not."""
        if shape in _LOOSE:
            return True
        if shape in _MAPPINGS:
            return self.mapping(node, f"`{name}`") is not None
        if shape == "list":
            if isinstance(node, Sequence):
                return True
            self.report(node, f"`{name}` must be a list, not {_name(node)}")
            return False
        if shape in _LISTS and isinstance(node, Sequence):
            if not node.entries:
                self.report(node, f"`{name}` is empty", "give it a value, or leave it out")
            found = [self.text(entry, name) for entry in node.entries]
            return bool(found) and None not in found
        return self.text(node, name, harmless=shape == "remark") is not None

    def texts(self, node: Mapping, what: str) -> dict[str, Node]:
        """Return the names of a mapping whose names are free, each with a text or a list of texts.

        Names and values that are neither are reported and left out; `what` is the mapping's own name.
        """
        found: dict[str, Node] = {}
        for key, entry in node.entries:
            if not key.text:
                self.report(key, f"a name in `{what}` is empty")
            elif self.fits(key.text, "texts", entry):
                found[key.text] = entry
        return found


def scalars(node: Node) -> list[Scalar]:
    """Return the texts of a node that is known to be a text or a list of texts.

    >>> scalars(Scalar("Syria", False, False, 1, 1, 5))
    [Scalar('Syria' at 1:1)]
    """
    entries = node.entries if isinstance(node, Sequence) else [node]
    return [entry for entry in entries if isinstance(entry, Scalar)]


def _name(node: Node) -> str:
    if isinstance(node, Scalar):
        return "empty" if node.is_null or not node.text else "text"
    return "a mapping" if isinstance(node, Mapping) else "a list"
