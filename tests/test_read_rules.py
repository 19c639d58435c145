from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from consistency.measure import Kind, Measure
from consistency.problem import Problem
from consistency.quantity import Units
from consistency.read.rules import read_rules
from consistency.rule import Example, Given, NoneOf, OneOf, Rule, Severity, Variable


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


UNITS = Units.standard()
MEASURES = {"territory lost": Measure("territory lost", Kind.FLOW, UNITS.find("%"))}


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load(*paths: str) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    return read_rules(paths or ["rules"], UNITS, MEASURES)


def rule(text: str) -> Rule:
    write("rules/r.yaml", text)
    rules, problems = load()
    assert [str(problem) for problem in problems] == []
    (found,) = rules
    return found


def problems(text: str) -> list[str]:
    write("rules/r.yaml", text)
    rules, found = load()
    assert rules == ()
    return [str(problem).removeprefix("rules/r.yaml:") for problem in found]


LOSSES = """\
summary: Losses add up
rationale: |
  Why it must hold.
severity: warning
claims:
  earlier: {measure: territory lost, subject: $who, place: $where}
  later:   {measure: territory lost, subject: $who, place: $where}
  total:   {measure: territory lost, kind: cumulative, subject: $who, place: $where}
where:
  - starts_before(earlier.when, later.when)
expect:
  simple sum:  roughly(earlier + later, total, within='2 pp')
  compounding: roughly(1 - (1 - earlier) * (1 - later), total, within='2 pp')
establish: true
symmetric: [earlier, later]
message: "{earlier} ({earlier.when}) and {later} make {earlier + later}, {{sic}}, {total.by} says {total}"
examples:
  - name: the reported figures
    claims:
      earlier: {value: 14, when: 2015}
      later:   {value: 8 %,  when: 2015-12/2016-03}
      total:   {value: about 20 %, when: 2015/2016-03, by: Kerry}
    verdict: consistent
references: [https://example.org]
tags: [addition]
"""


def test_every_key_of_a_rule_is_read() -> None:
    losses = rule(LOSSES)
    assert (losses.id, losses.summary, losses.rationale) == ("r", "Losses add up", "Why it must hold.\n")
    assert str(losses.at) == "rules/r.yaml:1:1"
    assert losses.severity is Severity.WARNING
    assert [role.name for role in losses.roles] == ["earlier", "later", "total"]
    assert losses.roles[2].tests == (
        ("measure", OneOf(("territory lost",))),
        ("kind", OneOf(("cumulative",))),
        ("subject", Variable("who")),
        ("place", Variable("where")),
    )
    assert str(losses.roles[2].at) == "rules/r.yaml:8:3"
    assert [expression.text for expression in losses.where] == ["starts_before(earlier.when, later.when)"]
    assert [reading.name for reading in losses.expect] == ["simple sum", "compounding"]
    assert losses.establish == losses.expect
    assert losses.symmetric == ("earlier", "later")
    assert (losses.references, losses.tags) == (("https://example.org",), ("addition",))


def test_a_message_is_texts_around_expressions() -> None:
    message = rule(LOSSES).message
    assert message is not None
    assert message.texts == ("", " (", ") and ", " make ", ", {sic}, ", " says ", "")
    assert [expression.text for expression in message.expressions] == [
        "earlier",
        "earlier.when",
        "later",
        "earlier + later",
        "total.by",
        "total",
    ]


def test_an_example_fills_the_pattern_and_uses_the_vocabulary() -> None:
    (example,) = rule(LOSSES).examples
    assert (example.name, example.verdict) == ("the reported figures", "consistent")
    claims = dict(example.claims)
    assert list(claims) == ["earlier", "later", "total"]
    assert claims["earlier"].about == {
        "measure": ("territory lost",),
        "subject": ("who",),
        "place": ("where",),
    }
    assert claims["earlier"].kind is Kind.FLOW
    assert claims["total"].kind is Kind.CUMULATIVE
    assert claims["earlier"].value is not None
    assert claims["earlier"].value.unit.name == "%"
    assert claims["total"].by == ("Kerry",)
    assert str(claims["later"].location("value")) == "rules/r.yaml:21:24"


