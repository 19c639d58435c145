"""docs/first-rule.md is true: done step by step as it says, its commands print what it shows.

`python tests/test_first_rule.py` puts what the commands print now in place of what is shown.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import environment

PAGE = Path(__file__).parent.parent / "docs" / "first-rule.md"
STEP = r"(?:^<!-- (\w+): (\S+) -->\n)?^```(\w+)\n(.*?)^```$"
PROJECT = "ashbrook"


def printed(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program in ("consistency", "pytest")
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env=environment(COLUMNS="80"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return re.sub(r" in \d+\.\d+s$", "", done.stdout.decode("utf-8"), flags=re.MULTILINE)


def changed(before: str, difference: str) -> str:
    """Return a text with the lines that a difference takes away replaced by those that it adds."""
    lines = difference.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line.startswith("-"))
    new = "".join(line[1:] for line in lines if line.startswith("+"))
    assert before.count(old) == 1
    return before.replace(old, new)


def edited(how: str, before: str, block: str) -> str:
    """Return the text of a file after what the page does to it."""
    if how == "write":
        return block
    if how == "add":
        return before + block
    if how == "examples":
        return before.partition("examples:\n")[0] + block
    assert how == "change"
    return changed(before, block)


def done_anew(page: str, folder: Path) -> str:
    """Do all that the page says, in order, and return it with what its commands print now."""

    def step(found: re.Match[str]) -> str:
        how, name, language, block = found.groups()
        project = folder / PROJECT
        if language == "console":
            command = block.partition("\n")[0].removeprefix("$ ")
            shown = printed(command, project if project.exists() else folder)
            return f"```console\n$ {command}\n{shown}```"
        path = project / name
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(edited(how, before, block), "utf-8")
        return found[0]

    return re.sub(STEP, step, page, flags=re.DOTALL | re.MULTILINE)


def test_done_as_it_says_the_first_rule_prints_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert done_anew(page, tmp_path) == page


def test_the_page_comes_to_a_finding_a_tested_rule_and_a_waiver() -> None:
    page = PAGE.read_text("utf-8")
    told = ["1 rule never met", "do not meet in", "contradicted[pupils/", "unnoticed", "passed", "1 waived"]
    places = [page.index(text) for text in told]
    assert places == sorted(places)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        PAGE.write_text(done_anew(PAGE.read_text("utf-8"), Path(scratch)), "utf-8")
