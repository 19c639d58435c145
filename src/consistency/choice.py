"""What the settings choose: which rules are checked, how severely; which findings show, or fail the run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

import attrs

from consistency.finding import Finding, Judgement, Report, Verdict
from consistency.problem import Location, Problem, closest
from consistency.rule import Rule, Severity
from consistency.settings import FAILING, NOTE, OFF, SEVERITIES, Settings


def chosen(rules: Sequence[Rule], settings: Settings) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules that `severity`, `select` and `ignore` leave, each as severe as it is to be.

    Beside them a problem for each glob that fits no rule, and for each id that two sets have.
    """
    ids = [rule.id for rule in rules]
    problems = [
        Problem(settings.at(key), f"no rule is called `{glob}`", meant(glob, ids))
        for key in ("select", "ignore")
        for glob in _globs(key, rules, settings)
        if not any(fnmatchcase(id, glob) for id in ids)
    ]
    problems += _unfitting(rules, settings)
    left = [rule for rule in _asked(rules, settings) if _severity(rule, settings) != OFF]
    if rules and not left and not problems:
        off = [_deciding(rule, settings) for rule in _asked(rules, settings)]
        at = _at(off[0], settings) if off else settings.at("ignore")
        hint = f"{'switch off' if off else 'ignore'} fewer of them"
        problems.append(Problem(at, "every rule is left out", hint))
    return tuple([_as_severe(rule, settings) for rule in left]), (*problems, *twice(left))


def switched_off(rules: Sequence[Rule], settings: Settings) -> tuple[str, ...]:
    """Return the ids of the rules that `select` and `ignore` leave and `severity` switches off, in order."""
    return tuple([rule.id for rule in _asked(rules, settings) if _severity(rule, settings) == OFF])


def left_out(rule: Rule, rules: Sequence[Rule], settings: Settings) -> Problem | None:
    """Return why a check of `rules` leaves out one of them, where the settings say so; else None."""
    for glob in _globs("ignore", rules, settings):
        if fnmatchcase(rule.id, glob):
            return Problem(settings.at("ignore"), f"`ignore` leaves out the rule `{rule.id}`")
    if not _asked([rule], settings, rules):
        return Problem(settings.at("select"), f"`select` leaves out the rule `{rule.id}`")
    found = severity_of(rule, settings)
    if found is None or found[0] != OFF:
        return None
    return Problem(found[1], f"the rule `{rule.id}` is switched off")


def severity_of(rule: Rule, settings: Settings) -> tuple[str, Location] | None:
    """Return what `severity` says of a rule, a severity or `OFF`, and where; None where it says nothing."""
    glob = _deciding(rule, settings)
    return None if glob is None else (settings.severity[glob], _at(glob, settings))


def _asked(rules: Sequence[Rule], settings: Settings, among: Sequence[Rule] | None = None) -> list[Rule]:
    """Return the rules, of all those `among` which they are, that `select` and `ignore` leave, in order."""
    known = rules if among is None else among
    select, ignore = (_globs(key, known, settings) for key in ("select", "ignore"))
    return [
        rule
        for rule in sorted(rules, key=lambda rule: (rule.id, rule.rule_set))
        if (not select or any(fnmatchcase(rule.id, glob) for glob in select))
        and not any(fnmatchcase(rule.id, glob) for glob in ignore)
    ]


def _globs(key: str, rules: Sequence[Rule], settings: Settings) -> Sequence[str]:
    """Return the globs of `select` or `ignore` as far as they speak of these rules.

    The settings file speaks of the rules that it names: where the command line names others, what fits none
    of them is not said of them.
    """
    globs: Sequence[str] = getattr(settings, key)
    if _is_option("rules", settings) and not _is_option(key, settings):
        return [glob for glob in globs if any(fnmatchcase(rule.id, glob) for rule in rules)]
    return globs


def _is_option(key: str, settings: Settings) -> bool:
    """Whether the command line says what stands under `key`."""
    return key in settings.places and settings.at(key).file.startswith("--")


def _as_severe(rule: Rule, settings: Settings) -> Rule:
    word = _severity(rule, settings)
    return rule if word is None else attrs.evolve(rule, severity=Severity(word))


def _severity(rule: Rule, settings: Settings) -> str | None:
    """Return what the settings say of a rule: a severity, `OFF`, or None for nothing."""
    found = severity_of(rule, settings)
    return None if found is None else found[0]


