"""Runs whose exact output is kept: each folder of `golden/` holds a `transcript.txt` and what it is about.

A transcript is what a terminal shows: the command, what it printed, what it complained of, and its exit code.
It runs in its folder, or, if that holds no `facts/`, at the root of the repository. To write every transcript
anew, run `python tests/test_golden.py`; read the difference before you keep it.
"""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from environment import environment

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/transcript.txt"))


def transcript(case: Path) -> str:
    """Run the command of a case again and return its transcript."""
    command = (case / "transcript.txt").read_text("utf-8").splitlines()[0]
    prompt, program, *arguments = shlex.split(command)
    assert (prompt, program) == ("$", "consistency"), command
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=case if (case / "facts").is_dir() else ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    complaints = f"--- stderr\n{err}" if err else ""
    return f"{command}\n{out}{complaints}--- exit {done.returncode}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_run_prints_exactly_what_it_printed_before(case: Path) -> None:
    assert transcript(case) == (case / "transcript.txt").read_text("utf-8")


def test_there_are_cases() -> None:
    assert any(case.name == "worked-example" for case in CASES)


if __name__ == "__main__":
    for each in CASES:
        (each / "transcript.txt").write_text(transcript(each), "utf-8")
