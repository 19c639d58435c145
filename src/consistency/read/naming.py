"""What a file is called after its place: ids are paths, so that adding a file changes no other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath


def name_below(path: Path, roots: Sequence[str | Path]) -> str | None:
    """Return the path without suffix below the outermost folder of `roots` that holds it, or None.

    The outermost counts, so that the order in which folders are given does not matter.

    >>> name_below(Path("facts/2015/wear.yaml"), ["facts/2015", "facts"])
    '2015/wear'
    >>> name_below(Path("facts/wear.yaml"), ["facts/wear.yaml"]) is None
    True
    """
    below = [path.relative_to(root) for root in map(PurePath, roots) if path.is_relative_to(root)]
    longest: PurePath = max(below, key=lambda name: len(name.parts), default=PurePath())
    return longest.with_suffix("").as_posix() if longest.parts else None
