"""A share, as options of the command line have it: `0.8` or `80 %`."""

from __future__ import annotations

import re
from fractions import Fraction

from consistency.problem import Location, Problem


def read_share(text: str, at: Location, problems: list[Problem]) -> Fraction | None:
    """Return the share that a text such as `0.8` or `80 %` stands for, or None after adding a problem.

    >>> read_share("80 %", Location("--fail-under"), [])
    Fraction(4, 5)
    """
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(%?)\s*", text, re.ASCII)
    share = Fraction(found[1]) / (100 if found[2] else 1) if found else None
    if share is None or share > 1:
        problems.append(Problem(at, f"`{text}` is no share from 0 to 1", "write it as `0.8` or `80 %`"))
        return None
    return share
