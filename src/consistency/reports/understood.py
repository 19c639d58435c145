"""The page that tells what was understood of a text, or where in it nothing could be understood."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.problem import InputError
from consistency.reports.columns import cut, padded, visible, width, wrapped

Line = tuple[str, str]
"""A label and a text; a line without label goes on with the one before it."""

_LABEL, _PROBLEM = "34", "1;31"
_SHOWN = 60  # columns of a text that cannot be read, around the place where it goes wrong


def render_lines(
    title: str, lines: Sequence[Line], *, columns: int | None = None, colour: bool = False
) -> str:
    """Return the page of a text: itself, then the lines, their texts one below the other.

    >>> print(render_lines("14 %", [("number", "14"), ("unit", "%")]), end="")
    14 %
      number  14
      unit    %
    """
    indent = max(width(label) for label, _ in lines) + 4
    page = [wrapped(visible(title), columns, 2)]
    for label, text in lines:
        body = wrapped(padded(f"  {label}", indent) + visible(text), columns, indent)
        page.append("  " + _painted(label, _LABEL, colour) + body[2 + len(label) :])
    return "\n".join(page) + "\n"


def render_refusal(text: str, error: InputError, *, columns: int | None = None, colour: bool = False) -> str:
    """Return why a text cannot be read: the text with a mark below the place, and what would mend it.

    >>> print(render_refusal("1.2.3 km", InputError("two points", "write one", 3)), end="")
    problem: two points
      1.2.3 km
         ^
      = write one
    """
    head = wrapped(f"problem: {visible(error.message)}", columns, 4)
    lines = [_painted("problem", _PROBLEM, colour) + head[len("problem") :]]
    at = min(error.offset, len(text))
    room = _SHOWN if columns is None else min(_SHOWN, columns - 2)
    shown, start, _ = cut(visible(text), at, at + 1, room)
    if shown:
        lines += [f"  {shown}", " " * (2 + width(shown[:start])) + _painted("^", _PROBLEM, colour)]
    if error.suggestion:
        lines.append(wrapped(f"  = {visible(error.suggestion)}", columns, 4))
    return "\n".join(lines) + "\n"


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"\x1b[{paint}m{text}\x1b[0m" if colour and text else text
