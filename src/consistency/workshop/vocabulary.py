"""The vocabulary of the facts without their claims: the measures and units that examples of rules use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from consistency.measure import Measure
from consistency.problem import Problem, in_order
from consistency.quantity import Units
from consistency.read.factsfile import FactsFile
from consistency.read.files import find_files
from consistency.read.vocabulary import read_vocabulary
from consistency.settings import FACTS_SUFFIXES


def vocabulary_of(
    paths: Sequence[str | Path], units: Units | None = None
) -> tuple[Mapping[str, Measure], Units, tuple[Problem, ...]]:
    """Return the measures by name and the units that the facts in `paths` declare, and what is wrong there.

    Claims are not read, so nothing is said of them. They come on top of `units`, or of the standard ones.

    >>> measures, units, problems = vocabulary_of([])
    >>> measures, units.find("km²").name, problems
    ({}, 'km²', ())
    """
    found, problems = find_files(paths, FACTS_SUFFIXES)
    # A table holds rows and no vocabulary.
    files = [
        FactsFile(path, path.stem) for path in found if path.suffix.lower() in (".yaml", ".yml", ".json")
    ]
    measures, known = read_vocabulary(
        [(file.page, block) for file in files for block in file.blocks("measures")], units
    )
    for file in files:
        problems += file.problems()
    return measures, known, tuple(in_order(problems))
