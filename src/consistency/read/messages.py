"""The text of a message, taken apart at the braces of the expressions in it."""

from __future__ import annotations

import re

from consistency.problem import InputError

_BRACES = re.compile(r"\{\{|\}\}|\{(?P<expression>[^{}]*)\}|[{}]")


def split_message(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return the texts between the braces of a message, and what stands in them with where it begins.

    A brace that is doubled stands for itself, as in Python's own templates. Raise `InputError` at a brace
    that has no partner.

    >>> split_message("{a} is not {b}, {{sic}}")
    (('', ' is not ', ', {sic}'), (('a', 1), ('b', 12)))
    >>> split_message("{{{a}}}")
    (('{', '}'), (('a', 3),))
    """
    texts = [""]
    expressions: list[tuple[str, int]] = []
    end = 0
    for brace in _BRACES.finditer(text):
        texts[-1] += text[end : brace.start()]
        end = brace.end()
        expression = brace["expression"]
        if expression is not None:
            expressions.append((expression, brace.start("expression")))
            texts.append("")
        elif len(brace[0]) == 2:
            texts[-1] += brace[0][0]
        else:
            wrong = "a `{` without its `}`" if brace[0] == "{" else "a stray `}`"
            doubled = f"a brace itself is doubled: `{2 * brace[0]}`"
            raise InputError(f"{wrong} in the message", doubled, brace.start())
    texts[-1] += text[end:]
    return tuple(texts), tuple(expressions)
