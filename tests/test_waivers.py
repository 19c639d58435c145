"""Findings that a project has decided to live with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.problem import Location, Problem
from consistency.read.waivers import read_waivers
from made import write_project


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_project(tmp_path)


TODAY = 735_964  # 2016-01-01


def waived(text: str) -> tuple:
    Path("waivers.yaml").write_text(text, "utf-8")
    waivers, problems = read_waivers("waivers.yaml", TODAY)
    return waivers, [str(problem) for problem in problems]


ONE = "waivers:\n- rule: crowd/one-size\n  claims: [may/morning, may/evening]\n  reason: known\n"


def test_a_waived_finding_is_counted_and_fails_no_run(run):
    failing, report, _ = run("check")
    assert failing == 1
    assert "contradicted[crowd/one-size]" in report
    Path("waivers.yaml").write_text(ONE)
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert "contradicted[" not in out
    assert "1 contradicted · 1 waived" in out


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (("one-size", "one-sise"), "; did you mean `crowd/one-size`?"),
        (("may/morning", "may/mornin"), "; did you mean `may/morning`?"),
        (("may/morning, may/evening", "evening, morning"), "; did you mean `may/evening`, `may/morning`?"),
        (("may/morning, may/evening", "may/evening, morning"), "; did you mean `may/morning`?"),
        (("may/morning, may/evening", "orning, may/evening"), "; did you mean `may/morning`?"),
        (
            ("one-size\n  claims: [may/morning, may/evening", "one-sise\n  claims: [morning, evening"),
            "; did you mean `crowd/one-size`?",
        ),
        (("crowd/one-size", "zebra"), ""),
        (("[may/morning, may/evening]", "may/elsewhere"), ""),
    ],
)
def test_of_a_waiver_with_a_misspelt_id_it_is_told_what_may_be_meant(run, slip, told):
    Path("waivers.yaml").write_text(ONE.replace(*slip))
    assert run("check")[1].splitlines()[-1].endswith(f": there is no such finding{told}")


def test_a_name_that_claims_of_two_documents_have_is_told_with_both(run):
    Path("facts/june.yaml").write_text(Path("facts/may.yaml").read_text().replace("may", "june"))
    Path("waivers.yaml").write_text(ONE.replace("may/morning, may/evening", "morning, evening"))
    told = run("check")[1]
    assert "there is no such finding; did you mean `june/evening` or `may/evening`?" in told


def test_nothing_is_suggested_for_a_rule_that_is_switched_off_or_a_claim_that_cannot_be_read(run):
    Path("waivers.yaml").write_text(ONE)
    Path("consistency.toml").write_text('[severity]\n"crowd/one-size" = "off"\n')
    Path("rules/crowd/one-sized.yaml").write_text(Path("rules/crowd/one-size.yaml").read_text())
    assert run("check")[1].splitlines()[-1].endswith(": there is no such finding")
    Path("consistency.toml").unlink()
    Path("rules/crowd/one-sized.yaml").unlink()
    facts = Path("facts/may.yaml")
    facts.write_text(facts.read_text().replace("value: 900", "value: x900").replace("elsewhere", "evenings"))
    assert run("check")[1].splitlines()[-1].endswith(": there is no such finding")


def test_of_a_waiver_with_many_claims_the_first_are_named_and_the_rest_counted(run):
    ids = [f"may/c{n:02}" for n in range(20)]
    Path("waivers.yaml").write_text(
        f"waivers: [{{rule: crowd/one-size, claims: [{', '.join(ids)}], reason: r}}]\n"
    )
    told = f"unused waiver of crowd/one-size ({', '.join(ids[:8])} and 12 more): there is no such finding"
    assert told in run("check")[1]


@pytest.mark.parametrize("text", ["waivers:\n", "# none\nwaivers: # yet\n", "waivers: []\n", ""])
def test_a_waiver_file_may_have_no_entry(text):
    assert waived(text) == ((), [])


def test_machines_see_it_as_suppressed(run):
    assert json.loads(run("check", "--format", "json")[1])["findings"][0]["suppressed"] is None
    Path("waivers.yaml").write_text(ONE + "  owner: desk\n  until: 2999\n")
    document = json.loads(run("check", "--format", "json")[1])
    assert document["counts"]["waived"] == 1
    assert document["findings"][0]["suppressed"] == {
        "reason": "known", "owner": "desk", "until": "2999", "file": "waivers.yaml", "line": 2, "column": 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("until", "expired"),
    [
        ("2016-01-01", False),  # the day named is the last on which it holds
        ("2015-12-31", True),
        ("2016", False),
        ("2015", True),
        ("soon", True),
        ("31.12.2016", True),
        ("2016-13-01", True),
    ],
)
def test_a_waiver_holds_to_the_end_of_the_day_it_names(until, expired):
    ((waiver,), problems) = waived(f"{ONE}  until: {until}\n")
    assert (waiver.expired, waiver.until, problems) == (expired, until, [])


def test_an_expired_waiver_is_told_and_waives_nothing(run):
    Path("waivers.yaml").write_text(ONE + "  until: 2016-03-10\n")
    assert run("check", "--today", "2016-03-10")[0] == 0
    code, out, _ = run("check", "--today", "2016-03-11")
    assert code == 1
    told = "waivers.yaml:2:9: expired waiver of crowd/one-size (may/evening, may/morning): until 2016-03-10"
    assert out.splitlines()[-1] == told


def test_the_day_can_be_told_by_the_environment(run, monkeypatch):
    Path("waivers.yaml").write_text(ONE + "  until: 2016-03-10\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1457654399")  # the last second of 10 March 2016
    assert run("check")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1457654400")
    assert run("check")[0] == 1


def test_a_waiver_that_no_finding_needs_is_told(run):
    Path("waivers.yaml").write_text(ONE.replace("one-size", "other"))
    code, out, _ = run("check")
    assert code == 1
    assert out.splitlines()[-1] == (
        "waivers.yaml:2:9: unused waiver of crowd/other (may/evening, may/morning): "
        "there is no such finding; did you mean `crowd/one-size`?"
    )
    document = json.loads(run("check", "--format", "json")[1])
    assert [(each["rule"], each["expired"]) for each in document["stale_waivers"]] == [("crowd/other", False)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ONE.replace("  reason: known\n", ""), "waivers.yaml:2:3: a waiver needs `reason`"),
        (ONE.replace("known", '""'), "waivers.yaml:4:11: `reason` is empty"),
        (ONE.replace("claims", "claim"), "waivers.yaml:3:3: unknown key `claim` in a waiver; did you mean"),
        (ONE.removeprefix("waivers:\n"), "waivers.yaml:1:1: a waiver file must be a mapping"),
        (ONE + ONE.removeprefix("waivers:\n"), "waivers.yaml:5:9: the same finding is waived in waivers"),
    ],
)
def test_slips_are_told_and_waive_nothing(run, text, told):
    _, (problem,) = waived(text)
    assert problem.startswith(told)
    assert run("check")[0] == 2


def test_a_waiver_file_that_is_named_must_be_there(run):
    code, _, err = run("check", "--waivers", "nowhere.yaml")
    assert code == 2
    assert "problem: no such file\n  --> nowhere.yaml" in err


def test_waive_all_writes_what_fails_now(run):
    code, out, err = run("check", "--waive-all")
    assert (code, err) == (0, "1 waiver written to waivers.yaml\n")
    assert "1 waived" in out
    assert run("check")[0] == 0
    facts = Path("facts/may.yaml")
    facts.write_text(facts.read_text().replace("400", "100"))
    assert run("check")[0] == 0  # the same claims: it is known that they disagree


def test_waive_all_adds_to_a_file_and_keeps_what_it_says(run):
    own = "waivers:\n  - rule: x/y\n    claims: a\n    reason: mine # kept\n"
    Path("waivers.yaml").write_text(own)
    assert run("check", "--waive-all")[2] == "1 waiver written to waivers.yaml\n"
    text = Path("waivers.yaml").read_text()
    assert text.startswith(own)
    ((*_, last), problems) = waived(text)
    assert (problems, last.rule) == ([], "crowd/one-size")


def test_waive_all_replaces_the_file_at_once_or_not_at_all(run, monkeypatch):
    own = "waivers:\r\n  - rule: x/y\r\n    claims: a\r\n    reason: mine\r\n"
    Path("waivers.yaml").write_bytes(own.encode())
    Path("before.yaml").hardlink_to("waivers.yaml")
    assert run("check", "--waive-all")[0] == 0
    assert Path("before.yaml").read_bytes() == own.encode()
    added = Path("waivers.yaml").read_bytes()
    assert added.startswith(own.encode())
    assert b"\n" not in added.replace(b"\r\n", b"")

    Path("waivers.yaml").write_bytes(own.encode())
    monkeypatch.setattr("consistency.waiving.write", lambda text, file: Problem(Location(file), "no room"))
    code, _, err = run("check", "--waive-all")
    assert (code, "problem: no room" in err, "written to" in err) == (2, True, False)
    assert Path("waivers.yaml").read_bytes() == own.encode()


def test_waive_all_leaves_a_file_that_it_cannot_add_to(run):
    own = "waivers: [{rule: x/y, claims: a, reason: mine}]\n"
    Path("waivers.yaml").write_text(own)
    code, _, err = run("check", "--waive-all")
    assert code == 2
    assert "no waivers can be added to the end of this file" in err
    assert Path("waivers.yaml").read_text() == own


def test_waive_all_writes_nothing_where_nothing_fails_or_something_is_wrong(run):
    Path("facts/broken.yaml").write_text("claims: [{id: a}]\n")
    assert run("check", "--waive-all")[0] == 2
    Path("facts/broken.yaml").unlink()
    Path("facts/may.yaml").write_text(Path("facts/may.yaml").read_text().replace("900", "400"))
    assert run("check", "--waive-all")[0] == 0
    assert not Path("waivers.yaml").exists()


@pytest.mark.parametrize("day", ["2016", "2016-02-30", "tomorrow"])
def test_today_must_be_a_day(run, day):
    code, _, err = run("check", "--today", day)
    assert code == 2
    assert "--today" in err


def test_waive_all_writes_where_the_next_run_reads(run, monkeypatch):
    Path("consistency.toml").write_text('facts = "facts"\nwaivers = "kept/waivers.yaml"\n')
    for folder in ("kept", "below"):
        Path(folder).mkdir()
    monkeypatch.chdir("below")
    assert run("check", "--waive-all")[0] == 0
    assert Path("../kept/waivers.yaml").exists()
    assert run("check")[0] == 0


def test_waive_all_says_where_an_expired_waiver_stands(run):
    Path("waivers.yaml").write_text(ONE + "  until: 2016\n")
    code, _, err = run("check", "--waive-all")
    assert code == 2
    assert "an expired waiver of this finding\n  --> waivers.yaml:2:9" in err


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("own", ["waivers:\n- rule: x/y\n  claims: a\n  reason: mine\n", "waivers: []\n", ""])
def test_waive_all_writes_as_the_file_is_written(run, own, ends):
    Path("waivers.yaml").write_bytes(own.replace("\n", ends).encode())
    assert run("check", "--waive-all")[0] == 0
    written = Path("waivers.yaml").read_bytes().decode()
    assert written.count("\n") == written.count(ends) or not own
    assert run("check")[0] == 0


def test_where_nothing_can_be_written_no_file_is_left(run):
    code, _, err = run("check", "--waive-all", "--waivers", "waivers.json")
    assert code == 2
    assert "no waivers can be added" in err
    assert not Path("waivers.json").exists()


def test_a_run_of_a_part_does_not_call_other_waivers_unused(run):
    Path("waivers.yaml").write_text(ONE.replace("one-size", "other"))
    assert "unused waiver" not in run("check", "--select", "crowd/one-size")[1]
    assert "unused waiver" not in run("check", "facts")[1]
    assert "unused waiver" in run("check")[1]


def test_a_day_that_is_none_is_told_as_that(run):
    Path("waivers.yaml").write_text(ONE + "  until: June 2027\n")
    assert run("check")[1].splitlines()[-1].endswith("does not hold: `June 2027` is no date, such as 2027-06")
