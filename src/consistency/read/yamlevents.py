"""The events of a YAML parser, read into nodes: the only module that knows PyYAML.

What is read is the plain part of YAML that holds text: no anchors, aliases, tags or further documents, and
nothing nested or grown beyond bounds.
"""

from __future__ import annotations

import functools
import sys
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
    twice,
)

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


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


def read_events(
    text: str, file: str, above: int, restore: dict[int, str]
) -> tuple[Node | None, list[Problem]]:
    """Return the node of a piece of a file, None for nothing, and the names it repeats.

    The file has `above` lines before it. `restore` gives the characters that others stand for in the text.
    Raise `Unreadable` at the first thing that cannot be read.
    """
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
                    problem = None
                    if key is None:
                        if text[start.index - 1] == "," and value[:3].isdecimal():  # as in `20,000`
                            from consistency.read.yamlslips import comma_in_brackets

                            problem = comma_in_brackets(text, start.index, entries, node, file)
                    elif not value and ":" not in text[key_end : start.index]:
                        from consistency.read.yamlslips import comma_in_braces

                        problem = comma_in_braces(text, start.index, entries, key, file)
                    if problem is not None:
                        raise Unreadable(problem)
                elif plain and not value and key is not None and start.index == len(text):
                    # The parser sees one more line at the end of a text, where nothing can be shown.
                    node.line, node.column = key.line, key.column + key.length
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
                    problems.append(second_document(file, event.start_mark.line + above + 1))
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
        from consistency.read.yamlslips import explain

        raise Unreadable(explain(text.translate(restore), error, file, above)) from None
    except (YAMLError, UnicodeEncodeError):
        from consistency.read.yamlslips import unprintable

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


def second_document(file: str, line: int) -> Problem:
    """Return the problem of a document that begins on `line`, after the first."""
    return Problem(
        Location(file, line, 1, 3),
        "a second document begins here; it is not read",
        "put it into a file of its own",
    )
