"""docs/is-my-rule-strong-enough.md is true: done step by step as it says, its commands print what it shows.

Of what is long, the page shows the first lines and the last, with `…` on a line of its own between them.
`python tests/test_perturb_page.py` puts what the commands print now in place of what is shown.
"""

import re
import shutil
import tempfile
from pathlib import Path

from test_first_rule import STEP, edited, printed

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "is-my-rule-strong-enough.md"
CUT = "…\n"


def copied(folder: Path) -> Path:
    """Put the worked example into a folder, and return that."""
    for name in ("facts", "own-rules"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "consistency.toml", folder)
    return folder


def cut_as(shown: str, whole: str) -> str:
    """Return what is printed, with as much left out in its middle as in what is shown."""
    head, cut, tail = shown.partition(CUT)
    if not cut:
        return whole
    lines = whole.splitlines(keepends=True)
    first, last = head.count("\n"), tail.count("\n")
    assert first + last < len(lines)
    return "".join([*lines[:first], CUT, *lines[len(lines) - last :]])


def done_anew(page: str, folder: Path) -> str:
    """Do all that the page says, in order, and return it with what its commands print now."""

    def step(found: re.Match[str]) -> str:
        how, name, language, block = found.groups()
        if language == "console":
            command, _, shown = block.partition("\n")
            whole = printed(command.removeprefix("$ "), folder)
            return f"```console\n{command}\n{cut_as(shown, whole)}```"
        path = folder / name
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(edited(how, before, block), "utf-8")
        return found[0]

    return re.sub(STEP, step, page, flags=re.DOTALL | re.MULTILINE)


def shares(page: str) -> list[int]:
    """Return how many slips in a hundred are caught, each time that the page tells it."""
    return [int(share) for share in re.findall(r"slips? caught \((\d+)[.\d]* %\)", page)]


def test_done_as_it_says_the_session_prints_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert done_anew(page, copied(tmp_path)) == page


def test_the_slack_shrinks_and_more_is_caught() -> None:
    page = PAGE.read_text("utf-8")
    villages = re.findall(r"^315 villages .*\n  (.*)\n", page, flags=re.MULTILINE)
    free, wide, narrow = dict.fromkeys(villages)
    assert free == "free: nothing objects"
    (loose,), (tight,) = (re.findall(r"−(\d+) %", line) for line in (wide, narrow))
    assert int(loose) > 2 * int(tight)
    with_quotes, before, after, *_ = shares(page)
    assert with_quotes > after > before == 0


def test_what_is_left_out_is_in_the_middle() -> None:
    assert cut_as("a\n…\nd\n", "1\n2\n3\n4\n") == "1\n…\n4\n"
    assert cut_as("a\nd\n", "1\n2\n3\n4\n") == "1\n2\n3\n4\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        PAGE.write_text(done_anew(PAGE.read_text("utf-8"), copied(Path(scratch))), "utf-8")
