"""The settings file: where the nearest one is, and what stands under its keys and in its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from consistency.problem import Location, Problem, closest
from consistency.settings.keys import EXAMPLES, FILE_KEYS, expect_known
from consistency.settings.paths import rules_seen_from, seen_from
from consistency.settings.value import OFF, SEVERITIES

if TYPE_CHECKING:
    from consistency.quantity.hedges import Hedges

FILE = "consistency.toml"

_TABLES = ("severity", "hedges", "factors")

# The keys whose texts are paths, with what tells how the run names these.
_SEEN = {
    "facts": seen_from,
    "rules": rules_seen_from,
    "output": seen_from,
    "waivers": seen_from,
    "units": seen_from,
}

_PROJECT_TABLE = r"(?m)^\s*\[\s*tool\s*\.\s*\"?consistency\"?\s*[].]"


def nearest(here: Path) -> Path | None:
    """Return the settings file of a run in `here`: the one in that folder, or in the nearest above it."""
    for folder in (here, *here.parents):
        own = folder / FILE
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        # The file is only parsed if it speaks of us: most do not, and another tool's mistake is not ours.
        if project.is_file() and re.search(_PROJECT_TABLE, _text(project)):
            return project
    return None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


def read(file: Path, here: Path) -> tuple[Said, list[Problem]]:
    """Return what a settings file says to a run in `here`, and what is wrong with it."""
    from consistency.settings.toml import read_toml

    document = read_toml(file, seen_from(here, file.parent, file.name))
    if isinstance(document, Problem):
        return Said({}, None, {}), [document]
    above = () if file.name == FILE else ("tool", "consistency")
    table: object = document.table
    for key in above:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    assert isinstance(table, dict)  # or the file would not have been taken for one of ours

    def place(*keys: str) -> Location:
        return document.place(*above, *keys)

    problems: list[Problem] = []
    texts = {}
    for key, value in table.items():
        if key in _TABLES:
            continue
        if key not in FILE_KEYS:
            known = (*FILE_KEYS, *_TABLES)
            hint = closest(key, known) or f"the keys are {', '.join(known)}"
            problems.append(Problem(place(key), f"unknown key `{key}`", hint))
            continue
        words = _words(value)
        if words is None or (not FILE_KEYS[key] and not isinstance(value, str)):
            kind = "a text or a list of texts" if FILE_KEYS[key] else "a text"
            hint = f'such as {key} = "{EXAMPLES[key]}"'
            problems.append(Problem(place(key), f"`{key}` must be {kind}", hint))
            continue
        if key in _SEEN:
            words = tuple([_SEEN[key](here, file.parent, text) for text in words])
        texts[key] = (words, place(key))
    table = {**table, **_without_misplaced(table, place, problems)}
    hedges = None
    if "hedges" in table or "factors" in table:
        from consistency.quantity.overrides import read_hedges

        hedges, found = read_hedges(table.get("hedges", {}), table.get("factors", {}), place)
        problems += found
    return Said(texts, hedges, _severities(table.get("severity", {}), place, problems)), problems


def _without_misplaced(
    table: Mapping[str, object], place: Callable[..., Location], problems: list[Problem]
) -> dict[str, dict[str, object]]:
    """Return the tables of a file without its own keys, which TOML takes into the table above them."""
    kept = {}
    for name in _TABLES:
        entries = table.get(name)
        if isinstance(entries, dict):
            kept[name] = {
                key: value for key, value in entries.items() if key not in FILE_KEYS or _belongs(name, value)
            }
            for key in entries.keys() - kept[name].keys():
                message = f"`{key}` stands in the table `{name}`, where it is none of the settings"
                hint = f"move it up, above the header of `{name}`"
                problems.append(Problem(place(name, key), message, hint))
    return kept


def _belongs(table: str, value: object) -> bool:
    """Whether a table may hold such a value: a rule or a row of hedges may be called as a setting is."""
    return value in (*SEVERITIES, OFF) if table == "severity" else isinstance(value, dict)


def _severities(
    table: object, place: Callable[..., Location], problems: list[Problem]
) -> dict[str, tuple[str, Location]]:
    """Return what the table `severity` says of rules, by globs over their ids, and where each stands."""
    if not isinstance(table, dict):
        message = "`severity` must be a table of ids of rules"
        problems.append(
            Problem(place("severity"), message, 'such as [severity] and "trends/*" = "note" below')
        )
        return {}
    found = {}
    known = (*SEVERITIES, OFF)
    for glob, word in table.items():
        at = place("severity", glob)
        if not isinstance(word, str):
            message, hint = f"`{glob}` must have a severity", f"one of {', '.join(known)}, in quotes"
            problems.append(Problem(at, message, hint))
        elif expect_known("severity", (word,), known, at, problems):
            found[glob] = word, at
    return found


class Said(NamedTuple):
    """What a settings file says: the texts of its keys, of hedges, of severities; with places."""

    texts: Mapping[str, tuple[tuple[str, ...], Location]]
    hedges: Hedges | None
    severity: Mapping[str, tuple[str, Location]]


def _words(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    return None
