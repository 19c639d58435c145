"""`consistency explain RULE|FINDING`: the page of a rule, and of a finding with all that it rests on."""

import json
import re
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from consistency import check, trace
from consistency.cli import main
from consistency.finding import Verdict
from consistency.pipeline import exit_code
from consistency.reports import json as json_report
from consistency.rule import Severity
from consistency.settings import read_settings
from made import OWN_RULES, own

ROOT = Path(__file__).parent.parent

RULE = """\
summary: A route is as long as its legs
rationale: |
  Legs that follow one another
  make the route.

  Left alone: detours.
claims:
  first: {measure: leg, route: $route}
  second: {measure: leg, route: $route}
  whole: {measure: route, id: $route, tags: {not: [planned]}}
symmetric: [first, second]
where: ["not follows(first.when, whole.when)"]
expect:
  end to end: first + second == whole
  there and back: (first + second) * 2 == whole
examples:
  - name: two legs
    claims: {first: {value: 3 km, when: 2015}, second: {value: 4 km}, whole: {value: 7 km, when: 2015}}
    verdict: consistent
  - name: a leg too many
    claims: {first: {value: 3 km, when: 2015}, second: {value: 4 km}, whole: {value: 70 km, when: 2015}}
    verdict: contradicted
  - name: a leg walked later
    claims: {first: {value: 3 km, when: 2016}, second: {value: 4 km}, whole: {value: 70 km, when: 2015}}
    verdict: unmet
references: [https://example.org/routes]
tags: [addition, routes]
"""

FACTS = """\
measures: {leg: {}, route: {}}
defaults: {when: 2015}
claims:
  - {id: out, about: {measure: leg, route: guide/loop}, value: about 3 km}
  - {id: on, about: {measure: leg, route: guide/loop}, value: 5 miles}
  - {id: loop, about: {measure: route}, value: 90 km}
"""

WITHOUT_ROUTE = FACTS.partition("  - {id: loop")[0]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    write("rules/routes/legs.yaml", RULE)
    write("facts/guide.yaml", FACTS)
    write("consistency.toml", OWN_RULES)
    return tmp_path


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, "utf-8")


def fingerprints(**settings) -> list[str]:
    report = check(own(show=("contradicted", "strained", "undetermined", "note"), **settings))
    return [finding.fingerprint for finding in report.findings]


def below(out: str) -> list[str]:
    """Return what stands below the finding itself."""
    return [line.strip() for line in out.partition("\nfingerprint ")[2].splitlines()[1:]]


# A rule


def test_a_rule_is_told_from_its_summary_to_its_examples_worked_out(explain):
    code, out, err = explain("routes/legs")
    assert (code, err) == (0, "")
    assert out == (
        "routes/legs\n"
        "  summary     A route is as long as its legs\n"
        "  file        rules/routes/legs.yaml:1:1\n"
        "  severity    error within one source, warning between several\n"
        "  rationale   Legs that follow one another make the route.\n"
        "              Left alone: detours.\n"
        "  claims      `first`: a claim with measure `leg` and route `$route`\n"
        "              `second`: a claim with measure `leg` and route `$route`\n"
        "              `whole`: a claim with measure `route`, id `$route` and no tags `planned`\n"
        "  joined by   `$route`: the route of `first` and `second` and the id of `whole`\n"
        "  symmetric   exchanging `first` and `second` means the same\n"
        "  where       not follows(first.when, whole.when)\n"
        "  expect      end to end: first + second == whole\n"
        "              there and back: (first + second) * 2 == whole\n"
        "  example     two legs: consistent\n"
        "              first 3 km (2015); second 4 km; whole 7 km (2015)\n"
        "              = end to end: 3 km + 4 km = 7 km (6…8 km) against 7 km (6.5…7.5 km)\n"
        "              = there and back: 7 km × 2 = 14 km (12…16 km) against 7 km (6.5…7.5 km): 4.5 km over\n"
        "  example     a leg too many: contradicted\n"
        "              first 3 km (2015); second 4 km; whole 70 km (2015)\n"
        "              = end to end: 3 km + 4 km = 7 km (6…8 km) against 70 km (69.5…70.5 km): 61.5 km short"
        " (at the widest 6…8 km against 65…75 km)\n"
        "              = there and back: 7 km × 2 = 14 km (12…16 km) against 70 km (69.5…70.5 km): 53.5 km "
        "short (at the widest 12…16 km against 65…75 km)\n"
        "  example     a leg walked later: unmet\n"
        "              first 3 km (2016); second 4 km; whole 70 km (2015)\n"
        "              = `not follows(first.when, whole.when)` does not hold\n"
        "  references  https://example.org/routes\n"
        "  tags        addition, routes\n"
    )


