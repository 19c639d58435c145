"""The two reports, perturbed: what the rules must notice, and what they must let pass."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.finding import Finding, Report, Verdict
from consistency.pipeline import check
from consistency.settings import Settings

ROOT = Path(__file__).parents[2]
FACTS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "facts").glob("*.yaml"))}


def checked(edits: dict[tuple[str, str, str], str], *rules: str) -> Report:
    """Check the facts with the field of a claim (file, id, field) replaced by another text."""
    files = dict(FACTS)
    for (file, claim, field), text in edits.items():
        files[file] = replaced(files[file], claim, field, text)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_text(content, "utf-8")
        report = check(Settings(facts=[folder], rules=["standard", str(ROOT / "own-rules")], select=rules))
    assert report.problems == ()
    return report


def replaced(content: str, claim: str, field: str, text: str) -> str:
    lines = content.split("\n")
    start = lines.index(f"  - id: {claim}")
    for number in range(start + 1, len(lines)):
        if lines[number].startswith(f"    {field}:"):
            lines[number] = f"    {field}: {text}"
            return "\n".join(lines)
        assert not lines[number].startswith("  - id:"), f"{claim} has no {field}"
    raise AssertionError(field)


def contradicted(report: Report, rule: str) -> list[Finding]:
    return [
        finding
        for finding in report.findings
        if finding.rule == rule and finding.verdict is Verdict.CONTRADICTED
    ]


KERRY = ("signs-of-wear.yaml", "syria-total", "value")
LOSSES = "territory/losses-add-up"


def percent(tenths: int) -> str:
    return f"{Fraction(tenths, 10)} %" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} %"


@settings(max_examples=40)
@given(st.integers(181, 249))
def test_moving_kerrys_share_a_little_contradicts_nothing(tenths: int) -> None:
    # 14 % and 8 % make 19.99…23 %, by one reading or the other, and two points more or less are allowed.
    assert contradicted(checked({KERRY: percent(tenths)}, LOSSES), LOSSES) == []


@settings(max_examples=40)
@given(st.one_of(st.integers(1, 174), st.integers(256, 999)))
def test_moving_kerrys_share_far_enough_contradicts(tenths: int) -> None:
    (finding,) = contradicted(
        checked({KERRY: percent(tenths + 1 if tenths % 10 == 0 else tenths)}, LOSSES), LOSSES
    )
    assert [claim.name for _, claim in finding.claims] == ["syria-2015", "syria-past-months", "syria-total"]


FIGHTERS_NOW = ("signs-of-wear.yaml", "fighters-2016", "value")
FIGHTERS_THEN = ("signs-of-wear.yaml", "fighters-2014", "value")
FALL = "trends/stated-fall"


@settings(max_examples=40)
@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_the_fighter_counts_contradict_exactly_when_their_middle_rises(
    low: int, more: int, later_low: int, later_more: int
) -> None:
    then = f"{low * 100} to {(low + more) * 100} fighters"
    now = f"{later_low * 100} to {(later_low + later_more) * 100} fighters"
    report = checked({FIGHTERS_THEN: then, FIGHTERS_NOW: now}, FALL)
    own = [
        finding
        for finding in contradicted(report, FALL)
        if any(claim.id == "signs-of-wear/fighters-2014" for _, claim in finding.claims)
    ]
    falls = 2 * later_low + later_more < 2 * low + more
    assert bool(own) is not falls


def test_swapping_the_fighter_counts_contradicts() -> None:
    swapped = {FIGHTERS_THEN: "19,000 to 25,000 fighters", FIGHTERS_NOW: "20,000 to 31,500 fighters"}
    assert contradicted(checked({}, FALL), FALL) == []
    assert contradicted(checked(swapped, FALL), FALL)


PARIS = ("signs-of-wear.yaml", "paris-attacks", "when")
AFTER = "time/after"


@settings(max_examples=40)
@given(st.dates(), st.dates())
def test_a_call_before_the_attack_that_it_followed_contradicts(attack: object, call: object) -> None:
    edits = {PARIS: str(attack), ("signs-of-wear.yaml", "calls-intensify", "when"): str(call)}
    report = checked(edits, AFTER)
    found = [
        finding
        for finding in contradicted(report, AFTER)
        if {claim.name for _, claim in finding.claims} == {"paris-attacks", "calls-intensify"}
    ]
    assert bool(found) is (str(call) < str(attack))


def test_swapping_two_dates_whose_order_is_certain_contradicts() -> None:
    kobani = ("reference.yaml", "kobani-freed", "when")
    dam = ("signs-of-wear.yaml", "tishrin-dam", "when")
    dates = {kobani: "2015-12", dam: "2015-01-26"}
    rules = ("time/after", "time/before", "time/same-event")
    before = [finding for rule in rules for finding in contradicted(checked({}, *rules), rule)]
    assert before == []
    swapped = checked(dates, *rules)
    assert [finding for rule in rules for finding in contradicted(swapped, rule)]
