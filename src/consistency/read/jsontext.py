"""JSON read into nodes, whole or line by line, with every number as it was written.

The standard library's reader gives no positions and turns `12.40` into a float. Here one regular expression
takes all members of a line at once, another one member of a flat object; what they do not fit goes
the slow way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from json import decoder

from consistency.problem import Location, Problem, in_order
from consistency.read.tree import (
    MOST_DEPTH,
    MOST_LENGTH,
    Mapping,
    Node,
    Row,
    Scalar,
    Sequence,
    Unreadable,
    clipped,
    twice,
)

_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])"
_VALUE = rf'"([^"\\\x00-\x1f]*)"|({_NUMBER}|true\b|false\b|null\b)'
_S = r"[ \t\n\r]*"
# A name and its value, as far as the value is a plain one, with the comma or brace after it.
_MEMBER = re.compile(rf'{_S}"([^"\\\x00-\x1f]*)"{_S}:{_S}(?:{_VALUE}){_S}([,}}])')
# The same in pieces that leave nothing out, so that their lengths add up to where they stand.
_MEMBERS = re.compile(rf'({_S}"([^"\\\x00-\x1f]*)"{_S}:{_S})(?:{_VALUE})({_S}(?:,|\}}\Z))')
_PLAIN = re.compile(_VALUE)
_SPACE = re.compile(_S)
# The standard library's reader of quoted text; its type stubs leave it out.
_scan: Callable[[str, int, bool], tuple[str, int]] = vars(decoder)["scanstring"]
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the node that `text` holds, None where it holds none, and what could not be read of it.

    In a list at the top, or under a name at the top, reading goes on after a broken entry at the next line
    that begins an object no deeper than the first entry; after a broken member of the outermost object, at
    the next line that begins a name at the same column. Of a name that is given twice the first counts.

    >>> node, problems = read_json('[\\n {"value": 12.40},\\n {"value": NaN},\\n {"value": 3}\\n]', "x.json")
    >>> [entry.get("value").text for entry in node.entries]
    ['12.40', '3']
    >>> print(problems[0])
    x.json:3:12: `NaN` is not a JSON value; put text in double quotes: "NaN"
    """
    text = text.removeprefix("\ufeff")
    reading = _Reading(text, file, 1, resync=True)
    node = reading.document()
    return node, in_order(reading.problems)


def read_jsonl(text: str | Iterable[str], file: str) -> Iterator[tuple[Node | None, list[Problem]]]:
    """Yield the node of each line that is not blank, None where it cannot be read, with what is wrong in it.

    >>> for node, problems in read_jsonl('{"id": "a"}\\n\\n{"id": }\\n', "x.jsonl"):
    ...     print(node, *problems)
    Mapping([(Scalar('id' at 1:2), Scalar('a' at 1:8))] at 1:1)
    None x.jsonl:3:8: a value is missing here
    """
    lines = text.removeprefix("\ufeff").split("\n") if isinstance(text, str) else text
    for number, line in enumerate(lines, 1):
        if line and not line.isspace():
            row = _row(line, number)
            if row is not None:
                yield row, []
            else:
                reading = _Reading(line, file, number, resync=False)
                yield reading.document(), reading.problems


def _row(line: str, number: int) -> Row | None:
    """Return the object that a line is, all of its values plain ones; None for any other line."""
    if line[0] != "{" or len(line) > MOST_LENGTH:
        return None
    members = _MEMBERS.findall(line, 1)
    values: dict[str, Scalar] = {}
    column = 2
    for lead, name, text, word, after in members:
        column += len(lead)
        if word:
            length = len(word)
            values[name] = Scalar(word, False, word == "null", number, column, length)
        else:
            length = len(text) + 2
            values[name] = Scalar(text, True, False, number, column, length)
        column += length + len(after)
    # What the pattern stepped over is missing from the lengths, and a name given twice from the values.
    if column != len(line) + 1 or line[-1] != "}" or len(values) != len(members):
        return None
    return Row(values, line, number)


