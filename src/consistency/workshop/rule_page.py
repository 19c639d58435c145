"""The page of one rule, with its examples worked out: for readers, and as fields of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consistency.claim import Claim
from consistency.explain.patterns import asked, in_words, joined, listed
from consistency.explain.wording import as_written
from consistency.finding import Finding
from consistency.reports.understood import Line, render_lines
from consistency.rule import Reading, Rule
from consistency.workshop.json import tried_fields
from consistency.workshop.trial import UNMET, Tried
from consistency.workshop.worked import Lookup

_BY_SOURCE = "error within one source, warning between several"


def render_rule(found: Lookup, rule: Rule, *, width: int | None = None, colour: bool = False) -> str:
    """Return the page of the rule that was found: what it asks of claims, what it expects, its examples."""
    lines = [*_about(found, rule), *_meeting(rule), *_expected(rule)]
    for tried in found.examples:
        lines += _example(tried)
    lines += _labelled("references", rule.references)
    lines += _labelled("tags", [", ".join(rule.tags)] if rule.tags else [])
    return render_lines(rule.id, lines, columns=width, colour=colour)


def rule_fields(found: Lookup, rule: Rule) -> dict[str, object]:
    """Return what is told of the rule that was found as JSON has it."""
    return {
        "rule": rule.id,
        "file": rule.at.file,
        "line": rule.at.line,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "severity": rule.severity.value if rule.severity else None,
        "severity_set_at": str(found.severity_at) if found.severity_at else None,
        "left_out": str(found.left_out) if found.left_out else None,
        "claims": [
            {
                "role": role.name,
                "each": role.each,
                "asks": [asked(key, test) for key, test in role.tests],
                "pattern": in_words(role),
            }
            for role in rule.roles
        ],
        "variables": joined(rule.roles),
        "symmetric": list(rule.symmetric),
        "sequence": list(rule.sequence),
        "where": [condition.text for condition in rule.where],
        "expect": _reading_fields(rule.expect),
        "establish": None if rule.establish is None else _reading_fields(rule.establish),
        "examples": [
            {
                **tried_fields(tried),
                "claims": [{"role": role, "says": _says(claim)} for role, claim in tried.example.claims],
            }
            for tried in found.examples
        ],
        "references": list(rule.references),
        "tags": list(rule.tags),
    }


def _reading_fields(readings: Iterable[Reading]) -> list[dict[str, str]]:
    return [{"name": reading.name, "expression": reading.expression.text} for reading in readings]


def _about(found: Lookup, rule: Rule) -> Iterator[Line]:
    yield "summary", rule.summary
    yield "file", str(rule.at)
    set_at = f" (by {found.severity_at})" if found.severity_at else ""
    yield "severity", (rule.severity.value if rule.severity else _BY_SOURCE) + set_at
    if found.left_out:
        yield "left out", f"{found.left_out.message} ({found.left_out.location})"
    paragraphs = (rule.rationale or "").strip().split("\n\n")
    yield from _labelled("rationale", [" ".join(text.split()) for text in paragraphs if text.strip()])


def _meeting(rule: Rule) -> Iterator[Line]:
    """Yield which claims meet in the rule."""
    yield from _labelled("claims", [f"`{role.name}`: {in_words(role)}" for role in rule.roles])
    yield from _labelled("joined by", [f"`${name}`: {what}" for name, what in joined(rule.roles).items()])
    if rule.symmetric:
        yield "symmetric", f"exchanging {listed(rule.symmetric, 'and')} means the same"
    if rule.sequence:
        yield "sequence", f"{listed(rule.sequence, 'and')} follow one another, each to the next"
    yield from _labelled("where", [condition.text for condition in rule.where])


def _expected(rule: Rule) -> Iterator[Line]:
    yield from _labelled("expect", _readings(rule.expect))
    if rule.establish is not None:
        same = rule.establish == rule.expect
        told = ["what is expected is certain, and not only possible"] if same else _readings(rule.establish)
        yield from _labelled("establish", told)


def _readings(readings: Iterable[Reading]) -> list[str]:
    return [
        f"{reading.name}: {reading.expression.text}" if reading.name else reading.expression.text
        for reading in readings
    ]


def _example(tried: Tried) -> Iterator[Line]:
    """Yield what an example says, what it comes to, and how."""
    example = tried.example
    found = " and ".join(tried.found)
    verdict = found if tried.holds else f"{found}, and should be {example.verdict}"
    yield "example", f"{example.name}: {verdict}"
    yield "", "; ".join(f"{role} {_says(claim)}" for role, claim in example.claims)
    for finding in tried.report.findings if tried.report else ():
        yield from (("", f"= {step}") for step in _worked(finding))
    if tried.found == (UNMET,):
        kept = [f"`{condition}` does not hold" for condition in tried.kept_apart]
        yield "", f"= {' · '.join(kept or tried.because)}"


def _worked(finding: Finding) -> Iterator[str]:
    for reading in finding.arithmetic:
        yield (f"{reading.name}: " if reading.name else "") + "; ".join(reading.steps)
    if finding.because:
        yield f"because {finding.because}"


def _says(claim: Claim) -> str:
    """Return the figures and dates of a claim, as written."""
    figures = [as_written(claim.value)] if claim.value else []
    figures += [f"also {as_written(figure)}" for figure in claim.also]
    figures += [f"lasting {as_written(claim.lasting)}"] if claim.lasting else []
    dates = [claim.when.text] if claim.when else []
    dates += [f"said {claim.said.text}"] if claim.said else []
    if not figures:
        return ", ".join(dates) or "without a figure"
    return ", ".join(figures) + (f" ({', '.join(dates)})" if dates else "")


def _labelled(label: str, texts: Iterable[str]) -> Iterator[Line]:
    """Yield texts below one another, the first with a label."""
    for number, text in enumerate(texts):
        yield "" if number else label, text
