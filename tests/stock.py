"""Folders of made-up facts that the packaged rules are measured on: what they should find, and what they do.

Each folder of `sound/` holds facts that agree, and each of `flawed/` facts of which some were spoilt on
purpose, with an `expected.yaml` that says what the rules must find:

    findings:
      - {rule: trends/stated-fall, claims: [report/later, report/earlier, report/stated]}
    slip: "×10"          # a word of `SLIPS`: the likely slip that must be named, where one is asked for

or, where the rules do not find it, why they do not:

    findings: []
    missed: "the claims give no quote, by whose words the speaker is known"

The folders `blind-…` and `unseen-…` of both kinds were written by two people who had not seen the rules.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consistency import Report, Settings, Verdict, check
from consistency.settings import SHOWABLE

ROOT = Path(__file__).parent.parent
SOUND = sorted(path for path in (ROOT / "tests" / "sound").glob("*") if path.is_dir())
FLAWED = sorted(path.parent for path in (ROOT / "tests" / "flawed").glob("*/expected.yaml"))

SLIPS = {
    "one digit": {"digit"},
    "digits swapped": {"digits-swapped"},
    "×10": {"tenfold", "tenth"},
    "×1000": {"thousandfold", "thousandth"},
    "×1000000": {"millionfold", "millionth"},
    "unit": {"unit"},
    "% for pp": {"percent-for-points", "points-for-percent"},
    "sign": {"sign"},
    "min and max exchanged": {"exchanged"},
    "swapped base": {"exchanged"},
    "neighbouring year": {"year"},
    "day and month exchanged": {"day-for-month"},
    "wrong weekday": {"weekday"},
}
"""The operators of `consistency.slips` that a word for a planted slip stands for: either direction of it."""

Flag = tuple[str, frozenset[str]]
"""A rule, and the ids of the claims that it objects to."""


@cache
def report_on(folder: Path) -> Report:
    """Return what the packaged rules, and no others, say about a folder of facts; every meeting is in it."""
    facts = [str(file) for file in sorted(folder.glob("*")) if file.suffix in (".yaml", ".csv")]
    facts = [file for file in facts if not file.endswith("expected.yaml")]
    return check(Settings(facts=facts, rules=["standard"], show=frozenset(SHOWABLE)))


def flags(folder: Path, *verdicts: Verdict) -> Counter[Flag]:
    """Return what the rules object to in a folder, with one of the verdicts, and how often."""
    return Counter(
        (finding.rule, frozenset(claim.id for _, claim in finding.claims))
        for finding in report_on(folder).findings
        if finding.verdict in verdicts
    )


def objections(folder: Path) -> Counter[Flag]:
    """Return what the rules find contradicted or strained in a folder."""
    return flags(folder, Verdict.CONTRADICTED, Verdict.STRAINED)


@cache
def expected(folder: Path) -> dict[str, Any]:
    """Return what is told of a flawed folder: `findings`, and `slip` or `missed` where they apply."""
    told: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    return told


def planted(folder: Path) -> Counter[Flag]:
    """Return what the rules must find in a flawed folder: nothing where its flaw is one that they miss."""
    told = expected(folder)["findings"]
    return Counter((each["rule"], frozenset(map(str, each["claims"]))) for each in told)


def missed(folder: Path) -> str | None:
    """Return why the rules do not find what was planted in a flawed folder, if they do not."""
    reason: str | None = expected(folder).get("missed")
    return reason


def slip(folder: Path) -> str | None:
    """Return the word for the slip that the report on a flawed folder must name, if one is asked for."""
    word: str | None = expected(folder).get("slip")
    return word


def slips(folder: Path) -> set[str]:
    """Return the operators of all slips that the report on a folder names."""
    return {
        each.operator
        for finding in report_on(folder).findings
        if finding.verdict in (Verdict.CONTRADICTED, Verdict.STRAINED)
        for each in finding.likely_slips
    }


def meetings(folders: list[Path]) -> Counter[str]:
    """Return how often each packaged rule met claims in some folders; one that never did is there with 0."""
    met = Counter(finding.rule for folder in folders for finding in report_on(folder).findings)
    met.update(dict.fromkeys(rule_ids(), 0))
    return met


@cache
def rule_ids() -> tuple[str, ...]:
    """Return the ids of all packaged rules."""
    from consistency.quantity import Units
    from consistency.read.rules import read_rules

    rules, problems = read_rules(["standard"], Units.standard(), {}, None, examples=False)
    assert not problems
    return tuple(sorted(rule.id for rule in rules))
