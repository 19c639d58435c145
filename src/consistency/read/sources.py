"""The document that claims come from, read from what a facts file says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from consistency.claim import Source
from consistency.period import Period, read_period
from consistency.problem import InputError
from consistency.read.page import Page, scalars
from consistency.read.tree import Node, Scalar

_WEIGHT = r"\d{1,9}(\.\d{1,9})?|\d{1,9}/0*[1-9]\d{0,8}"  # left as text: few sources have one


def read_source(page: Page, fields: Mapping[str, Node], default: str) -> Source:
    """Return the source that `fields` describe, whose shapes are known to be right; `default` is its id else.

    A field that cannot be read is reported and left out: the claims of the source are still worth checking.
    """
    published = fields.get("published")
    trust = fields.get("trust")
    weight = page.take(trust, _read_weight) if isinstance(trust, Scalar) else None
    return Source(
        id=_text(fields, "id") or default,
        file=page.file,
        title=_text(fields, "title"),
        publisher=_text(fields, "publisher"),
        published=_published(page, published) if published is not None else None,
        url=_text(fields, "url"),
        note=_text(fields, "note"),
        trust=Fraction(1) if weight is None else weight,
        text=_text(fields, "text"),
    )


def _published(page: Page, node: Node) -> Period | None:
    return page.take(scalars(node)[0], lambda text: read_period(text, instant=True))


def _read_weight(text: str) -> Fraction:
    if not re.fullmatch(_WEIGHT, text):
        raise InputError(f"`{text}` is no weight", "write a number that is not negative: `0.5`")
    return Fraction(text)


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    node = fields.get(name)
    return node.text if isinstance(node, Scalar) else None
