"""The kind of value that a node of an expression comes to: `truth`, `quantity`, `period` or `text`."""

from __future__ import annotations

from consistency.expressions.functions import FUNCTIONS
from consistency.expressions.tree import Arithmetic, Attribute, Call, Constant, Negative, Node, Number, Text

FIELD_KINDS = {
    "value": "quantity",
    "also": "quantity",
    "lasting": "quantity",
    "at_least": "quantity",
    "at_most": "quantity",
    "when": "period",
    "said": "period",
    "published": "period",
    "id": "text",
    "kind": "text",
    "by": "text",
    "source": "text",
    "tags": "text",
    "quote": "text",
    "unit": "text",
    "about": "text",
    "attribution": "text",
    "text": "text",
}
"""The kind of each of a claim's own fields; every other attribute is a dimension, and text."""

FIGURES = tuple(field for field, kind in FIELD_KINDS.items() if kind == "quantity")
"""The fields of a claim that hold a figure."""

DATES = tuple(field for field, kind in FIELD_KINDS.items() if kind == "period")
"""The fields of a claim that hold a date."""


def kind_of(node: Node) -> str:
    """Return what a node comes to: `truth`, `quantity`, `period` or `text`.

    >>> kind_of(Attribute("earlier", "said")), kind_of(Attribute("earlier", "place"))
    ('period', 'text')
    """
    if isinstance(node, Attribute):
        return FIELD_KINDS.get(node.field, "text")
    if isinstance(node, Call):
        return FUNCTIONS[node.function].result
    if isinstance(node, Number | Constant | Arithmetic | Negative):
        return "quantity"
    return "text" if isinstance(node, Text) else "truth"


def is_textual(node: Node) -> bool:
    """Whether a node's value is text."""
    return kind_of(node) == "text"
