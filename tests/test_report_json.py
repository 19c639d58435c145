"""The JSON report keeps its schema, which is the contract with the programs that read it."""

import json
from pathlib import Path

import attrs
import jsonschema
import pytest

import consistency.reports
from consistency.finding import Verdict
from consistency.problem import Location, Problem
from consistency.reports.json import render
from made import a_finding, a_report

SCHEMA = json.loads((Path(consistency.reports.__file__).parent / "report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def rendered(report):
    document = json.loads(render(report))
    VALIDATOR.validate(document)
    return document


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_finding_has_the_fields_of_the_contract_in_their_order():
    finding = rendered(a_report(a_finding()))["findings"][0]
    assert list(finding)[:10] == [
        "rule", "verdict", "established", "severity", "message", "fingerprint", "claims", "readings",
        "would_be_consistent", "because",
    ]  # fmt: skip
    assert finding["claims"]["total"] == {
        "id": "signs-of-wear/kerry",
        "file": "facts/signs-of-wear.yaml",
        "line": 31,
        "column": 12,
        "value": "35 %",
        "when": "2015/2016-03",
        "by": ["Kerry"],
        "field": "value",
    }
    assert finding["readings"][0] == {
        "name": "simple sum",
        "verdict": "contradicted",
        "gap": "9.5 pp",
        "steps": ["14 % + 8 % = 22 % (21…23 %): 9.5 pp"],
    }
    assert finding["would_be_consistent"][0] == {
        "claim": "signs-of-wear/kerry", "field": "value", "range": "17.99…25 %",
    }  # fmt: skip
    assert finding["primary"] == "total"


def test_the_report_has_the_parts_of_the_contract_in_their_order():
    problem = Problem(Location("facts/x.yaml", 3, 5), "unknown key `vaule`", "did you mean `value`?")
    report = attrs.evolve(
        a_report(),
        problems=(problem,),
        unmet_rules=("a/b",),
        unmet_claims=("c/d",),
        unmet_because={"a/b": "no claim"},
        unmet_of_sets=7,
    )
    document = rendered(report)
    parts = ["version", "counts", "findings", "problems", "unmet", "switched_off", "stale_waivers"]
    assert list(document) == parts
    assert document["version"] == 1
    assert document["problems"] == [
        {
            "file": "facts/x.yaml", "line": 3, "column": 5, "message": "unknown key `vaule`",
            "suggestion": "did you mean `value`?",
        }
    ]  # fmt: skip
    assert document["unmet"] == {
        "rules": ["a/b"], "claims": ["c/d"], "because": {"a/b": "no claim"}, "of_sets": 7,
    }  # fmt: skip


def test_the_claims_of_a_group_are_a_list_be_they_many_or_none():
    (earlier, total) = (a_finding().claims[n][1] for n in (0, 2))
    parts = [("parts", earlier), ("extra", earlier), ("total", total)]
    finding = a_finding(claims=tuple(parts), groups=("parts", "others"))
    claims = rendered(a_report(finding))["findings"][0]["claims"]
    assert list(claims) == ["parts", "extra", "total", "others"]
    assert [claim["id"] for claim in claims["parts"]] == ["signs-of-wear/ihs-2015"]
    assert claims["others"] == []
    assert claims["extra"] == claims["parts"][0]


def test_why_it_is_undetermined_is_said():
    finding = attrs.evolve(a_finding(), verdict=Verdict.UNDETERMINED, because="`total` has no value")
    assert rendered(a_report(finding))["findings"][0]["because"] == "`total` has no value"


def test_text_stays_readable_in_any_script():
    assert "十四 %" in render(a_report(attrs.evolve(a_finding(), message="十四 %")))


@pytest.mark.parametrize("part", SCHEMA["$defs"]["finding"]["required"])
def test_the_schema_misses_what_a_finding_must_have(part):
    document = json.loads(render(a_report(a_finding())))
    del document["findings"][0][part]
    assert not VALIDATOR.is_valid(document)
