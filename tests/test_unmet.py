"""Why rules and claims do not meet, and how it is told."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from consistency.load import load
from consistency.match import Index
from consistency.pipeline import check
from consistency.rule import Count, OneOf, Role, Variable
from consistency.unmet import Attempt, attempts, never_met
from made import own
from making import claim, rule

FACTS = """\
claims:
- {id: may, about: {measure: rain, place: Oslo}, kind: flow, when: 2016-05, value: 30 mm}
- {id: june, about: {measure: rain, place: Bergen}, kind: flow, when: 2016-06, value: 90 mm}
- {id: total, about: {measure: rain, place: Oslo}, kind: cumulative, when: 2016, value: 700 mm}
- {id: wetter, about: {measure: rain, place: Oslo, trend: rising}, kind: trend, when: 2016}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("facts/wet.yaml", FACTS)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def loaded(text: str) -> tuple:
    write("rules/r.yaml", f"summary: s\n{text}")
    facts, rules, problems, *_ = load(own())
    assert [*facts.problems, *problems] == []
    return rules[0], Index(facts.claims)


def why(text: str) -> str:
    return never_met(*loaded(text))


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (
            "claims: {a: {measure: rain, kind: stock}}\nexpect: a < '3 m'",
            "no claim fits `a`: 3 claims do but for kind `stock`",
        ),
        (
            "claims: {a: {measure: rain, kind: flow, place: Rome}}\nexpect: a < '3 m'",
            "no claim fits `a`: 2 claims do but for place `Rome`",
        ),
        (
            "claims: {a: {measure: snow, kind: stock}}\nexpect: a < '3 m'",
            "no claim fits `a`, nor does any fit all but one of its keys",
        ),
        (
            "claims: {a: {links.part_of: total}}\nexpect: a < '3 m'",
            "no claim fits `a`: 3 claims do but for link `part_of` to `total`",
        ),
        (
            "claims: {a: {kind: $k, id: may}, b: {kind: $k, id: total}}\nexpect: a < b",
            "no value of `$k` is shared by `a` and `b`",
        ),
        (
            "claims: {a: {kind: $k, place: $p}, b: {kind: $k, place: $p}}\nexpect: a < b",
            "no claims agree on `$k` and `$p` together",
        ),
        (
            "claims: {a: {place: $p, kind: flow}, b: {place: $p, kind: flow}}\nexpect: a < b",
            "no different claims share a value of `$p`",
        ),
        (
            "claims: {a: {kind: $k}, b: {kind: $k}}\nwhere: [\"same_period(a.when, b.when)\"]\nexpect: a < b",
            "2 combinations of claims fit its roles, but `same_period(a.when, b.when)` fails in all of them",
        ),
        (
            "claims: {a: {place: $p, kind: cumulative}, b: {place: $p, kind: flow}}\n"
            "where: [\"within(b.when, a.when)\", \"a < b\"]\nexpect: a < b",
            "one combination of claims fits its roles, but `a < b` fails",
        ),
    ],
)  # fmt: skip
def test_a_rule_that_met_no_claim_says_what_came_nearest(rule, reason):
    assert why(rule) == reason


def test_claims_at_one_time_are_no_sequence():
    write("facts/wet.yaml", FACTS.replace("2016-06", "2016-05"))
    assert why("claims: {a: {kind: flow}, b: {kind: flow}}\nsequence: [a, b]\nexpect: a < b") == (
        "no claims certainly follow one another as `a` and `b`"
    )


def test_only_unmet_rules_have_a_reason_and_the_report_shows_it():
    write("rules/met.yaml", "summary: s\nclaims: {a: {kind: flow}}\nexpect: a < '3 m'\n")
    write("rules/unmet.yaml", "summary: s\nclaims: {a: {kind: rate}}\nexpect: a < '3 m'\n")
    report = check(own())
    assert report.unmet_because == {"unmet": "no claim fits `a`: 3 claims do but for kind `rate`"}


