"""Every rule of the repository judges each of its own examples as the example says."""

from pathlib import Path

import pytest

from consistency.evaluate import prepare
from consistency.finding import Verdict
from consistency.match import Index, meetings
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.rule import Example, Rule

ROOT = Path(__file__).parent.parent
FACTS = read_facts([ROOT / "facts"])
RULES, PROBLEMS = read_rules([ROOT / "rules"], FACTS.units, FACTS.measures)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.name}")
    for rule in RULES
    for example in rule.examples
]


def verdicts(rule: Rule, example: Example) -> set[str]:
    """Return how the rule judges the example's claims in the roles that the example gives them."""
    roles = {claim.id: role for role, claim in example.claims}
    judge = prepare(rule)
    found = set()
    for meeting in meetings(rule, Index([claim for _, claim in example.claims])):
        played = [
            (role.name, roles[claim.id]) for role, claim in zip(meeting.roles, meeting.claims, strict=True)
        ]
        exchanged = {role for role, own in played if role != own}
        is_whole = len(played) == len(example.claims) and exchanged <= set(rule.symmetric)
        judgement = judge(meeting) if is_whole else None
        if judgement is not None:
            found.add("established" if judgement.established else judgement.verdict.value)
    return found


def test_every_rule_can_be_read() -> None:
    assert (FACTS.problems, PROBLEMS) == ((), ())
    assert {rule.id for rule in RULES} == {
        path.relative_to(ROOT / "rules").with_suffix("").as_posix()
        for path in (ROOT / "rules").rglob("*.yaml")
    }


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_judges_its_example_as_it_says(rule: Rule, example: Example) -> None:
    found = verdicts(rule, example)
    if example.verdict == Verdict.CONSISTENT.value:
        assert found
        assert found <= {"consistent", "established"}
    else:
        assert found == {example.verdict}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_rationale_a_consistent_and_a_contradicted_example(rule: Rule) -> None:
    said = {example.verdict for example in rule.examples}
    assert rule.rationale
    assert said & {"consistent", "established"}
    assert "contradicted" in said
