"""The forms in which a report can be written: a renderer for each, which decides nothing."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from consistency.finding import Report
from consistency.settings import FORMATS


class Renderer(Protocol):
    """Writes a report whole, for a page `width` columns wide (None: as wide as need be)."""

    def __call__(self, report: Report, *, width: int | None = None, colour: bool = False) -> str:
        """Return the text of the report, which ends with a line break."""


def renderer(format: str) -> Renderer:
    """Return the renderer of a format, which is a module of this package of that name.

    >>> renderer("json").__module__
    'consistency.reports.json'
    """
    if format not in FORMATS:
        raise ValueError(f"no such format: {format}")
    return cast(Renderer, import_module(f"consistency.reports.{format}").render)
