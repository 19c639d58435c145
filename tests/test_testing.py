"""The kit for tests: cases read and made, changed, asserted about, and what their failures say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import consistency.testing as kit
from consistency.claim import Claim, Source
from consistency.finding import Verdict
from consistency.pipeline import check
from consistency.read.facts import read_facts
from consistency.reports.text import render
from consistency.rule import Severity
from consistency.settings import Settings, read_settings
from consistency.testing import (
    Case,
    UnreadableError,
    assert_consistent,
    assert_contradicted,
    assert_no_worse,
    claims,
    consistent_facts,
    dates,
    facts,
    figures,
    load,
    perturbed,
    slips,
)
from consistency.testing.loading import rules_in, with_examples
from consistency.testing.writing import placed
from made import OWN_RULES, TRIED
from making import claim
from test_first_rule import PROJECT, done_anew

PAGE = Path(__file__).parent.parent / "docs" / "testing.md"

FACTS = """\
source: {id: paper, published: 2020-06}
measures:
  part: {unit: people}
  whole: {unit: people}
claims:
  - {id: few, about: {measure: part, place: North}, when: 2020-05, value: "1,200"}
  - id: all
    about: {measure: whole, place: North}
    when: 2020
    value: 1,500 people
  - id: aside
    about: {measure: weather, place: South}
    when: 2020-05-03
    value: 20 mm