SHORT = "summary: s\nclaims: {a: {place: $p}, b: {place: $p}}\n"


@pytest.mark.parametrize(
    ("pattern", "tests"),
    [
        ("{place: Syria}", (("place", OneOf(("Syria",))),)),
        ("{place: [Syria, Iraq]}", (("place", OneOf(("Syria", "Iraq"))),)),
        ("{place: {not: Syria}}", (("place", NoneOf(("Syria",))),)),
        ("{tags: {not: [denied, question]}}", (("tags", NoneOf(("denied", "question"))),)),
        ("{value: {given: true}}", (("value", Given(True)),)),
        ("{links.part_of: {given: false}}", (("links.part_of", Given(False)),)),
        ("{by: {not: x, given: true}}", (("by", NoneOf(("x",))), ("by", Given(True)))),
        ("{unit: square kilometers}", (("unit", OneOf(("km²",))),)),
        ("{by: $who, subject: $who}", (("by", Variable("who")), ("subject", Variable("who")))),
        ("{}", ()),
    ],
)
def test_each_form_of_pattern_value_is_a_test(pattern: str, tests: tuple[object, ...]) -> None:
    assert rule(f"summary: s\nclaims: {{a: {pattern}}}\nexpect: a < 0\n").roles[0].tests == tests


def test_one_expectation_is_one_unnamed_reading() -> None:
    found = rule(
        SHORT
        + "expect: a < b\nestablish: a < b and a.when == b.when\nwhere: a > 3\n".replace(
            "a.when == b.when", "same_period(a.when, b.when)"
        )
    )
    assert [(reading.name, reading.expression.text) for reading in found.expect] == [("", "a < b")]
    assert found.establish is not None
    assert [reading.expression.text for reading in found.establish] == [
        "a < b and same_period(a.when, b.when)"
    ]
    assert len(found.where) == 1
    assert (found.severity, found.message, found.examples) == (None, None, ())


def test_an_id_is_the_path_below_the_folder_of_rules_however_it_is_named() -> None:
    write("rules/territory/losses.yaml", SHORT + "expect: a < b\n")
    write("rules/plain.json", json.dumps({"summary": "s", "claims": {"a": {}}, "expect": "a < 3"}))
    ids = lambda *paths: [found.id for found in load(*paths)[0]]  # noqa: E731
    assert ids("rules") == ["plain", "territory/losses"]
    assert ids("rules/territory") == ["territory/losses"]
    assert ids("rules/territory/losses.yaml") == ["territory/losses"]
    assert ids("rules/territory", "rules", "rules/territory/losses.yaml") == ["plain", "territory/losses"]
    write("mine.yml", SHORT + "expect: a < b\n")
    assert ids("mine.yml") == ["mine"]


def test_the_same_id_in_two_folders_is_a_problem() -> None:
    write("one/r.yaml", SHORT + "expect: a < b\n")
    write("two/r.yaml", SHORT + "expect: a < b\n")
    rules, found = load("two", "one")
    assert [str(problem) for problem in found] == [
        "two/r.yaml: the rule `r` is in one/r.yaml already; give one of them another name"
    ]
    assert [str(kept.at) for kept in rules] == ["one/r.yaml:1:1"]