def test_a_rule_is_told_as_fields_of_json(fields):
    document = fields("routes/legs")
    assert {
        key: document[key] for key in ("version", "rule", "file", "severity", "establish", "symmetric")
    } == {
        "version": 1,
        "rule": "routes/legs",
        "file": "rules/routes/legs.yaml",
        "severity": None,
        "establish": None,
        "symmetric": ["first", "second"],
    }
    assert document["claims"][2] == {
        "role": "whole",
        "each": False,
        "asks": ["measure `route`", "id `$route`", "no tags `planned`"],
        "pattern": "a claim with measure `route`, id `$route` and no tags `planned`",
    }
    assert document["variables"] == {"route": "the route of `first` and `second` and the id of `whole`"}
    assert document["expect"][0] == {"name": "end to end", "expression": "first + second == whole"}
    assert [example["found"] for example in document["examples"]] == [
        ["consistent"],
        ["contradicted"],
        ["unmet"],
    ]
    assert document["examples"][0]["claims"][0] == {"role": "first", "says": "3 km (2015)"}
    assert document["examples"][1]["findings"][0]["steps"][0].startswith("3 km + 4 km = 7 km")
    assert document["examples"][2]["kept_apart"] == ["not follows(first.when, whole.when)"]


def test_of_a_group_every_claim_is_asked(explain):
    write(
        "rules/sums.yaml",
        "summary: Sums\nclaims: {parts: {each: {measure: leg, k: $k}}, whole: {k: $k}}\n"
        "expect: sum(parts) == whole\n",
    )
    out = explain("sums")[1]
    assert "`parts`: every claim with measure `leg` and k `$k`\n" in out
    assert "joined by  `$k`: the k of `parts` and `whole`\n" in out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("severity: note", "  severity   note"),
        ("establish: true", "  establish  what is expected is certain, and not only possible"),
        ("establish: a < b", "  establish  a < b"),
        ("sequence: [a, b]", "  sequence   `a` and `b` follow one another, each to the next"),
    ],
)
def test_what_else_a_rule_says_is_told(explain, more, told):
    write(
        "rules/more.yaml", f"summary: More\nclaims: {{a: {{k: $k}}, b: {{k: $k}}}}\nexpect: a <= b\n{more}\n"
    )
    assert told.split() in [line.split() for line in explain("more")[1].splitlines()]


def test_an_example_that_does_not_hold_says_what_it_should_be(explain):
    write("rules/routes/legs.yaml", RULE.replace("verdict: consistent", "verdict: strained"))
    code, out, _ = explain("routes/legs")
    assert code == 0
    assert "two legs: consistent, and should be strained\n" in out


def test_a_claim_of_an_example_is_told_with_all_its_figures_and_dates(explain):
    claims = "{a: {value: 3 km, also: 2 miles, lasting: 2 days, when: 2015, said: 2016-01-01}, b: {}}"
    example = f"examples: [{{name: one, claims: {claims}, verdict: undetermined}}]"
    write(
        "rules/two.yaml", f"summary: Two\nclaims: {{a: {{k: $k}}, b: {{k: $k}}}}\nexpect: a == b\n{example}\n"
    )
    assert (
        "a 3 km, also 2 miles, lasting 2 days (2015, said 2016-01-01); b without a figure\n"
        in explain("two")[1]
    )


def test_of_claims_of_an_example_that_share_no_values_it_is_told(explain):
    claims = "{a: {value: 3 km, k: x}, b: {value: 3 km, k: y}}"
    example = f"examples: [{{name: one, claims: {claims}, verdict: unmet}}]"
    write(
        "rules/two.yaml", f"summary: Two\nclaims: {{a: {{k: $k}}, b: {{k: $k}}}}\nexpect: a == b\n{example}\n"
    )
    assert "= `$k` is `x` in `a` (example/a) but `y` in `b` (example/b)\n" in explain("two")[1]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("routes/lges", "did you mean `routes/legs`?"),
        ("legs", "did you mean `routes/legs`?"),
        ("zzz/yyy", "`consistency rules` lists them"),
    ],
)
def test_a_mistyped_id_of_a_rule_is_a_problem(explain, name, hint):
    assert explain(name) == (2, "", f"problem: RULE: no rule is called `{name}`\n  = {hint}\n")


