"""The README and docs/ are true: commands print what is shown, tables are the package's, examples are read.

`python tests/test_docs.py` puts what the commands print now, and the tables, in place of what is shown.
"""

import doctest
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from consistency.quantity.forms import forms
from consistency.quantity.hedge_table import FACTORS
from consistency.quantity.hedges import Hedges
from consistency.quantity.rows import rows, sources, widths
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.settings import KEYS, read_settings
from environment import environment

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FIGURES = (ROOT / "docs" / "figures.md").read_text("utf-8")


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def commands(page: str = README) -> list[tuple[str, str]]:
    """Return each command of a page that shows what it prints, and that."""
    parts = (block.partition("\n") for block in blocks("console", page))
    return [(first.removeprefix("$ "), rest) for first, _, rest in parts if not rest.startswith("$ ")]


def written(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Return a table as Markdown has it."""
    head = tuple(head)
    return written(head) + "|" + "---|" * len(head) + "\n" + "".join(map(written, lines))


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def code(formula: str) -> str:
    return f"`{formula}`" if formula[0] in "[(" else formula


def hedges() -> str:
    return table(
        ("row", "words", "typical", "widest", "source"),
        (
            (
                row.name,
                ", ".join(phrase if phrase[-1].isalpha() else f"`{phrase}`" for phrase in row.phrases) or "–",
                code(row.typical),
                code(row.widest),
                row.source,
            )
            for row in rows(Hedges.standard()).values()
        ),
    )


# The tables of docs/figures.md, each by its name there.
TABLES: dict[str, Callable[[], str]] = {
    "hedges": hedges,
    "widths": lambda: table(("width", "how much", "what it is"), widths()),
    "factors": lambda: table(
        ("factor", "value", "what it is"),
        ((cells[0], cells[1], cells[-1]) for cells in map(cells_of, FACTORS.splitlines())),
    ),
    "sources": lambda: table(("letter", "source", "what is taken from it"), sources()),
    "forms": lambda: table(("form", "such as", "what it means", "source"), forms().values()),
}


def with_tables(page: str) -> str:
    """Return a page with its tables as the package has them now."""
    for name, make in TABLES.items():
        page = re.sub(
            rf"(<!-- table: {name} -->\n).*?(<!-- end -->)",
            lambda found, make=make: f"{found[1]}\n{make()}\n{found[2]}",
            page,
            count=1,
            flags=re.DOTALL,
        )
    return page


def fill(folder: Path) -> None:
    """Write the facts and the rule that the README shows."""
    facts, budget, rule, _ = blocks("yaml")
    (folder / "museum.yaml").write_text(facts, "utf-8")
    # Where there are no rules but the packaged ones.
    (folder / "alone").mkdir()
    (folder / "alone" / "budget.yaml").write_text(budget, "utf-8")
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
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def test_the_readme_shows_the_worked_example_and_its_own() -> None:
    assert [command.split()[2] for command, _ in commands()] == [
        "facts/",
        "budget.yaml",
        "museum.yaml",
        "rules",
    ]


def test_the_worked_example_prints_what_the_readme_shows() -> None:
    command, shown = commands()[0]
    printed = run(command, ROOT)
    assert printed == shown


def test_the_readmes_own_example_and_the_test_of_its_rule_print_what_it_shows(folder: Path) -> None:
    for command, shown in commands()[1:]:
        assert run(command, folder / "alone" if "budget" in command else folder) == shown


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


def test_the_tables_of_figures_are_those_of_the_package() -> None:
    assert FIGURES.count("<!-- table: ") == len(TABLES)
    assert with_tables(FIGURES) == FIGURES


def test_the_commands_of_figures_print_what_it_shows(tmp_path: Path) -> None:
    assert [command.split()[:3] for command, _ in commands(FIGURES)] == [
        ["consistency", "explain", "value"],
        ["consistency", "explain", "period"],
        ["consistency", "explain", "period"],
    ]
    for command, shown in commands(FIGURES):
        assert run(command, tmp_path) == shown


def test_the_worked_cases_of_figures_come_out_as_shown() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "figures.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)


def test_the_settings_of_figures_can_be_read(tmp_path: Path) -> None:
    (text,) = blocks("toml", FIGURES)
    (tmp_path / "consistency.toml").write_text('facts = "."\n' + text, "utf-8")
    settings, problems = read_settings({}, tmp_path)
    assert problems == ()
    assert settings.hedges is not None


def test_the_readme_names_every_option_and_every_setting() -> None:
    assert [key for key in KEYS if f"--{key}" not in README and f"\n{key} = " not in README] == []


def test_the_waivers_of_the_readme_are_those_of_its_finding(folder: Path) -> None:
    *_, waivers = blocks("yaml")
    Path("waivers.yaml").write_text(waivers, "utf-8")
    command = "consistency check museum.yaml --rules rules --today 2027-06-30"
    assert "1 contradicted · 1 waived" in run(command, folder)


PAGES = sorted(path for where in (".", "docs/**", "examples/**") for path in ROOT.glob(f"{where}/*.md"))


def test_the_pages_are_those_at_the_top_and_those_below() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in PAGES}
    assert names > {"README.md", "docs/is-my-rule-strong-enough.md", "docs/rules/README.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    package = ROOT / "src" / "consistency"
    modules = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    packages = [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert [name for name in modules + packages if f"   {name}" not in text] == []


def shown_anew(page: str, folders: Iterable[Path]) -> str:
    """Return a page with what its commands print now, each in a folder of its own."""
    for (command, shown), folder in zip(commands(page), folders, strict=True):
        page = page.replace(f"$ {command}\n{shown}```", f"$ {command}\n{run(command, folder)}```")
    return page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        fill(Path(scratch))
        places = [ROOT, Path(scratch, "alone"), *[Path(scratch)] * 2]
        (ROOT / "README.md").write_text(shown_anew(README, places), "utf-8")
        figures = shown_anew(with_tables(FIGURES), [Path(scratch)] * 3)
        (ROOT / "docs" / "figures.md").write_text(figures, "utf-8")