def test_all_problems_of_a_rule_are_reported() -> None:
    assert problems(
        "sumary: s\n"
        "severity: grave\n"
        "claims: {a: {place: $p}, b: {place: $p}}\n"
        "where: before(a.when, c.when)\n"
        "expect: a < smu(b)\n"
        'message: "{a} is {bb}"\n'
        "sequence: [a, d]\n"
    ) == [
        "1:1: unknown key `sumary` in a rule; did you mean `summary`?",
        "2:11: unknown severity `grave`; `severity` is one of error, warning, note",
        "4:23: unknown role `c`; the roles here are `a`, `b`",
        "5:13: unknown function `smu`; did you mean `sum`?",
        "6:19: unknown name `bb`; did you mean `b`?",
        "7:15: unknown role `d`",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("claims: {a: {}}\nexpect: a < 3\n", "1:1: a rule needs `summary`"),
        ("summary: s\nexpect: 1 < 3\n", "1:1: a rule needs `claims`"),
        ("summary: s\nclaims: {a: {}}\n", "1:1: a rule needs `expect`"),
        (
            "summary: s\nclaims: {}\nexpect: 1 < 3\n",
            "2:9: a rule needs at least one role under `claims`",
        ),
        (
            "summary: s\nclaims: {a: {}}\nexpect: {}\n",
            "3:9: `expect` must be one expression, or readings by name; write `name: expression`",
        ),
        (
            "summary: s\nclaims: {sum: {}}\nexpect: 1 < 3\n",
            "2:10: `sum` is a function, and so cannot be the name of a role",
        ),
        (
            "summary: s\nclaims: {the total: {}}\nexpect: 1 < 3\n",
            "2:10: `the total` cannot be the name of a role; use one word of letters, digits and `_`",
        ),
        (
            "summary: s\nclaims: {or: {}}\nexpect: 1 < 3\n",
            "2:10: `or` cannot be the name of a role; use one word of letters, digits and `_`",
        ),
        (
            "summary: s\nclaims: {a: {place: $}}\nexpect: a < 3\n",
            "2:21: `$` is no variable; write `$` and one word: `$who`",
        ),
        (
            "summary: s\nclaims: {a: {place: [x, $p], subject: $p, by: $p}}\nexpect: a < 3\n",
            "2:25: a list can hold no variable; a variable stands alone: `key: $name`",
        ),
        (
            "summary: s\nclaims: {a: {place: [x, $p]}, b: {place: $p}}\nexpect: a < b\n",
            "2:25: a list can hold no variable",
        ),
        (
            "summary: s\nclaims: {a: {place: {not: $p}, subject: $p, by: $p}}\nexpect: a < 3\n",
            "2:27: `not` can hold no variable; a variable stands alone: `key: $name`",
        ),
        (
            "summary: s\nclaims: {a: {kind: flwo}}\nexpect: a < 3\n",
            "2:20: unknown kind `flwo`; did you mean `flow`?",
        ),
        (
            "summary: s\nclaims: {a: {unit: kilometrs}}\nexpect: a < 3\n",
            "2:20: unknown unit `kilometrs`; did you mean `kilometers`?",
        ),
        (
            "summary: s\nclaims: {a: {link.part_of: x}}\nexpect: a < 3\n",
            "2:14: no pattern can test `link.part_of`; did you mean `links.part_of`?",
        ),
        (
            "summary: s\nclaims: {a: {about.place: x}}\nexpect: a < 3\n",
            "2:14: no pattern can test `about.place`; write `place`: a pattern names dimensions as they are",
        ),
        (
            "summary: s\nclaims: {a: {place: {give: true}}}\nexpect: a < 3\n",
            "2:22: unknown key `give` in a test; did you mean `given`?",
        ),
        (
            "summary: s\nclaims: {a: {place: {given: yes}}}\nexpect: a < 3\n",
            "2:29: unknown given `yes`; `given` is one of true, false",
        ),
        (
            "summary: s\nclaims: {parts: {each: x}}\nexpect: 1 < 3\n",
            "2:24: `each` of `parts` must be a mapping of names and values, not text; "
            "write the pattern of a group: `parts: {each: {…}}`",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, parts: {each: x}}\nexpect: a < 3\n",
            "2:40: `each` of `parts` must be a mapping",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, parts: {each: {place: $p}, kind: flow}}\nexpect: a < 3\n",
            "2:53: `kind` stands beside `each`; "
            "what the claims of a group must fit stands inside it: `each: {…}`",
        ),
        (
            "summary: s\nclaims: {parts: {each: {each: {place: x}}}}\nexpect: 1 < 3\n",
            "2:25: no pattern can test `each`; "
            "`each` makes a group of a role, and stands right below its name",
        ),
        (
            "summary: s\nclaims: {parts: {each: {place: x}}}\nexpect: parts < 3\n",
            "3:9: `parts` is a group of claims, where one figure is needed; make one of it: `sum(parts)`, ",
        ),
        (
            "summary: s\nclaims: {parts: {each: {place: x}}}\nexpect: sum(parts) < 3\nmessage: a {parts}\n",
            "4:13: `parts` is a group of claims, where one figure is needed",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, parts: {each: {place: $p, by: $w}}}\nexpect: a < 3\n",
            "2:56: the variable `$w` stands only here, so it joins nothing; "
            "write `{given: true}` if any value will do",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, men: {each: {place: $p, by: $w}}, "
            "all: {each: {place: $p, by: $w}}}\nexpect: a < 3\n",
            "2:54: the variable `$w` stands in groups only, and these are joined by single roles; "
            "give a single role a key with it, or leave it out",
        ),
        (
            "summary: s\nclaims: {a: {place: x}, parts: {each: {place: y}}}\nexpect: a < 3\n",
            "2:25: roles `a` and `parts` share no variable: every claim would meet every other; ",
        ),
        (
            "summary: s\nclaims: {men: {each: {place: $p}}, all: {each: {by: $w}}}\nexpect: 1 < 3\n",
            "2:36: roles `men` and `all` share no variable",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, b: {by: $w}, parts: {each: {place: $p, by: $w}}}\n"
            "expect: a < b\n",
            "2:26: roles `a` and `b` share no variable",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, b: {place: $p}, parts: {each: {place: $p}}}\n"
            "expect: a < b\nsequence: [a, b, parts]\n",
            "4:18: `parts` is a group, and `sequence` is about single claims; "
            "leave it out: the claims of a group have no order",
        ),
        (
            "summary: s\nclaims: {a: {place: $p}, parts: {each: {place: $p}}}\n"
            "expect: a < 3\nsymmetric: [a, parts]\n",
            "4:16: `parts` is a group, and `symmetric` is about single claims",
        ),
        (
            "summary: s\nclaims: {a: {place: $where}, b: {place: $wher}, c: {by: $where}}\nexpect: a < b\n",
            "2:41: the variable `$wher` stands only here, so it joins nothing; did you mean `$where`?",
        ),
        (
            "summary: s\nclaims: {a: {place: $p, by: $p}, b: {place: x}}\nexpect: a < b\n",
            "2:34: roles `a` and `b` share no variable: every claim would meet every other; "
            "give both a key with the same variable: `place: $where`",
        ),
        (
            "summary: s\nclaims: {a: {place: $p, by: $w}, b: {place: $p}, c: {by: $w}}\n"
            "expect: a < b\nsequence: [a, b]\n",
            "2:34: `a` and `b` are a sequence, but only one of them has `$w`; "
            "the claims of a sequence share all their variables",
        ),
        (SHORT + "expect: a < b\nsequence: [a]\n", "4:11: `sequence` needs two roles or more"),
        (
            SHORT + "expect: a < b\nsequence: [a, b]\nsymmetric: [b, a]\n",
            "5:12: `b` is in `sequence` too; roles in an order cannot be exchanged: keep one of the two",
        ),
        (
            SHORT + "expect: a + b\n",
            "3:9: this is a figure, where a statement that holds or does not is needed",
        ),
        (
            SHORT + "expect: a < b\nmessage: 'a { b'\n",
            "4:13: a `{` without its `}` in the message; a brace itself is doubled: `{{`",
        ),
        (
            SHORT + "expect: a < b\nmessage: a } b\n",
            "4:12: a stray `}` in the message; a brace itself is doubled: `}}`",
        ),
        (
            SHORT + "expect: a < b\nmessage: '{a}} b'\n",
            "4:14: a stray `}` in the message; a brace itself is doubled: `}}`",
        ),
        (
            SHORT + "expect: a < b\nwhere: [a > 3, within(a.when, b.when)]\n",
            '4:16: a comma ends a condition inside [ ]; quote it: "within(a.when, b.when)"',
        ),
        (SHORT + "expect: |\n  a < bb\n", "3:9: unknown name `bb`; did you mean `b`?"),
        ("- a\n", "1:1: a rule must be a mapping of names and values, not a list"),
        ("# nothing\n", " an empty file, not a rule"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_where_it_stands(text: str, expected: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_a_role_that_names_its_claim_needs_no_variable() -> None:
    found = rule("summary: s\nclaims: {a: {id: x}, b: {place: $p}, c: {place: $p}}\nexpect: a < b < c\n")
    assert len(found.roles) == 3


@pytest.mark.parametrize(
    "claims",
    [
        "{total: {links.sum_of: $part}, parts: {each: {id: $part}}}",
        "{all: {each: {place: $p}}}",
        "{all: {each: {measure: m}}}",
        "{men: {each: {place: $p, by: $w}}, all: {each: {place: $p}}}",
        "{total: {id: x}, parts: {each: {measure: m}}}",
        "{total: {id: x}, men: {each: {place: x}}, all: {each: {by: y}}}",
        "{total: {place: $p}, parts: {each: {place: $p, by: $w, subject: $w}}}",
    ],
)
def test_a_group_may_be_joined_by_single_roles_or_parted_by_its_variables(claims: str) -> None:
    groups, singles = re.findall(r"(\w+): {each", claims), re.findall(r"(total): {", claims)
    used = [*(f"count({name}) < 3" for name in groups), *(f"{name} < 3" for name in singles)]
    found = rule(f"summary: s\nclaims: {claims}\nexpect: {' and '.join(used)}\n")
    assert set(found.groups) <= {"parts", "all", "men"}
    assert [role.name for role in found.roles if role.each] == list(found.groups)
    assert found.groups


def test_the_pattern_of_a_group_stands_under_each() -> None:
    found = rule("summary: s\nclaims: {all: {each: {place: x, by: {not: y}}}}\nexpect: sum(all) < 3\n")
    assert found.roles[0].tests == (("place", OneOf(("x",))), ("by", NoneOf(("y",))))


def test_roles_in_a_sequence_need_no_variable() -> None:
    found = rule("summary: s\nclaims: {a: {measure: m}, b: {measure: m}}\nsequence: [a, b]\nexpect: a < b\n")
    assert found.sequence == ("a", "b")


@pytest.mark.parametrize(
    ("claims", "expect", "told"),
    [
        ("{a: {unit: km}}", "a < '3 people'", "3:9: `km` and `people` never compare"),
        ("{a: {unit: km}}", "a < 3", "3:9: `km` and the bare number 3 never compare"),
        ("{a: {measure: m}}", "a > 2 and a.lasting < '3 km'", "3:19: `days` and `km` never compare"),
        ("{a: {measure: m}}", "duration(a.when) + '3 %' < a", "3:9: `days` and `%` never compare"),
        ("{a: {measure: m}}", "min('3 km', '4 people') < a", "3:9: `km` and `people` never compare"),
        ("{a: {p: $x}, b: {p: $x}}", "a != b", "3:9: that two figures differ is possible for nearly all"),
        ("{a: {p: $x}, b: {p: $x}}", "not a == b", "3:9: that two figures differ is possible for nearly all"),
        ("{a: {p: $x}, b: {p: $x}}", "a < 3", "2:22: nothing in the rule uses `b`"),
        ("{a: {id: $x}, b: {id: $x}}", "a < b", "2:23: `a` and `b` can never meet: both ask for the same"),
        ("{a: {id: x}, b: {id: x}}", "a < b", "2:22: `a` and `b` can never meet: both ask for the same"),
    ],
)
def test_what_no_claims_could_make_sense_of_is_told(claims: str, expect: str, told: str) -> None:
    (found,) = problems(f"summary: s\nclaims: {claims}\nexpect: {expect}\n")
    assert found.startswith(told)


@pytest.mark.parametrize(
    ("claims", "expect"),
    [
        ("{a: {unit: km}}", "a < '3 mi'"),
        ("{a: {unit: [km, people]}}", "a < '3 mi'"),
        ("{a: {measure: m}}", "a < '3 mi'"),
        ("{a: {p: $x}, b: {p: $x}}", "a < 3 or b != 4"),
        ("{a: {p: $x}, b: {p: $x}}", "a.place != b.place"),
        ("{a: {p: $x}, b: {p: $x}}", "a < 3\nwhere: b < 4"),
        ("{a: {p: $x}, b: {p: $x}}", "a < 3\nmessage: '{b}'"),
        ("{a: {p: $x}, b: {p: $x}}", "a < 3\nestablish: b < 4"),
        ("{a: {p: $x}, b: {p: $x}, c: {p: $x}}", "c < a\nsequence: [a, b, c]"),
        ("{a: {links.part_of: $x}, b: {id: $x}}", "a < b"),
    ],
)
def test_what_some_claims_could_make_sense_of_is_not(claims: str, expect: str) -> None:
    rule(f"summary: s\nclaims: {claims}\nexpect: {expect}\n")


def without_examples(text: str) -> tuple[list[str], list[str]]:
    """Return the summaries of the rules in `text`, and its problems, as a check reads it."""
    write("rules/r.yaml", text)
    rules, found = read_rules(["rules"], UNITS, {}, examples=False)
    return [rule.summary for rule in rules], [str(problem) for problem in found]


BRIEF = "summary: s\nclaims: {a: {measure: m}}\nexpect: a < 3\n"


@pytest.mark.parametrize(
    "examples",
    ["examples:\n- {name: [n}\n", "examples:  # two\n  - name: n\n\n# end\n  - x: '\n", "examples:\n"],
)
def test_a_check_leaves_examples_that_end_a_file_unread(examples: str) -> None:
    assert without_examples(BRIEF + examples) == (["s"], [])


def test_a_check_reads_what_follows_the_examples() -> None:
    text = "claims: {a: {measure: m}}\nexpect: a < 3\nexamples:\n- name: n\n"
    assert without_examples(text + "summary: s\n") == (["s"], [])
    _, (problem,) = without_examples(text + "sumary: s\n")
    assert problem.startswith("rules/r.yaml:5:1: unknown key `sumary`")


def test_what_only_looks_like_examples_is_read() -> None:
    within = 'claims: {a: {measure: m}}\nexpect: a < 3\nsummary: "s\nexamples:\n  t"\n'
    assert without_examples(within) == (["s examples: t"], [])


def example(rest: str, claims: str, roles: str) -> Example:
    text = (
        f"summary: s\nclaims: {roles}\nexpect: {rest}\n"
        f"examples:\n- {{name: n, claims: {claims}, verdict: strained}}\n"
    )
    return rule(text).examples[0]


def test_links_between_the_roles_of_an_example_are_made_by_their_variables() -> None:
    claims = dict(
        example(
            "part < total",
            "{total: {value: 3}, part: {value: 2}}",
            "{total: {links.sum_of: $part, links.restates: {given: true}}, part: {id: $part}}",
        ).claims
    )
    assert claims["part"].id == "example/part"
    assert claims["total"].links == {"sum_of": ("example/part",), "restates": ("restates",)}


SUM_OF = "{total: {links.sum_of: $part, place: $p}, parts: {each: {id: $part, place: $p}}}"


def test_an_example_lists_the_claims_of_a_group() -> None:
    found = example(
        "sum(parts) == total",
        "{parts: [{value: 1}, {value: 2, id: second, source: other}], total: {value: 3, place: Iraq}}",
        SUM_OF,
    ).claims
    assert [(role, claim.id) for role, claim in found] == [
        ("total", "example/total"),
        ("parts", "example/parts-1"),
        ("parts", "other/second"),
    ]
    assert found[0][1].links == {"sum_of": ("example/parts-1", "other/second")}
    assert {claim.about["place"] for _, claim in found} == {("Iraq",)}


def test_the_claims_of_an_example_may_link_to_one() -> None:
    found = example(
        "sum(parts) <= total",
        "{parts: [{value: 1}, {value: 2}], total: {value: 3}}",
        "{total: {id: $t}, parts: {each: {links.part_of: $t}}}",
    ).claims
    assert [claim.links.get("part_of") for _, claim in found] == [None, *[("example/total",)] * 2]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (
            "{total: {value: 3}, parts: {value: 1}}",
            "5:48: `parts` is a group: it needs a list of claims; write `parts: [{…}, {…}]`",
        ),
        ("{total: {value: 3}, parts: []}", "5:48: `parts` is a group: it needs a list of claims"),
        ("{total: {value: 3}, parts: [x]}", "5:49: the claim of `parts` must be a mapping"),
        (
            "{total: {value: 3}}",
            "5:21: the example has no claim for `parts`; write `parts: [{…}, {…}]`",
        ),
        ("{total: [{value: 3}], parts: [{value: 1}]}", "5:29: the claim of `total` must be a mapping"),
    ],
)
def test_what_is_wrong_with_the_claims_of_a_group_is_said(claims: str, expected: str) -> None:
    text = f"summary: s\nclaims: {SUM_OF}\nexpect: sum(parts) == total\n"
    found = problems(f"{text}examples:\n- {{name: n, claims: {claims}, verdict: strained}}\n")
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_a_source_that_an_example_names_is_that_of_the_linked_claim() -> None:
    claims = dict(
        example(
            "part < total",
            "{total: {value: 3}, part: {value: 2, source: {id: other, published: 2016}, id: p}}",
            "{total: {links.sum_of: $part, source: {given: true}}, part: {id: $part}}",
        ).claims
    )
    assert claims["part"].id == "other/p"
    assert str(claims["part"].said) == "2016"
    assert claims["total"].links == {"sum_of": ("other/p",)}