def test_rules_and_facts_to_look_in_can_be_named(explain):
    Path("rules").rename("elsewhere")
    assert explain("routes/legs", "--rules", "elsewhere")[0] == 0
    assert "--facts" not in explain("routes/legs", "--rules", "elsewhere", "--facts", "facts")[2]
    assert explain("routes/legs", "--rules", "elsewhere", "--facts", "gone")[0] == 2


def test_a_rule_needs_no_facts_and_may_be_one_that_no_check_runs(explain):
    Path("facts/guide.yaml").unlink()
    Path("facts").rmdir()
    write("consistency.toml", f'{OWN_RULES}ignore = "routes/*"\n')
    assert explain("routes/legs")[0] == 0


def test_the_severity_is_that_of_the_settings_and_tells_where_it_is_set(explain, fields):
    write("consistency.toml", f'{OWN_RULES}[severity]\n"routes/*" = "note"\n')
    assert "\n  severity    note (by consistency.toml:3:1)\n" in explain("routes/legs")[1]
    document = fields("routes/legs")
    assert (document["severity"], document["severity_set_at"]) == ("note", "consistency.toml:3:1")
    assert document["left_out"] is None


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[severity]\n"routes/*" = "off"\n', "the rule `routes/legs` is switched off (consistency.toml:3:1)"),
        ('ignore = "routes/*"\n', "`ignore` leaves out the rule `routes/legs` (consistency.toml:2:1)"),
        ('select = "hills/*"\n', "`select` leaves out the rule `routes/legs` (consistency.toml:2:1)"),
    ],
)
def test_a_rule_that_no_check_runs_is_told_to_be_left_out(explain, settings, told):
    write("rules/hills/legs.yaml", RULE)
    write("consistency.toml", OWN_RULES + settings)
    code, out, err = explain("routes/legs")
    assert (code, err) == (0, "")
    assert f"  severity    error within one source, warning between several\n  left out    {told}\n" in out


def test_that_two_sets_have_a_rule_is_told_beside_the_page_of_the_first(explain):
    # The packaged set and the project have a rule of the same id.
    id = "addition/sum-of"
    write(f"rules/{id}.yaml", RULE)
    write("consistency.toml", 'rules = ["rules", "standard"]\n')
    code, out, err = explain(id)
    assert (code, out.startswith(f"{id}\n  summary     A route is as long")) == (2, True)
    assert f"the rule `{id}` is in rules/{id}.yaml already" in err
    write("consistency.toml", f'rules = ["rules", "standard"]\n[severity]\n"standard:{id}" = "off"\n')
    assert explain(id)[::2] == (0, "")


def test_what_is_wrong_with_another_rule_is_told_beside_the_page(explain):
    write("rules/broken.yaml", "sumary: Broken\n")
    code, out, err = explain("routes/legs")
    assert (code, out.splitlines()[0]) == (2, "routes/legs")
    assert "unknown key `sumary`" in err


def test_of_a_rule_that_cannot_be_read_its_problems_are_told_and_not_that_it_is_unknown(explain):
    write("rules/broken.yaml", "sumary: Broken\n")
    code, out, err = explain("broken")
    assert (code, out) == (2, "")
    assert "unknown key `sumary`" in err
    assert "no rule is called" not in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("routes/legs", "--format", "jsn"), "problem: --format: unknown format `jsn`"),
        (("routes/legs", "--unit", "km"), "problem: `--unit` is for `explain value`"),
        (("value", "3 km", "--rules", "rules"), "problem: `--rules` is for `explain RULE|FINDING`"),
        (
            ("period", "2015", "--facts", "facts"),
            "problem: `--facts` is for `explain RULE|FINDING` and `explain value`",
        ),
    ],
)
def test_an_option_that_does_not_belong_is_a_problem(explain, arguments, told):
    code, out, err = explain(*arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == told


def test_a_narrow_page_is_kept_to(explain, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, explain("routes/legs")[1].splitlines())) <= 60
    assert max(map(len, explain(*fingerprints())[1].splitlines())) <= 60