"""
RULE = "addition/whole"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("consistency.toml", OWN_RULES),
        ("facts/paper.yaml", FACTS),
        (f"rules/{RULE}.yaml", TRIED),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def case(folder: Path) -> Case:
    return load()


def failure(assertion, *arguments, **named) -> str:
    with pytest.raises(AssertionError) as failed:
        assertion(*arguments, **named)
    return str(failed.value)


# Cases


def test_a_project_is_loaded_as_a_check_reads_it(case):
    assert list(case.claims) == ["paper/all", "paper/aside", "paper/few"]
    assert [rule.id for rule in case.rules] == [RULE]
    assert case.edits == ()
    assert repr(case) == "<case: 3 claims>"


def test_a_project_elsewhere_is_loaded_by_its_folder(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    case = load(folder=folder)
    assert "3 │" not in failure(assert_contradicted, case, RULE)
    assert "value: 1,500 people" in failure(assert_contradicted, case, RULE)
    assert Path.cwd() == folder.parent


def test_facts_and_rules_can_be_named(folder):
    assert len(load("facts", rules="standard").rules) > 50
    assert [rule.id for rule in load("facts/paper.yaml", rules=["rules"]).rules] == [RULE]
    assert {rule.id.split("/")[0] for rule in load(rules="standard", select="time/*").rules} == {"time"}


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"facts": ("gone",)}, "problem: no such file or folder\n  --> gone"),
        ({"select": ("tmie/*",)}, "problem: --select: no rule is called `tmie/*`"),
        ({"rules": ("package:gone",)}, "no installed package brings a rule set called `gone`"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(folder, named, told):
    with pytest.raises(UnreadableError) as raised:
        load(*named.pop("facts", ()), **named)
    assert told in str(raised.value)


def test_a_family_that_is_misspelt_is_told_with_the_one_that_is_meant(case):
    with pytest.raises(UnreadableError, match=r"did you mean `addition/\*`"):
        assert_contradicted(case, rule="additon/*")


def test_a_claim_that_cannot_be_read_is_told_and_not_skipped(folder):
    (folder / "facts/paper.yaml").write_text(FACTS.replace("1,500 people", "1,500 loavs'"), "utf-8")
    with pytest.raises(UnreadableError, match="loavs"):
        load()


def test_a_field_is_given_another_text(case):
    changed = case.having("few", value="1,600", when="2019")
    assert [str(edit) for edit in changed.edits] == [
        "paper/few value: `1,600` for `1,200`",
        "paper/few when: `2019` for `2020-05`",
    ]
    assert changed.claim("few").value.text == "1,600"
    assert changed.claim("paper/few").value.unit.name == "people"
    assert str(case.claim("few").value) == "1,200"
    assert "paper/few when: `2019` for `2020-05`" in repr(changed)


@pytest.mark.parametrize(
    ("id", "texts", "told"),
    [
        ("fwe", {"value": "1"}, "no claim has the id `fwe`; did you mean `few`?"),
        ("few", {"vaule": "1"}, "no field `vaule` can be changed; did you mean `value`?"),
        ("few", {"value": "1 loavs'"}, "`1 loavs'` cannot stand as the `value` of paper/few: "),
        ("few", {"when": "2020-13"}, "`2020-13` cannot stand as the `when` of paper/few: "),
    ],
)
def test_what_cannot_be_changed_is_told(case, id, texts, told):
    with pytest.raises((LookupError, ValueError)) as raised:
        case.having(id, **texts)
    assert told in str(raised.value.args[0])


def test_an_id_that_several_claims_have_is_told(case):
    named = [claim("a", "5 km"), claim("a", "6 km", source=Source("other", "other.yaml"))]
    with pytest.raises(LookupError, match="`a` is the id of 2 claims: other/a, paper/a"):
        Case.of(named, ()).claim("a")


def test_a_changed_case_is_judged_as_the_files_would_be(case, tmp_path):
    changed = case.having("few", value="1,700")
    (tmp_path / "facts/paper.yaml").write_text(FACTS.replace("1,200", "1,700"), "utf-8")
    written = load()
    assert {key: each.verdict for key, each in changed.judged().items()} == {
        key: each.verdict for key, each in written.judged().items()
    }
    assert changed.text() == f"changed: paper/few value: `1,700` for `1,200`\n{written.text()}"
    assert changed.text().endswith(render(check(Settings(rules=["rules"]))))


def test_marks_stand_where_the_changed_text_stands(case):
    changed = case.having("few", value="1,700,000 people")
    text = failure(assert_consistent, changed)
    line = next(line for line in text.splitlines() if "paper.yaml:6" in line)
    assert 'value: "1,700,000 people"}' in line
    report = case.having("few", when="2020-05-01/2020-05-30", value="1,700").report()
    at = report.findings[0].claims[0][1].location("value")
    assert report.excerpts[at.file, at.line][at.column - 1 :][: at.length] == '"1,700"'


def test_changes_are_written_into_copies_of_the_files(case, tmp_path):
    changed = case.having("few", value="1,700").having("all", value="1,550 people", when="2020-06")
    changed.write(tmp_path / "copy")
    assert (tmp_path / "copy/paper.yaml").read_text("utf-8") == (
        FACTS.replace('"1,200"', '"1,700"')
        .replace("1,500", "1,550")
        .replace("when: 2020\n", "when: 2020-06\n")
    )
    with pytest.raises(LookupError, match="lasting of paper/few"):
        case.having("few", lasting="3 days").write(tmp_path / "copy")


def test_later_changes_are_compared_with_what_is_settled(case):
    contradicted = case.having("few", value="1,700")
    assert [each.verdict for each in contradicted.worse()] == [Verdict.CONTRADICTED]
    settled = contradicted.settled()
    assert (settled.worse(), len(settled.contradicted())) == ((), 1)
    assert settled.edits == contradicted.edits
    assert settled.having("few", value="1,300").contradicted() == ()
    assert "`1,700` for `1,200`" in failure(assert_consistent, settled)
    assert 'value: "1,700"' in failure(assert_consistent, settled)


def test_a_claim_that_the_facts_do_not_have_cannot_be_changed(case):
    renamed = claim("fwe", "1,300 people", source=case.claim("few").source)
    with pytest.raises(LookupError, match="no claim has the id `paper/fwe`; did you mean `paper/few`"):
        case.changed([renamed])


def test_rules_and_claims_that_share_an_id_are_refused(case):
    (rule,) = case.rules
    with pytest.raises(ValueError, match=f"several rules have the id `{RULE}`"):
        case.under([rule, attrs.evolve(rule, where=())])
    with pytest.raises(ValueError, match=f"several rules have the id `{RULE}`"):
        assert_consistent(case, rules=[rule, "rules"])
    with pytest.raises(ValueError, match="several claims have the id `paper/few`"):
        Case.of([case.claim("few"), *case.claims.values()], case.rules)
    of_a_set = attrs.evolve(rule, rule_set="standard")
    assert [each.verdict for each in case.under([rule, of_a_set]).judged().values()] == (
        [Verdict.CONSISTENT] * 2
    )


def test_the_claims_are_those_of_now_in_the_order_of_before_and_cannot_be_set(case):
    changed = case.having("few", value="1,300")
    assert list(changed.claims) == list(case.claims)
    assert [changed.claims["paper/few"].value.text, case.claims["paper/few"].value.text] == ["1,300", "1,200"]
    with pytest.raises(TypeError):
        changed.claims["paper/few"] = case.claims["paper/few"]


NEVER = """\
summary: It rains no more than it did
claims: {{then: {{measure: weather, kind: {kind}, place: $p}}, now: {{measure: weather, place: $p}}}}
expect: now <= then
"""


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"facts/paper.yaml": FACTS.replace('"1,200"', '"1,700"')},
        {"facts/paper.yaml": FACTS.replace('"1,200"', '"about 1,600"')},
        {
            "rules/rain/less.yaml": NEVER.format(kind="stock"),
            "rules/rain/none.yaml": NEVER.format(kind="flow"),
        },
        {
            "rules/rain/less.yaml": NEVER.format(kind="stock"),
            "consistency.toml": f'{OWN_RULES}[severity]\n"rain/*" = "off"\n',
        },
        {"waivers.yaml": f"waivers: [{{rule: {RULE}, claims: [paper/few, paper/all], reason: known}}]\n"},
        {
            "waivers.yaml": f"waivers: [{{rule: {RULE}, claims: [paper/few, paper/all], reason: known}}]\n",
            "facts/paper.yaml": FACTS.replace('"1,200"', '"1,700"'),
        },
        {
            "consistency.toml": f'{OWN_RULES}show = ["strained"]\n',
            "facts/paper.yaml": FACTS.replace('"1,200"', '"1,700"'),
        },
    ],
)
def test_a_case_reports_what_a_check_does(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings, problems = read_settings({})
    assert problems == ()
    assert load().text() == render(check(settings))


def test_a_waiver_that_one_report_needed_is_unused_in_another(folder):
    (folder / "waivers.yaml").write_text(
        f"waivers: [{{rule: {RULE}, claims: [paper/few, paper/all], reason: known}}]\n", "utf-8"
    )
    case = load()
    contradicted = case.having("few", value="1,700")
    assert_consistent(contradicted)
    assert contradicted.report().stale_waivers == ()
    assert "unused waiver" not in contradicted.text()
    assert "unused waiver of addition/whole" in case.text()


def test_what_is_not_judged_is_not_told_of(folder):
    (folder / "consistency.toml").write_text(f'{OWN_RULES}[severity]\n"rain/*" = "off"\n', "utf-8")
    (folder / "rules/rain").mkdir()
    (folder / "rules/rain/less.yaml").write_text(NEVER.format(kind="stock"), "utf-8")
    (folder / "waivers.yaml").write_text(
        "waivers: [{rule: rain/less, claims: [paper/few, paper/all], reason: known}]\n", "utf-8"
    )
    case = load()
    told = ("1 rule switched off: rain/less", "unused waiver of rain/less")
    for text in (case.text(), case.having("few", value="1,300").settled().text()):
        assert all(each in text for each in told)
    for text in (failure(assert_contradicted, case, RULE), case.under(case.rules).text()):
        assert not any(each in text for each in told)


# Assertions


def test_a_failure_shows_nothing_that_does_not_fail(case):
    (rule,) = case.rules
    noted = attrs.evolve(rule, id="addition/noted", severity=Severity.NOTE)
    text = failure(assert_consistent, case.under([rule, noted]).having("few", value="1,700"))
    assert (f"contradicted[{RULE}]" in text, "[addition/noted]" in text) == (True, False)


def test_a_failure_shows_what_fails_whatever_the_settings_show(folder):
    (folder / "consistency.toml").write_text(f'{OWN_RULES}show = ["undetermined"]\n', "utf-8")
    by = FACTS.replace('"1,200"', '"1,200", by: one').replace("1,500 people", "1,500 people\n    by: another")
    for text in (FACTS, by):  # an error, and what two sources contradict each other in
        (folder / "facts/paper.yaml").write_text(text, "utf-8")
        changed = load().having("few", value="1,700")
        for assertion in (assert_consistent, assert_no_worse):
            assert f"contradicted[{RULE}]" in failure(assertion, changed)


def test_consistent_facts_pass_and_contradicted_ones_fail_with_the_report(case):
    assert_consistent(case)
    assert failure(assert_consistent, case.having("few", value="1,700")) == (
        "the facts are not consistent\n"
        "changed: paper/few value: `1,700` for `1,200`\n"
        + render(case.having("few", value="1,700").report()).rstrip()
    )


def test_a_contradiction_is_found_by_the_id_of_its_rule_or_a_glob(case):
    changed = case.having("few", value="1,700")
    for rule in (RULE, "addition/*", "*"):
        (judgement,) = assert_contradicted(changed, rule)
        assert judgement.meeting.rule.id == RULE
    text = failure(assert_contradicted, case, rule=RULE)
    assert text.startswith(f"{RULE} is not contradicted\nconsistent[{RULE}]: ")
    assert "1 meeting: 1 consistent" in text


def test_a_rule_that_never_met_says_why(case):
    text = failure(assert_contradicted, case.having("few", when="2021-05"), RULE)
    assert "no rule met any claim" in text
    assert f"1 rule never met a claim:\n  {RULE}: " in text


def test_a_rule_that_is_not_there_is_told(case):
    with pytest.raises(UnreadableError, match="did you mean `addition/whole`"):
        assert_contradicted(case, "addition/whloe")


def test_other_rules_can_judge(case):
    changed = case.having("few", value="1,700")
    assert_consistent(changed, rules="standard")
    assert_contradicted(changed, rules=["rules"])
    assert_contradicted(changed, rules=case.rules[0])


def test_what_is_waived_and_what_is_a_note_fails_nothing(case, folder):
    (folder / "waivers.yaml").write_text(
        f"waivers: [{{rule: {RULE}, claims: [paper/few, paper/all], reason: known}}]\n", "utf-8"
    )
    assert_consistent(load().having("few", value="1,700"))
    (folder / "waivers.yaml").unlink()
    (folder / "consistency.toml").write_text(f'{OWN_RULES}[severity]\n"{RULE}" = "note"\n', "utf-8")
    noted = load().having("few", value="1,700")
    assert_consistent(noted)
    assert_contradicted(noted, RULE)


def test_what_two_sources_contradict_each_other_in_fails_too(case, folder):
    (folder / "facts/paper.yaml").write_text(
        FACTS.replace('"1,200"', '"1,700", by: one').replace(
            "value: 1,500 people", "value: 1,500 people\n    by: another"
        ),
        "utf-8",
    )
    assert "(warning)" in failure(assert_consistent, load())


def test_as_the_settings_say_what_is_strained_fails(case, folder):
    strained = {"value": "about 1,600"}
    assert_consistent(case.having("few", **strained))
    (folder / "consistency.toml").write_text(f'{OWN_RULES}fail-on = "strained"\n', "utf-8")
    assert "strained[" in failure(assert_consistent, load().having("few", **strained))


def test_facts_that_contradicted_before_can_be_no_worse(case):
    contradicted = case.having("few", value="1,700").settled()
    assert_no_worse(contradicted.having("few", value="1,800"))
    assert_no_worse(case)
    text = failure(assert_no_worse, case.having("few", value="1,800"))
    assert text.startswith(f"the change contradicts {RULE}\nchanged: ")
    assert f"contradicted[{RULE}]" in text


def test_a_rule_that_meets_too_often_is_no_consistent_one(case, monkeypatch):
    monkeypatch.setattr(Case, "refused", lambda case: ("`addition/whole` meets more than 3 times",))
    for assertion in (assert_consistent, assert_no_worse):
        assert "meets more than 3 times" in failure(assertion, case)


# Strategies


@pytest.fixture
def quick():
    """Return what finds the smallest example that a condition holds of."""

    def quick(strategy, condition, examples=2_000):
        return find(
            strategy,
            condition,
            settings=settings(
                max_examples=examples,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )

    return quick


def test_a_moved_figure_shrinks_to_the_smallest_change_that_flips_the_verdict(case, quick):
    flipped = quick(perturbed(case, within="60 %"), lambda changed: changed.worse())
    assert [str(edit) for edit in flipped.edits] == ["paper/few value: `1,700` for `1,200`"]
    # Of several that are moved at once, one is enough.
    several = quick(perturbed(case, within="60 %", at_once=3), lambda changed: changed.worse())
    assert len(several.edits) == 1


def test_a_date_shrinks_to_the_smallest_change_that_flips_the_verdict(case, quick):
    flipped = quick(perturbed(case, within="3000 days"), lambda changed: not changed.judged())
    assert [str(edit) for edit in flipped.edits] in (
        ["paper/few when: `2021-01` for `2020-05`"],
        ["paper/all when: `2021` for `2020`"],
    )


def test_slips_shrink_to_one_that_flips_the_verdict(case, quick):
    caught = quick(slips(case), lambda changed: changed.worse())
    assert [edit.operator for edit in caught.edits] in (["digits-swapped"], ["tenth"])
    assert_contradicted(caught, RULE)


def test_made_facts_shrink_to_an_example_and_the_smallest_change_of_it(case, quick):
    flipped = quick(facts(case), lambda made: len(made.contradicted()) == 1)
    assert {claim.value.text for claim in flipped.claims.values()} == {"8 people", "7 people"}
    flipped = quick(consistent_facts(case), lambda made: len(set(map(str, values(made)))) == 2)
    assert len(values(flipped)) == 2


def values(made: Case) -> list[object]:
    return [claim.value for claim in made.claims.values()]


@pytest.mark.parametrize(
    ("limits", "allowed"),
    [
        (
            {"within": "10 %"},
            {"1,100", "1,300", "1,400 people", "1,600 people", "21 mm", "22 mm", "19 mm", "18 mm"},
        ),
        (
            {"within": ("5 %", "31 days")},
            {"21 mm", "19 mm", "2020-06", "2020-04", "2020-05-04", "2020-04-30"},
        ),
        ({"within": "slack"}, {"1,300", "1,400 people", "21 mm"}),
        ({"beyond": "slack"}, {"1,700", "900 people"}),
        ({"beyond": "50 %"}, {"1,900", "500", "2,300 people", "700 people", "31 mm", "9 mm"}),
    ],
)
def test_how_far_facts_are_moved(case, quick, limits, allowed):
    found = set()

    def look(changed: Case) -> bool:
        found.update(edit.after for edit in changed.edits)
        return False

    with pytest.raises(NoSuchExample):
        quick(perturbed(case, **limits), look, 400)
    assert allowed & found
    share = limits == {"within": "10 %"}
    assert not share or found <= allowed
    if limits == {"beyond": "slack"}:
        assert {"1,600", "1,800", "800 people"}.isdisjoint(found)
    if limits == {"beyond": "50 %"}:
        assert {"1,800", "600", "2,200 people", "800 people", "30 mm", "10 mm"}.isdisjoint(found)
    if limits == {"within": "slack"}:
        assert {"1,700", "900 people"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({}, "within=… or beyond=…"),
        ({"within": "2 %", "beyond": "3 %"}, "within=… or beyond=…"),
        ({"within": "2 km"}, "neither a share"),
        ({"within": "loads"}, "`loads`"),
    ],
)
def test_a_limit_that_is_none_is_refused(case, named, told):
    with pytest.raises(ValueError, match=told.replace(".", "\\.")):
        perturbed(case, **named)


def test_facts_that_cannot_be_moved_or_slip_so_are_refused(case, quick):
    with pytest.raises(ValueError, match="no figure and no date of the facts can be moved within 1 day"):
        quick(perturbed(case.having("aside", when="2020"), within="1 day"), bool)
    with pytest.raises(ValueError, match="no place for a slip such as weekday"):
        quick(slips(case, "weekday"), bool)
    with pytest.raises(ValueError, match="no slip is called `tenfolt`; did you mean `tenfold`"):
        slips(case, "tenfolt")
    with pytest.raises(ValueError, match="no rules to make facts for"):
        quick(facts(()), bool)


IN_MEMORY = Case.of([claim("a", "5 km", when="2020"), claim("b", "about 7,000 people", when="2020-03")], ())


@settings(max_examples=50)
@given(slips(IN_MEMORY, ["tenfold", "year"]))
def test_a_named_slip_is_the_only_one(slipped):
    (edit,) = slipped.edits
    assert edit.operator in ("tenfold", "year")


@settings(max_examples=100)
@given(claims(values=figures(units=("km", "kg")), when=dates(1990, 1999), about={"what": ("x", "y")}))
def test_claims_are_of_what_is_asked_for(claim):
    assert claim.value.unit.name in ("km", "kg")
    assert claim.when.text.startswith("199")
    assert set(claim.about["what"]) <= {"x", "y"}


@settings(max_examples=50)
@given(facts("standard"))
def test_made_facts_meet_and_can_be_written_read_and_judged_alike(made):
    import tempfile

    assert made.judged()
    with tempfile.TemporaryDirectory() as scratch:
        made.write(scratch)
        read = read_facts([scratch])
    assert read.problems == ()
    again = Case.of(read.claims, made.rules)
    assert {key: each.verdict for key, each in again.judged().items()} == {
        key: each.verdict for key, each in made.judged().items()
    }


@settings(max_examples=50)
@given(facts("standard"))
def test_made_facts_know_where_they_would_stand(made):
    assert_placed(made)


def test_the_first_of_several_texts_is_what_stands_at_a_place():
    written = claim(
        "a", "5 km", also=("3 miles", "5,000 m"), by=("one", 'the "other", too'), place="here: there"
    )
    assert_placed(Case.of([written], ()))


def assert_placed(made: Case) -> None:
    held, lines = placed(made)
    for each in held:
        for field, (line, column, length) in each.places.items():
            text = lines[each.source.file, line][column - 1 :][:length]
            group, _, name = field.rpartition(".")
            (first, *_) = getattr(each, group)[name] if group else own_texts(each, field)
            assert text.strip('"') == first


def own_texts(of: Claim, field: str) -> tuple[str, ...]:
    return (of.name,) if field == "id" else of.texts(field) or (getattr(of, field),)


FALLING = [rule for rule in rules_in("standard") if rule.id == "trends/stated-fall"]


@settings(max_examples=200)
@given(st.one_of(facts(FALLING), consistent_facts(FALLING)))
def test_made_facts_meet_however_their_dates_are_moved(made):
    assert made.judged()


@settings(max_examples=50)
@given(consistent_facts("standard"))
def test_consistent_facts_are_consistent(made):
    assert made.judged()
    assert_consistent(made)


def test_a_rule_without_examples_has_claims_made_up(case, quick):
    (rule,) = case.rules
    assert rule.examples == ()
    made = quick(facts(rule), lambda made: made.judged())
    assert {claim.about["measure"] for claim in made.claims.values()} == {("part",), ("whole",)}
    assert quick(facts(rule), lambda made: made.contradicted())


def test_facts_are_made_for_rules_that_no_settings_name(case, quick):
    (rule,) = case.rules
    own = attrs.evolve(rule, id="made/up", where=())
    for asked in (case.under([own]), Case.of([], [own]), Case.of([], [rule, own])):
        made = quick(facts(asked), lambda made: any(key.rule == "made/up" for key in made.judged()))
        assert made.rules[-1] is not rule
    stricter = attrs.evolve(rule, where=(), expect=with_examples(case)[0].expect[:1], severity=Severity.NOTE)
    (read,) = with_examples(case.under([stricter]))
    assert (len(read.examples), read.where, read.severity) == (3, (), Severity.NOTE)


def test_made_facts_show_themselves_as_files(case, quick):
    made = quick(facts(case), lambda made: made.contradicted())
    assert repr(made).startswith("<case>\n# measures.yaml\nmeasures:\n  part: {unit: people}\n")
    assert "# example.yaml\nsource: {id: example}\nclaims:\n  - id: part\n" in repr(made)
    text = failure(assert_consistent, made)
    assert "  --> example.yaml:" in text
    assert "│     value: 8 people" in text


# pytest and imports


def test_the_fixture_is_the_project_of_the_tests(facts):
    assert "signs-of-wear/syria-total" in facts.claims
    assert {"territory/losses-add-up", "time/after"} <= {rule.id for rule in facts.rules}
    assert_contradicted(facts, "territory/area-once-held")


def pytest_in(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout + done.stderr


def test_a_failing_test_shows_the_report_and_none_of_the_kit(folder):
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (folder / "test_paper.py").write_text(
        "from consistency.testing import assert_consistent\n"
        "def test_it(facts):\n"
        "    assert_consistent(facts.having('few', value='1,700'))\n",
        "utf-8",
    )
    out = pytest_in(folder)
    assert f"contradicted[{RULE}]" in out
    assert "asserting.py" not in out
    assert "1 failed" in out


def test_facts_that_cannot_be_read_fail_the_tests_that_ask_for_them(folder):
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (folder / "facts/paper.yaml").write_text("clams: []\n", "utf-8")
    (folder / "test_paper.py").write_text("def test_it(facts): pass\ndef test_other(): pass\n", "utf-8")
    out = pytest_in(folder)
    assert "unknown key `clams`" in out
    assert "1 passed, 1 error" in out


LOADED = """
import sys
{}
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("hypothesis", "consistency")))
"""


def loaded(code: str, *flags: str) -> list[str]:
    command = [sys.executable, *flags, "-c", LOADED.format(code)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_hypothesis_is_only_imported_for_strategies():
    assert loaded("import consistency.testing") == ["consistency", "consistency.testing"]
    assert "hypothesis" not in loaded("from consistency.testing import load, assert_consistent")
    assert "hypothesis" in loaded("from consistency.testing import slips")
    checking = loaded(
        "from contextlib import suppress\nfrom consistency.cli import main\n"
        "sys.argv = ['consistency', 'check', 'gone']\nwith suppress(SystemExit): main()"
    )
    assert [name for name in checking if "testing" in name or "hypothesis" in name] == []


def test_without_hypothesis_strategies_say_what_to_install():
    code = (
        "sys.modules['hypothesis'] = None\nimport consistency.testing as kit\nkit.load\n"
        "try: kit.slips\nexcept ImportError as error: print(str(error).replace(' ', '_'))"
    )
    assert "`slips`_is_a_strategy_of_hypothesis,_which_is_not_installed" in loaded(code)[0]


def test_the_kit_has_what_it_names():
    assert dir(kit) == sorted(kit.__all__)
    assert all(getattr(kit, name) for name in kit.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'slip'"):
        kit.slip  # noqa: B018


# The page


def test_the_page_prints_what_it_shows(tmp_path):
    for part in ("facts", "rules/schools"):
        (tmp_path / PROJECT / part).mkdir(parents=True)
    page = PAGE.read_text("utf-8")
    assert done_anew(page, tmp_path) == page
