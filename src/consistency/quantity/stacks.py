# ruff: noqa: E501 - the table is read across
"""Which hedges English puts one on the other, and what they mean together."""

from __future__ import annotations

import functools

# outer | inner | what the two are taken to mean | why
#
# "both": all that either of them allows; a bound on a rough number is itself rough. "outer", "inner": that one's.
STACKS = """
at least  | about     | both  | "at least about 40": a bound on a number that is itself rough
at least  | estimated | both  | "at least an estimated 40"
at most   | about     | both  | "no more than about 40"
at most   | estimated | both  | "at most an estimated 40"
more than | about     | both  | "over some 40"
more than | estimated | both  | "more than an estimated 40"
less than | about     | both  | "fewer than about 40"
less than | estimated | both  | "less than an estimated 40"
up to     | about     | both  | "up to about 500"
up to     | estimated | both  | "up to an estimated 500"
about     | about     | outer | "about a dozen or so" says the same twice
about     | estimated | outer | "about an estimated 40" says the same twice
estimated | about     | inner | "an estimated 40 or so"
about     | at least  | both  | "some 40 or more": roughly that, or beyond it
estimated | at least  | both  | "an estimated 40 or more"
about     | at most   | both  | "about 40 or less"
estimated | at most   | both  | "an estimated 40 or fewer"
estimated | more than | both  | "an estimated more than 40"
""".strip()


def together(outer: str, inner: str) -> str | None:
    """Return what two hedges mean together, "both", "outer" or "inner"; None where English does not stack them.

    >>> together("at least", "about"), together("about", "more than")
    ('both', None)
    """
    return _rows().get((outer, inner))


@functools.cache
def _rows() -> dict[tuple[str, str], str]:
    rows = {}
    for line in STACKS.splitlines():
        outer, inner, what, _ = (cell.strip() for cell in line.split("|"))
        rows[outer, inner] = what
    return rows
