"""The README is true: its commands print what it shows, and its facts, rules and settings can be read.

`python tests/test_docs.py` puts what the commands print now in place of what it shows.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.settings import KEYS, read_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Return each command of the README that shows what it prints, and that."""
    parts = (block.partition("\n") for block in blocks("console"))
    return [(first.removeprefix("$ "), rest) for first, _, rest in parts if not rest.startswith("$ ")]


def fill(folder: Path) -> None:
    """Write the facts and the rule that the README shows."""
    facts, rule, _ = blocks("yaml")
    (folder / "museum.yaml").write_text(facts, "utf-8")
    (folder / "rules" / "visitors").mkdir(parents=True)
    (folder / "rules" / "visitors" / "months-add-up.yaml").write_text(rule, "utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "consistency"
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "COLUMNS"} | {"PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def test_the_readme_shows_the_worked_example_and_its_own() -> None:
    assert [command.split()[2] for command, _ in commands()] == ["facts/", "museum.yaml", "rules"]


def test_the_worked_example_prints_what_the_readme_shows() -> None:
    command, shown = commands()[0]
    printed = run(command, ROOT)
    assert printed == shown


def test_the_readmes_own_example_and_the_test_of_its_rule_print_what_it_shows(folder: Path) -> None:
    for command, shown in commands()[1:]:
        assert run(command, folder) == shown


def test_the_facts_and_the_rule_of_the_readme_can_be_read(folder: Path) -> None:
    facts = read_facts(["museum.yaml"])
    rules, problems = read_rules(["rules"], facts.units, facts.measures)
    assert (facts.problems, problems) == ((), ())
    assert [rule.id for rule in rules] == ["visitors/months-add-up"]


def test_the_settings_of_the_readme_can_be_read(folder: Path) -> None:
    (text,) = blocks("toml")
    (folder / "consistency.toml").write_text(text, "utf-8")
    settings, problems = read_settings({}, folder)
    assert problems == ()
    assert settings.ignore == ("time/*",)


def test_the_python_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (text,) = blocks("python")
    monkeypatch.chdir(ROOT)
    exec(compile(text, "README.md", "exec"), {})
    assert "contradicted territory/area-once-held" in capsys.readouterr().out


def test_the_readme_names_every_option_and_every_setting() -> None:
    assert [key for key in KEYS if f"--{key}" not in README and f"\n{key} = " not in README] == []


def test_the_waivers_of_the_readme_are_those_of_its_finding(folder: Path) -> None:
    *_, waivers = blocks("yaml")
    Path("waivers.yaml").write_text(waivers, "utf-8")
    assert "1 contradicted · 1 waived" in run("consistency check museum.yaml --today 2027-06-30", folder)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    package = ROOT / "src" / "consistency"
    modules = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    packages = [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert [name for name in modules + packages if f"   {name}" not in text] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        fill(Path(scratch))
        text = README
        for (command, shown), where in zip(commands(), (ROOT, Path(scratch), Path(scratch)), strict=True):
            text = text.replace(f"$ {command}\n{shown}```", f"$ {command}\n{run(command, where)}```")
    (ROOT / "README.md").write_text(text, "utf-8")