# A finding


BARE = (
    "row `bare`: typically [N - 0.5 u, N + 0.5 u], at the widest [N - w, N + w]; u is the place that N is "
    "written to, two digits at least being meant; w is how far a bare number may have been rounded"
)
ABOUT = (
    "row `about`: typically [N - h, N + h], at the widest [N - H, N + H]; u is the place that N is written "
    'to, two digits at least being meant; h is how far "about" reaches; H is how far "about" reaches at most'
)


def test_a_finding_is_told_with_every_figure_condition_and_step(explain):
    (name,) = fingerprints()
    code, out, err = explain(name)
    assert (code, err) == (0, "")
    assert out.startswith(
        "contradicted[routes/legs]: A route is as long as its legs\n  --> facts/guide.yaml:6:48"
    )
    assert "= would be consistent if: " in out
    assert f"\nfingerprint {name}\n" in out
    sum_, whole = "5 mi + 3 km = 6.864 mi (6.053…7.675 mi)", "90 km = 55.92 mi (55.61…56.23 mi)"
    twice = "6.864 mi × 2 = 13.73 mi (12.11…15.35 mi)"
    assert below(out) == [
        "first   5 miles (guide/on, facts/guide.yaml:5:63)",
        "typically from 4.5 to 5.5 mi",
        BARE,
        "second  about 3 km (guide/out, facts/guide.yaml:4:64)",
        "typically from 2.5 to 3.5 km; at the widest from 1.75 to 4.25 km",
        ABOUT,
        "converted: typically 1.553…2.175 mi; at the widest 1.087…2.641 mi",
        "whole   90 km (guide/loop, facts/guide.yaml:6:48)",
        "typically from 89.5 to 90.5 km; at the widest from 85 to 95 km",
        BARE,
        "converted: typically 55.61…56.23 mi; at the widest 52.82…59.03 mi",
        "where   not follows(first.when, whole.when): holds",
        "2015 must not come after 2015: it is the same time as it",
        "expect  end to end: first + second == whole: contradicted",
        f"{sum_}; at the widest 5.587…8.141 mi",
        f"{sum_} against {whole}: 47.94 mi short (at the widest 5.587…8.141 mi against 52.82…59.03 mi)",
        "expect  there and back: (first + second) * 2 == whole: contradicted",
        f"{sum_}; at the widest 5.587…8.141 mi",
        f"{twice}; at the widest 11.17…16.28 mi",
        f"{twice} against {whole}: 40.26 mi short (at the widest 11.17…16.28 mi against 52.82…59.03 mi)",
    ]


def test_a_finding_is_told_as_the_report_has_it_with_further_fields(fields):
    (name,) = fingerprints()
    document = fields(name)
    report = json.loads(json_report.render(check(own())))["findings"][0]
    more = {"version", "figures", "conditions", "establish"}
    assert set(document) == set(report) | more
    same = set(report) - {"readings"}
    assert {key: document[key] for key in same} == {key: report[key] for key in same}
    for mine, theirs in zip(document["readings"], report["readings"], strict=True):
        assert {key: mine[key] for key in theirs} == theirs
    assert document["readings"][0]["expression"] == "first + second == whole"
    assert len(document["readings"][1]["parts"]) == 2
    assert document["conditions"] == [
        {
            "expression": "not follows(first.when, whole.when)",
            "holds": "yes",
            "steps": ["2015 must not come after 2015: it is the same time as it"],
        }
    ]


def test_json_of_a_figure_has_its_row_and_its_ranges_in_every_unit_that_it_is_worked_out_in(fields):
    first, second, whole = fields(*fingerprints())["figures"]
    assert (first["role"], first["claim"], first["field"]) == ("first", "guide/on", "value")
    assert (first["converted"], second["hedge"], second["row"], second["unit"]) == (
        [],
        "about",
        "about",
        "km",
    )
    assert (second["widest"]["low"], second["widest"]["high"]) == ("1.75", "4.25")
    (miles,) = whole["converted"]
    assert miles["unit"] == "mi"
    mile = Fraction("1.609344")
    assert Fraction(miles["typical"]["low"]) == Fraction("89.5") / mile
    assert Fraction(miles["widest"]["high"]) == 95 / mile


