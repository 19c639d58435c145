"""How messages about an expression name what stands in it: kinds of values, functions, roles, its text."""

from __future__ import annotations

from collections.abc import Collection

from consistency.expressions.functions import FUNCTIONS, TAKE_GROUPS
from consistency.expressions.kinds import FIELD_KINDS

KINDS_IN_WORDS = {
    "truth": "a statement that holds or does not",
    "quantity": "a figure",
    "period": "a date or period",
    "text": "a text",
}
KNOWN_FIELDS = ", ".join(f"`.{field}`" for field in FIELD_KINDS)


def usage(name: str) -> str:
    """Return how a function is called.

    >>> usage("roughly"), usage("sum")
    ("roughly(a, b, within='2 pp')", 'sum(figure, …)')
    """
    function = FUNCTIONS[name]
    shown = [
        f"{parameter.name}='2 pp'" if parameter.kind == "tolerance" else parameter.name
        for parameter in function.parameters
    ]
    return f"{name}({', '.join(shown)}{', …' if function.variadic else ''})"


def taking(group: str) -> str:
    """Return the suggestion to make one figure of a group, or of a field of its claims: `parts.lasting`."""
    calls = [f"`{name}({group})`" for name in TAKE_GROUPS if name != "count" or "." not in group]
    return f"make one of it: {', '.join(calls)}"


def listed(names: Collection[str]) -> str:
    """Return names in their order.

    >>> listed(["later", "earlier"]), listed([])
    ('`earlier`, `later`', 'none')
    """
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def shortened(text: str) -> str:
    """Return as much of a part of an expression as a message has room for."""
    return text if len(text) <= 40 else f"{text[:37]}…"