def test_meetings_of_the_same_claims_in_groups_of_other_sizes_are_told_each():
    groups = (
        Role("one", (("place", Variable("p")),), each=True),
        Role("two", (("town", Variable("p")),), each=True),
    )
    read = attrs.evolve(rule("one* two*", "sum(one) == sum(two)"), roles=groups)
    claims = [
        attrs.evolve(claim("a", "3 mm"), about={"place": ("X", "Y")}),
        attrs.evolve(claim("b", "3 mm"), about={"place": ("Y",), "town": ("X",)}),
        attrs.evolve(claim("c", "3 mm"), about={"town": ("X", "Y")}),
    ]
    (attempt,) = attempts(read, claims, Index(claims))
    assert [judged.meeting.sizes for judged in attempt.met] == [(1, 2), (2, 1)]


def test_a_value_that_is_given_twice_counts_once_for_only():
    role = Role("a", (("place", OneOf(("Oslo",))), ("place", Count(1))))
    read = attrs.evolve(rule("a", "a < '3 m'"), roles=(role,))
    twice = attrs.evolve(claim("a", "3 mm"), about={"place": ("Oslo", "Oslo")})
    (attempt,) = attempts(read, [twice], Index([twice]))
    assert (attempt.misses, len(attempt.met)) == ((), 1)
    named = attrs.evolve(read, roles=(Role("a", (("id", OneOf(("a",))), ("id", Count(1)))),))
    (attempt,) = attempts(named, [twice], Index([twice]))
    assert (attempt.misses, len(attempt.met)) == ((), 1)


def best(rule: str, *names: str) -> Attempt:
    read, index = loaded(rule)
    claims = {claim.name: claim for claim in index.claims}
    return attempts(read, [claims[name] for name in names], index)[0]


def cast(attempt: Attempt) -> dict[str, str]:
    return {role: claim.name for role, claim in attempt.cast}


def misses(rule: str, *names: str) -> list[str]:
    return [str(miss.at) + " " + miss.text for miss in best(rule, *names).misses]


PAIR = (
    "claims:\n  part: {kind: flow, place: $p}\n  whole: {kind: cumulative, place: $p}\nexpect: part < whole"
)


def test_claims_that_meet_are_cast_and_judged():
    attempt = best(PAIR, "total", "may")
    assert cast(attempt) == {"part": "may", "whole": "total"}
    assert attempt.misses == ()
    assert [judged.verdict.value for judged in attempt.met] == ["consistent"]


def test_one_claim_may_be_asked_about_alone():
    assert [judged.meeting.claims[1].name for judged in best(PAIR, "may").met] == ["total"]
    assert misses(PAIR, "june") == ["rules/r.yaml:4:3 no other claim fits `whole` with `$p` `Bergen`"]


def test_what_a_pattern_asks_for_and_a_claim_lacks_is_told_at_the_claim():
    rule = PAIR.replace("place: $p}", "place: $p, also: {given: true}, tags: {not: [x]}}", 1)
    assert misses(rule, "may", "total") == [
        "facts/wet.yaml:2:3 `part` asks for some `also`; wet/may has no `also`"
    ]
    assert misses(PAIR.replace("flow", "stock"), "may", "total") == [
        "facts/wet.yaml:2:56 `part` asks for kind `stock`; wet/may has `flow`"
    ]


def test_a_variable_without_a_common_value_names_both_sides():
    assert misses(PAIR, "june", "total") == [
        "facts/wet.yaml:4:45 `$p` is `Bergen` in `part` (wet/june) but `Oslo` in `whole` (wet/total)"
    ]


def test_a_condition_that_fails_shows_what_it_looked_at():
    rule = PAIR.replace("expect", 'where: ["before(part.when, whole.when)"]\nexpect')
    assert misses(rule, "may", "total") == [
        "facts/wet.yaml:2:68 `before(part.when, whole.when)` does not hold: "
        "part.when is `2016-05`, whole.when is `2016`"
    ]


def test_a_trend_fits_only_roles_that_ask_for_trends():
    (miss,) = misses("claims: {a: {measure: rain}}\nexpect: a < '3 m'", "wetter")
    assert miss.endswith("wet/wetter states a trend, which fits only roles that ask for kind `trend`")


