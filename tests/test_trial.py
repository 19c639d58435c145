"""Rules tried on their own examples: what holds, what is lacking, which changes pass unnoticed."""

from pathlib import Path

import pytest

from consistency.workshop.trial import Trial, Trials, try_rules
from made import TRIED as RULE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    return tmp_path


def tried(text: str) -> Trial:
    Path("rules/whole.yaml").write_text(text, "utf-8")
    trials = try_rules(["rules"], [])
    assert trials.problems == ()
    (trial,) = trials.trials
    return trial


def found(trial: Trial) -> list[tuple[str, ...]]:
    return [example.found for example in trial.examples]


def test_a_rule_whose_examples_hold_and_notice_every_change_passes():
    trial = tried(RULE)
    assert found(trial) == [("established",), ("contradicted",), ("unmet",)]
    assert (trial.passes, trial.failing, trial.lacks, trial.unnoticed) == (True, (), (), ())


@pytest.mark.parametrize(
    ("said", "instead", "holds"),
    [
        ("verdict: consistent", "verdict: established", True),
        ("verdict: consistent", "verdict: strained", False),
        ("verdict: consistent", "verdict: unmet", False),
        ("verdict: contradicted", "verdict: undetermined", False),
        ("verdict: unmet", "verdict: contradicted", False),
        ("verdict: unmet", "verdict: consistent", False),
    ],
)
def test_an_example_holds_only_if_it_comes_out_as_it_says(said, instead, holds):
    trial = tried(RULE.replace(said, instead))
    assert (not trial.failing) is holds
    assert trial.unnoticed == ()


def test_established_is_not_said_of_what_is_only_possible():
    trial = tried(RULE.replace("7 people, when: 2020-05", "about 7 people, when: 2020-05"))
    assert found(trial)[0] == ("consistent",)
    assert trial.passes
    text = RULE.replace("7 people, when: 2020-05", "about 7 people, when: 2020-05")
    assert not tried(text.replace("verdict: consistent", "verdict: established")).passes


def test_an_example_that_does_not_hold_has_its_findings_in_the_rule_file():
    trial = tried(RULE.replace("verdict: consistent", "verdict: strained"))
    (failing,) = trial.failing
    assert str(failing.example.at) == "rules/whole.yaml:9:5"
    assert failing.report is not None
    (finding,) = failing.report.findings
    assert (finding.rule, finding.arithmetic[0].steps) == ("whole", ("7 people must be at most 7 people",))
    assert failing.report.excerpts["rules/whole.yaml", 10].strip().startswith("claims: {part:")


def test_claims_that_do_not_meet_come_with_the_condition_that_keeps_them_apart():
    text = RULE.replace("verdict: unmet", "verdict: contradicted")
    trial = tried(text.replace("where:", "where:\n  - not before(whole.when, part.when)\n  - 0 < part"))
    (failing,) = trial.failing
    assert failing.found == ("unmet",)
    assert failing.kept_apart == (
        "not before(whole.when, part.when)",
        "within(part.when, whole.when)",
    )
    assert failing.report is not None
    assert failing.report.findings == ()


APART = """\
summary: Parts add up
claims:
  parts: {each: {id: $part, seen: x}}
  total: {links.sum_of: $part, place: $where, source: gates}
  other: {place: $where}
where: starts_before(other.when, total.when)
expect: sum(parts) == total
examples:
- name: apart
  claims:
    parts: [{value: 3 people}, {value: 4 people}]
    total: {value: 7 people, when: 2024-02}
    other: {value: 3 people, when: 2024-01}
  verdict: contradicted
"""


@pytest.mark.parametrize(
    ("said", "instead", "because"),
    [
        ("4 people}", "4 people, seen: y}", "`parts` asks for seen `x`; example/parts-2 has `y`"),
        ("when: 2024-02}", "when: 2024-02, source: s}", "`total` asks for source `gates`; s/total has `s`"),
        (
            "2024-01}",
            "2024-01, place: here}, total: {when: 2024-02, place: there}",
            "`$where` is `there` in `total` (gates/total) but `here` in `other` (example/other)",
        ),
        (
            "when: 2024-02}",
            "when: 2024-02, links.sum_of: parts-1}",
            "`$part` is `example/parts-2` in `parts` (example/parts-2) "
            "but `example/parts-1` in `total` (gates/total)",
        ),
        (
            "when: 2024-02}",
            "when: 2024-01}",
            "`starts_before(other.when, total.when)` does not hold: other.when is `2024-01`, "
            "total.when is `2024-01`",
        ),
    ],
)
def test_of_claims_that_do_not_meet_it_is_told_what_stands_against_it(said, instead, because):
    text = APART.replace(said, instead)
    if text.count("total: {") > 2:  # the place of the total is said in its own line
        text = text.replace(", total: {when: 2024-02, place: there}", "")
        text = text.replace("when: 2024-02}", "when: 2024-02, place: there}")
    (failing,) = tried(text).failing
    assert (failing.found, failing.because) == (("unmet",), (because,))
    assert failing.kept_apart == (
        () if "does not hold" not in because else (text.split("where: ")[1].split("\n")[0],)
    )


