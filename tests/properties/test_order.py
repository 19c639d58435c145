"""No verdict depends on the order of files, claims or rules, nor on the seed of Python's hashes."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.finding import Report
from consistency.pipeline import check
from consistency.settings import Settings
from environment import environment

ROOT = Path(__file__).parents[2]
FACTS = sorted((ROOT / "facts").glob("*.yaml"))
OWN_RULES = ROOT / "own-rules"
RULES = [*sorted((ROOT / "rules").rglob("*.yaml")), OWN_RULES]
EVERYTHING = ("consistent", "strained", "contradicted", "undetermined", "note")


def said(report: Report) -> list[object]:
    """All that a report says, but for the lines where things stand."""
    assert report.problems == ()
    findings = sorted(
        (
            finding.rule,
            finding.verdict.value,
            finding.severity.value,
            finding.message,
            finding.fingerprint,
            [(role, claim.id) for role, claim in finding.claims],
            [(part.name, part.verdict.value, part.steps, part.gap) for part in finding.arithmetic],
            [(change.role, change.field, change.range) for change in finding.would_be_consistent],
            finding.established,
            finding.fits_best,
            finding.notes,
        )
        for finding in report.findings
    )
    return [report.counts, report.unmet_rules, report.unmet_claims, *findings]


def shuffled(content: str, chance: random.Random) -> str:
    """The same facts file with its claims in another order."""
    head, marker, rest = content.partition("\nclaims:\n")
    if not marker:
        return content
    blocks = re.split(r"^(?=  - id: )", rest, flags=re.MULTILINE)
    before, claims = blocks[0], [block.rstrip("\n") for block in blocks[1:]]
    chance.shuffle(claims)
    return head + marker + before + "\n".join(claims) + "\n"


EXPECTED = said(
    check(Settings([str(path) for path in FACTS], [str(ROOT / "rules"), str(OWN_RULES)], show=EVERYTHING))
)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_order_of_files_claims_and_rules_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        facts, rules = [], [str(path) for path in RULES]
        for path in FACTS:
            copy = Path(folder) / path.name
            copy.write_text(shuffled(path.read_text("utf-8"), chance), "utf-8")
            facts.append(str(copy))
        chance.shuffle(facts)
        chance.shuffle(rules)
        assert said(check(Settings(facts, rules, show=EVERYTHING))) == EXPECTED


def test_the_worked_example_has_much_to_say() -> None:
    assert len(EXPECTED) > 100


def test_the_seed_of_hashes_changes_no_byte() -> None:
    command = [sys.executable, "-m", "consistency", "check", "facts", "--format", "json", "--show", "all"]
    outputs = {
        subprocess.run(
            command,
            cwd=ROOT,
            env=environment(PYTHONHASHSEED=seed),
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