def test_the_nearest_way_comes_first_and_all_are_there():
    read, index = loaded(PAIR)
    claims = {claim.name: claim for claim in index.claims}
    found = attempts(read, [claims["june"], claims["may"]], index)
    assert [len(attempt.misses) for attempt in found] == [2, 2]
    assert attempts(read, [claims["june"], claims["may"], claims["total"]], index) == ()


def test_a_sequence_asks_for_claims_that_certainly_follow():
    rule = "claims: {a: {measure: rain}, b: {measure: rain}}\nsequence: [a, b]\nexpect: a < b"
    assert misses(rule, "total", "may") == [
        "facts/wet.yaml:4:76 `a` and `b` must certainly follow one another, with no such claim between"
    ]


def test_symmetric_roles_meet_whichever_is_named_first():
    roles = "{a: {measure: rain, place: $p}, b: {measure: rain, place: $p}}"
    rule = f"claims: {roles}\nsymmetric: [a, b]\nexpect: a == b"
    for names in (("may", "total"), ("total", "may")):
        assert [judged.verdict.value for judged in best(rule, *names).met] == ["contradicted"]


def test_exchangeable_roles_are_filled_in_one_order_and_a_condition_that_fails_in_it_is_told():
    rule = (
        "claims: {a: {measure: rain, place: $p}, b: {measure: rain, place: $p}}\nsymmetric: [a, b]\n"
        'where: ["a < b"]\nexpect: a == b'
    )
    write("facts/wet.yaml", FACTS.replace("value: 700 mm", "value: 7 mm"))
    assert misses(rule, "total", "may") == [
        "facts/wet.yaml:2:84 `a < b` does not hold: a.value is `30 mm`, b.value is `7 mm`; "
        "roles that may be exchanged are filled in the order of ids, as `a` wet/may and `b` wet/total"
    ]


def test_too_many_ways_are_refused():
    roles = ", ".join(f"r{n}: {{place: $p}}" for n in range(12))
    read, index = loaded(f"claims: {{{roles}}}\nexpect: {' < '.join(f'r{n}' for n in range(12))}")
    with pytest.raises(ValueError, match="too many ways"):
        attempts(read, index.claims, index)


def test_the_command_says_what_stands_against_a_meeting(run):
    loaded(PAIR)
    assert run("why-not", "r", "june", "wet/total") == (
        0,
        "`wet/june` and `wet/total` do not meet in r\n"
        "  as `part` wet/june, `whole` wet/total:\n"
        "    facts/wet.yaml:4:45: `$p` is `Bergen` in `part` (wet/june) but `Oslo` in `whole` (wet/total)\n"
        "  as `part` wet/total, `whole` wet/june:\n"
        "    facts/wet.yaml:4:58: `part` asks for kind `flow`; wet/total has `cumulative`\n"
        "    facts/wet.yaml:3:59: `whole` asks for kind `cumulative`; wet/june has `flow`\n"
        "    facts/wet.yaml:3:44: `$p` is `Oslo` in `part` (wet/total) but `Bergen` in `whole` (wet/june)\n",
        "",
    )


def test_the_command_says_who_meets(run):
    loaded(PAIR)
    assert run("why-not", "r", "may")[1] == (
        "`wet/may` takes part in one meeting of r:\n  consistent: part: wet/may, whole: wet/total\n"
    )
    assert run("why-not", "r", "may", "total")[1].startswith("`wet/may` and `wet/total` meet in r:\n")
    assert run("why-not", "r", "may", "total", "june")[1] == (
        "`wet/may`, `wet/total` and `wet/june` cannot meet in r: it has 2 roles for 3 claims\n"
    )


def test_the_command_knows_slips(run):
    loaded(PAIR)
    code, out, err = run("why-not", "q", "mai")
    assert (code, out) == (2, "")
    assert "no rule is called `q`" in err
    assert "no claim is called `mai`\n  = did you mean `may`?" in err
    write("facts/dry.yaml", FACTS)
    assert "several claims are called `may`\n  = `dry/may` or `wet/may`" in run("why-not", "r", "may")[2]


