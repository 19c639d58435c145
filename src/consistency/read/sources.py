"""The document that claims come from, read from what a facts file says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from consistency.claim import Source
from consistency.period import Period, read_period
from consistency.problem import InputError
from consistency.read.files import read_text
from consistency.read.page import Page, scalars
from consistency.read.tree import Node, Scalar

_WEIGHT = r"\d{1,9}(\.\d{1,9})?|\d{1,9}/0*[1-9]\d{0,8}"  # left as text: few sources have one


def read_source(page: Page, fields: Mapping[str, Node], default: str) -> Source:
    """Return the source that `fields` describe, whose shapes are known to be right; `default` is its id else.

    A field that cannot be read is reported and left out: the claims of the source are still worth checking.
    The document itself is found from the folder of the file that names it.
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
        document=_document(page, fields["text"]) if "text" in fields else None,
    )


def _document(page: Page, node: Node) -> str | None:
    """Return what the document says, or None after reporting why it cannot be read."""
    if not isinstance(node, Scalar):
        return None
    text = read_text(Path(page.file).parent / node.text)
    if isinstance(text, str):
        return text
    at = text.location
    where = f"{at.file}:{at.line}:{at.column}" if at.line else at.file
    page.report(node, f"the document `{where}` cannot be read: {text.message}", text.suggestion)
    return None


def _published(page: Page, node: Node) -> Period | None:
    return page.take(scalars(node)[0], lambda text: read_period(text, instant=True))


def _read_weight(text: str) -> Fraction:
    if not re.fullmatch(_WEIGHT, text):
        raise InputError(f"`{text}` is no weight", "write a number that is not negative: `0.5`")
    return Fraction(text)


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    node = fields.get(name)
    return node.text if isinstance(node, Scalar) else None
