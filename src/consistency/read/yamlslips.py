"""What went wrong in a YAML text, in the words of someone who writes facts rather than YAML parsers.

Loaded only once something has gone wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.problem import Location, Problem
from consistency.read.tree import Node, Scalar, clipped

if TYPE_CHECKING:
    from yaml.error import Mark, MarkedYAMLError

# What YAML 1.1 and 1.2 call printable, less the halves of surrogate pairs.
# Left as text, for it takes 5 ms to compile.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ENTRY_START = re.compile(r"\s*(?:-\s+)*")
_NAME_AND_GAP = re.compile(r"\s*(?:-\s+)*(?:\"[^\"]*\"|'[^']*'|[^\s\"'{\[#:][^:#]*):\s+")
_NAME_WITHOUT_GAP = re.compile(r"(?:-\s+)*([\w.-]+):(?=[^\s:/])")
# Inside braces a value goes on to the next `, name:` or to the closing bracket, whatever commas it has.
_VALUE_IN_BRACES = re.compile(r"[^\]}]*?(?=\s*(?:,\s*[\w. -]+:(?:\s|$)|[\]}]|$))")
_FIGURES_IN_BRACKETS = re.compile(r"[^,\]]*(?:,[0-9]{3}(?![0-9])[^,\]]*)*")
_CLOSED_BEFORE = re.compile(r"[\"'}\]]\s*$")
_MESSAGE = r"\s*message:\s+(\{.*)"  # the one text that is likely to begin with a brace
_THOUSANDS = re.compile(r"(?<![\d-])\d{1,3}$"), re.compile(r"\d{3}(?!\d)")


def explain(text: str, error: MarkedYAMLError, file: str, above: int) -> Problem:
    """Return the problem behind an error of the parser in `text`, before which the file has `above` lines."""
    return _Slip(text, error, file, above).problem()


def unprintable(text: str, file: str, above: int) -> Problem:
    """Return the problem of the first character of `text` that no YAML text may hold."""
    found = re.search(_UNPRINTABLE, text)
    offset = found.start() if found else 0
    line, column = text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)
    return Problem(
        Location(file, above + line + 1, column, 1),
        f"the control character U+{ord(text[offset]):04X}",
        "remove it",
    )


def comma_in_braces(
    text: str, index: int, entries: list[tuple[Scalar, Node]], key: Scalar, file: str
) -> Problem:
    """Return the problem of a name in `{ }` that no colon follows: most often the rest of a split value."""
    line = _line_at(text, index)
    last, value = entries[-1] if entries else (None, None)
    if last and isinstance(value, Scalar) and not value.quoted and value.line == key.line:
        whole = _value_in_braces(line, value.column - 1)
        return Problem(
            Location(file, value.line, value.column, len(whole)),
            "a comma ends a value inside { }",
            f"quote it: {last.text}: {_quoted(whole)}",
        )
    if not key.quoted and ":" in key.text:
        name, _, rest = key.text.partition(":")
        return Problem(
            Location(file, key.line, key.column, key.length),
            f"no space after `{clipped(name)}:`",
            f"write `{clipped(name)}: {clipped(rest)}`",
        )
    message = re.match(_MESSAGE, line)
    hint = (
        f"quote the message: {_quoted(message[1].strip())}" if message else "quote a value that has a comma"
    )
    return Problem(
        Location(file, key.line, key.column, key.length),
        f"no colon follows the name `{clipped(key.text)}` inside {{ }}",
        hint,
    )


def comma_in_brackets(text: str, index: int, entries: list[Node], after: Scalar, file: str) -> Problem | None:
    """Return the problem of a figure such as `20,000` that YAML split in two inside `[ ]`, if it is one."""
    before = entries[-1] if entries else None
    if not isinstance(before, Scalar) or before.quoted:
        return None
    if before.line != after.line or before.column + before.length + 1 != after.column:
        return None
    if not (_THOUSANDS[0].search(before.text) and _THOUSANDS[1].match(after.text)):
        return None
    found = _FIGURES_IN_BRACKETS.match(_line_at(text, index), before.column - 1)
    whole = found.group().strip() if found else ""
    return Problem(
        Location(file, before.line, before.column, len(whole)),
        "a comma ends a value inside [ ]",
        f"quote it: {_quoted(whole)}, or put a space after the comma between two values",
    )


class _Slip:
    """An error of the parser beside the lines it is about. The parser's own words only sort the cases."""

    def __init__(self, text: str, error: MarkedYAMLError, file: str, above: int) -> None:
        self.lines = text.split("\n")
        self.what = error.problem or ""
        self.context = error.context or ""
        self.at = self._inside(error.problem_mark)
        self.since = self._inside(error.context_mark) if error.context_mark else self.at
        self.file = file
        self.above = above

    def problem(self) -> Problem:
        """Return the first explanation that fits."""
        return (
            self._tab()
            or self._in_scanning()
            or self._in_nesting()
            or self._report(self.at, f"not YAML: {self.what}")
        )

    def _in_scanning(self) -> Problem | None:
        what, context = self.what, self.context
        if "block scalar" in context:
            return self._quote(self.since, f"`{self._char(self.since)}` begins a block of text in YAML")
        if "cannot start any token" in what or "anchor" in context or "alias" in context or "tag" in context:
            place = self.since if "scanning a" in context and "token" not in context else self.at
            return self._quote(place, f"a value cannot begin with `{self._char(place)}`")
        if "mapping values are not allowed" in what:
            return self._second_colon() or self._too_deep()
        if "sequence entries are not allowed" in what:
            if self._before(self.at).strip(" -"):
                return self._quote(self.at, "a value cannot begin with `- `")
            return self._misplaced()
        if "quoted scalar" in context:
            return self._quotes()
        if "simple key" in context:
            return self._no_colon()
        if "unexpected ':'" in what:
            return self._quote(self.since, "a colon inside { } or [ ] needs a space after it, or quotes")
        return None

    def _in_nesting(self) -> Problem | None:
        what, context = self.what, self.context
        if "flow mapping" in context or "flow sequence" in context:
            bracket = self._char(self.since)
            closing = {"{": "}", "[": "]"}.get(bracket, "}")
            if self.at[0] > self.since[0] or not self._rest(self.at):
                return self._report(
                    self.since, f"this `{bracket}` is never closed", f"close it with `{closing}`"
                )
            return self._report(
                self.at, f"a comma or `{closing}` is missing here", "quote the value if this belongs to it"
            )
        if "node content" in what:
            if not self._char(self.at):
                opened = self._last_bracket()
                return self._report(opened, f"this `{self._char(opened)}` is never closed")
            return self._quote(self.at, f"a value cannot begin with `{self._char(self.at)}`")
        if "block mapping" in context or "block collection" in context:
            before = self._before(self.at)
            closed = _CLOSED_BEFORE.search(before)
            if closed:
                start = self._value_start(self.at)
                place = (self.at[0], start) if start is not None else self.at
                return self._quote(place, f"text follows a closing `{closed.group().strip()}`")
            return self._misplaced()
        if "document start" in what:
            return self._report(self.at, "text after the end of the document")
        return None

    def _last_bracket(self) -> tuple[int, int]:
        for row in range(self.at[0], -1, -1):
            column = max(self.lines[row].rfind("["), self.lines[row].rfind("{"))
            if column >= 0:
                return row, column
        return self.at

    def _tab(self) -> Problem | None:
        for row, column in (self.at, self.since):
            line = self.lines[row]
            indent = line[: len(line) - len(line.lstrip())]
            tab = indent.find("\t")
            if tab < 0 and line[column : column + 1] == "\t":
                tab = column
            if tab >= 0:
                return self._report(
                    (row, tab), "a tab; YAML is indented with spaces", "put spaces in its place", 1
                )
        return None

    def _second_colon(self) -> Problem | None:
        start = self._value_start(self.at)
        if start is None or start > self.at[1]:
            return None
        return self._quote((self.at[0], start), "a colon with a space after it inside a value")

    def _too_deep(self) -> Problem:
        row = self.at[0]
        above = next((n for n in range(row - 1, -1, -1) if self._code(n)), None)
        if above is not None and ":" not in self.lines[above]:
            return self._without_colon(above)
        return self._report(
            (row, self._indent(row)),
            "indented deeper than the line above, which has its value already",
            "indent it like the line above, or quote a text that goes on here",
        )

    def _misplaced(self) -> Problem:
        row = self.at[0]
        if self._code(row).lstrip(" -").startswith(":"):
            return self._report(self.at, "no name before this colon")
        return self._report(
            (row, self._indent(row)),
            "the indentation fits no line above",
            "indent it like the lines it belongs with",
        )

    def _quotes(self) -> Problem:
        if "escape" in self.what or "hexdecimal" in self.what or "hexadecimal" in self.what:
            return self._report(
                self.at,
                "a backslash in double quotes that begins no escape",
                "write two backslashes, or use single quotes",
            )
        return self._report(self.since, f"this {self._char(self.since)} is never closed", "close the quotes")

    def _no_colon(self) -> Problem:
        row, column = self.since
        missing = _NAME_WITHOUT_GAP.match(self.lines[row], column)
        if missing:
            value = self.lines[row][missing.end() :].strip()
            return self._report(
                (row, column),
                f"no space after `{missing.group(1)}:`",
                f"write `{missing.group(1)}: {clipped(value)}`",
            )
        return self._without_colon(row)

    def _without_colon(self, row: int) -> Problem:
        line = self._code(row)
        start = _ENTRY_START.match(line)
        column = start.end() if start else 0
        name = clipped(line[column:].strip())
        hint = (
            f"write `{name}:`"
            if " " not in name
            else "write `name: value`, or quote a text that goes on here"
        )
        return self._report((row, column), f"no colon follows `{name}`", hint)

    def _value_start(self, place: tuple[int, int]) -> int | None:
        found = _NAME_AND_GAP.match(self.lines[place[0]])
        return found.end() if found else None

    def _quote(self, place: tuple[int, int], message: str) -> Problem:
        value = self._rest(place)
        return self._report(place, message, f"quote it: {_quoted(value)}", len(value))

    def _rest(self, place: tuple[int, int]) -> str:
        row, column = place
        line = self._code(row)
        before = line[:column]
        if before.count("{") + before.count("[") > before.count("}") + before.count("]"):
            return _value_in_braces(line, column)
        return line[column:].strip()

    def _before(self, place: tuple[int, int]) -> str:
        return self.lines[place[0]][: place[1]]

    def _char(self, place: tuple[int, int]) -> str:
        return self.lines[place[0]][place[1] : place[1] + 1]

    def _code(self, row: int) -> str:
        """Return the line without its comment."""
        line = self.lines[row]
        comment = re.search(r"(?:^|\s)#", line)
        return line[: comment.start()].rstrip() if comment else line.rstrip()

    def _indent(self, row: int) -> int:
        line = self.lines[row]
        return len(line) - len(line.lstrip())

    def _inside(self, mark: Mark | None) -> tuple[int, int]:
        # The end of the text counts as a line of its own, which may not be there.
        if mark is None or mark.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return mark.line, min(mark.column, len(self.lines[mark.line]))

    def _report(
        self, place: tuple[int, int], message: str, suggestion: str | None = None, length: int = 0
    ) -> Problem:
        row, column = place
        return Problem(Location(self.file, self.above + row + 1, column + 1, length), message, suggestion)


def _line_at(text: str, index: int) -> str:
    start = text.rfind("\n", 0, index) + 1
    stop = text.find("\n", start)
    return text[start:stop] if stop >= 0 else text[start:]


def _value_in_braces(line: str, column: int) -> str:
    # A short stretch is enough for a message, and keeps the search quick whatever the line holds.
    found = _VALUE_IN_BRACES.match(line[column : column + 200])
    return found.group().strip() if found else ""


def _quoted(text: str) -> str:
    text = clipped(text)
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