GROUP = (
    "claims:\n  parts: {each: {kind: flow, measure: $m}}\n  whole: {kind: cumulative, measure: $m}\n"
    "expect: sum(parts) < whole"
)


def test_claims_of_a_group_are_found_in_the_meeting_that_takes_all_of_them_in(run):
    loaded(GROUP)
    assert run("why-not", "r", "may", "june", "total")[1] == (
        "`wet/may`, `wet/june` and `wet/total` take part in one meeting of r:\n"
        "  consistent: parts: wet/june, parts: wet/may, whole: wet/total\n"
    )
    write("facts/wet.yaml", FACTS.replace("{measure: rain, place: Bergen}", "{measure: snow, place: Bergen}"))
    assert run("why-not", "r", "may", "june", "total")[1] == (
        "`wet/may`, `wet/june` and `wet/total` do not all take part in any one meeting of r: "
        "ask about fewer of them\n"
    )


def test_a_rule_that_a_check_leaves_out_is_told_to_be(run):
    loaded(PAIR)
    write("rules/other.yaml", "summary: s\n" + PAIR)
    write("consistency.toml", '[severity]\n"r" = "off"\n')
    assert run("why-not", "r", "may") == (
        2,
        "",
        'problem: the rule `r` is switched off\n  --> consistency.toml:2:1   2 │ "r" = "off"           ^^^\n',
    )
    write("consistency.toml", 'ignore = "r"\n')
    assert (
        "problem: `ignore` leaves out the rule `r`\n  --> consistency.toml:1:1 "
        in run("why-not", "r", "may")[2]
    )


def test_of_facts_and_rules_that_cannot_be_read_nothing_else_is_said(run):
    loaded(PAIR)
    code, out, err = run("why-not", "r", "may", "--facts", "nope")
    assert (code, out, err.count("problem: ")) == (2, "", 1)
    assert "no such file or folder" in err
    write("rules/r.yaml", "sumary: s\n")
    assert "no rule is called" not in run("why-not", "r", "may")[2]


def test_the_help_names_the_arguments(run):
    assert "why-not [OPTIONS] {RULE} {CLAIM...}\n" in run("why-not", "--help")[1]


CROWD = "claims:\n" + "".join(
    f"- {{id: c{n}, about: {{measure: rain}}, kind: {kind}, when: {year}, value: {n + 1} mm}}\n"
    for n, (kind, year) in enumerate([("flow", 2015)] * 500 + [("stock", 2016)] * 500)
)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (
            ["after(a.when, b.when)"],
            "many combinations of claims fit its roles, but `after(a.when, b.when)` fails in all of them",
        ),
        (
            ["a < '300 mm'", "a > '400 mm'"],
            "many combinations of claims fit its roles, but `a < '300 mm'` and `a > '400 mm'` "
            "hold together in none of them",
        ),
        (
            ["before(a.when, b.when)", "same_period(a.when, b.when)"],
            "many combinations of claims fit its roles, but `same_period(a.when, b.when)` fails "
            "in all of them",
        ),
    ],
)
def test_of_a_crowded_rule_the_condition_that_rules_all_out_is_told(where, reason):
    write("facts/wet.yaml", CROWD)
    conditions = ", ".join(f'"{condition}"' for condition in where)
    rule = f"claims: {{a: {{kind: flow}}, b: {{kind: stock}}}}\nwhere: [{conditions}]\nexpect: a < b"
    assert (
        why(
            rule.replace("kind: flow", "kind: flow, measure: $m").replace(
                "kind: stock", "kind: stock, measure: $m"
            )
        )
        == reason
    )


def test_a_rule_that_meets_too_often_is_a_problem_of_why_not(run):
    write("facts/wet.yaml", CROWD)
    loaded("claims: {a: {kind: flow, measure: $m}, b: {kind: stock, measure: $m}}\nexpect: a < b")
    code, out, err = run("why-not", "r", "c1", "c501")
    assert (code, out) == (2, "")
    assert "the rule `r` meets too often" in err


def test_a_claim_that_is_named_twice_is_meant_once(run):
    loaded(PAIR)
    assert run("why-not", "r", "may", "may") == run("why-not", "r", "may")
