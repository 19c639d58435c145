"""What a run comes to: judgements are counted as they pass by, and put together as a report at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consistency.choice import is_note
from consistency.claim import Claim
from consistency.finding import Counts, Finding, Judgement, Report, Verdict
from consistency.problem import Location, Problem, in_order
from consistency.rule import Rule
from consistency.settings import FAILING, SEVERITIES


class Tally:
    """The verdicts on the meetings of some rules and claims so far, without the judgements themselves."""

    def __init__(self, claims: Sequence[Claim], rules: Sequence[Rule]) -> None:
        self._claims = claims
        self._rules = rules
        self._verdicts = dict.fromkeys(Verdict, 0)
        self._notes = 0
        self._waived = 0
        self._met_rules: set[Rule] = set()
        self._met_claims: set[Claim] = set()

    def add(self, judgement: Judgement) -> None:
        """Count one judgement."""
        self._verdicts[judgement.verdict] += 1
        self._notes += is_note(judgement)
        self._met_rules.add(judgement.meeting.rule)
        self._met_claims.update(judgement.meeting.claims)

    def waive(self) -> None:
        """Count one finding that is waived."""
        self._waived += 1

    def report(self, findings: Iterable[Finding], problems: Iterable[Problem]) -> Report:
        """Return the report of the run, in an order that does not depend on how the findings came."""
        findings = tuple(sorted(findings, key=_order))
        problems = tuple(in_order(problems))
        places = [problem.location for problem in problems]
        places += [at for finding in findings for at in _places(finding)]
        unmet = [rule for rule in self._rules if rule not in self._met_rules]
        return Report(
            counts=Counts(
                claims=len(self._claims),
                rules=len(self._rules),
                meetings=sum(self._verdicts.values()),
                notes=self._notes,
                waived=self._waived,
                problems=len(problems),
                **{verdict.value: count for verdict, count in self._verdicts.items()},
            ),
            findings=findings,
            problems=problems,
            unmet_rules=tuple(sorted(rule.id for rule in unmet if not rule.rule_set)),
            unmet_of_sets=sum(bool(rule.rule_set) for rule in unmet),
            unmet_claims=tuple(sorted(claim.id for claim in self._claims if claim not in self._met_claims)),
            excerpts=_excerpts(places),
        )


def stopped(claims: Sequence[Claim], problems: Iterable[Problem]) -> Report:
    """Return the report of a run that could not compare anything: nothing of it is unmet, for nothing met."""
    report = Tally((), ()).report((), problems)
    counts = Counts(claims=len(claims), problems=len(report.problems))
    return Report(counts=counts, problems=report.problems, excerpts=report.excerpts)


def _order(finding: Finding) -> tuple[object, ...]:
    """Sort the gravest first, then the worst, then by where it stands; names decide the rest."""
    worst = [*FAILING, Verdict.CONSISTENT.value].index(finding.verdict.value)
    ids = tuple(claim.id for _, claim in finding.claims)
    at = _places(finding)[finding.primary]
    return SEVERITIES.index(finding.severity.value), worst, at.file, at.line, at.column, finding.rule, ids


def _places(finding: Finding) -> list[Location]:
    return [claim.location(field) for (_, claim), field in zip(finding.claims, finding.fields, strict=True)]


def _excerpts(places: Iterable[Location]) -> dict[tuple[str, int], str]:
    """Return the lines that `places` stand in, reading each file once, and only so far as needed."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line:
            wanted.setdefault(place.file, set()).add(place.line)
    excerpts = {}
    for file, numbers in sorted(wanted.items()):
        last = max(numbers)
        try:
            with open(file, encoding="utf-8-sig", errors="replace") as lines:
                for number, line in enumerate(lines, 1):
                    if number in numbers:
                        excerpts[file, number] = line.rstrip("\n")
                    if number == last:
                        break
        except OSError:  # it was there when it was read: the finding still says where it stood
            continue
    return excerpts
