"""One facts file: what stands at the top of a document, or the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from consistency.problem import Location, Problem
from consistency.read import tree
from consistency.read.document import parse
from consistency.read.files import PARQUET, displayed, read_text
from consistency.read.page import Page
from consistency.read.schema import FACTS
from consistency.read.tree import Node, Scalar

_ROWS = (".jsonl", ".csv")
_MENTIONED_ID = re.compile(r"""\bid["']?[ \t]*:[ \t]*["']?([^"',{}\[\]#\n]{1,200})""")


class FactsFile:
    """One file: a document is read to nodes at once, a table row by row when its turn comes.

    `name` is the id of its source where the file does not give one. `mentioned` holds all ids that seem to
    stand in a file of which something could not be read.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.page = Page(displayed(path))
        self.mentioned: frozenset[str] = frozenset()
        self.is_table = path.suffix.lower() in _ROWS
        self._path = path
        self._problems: list[Problem] = []
        self._fields: dict[str, Node] = {}
        if not self.is_table:
            self._open()

    def _open(self) -> None:
        text = self._text()
        if text is None:
            return
        node, problems = parse(text, self._path, self.page.file)
        self._broken(text, problems)
        if node is None and not problems:
            self._problems.append(self._empty("write what it states under `claims`"))
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return
        hint = "write `claims:` above the list" if isinstance(node, tree.Sequence) else None
        mapping = self.page.mapping(node, "a facts file", hint)
        if mapping is not None:
            self._fields = self.page.fields(mapping, FACTS)

    def _text(self) -> str | None:
        if self._path.suffix.lower() == PARQUET:
            location = Location(self.page.file)
            self._problems.append(
                Problem(location, "Parquet files cannot be read yet", "save the rows as .jsonl or .csv")
            )
            return None
        text = read_text(self._path)
        if isinstance(text, Problem):
            self._problems.append(text)
            return None
        return text

    def _empty(self, suggestion: str) -> Problem:
        return Problem(
            Location(self.page.file), "an empty file, without facts", f"{suggestion}, or remove it"
        )

    def _broken(self, text: str, problems: list[Problem]) -> None:
        if problems:
            # A claim that is dropped as unreadable still exists: what links to it is not at fault.
            self.mentioned = frozenset(found.strip() for found in _MENTIONED_ID.findall(text))
            self._problems += problems
            self.page.is_broken = True

    def blocks(self, name: str) -> Iterator[tree.Mapping]:
        """Yield the mapping that stands under `name` at the top of the document, if there is one."""
        node = self._fields.get(name)
        if isinstance(node, tree.Mapping):
            yield node

    def entries(self) -> list[Node]:
        """Return the claims of the document, and forget them."""
        node = self._fields.pop("claims", None)
        return node.entries if isinstance(node, tree.Sequence) else []

    def rows(self) -> Iterator[Node]:
        """Yield the rows of the table."""
        text = self._text()
        if text is None:
            return
        if not text.strip():
            header = "a header, such as `id,measure,when,value`, and a row for each claim"
            is_csv = self._path.suffix.lower() == ".csv"
            self._problems.append(self._empty(f"write {header if is_csv else 'a claim in each line'}"))
            return
        problems: list[Problem] = []
        for node, found in self._pieces(text):
            problems += found
            if node is not None:
                yield node
        self._broken(text, problems)

    def _pieces(self, text: str) -> Iterator[tuple[Node | None, list[Problem]]]:
        if self._path.suffix.lower() == ".csv":
            from consistency.read.csvtext import read_csv  # most projects hold no table

            return iter(read_csv(text, self.page.file, "id"))
        from consistency.read.jsontext import read_jsonl

        return iter(read_jsonl(text, self.page.file))

    def problems(self) -> list[Problem]:
        """Return what is wrong in the file, in the order of its lines, bounded in number."""
        return tree.bounded(self.page.file, [*self._problems, *self.page.problems])