def test_the_hedges_and_the_waiver_of_the_project_are_told(explain):
    hedges = '[hedges.about]\ntypical = "[0.9 N, 1.1 N]"\nwidest = "[0.8 N, 1.2 N]"\n'
    write("consistency.toml", OWN_RULES + hedges)
    ids = "[guide/out, guide/on, guide/loop]"
    write(
        "waivers.yaml",
        f"waivers: [{{rule: routes/legs, claims: {ids}, reason: by boat, owner: Ann, until: 2090}}]\n",
    )
    code, out, _ = explain(*fingerprints())
    assert code == 0
    assert "typically from 2.5 to 3.5 km; at the widest from 2.4 to 3.6 km" in out
    assert "row `about`: typically [0.9 N, 1.1 N], at the widest [0.8 N, 1.2 N]" in out
    assert below(out)[-1] == "waived  by boat (waivers.yaml:1:18, Ann, until 2090)"


CONDITIONS = """\
summary: Conditions
claims:
  leg: {measure: leg, id: guide/out, route: $route}
  whole: {measure: route, id: $route}
where: [leg < whole, leg < '3.2 km', leg > '4 km', leg.said == leg.when]
expect: {one: leg == whole, two: leg.lasting == whole.lasting}
"""
UNCONDITIONAL = CONDITIONS.partition("where")[0]


def test_a_condition_tells_how_it_holds_and_why_it_cannot_be_decided(explain, fields):
    write("rules/routes/legs.yaml", CONDITIONS.replace("leg.said == leg.when", "leg.lasting < '2 days'"))
    (name,) = fingerprints()
    document = fields(name)
    assert [condition["holds"] for condition in document["conditions"]] == [
        "yes",
        "possibly",
        "at the widest",
        "unknown",
    ]
    assert (document["readings"], document["because"]) == ([], "`leg` (guide/out) has no `lasting`")
    lines = below(explain(name)[1])
    assert "where  leg < '3.2 km': can hold" in lines
    assert "where  leg > '4 km': can hold only within the most that the words allow" in lines
    assert "where  leg.lasting < '2 days': cannot be decided" in lines
    assert "cannot be decided: `leg` (guide/out) has no `lasting`" in lines


def test_a_reading_that_cannot_be_decided_says_why(explain):
    text = UNCONDITIONAL + "expect: {one: leg == whole, two: leg.lasting == whole.lasting}\n"
    write("rules/routes/legs.yaml", text)
    lines = below(explain(*fingerprints())[1])
    assert "two: leg.lasting == whole.lasting: undetermined, because `leg` (guide/out) has no `lasting`" in [
        line.partition("expect  ")[2] for line in lines
    ]


def test_what_is_left_open_by_what_a_rule_would_establish_is_worked_out(explain, fields):
    text = UNCONDITIONAL + "expect: leg < whole\nestablish: leg * 30 <= whole\n"
    write("rules/routes/legs.yaml", text)
    (name,) = fingerprints()
    assert fields(name)["establish"][0]["expression"] == "leg * 30 <= whole"
    lines = below(explain(name)[1])
    at = next(n for n, line in enumerate(lines) if line.startswith("establish  "))
    assert lines[at] == "establish  leg * 30 <= whole: possible, but not certain"
    assert lines[at + 1].startswith("3 km × 30 = 90 km (75…105 km)")


def test_of_a_large_group_the_first_figures_are_told_and_the_rest_counted(explain):
    write("rules/routes/legs.yaml", GROUP)
    legs = "".join(
        f"  - {{id: leg-{n}, about: {{measure: leg, route: guide/loop}}, value: {n} km}}\n"
        for n in range(10, 22)
    )
    write("facts/guide.yaml", FACTS.replace("  - {id: out", legs + "  - {id: out"))
    out = explain(*fingerprints())[1]
    assert "\n  parts 8  17 km (guide/leg-17, " in out
    assert "parts 9 " not in out
    assert "… and 6 more figures of groups with more than 8 claims" in out


GROUP = """\
summary: Groups
claims:
  parts: {each: {measure: leg, route: $route}}
  whole: {measure: route, id: $route}
expect: sum(parts) == whole
"""


