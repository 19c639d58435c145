"""Claims, findings and reports made by hand: the example of the report format."""

from pathlib import Path

import attrs

from consistency.claim import Claim, Source
from consistency.finding import Arithmetic, Counts, Finding, Report, Settlement, Verdict
from consistency.period import Period
from consistency.problem import Location
from consistency.quantity import Quantity
from consistency.rule import Severity
from consistency.settings import Settings

FILE = "facts/signs-of-wear.yaml"
LINES = {
    19: "    value: 14 %",
    25: "    value: 8 %",
    31: "    value: 35 %",
}


def a_claim(name: str, value: str, when: str, line: int, **fields: object) -> Claim:
    source = Source("signs-of-wear", FILE)
    places = {"value": (line, 12, len(value))}
    return Claim(
        f"signs-of-wear/{name}", source, line - 3, 5, {"measure": ("territory lost",)}, places=places,
        value=Quantity.of(value), when=Period.of(when), **fields,
    )  # fmt: skip


def a_finding(**fields: object) -> Finding:
    claims = (
        ("earlier", a_claim("ihs-2015", "14 %", "2015", 19, by=("IHS",))),
        ("later", a_claim("ihs-2016", "8 %", "2015-12/2016-03", 25, by=("IHS",))),
        ("total", a_claim("kerry", "35 %", "2015/2016-03", 31, by=("Kerry",), locator="paragraph 9")),
    )
    finding = Finding(
        rule="territory/losses-add-up",
        rule_at=Location("rules/territory/losses-add-up.yaml", 1, 1),
        verdict=Verdict.CONTRADICTED,
        severity=Severity.ERROR,
        message="14 % (2015) and 8 % (2015-12/2016-03) make 22 %, but Kerry says 35 %",
        claims=claims,
        fields=("value", "value", "value"),
        primary=2,
        arithmetic=(
            Arithmetic(
                "simple sum", Verdict.CONTRADICTED, ("14 % + 8 % = 22 % (21…23 %): 9.5 pp",), "9.5 pp"
            ),
            Arithmetic(
                "compounding", Verdict.CONTRADICTED, ("1 − 0.86 × 0.92 = 20.88 %: 10.73 pp",), "10.73 pp"
            ),
        ),
        would_be_consistent=(
            Settlement("total", "signs-of-wear/kerry", "value", "17.99…25 %"),
            Settlement("later", "signs-of-wear/ihs-2016", "value", "18…27.74 %"),
        ),
    )
    return attrs.evolve(finding, **fields)


def a_report(*findings: Finding, **fields: object) -> Report:
    counts = Counts(
        claims=52, rules=14, meetings=31, consistent=27, strained=1, contradicted=1, undetermined=2
    )
    excerpts = {(FILE, line): text for line, text in LINES.items()}
    return attrs.evolve(Report(counts=counts, findings=findings, excerpts=excerpts), **fields)


FACTS = """\
measures:
  crowd: {kind: event, unit: people}

claims:
  - id: morning
    about: {measure: crowd, place: Square, day: first of May}
    when: 2020-05-01
    value: 400 people
  - id: evening
    about: {measure: crowd, place: Square, day: first of May}
    when: 2020-05-01
    value: 900 people
  - id: elsewhere
    about: {measure: crowd, place: Harbour, day: first of May}
    when: 2020-05-01
    value: 25 people
"""

RULE = """\
summary: One crowd has one size
claims:
  one: {measure: crowd, place: $where, day: $day}
  other: {measure: crowd, place: $where, day: $day}
symmetric: [one, other]
expect: one == other
message: "{one} is not {other}"
"""

NEVER_MET = """\
summary: A march ends with as many as it began with
claims:
  start: {measure: marchers, place: $where}
  end: {measure: marchers, place: $where}
expect: start == end
"""


TRIED = """\
summary: A part is no more than its whole
claims:
  part: {measure: part, place: $where}
  whole: {measure: whole, place: $where}
where:
  - within(part.when, whole.when)
expect: part <= whole
examples:
  - name: all of it
    claims: {part: {value: 7 people, when: 2020-05}, whole: {value: 7 people, when: 2020}}
    verdict: consistent
  - name: one more
    claims: {part: {value: 8 people, when: 2020-05}, whole: {value: 7 people, when: 2020}}
    verdict: contradicted
  - name: another year
    claims: {part: {value: 8 people, when: 2021-05}, whole: {value: 7 people, when: 2020}}
    verdict: unmet
"""


OWN_RULES = 'rules = ["rules"]\n'
"""Settings of a project that leaves the packaged rules out: they are no part of what a test looks at."""


def own(**changes: object) -> Settings:
    """Return the settings of a run of the rules in `rules` alone, changed as `changes` say."""
    return Settings(**{"rules": ("rules",), **changes})  # type: ignore[arg-type]


def write_project(folder: Path) -> Path:
    """Write facts that contradict each other in one place, a rule that finds it, and one that never meets."""
    for name, text in (
        ("consistency.toml", OWN_RULES),
        ("facts/may.yaml", FACTS),
        ("rules/crowd/one-size.yaml", RULE),
        ("rules/march/same-size.yaml", NEVER_MET),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