def test_a_claim_that_its_own_group_takes_in_is_told_to_keep_them_apart():
    text = APART.replace(
        "  other: {place: $where}", "  more: {each: {place: $where}}\n  other: {place: $where}"
    )
    text = text.replace("expect:", 'message: "{sum(more)}"\nexpect:')
    text = text.replace("    other:", "    more: [{value: 1 people}]\n    other:")
    text = text.replace("4 people}", "4 people, place: where}")
    (failing,) = tried(text).failing
    assert failing.because == ("its groups take in other claims than these roles give them",)


def test_claims_that_meet_have_nothing_that_keeps_them_apart():
    (failing,) = tried(APART.replace("7 people", "8 people").replace("contradicted", "consistent")).failing
    assert (failing.found, failing.because) == (("contradicted",), ())


@pytest.mark.parametrize(
    ("verdict", "lacks"),
    [
        ("contradicted", ("contradicted",)),
        ("consistent", ("consistent",)),
        ("all", ("consistent", "contradicted")),
    ],
)
def test_a_rule_needs_a_consistent_and_a_contradicted_example(verdict, lacks):
    head, *examples = RULE.split("  - name")
    kept = [f"  - name{one}" for one in examples if verdict not in (one.split()[-1], "all")]
    text = head + "".join(kept) if kept else head.replace("examples:\n", "")
    trial = tried(text)
    assert (trial.passes, trial.failing, trial.lacks) == (False, (), lacks)


def test_changes_that_no_example_notices_are_told_and_fail_nothing_but_a_strict_run():
    trial = tried(RULE[: RULE.index("  - name: another year")])
    assert trial.unnoticed == ("`within(part.when, whole.when)` is dropped",)
    assert trial.passes
    assert Trials((trial,)).exit_code(strict=False) == 0
    assert Trials((trial,)).exit_code(strict=True) == 1


def test_no_change_is_looked_at_before_every_example_holds():
    text = RULE[: RULE.index("  - name: another year")]
    assert tried(text.replace("verdict: consistent", "verdict: strained")).unnoticed == ()


def test_claims_count_only_in_the_roles_that_the_example_gives_them():
    text = """\
summary: The later is not less
claims:
  one: {measure: crowd, place: $where}
  other: {measure: crowd, place: $where}
expect: one <= other
examples:
  - name: more
    claims: {one: {value: 7 people}, other: {value: 8 people}}
    verdict: consistent
  - name: less
    claims: {one: {value: 8 people}, other: {value: 7 people}}
    verdict: contradicted
"""
    assert found(tried(text)) == [("established",), ("contradicted",)]
    # Exchanged, they are the same meeting, which has the claims in the order of their ids.
    assert found(tried(text.replace("expect", "symmetric: [one, other]\nexpect"))) == [
        ("established",),
        ("contradicted",),
    ]
    named = text.replace("one: {value: 8 people}", "one: {id: z, value: 8 people}")
    assert found(tried(named))[1] == ("contradicted",)
    assert found(tried(named.replace("expect", "symmetric: [one, other]\nexpect")))[1] == ("established",)


def test_the_measures_of_the_facts_are_those_of_the_examples():
    Path("facts").mkdir()
    Path("facts/measures.yaml").write_text("measures:\n  part: {unit: loavs}\n  whole: {unit: loavs}\n")
    Path("facts/rows.csv").write_text("no rows of claims")
    Path("facts/rows.parquet").write_bytes(b"PAR1")
    Path("rules/whole.yaml").write_text(RULE.replace(" people", ""), "utf-8")
    trials = try_rules(["rules"], ["facts"])
    assert trials.problems == ()
    assert trials.trials[0].passes


def test_what_cannot_be_read_is_a_problem_and_the_other_rules_are_tried():
    Path("facts").mkdir()
    Path("facts/measures.yaml").write_text("mesures: {}\n")
    Path("rules/broken.yaml").write_text(RULE.replace("verdict: unmet", "verdict: unmte"), "utf-8")
    Path("rules/whole.yaml").write_text(RULE, "utf-8")
    trials = try_rules(["rules"], ["facts"])
    assert [str(problem) for problem in trials.problems] == [
        "facts/measures.yaml:1:1: unknown key `mesures` in a facts file; did you mean `measures`?",
        "rules/broken.yaml:17:14: unknown verdict `unmte`; did you mean `unmet`?",
    ]
    assert [trial.rule.id for trial in trials.trials] == ["whole"]
    assert trials.exit_code(strict=False) == 2
