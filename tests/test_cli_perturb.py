"""`consistency perturb`: what it prints, its exit codes, its problems, and the files that it writes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import jsonschema
import pytest

from consistency.schemas import schema

FACTS = """\
measures:
  crowd: {kind: event, unit: people}

claims:
  - id: morning
    about: {measure: crowd, place: Square}
    when: 2020-05-01
    value: 400 people
  - id: paper
    about: {measure: crowd, place: Square}
    when: 2020-05-01
    value: about 400 people
  - id: elsewhere
    about: {measure: crowd, place: Harbour}
    value: 25 people
"""

RULE = """\
summary: One crowd has one size
claims:
  one: {measure: crowd, place: $where}
  other: {measure: crowd, place: $where}
symmetric: [one, other]
expect: one == other
"""

VALIDATOR = jsonschema.Draft202012Validator(schema("perturb"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    write("facts/may.yaml", FACTS)
    write("rules/crowd/one-size.yaml", RULE)
    write("consistency.toml", 'rules = ["./rules"]\n')
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def document(run, *arguments: str) -> dict:
    code, out, err = run("perturb", "--format", "json", *arguments)
    assert (code, err) == (0, "")
    found: dict = json.loads(out)
    VALIDATOR.validate(found)
    return found


def test_each_figure_stands_in_a_row_the_weakest_first(run):
    code, out, err = run("perturb")
    assert (code, err) == (0, "")
    head, *rows, blank, told = out.splitlines()
    assert head.split("  ")[0] == "figure"
    assert [row.split("  ")[0] for row in rows] == [
        *("25 people", "2020-05-01", "2020-05-01", "400 people", "about 400 people"),
    ]
    assert (blank, told) == ("", "2 of 3 figures and 0 of 2 dates guarded; median slack 18 %")


def test_a_figure_that_no_rule_meets_is_told_from_one_to_which_none_objects(run):
    _, out, _ = run("perturb")
    rows = out.splitlines()
    assert rows[1].split()[-5:] == ["free", "no", "rule", "meets", "it"]
    assert rows[2].split()[-4:] == ["free", "free", "nothing", "objects"]


def test_what_is_contradicted_as_written_is_not_said_to_be_free_of_objections(run):
    write("facts/may.yaml", FACTS.replace("about 400", "about 900"))
    _, out, _ = run("perturb")
    told = {row.split("  ")[0]: row.split("  ")[-1].strip() for row in out.splitlines()[1:6]}
    assert told["about 900 people"] == "contradicted as written: crowd/one-size"
    assert told["25 people"] == "no rule meets it"
    figures = {each["written"]: each["contradicted"] for each in document(run)["figures"]}
    assert figures["400 people"] == [{"rule": "crowd/one-size", "set": ""}]
    assert figures["25 people"] == []


def test_what_is_moved_and_tried_agrees_with_a_check(run):
    """One step beyond what is free, a check finds a contradiction, and none before."""
    for figure in document(run)["figures"]:
        for side in ("down", "up"):
            move = figure[side]
            if move is None:
                continue
            for text, code in ((move["last"], 0), (move["to"], 1)):
                old = f"    value: {figure['written']}\n"
                assert FACTS.count(old) == 1
                write("facts/may.yaml", FACTS.replace(old, f"    value: {text}\n"))
                assert run("check")[0] == code


def test_a_rule_that_objects_only_near_zero_is_found(run):
    """At zero itself the quotient is undetermined, and nothing objects."""
    write("facts/may.yaml", FACTS.replace("400 people", "exactly 4321 people").replace("about ", ""))
    rule = RULE.replace("symmetric: [one, other]\n", "").replace("one == other", "other / one <= '200 %'")
    write("rules/crowd/one-size.yaml", rule)
    figures = {each["claim"]: each for each in document(run)["figures"] if each["field"] == "value"}
    assert figures["may/morning"]["down"]["to"] == "exactly 2160 people"
    write("rules/crowd/one-size.yaml", rule.replace("200 %", "100000 %"))
    figures = {each["claim"]: each for each in document(run)["figures"] if each["field"] == "value"}
    assert figures["may/morning"]["down"]["to"] == "exactly 4 people"


def test_facts_and_rules_may_be_named(run):
    write("else/may.yaml", FACTS.replace("about 400", "about 800"))
    write("more/crowd/small.yaml", RULE.replace("one == other", "one + other <= '9,000 people'"))
    code, out, _ = run("perturb", "else", "--rules", "more")
    assert code == 0
    assert "crowd/small" in out
    assert "crowd/one-size" not in out


def test_claims_are_chosen_by_their_ids_in_full_or_as_their_file_has_them(run):
    for glob in ("may/morning", "morning", "*mor*"):
        assert {each["claim"] for each in document(run, "--claim", glob)["figures"]} == {"may/morning"}
    both = document(run, "--claim", "paper", "--claim", "morning", "--score")
    assert {each["claim"] for each in both["score"]["figures"]} == {"may/morning", "may/paper"}


def test_a_claim_that_is_not_there_stops_the_run_with_a_suggestion(run):
    code, out, err = run("perturb", "--claim", "morning", "--claim", "mornign")
    assert code == 2
    assert out == "nothing was tried: mend the problems first\n"
    assert err == "problem: --claim: no claim has an id like `mornign`\n  = did you mean `morning`?\n"


def test_strained_verdicts_object_where_that_is_asked(run):
    write("rules/crowd/one-size.yaml", RULE)
    usual, strict = document(run), document(run, "--strained")
    assert (usual["strained"], strict["strained"]) == (False, True)

    def slack(found: dict) -> list[int]:
        return [each["up"]["steps"] for each in found["figures"] if each["up"]]

    assert sum(slack(strict)) < sum(slack(usual))


def test_slips_are_counted_by_kind_by_rule_and_by_figure(run):
    code, out, err = run("perturb", "--score")
    assert (code, err) == (0, "")
    tables = [part.splitlines() for part in out.split("\n\n")]
    assert [table[0].split()[-1] for table in tables[:3]] == ["slip", "rule", "figure"]
    assert tables[3][-1].endswith(": all that there are")
    score = document(run, "--score")["score"]
    for part in ("operators", "figures"):
        assert sum(each["tried"] for each in score[part]) == score["tried"]
        assert sum(each["caught"] for each in score[part]) == score["caught"]
    assert len(score["missed"]) == score["tried"] - score["caught"]


def test_a_sample_says_that_it_is_one_and_depends_on_its_seed_alone(run):
    sampled = [run("perturb", "--score", "--most", "9", "--seed", seed)[1] for seed in ("1", "1", "2")]
    assert sampled[0] == sampled[1] != sampled[2]
    assert "of 9 slips caught" in sampled[0]
    assert "a sample of " in sampled[0]
    assert sampled[0].endswith(", drawn with seed 1\n")


@pytest.mark.parametrize(
    ("least", "code"),
    [("0", 0), ("10%", 0), (".1", 0), ("1.", 1), ("99.9 %", 1), ("1", 1), ("0.999", 1), ("100 %", 1)],
)
def test_too_few_slips_caught_exit_with_1(run, least, code):
    found, out, err = run("perturb", "--fail-under", least)
    assert (found, err) == (code, "")
    assert ("that must be caught" in out) is bool(code)


def test_a_share_is_compared_exactly(run):
    score = document(run, "--score")["score"]
    assert score["fail_under"] is None
    exact = f"{score['caught'] * 10**6 // score['tried']}"
    below, above = f"0.{exact.zfill(6)}", f"0.{str(int(exact) + 1).zfill(6)}"
    assert [run("perturb", "--fail-under", least)[0] for least in (below, above)] == [0, 1]


@pytest.mark.parametrize("least", ["80", "1.01", "-1", "half", "", "0,8", "٠.٨", "1e-1", "nan"])
def test_a_share_that_is_none_is_a_problem(run, least):
    code, _, err = run("perturb", f"--fail-under={least}")
    assert code == 2
    assert err.startswith(f"problem: --fail-under: `{least}` is no share from 0 to 1\n")
    assert "write it as `0.8` or `80 %`" in err


def test_every_figure_and_date_is_either_moved_or_said_not_to_be(run):
    values = ("0 people", "several people", "half", "5–10 km", "up 5 %", "-1 to 1 °C", "at most 0 people")
    # `X` is EDTF for a digit that is not known.
    dates = ("2015", "201X", "2015/..", "XXXX-12-24")
    lines = [f"  - {{id: v{n}, about: {{of: v{n}}}, value: {text}}}\n" for n, text in enumerate(values)]
    lines += [f'  - {{id: d{n}, about: {{of: d{n}}}, when: "{text}"}}\n' for n, text in enumerate(dates)]
    write("facts/may.yaml", "claims:\n" + "".join(lines))
    found = document(run)
    assert {each["written"]: each["reason"] for each in found["unmoved"]} == {
        "201X": "no year that is written out",
        "XXXX-12-24": "no year that is written out",
        "0 people": "zero, and so is every multiple of it",
        "several people": "no number in digits",
        "half": "no number in digits",
        "-1 to 1 °C": "ends on both sides of zero",
        "at most 0 people": "zero, and so is every multiple of it",
    }
    counts = found["counts"]
    assert counts["unmoved"] == len(found["unmoved"])
    assert counts["guarded"] + counts["unguarded"] == len(found["figures"])
    assert len(found["figures"]) + len(found["unmoved"]) == len(values) + len(dates)
    _, out, _ = run("perturb")
    assert [line for line in out.splitlines() if "cannot be moved" in line] == [
        "2 cannot be moved as written (no year that is written out): may/d1 (when), may/d3 (when)",
        "2 cannot be moved as written (zero, and so is every multiple of it): may/v0, may/v6",
        "2 cannot be moved as written (no number in digits): may/v1, may/v2",
        "1 cannot be moved as written (ends on both sides of zero): may/v5",
    ]


def test_where_no_slip_can_be_made_too_few_are_caught(run):
    write("facts/may.yaml", "claims:\n  - {id: march, about: {event: march}, value: dozens of people}\n")
    code, out, err = run("perturb", "--score")
    assert (code, err) == (0, "")
    assert out == ("no slip can be made: nothing was tried\n")
    assert run("perturb", "--fail-under", "0.1")[0] == 1


@pytest.mark.parametrize("arguments", [("--format", "jsn"), ("nowhere",), ("--rules", "nowhere")])
@pytest.mark.parametrize("output", [(), ("--output", "out.txt")])
def test_what_cannot_be_read_or_is_unknown_exits_with_2(run, arguments, output):
    code, _, err = run("perturb", *arguments, *output)
    assert code == 2
    assert err.startswith("problem")
    assert "Traceback" not in err


def test_an_unknown_format_has_a_suggestion(run):
    _, _, err = run("perturb", "--format", "jsn")
    assert err == "problem: --format: unknown format `jsn`\n  = did you mean `json`?\n"


@pytest.mark.parametrize("option", [("--seed", "x"), ("--most", "0"), ("--most", "1.5")])
def test_numbers_that_are_none_are_refused(run, option):
    code, _, err = run("perturb", "--score", *option)
    assert code == 2
    assert "Traceback" not in err


def test_facts_that_cannot_all_be_read_are_moved_as_far_as_they_can(run):
    write("facts/bad.yaml", "claims:\n  - id: a\n    about: {measure: x}\n    value: 1.2.3 km\n")
    code, out, err = run("perturb")
    assert code == 2
    assert "facts/bad.yaml:4" in err
    assert "2 of 3 figures and 0 of 2 dates guarded; median slack 18 % · 1 problem\n" in out
    code, out, _ = run("perturb", "--score")
    assert (code, out.endswith("all that there are · 1 problem\n")) == (2, True)


def test_rules_are_selected_ignored_and_switched_off_as_for_a_check(run):
    write("rules/crowd/small.yaml", RULE.replace("one == other", "one + other <= '9,000 people'"))

    def objecting(*arguments: str) -> set[str]:
        moves = [each[side] for each in document(run, *arguments)["figures"] for side in ("down", "up")]
        return {move["rule"] for move in moves if move}

    assert objecting("--select", "crowd/small") == objecting("--ignore", "*/one-size") == {"crowd/small"}
    assert "no rule is called `crowd/smal`" in run("perturb", "--select", "crowd/smal")[2]
    write("consistency.toml", 'rules = ["./rules"]\nseverity = {"crowd/small" = "off"}\n')
    assert document(run)["switched_off"] == ["crowd/small"]
    assert run("perturb")[1].endswith("1 rule switched off: crowd/small\n")


def test_figures_are_not_moved_where_slips_are_tried(run):
    found = document(run, "--score")
    assert (found["counts"], found["figures"], found["unmoved"]) == (None, [], [])
    assert "guarded" not in run("perturb", "--score")[1]


def test_rows_of_one_figure_and_one_line_are_told_apart(run):
    write(
        "facts/may.yaml",
        FACTS.replace("claims:", "defaults: {when: 2020-05-01}\n\nclaims:").replace(
            "    when: 2020-05-01\n", ""
        ),
    )
    for columns in ("40", "80", "200"):
        with mock.patch.dict(os.environ, COLUMNS=columns):
            out = run("perturb")[1]
        assert all(name in out for name in ("morning", "paper", "elsewhere"))


def test_a_rule_that_cannot_be_read_stops_the_run(run):
    write("rules/crowd/bad.yaml", "summary: x\n")
    code, out, err = run("perturb")
    assert (code, out) == (2, "nothing was tried: mend the problems first\n")
    assert "rules/crowd/bad.yaml" in err


def test_a_rule_that_meets_too_often_is_a_problem_and_the_others_are_tried(run):
    many = "".join(f"  - {{id: c{n}, about: {{measure: m, place: P}}, value: {n}}}\n" for n in range(450))
    write("facts/many.yaml", f"claims:\n{many}")
    write("rules/many.yaml", RULE.replace("crowd", "m"))
    code, out, err = run("perturb", "--claim", "paper")
    assert code == 2
    assert "the rule `many` meets too often" in err
    assert "1 of 1 figure and 0 of 1 date guarded" in out


@pytest.mark.parametrize(
    ("format", "begins"), [("text", "figure "), ("json", "{\n"), ("html", "<!DOCTYPE html>")]
)
def test_a_report_goes_to_a_file_as_it_goes_to_the_terminal(run, format, begins):
    _, shown, _ = run("perturb", "--format", format)
    assert shown.startswith(begins)
    assert run("perturb", "--format", format, "--output", "out.report") == (0, "", "")
    assert Path("out.report").read_text("utf-8") == shown


def test_the_form_and_the_file_of_a_check_are_not_those_of_this(run):
    write("consistency.toml", 'rules = ["./rules"]\nformat = "json"\noutput = "check.json"\n')
    code, out, _ = run("perturb")
    assert code == 0
    assert out.startswith("figure ")
    assert not Path("check.json").exists()


def test_facts_are_not_overwritten(run):
    code, _, err = run("perturb", "--output", "facts/may.yaml")
    assert code == 2
    assert "would be one of the facts" in err
    assert Path("facts/may.yaml").read_text("utf-8") == FACTS


def test_a_file_that_cannot_be_written_is_a_problem(run):
    code, out, err = run("perturb", "--output", "no/such/folder.txt")
    assert (code, out) == (2, "")
    assert "cannot be written" in err


def test_nothing_changes_with_the_order_of_claims(run):
    before = document(run, "--score")
    head, _, claims = FACTS.partition("claims:\n")
    parts = ["  - id" + part for part in claims.split("  - id")[1:]]
    write("facts/may.yaml", head + "claims:\n" + "".join(reversed(parts)))

    def nameless(found: dict) -> dict:
        return json.loads(
            json.dumps(found), object_hook=lambda each: {k: v for k, v in each.items() if k != "line"}
        )

    assert nameless(document(run, "--score"))["figures"] == nameless(before)["figures"]


def test_the_page_is_the_same_whatever_the_hashes_are(folder):
    pages = {
        subprocess.run(
            [sys.executable, "-m", "consistency", "perturb", "--format", "html", "--score", "--most", "20"],
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": ":".join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_help_explains_the_exit_codes(run):
    code, out, _ = run("perturb", "--help")
    assert code == 0
    assert "Exits with 0, with 1 if fewer slips are caught than --fail-under asks for" in " ".join(
        out.split()
    )