def test_an_example_may_set_any_field_and_what_it_sets_joins_the_others() -> None:
    claims = dict(
        example(
            "a < b",
            "{a: {value: 3, place: Iraq, links: {part_of: b}}, b: {value: 2, about: {extra: x}, tags: [t]}}",
            "{a: {place: $p, by: {given: true}}, b: {place: $p, by: {given: true}}}",
        ).claims
    )
    assert claims["a"].about == {"place": ("Iraq",)}
    assert claims["b"].about == {"place": ("Iraq",), "extra": ("x",)}
    assert (claims["b"].tags, claims["b"].by) == (("t",), ("by",))
    assert claims["a"].links == {"part_of": ("example/b",)}


def test_a_role_that_names_its_claim_by_a_full_id_gets_that_id() -> None:
    claims = dict(example("a < b", "{a: {value: 3}, b: {value: 2}}", "{a: {id: wear/x}, b: {id: y}}").claims)
    assert (claims["a"].id, claims["a"].source.id, claims["b"].id) == ("wear/x", "wear", "example/y")


def test_a_role_that_names_its_source_gets_it_unless_the_example_says_otherwise() -> None:
    pattern = "{a: {source: [gates, tills], id: $x}, b: {links.of: $x}}"
    claims = dict(example("a < b", "{a: {value: 3}, b: {value: 2}}", pattern).claims)
    assert (claims["a"].id, claims["b"].links["of"]) == ("gates/a", ("gates/a",))
    claims = dict(example("a < b", "{a: {value: 3, source: own}, b: {value: 2}}", pattern).claims)
    assert claims["a"].id == "own/a"


