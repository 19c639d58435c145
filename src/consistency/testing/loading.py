"""Reads the facts and rules of a project as a check of it does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import attrs

from consistency.choice import meant
from consistency.load import load as read
from consistency.load import waivers_of
from consistency.problem import Location, Problem
from consistency.read.rules import read_rules, rule_ids
from consistency.rule import Rule
from consistency.settings import read_settings
from consistency.testing.case import Case, Origin, UnreadableError

Named = str | Path | Rule
"""A rule, or what holds rules: a file, a folder, a set such as `standard`."""


def load(
    *facts: str | Path,
    rules: str | Path | Sequence[str | Path] = (),
    select: str | Sequence[str] = (),
    folder: str | Path | None = None,
) -> Case:
    """Return the case of facts in files and folders, judged by rules in files, folders and sets.

    What is not named is as in a check that is started in `folder`, or where the tests run: as its
    `consistency.toml` says, its units, hedges, severities and waivers among it. `select` are globs over the
    ids of rules. Raises `UnreadableError` where a check would report any problem.
    """
    named = {"facts": _texts(facts), "rules": _texts(rules), "select": _texts(select)}
    with contextlib.chdir(folder or Path.cwd()):
        settings, problems = read_settings({key: texts for key, texts in named.items() if texts})
        if problems:
            raise UnreadableError(problems)
        held, chosen, wrong, off, _ = read(settings)
        waivers, unread = waivers_of(settings)
        found = [*held.problems, *wrong, *unread]
        if found:
            raise UnreadableError(found)
        return Case(Origin(held, chosen, settings, waivers, switched_off=off, folder=Path.cwd()))


def _texts(named: str | Path | Sequence[str | Path]) -> tuple[str, ...]:
    return (str(named),) if isinstance(named, str | Path) else tuple(map(str, named))


def rules_in(named: Named | Iterable[Named], like: Case | None = None) -> tuple[Rule, ...]:
    """Return rules as they are, and those that files, folders and sets hold, with their examples.

    They are read with the vocabulary of `like`, or the standard one. Raises `UnreadableError`.
    """
    each = [named] if isinstance(named, str | Path | Rule) else list(named)
    given = [one for one in each if isinstance(one, Rule)]
    paths = [one for one in each if not isinstance(one, Rule)]
    if not paths:
        return tuple(given)
    known = (like or Case.of((), ())).origin
    with contextlib.chdir(known.folder):
        read, problems = read_rules(paths, known.facts.units, known.facts.measures, known.settings.hedges)
    if problems:
        raise UnreadableError(problems)
    return (*given, *read)


def with_examples(case: Case) -> tuple[Rule, ...]:
    """Return the rules of a case with their examples, which a check leaves unread.

    A rule that no file of the settings holds is as it was given.
    """
    named = case.origin.settings.rules
    lacking = {rule.id for rule in case.rules if not rule.examples}
    with contextlib.chdir(case.origin.folder):
        in_files = bool(lacking) and not lacking.isdisjoint(rule_ids(named))
    read = rules_in(named, case) if in_files else ()
    examples = {(rule.rule_set, rule.id): rule.examples for rule in read}
    return tuple(
        [
            rule if rule.examples else attrs.evolve(rule, examples=examples.get((rule.rule_set, rule.id), ()))
            for rule in case.rules
        ]
    )


def judged_by(case: Case, rules: Named | Iterable[Named] | None) -> Case:
    """Return the case, judged by other rules where there are any."""
    return case if rules is None else case.under(rules_in(rules, case))


def require_rule(case: Case, glob: str) -> None:
    """Raise `UnreadableError` where no rule of the case has an id that fits a glob."""
    ids = [rule.id for rule in case.rules]
    if not any(fnmatchcase(id, glob) for id in ids):
        problem = Problem(Location("RULE"), f"no rule is called `{glob}`", meant(glob, ids))
        raise UnreadableError([problem])
