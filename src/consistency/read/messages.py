"""The text of a message, taken apart at the braces of the expressions in it."""

from __future__ import annotations

import re

from consistency.problem import InputError

_BRACES = re.compile(r"\{\{|\}\}|\{|\}")


def split_message(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return the texts between the braces of a message, and what stands in them with where it begins.

    A brace that is doubled stands for itself. Raise `InputError` at a brace that has no partner.

    >>> split_message("{a} is not {b}, {{sic}}")
    (('', ' is not ', ', {sic}'), (('a', 1), ('b', 12)))
    """
    texts = [""]
    expressions: list[tuple[str, int]] = []
    end, start = 0, -1
    for brace in _BRACES.finditer(text):
        inside = start >= 0
        if not inside:
            texts[-1] += text[end : brace.start()]
        if brace[0] in ("{{", "}}") and not inside:
            texts[-1] += brace[0][0]
        elif brace[0] == "{" and not inside:
            start = brace.end()
        elif brace[0][0] == "}" and inside:
            # Of `}}` after an expression, the first closes it: an expression holds no braces.
            expressions.append((text[start : brace.start()], start))
            texts.append("}" if brace[0] == "}}" else "")
            start = -1
        else:
            raise InputError(
                f"a stray `{brace[0]}` in the message", "a brace itself is doubled: `{{`", brace.start()
            )
        end = brace.end()
    if start >= 0:
        raise InputError("a `{` without its `}` in the message", "a brace itself is doubled: `{{`", start - 1)
    texts[-1] += text[end:]
    return tuple(texts), tuple(expressions)