def test_the_first_of_several_texts_fills_an_example() -> None:
    claims = dict(
        example(
            "a < 5", "{a: {value: 3}}", "{a: {place: [x, y], tags: {not: z}, kind: [stock, flow]}}"
        ).claims
    )
    assert claims["a"].about == {"place": ("x",)}
    assert (claims["a"].kind, claims["a"].tags) == (Kind.STOCK, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {claims: {a: {value: 3}}, verdict: strained}\n", "4:3: an example needs `name`"),
        (
            "- {name: n, claims: {a: {value: 3}}, verdict: wrong}\n",
            "4:47: unknown verdict `wrong`; `verdict` is one of consistent, established, strained, "
            "contradicted, undetermined",
        ),
        (
            "- {name: n, claims: {b: {value: 3}, a: {}}, verdict: strained}\n",
            "4:22: unknown role `b`",
        ),
        (
            "- {name: n, claims: {}, verdict: strained}\n",
            "4:21: the example has no claim for `a`; write `a: {…}`",
        ),
        (
            "- {name: n, claims: {a: {vaule: 3}}, verdict: strained}\n",
            "4:26: unknown key `vaule` in a claim of an example; did you mean `value`?",
        ),
        (
            "- {name: n, claims: {a: {when: 2015-02-31}}, verdict: strained}\n",
            "4:40: February 2015 has 28 days",
        ),
    ],
)
def test_what_is_wrong_with_an_example_is_said_where_it_stands(text: str, expected: str) -> None:
    found = problems(f"summary: s\nclaims: {{a: {{}}}}\nexamples:\n{text}expect: a < 3\n")
    assert len(found) == 1
    assert found[0].startswith(expected)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ("clams: {a: {}, b: {}}", "2:1: unknown key `clams` in a rule; did you mean `claims`?"),
        ("claims: {}", "2:9: a rule needs at least one role under `claims`"),
        (
            "claims: {a: {place: $p}, b: [x]}",
            "2:29: the pattern of `b` must be a mapping of names and values, not a list",
        ),
    ],
)
def test_claims_that_cannot_be_read_are_the_only_problem(claims: str, expected: str) -> None:
    assert problems(
        f"summary: s\n{claims}\nwhere: [count(b) > 2, a.place == b.place]\nexpect: a < b\n"
        'message: "{a} {b}"\nsequence: [a, b]\nsymmetric: [a, b]\nestablish: a < b\n'
        "examples: [{name: n, claims: {a: {value: 3}}, verdict: strained}]\n"
    ) == [expected]


@pytest.mark.parametrize("slip", ["eahc", "eac", "eacch"])
def test_a_misspelt_each_is_the_only_problem(slip: str) -> None:
    assert problems(
        f"summary: s\nclaims: {{a: {{place: $p}}, b: {{{slip}: {{place: $p, measure: m}}}}}}\n"
        "where: count(b) > 2\nexpect: sum(b) == a\n"
    ) == [f"2:30: unknown key `{slip}` in a group; did you mean `each`?"]


@pytest.mark.parametrize("test", ["{not: x}", "{given: true}", "[x]", "x"])
def test_a_dimension_that_only_resembles_each_is_tested(test: str) -> None:
    read = rule(f"summary: s\nclaims: {{a: {{place: x, reach: {test}}}}}\nexpect: a < 3\n")
    assert [(role.each, len(role.tests)) for role in read.roles] == [(False, 2)]


def test_a_slip_in_a_test_is_none_of_each() -> None:
    (found,) = problems("summary: s\nclaims: {a: {reach: {nto: x}}}\nexpect: a < 3\n")
    assert found == "2:22: unknown key `nto` in a test; did you mean `not`?"
