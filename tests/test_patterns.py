"""Patterns on a claim as a whole: what it is about, who answers for it, its measure, its document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consistency import Settings, check
from consistency.finding import Report
from consistency.workshop.trial import try_rules

Run = Callable[[str, str], Report]

RULE = """\
summary: s
claims:
  one: {{{one}}}
  other: {{{other}}}
symmetric: [one, other]
expect: one == other
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def report(facts: str, rule: str) -> Report:
        (tmp_path / "facts.yaml").write_text(facts)
        (tmp_path / "r" / "f").mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / "f" / "rule.yaml").write_text(rule)
        found = check(Settings(facts=["facts.yaml"], rules=["./r"], show=("consistent", "contradicted")))
        assert found.problems == ()
        return found

    return report


def _met(report: Report) -> list[list[str]]:
    return sorted(sorted(claim.name for _, claim in finding.claims) for finding in report.findings)


def test_all_dimensions_together_are_the_same_if_each_is(run: Run) -> None:
    report = run(
        """\
source: {id: s}
claims:
  - {id: a, about: {measure: seats, place: [X, Y]}, value: 3 seats}
  - {id: b, about: {place: [Y, X], measure: seats}, value: 3 seats}
  - {id: c, about: {measure: seats, place: [X, Y], age: young}, value: 3 seats}
  - {id: d, about: {measure: seats, place: X}, value: 3 seats}
  - {id: e, about: {measure: seats, place: [X, Y], trend: highest, weekday: Friday}, value: 3 seats}
""",
        RULE.format(one="about: $what", other="about: $what"),
    )
    assert _met(report) == [["a", "b"], ["a", "e"], ["b", "e"]]


def test_who_answers_is_the_speaker_or_else_the_document(run: Run) -> None:
    report = run(
        """\
source: {id: s}
claims:
  - {id: a, about: {measure: m}, value: 3 seats}
  - {id: b, about: {measure: m}, value: 3 seats}
  - {id: c, about: {measure: m}, value: 3 seats, by: [IHS, UN]}
  - {id: d, about: {measure: m}, value: 3 seats, by: UN}
""",
        RULE.format(one="attribution: $who", other="attribution: $who"),
    )
    assert _met(report) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ("all", [["a", "b", "t"], ["a", "b", "u"], ["a", "c", "u"], ["b", "c", "u"]]),
        ("only", [["a", "b", "t"]]),
    ],
)
def test_a_link_may_have_to_lead_to_two_claims_or_to_no_others(
    run: Run, asked: str, met: list[list[str]]
) -> None:
    report = run(
        """\
source: {id: s}
claims:
  - {id: a, about: {measure: m}, value: 3 seats}
  - {id: b, about: {measure: m}, value: 4 seats}
  - {id: c, about: {measure: m}, value: 5 seats}
  - {id: t, about: {measure: m}, value: 7 seats, links: {sum_of: [a, b]}}
  - {id: u, about: {measure: m}, value: 12 seats, links: {sum_of: [a, b, c]}}
""",
        f"""\
summary: s
claims:
  one: {{id: $one}}
  other: {{id: $other}}
  total: {{links.sum_of: {{{asked}: [$one, $other]}}}}
symmetric: [one, other]
expect: one + other <= total
""",
    )
    assert _met(report) == met


def test_the_bounds_of_a_measure_are_figures_where_they_compare(run: Run) -> None:
    report = run(
        """\
source: {id: s}
measures:
  turnout: {kind: share, unit: "%", at_least: 0 %, at_most: 100 %}
claims:
  - {id: a, about: {measure: turnout}, value: 120 %}
  - {id: b, about: {measure: turnout}, value: 98 %}
  - {id: c, about: {measure: turnout}, value: 300 votes}
  - {id: d, about: {measure: another}, value: 120 %}
""",
        """\
summary: s
claims:
  one: {at_most: {given: true}}
expect: one <= one.at_most
message: "{one} of {one.at_most}"
""",
    )
    told = {finding.claims[0][1].name: finding for finding in report.findings}
    assert {name: finding.verdict.value for name, finding in told.items()} == {
        "a": "contradicted",
        "b": "consistent",
    }
    assert told["a"].message == "120 % of 100 %"


DOCUMENT = """\
source: {id: s, text: texts/report.txt, published: 2016-03-10}
claims:
  - {id: a, about: {measure: m}, value: 8 %, said: 2016-03-11, quote: eight percent}
  - {id: b, about: {measure: m}, value: 9 %, quote: nine percent}
"""
QUOTED = """\
summary: s
claims:
  one: {quote: {given: true}, text: {given: true}}
expect: appears_in(one.quote, one.text)
"""


def test_the_document_is_read_from_the_folder_of_the_facts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "report.txt").write_text("Another\neight percent.")
    report = run(DOCUMENT, QUOTED)
    assert [(finding.claims[0][1].name, finding.verdict.value) for finding in report.findings] == [
        ("b", "contradicted"),
        ("a", "consistent"),
    ]


def test_the_date_of_the_document_is_a_date(run: Run, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "report.txt").write_text("")
    report = run(
        DOCUMENT,
        "summary: s\nclaims:\n  one: {said: {given: true}}\nexpect: not follows(one.said, one.published)\n",
    )
    assert [(finding.claims[0][1].name, finding.verdict.value) for finding in report.findings] == [
        ("a", "contradicted"),
        ("b", "consistent"),
    ]


def test_a_document_that_cannot_be_read_is_a_problem_and_its_claims_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(DOCUMENT)
    (tmp_path / "r" / "f").mkdir(parents=True)
    (tmp_path / "r" / "f" / "rule.yaml").write_text(QUOTED)
    report = check(Settings(facts=["facts.yaml"], rules=["./r"]))
    assert [str(problem) for problem in report.problems] == [
        "facts.yaml:1:23: the document `texts/report.txt` cannot be read: no such file"
    ]
    assert report.counts.claims == 2


def test_examples_give_bounds_attributions_documents_and_what_claims_are_about(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "rule.yaml").write_text(
        """\
summary: s
claims:
  one: {about: $what, attribution: $who, at_least: {given: true}, text: {given: true}}
  other: {about: $what, attribution: $who}
where: one.at_least >= 0
expect: one == other and appears_in(one.quote, one.text)
examples:
  - name: all filled in
    claims:
      one: {value: 3 seats, at_least: 0 seats, text: three seats, quote: three}
      other: {value: 3 seats}
    verdict: consistent
  - name: another text
    claims:
      one: {value: 3 seats, at_least: 0 seats, text: three seats, quote: four}
      other: {value: 3 seats}
    verdict: contradicted
  - name: what one is about, the other is too
    claims:
      one: {value: 3 seats, at_least: 0 seats, text: three seats, quote: three, about: {place: X}}
      other: {value: 4 seats}
    verdict: contradicted
  - name: about something else
    claims:
      one: {value: 3 seats, at_least: 0 seats, text: three seats, quote: three, about: {place: X}}
      other: {value: 4 seats, about: {place: Y}}
    verdict: unmet
  - name: answered for by another
    claims:
      one: {value: 3 seats, at_least: 0 seats, text: three seats, quote: three, by: A}
      other: {value: 4 seats, by: B}
    verdict: unmet
  - name: a bound that is not met by what may be negative
    claims:
      one: {value: 3 seats, at_least: -5 seats, text: three seats, quote: three}
      other: {value: 4 seats}
    verdict: unmet
"""
    )
    (trial,) = try_rules([tmp_path], []).trials
    assert [tried.example.name for tried in trial.examples if not tried.holds] == []
