"""The examples of rules as tests of pytest."""

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from environment import environment
from made import TRIED as RULE
from made import write_project

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("rules/addition/whole.yaml", RULE)
    write("tests/test_other.py", "def test_other(): pass\n")
    write("pytest.ini", "[pytest]\ntestpaths = tests\n")
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def run(*arguments: str) -> tuple[int, str]:
    """Run pytest with the plugin and no other; return its exit code and what it printed."""
    command = [sys.executable, "-m", "pytest", "-p", "consistency.workshop.plugin", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--color=no", *arguments],
        env=environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", COLUMNS="100"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def ids(out: str) -> list[str]:
    return [line for line in out.splitlines() if "::" in line and " " not in line.split("::")[0]]


def test_rules_that_are_named_are_tested_beside_the_other_tests():
    code, out = run("--consistency", "rules/", "--collect-only", "-q")
    assert code == 0
    assert sorted(ids(out)) == [
        "rules/addition/whole.yaml::all of it",
        "rules/addition/whole.yaml::another year",
        "rules/addition/whole.yaml::examples",
        "rules/addition/whole.yaml::one more",
        "tests/test_other.py::test_other",
    ]
    assert run("--consistency", "rules/")[0] == 0


def test_without_the_option_rules_are_no_tests():
    code, out = run("tests", "rules", "-v")
    assert code == 0
    assert "1 passed" in out
    assert "whole" not in out


def test_rules_can_be_named_in_the_ini_file():
    write("pytest.ini", "[pytest]\ntestpaths = tests\nconsistency = rules\n")
    assert "5 passed" in run()[1]
    assert "4 passed" in run("rules/addition")[1]
    assert "1 passed" in run("rules/addition/whole.yaml::one more")[1]
    assert "1 passed" in run("tests")[1]


def test_rules_that_pytest_finds_anyway_are_tested_once():
    write("pytest.ini", "[pytest]\n")
    assert "5 passed" in run("--consistency", "rules")[1]
    assert "4 passed" in run("--consistency", "rules", "--consistency", "rules/addition", "rules")[1]


def test_a_failure_shows_the_report():
    text = RULE.replace("verdict: contradicted", "verdict: consistent")
    write("rules/addition/whole.yaml", text)
    code, out = run("--consistency", "rules", "-rN")
    assert code == 1
    assert "2 failed, 3 passed" in out
    assert "  --> rules/addition/whole.yaml:12:5   `one more`: it should be consistent, but it is" in out
    assert "        = 8 people must be at most 7 people: 1 person too high\n" in out
    assert "addition/whole: there is no contradicted example, and there must be one\n" in out
    assert "Traceback" not in out
    assert "plugin.py" not in out


def test_the_vocabulary_is_that_of_the_facts_of_the_project():
    write_project(Path())
    write("facts/measures.yaml", "measures:\n  part: {unit: loavs}\n  whole: {unit: loavs}\n")
    write("rules/addition/whole.yaml", RULE.replace("7 people", "7 loavs").replace("8 people", "8"))
    assert "4 passed" in run("--consistency", "rules/addition", "rules/addition")[1]


def test_a_rule_that_cannot_be_read_fails_to_collect():
    write("rules/broken.yaml", RULE.replace("expect: part", "expect: prat"))
    code, out = run("--consistency", "rules", "--continue-on-collection-errors")
    assert code == 1
    assert "rules/broken.yaml:7:9: unknown name `prat`; did you mean `part`?\n" in out
    assert "5 passed, 1 error" in out
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("facts/slip.yaml", "clams: []\n", "facts/slip.yaml:1:1: unknown key `clams`"),
        ("consistency.toml", "rulse = 'x'\n", "consistency.toml:1:1: unknown key `rulse`"),
    ],
)
def test_what_else_cannot_be_read_stops_the_run(file, text, told):
    write(file, text)
    code, out = run("--consistency", "rules")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert f"ERROR: {told}" in out


def test_rules_that_are_not_there_stop_the_run():
    code, out = run("--consistency", "rulez")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "rulez" in out