def _deciding(rule: Rule, settings: Settings) -> str | None:
    """Return the most specific glob of `severity` that fits a rule, of equals the later, if any does."""
    fitting = [glob for glob in settings.severity if _fits(glob, rule)]
    return max(reversed(fitting), key=_literal, default=None)


def _at(glob: str | None, settings: Settings) -> Location:
    return settings.places.get(f"severity.{glob}", Location("severity"))


def _fits(glob: str, rule: Rule) -> bool:
    """Whether a glob fits the id of a rule, alone or after the name of its set (`standard:trends/*`)."""
    return fnmatchcase(rule.id, glob) or (
        bool(rule.rule_set) and fnmatchcase(f"{rule.rule_set}:{rule.id}", glob)
    )


def _literal(glob: str) -> int:
    """Return how many characters of a glob stand for themselves."""
    return len(re.sub(r"\[!?\]?[^]]*\]|[*?]", "", glob))


def _unfitting(rules: Sequence[Rule], settings: Settings) -> list[Problem]:
    """Return a problem for each glob of `severity` that fits no rule.

    There is none where the command line names other rules than the settings file speaks of.
    """
    if _is_option("rules", settings):
        return []
    ids = [rule.id for rule in rules]
    ids += (
        [f"{rule.rule_set}:{rule.id}" for rule in rules if rule.rule_set]
        if ":" in "".join(settings.severity)
        else []
    )
    return [
        Problem(
            _at(glob, settings),
            f"no rule is called `{glob}`",
            meant(glob, ids),
        )
        for glob in settings.severity
        if not any(_fits(glob, rule) for rule in rules)
    ]


def twice(rules: Sequence[Rule]) -> list[Problem]:
    """Return a problem for each rule whose id another one before it has, in another set."""
    return [
        Problem(
            other.at,
            f"the rule `{one.id}` is in {one.at.file} already",
            f'switch this one off: `"{other.rule_set}:{one.id}" = "off"` under [severity]',
        )
        for one, other in pairwise(rules)
        if one.id == other.id
    ]


def meant(glob: str, ids: Sequence[str]) -> str | None:
    """Return what a glob that fits no id may have been meant for: an id, or all of a family.

    >>> meant("footbal/*", ["football/goals", "football/cards"])
    'did you mean `football/*`?'
    """
    family = f"{glob.rstrip('/')}/*"
    if any(fnmatchcase(id, family) for id in ids):
        return f"did you mean `{family}`?"
    families = {f"{id.rpartition('/')[0]}/*" for id in ids if "/" in id}
    return closest(glob, {*ids, *families})


def shows(settings: Settings, judged: Judgement | Finding) -> bool:
    """Whether `show` asks for a judgement: for its verdict, or for notes where it is one."""
    return judged.verdict.value in settings.show or (NOTE in settings.show and is_note(judged))


def fails(settings: Settings, finding: Finding) -> bool:
    """Whether a finding fails the run: its verdict and its severity are as bad as `fail_on`, or worse.

    What is only not established contradicts nothing, and fails where notes do.
    """
    return (
        finding.waiver is None
        and may_fail(settings, finding)
        and _reaches(SEVERITIES, finding.severity.value, settings.fail_on[1].value)
    )


def fails_unmet(settings: Settings, report: Report) -> bool:
    """Whether a run fails because a rule met no claim, or no rule met a claim."""
    return settings.fail_on_unmet and bool(report.unmet_rules or report.unmet_claims)


def may_fail(settings: Settings, judged: Judgement | Finding) -> bool:
    """Whether a judgement is bad enough to fail the run, whatever its severity turns out to be."""
    verdict, severity = settings.fail_on
    if judged.verdict is Verdict.CONSISTENT:
        return severity is Severity.NOTE and is_note(judged)
    return _reaches(FAILING, judged.verdict.value, verdict.value)


def _reaches(worst_first: tuple[str, ...], word: str, bound: str) -> bool:
    return worst_first.index(word) <= worst_first.index(bound)


def is_note(judged: Judgement | Finding) -> bool:
    """Whether a judgement only remarks on something: its rule does no more, or it is not established."""
    if judged.verdict is Verdict.CONSISTENT:
        return judged.unestablished
    if isinstance(judged, Finding):
        return judged.is_note
    return judged.meeting.rule.severity is Severity.NOTE
