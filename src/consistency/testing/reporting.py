"""What a check would report of a case: its facts as they stand now, in the lines where they would stand."""

from __future__ import annotations

import contextlib
from fnmatch import fnmatchcase

import attrs

from consistency import explain
from consistency.choice import fails
from consistency.finding import Finding, Judgement, Report, Verdict
from consistency.load import Loaded
from consistency.match import Index
from consistency.pipeline import judged
from consistency.rule import Severity
from consistency.settings import Settings
from consistency.testing.case import Case
from consistency.testing.writing import placed
from consistency.unmet import never_met
from consistency.waive import Waivers


def failing(case: Case) -> tuple[Judgement, ...]:
    """Return the judgements that are no notes, not waived, and as bad as the settings let fail a check."""
    settings, waivers = strict(case.origin.settings), Waivers(case.origin.waivers)
    mildest, severity = settings.fail_on
    enough = mildest is Verdict.CONTRADICTED and severity is not Severity.NOTE
    found = case.contradicted() if enough else case.judged().values()
    return tuple([each for each in found if fails(settings, waivers.applied(_told(each)))])


def strict(settings: Settings) -> Settings:
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


def report(case: Case, settings: Settings, glob: str = "*") -> Report:
    """Return what a check of the case with these settings, by the rules whose ids fit a glob, reports.

    With a glob it is told of every rule why it never met, and of no claim.
    """
    origin = case.origin
    rules = tuple([rule for rule in case.rules if fnmatchcase(rule.id, glob)])
    off = tuple([id for id in origin.switched_off if fnmatchcase(id, glob)])
    claims, excerpts = placed(case)
    index = Index(claims)
    loaded = Loaded(attrs.evolve(origin.facts, claims=claims), rules, (), off, index)
    asked = settings if glob == "*" else attrs.evolve(settings, select=(glob,))
    with contextlib.chdir(origin.folder):
        made = judged(loaded, asked, origin.waivers)
    # What the files hold, but for the lines in which something was changed.
    made = attrs.evolve(made, excerpts={**made.excerpts, **excerpts})
    if glob == "*":
        return made
    met = {key.rule for key in case.judged()}
    because = {rule.id: never_met(rule, index) for rule in rules if rule.id not in met}
    return attrs.evolve(
        made, unmet_rules=tuple(because), unmet_because=because, unmet_claims=(), unmet_of_sets=0
    )
