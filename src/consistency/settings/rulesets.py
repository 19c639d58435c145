"""Where installed packages keep their sets of rules: found by entry points, without running their code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from consistency.problem import InputError, closest
from consistency.settings.value import RULES_SUFFIXES

GROUP = "consistency.rules"
"""The group of entry points under which a package names its set; the value is the package that holds it."""


def installed() -> dict[str, tuple[str, ...]]:
    """Return the sets of rules that packages bring, in order, each with the packages that hold it.

    A name with several of them is one that two distributions give to different things.
    """
    from importlib.metadata import entry_points

    found: dict[str, set[str]] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, set()).add(point.value.partition(":")[0].strip())
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def find_set(name: str) -> Path:
    """Return the folder of the set called `name`: `rules` in its package, or else the package's own.

    Raises `InputError` where there is none, more than one, or no rule file in it.

    >>> find_set("no-such-set")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    consistency.problem.InputError: no installed package brings a rule set called `no-such-set`; ...
    """
    sets = installed()
    if name not in sets:
        listed = f"installed: {', '.join(sets)}" if sets else "no installed package brings any rule set"
        near = closest(name, sets)
        hint = f"{near} ({listed})" if near else listed
        raise InputError(f"no installed package brings a rule set called `{name}`", hint)
    packages = sets[name]
    if len(packages) > 1:
        listed = " and ".join(f"`{package}`" for package in packages)
        raise InputError(
            f"several rule sets are called `{name}`: those in {listed}", "name the folder of one of them"
        )
    folders = list(_folders(packages[0]))
    if not folders:
        hint = "install it again, or name its folder"
        raise InputError(f"the package `{packages[0]}` of the rule set `{name}` has no folder", hint)
    for folder in folders:
        for candidate in (folder / "rules", folder):
            if _holds_rules(candidate):
                return candidate
    hint = f"its files end in {', '.join(RULES_SUFFIXES[:-1])} or {RULES_SUFFIXES[-1]}"
    raise InputError(f"the rule set `{name}` holds no rule: there is none in {folders[0]}", hint)


def _folders(package: str) -> Iterator[Path]:
    """Yield the folders of a package, which is not imported, nor are those above it."""
    from importlib.machinery import PathFinder
    from importlib.util import find_spec

    top, *below = package.split(".")
    try:
        # Only the outermost is found as every import would find it: for a name with a dot in it, the
        # packages above would be run.
        spec = find_spec(top)
        for end in range(2, len(below) + 2):
            above = spec.submodule_search_locations if spec else None
            spec = PathFinder.find_spec(".".join((top, *below)[:end]), above) if above else None
    except (ImportError, ValueError):  # a finder that fails, a name that is none
        return
    for place in (spec.submodule_search_locations if spec else None) or ():
        if Path(place).is_dir():
            yield Path(place)


def _holds_rules(folder: Path) -> bool:
    return folder.is_dir() and any(
        path.name.lower().endswith(RULES_SUFFIXES) and path.is_file() for path in folder.rglob("*")
    )
