"""Every rule of the repository judges each of its own examples as the example says."""

from pathlib import Path

import pytest

from consistency.read.facts import read_facts
from consistency.workshop.trial import Trial, Tried, try_rules

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / "rules", ROOT / "own-rules"]
TRIALS = try_rules(FOLDERS, [ROOT / "facts"])
EXAMPLES = [
    pytest.param(tried, id=f"{trial.rule.id}: {tried.example.name}")
    for trial in TRIALS.trials
    for tried in trial.examples
]


def test_every_rule_can_be_read() -> None:
    assert (read_facts([ROOT / "facts"]).problems, TRIALS.problems) == ((), ())
    assert {trial.rule.id for trial in TRIALS.trials} == {
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in FOLDERS
        for path in folder.rglob("*.yaml")
    }


@pytest.mark.parametrize("tried", EXAMPLES)
def test_a_rule_judges_its_example_as_it_says(tried: Tried) -> None:
    assert (tried.found, tried.holds) == (tried.found, True)


@pytest.mark.parametrize("trial", TRIALS.trials, ids=lambda trial: trial.rule.id)
def test_a_rule_has_a_rationale_a_consistent_and_a_contradicted_example(trial: Trial) -> None:
    assert trial.rule.rationale
    assert trial.lacks == ()


@pytest.mark.parametrize("trial", TRIALS.trials, ids=lambda trial: trial.rule.id)
def test_the_examples_of_a_rule_notice_every_change_of_it(trial: Trial) -> None:
    assert trial.unnoticed == ()
