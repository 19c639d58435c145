"""Trials and lists of rules as JSON for programs: one document each, whose version is that of its form."""

from __future__ import annotations

import json
from collections.abc import Sequence

from consistency.problem import Problem
from consistency.reports.json import problem_fields
from consistency.workshop.listing import Listed, Listing
from consistency.workshop.trial import Trial, Trials, Tried

VERSION = 1


def render_trials(trials: Trials) -> str:
    """Return what came of trying some rules as indented JSON."""
    every = [tried for trial in trials.trials for tried in trial.examples]
    return _written(
        {
            "counts": {
                "rules": len(trials.trials),
                "examples": len(every),
                "failing": sum(not tried.holds for tried in every),
                "lacking": sum(len(trial.lacks) for trial in trials.trials),
                "unnoticed": sum(len(trial.unnoticed) for trial in trials.trials),
                "problems": len(trials.problems),
            },
            "rules": list(map(_trial, trials.trials)),
        },
        trials.problems,
    )


def _trial(trial: Trial) -> dict[str, object]:
    return {
        "rule": trial.rule.id,
        "file": trial.rule.at.file,
        "passes": trial.passes,
        "examples": list(map(tried_fields, trial.examples)),
        "lacks": list(trial.lacks),
        "unnoticed": list(trial.unnoticed),
    }


def tried_fields(tried: Tried) -> dict[str, object]:
    """Return what came of one example as JSON has it."""
    at = tried.example.at
    findings = tried.report.findings if tried.report else ()
    return {
        "name": tried.example.name,
        "line": at.line,
        "column": at.column,
        "expected": tried.example.verdict,
        "found": list(tried.found),
        "holds": tried.holds,
        "kept_apart": list(tried.kept_apart),
        "because": list(tried.because),
        "findings": [
            {
                "verdict": finding.verdict.value,
                "message": finding.message,
                "steps": [step for reading in finding.arithmetic for step in reading.steps],
                "because": finding.because,
            }
            for finding in findings
        ],
    }


def render_listing(listing: Listing) -> str:
    """Return the list of rules as indented JSON; `met` and `findings` are null where nothing was run."""
    document = {"rules": list(map(_listed, listing.rules)), "switched_off": list(listing.switched_off)}
    return _written(document, listing.problems)


def _listed(one: Listed) -> dict[str, object]:
    rule = one.rule
    return {
        "rule": rule.id,
        "file": rule.at.file,
        "summary": rule.summary,
        "severity": rule.severity.value if rule.severity else None,
        "tags": list(rule.tags),
        "met": one.met,
        "findings": one.findings,
    }


def _written(document: dict[str, object], problems: Sequence[Problem]) -> str:
    document = {"version": VERSION, **document, "problems": list(map(problem_fields, problems))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
