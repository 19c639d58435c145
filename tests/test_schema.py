"""The schemas say what the readers say: of the keys, of the words, and of the shape of what stands there."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest

from consistency.cli import main
from consistency.finding import Verdict
from consistency.measure import Kind
from consistency.quantity import Units
from consistency.read.document import parse
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.read.schema import CLAIM, FACTS, RULE, WORDS
from consistency.read.tree import Mapping, Node, Sequence
from consistency.reports import json as json_report
from consistency.rule import Severity
from consistency.schemas import _MEANINGS, SCHEMAS, schema
from consistency.settings import FILE_KEYS, read_settings
from test_bad_input import CLAIMS, DOCUMENTS, GOOD, RULES

ROOT = Path(__file__).parent.parent
VALIDATORS = {name: jsonschema.Draft202012Validator(schema(name)) for name in SCHEMAS}
_NUMBER = r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?"


def as_editors_see(node: Node | None) -> object:
    """Return a file as YAML 1.2 reads it, which editors do: its plain `14` is a number, and `NO` a text."""
    if isinstance(node, Mapping):
        return {key.text: as_editors_see(entry) for key, entry in node.entries}
    if isinstance(node, Sequence):
        return [as_editors_see(entry) for entry in node.entries]
    if node is None or node.is_null:
        return None
    if not node.quoted and node.text in ("true", "false"):
        return node.text == "true"
    if not node.quoted and re.fullmatch(_NUMBER, node.text):
        return float(node.text)
    return node.text


def seen(text: str, name: str = "x.yaml") -> object:
    node, _ = parse(text, Path(name), name)
    return as_editors_see(node)


def complaints(name: str, text: str) -> list[str]:
    return [error.message for error in VALIDATORS[name].iter_errors(seen(text))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_that_refers_only_to_what_it_holds(name: str) -> None:
    whole = schema(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    referred = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(whole)))
    assert referred == set(whole.get("$defs", {}))


@pytest.mark.parametrize("file", sorted((ROOT / "facts").rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_facts_of_the_repository_fit(file: Path) -> None:
    assert complaints("facts", file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "file",
    sorted(file for folder in ("rules", "own-rules") for file in (ROOT / folder).rglob("*.yaml")),
    ids=lambda file: file.stem,
)
def test_the_rules_of_the_repository_fit(file: Path) -> None:
    assert complaints("rule", file.read_text("utf-8")) == []


def test_what_the_readme_shows_fits() -> None:
    facts, more, rule, _ = re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.S | re.M
    )
    assert complaints("facts", facts) == complaints("facts", more) == complaints("rule", rule) == []


ABOUT_KEYS = (
    "an unknown key",
    "a dimension outside about",
    "a missing id",
    "an id that is no text",
    "an empty id",
    "a value in brackets",
    "an unknown kind",
    "a dimension that is a mapping",
    "a claim that is no mapping",
)


@pytest.mark.parametrize("case", ABOUT_KEYS)
def test_a_claim_whose_keys_the_reader_refuses_does_not_fit(case: str) -> None:
    assert complaints("facts", f"claims:\n{GOOD[0]}{CLAIMS[case][0]}") != []


@pytest.mark.parametrize(
    "case",
    [
        "an unknown key",
        "a list",
        "claims that are no list",
        "a source that is no mapping",
        "an unknown key of the source",
        "a weight below zero",
        "an unknown key of a measure",
        "an unknown kind of a measure",
    ],
)
def test_a_facts_file_whose_keys_the_reader_refuses_does_not_fit(case: str) -> None:
    assert complaints("facts", DOCUMENTS[case][0]) != []


@pytest.mark.parametrize("case", ["an unknown key", "no expectation"])
def test_a_rule_whose_keys_the_reader_refuses_does_not_fit(case: str) -> None:
    assert complaints("rule", RULES[case][0]) != []


TAKEN = [
    "{}",
    "{measure: x, place: [a, b]}",
    "{kind: stock, by: $who}",
    "{kind: $kind, by: $who}",
    "{kind: [stock, flow]}",
    "{kind: {not: trend}, place: {given: true}}",
    "{kind: {not: [trend, event]}}",
    "{place: {given: 'false', not: 3}}",
    "{about: $who, attribution: $part, at_least: 3, published: {given: true}, text: {given: false}}",
    "{place: {all: [$who, b, 3]}}",
    "{place: {all: $who}, kind: {all: [stock, $kind]}}",
    "{kind: {all: $kind, not: trend}}",
    "{links.sum_of: $part, links.cousin_of: a/b, id: a/c, year: 2015}",
]
REFUSED = [
    "{kind: sock}",
    "{kind: [stock, sock]}",
    "{kind: {not: sock}}",
    "{place: {}}",
    "{place: []}",
    "{place: }",
    "{place: {nto: x}}",
    "{place: {given: maybe}}",
    "{place: {not: {x: y}}}",
    "{place: {all: {x: y}}}",
    "{place: {all: []}}",
    "{place: {all: }}",
    "{place: {all: [{x: y}]}}",
    "{kind: {all: [sock, $kind]}}",
    "{kind: {all: sock}}",
    "{about.place: x}",
    "{links: x}",
    "{note: x}",
    "{locator: x}",
    "{links.: x}",
    "{'': x}",
    "[]",
]


@pytest.mark.parametrize("pattern", [*TAKEN, *REFUSED])
def test_a_pattern_fits_if_the_reader_takes_it(pattern: str, folder: Path) -> None:
    text = (
        f"summary: s\nclaims:\n  a: {pattern}\n  b: {{by: $who, links.x: $kind, id: $part}}\nexpect: a < 3\n"
    )
    text += "sequence: [a, b]\n"
    Path("r.yaml").write_text(text)
    _, problems = read_rules(["r.yaml"], Units.standard(), {})
    # What is wrong in the fourth line is a variable of `b` that stands only there: no schema can say so.
    refused = any(problem.location.line == 3 for problem in problems)
    assert bool(complaints("rule", text)) is refused is (pattern in REFUSED)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("about.value: 3", False),
        ("value: 14", True),
        ("by: true", True),
        ("value: 14 %", True),
        ("value: ''", False),
        ("value: {low: 1, high: 2}", False),
        ("value: true", False),
        ("also: [14, false]", False),
        ("lasting: 3", False),
        ("lasting: 3 days", True),
        ("when: 2020.5", False),
        ("when: true", False),
        ("when: 2015-01/2015-02", True),
        ("when: 2015", True),
        ("when: [2015-01-01, 2015-02-01]", True),
        ("also: [14, 15 %]", True),
        ("also: []", False),
        ("by: [a, 7]", True),
        ("by: [a, [b]]", False),
        ("links: {sum_of: [before], cousin_of: before}", True),
        ("links: {sum_of: }", False),
    ],
)
def test_what_a_claim_may_hold_is_told_by_its_type(text: str, fits: bool, folder: Path) -> None:
    figure = "" if text.startswith(("value", "when")) else "value: 1"
    about = "about: {measure: 7, place: [a, b]}"
    text = f"claims:\n{GOOD[0]}- id: x\n  {about}\n  {text}\n  {figure}\n"
    Path("f.yaml").write_text(text)
    assert (complaints("facts", text) == []) is (read_facts(["f.yaml"]).problems == ()) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("claims: [{id: a, about: {}, value: 3}]", False),
        ("claims: [{id: a, value: 3}]", False),
        ("claims: [{id: a, about: {measure: x}, value: 3}]", True),
        ("defaults: {about: {measure: x}}\nclaims: [{id: a, value: 3}]", True),
        ("defaults: {about: {measure: x}}\nclaims: [{id: a, about: {}, value: 3}]", True),
        ("measures: {x: {unit: km}}", True),
    ],
)
def test_what_a_claim_is_about_may_come_from_defaults_alone(text: str, fits: bool, folder: Path) -> None:
    Path("f.yaml").write_text(f"{text}\n")
    assert (complaints("facts", text) == []) is (read_facts(["f.yaml"]).problems == ()) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("expect: a < 3", True),
        ("expect: {one: a < 3, two: a < 4}", True),
        ("expect: {}", False),
        ("expect: [a < 3]", False),
        ("expect: 3", False),
        ("expect: true", False),
        ("expect: a < 3\nestablish: true", True),
        ("expect: a < 3\nestablish: {x: a < 3}", True),
        ("expect: a < 3\nestablish: [a < 3]", False),
        ("expect: a < 3\nwhere: a < 4", True),
        ("expect: a < 3\nwhere: [a < 4, a > 2]", True),
        ("expect: a < 3\nwhere: {a: a < 4}", False),
        ("expect: a < 3\nseverity: note", True),
        ("expect: a < 3\nseverity: nope", False),
        ("expect: a < 3\nmessage: 5", True),
        ("{name: 1, claims: {a: {source: s, value: 2, x: y}}, verdict: strained}", True),
        ("{name: 1, claims: {a: {source: {trust: 1/2}, about: {z: 1}}}, verdict: strained}", True),
        ("{name: 1, claims: {a: {links: {part_of: b}, links.part_of: b}}, verdict: strained}", True),
        ("{name: 1, claims: {a: {source: {turst: 1/2}}}, verdict: strained}", False),
        ("{name: 1, claims: {a: {about.x: y}}, verdict: strained}", False),
        ("{name: 1, claims: {a: {}}, verdict: good}", False),
        ("{name: 1, claims: {a: {}}}", False),
        ("{name: [1], claims: {a: {}}, verdict: strained}", False),
    ],
)
def test_what_a_rule_may_hold_is_told_by_its_type(text: str, fits: bool, folder: Path) -> None:
    text = f"expect: a < 3\nexamples: [{text}]" if text.startswith("{") else text
    text = f"summary: s\nclaims: {{a: {{x: y}}}}\n{text}\n"
    Path("r.yaml").write_text(text)
    assert (complaints("rule", text) == []) is (read_rules(["r.yaml"], Units.standard(), {})[1] == ()) is fits


def test_every_key_has_its_meaning_and_every_word_too() -> None:
    def meanings(part: object) -> list[str]:
        if not isinstance(part, dict):
            return []
        here = [entry.get("description", "") for entry in part.get("properties", {}).values()]
        return here + [found for entry in part.values() for found in meanings(entry)]

    for name in ("facts", "rule", "config"):
        found = meanings({key: part for key, part in schema(name).items() if key != "then"})
        assert all(found), name
        assert not any(text.endswith(".") or "  " in text for text in found), name
    kind = schema("facts")["properties"]["claims"]["items"]["properties"]["kind"]["description"]
    assert kind.splitlines()[1] == "- stock: a level at a time"


def test_the_words_are_those_of_the_values_they_stand_for() -> None:
    assert list(WORDS["kind"]) == [kind.value for kind in Kind]
    assert list(WORDS["severity"]) == [severity.value for severity in Severity]
    assert set(WORDS["verdict"]) == {verdict.value for verdict in Verdict} | {"established", "unmet"}
    for name, whole in (("facts", schema("facts")), ("rule", schema("rule"))):
        for shape in set(WORDS) & set(whole["$defs"]):
            assert {str(word).lower() for word in whole["$defs"][shape]["enum"]} == set(WORDS[shape]), name


def test_the_keys_at_the_top_are_those_of_the_reader() -> None:
    assert list(schema("facts")["properties"]) == list(FACTS.shapes)
    assert list(schema("rule")["properties"]) == list(RULE.shapes)
    assert list(schema("facts")["properties"]["claims"]["items"]["properties"]) == list(CLAIM.shapes)


def test_every_setting_has_its_meaning() -> None:
    assert list(_MEANINGS) == list(FILE_KEYS)
    assert list(schema("config")["properties"]) == [*FILE_KEYS, "severity", "hedges", "factors"]


@pytest.mark.parametrize(
    ("settings", "fits"),
    [
        ({}, True),
        ({"facts": "facts", "rules": ["rules", "more"], "select": ["a/*"], "output": "x.txt"}, True),
        ({"show": "all", "format": "json"}, True),
        ({"show": "contradicted, note ,strained", "fail-on": "strained,warning"}, True),
        ({"show": ["contradicted", "strained, note"]}, True),
        ({"fail-on": ["contradicted, unmet"]}, True),
        ({"show": "unmet"}, False),
        ({"fail_on": "strained"}, False),
        ({"facts": 3}, False),
        ({"facts": []}, False),
        ({"facts": " "}, False),
        ({"rules": [3]}, False),
        ({"format": "pdf"}, False),
        ({"format": ["json"]}, False),
        ({"show": "contradictd"}, False),
        ({"show": ["all", "x"]}, False),
        ({"fail-on": "consistent"}, False),
    ],
)
def test_settings_fit_if_they_can_be_read(settings: dict[str, object], fits: bool, folder: Path) -> None:
    Path("facts").mkdir()
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in settings.items()]
    Path("consistency.toml").write_text("".join(lines))
    assert VALIDATORS["config"].is_valid(settings) is fits
    assert (read_settings({})[1] == ()) is fits


@pytest.mark.parametrize("name", ["report", "perturb"])
def test_the_schema_of_a_report_is_the_packaged_one(name: str) -> None:
    file = Path(json_report.__file__).with_name(f"{name}.schema.json")
    assert schema(name) == json.loads(file.read_text("utf-8"))


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["consistency", "schema", *arguments])
    with pytest.raises(SystemExit) as done:
        main()
    return int(done.value.code or 0)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_a_schema(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, name) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == (schema(name), "")


def test_another_name_exits_with_2_and_a_suggestion(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "rules") == 2
    assert capsys.readouterr() == (
        "",
        "problem: there is no schema of `rules`\n  --> schema\n  = did you mean `rule`?\n",
    )
    assert run(monkeypatch, "FACTS") == 2
    assert "did you mean `facts`?" in capsys.readouterr().err
    assert run(monkeypatch, "zebra") == 2
    assert "there are facts, rule, config, report" in capsys.readouterr().err
    assert run(monkeypatch) == 2


def test_a_file_that_names_its_schema_is_read(folder: Path) -> None:
    text = f"# yaml-language-server: $schema=../facts.schema.json\nclaims:\n{GOOD[0]}"
    Path("facts.yaml").write_text(text)
    assert read_facts(["facts.yaml"]).problems == ()
    assert complaints("facts", text) == []
