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
        raise InputError(
            f"not an expression: {_syntax(text, error)}", _hint(text, offset), lead + offset
        ) from None
    except (ValueError, MemoryError, RecursionError):
        raise InputError(
            "not an expression: too deeply nested, or with a character that no text has"
        ) from None
    _refuse_depth(tree, lead)
    return tree


def _syntax(text: str, error: SyntaxError) -> str:
    said = (error.msg or "").partition(". ")[0]
    return said[:1].lower() + said[1:] if said else f"`{text}`"


def _hint(text: str, offset: int) -> str | None:
    rest = text[offset:]
    if "=" in text and not re.search(r"[=!<>]=", text):
        return "to compare, write `==`"
    if "%" in rest or "%" in text:
        return "put a figure with a unit in quotes: '2 %'"
    if re.search(r"\d,\d", text):
        return "write numbers without separators: 1000"
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