class _Reading:
    """One JSON text and the line that its reading has come to."""

    __slots__ = (
        "base",
        "failed",
        "file",
        "first_line",
        "limit",
        "line",
        "member_indent",
        "problems",
        "resumed",
        "resync",
        "text",
    )

    def __init__(self, text: str, file: str, line: int, resync: bool) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.resync = resync
        # Where the text last failed, where reading went on outside of a list that it failed in, and how far
        # the members of the outermost object are indented.
        self.failed = 0
        self.resumed = -1
        self.member_indent: int | None = None
        # The current line, the offset of its first character less one, and the offset past its line end.
        self.first_line = self.line = line
        self.base = -1
        self.limit = text.find("\n") + 1 or len(text) + 1

    def document(self) -> Node | None:
        """Return the node of the whole text; what is wrong goes to `problems`."""
        start = self._skip(0)
        if start == len(self.text):
            return None
        try:
            node, end = self._value(start, 0)
        except Unreadable as broken:
            self.problems.append(broken.problem)
            return None
        end = self._skip(end)
        if end < len(self.text):
            self._note(end, "text after the end of the JSON value")
        return node

    def _value(self, start: int, depth: int) -> tuple[Node, int]:
        text = self.text
        sign = text[start : start + 1]
        if sign == "{" or sign == "[":  # noqa: PLR1714  (a set would be built for each value)
            if depth >= MOST_DEPTH:
                raise self._failure(start, f"nested more than {MOST_DEPTH} deep")
            return self._mapping(start, depth) if sign == "{" else self._sequence(start, depth)
        plain = _PLAIN.match(text, start)
        if plain is None:
            if sign == '"':
                return self._text(start)
            from consistency.read.jsonslips import no_value

            raise self._failure(*no_value(text, start))
        end = plain.end()
        if end - start > MOST_LENGTH:
            raise self._too_long(start, end - start)
        self._advance(start)
        content = plain[1]
        if content is not None:
            return Scalar(content, True, False, self.line, start - self.base, end - start), end
        word = plain[2]
        return Scalar(word, False, word == "null", self.line, start - self.base, end - start), end

    def _mapping(self, start: int, depth: int) -> tuple[Mapping, int]:
        self._advance(start)
        text, member = self.text, _MEMBER.match
        entries: list[tuple[Scalar, Node]] = []
        node = Mapping(entries, self.line, start - self.base, True)
        names: dict[str, Scalar] = {}
        position = start + 1
        top = self.resync and depth == 0
        if top:
            self.member_indent = self._indent(self._skip(position))
        while True:
            found = member(text, position)
            if found is not None and found.end() - position < MOST_LENGTH:
                name, content, word, sign = found.groups()
                at = found.start(1) - 1
                if at >= self.limit:
                    self._advance(at)
                key = Scalar(name, True, False, self.line, at - self.base, len(name) + 2)
                if content is not None:
                    at = found.start(2) - 1
                    if at >= self.limit:
                        self._advance(at)
                    value = Scalar(content, True, False, self.line, at - self.base, len(content) + 2)
                else:
                    at = found.start(3)
                    if at >= self.limit:
                        self._advance(at)
                    value = Scalar(word, False, word == "null", self.line, at - self.base, len(word))
                if names.setdefault(name, key) is key:
                    entries.append((key, value))
                else:
                    self.problems.append(twice(self.file, key, names[name]))
                position = found.end()
                if sign == "}":
                    return node, position
                continue
            try:
                position, closed = self._member(position, entries, names, depth)
            except Unreadable as broken:
                if not top:
                    raise
                position = self._recover(broken.problem)
                closed = position == len(text)
            if closed:
                return node, position

    def _member(
        self, start: int, entries: list[tuple[Scalar, Node]], names: dict[str, Scalar], depth: int
    ) -> tuple[int, bool]:
        """Read one member the slow way; return where reading goes on and whether the object ended there."""
        text = self.text
        start = self._skip(start)
        if text[start : start + 1] == "}":
            if entries:
                self._note(text.rindex(",", 0, start), "a comma before a closing `}`", "remove the comma")
            return start + 1, True
        if text[start : start + 1] != '"':
            from consistency.read.jsonslips import no_name

            raise self._failure(*no_name(text, start))
        key, end = self._text(start)
        end = self._skip(end)
        if text[end : end + 1] != ":":
            raise self._failure(end, f'a colon is missing after "{clipped(key.text)}"')
        value, end = self._value(self._skip(end + 1), depth + 1)
        if names.setdefault(key.text, key) is key:
            entries.append((key, value))
        else:
            self.problems.append(twice(self.file, key, names[key.text]))
        return self._after(end, "}")

    def _sequence(self, start: int, depth: int) -> tuple[Sequence, int]:
        self._advance(start)
        entries: list[Node] = []
        node = Sequence(entries, self.line, start - self.base, True)
        top = self.resync and depth <= 1
        first = position = self._skip(start + 1)
        if self.text[position : position + 1] == "]":
            return node, position + 1
        while True:
            try:
                entry, end = self._value(position, depth + 1)
                entries.append(entry)
                position, closed = self._after(end, "]")
                if not closed:
                    position = self._skip(position)
                    if self.text[position : position + 1] == "]":
                        comma = self.text.rindex(",", 0, position)
                        self._note(comma, "a comma before a closing `]`", "remove the comma")
                        position, closed = position + 1, True
            except Unreadable as broken:
                if not top:
                    raise
                position = self._recover(broken.problem, position, first)
                if position == self.resumed:
                    return node, position
                closed = self.text[position] == "]"
                position += closed
            if closed:
                return node, position

    def _after(self, end: int, closing: str) -> tuple[int, bool]:
        """Return where reading goes on after what stands here, and whether that closed the brackets."""
        if end == self.resumed:
            return end, end == len(self.text)
        end = self._skip(end)
        sign = self.text[end : end + 1]
        if sign == ",":
            return end + 1, False
        if sign == closing:
            return end + 1, True
        if sign == '"' or (sign == "{" and closing == "]"):
            self._note(end, "a comma is missing before this", "put a comma at the end of what comes before")
            return end, False
        from consistency.read.jsonslips import not_closed

        raise self._failure(*not_closed(self.text, end, closing))

    def _text(self, start: int) -> tuple[Scalar, int]:
        """Return the quoted text that begins at `start`, with its escapes read."""
        try:
            content, end = _scan(self.text, start + 1, True)
        except decoder.JSONDecodeError as error:
            from consistency.read.jsonslips import no_text

            raise self._failure(*no_text(self.text, start, error)) from None
        if end - start > MOST_LENGTH:
            raise self._too_long(start, end - start)
        if _SURROGATE.search(content):
            raise self._failure(
                start, "half of a character written as two `\\u` escapes", "write the character itself"
            )
        self._advance(start)
        return Scalar(content, True, False, self.line, start - self.base, end - start), end

    def _recover(self, broken: Problem, entry: int | None = None, first: int = 0) -> int:
        """Keep the problem; return where reading goes on: at the next entry, the next member, or the end.

        `entry` is where the broken entry of a list begins whose first entry is at `first`.
        """
        # A line may begin what follows if nothing of it was read: the text failed at its first character.
        indent = self._indent(self.failed)
        since = self.failed if indent is None else self.failed - indent
        found: re.Match[str] | None = None
        if entry is not None and (column := self._indent(first)) is not None:
            # A bracket ends the list if the next member follows it, or the end of the text.
            closing = rf'[ \t]{{0,{max(column - 1, 0)}}}(?=\]\s*(?:,\s*"|\}}\s*\Z|\Z))'
            following = re.compile(rf"^(?:[ \t]{{0,{column}}}(?=\{{)|{closing})", re.M)
            found = following.search(self.text, max(since, entry + 1))
        if found is None:
            if self.member_indent is not None:
                following = re.compile(rf'^[ \t]{{{self.member_indent}}}(?=")', re.M)
                found = following.search(self.text, max(self.failed, (entry or 0) + 1))
            self.resumed = found.end() if found else len(self.text)
        if found is None:
            message = f"{broken.message}; nothing after this was read"
            broken = Problem(broken.location, message, broken.suggestion)
        self.problems.append(broken)
        return found.end() if found else len(self.text)

    def _indent(self, offset: int) -> int | None:
        """Return how far the line of `offset` is indented if it begins there, else None."""
        start = self.text.rfind("\n", 0, offset) + 1
        return offset - start if self.text[start:offset].isspace() or start == offset else None

    def _skip(self, offset: int) -> int:
        space = _SPACE.match(self.text, offset)
        return space.end() if space else offset

    def _advance(self, offset: int) -> None:
        """Make the line of `offset` the current one."""
        while offset >= self.limit:
            self.line += 1
            self.base = self.limit - 1
            self.limit = self.text.find("\n", self.limit) + 1 or len(self.text) + 1

    def _problem(self, offset: int, message: str, suggestion: str | None) -> Problem:
        known = self.base + 1 if offset > self.base else 0
        line = (self.line if known else self.first_line) + self.text.count("\n", known, offset)
        return Problem(
            Location(self.file, line, offset - self.text.rfind("\n", 0, offset)), message, suggestion
        )

    def _note(self, offset: int, message: str, suggestion: str | None = None) -> None:
        """Keep a problem that leaves no doubt about what was meant."""
        self.problems.append(self._problem(offset, message, suggestion))

    def _failure(self, offset: int, message: str, suggestion: str | None = None) -> Unreadable:
        """Return a problem to raise: from `offset` on the text cannot be read."""
        self.failed = offset
        return Unreadable(self._problem(offset, message, suggestion))

    def _too_long(self, offset: int, length: int) -> Unreadable:
        message = f"a value of {length:,} characters; {MOST_LENGTH:,} are the most"
        return self._failure(offset, message, "quote only the words that carry the figure")
