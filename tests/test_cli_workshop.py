"""The commands for those who write rules, as people use them: streams, exit codes, files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from made import OWN_RULES, RULE, write_project
from made import TRIED as PART

WRONG_SUM = """\
source: {id: goals}
claims:
- {id: a, about: {measure: goals, half: first}, value: 3 goals}
- {id: b, about: {measure: goals, half: second}, value: 9 goals}
- {id: t, about: {measure: goals}, value: 99 goals, links: {sum_of: [a, b]}}
"""
COMMANDS = [("test",), ("rules",), ("new", "rule"), ("init",)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_explains_the_exit_codes(run, command):
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert "Exits with 0" in out
    assert "2 if" in " ".join(out.split())


def test_all_commands_are_listed_and_one_that_is_none_is_told(run):
    code, out, _ = run("--help")
    assert code == 0
    assert [line.split()[0] for line in out.split("Commands:\n")[1].splitlines()] == [
        *("check", "test", "explain", "why-not", "perturb", "rules", "init", "schema", "new"),
    ]
    code, _, err = run("tset")
    assert code == 2
    assert "Did you mean 'test'?" in err


@pytest.mark.parametrize("arguments", [["--help"], ["test", "--help"], ["--version"]])
def test_help_that_cannot_be_written_is_a_problem(arguments):
    command = [sys.executable, "-m", "consistency", *arguments]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "problem: cannot be written: no space left on device"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_that_nobody_reads_is_no_problem(arguments):
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    reader.wait()
    command = [sys.executable, "-m", "consistency", *arguments]
    done = subprocess.run(command, stdout=reader.stdin, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_slip_that_cannot_be_told_exits_with_2():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "consistency", "tset"]
        done = subprocess.run(command, stderr=full, stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


def test_trying_rules_says_what_it_does_where_that_takes_long(run, monkeypatch):
    told = []
    monkeypatch.setattr("consistency.cli.terminal.Progress.__enter__", lambda self: told.append("") or self)
    monkeypatch.setattr("consistency.cli.terminal.Progress.tell", lambda _, doing: told.append(doing))
    write("rules/whole.yaml", PART)
    assert run("test")[0] == 0
    assert told == ["", "trying the rules"]


def test_rules_that_judge_their_examples_as_those_say_exit_with_0(run):
    write("rules/addition/whole.yaml", PART)
    assert run("test") == (0, "addition/whole: 3 examples hold\n1 rule, 3 examples: 3 hold\n", "")
    assert run("test", "rules/addition", "--strict")[0] == 0


def test_an_example_that_comes_out_otherwise_exits_with_1_and_shows_its_arithmetic(run):
    write("rules/whole.yaml", PART.replace("verdict: contradicted", "verdict: consistent"))
    code, out, err = run("test")
    assert (code, err) == (1, "")
    first, second, *finding, lacking, counted = out.splitlines()
    assert first == "whole: 1 of 3 examples does not hold"
    assert (
        second == "  --> rules/whole.yaml:12:5   `one more`: it should be consistent, but it is contradicted"
    )
    assert lacking == "  --> rules/whole.yaml:1:1   there is no contradicted example, and there must be one"
    assert counted == "1 rule, 3 examples: 2 hold, 1 does not · 1 example lacking"
    assert finding[0] == "      contradicted[whole]: A part is no more than its whole"
    assert finding[1].startswith("        --> rules/whole.yaml:13:69   13 │ ")
    assert finding[3] == "        = 8 people must be at most 7 people: 1 person too high"
    assert finding[-1] == "        = rule rules/whole.yaml · consistency explain whole"


def test_claims_that_meet_though_they_should_not_and_the_reverse_are_told(run):
    swapped = PART.replace("verdict: unmet", "verdict: x").replace("verdict: contradicted", "verdict: unmet")
    write("rules/whole.yaml", swapped.replace("verdict: x", "verdict: contradicted"))
    code, out, _ = run("test")
    assert code == 1
    assert "`one more`: its claims should not meet, but it is contradicted\n" in out
    assert "`another year`: it should be contradicted, but its claims do not meet\n" in out
    assert "      = because `within(part.when, whole.when)` does not hold: " in out


def test_a_change_that_no_example_notices_is_told_and_fails_only_where_that_is_asked(run):
    write("rules/whole.yaml", PART[: PART.index("  - name: another year")])
    told = (
        "whole: 2 examples hold\n"
        "  = no example notices when `within(part.when, whole.when)` is dropped\n"
        "1 rule, 2 examples: 2 hold · 1 change unnoticed\n"
    )
    assert run("test") == (0, told, "")
    assert run("test", "--strict") == (1, told, "")


def test_what_cannot_be_read_exits_with_2_and_the_other_rules_are_tried(run):
    write("rules/whole.yaml", PART)
    write("rules/other.yaml", PART.replace("expect: part", "expect: prat"))
    code, out, err = run("test")
    assert code == 2
    assert out == "whole: 3 examples hold\n1 rule, 3 examples: 3 hold · 1 problem\n"
    assert err.startswith("problem: unknown name `prat`\n  --> rules/other.yaml:7:9 ")
    assert err.endswith("= did you mean `part`?\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["test", "--format", "jsn"], "--format: unknown format `jsn`"),
        (["rules", "--format", "xml"], "--format: unknown format `xml`"),
        (["test", "rulez"], "no such file or folder\n  --> rulez"),
        (["test", "--facts", "fcts"], "no such file or folder\n  --> fcts"),
        (["rules", "fcts"], "no such file or folder\n  --> fcts"),
        (["rules", "--rules", "rulez"], "no such file or folder\n  --> rulez"),
    ],
)
def test_a_slip_on_the_command_line_is_a_problem(run, arguments, told):
    write_project(Path())
    code, _, err = run(*arguments)
    assert code == 2
    assert err.startswith(f"problem: {told}")


def test_a_slip_in_the_settings_stops_a_command(run):
    write("rules/whole.yaml", PART)
    write("consistency.toml", 'rulse = "rules"\n')
    for command in ("test", "rules"):
        code, out, err = run(command)
        assert (code, "0 rules" in out) == (2, True)
        assert "consistency.toml:1:1" in err
    code, out, err = run("new", "rule", "a/b")
    assert (code, out) == (2, "")
    assert "consistency.toml:1:1" in err


def test_trials_as_json(run):
    write("rules/whole.yaml", PART.replace("verdict: contradicted", "verdict: strained"))
    code, out, _ = run("test", "--format", "json")
    document = json.loads(out)
    assert code == 1
    assert document["counts"] == {
        "rules": 1, "examples": 3, "failing": 1, "lacking": 1, "unnoticed": 0, "problems": 0,
    }  # fmt: skip
    (rule,) = document["rules"]
    assert (rule["rule"], rule["file"], rule["passes"]) == ("whole", "rules/whole.yaml", False)
    assert (rule["lacks"], rule["unnoticed"]) == (["contradicted"], [])
    assert rule["examples"][1] == {
        "name": "one more",
        "line": 12,
        "column": 5,
        "expected": "strained",
        "found": ["contradicted"],
        "holds": False,
        "kept_apart": [],
        "because": [],
        "findings": [
            {
                "verdict": "contradicted",
                "message": "A part is no more than its whole",
                "steps": ["8 people must be at most 7 people: 1 person too high"],
                "because": None,
            }
        ],
    }
    write("rules/whole.yaml", "summary: x\n")
    document = json.loads(run("test", "--format", "json")[1])
    assert [problem["line"] for problem in document["problems"]] == [1, 1]


def test_rules_are_listed_with_what_they_come_to_on_the_facts(run):
    write_project(Path())
    write("rules/march/graver.yaml", RULE.replace("symmetric", "severity: error\nsymmetric"))
    assert run("rules") == (
        0,
        "rule             severity   met  findings  summary\n"
        "crowd/one-size   by source    1         1  One crowd has one size\n"
        "march/graver     error        1         1  One crowd has one size\n"
        "march/same-size  by source    0         0  A march ends with as many as it began with\n"
        "\n"
        "3 rules\n",
        "",
    )
    listed = json.loads(run("rules", "facts", "--format", "json", "--rules", "rules/crowd")[1])
    assert listed["rules"] == [
        {
            "rule": "crowd/one-size",
            "file": "rules/crowd/one-size.yaml",
            "summary": "One crowd has one size",
            "severity": None,
            "tags": [],
            "met": 1,
            "findings": 1,
        }
    ]


def test_claims_that_a_condition_keeps_apart_have_not_met(run):
    write_project(Path())
    write("rules/crowd/one-size.yaml", RULE + "where: before(one.when, other.when)\n")
    assert "crowd/one-size   by source    0         0  One crowd" in run("rules")[1]


def test_without_facts_rules_are_listed_alone(run):
    write("rules/crowd/one-size.yaml", RULE)
    write("consistency.toml", OWN_RULES)
    code, out, err = run("rules")
    assert (code, err) == (0, "")
    assert (
        out
        == "rule            severity   summary\ncrowd/one-size  by source  One crowd has one size\n\n1 rule\n"
    )
    assert json.loads(run("rules", "--format", "json")[1])["rules"][0]["met"] is None


def test_a_list_keeps_to_a_narrow_page(run, monkeypatch):
    write_project(Path())
    for columns in (80, 60, 40):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = run("rules")[1]
        assert max(map(len, out.splitlines())) <= max(columns, 46)
        assert "".join(out.split()).count("marchendswithasmanyasitbeganwith") == 1


def test_what_cannot_be_read_is_told_beside_the_list(run):
    write_project(Path())
    write("facts/june.yaml", "clams: []\n")
    write("rules/broken.yaml", "summary: x\n")
    code, out, err = run("rules")
    assert code == 2
    assert out.endswith("\n2 rules · 3 problems\n")
    assert err.count("problem: ") == 3


def test_a_rule_that_meets_too_often_is_listed_without_numbers(run):
    write_project(Path())
    claims = "".join(
        f"  - {{id: c{n}, about: {{measure: marchers, place: Square}}, when: 2020, value: {n} people}}\n"
        for n in range(1000)
    )
    write("facts/many.yaml", "claims:\n" + claims)
    code, out, err = run("rules")
    assert code == 2
    assert "march/same-size  by source    –         –  A march" in out
    assert "rules/march/same-size.yaml" in err


def test_settings_choose_which_rules_are_listed(run):
    write_project(Path())
    write("consistency.toml", f'{OWN_RULES}ignore = ["march/*"]\nshow = "strained"\nformat = "json"\n')
    code, out, _ = run("rules")
    assert code == 0
    assert out.splitlines()[1:] == [
        "crowd/one-size  by source    1         0  One crowd has one size",
        "",
        "1 rule",
    ]


def test_a_new_rule_passes_its_tests_and_is_never_overwritten(run):
    write("rules/whole.yaml", PART)
    code, out, err = run("new", "rule", "visits/never-fall")
    assert (code, err) == (0, "")
    assert out == (
        "wrote rules/visits/never-fall.yaml\n"
        "next: say in it what must hold, and try it with\n"
        "  consistency test rules/visits/never-fall.yaml\n"
    )
    assert run("test", "rules/visits/never-fall.yaml", "--strict") == (
        0, "visits/never-fall: 2 examples hold\n1 rule, 2 examples: 2 hold\n", "",
    )  # fmt: skip
    write("rules/visits/never-fall.yaml", "mine")
    code, out, err = run("new", "rule", "visits/never-fall")
    assert (code, out) == (2, "")
    assert "the rule `visits/never-fall` is there already" in err
    assert Path("rules/visits/never-fall.yaml").read_text() == "mine"
    write("rules/visits/other.json", "mine")
    assert run("new", "rule", "visits/other")[0] == 2
    Path("rules/visits/linked.yaml").symlink_to("../../elsewhere.yaml")
    assert run("new", "rule", "visits/linked")[0] == 2
    assert not Path("elsewhere.yaml").exists()


def test_a_new_rule_goes_into_the_folder_that_is_named_or_configured(run):
    write("consistency.toml", 'rules = ["one.yaml", "house/style"]\n')
    write("one.yaml", PART)
    assert run("new", "rule", "a/b")[1].startswith("wrote house/style/a/b.yaml\n")
    code, out, _ = run("new", "rule", "a/b", "--rules", "elsewhere")
    assert code == 0
    assert out.startswith("wrote elsewhere/a/b.yaml\n")
    assert out.endswith("a check reads it with\n  consistency check --rules elsewhere\n")
    write("consistency.toml", 'rules = "one.yaml"\n')
    code, _, err = run("new", "rule", "a/c")
    assert code == 2
    assert "the settings name files of rules, and no folder" in err
    assert "consistency.toml:1:1" in err


def test_the_first_rule_of_a_project_is_tried_alone_and_checked_beside_the_packaged_ones(run):
    assert run("new", "rule", "a/b") == (
        0,
        "wrote rules/a/b.yaml\nnext: say in it what must hold, and try it with\n"
        "  consistency test rules/a/b.yaml\n",
        "",
    )
    assert files() == {"rules/a/b.yaml"}
    assert run("test") == (0, "a/b: 2 examples hold\n1 rule, 2 examples: 2 hold\n", "")
    listed = run("rules")[1].splitlines()
    assert any(line.startswith("a/b ") for line in listed)
    assert any(line.startswith("addition/sum-of ") for line in listed)


@pytest.mark.parametrize(
    ("id", "reason", "hint"),
    [
        ("never-fall", "a rule belongs to a family", "family/name: "),
        ("Visits/Never_fall", "`N` `V` `_` cannot stand in the id of a rule", "such as `visits/never-fall`"),
        ("visits/never fall", "` ` cannot stand", "such as `visits/never-fall`"),
        ("rules/visits/fall.yaml", "a rule is called by its path without `.yaml`", "such as `visits/fall`"),
        ("rules/visits/fall", "an id begins below the folder `rules`", "such as `visits/fall`"),
        ("../visits/fall", "`.` cannot stand", "such as `visits/fall`"),
        ("/visits/fall", "a part of the id is empty", "such as `visits/fall`"),
        ("visits/-fall", "a `-` stands between two words", "such as `visits/fall`"),
        ("visits/no--fall", "a `-` stands between two words", "such as `visits/no-fall`"),
        ("", "a part of the id is empty", "family/name: "),
    ],
)
def test_a_wrong_id_is_refused_with_a_reason(run, id, reason, hint):
    code, out, err = run("new", "rule", "--", id)
    assert (code, out, files()) == (2, "", set())
    assert err.startswith(f"problem: {reason}")
    assert f"\n  = {hint}" in err


def test_a_rule_that_cannot_be_written_is_a_problem(run):
    write("rules/visits", "a file")
    for id in ("visits/never-fall", f"long/{'a' * 300}"):
        code, out, err = run("new", "rule", id)
        assert (code, out) == (2, "")
        assert err.startswith("problem: cannot be written: ")


def test_a_new_project_checks_green_and_tests_green(run, monkeypatch):
    code, out, err = run("init", "town library")
    assert (code, err) == (0, "")
    assert out.splitlines()[-4:] == [
        "next: cd 'town library' && consistency check",
        "for editors, write there the schemas that these files name:",
        "  consistency schema facts > facts.schema.json",
        "  consistency schema rule > rule.schema.json",
    ]
    assert len(out.splitlines()) == 4 + len(files())
    monkeypatch.chdir("town library")
    code, out, err = run("check")
    assert (code, out.splitlines()[0], err) == (0, "nothing contradicts", "")
    assert run("test", "--strict")[0] == 0
    facts = Path("facts/library.yaml")
    facts.write_text(facts.read_text("utf-8").replace("nearly 80,000", "more than 90,000"), "utf-8")
    assert run("check")[0] == 1  # as its comment says


def test_a_new_project_has_the_packaged_rules_on(run):
    run("init")
    write("facts/goals.yaml", WRONG_SUM)
    code, out, _ = run("check")
    assert (code, "contradicted[addition/sum-of]" in out) == (1, True)


def test_a_new_project_can_begin_where_one_is(run):
    code, out, _ = run("init")
    assert (code, out.splitlines()[-4]) == (0, "next: consistency check")
    assert run("new", "rule", "a/b")[1].count("--rules") == 0
    assert run("check")[0] == 0


@pytest.mark.parametrize("there", ["consistency.toml", "facts/mine.yaml", "rules/mine.yaml"])
def test_a_project_takes_the_place_of_no_other(run, there):
    write(there, "mine")
    code, out, err = run("init")
    assert (code, out) == (2, "")
    assert f"there is one already\n  --> {there.split('/')[0]}\n" in err
    assert files() == {there}
    assert Path(there).read_text() == "mine"


def test_a_project_that_cannot_be_written_is_a_problem(run):
    write("library", "a file")
    code, _, err = run("init", "library")
    assert code == 2
    assert err.startswith("problem: cannot be written: ")


def test_what_is_written_names_the_schema_that_editors_check_it_by(run):
    run("init")
    run("new", "rule", "a/b/c")
    first = {
        name: Path(name).read_text("utf-8").splitlines()[0] for name in files() if name.endswith(".yaml")
    }
    modeline = "# yaml-language-server: $schema="
    assert first == {
        "facts/library.yaml": f"{modeline}../facts.schema.json",
        "rules/addition/halves-add-up.yaml": f"{modeline}../../rule.schema.json",
        "rules/a/b/c.yaml": f"{modeline}../../../rule.schema.json",
    }


@pytest.mark.parametrize("command", [["check"], ["test"], ["rules"]])
def test_a_command_loads_no_other(run, command):
    write_project(Path())
    for name in [name for name in sys.modules if name.startswith("consistency.cli.")]:
        if name != "consistency.cli.terminal":
            del sys.modules[name]
    run(*command)
    loaded = {name.removeprefix("consistency.cli.") for name in sys.modules if "consistency.cli." in name}
    assert loaded - {"terminal", "program", "options", "telling"} == {command[0]}