def test_rules_are_found_by_a_path_that_leads_up(monkeypatch):
    assert "5 passed" in run("--consistency", "./rules/../rules")[1]
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert "4 passed" in run("--consistency", "../rules", ".")[1]
    assert "1 passed" in run("--consistency", "../rules/addition/whole.yaml", "-k", "another")[1]


def test_a_path_leads_up_from_where_a_link_points():
    write("elsewhere/deep/note.txt", "")
    write("elsewhere/ours/other.yaml", RULE)
    Path("link").symlink_to("elsewhere/deep")
    assert "5 passed" in run("--consistency", "link/../ours")[1]


@pytest.mark.parametrize("left_out", ["dist/rules", ".hid", "rules/nested/build"])
@pytest.mark.parametrize("around", [(), (".",)])
def test_rules_are_found_in_folders_that_pytest_leaves_out_and_nothing_else_is(left_out, around):
    write(f"{left_out}/other.yaml", RULE)
    write(f"{left_out}/test_never.py", "def test_never(): assert False\n")
    write(f"{left_out}/more/test_never.py", "def test_never(): assert False\n")
    code, out = run("--consistency", f"{left_out}/other.yaml", *around)
    assert (code, "5 passed" in out) == (0, True)
    top = left_out.split("/")[0]
    code, out = run("--consistency", top, *around, "--collect-only", "-q")
    assert f"{left_out}/other.yaml::one more" in ids(out)
    assert len([id for id in ids(out) if "other.yaml" in id]) == 4


def test_a_folder_opened_for_rules_gives_no_other_tests():
    write("build/deep/other.yaml", RULE)
    write("build/test_never.py", "def test_never(): assert False\n")
    write("build/deep/test_never.py", "def test_never(): assert False\n")
    write("build/apart/test_never.py", "def test_never(): assert False\n")
    assert "5 passed" in run("--consistency", "build/deep", ".")[1]


def test_suffixes_are_read_in_either_case():
    Path("rules/addition/whole.yaml").rename("rules/addition/whole.YAML")
    assert "5 passed" in run("--consistency", "rules")[1]


def test_a_linked_rule_is_tested_once():
    write("elsewhere/other.yaml", RULE)
    Path("rules/linked.yaml").symlink_to("../elsewhere/other.yaml")
    assert "9 passed" in run("--consistency", "rules")[1]


def test_a_set_of_rules_is_tested_by_its_name():
    write("standard/other.yaml", RULE)
    for arguments in (("--consistency", "standard", "tests"), ()):
        found = ids(run(*arguments, "--collect-only", "-q")[1])
        assert [id for id in found if id.endswith("addition/sum-of.yaml::examples")]
        assert not [id for id in found if "other.yaml::" in id]
        write("pytest.ini", "[pytest]\ntestpaths = tests\nconsistency = standard\n")
    assert "5 passed" in run("--consistency", "./standard", "tests")[1]


def test_a_set_that_is_not_installed_stops_the_run():
    code, out = run("--consistency", "package:gone")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: `package:gone`: no installed package brings a rule set called `gone`; " in out


@pytest.mark.parametrize("path", ["", " "])
def test_an_option_that_names_nothing_stops_the_run(path):
    code, out = run("--consistency", path)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: `--consistency` names nothing\n" in out


def test_a_run_that_is_kept_from_all_rules_stops():
    code, out = run("--consistency", "rules", "--ignore", "rules/addition")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "none of their examples was collected" in out


def test_the_package_announces_the_plugin():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["pytest11"]
    assert hasattr(import_module(named["consistency"]), "pytest_addoption")


def test_a_run_that_names_no_rules_loads_nothing_but_the_plugin():
    write(
        "tests/test_other.py",
        "import sys\ndef test_other():\n"
        "    loaded = [name for name in sys.modules if name.startswith('consistency')]\n"
        "    assert sorted(loaded) == "
        "['consistency', 'consistency.testing', 'consistency.testing.plugin', "
        "'consistency.workshop', 'consistency.workshop.plugin']\n",
    )
    assert run()[0] == 0
