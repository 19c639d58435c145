"""YAML as people write it into facts and rule files: one broken claim costs that claim and not its file.

A text that breaks somewhere is read again piece by piece, and its indentation alone says what the pieces are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from consistency.problem import Location, Problem
from consistency.read.tree import Mapping, Node, Scalar, Sequence, Unreadable, clipped, twice
from consistency.read.yamlevents import read_events, second_document

_GROUP = 64
"""Entries of a broken list that are tried together: starting the parser takes longer than most entries."""

# YAML 1.1, and so libyaml, ends a line at these; editors, YAML 1.2 and all other readers here do not.
_FOREIGN_BREAKS = "\x85\u2028\u2029"

# Only a broken text needs these patterns: `re` compiles each on its first use.
_TOP_NAME = r"""(?:[^\s#'"{}\[\],&*!|>%@`-][^:#]*|(?:"[^"]*"|'[^']*')\s*):(?:\s|$)"""
_WORD = r"\w+\s*$"
_BARE_NAME = r"[^#]*:\s*(?:#.*)?$"
_BLANK = r"\s*(?:#.*)?$"
_DASH = r"( *)-(?:\s|$)"
_ANY_DASH = r"([ \t]*)-"
_NAME = r"( *)(?:-\s+)?([\w.]+):(?:\s|$)"
_DOCUMENT_MARK = r"(?:---|\.\.\.)(?:\s|$)"


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the node that `text` holds, None where it holds nothing, and what could not be read of it.

    Lists and the names at the top of the text are read on past a broken entry: that entry is left out and
    its problem returned. Of a name that is given twice the first counts. `file` is named in the problems.

    >>> node, problems = read_yaml("claims:\\n- id: a\\n- id: @b\\n- id: c\\n", "facts/x.yaml")
    >>> [entry.get("id").text for entry in node.get("claims").entries]
    ['a', 'c']
    >>> print(problems[0])
    facts/x.yaml:3:7: a value cannot begin with `@`; quote it: "@b"
    """
    text = text.lstrip("\ufeff")
    restore: dict[int, str] = {}
    if any(sign in text for sign in _FOREIGN_BREAKS):
        unused = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
        for sign, stand_in in zip(_FOREIGN_BREAKS, unused, strict=False):
            text = text.replace(sign, stand_in)
            restore[ord(stand_in)] = sign
    pieces = _Pieces(text, file, restore)
    try:
        node, problems = pieces.tree(text, 0)
    except Unreadable as broken:
        node, problems = pieces.read(broken.problem)
    return node, problems


class _Pieces:
    """A text that does not parse as a whole, read in the pieces that its indentation shows."""

    def __init__(self, text: str, file: str, restore: dict[int, str]) -> None:
        self.text = text
        self.file = file
        self.restore = restore
        self.lines: list[str] = []
        self.problems: list[Problem] = []
        self.root: Mapping | Sequence | None = None
        self.names: dict[str, Scalar] = {}
        # The list that the entries of a block go to, and the column of its dashes.
        self.list: Sequence | None = None
        self.indent = 0
        # Whether the list ends with what stands last in its lines: that was dropped where it broke.
        self.last_kept = False

    def tree(self, text: str, above: int) -> tuple[Node | None, list[Problem]]:
        """Return the node of one piece, before which the file has `above` lines; raise `Unreadable`."""
        return read_events(text, self.file, above, self.restore)

    def read(self, broken: Problem) -> tuple[Node | None, list[Problem]]:
        """Return what can be read of the text; `broken` says why it cannot be read whole."""
        self.lines = self.text.split("\n")
        end = self._end()
        content = next((n for n in range(end) if not re.match(_BLANK, self.lines[n])), end)
        if content < end and re.match(_DASH, self.lines[content]):
            self._list(content, end)
            self.root = self.list
        else:
            starts = [n for n in range(content, end) if self._begins_block(n)]
            if starts and starts[0] == content:
                for start, stop in pairwise([*starts, end]):
                    self._block(start, stop)
        if not self.problems:
            self.problems.append(broken)
        return self.root, self.problems

    def _end(self) -> int:
        """Blank the mark that opens the document; return the line after the last line of the document."""
        opened = False
        for number, line in enumerate(self.lines):
            if not line:
                continue
            if re.match(_DOCUMENT_MARK, line):
                if opened or line.startswith("..."):
                    if any(not re.match(_BLANK, later) for later in self.lines[number + 1 :]):
                        self.problems.append(second_document(self.file, number + 1))
                    return number
                self.lines[number] = "   " + line[3:]
                opened = True
            elif line.startswith("%") and not opened:
                self.lines[number] = ""
            elif not re.match(_BLANK, line):
                opened = True
        return len(self.lines)

    def _begins_block(self, number: int) -> bool:
        line = self.lines[number]
        if not line or line[0] in " \t#-":
            return False
        if re.match(_TOP_NAME, line):
            return True
        # A name without its colon, if what follows stands under it.
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        return following[:1] in (" ", "-") and re.match(_WORD, line) is not None

    def _block(self, start: int, stop: int) -> None:
        """Read one name at the top and all that stands under it."""
        first = next((n for n in range(start + 1, stop) if not re.match(_BLANK, self.lines[n])), stop)
        if re.match(_BARE_NAME, self.lines[start]) and first < stop and self._holds_list(first, stop):
            self._list_block(start, first, stop)
            return
        try:
            node, problems = self._part(start, stop)
        except Unreadable as broken:
            self.problems.append(broken.problem)
            if self.list is not None and self.indent:
                # A line that lost its indentation looks like a new name; the list it broke goes on after it.
                dashes = ((n, re.match(_DASH, self.lines[n])) for n in range(start, stop))
                again = next((n for n, dash in dashes if dash and len(dash[1]) == self.indent), None)
                if again is not None:
                    if self.last_kept:
                        self.list.entries.pop()
                    self._entries(again, stop)
            return
        self.problems.extend(problems)
        self._name(node)

    def _holds_list(self, first: int, stop: int) -> bool:
        """Return whether the lines are the entries of a list, the first of which may have lost its dash."""
        if re.match(_ANY_DASH, self.lines[first]):
            return any(re.match(_DASH, self.lines[n]) for n in range(first, stop))
        dashes = (dash for n in range(first, stop) if (dash := re.match(_DASH, self.lines[n])))
        indent = len(self.lines[first]) - len(self.lines[first].lstrip())
        return any(len(dash[1]) < indent for dash in dashes)

    def _list_block(self, start: int, first: int, stop: int) -> None:
        try:
            name, problems = self._part(start, start + 1)
        except Unreadable as broken:
            self.problems.append(broken.problem)
            return
        self.problems.extend(problems)
        self._list(first, stop)
        if isinstance(name, Mapping) and self.list is not None:
            name.entries = [(key, self.list) for key, _ in name.entries]
        self._name(name)

    def _name(self, node: Node | None) -> None:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar):
                place = Location(self.file, node.line, node.column, node.length)
                self.problems.append(Problem(place, f"no colon follows `{clipped(node.text)}`"))
            return
        if not isinstance(self.root, Mapping):
            self.root = Mapping([], node.line, node.column)
        for key, value in node.entries:
            first = self.names.setdefault(key.text, key)
            if first is key:
                self.root.entries.append((key, value))
            else:
                self.problems.append(twice(self.file, key, first))

    def _list(self, first: int, stop: int) -> None:
        """Begin the list whose first dash is on the line `first`."""
        dashes = [dash for n in range(first, stop) if (dash := re.match(_DASH, self.lines[n]))]
        depths = sorted(len(dash[1]) for dash in dashes)
        # The column of the list is the smallest that more than one entry has: a single one may be the slip.
        again = (depth for depth, following in pairwise(depths) if depth == following)
        self.indent = next(again, depths[0])
        self.list = Sequence([], first + 1, self.indent + 1)
        self._entries(first, stop)

    def _entries(self, first: int, stop: int) -> None:
        """Read the entries on the lines from `first` on into the list."""
        # What an entry holds stands at least two columns deeper than its dash. So a dash that does not
        # begins another entry, rightly or by a slip; and so does the name that the entry before begins with.
        starts = [first]
        for number in range(first + 1, stop):
            line = self.lines[number]
            dash = re.match(_ANY_DASH, line)
            if dash and len(dash[1]) <= self.indent + 1:
                starts.append(number)
            elif (name := re.match(_NAME, line)) and len(name[1]) <= self.indent + 1:
                before = re.match(_NAME, self.lines[starts[-1]])
                if before and before[2] == name[2]:
                    starts.append(number)
        for first_of_group in range(0, len(starts), _GROUP):
            group = [*starts[first_of_group : first_of_group + _GROUP + 1], stop][: _GROUP + 1]
            if not self._whole_group(group):
                self._one_by_one(group)

    def _whole_group(self, lines: list[int]) -> bool:
        """Read at once the entries that begin on all `lines` but the last; return whether they kept apart."""
        try:
            node, problems = self._part(lines[0], lines[-1])
        except Unreadable:
            return False
        if not isinstance(node, Sequence) or node.column != self.indent + 1 or self.list is None:
            return False
        if [bisect_right(lines, entry.line - 1) for entry in node.entries] != list(range(1, len(lines))):
            return False
        self.problems.extend(problems)
        self.list.entries.extend(node.entries)
        self.last_kept = True
        return True

    def _one_by_one(self, lines: list[int]) -> None:
        for start, end in pairwise(lines):
            self.last_kept = False
            try:
                node, problems = self._part(start, end)
            except Unreadable as broken:
                self.problems.append(broken.problem)
                continue
            if not isinstance(node, Sequence) or node.column != self.indent + 1:
                column = len(self.lines[start]) - len(self.lines[start].lstrip()) + 1
                self.problems.append(
                    Problem(
                        Location(self.file, start + 1, column),
                        "the indentation fits no line above",
                        f"an entry of this list begins with `- ` at column {self.indent + 1}",
                    )
                )
                continue
            self.problems.extend(problems)
            if self.list is not None:
                self.list.entries.extend(node.entries)
                self.last_kept = True

    def _part(self, start: int, stop: int) -> tuple[Node | None, list[Problem]]:
        return self.tree("\n".join(self.lines[start:stop]) + "\n", start)
