"""Files of units: what a project defines itself, in Pint's own format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consistency.problem import Problem
from consistency.quantity import Units
from consistency.read.files import displayed, read_text


def read_units(paths: Sequence[str | Path]) -> tuple[Units, tuple[Problem, ...]]:
    """Return the standard units with those that the files define, and everything that is wrong in them.

    Pint is loaded only where a file is named.

    >>> read_units([])[0] is Units.standard()
    True
    """
    if not paths:
        return Units.standard(), ()
    problems = []
    files = []
    for path in dict.fromkeys(map(Path, paths)):
        text = read_text(path)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            files.append((displayed(path), text))
    from consistency.quantity.definitions import read_definitions

    units, found = read_definitions(files)
    return units, (*problems, *found)
