"""What a command is asked to do that can do without facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from consistency.problem import Location, Problem
from consistency.settings import FORMATS, Settings, read_settings
from consistency.settings.keys import expect_known


def asked(given: Mapping[str, tuple[str, ...]]) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a command of the workshop, and what is wrong with them.

    `given` is as in `read_settings`. Where no facts are named, and there is no folder of them, there are
    none, and nothing is wrong with that.
    """
    settings, problems = read_settings(given)
    folder = settings.facts[0]
    if "facts" in settings.places or Path(folder).exists():
        return settings, problems
    left = tuple(problem for problem in problems if problem.location != Location(folder))
    return attrs.evolve(settings, facts=()), left


def wrong_format(format: str) -> tuple[Problem, ...]:
    """Return the problem with the form in which something is asked for, if it is no known one.

    >>> wrong_format("json")
    ()
    >>> print(*wrong_format("jsn"))
    --format: unknown format `jsn`; did you mean `json`?
    """
    problems: list[Problem] = []
    expect_known("format", (format,), FORMATS, Location("--format"), problems)
    return tuple(problems)
