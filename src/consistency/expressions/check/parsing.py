"""The text of an expression as Python's syntax tree, where it is one of sensible size.

What the parser refuses is explained in the words of someone who writes rules.
"""

from __future__ import annotations

import ast
import re
import warnings

from consistency.problem import InputError

_LONGEST = 2_000  # characters: a rule that needs more should be two rules
_DEEPEST = 60  # nested nodes: far below where Python's own parser or our recursion would give up


def parsed(text: str) -> tuple[ast.expr, str, int]:
    """Return the syntax tree of `text`, the text that it is of, and how many characters stand before that.

    Raises `InputError` where `text` is empty, no expression, too long or too deeply nested.

    >>> tree, text, lead = parsed("  a\\n< b")
    >>> ast.unparse(tree), text, lead
    ('a < b', 'a < b', 2)
    """
    if len(text) > _LONGEST:
        raise InputError(f"an expression of {len(text):,} characters; the most is {_LONGEST:,}")
    # Line breaks mean nothing here; as blanks they keep every offset.
    flat = re.sub(r"\s", " ", text)
    stripped = flat.lstrip()
    if not stripped:
        raise InputError("an empty expression")
    lead = len(flat) - len(stripped)
    return _parsed(stripped, lead), stripped, lead


def _parsed(text: str, lead: int) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's advice on its own code, such as a `\d` in a text
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        offset = min(max((error.offset or 1) - 1, 0), len(text))
        raise InputError(f"not an expression: {_syntax(text, error)}", _hint(text), lead + offset) from None
    except (ValueError, MemoryError, RecursionError):
        raise InputError(
            "not an expression: too deeply nested, or with a character that no text has"
        ) from None
    _refuse_depth(tree, lead)
    return tree


def _syntax(text: str, error: SyntaxError) -> str:
    said = re.split(r"\. |; ", error.msg or "")[0]
    return said[:1].lower() + said[1:] if said else f"`{text}`"


_FIGURE = r"(?P<figure>[$£€¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|°|(?!(?:and|or|not|if|in|is|else)\b)[^\W\d_]\w*))"

# What people write that Python's parser stops at, and what to write in its place; the first found is told.
_SLIPS = (
    (r"=>|≥|⩾|>\s+=", "to compare, write `>=`"),
    (r"=<|≤|⩽|<\s+=", "to compare, write `<=`"),
    (r"<>|≠|!==|!\s+=|=/=", "to compare, write `!=`"),
    (r"===", "to compare, write `==`"),
    (r"&&?", "to join conditions, write `and`"),
    (r"\|\|?", "to join conditions, write `or`"),
    (r"!(?!=)", "write `not`"),
    (r"[×·⋅]", "to multiply, write `*`"),
    (r"÷", "to divide, write `/`"),
    (r"[−‒–]", "for a minus, write `-`"),
    (r"[“”„«»‘’]", "write plain quotes: '2 %'"),
    (r"(?<![\w.-])(?P<figure>\d{4}-\d\d(?:-\d\d)?)(?![\w-])", "put a date in quotes: '{figure}'"),
    (rf"(?<![\w.])within\s*=\s*{_FIGURE}", "put it in quotes: within='{figure}'"),
    (rf"(?<![\w.]){_FIGURE}", "put a figure with a unit in quotes: '{figure}'"),
    (r"\d,\d", "write numbers without separators: 1000"),
    (r"(?<![=!<>])=(?!=)", "to compare, write `==`"),
)


def _hint(text: str) -> str | None:
    """Return what to write for the first slip of the table that stands outside of quotes, if any does.

    >>> _hint("q + 5 goals"), _hint("roughly(p, q, within=2 %)")
    ("put a figure with a unit in quotes: '5 goals'", "put it in quotes: within='2 %'")
    """
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda quoted: " " * len(quoted[0]), text)
    for pattern, advice in _SLIPS:
        found = re.search(pattern, bare)
        if found:
            return advice.format(**found.groupdict())
    return None


def _refuse_depth(tree: ast.expr, lead: int) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            raise InputError(f"an expression nested more than {_DEEPEST} deep", "split it into several", lead)
        # What a call is short for nests with each of its arguments: `sum(a, b, c)` is (a + b) + c.
        below = depth + (max(len(node.args) - 1, 1) if isinstance(node, ast.Call) else 1)
        waiting += [(child, below) for child in ast.iter_child_nodes(node)]