PAIR = """\
summary: Pair
claims: {leg: {measure: leg, route: $route}, whole: {measure: route, id: $route}}
expect: leg == whole
"""


@pytest.mark.parametrize(
    ("kind", "leg", "whole", "ends", "converted"),
    [
        ("{at_most: 100 %}", "more than 90 %", "20 %", ("90", "100"), None),
        ("{}", "20 °C", "90 °F", None, ("575/18", "32.5")),
    ],
)
def test_ranges_are_those_that_the_rule_is_judged_by(fields, kind, leg, whole, ends, converted):
    write("rules/routes/legs.yaml", PAIR)
    claims = (
        f"  - {{id: out, about: {{measure: leg, route: guide/loop}}, value: {leg}}}\n"
        f"  - {{id: loop, about: {{measure: route}}, value: {whole}}}\n"
    )
    write("facts/guide.yaml", f"measures: {{leg: {kind}, route: {kind}}}\nclaims:\n{claims}")
    first, second = fields(*fingerprints())["figures"]
    if ends:
        assert (first["widest"]["low"], first["widest"]["high"]) == ends
    if converted:
        (celsius,) = second["converted"]
        assert (celsius["typical"]["low"], celsius["typical"]["high"]) == converted


def test_of_restatements_the_one_that_the_finding_is_about_is_told(fields):
    write("rules/routes/legs.yaml", PAIR.replace("leg == whole", "leg == whole.also"))
    write("facts/guide.yaml", FACTS.replace("value: 90 km", "value: 3 km, also: [3 km, 20 miles]"))
    told = {leg["claim"]: whole for leg, whole in (fields(name)["figures"] for name in fingerprints())}
    assert (told["guide/out"]["field"], told["guide/out"]["text"]) == ("also", "20 miles")
    assert told["guide/on"]["text"] == "3 km"


def test_every_beginning_of_four_digits_or_more_is_enough_whatever_its_case(explain):
    (name,) = fingerprints()
    whole = explain(name)
    assert [explain(name[:4]), explain(name[:7]), explain(name.upper())] == [whole] * 3
    assert explain(name[:3])[0] == 2


def test_a_meeting_that_a_check_says_nothing_about_is_found_too(explain):
    write("facts/guide.yaml", FACTS.replace("90 km", "11 km"))
    assert fingerprints() == []
    (consistent,) = check(own(show=("consistent",))).findings
    code, out, _ = explain(consistent.fingerprint)
    assert code == 0
    assert out.startswith("consistent[routes/legs]: ")


def test_an_unknown_fingerprint_is_a_problem_that_names_the_nearest(explain):
    (name,) = fingerprints()
    wrong = name[:11] + ("0" if name[11] != "0" else "1")
    told = f"problem: FINDING: no finding has a fingerprint that begins with `{wrong}`\n"
    assert explain(wrong) == (2, "", f"{told}  = did you mean `{name}`?\n")
    slip = name[:5] + ("0" if name[5] != "0" else "1")
    assert explain(slip)[2].endswith(f"= did you mean `{name[:6]}`?\n")
    code, _, err = explain("0000")
    assert (code, err.splitlines()[-1]) == (
        2,
        "  = `consistency check --format json` has the fingerprints of all findings",
    )


def test_a_beginning_of_several_fingerprints_is_a_problem_that_lists_them(explain, monkeypatch):
    write("rules/routes/again.yaml", RULE)
    monkeypatch.setattr(trace, "fingerprint", lambda rule, claims: f"abcd{len(rule):08}")
    code, out, err = explain("abcd")
    assert (code, out) == (2, "")
    assert "2 findings have a fingerprint that begins with `abcd`" in err
    assert "= `abcd00000011` (routes/legs) or `abcd00000012` (routes/again)" in err
    assert explain("abcd00000011")[0] == 0


def test_a_finding_goes_before_a_meeting_that_a_check_says_nothing_about(explain, monkeypatch):
    write("rules/routes/again.yaml", RULE.replace("expect:", "expect:\n  any: first < whole"))
    monkeypatch.setattr(trace, "fingerprint", lambda rule, claims: f"abcd{len(rule):08}")
    assert explain("abcd")[1].startswith("contradicted[routes/legs]")


