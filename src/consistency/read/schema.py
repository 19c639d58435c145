"""The keys of everything that facts and rule files hold, and the shape of what each key stands for.

These tables are the format: the readers check files against them and no reader has keys of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Shape = Literal[
    "text",  # a text that is not empty
    "remark",  # the same, where no verdict depends on it
    "texts",  # a text or a list of texts
    "kind",  # one of the words of `Kind`
    "number",  # a decimal number or a fraction, not negative
    "date",  # EDTF
    "quantity",  # a figure as a person writes it
    "quantities",  # a figure or a list of figures
    "duration",  # a figure whose unit is one of time
    "expression",  # a condition in the language of rules
    "expressions",  # a condition or a list of conditions
    "readings",  # a condition, or names and conditions
    "message",  # a text with expressions in braces
    "severity",  # one of the words of `Severity`
    "verdict",  # one of the words of `Verdict`
    "truth",  # `true` or `false`
    "names",  # a mapping whose keys are free
    "list",
    "any",
]


class Keys(NamedTuple):
    """The keys that one thing may have and must have; `thing` names it in messages ("a claim").

    `hint` is what is suggested for an unknown key that resembles no known one.
    """

    thing: str
    shapes: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    hint: str | None = None


_CLAIM: dict[str, Shape] = {
    "about": "names",
    "when": "date",
    "value": "quantity",
    "also": "quantities",
    "lasting": "duration",
    "kind": "kind",
    "by": "texts",
    "said": "date",
    "quote": "text",
    "locator": "remark",
    "note": "remark",
    "tags": "texts",
    "links": "names",
}

FACTS = Keys("a facts file", {"source": "names", "defaults": "names", "measures": "names", "claims": "list"})

SOURCE = Keys(
    "a source",
    {
        "id": "text",
        "title": "remark",
        "publisher": "remark",
        "published": "date",
        "url": "remark",
        "note": "remark",
        "trust": "number",
        "text": "remark",
    },
)

MEASURE = Keys(
    "a measure",
    {"kind": "kind", "unit": "text", "among": "text", "at_least": "quantity", "at_most": "quantity"},
)

DEFAULTS = Keys("`defaults`", _CLAIM, hint="a dimension stands under `about`")

CLAIM = Keys("a claim", {"id": "text", **_CLAIM}, hint="a dimension stands under `about`")
"""What a claim must have may come from `defaults`, so it is asked when both are put together."""

RULE = Keys(
    "a rule",
    {
        "summary": "text",
        "rationale": "text",
        "severity": "severity",
        "claims": "names",
        "where": "expressions",
        "expect": "readings",
        "establish": "readings",
        "message": "message",
        "symmetric": "texts",
        "sequence": "texts",
        "examples": "list",
        "references": "texts",
        "tags": "texts",
    },
    ("summary", "claims", "expect"),
)

EXAMPLE = Keys(
    "an example", {"name": "text", "claims": "names", "verdict": "verdict"}, ("name", "claims", "verdict")
)

EXAMPLE_CLAIM = Keys("a claim of an example", {"id": "text", "source": "any", **_CLAIM})

WAIVERS = Keys("a waiver file", {"waivers": "list"}, ("waivers",))

WAIVER = Keys(
    "a waiver",
    {"rule": "text", "claims": "texts", "reason": "text", "owner": "text", "until": "text"},
    ("rule", "claims", "reason"),
)

TEST = Keys("a test", {"not": "texts", "given": "truth"})

OWN_FIELDS: tuple[str, ...] = (
    "id",
    "kind",
    "by",
    "source",
    "tags",
    "value",
    "also",
    "when",
    "lasting",
    "said",
    "quote",
    "unit",
)
"""What a pattern may test of a claim besides its dimensions and `links.<name>`."""
