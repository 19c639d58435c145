"""What the settings choose: which rules are checked, which findings are shown, which fail the run."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from consistency.finding import Finding, Judgement, Verdict
from consistency.problem import Problem, closest
from consistency.rule import Rule, Severity
from consistency.settings import FAILING, NOTE, SEVERITIES, Settings


def chosen(rules: Sequence[Rule], settings: Settings) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules that `select` and `ignore` leave, and a problem for each glob that fits no rule."""
    ids = [rule.id for rule in rules]
    problems = [
        Problem(settings.at(key), f"no rule is called `{glob}`", _meant(glob, ids))
        for key, globs in (("select", settings.select), ("ignore", settings.ignore))
        for glob in globs
        if not any(fnmatchcase(id, glob) for id in ids)
    ]
    left = [
        rule
        for rule in sorted(rules, key=lambda rule: rule.id)
        if (not settings.select or any(fnmatchcase(rule.id, glob) for glob in settings.select))
        and not any(fnmatchcase(rule.id, glob) for glob in settings.ignore)
    ]
    if rules and not left and not problems:
        problems.append(Problem(settings.at("ignore"), "every rule is left out", "ignore fewer of them"))
    return tuple(left), tuple(problems)


def _meant(glob: str, ids: Sequence[str]) -> str | None:
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
