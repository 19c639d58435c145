"""The page of one rule, with its examples worked out: for readers, and as fields of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consistency.claim import Claim
from consistency.explain.patterns import asked, in_words, joined, listed
from consistency.explain.wording import as_written
from consistency.finding import Finding
from consistency.reports.understood import Line, render_lines
from consistency.rule import Reading, Rule
from consistency.workshop.json import tried_fields
from consistency.workshop.trial import UNMET, Tried

_BY_SOURCE = "error within one source, warning between several"


def render_rule(
    rule: Rule, examples: Sequence[Tried], *, width: int | None = None, colour: bool = False
) -> str:
    """Return the page of a rule: what it asks of claims, what it expects, its examples step by step."""
    lines = [*_about(rule), *_meeting(rule), *_expected(rule)]
    for tried in examples:
        lines += _example(tried)
    lines += _labelled("references", rule.references)
    lines += _labelled("tags", [", ".join(rule.tags)] if rule.tags else [])
    return render_lines(rule.id, lines, columns=width, colour=colour)


def rule_fields(rule: Rule, examples: Sequence[Tried]) -> dict[str, object]:
    """Return what is told of a rule as JSON has it."""
    return {
        "rule": rule.id,
        "file": rule.at.file,
        "line": rule.at.line,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "severity": rule.severity.value if rule.severity else None,
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
            for tried in examples
        ],
        "references": list(rule.references),
        "tags": list(rule.tags),
    }


def _reading_fields(readings: Iterable[Reading]) -> list[dict[str, str]]:
    return [{"name": reading.name, "expression": reading.expression.text} for reading in readings]


def _about(rule: Rule) -> Iterator[Line]:
    yield "summary", rule.summary
    yield "file", str(rule.at)
    yield "severity", rule.severity.value if rule.severity else _BY_SOURCE
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
        yield "", f"= {' · '.join(kept) or 'the claims do not fit together'}"


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
