"""One run from files to report: what stops it, what it counts, what it keeps, and in which order."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

import consistency
from consistency.finding import Verdict
from consistency.pipeline import check, exit_code, shown
from consistency.problem import Location
from consistency.rule import Severity
from consistency.settings import SHOWABLE, Settings
from made import FACTS, RULE, own, write_project

RULE_FILE = "rules/crowd/one-size.yaml"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_project(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def told(report) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_a_contradiction_is_found_counted_and_fails_the_run():
    settings = own()
    report = check(settings)
    assert report.problems == ()
    (finding,) = report.findings
    assert (finding.rule, finding.verdict, finding.severity) == (
        "crowd/one-size", Verdict.CONTRADICTED, Severity.ERROR,
    )  # fmt: skip
    assert {claim.id for _, claim in finding.claims} == {"may/morning", "may/evening"}
    assert (report.counts.claims, report.counts.rules, report.counts.meetings) == (3, 2, 1)
    assert (report.counts.contradicted, report.counts.consistent) == (1, 0)
    assert exit_code(report, settings) == 1


def test_rules_that_never_met_and_claims_that_no_rule_met_are_listed():
    report = check(own())
    assert report.unmet_rules == ("march/same-size",)
    assert report.unmet_claims == ("may/elsewhere",)


def test_rules_of_a_set_that_never_met_are_only_counted():
    report = check(Settings(rules=["standard", "rules"]))
    assert report.problems == ()
    assert report.unmet_rules == tuple(report.unmet_because) == ("march/same-size",)
    assert 0 < report.unmet_of_sets < report.counts.rules - 1
    assert check(own()).unmet_of_sets == 0
    failing = Settings(rules=["standard", "rules/crowd"], facts=["facts/met.yaml"], fail_on_unmet=True)
    write("facts/met.yaml", FACTS.replace("900", "400").partition("  - id: elsewhere")[0])
    assert exit_code(check(failing), failing) == 0


def test_a_condition_that_keeps_claims_apart_keeps_them_unmet():
    write(RULE_FILE, RULE + "where: before(one.when, other.when)\n")
    report = check(own())
    assert report.counts.meetings == 0
    assert report.unmet_rules == ("crowd/one-size", "march/same-size")
    assert report.unmet_claims == ("may/elsewhere", "may/evening", "may/morning")


def test_a_broken_claim_is_a_problem_and_the_others_are_still_checked():
    settings = own()
    write("facts/june.yaml", FACTS.replace("vaule", "value").replace("25 people", "25 peple at"))
    report = check(settings)
    assert [(each.location.file, each.location.line) for each in report.problems] == [("facts/june.yaml", 16)]
    assert report.counts.contradicted == 4  # morning and evening of either file, crosswise too
    assert report.counts.problems == 1
    assert exit_code(report, settings) == 2


def test_that_a_rule_which_cannot_be_read_is_not_there_is_no_problem_of_its_own():
    write(RULE_FILE, RULE.replace("one == other", "one == othr"))
    assert len(check(own(select=("crowd/*",))).problems) == 1


def test_a_broken_rule_stops_the_run_and_the_problems_of_the_facts_are_told_too():
    settings = own()
    write("facts/june.yaml", "clams: []\n")
    write("rules/broken.yaml", RULE.replace("one == other", "one == othr"))
    report = check(settings)
    assert [each.location.file for each in report.problems] == ["facts/june.yaml", "rules/broken.yaml"]
    assert report.findings == report.unmet_rules == report.unmet_claims == ()
    assert (report.counts.claims, report.counts.rules, report.counts.meetings) == (3, 0, 0)
    assert exit_code(report, settings) == 2


def test_without_facts_nothing_is_compared():
    report = check(own(facts=["gone"]))
    assert [each.location for each in report.problems] == [Location("gone")]
    assert report.unmet_rules == ()


def test_facts_without_any_claim_are_a_problem():
    for name, text, hint in (
        ("june.yaml", "claims: []\n", "write one under `claims`"),
        ("june.csv", "id,measure,value\n", "write one in each row"),
    ):
        write(f"facts/{name}", text)
        settings = own(facts=[f"facts/{name}"])
        report = check(settings)
        (problem,) = report.problems
        assert (problem.message, problem.suggestion) == ("there is no claim in the facts", hint)
        assert exit_code(report, settings) == 2


def test_the_lines_of_findings_and_problems_are_kept():
    write("facts/june.yaml", "\ufeffclams: [1]\r\n")
    report = check(own())
    assert report.excerpts == {
        ("facts/may.yaml", 8): "    value: 400 people",
        ("facts/may.yaml", 12): "    value: 900 people",
        ("facts/june.yaml", 1): "clams: [1]",
    }


def test_select_and_ignore_leave_rules_out():
    assert check(own(select=["crowd/*"])).unmet_rules == ()
    assert check(own(ignore=["march/*"])).counts.rules == 1
    assert check(own(select=["*"], ignore=["crowd/one-*"])).counts.contradicted == 0


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (own(select=["crwd/*"]), "--select: no rule is called `crwd/*`; did you mean `crowd/*`?"),
        (own(select=["crowd"]), "--select: no rule is called `crowd`; did you mean `crowd/*`?"),
        (
            own(ignore=["crowd/one-sise"]),
            "--ignore: no rule is called `crowd/one-sise`; did you mean `crowd/one-size`?",
        ),
        (own(select=["zzz"]), "--select: no rule is called `zzz`"),
        (own(ignore=["*"]), "--ignore: every rule is left out; ignore fewer of them"),
        (
            own(select=["x"], places={"select": Location("consistency.toml", 2, 1)}),
            "consistency.toml:2:1: no rule is called `x`",
        ),
    ],
)
def test_a_glob_that_fits_no_rule_stops_the_run(settings, problem):
    report = check(settings)
    assert told(report) == [problem]
    assert report.counts.meetings == 0


def test_a_contradiction_fails_the_run_even_where_it_is_not_shown():
    settings = own(show={"strained"})
    report = check(settings)
    assert exit_code(report, settings) == 1
    assert shown(report, settings).findings == ()
    assert report.counts.contradicted == 1


def test_what_is_consistent_is_shown_if_asked_for():
    write("facts/may.yaml", FACTS.replace("900", "400"))
    assert check(own()).findings == ()
    (finding,) = check(own(show=SHOWABLE)).findings
    assert finding.verdict is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        ((Verdict.CONTRADICTED, Severity.ERROR), 0),
        ((Verdict.CONTRADICTED, Severity.WARNING), 1),
        ((Verdict.UNDETERMINED, Severity.NOTE), 1),
    ],
)
def test_between_two_speakers_it_is_a_warning_which_fails_only_if_asked(fail_on, code):
    settings = own(fail_on=fail_on)
    write("facts/may.yaml", FACTS.replace("value: 400 people", "value: 400 people\n    by: police"))
    report = check(settings)
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    assert exit_code(report, settings) == code


def test_what_is_not_established_is_a_note_that_fails_only_where_notes_do():
    write(
        RULE_FILE, RULE.replace("one == other", "one <= other or other <= one") + "establish: one < other\n"
    )
    write("facts/may.yaml", FACTS.replace("400 people", "about 400 people").replace("900", "about 390"))
    report = check(own())
    (finding,) = report.findings
    assert (finding.verdict, finding.severity) == (Verdict.CONSISTENT, Severity.NOTE)
    assert (report.counts.consistent, report.counts.notes) == (1, 1)
    assert exit_code(report, own()) == 0
    assert exit_code(report, own(fail_on=(Verdict.CONTRADICTED, Severity.NOTE))) == 1
    assert check(own(show={"contradicted"})).findings == ()


def test_a_rule_that_meets_too_often_is_a_problem_and_the_others_are_still_checked():
    claims = "".join(
        f"  - {{id: c{n}, about: {{measure: marchers, place: Square}}, when: 2020, value: {n} people}}\n"
        for n in range(1000)
    )
    write("facts/many.yaml", "claims:\n" + claims)
    report = check(own())
    assert [each.location.file for each in report.problems] == ["rules/march/same-size.yaml"]
    assert report.counts.contradicted == 1


def test_the_order_of_findings_does_not_depend_on_the_order_of_the_files():
    names = ["a", "b", "c", "d"]
    for name in names:
        write(f"facts/{name}.yaml", FACTS)
    facts = [f"facts/{name}.yaml" for name in names]
    first = check(own(facts=facts))
    random.Random(1).shuffle(facts)
    second = check(own(facts=facts[::-1], rules=["rules/march", "rules/crowd"]))
    assert [finding.message for finding in first.findings] == [finding.message for finding in second.findings]
    assert [finding.claims for finding in first.findings] != []


def test_findings_come_gravest_first_then_by_place():
    write("facts/june.yaml", FACTS.replace("value: 400 people", "value: 300 people\n    by: police"))
    report = check(own())
    ranks = [[*Severity].index(finding.severity) for finding in report.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 2


def test_the_run_says_what_it_is_doing():
    said: list[str] = []
    check(own(), said.append)
    assert said == [
        "reading the facts",
        "reading the rules",
        "checking rule 1 of 2: crowd/one-size",
        "checking rule 2 of 2: march/same-size",
        "looking why rules met no claim",
    ]


def test_every_public_name_is_there_and_no_other():
    assert [name for name in consistency.__all__ if getattr(consistency, name, None) is None] == []
    assert set(consistency.__all__) <= set(dir(consistency))
    assert consistency.check is check
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        _ = consistency.chek


def test_importing_the_package_loads_nothing_that_it_may_not_need():
    program = "import sys, consistency; print([name for name in ('attr', 'typer') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