def test_a_rule_that_is_called_like_a_fingerprint_is_a_rule(explain):
    Path("rules/decade.yaml").write_text(RULE)
    assert explain("decade")[1].startswith("decade\n  summary")


def test_a_rule_that_is_called_like_a_fingerprint_and_cannot_be_read_is_told(explain):
    Path("rules/decade.yaml").write_text("sumary: Broken\n")
    code, out, err = explain("decade")
    assert (code, out) == (2, "")
    assert "unknown key `sumary`" in err
    assert "no finding" not in err


def test_for_a_finding_no_example_of_a_rule_is_read(explain, monkeypatch):
    (name,) = fingerprints()
    told = explain(name)
    monkeypatch.delattr("consistency.read.examples.ExampleReader.read")
    assert explain(name) == told
    with pytest.raises(AttributeError):
        explain("routes/legs")


def test_facts_that_cannot_be_read_are_told_beside_the_finding(explain):
    (name,) = fingerprints()
    write("facts/more.yaml", "claims: [{id: x, value: 3 kilometrs, about: {measure: leg}}]\n")
    code, out, err = explain(name)
    assert (code, out.startswith("contradicted")) == (2, True)
    assert "unknown unit `kilometrs`" in err


def test_a_rule_that_cannot_be_read_stops_the_search_for_a_finding(explain):
    (name,) = fingerprints()
    write("rules/broken.yaml", "sumary: Broken\n")
    code, out, err = explain(name)
    assert (code, out) == (2, "")
    assert "unknown key `sumary`" in err


def test_without_facts_there_is_no_finding(explain):
    Path("facts/guide.yaml").unlink()
    Path("facts").rmdir()
    assert explain("abcd")[0] == 2


def test_the_finding_that_the_readme_explains_is_one_of_the_worked_example():
    readme = (ROOT / "README.md").read_text("utf-8")
    (name,) = re.findall(r"consistency explain ([0-9a-f]{12})", readme)
    assert name in fingerprints(facts=[str(ROOT / "facts")], rules=["standard", str(ROOT / "own-rules")])


# What never met


@pytest.mark.parametrize(
    ("facts", "words", "code"),
    [
        (FACTS, ("unmet",), 1),
        (FACTS.replace("90 km", "11 km"), ("unmet",), 0),
        (
            FACTS.replace("90 km", "11 km") + "  - {id: lone, about: {measure: leg}, value: 3 km}\n",
            ("unmet",),
            1,
        ),
        (FACTS.replace("90 km", "11 km") + "  - {id: lone, about: {measure: leg}, value: 3 km}\n", (), 0),
        (WITHOUT_ROUTE, ("unmet",), 1),
        (WITHOUT_ROUTE, ("strained,unmet",), 1),
        (WITHOUT_ROUTE, ("strained",), 0),
        (FACTS.replace("90 km", "x"), ("unmet",), 2),
    ],
)
def test_what_never_met_fails_the_run_where_that_is_asked_for(facts, words, code, monkeypatch):
    write("facts/guide.yaml", facts)
    monkeypatch.setattr(sys, "argv", ["consistency", "check", *(f"--fail-on={word}" for word in words)])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == code


def test_a_rule_that_never_met_fails_although_every_claim_met(monkeypatch):
    write("facts/guide.yaml", FACTS.replace("90 km", "11 km"))
    write("rules/lonely.yaml", RULE.replace("measure: route,", "measure: river,"))
    for words, fails in (("unmet", True), ("contradicted", False)):
        settings, problems = read_settings({"fail-on": (words,)})
        assert (exit_code(check(settings), settings), problems) == (int(fails), ())


def test_unmet_stands_beside_verdicts_and_severities():
    for words, expected in (
        (("unmet",), (Verdict.CONTRADICTED, Severity.ERROR, True)),
        (("strained, unmet", "warning"), (Verdict.STRAINED, Severity.WARNING, True)),
        (("strained",), (Verdict.STRAINED, Severity.ERROR, False)),
    ):
        settings, problems = read_settings({"fail-on": words})
        assert ((*settings.fail_on, settings.fail_on_unmet), problems) == (expected, ())
    assert str(read_settings({"fail-on": ("unmett",)})[1][0]).endswith("did you mean `unmet`?")
