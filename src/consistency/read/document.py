"""The nodes of a file that is one document, in YAML or JSON as its suffix says."""

from __future__ import annotations

from pathlib import Path

from consistency.problem import Problem
from consistency.read.tree import Node


def parse(text: str, path: Path, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the nodes of `text`, None where it holds nothing, and what could not be read of it.

    `file` is the name of the file in problems.
    """
    # Each reader is loaded where it is needed: few projects use both formats.
    if path.suffix.lower() == ".json":
        from consistency.read.jsontext import read_json

        return read_json(text, file)
    from consistency.read.yamltext import read_yaml

    return read_yaml(text, file)
