"""CSV read into nodes: each row a mapping of the names in the first row, each cell with its place.

The form is that of RFC 4180; the standard library's reader gives no columns. Space around a cell is not part
of it unless it is quoted, and an empty cell is not there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from consistency.problem import Location, Problem, closest
from consistency.read.tree import MOST_LENGTH, Mapping, Node, Scalar, Unreadable, clipped

# A cell with the space around it, up to the comma or the line end after it.
_CELL = re.compile(r'[ \t]*(?:"([^"]*(?:""[^"]*)*)"[ \t]*|([^",\n \t][^,\n]*)?)(,|\n|\Z)')
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_TITLES = 20  # lines in which the names of the columns are looked for, if they are not in the first row
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_csv(text: str, file: str, key: str | None = None) -> Iterator[tuple[Mapping | None, list[Problem]]]:
    """Yield each row below the header, None where it cannot be read, with what is wrong in it.

    A header that names nothing, or one thing twice, or not the column `key`, is a problem of its own and no
    row is read. A row whose cells are all empty, as spreadsheets leave them below a table, is none.

    >>> rows = read_csv("id,value\\na,14 %\\nb,\\"20,000\\"\\n", "x.csv")
    >>> [row.get("value") for row, problems in rows]
    [Scalar('14 %' at 2:3), Scalar('20,000' at 3:3)]
    """
    table = _Table(text.removeprefix("\ufeff"), file)
    try:
        names = table.header(key)
    except Unreadable as broken:
        yield None, [broken.problem]
        return
    while table.more():
        row, problems = table.row(names)
        if problems or (row is not None and row.entries):
            yield row, problems


class _Table:
    """The text of a table and the row that its reading has come to."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.line = 1

    def more(self) -> bool:
        """Go past blank lines; return whether a row follows."""
        while self.position < len(self.text):
            end = self.text.find("\n", self.position)
            end = len(self.text) if end < 0 else end
            if not self.text[self.position : end].isspace() and end > self.position:
                return True
            self.position = end + 1
            self.line += 1
        return False

    def header(self, key: str | None) -> list[Scalar]:
        """Return the names of the columns; raise `Unreadable` where they are none, or lack `key`."""
        if not self.more():
            return []
        line = self.line
        cells = self._cells()
        names = [cell.text for cell in cells]
        first = cells[0]
        for sign, called in _SEPARATORS.items():
            if len(cells) == 1 and sign in first.text:
                message = f"the columns are set apart by {called}"
                raise Unreadable(self._problem(first, message, "set them apart by commas"))
        if key is not None and key not in names:
            raise Unreadable(self._without(key, cells))
        for number, cell in enumerate(cells):
            if not cell.text:
                message = f"column {number + 1} has no name"
                raise Unreadable(self._problem(cell, message, "name it in the first row, or remove it"))
            if cell.text in names[:number]:
                message = f"two columns are named `{clipped(cell.text)}`"
                raise Unreadable(self._problem(cell, message, "keep one of the two"))
            if cell.line != line:
                raise Unreadable(self._problem(cell, "the name of a column goes on over a line end"))
        return [Scalar(cell.text, False, False, cell.line, cell.column, cell.length) for cell in cells]

    def _without(self, key: str, cells: list[Scalar]) -> Problem:
        """Return the problem of a first row that does not name the column `key`."""
        for cell in cells:
            if cell.text.casefold() == key:
                return self._problem(cell, f"no column is called `{key}`", f"did you mean `{key}`?")
        for _ in range(_TITLES):
            more, line = self.more(), self.line
            with contextlib.suppress(Unreadable):
                if more and key in [cell.text.casefold() for cell in self._cells()]:
                    message = f"the first row does not name the columns; line {line} seems to"
                    return self._problem(cells[0], message, "remove what stands above the names")
        near = [cell for cell in cells if closest(key, [cell.text.casefold()])]
        hint = f"did you mean `{key}`?" if near else "each row needs a name of its own under it"
        return self._problem(near[0] if near else cells[0], f"no column is called `{key}`", hint)

    def row(self, names: list[Scalar]) -> tuple[Mapping | None, list[Problem]]:
        """Return the next row, of columns that have these names."""
        line = self.line
        try:
            cells = self._cells()
        except Unreadable as broken:
            return None, [broken.problem]
        if not any(cell.text for cell in cells):
            return Mapping([], line, 1), []
        if len(cells) != len(names):
            found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            hint = "put a cell that has a comma in double quotes" if len(cells) > len(names) else None
            place = cells[min(len(names), len(cells) - 1)]
            message = f"{found} in this row, but {len(names)} columns in the first"
            return None, [self._problem(place, message, hint)]
        entries: list[tuple[Scalar, Node]] = [
            (name, cell) for name, cell in zip(names, cells, strict=True) if cell.text
        ]
        return Mapping(entries, line, 1), []

    def _cells(self) -> list[Scalar]:
        """Return the cells of the row that begins here; go to the next row even where that fails."""
        cells: list[Scalar] = []
        start = line_start = self.position
        line = self.line
        while True:
            found = _CELL.match(self.text, start)
            if found is None or found.end() - start > MOST_LENGTH:
                problem = self._broken(start, line, line_start, found)
                end = self.text.find("\n", start)
                self.position = len(self.text) if end < 0 else end + 1
                self.line = line + 1
                raise Unreadable(problem)
            quoted = found[1] is not None
            content = found[1].replace('""', '"') if quoted else (found[2] or "").rstrip()
            at = found.start(1) - 1 if quoted else found.start(2) if found[2] else found.start(3)
            written = found[1].split("\n", 1)[0] if quoted else content
            length = len(written) + (2 if quoted and "\n" not in found[1] else int(quoted))
            cells.append(Scalar(content, True, False, line, at - line_start + 1, length))
            if quoted and "\n" in found[1]:
                line += found[1].count("\n")
                line_start = found.start(1) + found[1].rindex("\n") + 1
            start = found.end()
            if found[3] != ",":
                self.position = start
                self.line = line + 1
                return cells

    def _broken(self, start: int, line: int, line_start: int, found: re.Match[str] | None) -> Problem:
        if found is not None:
            message = f"a cell of {found.end() - start:,} characters; {MOST_LENGTH:,} are the most"
            return Problem(Location(self.file, line, start - line_start + 1), message)
        quote = self.text.index('"', start)
        place = Location(self.file, line, quote - line_start + 1)
        if _QUOTED.match(self.text, quote):
            return Problem(
                place, "text after the closing quotes of a cell", "write quotes inside a cell twice"
            )
        return Problem(place, "the quotes of this cell are never closed", "close them")

    def _problem(self, cell: Scalar, message: str, suggestion: str | None = None) -> Problem:
        return Problem(Location(self.file, cell.line, cell.column, cell.length), message, suggestion)
