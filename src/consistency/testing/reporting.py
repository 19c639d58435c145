"""What a check would report of a case: its facts as they stand now, in the lines where they would stand."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fnmatch import fnmatchcase

import attrs

from consistency import evaluate, explain
from consistency.choice import fails, shows
from consistency.finding import Finding, Judgement, Report, Verdict
from consistency.match import Index, MeetsTooOften, meetings
from consistency.pipeline import overrides, trials
from consistency.problem import Problem
from consistency.rule import Rule, Severity
from consistency.settings import SHOWABLE, Settings
from consistency.tally import Tally
from consistency.testing.case import Case
from consistency.testing.writing import placed
from consistency.unmet import never_met


def failing(case: Case) -> tuple[Judgement, ...]:
    """Return the judgements that are no notes, not waived, and as bad as the settings let fail a check."""
    settings, waivers = _strict(case.origin.settings), case.origin.waivers
    mildest, severity = settings.fail_on
    enough = mildest is Verdict.CONTRADICTED and severity is not Severity.NOTE
    judged = case.contradicted() if enough else case.judged().values()
    return tuple([each for each in judged if fails(settings, waivers.applied(_told(each)))])


def _strict(settings: Settings) -> Settings:
    """Return settings by which what two sources contradict each other in fails, too."""
    verdict, severity = settings.fail_on
    return (
        attrs.evolve(settings, fail_on=(verdict, Severity.WARNING))
        if severity is Severity.ERROR
        else settings
    )


def _told(judgement: Judgement) -> Finding:
    """Return the finding of a judgement with what decides whether it fails, and without its explanation."""
    meeting = judgement.meeting
    return Finding(
        rule=meeting.rule.id,
        rule_at=meeting.rule.at,
        verdict=judgement.verdict,
        severity=Severity.NOTE if judgement.unestablished else explain.severity(meeting.rule, meeting),
        message="",
        claims=tuple((role.name, claim) for role, claim in zip(meeting.roles, meeting.claims, strict=True)),
        fields=(),
        unestablished=judgement.unestablished,
    )


def report(case: Case, glob: str = "*", *, whole: bool = False, only_failing: bool = False) -> Report:
    """Return what a check of the case by the rules whose ids fit a glob reports.

    `whole`: with what is consistent, too; `only_failing`: of its findings, those that fail the check.
    """
    origin = case.origin
    settings = attrs.evolve(origin.settings, show=SHOWABLE) if whole else origin.settings
    rules = [rule for rule in case.rules if fnmatchcase(rule.id, glob)]
    claims, excerpts = placed(case)
    facts = attrs.evolve(origin.facts, claims=claims)
    index, tally = Index(claims), Tally(claims, rules)
    trial = trials(settings, facts, rules)
    rests_on = overrides(facts.units, settings.hedges)
    findings: list[Finding] = []
    problems = []

    def found(rule: Rule) -> Iterator[Finding]:
        met = meetings(rule, index)
        if not met:  # as in most rules of a few claims: what judges them is not worth making
            return
        judge = evaluate.prepare(rule)
        explained = explain.prepare(rule, rests_on, trial(rule, judge))
        for meeting in met:
            judgement = judge(meeting)
            if judgement is None:
                continue
            tally.add(judgement)
            if shows(settings, judgement):
                finding = origin.waivers.applied(explained(judgement))
                if finding.waiver is not None:
                    tally.waive()
                if not only_failing or fails(_strict(settings), finding):
                    yield finding

    with contextlib.chdir(origin.folder):
        for rule in rules:
            try:
                findings.extend(found(rule))
            except MeetsTooOften as error:
                problems.append(Problem(rule.at, str(error), "let its roles share one more variable"))
        made = tally.report(findings, problems)
    # What the files hold, but for the lines in which something was changed.
    made = attrs.evolve(made, excerpts={**made.excerpts, **excerpts})
    if glob == "*":
        return made
    unmet = [rule for rule in rules if not any(key.rule == rule.id for key in case.judged())]
    because = {rule.id: never_met(rule, index) for rule in unmet}
    return attrs.evolve(made, unmet_rules=tuple(because), unmet_because=because, unmet_claims=())
