"""Rule files: each holds one rule, and its path is the id of the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from consistency.measure import Measure
from consistency.problem import InputError, Location, Problem, in_order
from consistency.quantity import Units
from consistency.quantity.hedges import Hedges
from consistency.read.claims import ClaimReader
from consistency.read.document import parse
from consistency.read.files import displayed, find_files, read_text
from consistency.read.naming import name_below
from consistency.read.page import Page
from consistency.read.rule import CouldMeet, RuleReader
from consistency.read.tree import Node, bounded
from consistency.rule import Rule
from consistency.settings import RULES_SUFFIXES, STANDARD, is_rule_set, rules_folder

_JOINING = r"\blinks\.(\w+): (?:\{(?:all|only): \[)?\$"

_LAST_BLOCK = r"examples:[ \t]*(?:#.*)?\n(?:(?!---)(?:[ \t#-].*)?\n)*(?:[ \t#-].*)?"


class _RuleFile(NamedTuple):
    """A rule file, the id that its path makes, and the set that it is of."""

    path: Path
    id: str
    rule_set: str


class Held(NamedTuple):
    """What tells which packaged rules no claim could meet: the links there are, and what roles ask for."""

    links: frozenset[str]
    could_meet: CouldMeet


def read_rules(
    paths: Sequence[str | Path],
    units: Units,
    measures: Mapping[str, Measure],
    hedges: Hedges | None = None,
    *,
    examples: bool = True,
    held: Held | None = None,
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules that files, folders and sets hold, by id, and what is wrong with the others.

    A text that names a set (`standard`, `package:rulebook`) stands for its folder. Rules of two sets may have
    the same id: who runs them must choose. A rule with a problem is not returned. `units`, `measures` and
    `hedges` are those of the facts that it will judge; its own constants are exact. Without `examples` the
    rules come without theirs, unread, in half the time: only tests of rules need them. Packaged rules that
    no claim could meet, by what is `held`, come without roles or expectations: most are for other facts.
    """
    files, problems = _find(paths)
    claims = ClaimReader(units, measures, hedges)
    rules: list[Rule] = []
    holders: dict[tuple[str, str], str] = {}
    for path, name, origin in files:
        page = Page(displayed(path))
        holder = holders.setdefault((origin, name), page.file)
        packaged = held if origin == STANDARD else None
        if packaged is not None and not _could_be_linked(path, packaged.links):
            rules.append(Rule(name, Location(page.file, 1, 1), "", (), (), rule_set=origin))
            continue
        node, found = _nodes(path, page.file, examples)
        if holder != page.file:
            clash = f"the rule `{name}` is in {holder} already"
            found.append(Problem(Location(page.file), clash, "give one of them another name"))
        page.is_broken = bool(found)
        if node is not None:
            rule = RuleReader(page, units, claims if examples else None).read(
                node, name, origin, packaged.could_meet if packaged else None
            )
            if rule is not None and not found:
                rules.append(rule)
        problems += bounded(page.file, [*found, *page.problems])
    rules.sort(key=lambda rule: rule.id)
    return tuple(rules), tuple(in_order(problems))


def rule_ids(paths: Sequence[str | Path]) -> frozenset[str]:
    """Return the ids of the rules that files, folders and sets hold, be these rules readable or not."""
    files, _ = _find(paths)
    return frozenset(file.id for file in files)


def _find(paths: Sequence[str | Path]) -> tuple[list[_RuleFile], list[Problem]]:
    sets, paths, unknown = _sets(paths)
    found, problems = find_files([*paths, *sets], RULES_SUFFIXES, "rule")
    files = []
    for path in found:
        around = [folder for folder in sets if path.is_relative_to(folder)]
        folder = max(around, key=lambda each: len(each.parts), default=None)
        if folder is None:
            files.append(_RuleFile(path, rule_id(path, paths), ""))
        else:
            files.append(_RuleFile(path, name_below(path, [folder]) or path.stem, sets[folder]))
    return files, [*problems, *unknown]


def _could_be_linked(path: Path, links: frozenset[str]) -> bool:
    """Return whether claims have all the links that join the roles of a rule, by the text of its file."""
    text = read_text(path)
    return not isinstance(text, str) or links.issuperset(
        re.findall(_JOINING, text.partition("\nexamples:")[0])
    )


def _sets(
    paths: Sequence[str | Path],
) -> tuple[dict[Path, str], list[str | Path], list[Problem]]:
    """Return the sets among `paths` as folder and name, the other paths, and what is wrong with the sets."""
    sets: dict[Path, str] = {}
    others: list[str | Path] = []
    problems = []
    for path in paths:
        if isinstance(path, str) and is_rule_set(path):
            try:
                sets.setdefault(rules_folder(path), path)
            except InputError as error:
                problems.append(error.at(Location(path)))
        else:
            others.append(path)
    return sets, others, problems


def rule_id(path: Path, paths: Sequence[str | Path]) -> str:
    """Return the id of the rule in the file `path`: its path without suffix below the nearest folder `rules`.

    Where the path as given names no such folder, it is that below the outermost folder given; a file that was
    given itself looks for `rules` among all folders above it, and else has its own name.

    >>> rule_id(Path("mine/rules/territory/losses.yaml"), ["mine/rules"])
    'territory/losses'
    >>> rule_id(Path("mine/rules/territory/losses.yaml"), ["mine/rules/territory"])
    'territory/losses'
    >>> rule_id(Path("mine/territory/losses.yaml"), ["mine"])
    'territory/losses'
    """
    given = path.parts[:-1]
    if "rules" in given:
        return PurePath(*path.parts[len(given) - given[::-1].index("rules") :]).with_suffix("").as_posix()
    name = name_below(path, paths)
    if name is not None:
        return name
    parts = path.absolute().parts
    start = max((i + 1 for i, part in enumerate(parts[:-1]) if part == "rules"), default=len(parts) - 1)
    return PurePath(*parts[start:]).with_suffix("").as_posix()


def _nodes(path: Path, file: str, examples: bool) -> tuple[Node | None, list[Problem]]:
    text = read_text(path)
    if isinstance(text, Problem):
        return None, [text]
    if not examples and path.suffix != ".json":
        node, problems = parse(_without_examples(text), path, file)
        if node is not None and not problems:
            return node, problems
    node, problems = parse(text, path, file)
    if node is None and not problems:
        problems = [Problem(Location(file), "an empty file, not a rule")]
    return node, problems


def _without_examples(text: str) -> str:
    """Return a YAML text without its block `examples` where that is plainly the last of a file.

    Most of a rule file is its examples, and parsing them the most of reading it. As nothing follows the
    block, what it might belong to, such as a text in quotes, stays open in the rest, which then is no YAML.

    >>> _without_examples("expect: a < b\\nexamples:\\n- name: edge\\n")
    'expect: a < b\\n'
    """
    start = text.find("\nexamples:") + 1
    return text[:start] if start and re.fullmatch(_LAST_BLOCK, text[start:]) else text
