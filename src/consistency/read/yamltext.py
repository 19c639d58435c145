"""YAML as people write it into facts and rule files, read into nodes.

The events come from PyYAML, by libyaml where it is built in. What is read is the plain part of YAML that
holds text: no anchors, aliases, tags or further documents. A text that breaks somewhere is read again piece
by piece, by its indentation alone, so that one broken claim costs that claim and not its file.
"""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_right
from itertools import pairwise
from typing import Any, Protocol, cast

from consistency.problem import Location, Problem
from consistency.read.tree import (
    MOST_DEPTH,
    MOST_LENGTH,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Unreadable,
    clipped,
    twice,
)
from consistency.read.yamlslips import comma_in_braces, comma_in_brackets, explain, unprintable

_GROUP = 64
"""Entries of a broken list that are tried together: starting the parser takes longer than most entries."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# YAML 1.1, and so libyaml, ends a line at these; editors, YAML 1.2 and all other readers here do not.
_FOREIGN_BREAKS = "\x85\u2028\u2029"

_TOP_NAME = re.compile(r"""(?:[^\s#'"{}\[\],&*!|>%@`-][^:#]*|(?:"[^"]*"|'[^']*')\s*):(?:\s|$)""")
_WORD = re.compile(r"\w+\s*$")
_BARE_NAME = re.compile(r"[^#]*:\s*(?:#.*)?$")
_BLANK = re.compile(r"\s*(?:#.*)?$")
_DASH = re.compile(r"( *)-(?:\s|$)")
_ANY_DASH = re.compile(r"([ \t]*)-")
_NAME = re.compile(r"( *)(?:-\s+)?([\w.]+):(?:\s|$)")
_DOCUMENT_MARK = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


class _Mark(Protocol):
    line: int
    column: int
    index: int


class _Event(Protocol):
    """What all events of PyYAML have, and those that one kind of them adds."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool


class _Parser(Protocol):
    def __init__(self, text: str) -> None: ...

    def get_event(self) -> _Event: ...


@functools.cache
def _parser() -> type[_Parser]:
    # Loaded at the first YAML text: a run on other formats does without.
    try:
        from yaml._yaml import CParser
    except ImportError:
        from yaml import SafeLoader

        return cast(type[_Parser], SafeLoader)
    return cast(type[_Parser], CParser)


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
    text = text.removeprefix("\ufeff")
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
        return _tree(text, self.file, above, self.restore)

    def read(self, broken: Problem) -> tuple[Node | None, list[Problem]]:
        """Return what can be read of the text; `broken` says why it cannot be read whole."""
        self.lines = self.text.split("\n")
        end = self._end()
        content = next((n for n in range(end) if not _BLANK.match(self.lines[n])), end)
        if content < end and _DASH.match(self.lines[content]):
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
            if _DOCUMENT_MARK.match(line):
                if opened or line.startswith("..."):
                    if any(not _BLANK.match(later) for later in self.lines[number + 1 :]):
                        self.problems.append(_second_document(self.file, number + 1))
                    return number
                self.lines[number] = "   " + line[3:]
                opened = True
            elif line.startswith("%") and not opened:
                self.lines[number] = ""
            elif not _BLANK.match(line):
                opened = True
        return len(self.lines)

    def _begins_block(self, number: int) -> bool:
        line = self.lines[number]
        if not line or line[0] in " \t#-":
            return False
        if _TOP_NAME.match(line):
            return True
        # A name without its colon, if what follows stands under it.
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        return following[:1] in (" ", "-") and _WORD.match(line) is not None

    def _block(self, start: int, stop: int) -> None:
        """Read one name at the top and all that stands under it."""
        first = next((n for n in range(start + 1, stop) if not _BLANK.match(self.lines[n])), stop)
        if _BARE_NAME.match(self.lines[start]) and first < stop and self._holds_list(first, stop):
            self._list_block(start, first, stop)
            return
        try:
            node, problems = self._part(start, stop)
        except Unreadable as broken:
            self.problems.append(broken.problem)
            if self.list is not None and self.indent:
                # A line that lost its indentation looks like a new name; the list it broke goes on after it.
                dashes = ((n, _DASH.match(self.lines[n])) for n in range(start, stop))
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
        if _ANY_DASH.match(self.lines[first]):
            return any(_DASH.match(self.lines[n]) for n in range(first, stop))
        dashes = (dash for n in range(first, stop) if (dash := _DASH.match(self.lines[n])))
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
        dashes = [dash for n in range(first, stop) if (dash := _DASH.match(self.lines[n]))]
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
            dash = _ANY_DASH.match(line)
            if dash and len(dash[1]) <= self.indent + 1:
                starts.append(number)
            elif (name := _NAME.match(line)) and len(name[1]) <= self.indent + 1:
                before = _NAME.match(self.lines[starts[-1]])
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


def _tree(text: str, file: str, above: int, restore: dict[int, str]) -> tuple[Node | None, list[Problem]]:
    """Return the node of a text and the names it repeats; raise `Unreadable` at the first other fault."""
    # One loop over the events with its state in local names: a file has millions of them.
    from yaml import YAMLError
    from yaml import events as kinds
    from yaml.error import MarkedYAMLError

    a_scalar, a_mapping, a_sequence = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
    intern = sys.intern
    problems: list[Problem] = []
    top: list[Node] = []
    # The innermost mapping or sequence: its entries, how it was written, the names it has so far.
    entries: list[Any] = top
    in_mapping = in_flow = False
    names: dict[str, Scalar] = {}
    outer: list[tuple[list[Any], bool, bool, dict[str, Scalar]]] = []
    key: Scalar | None = None
    key_end = 0
    documents = 0
    try:
        next_event = _parser()(text).get_event
        while True:
            event = next_event()
            kind: type = event.__class__
            node: Node
            if kind is a_scalar:
                start, end = event.start_mark, event.end_mark
                if event.anchor is not None or event.tag is not None:
                    raise _refused(event, file, above)
                value, line, column = event.value, start.line, start.column
                if restore:
                    value = value.translate(restore)
                if len(value) > MOST_LENGTH:
                    raise _refused(event, file, above)
                plain = not event.style
                length = end.column - column if end.line == line else _first_line(text, event)
                node = Scalar(
                    value, not plain, plain and value in _NULLS, line + above + 1, column + 1, length
                )
                if in_mapping and key is None:
                    if plain and not value:
                        raise Unreadable(_at(event, file, above, "no name before this colon"))
                    node.text = intern(value)
                    key, key_end = node, end.index
                    continue
                if in_flow and plain:
                    if key is None:
                        problem = comma_in_brackets(text, start.index, entries, node, file)
                    elif not value and ":" not in text[key_end : start.index]:
                        problem = comma_in_braces(text, start.index, entries, key, file)
                    else:
                        problem = None
                    if problem is not None:
                        raise Unreadable(problem)
                elif event.style == ">" and not value and end.index - start.index > 1:
                    raise Unreadable(_block_header(text, event, file, above))
            elif kind is a_mapping or kind is a_sequence:
                if in_mapping and key is None:
                    raise Unreadable(_at(event, file, above, "a name must be text"))
                if len(outer) >= MOST_DEPTH or event.anchor is not None or event.tag is not None:
                    raise _refused(event, file, above)
                start = event.start_mark
                made = Mapping if kind is a_mapping else Sequence
                within: list[Any] = []
                flow = bool(event.flow_style)
                node = made(within, start.line + above + 1, start.column + 1, flow)
            elif kind in ends:
                entries, in_mapping, in_flow, names = outer.pop()
                key = None
                continue
            elif kind is kinds.AliasEvent:
                raise _refused(event, file, above)
            elif kind is kinds.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    problems.append(_second_document(file, event.start_mark.line + above + 1))
                    break
                continue
            elif kind is kinds.StreamEndEvent:
                break
            else:
                continue
            if key is None:
                entries.append(node)
            else:
                first = names.setdefault(key.text, key)
                if first is key:
                    entries.append((key, node))
                else:
                    problems.append(twice(file, key, first))
                key = None
            if kind is not a_scalar:
                outer.append((entries, in_mapping, in_flow, names))
                entries, in_mapping, in_flow, names = within, kind is a_mapping, flow, {}
    except MarkedYAMLError as error:
        raise Unreadable(explain(text.translate(restore), error, file, above)) from None
    except (YAMLError, UnicodeEncodeError):
        raise Unreadable(unprintable(text, file, above)) from None
    root = top[0] if top else None
    return (None if isinstance(root, Scalar) and root.is_null else root), problems


def _first_line(text: str, event: _Event) -> int:
    start = event.start_mark.index
    stop = text.find("\n", start)
    first = (text[start:stop] if stop >= 0 else text[start:]).rstrip()
    return len(first.split(None, 1)[0] if event.style in ("|", ">") else first)


def _block_header(text: str, event: _Event, file: str, above: int) -> Problem:
    header = text[event.start_mark.index : event.start_mark.index + _first_line(text, event)]
    return _at(event, file, above, "`>` begins a block of text in YAML", f'quote it: "{header}"')


def _refused(event: _Event, file: str, above: int) -> Unreadable:
    """Return why this node is none of those that a facts or rule file may hold."""
    value = getattr(event, "value", "")
    if len(value) > MOST_LENGTH:
        message = f"a value of {len(value):,} characters; {MOST_LENGTH:,} are the most"
        return Unreadable(_at(event, file, above, message, "quote only the words that carry the figure"))
    if event.anchor is not None:
        message = f"anchors and aliases (`&{event.anchor}`, `*{event.anchor}`) are not read"
        return Unreadable(_at(event, file, above, message, "write the value out, or quote it"))
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"tags (`{tag}`) are not read: all values are text"
        return Unreadable(_at(event, file, above, message, "remove the tag, or quote the value"))
    message = f"nested more than {MOST_DEPTH} deep"
    return Unreadable(_at(event, file, above, message))


def _at(event: _Event, file: str, above: int, message: str, suggestion: str | None = None) -> Problem:
    start = event.start_mark
    return Problem(Location(file, start.line + above + 1, start.column + 1), message, suggestion)


def _second_document(file: str, line: int) -> Problem:
    return Problem(
        Location(file, line, 1, 3),
        "a second document begins here; it is not read",
        "put it into a file of its own",
    )
