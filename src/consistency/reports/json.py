"""The report for programs: one JSON document, whose form `report.schema.json` beside this file lays down."""

from __future__ import annotations

import json

from consistency.claim import Claim
from consistency.finding import Counts, Finding, Report, Waiver
from consistency.problem import Problem

VERSION = 1


def render(report: Report, *, width: int | None = None, colour: bool = False) -> str:
    """Return the report as indented JSON; `width` and `colour` are for readers, and change nothing here."""
    document = {
        "version": VERSION,
        "counts": _counts(report.counts),
        "findings": [finding_fields(finding) for finding in report.findings],
        "problems": [problem_fields(problem) for problem in report.problems],
        "unmet": {
            "rules": list(report.unmet_rules),
            "claims": list(report.unmet_claims),
            "because": dict(report.unmet_because),
            "of_sets": report.unmet_of_sets,
        },
        "switched_off": list(report.switched_off),
        "stale_waivers": [
            {
                **_waiver(waiver),
                "rule": waiver.rule,
                "claims": sorted(waiver.claims),
                "expired": waiver.expired,
            }
            for waiver in report.stale_waivers
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "claims": counts.claims,
        "rules": counts.rules,
        "meetings": counts.meetings,
        "consistent": counts.consistent,
        "strained": counts.strained,
        "contradicted": counts.contradicted,
        "undetermined": counts.undetermined,
        "notes": counts.notes,
        "waived": counts.waived,
        "problems": counts.problems,
    }


def finding_fields(finding: Finding) -> dict[str, object]:
    """Return a finding as JSON has it."""
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "established": finding.established,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "claims": _claims(finding),
        "readings": [
            {
                "name": reading.name,
                "verdict": reading.verdict.value,
                "gap": reading.gap,
                "steps": list(reading.steps),
            }
            for reading in finding.arithmetic
        ],
        "would_be_consistent": [
            {"claim": change.claim, "field": change.field, "range": change.range}
            for change in finding.would_be_consistent
        ],
        "because": finding.because,
        "suppressed": _waiver(finding.waiver) if finding.waiver else None,
        "fits_best": finding.fits_best,
        "likely_slips": [
            {
                "claim": slip.claim,
                "field": slip.field,
                "operator": slip.operator,
                "written": slip.written,
                "meant": slip.meant,
                "exchanged_with": slip.other,
            }
            for slip in finding.likely_slips
        ],
        "notes": list(finding.notes),
        "primary": finding.claims[finding.primary][0],
        "rule_file": finding.rule_at.file,
    }


def _claims(finding: Finding) -> dict[str, object]:
    """Return each claim by its role, and the claims of a group as a list, be they many or none."""
    held: dict[str, list[object]] = {}
    for (role, claim), field in zip(finding.claims, finding.fields, strict=True):
        held.setdefault(role, []).append(_claim(claim, field))
    for role in finding.groups:
        held.setdefault(role, [])
    return {role: claims if role in finding.groups else claims[0] for role, claims in held.items()}


def _claim(claim: Claim, field: str) -> dict[str, object]:
    place = claim.location(field)
    return {
        "id": claim.id,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "value": claim.value.text if claim.value else None,
        "when": claim.when.text if claim.when else None,
        "by": list(claim.by),
        "field": field,
    }


def _waiver(waiver: Waiver) -> dict[str, object]:
    return {
        "reason": waiver.reason,
        "owner": waiver.owner,
        "until": waiver.until,
        "file": waiver.at.file,
        "line": waiver.at.line,
        "column": waiver.at.column,
    }


def problem_fields(problem: Problem) -> dict[str, object]:
    """Return a problem as every JSON that the program prints has it."""
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }
