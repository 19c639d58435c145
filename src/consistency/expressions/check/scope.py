"""What the names of one expression may stand for, and where its parts stand in its text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection

from consistency.expressions.check.naming import shortened
from consistency.expressions.tree import Node
from consistency.quantity import Units

Read = Callable[[ast.expr], tuple[Node, str]]
"""Turns one of Python's nodes into ours and its kind; the kind of a text constant is still open (`text`)."""


class Scope:
    """The roles, groups and units that an expression may use, and its text, which `lead` blanks precede."""

    __slots__ = ("_bytes", "_lead", "_text", "groups", "roles", "units")

    def __init__(
        self, text: str, lead: int, roles: Collection[str], units: Units, groups: Collection[str]
    ) -> None:
        self._text = text
        self._lead = lead
        self._bytes = None if text.isascii() else text.encode()
        self.roles = roles
        self.groups = groups
        self.units = units

    def offset(self, node: ast.expr) -> int:
        """Return where a part of the expression begins."""
        return self._lead + self._column(node.col_offset)

    def written(self, node: ast.expr) -> str:
        """Return a part of the expression as written."""
        end = node.end_col_offset if node.end_col_offset is not None else len(self._text)
        return self._text[self._column(node.col_offset) : self._column(end)]

    def shown(self, node: ast.expr) -> str:
        """Return as much of a part of the expression as a message has room for."""
        return shortened(self.written(node))

    def _column(self, byte: int) -> int:
        # Python counts offsets in bytes of UTF-8.
        return byte if self._bytes is None else len(self._bytes[:byte].decode())
