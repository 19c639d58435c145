"""The example under `examples/` finds what its page says was planted, and the page shows what it prints.

`python tests/test_example.py` puts what the command prints now in place of what the page shows.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from consistency import Settings, Verdict, check
from environment import environment

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "annual-report"
PAGE = EXAMPLE / "README.md"
SHOWN = r"^```console\n\$ ([^\n]+)\n.*?^```$"


def printed(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "consistency"
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env=environment(COLUMNS="110"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8")


def shown_anew(page: str) -> str:
    """Return the page with what its commands print now."""
    return re.sub(
        SHOWN,
        lambda found: f"```console\n$ {found[1]}\n{printed(found[1])}```",
        page,
        flags=re.DOTALL | re.MULTILINE,
    )


def test_the_page_shows_what_its_command_prints() -> None:
    page = PAGE.read_text("utf-8")
    assert "$ consistency check" in page
    assert shown_anew(page) == page


def test_the_packaged_rules_find_the_four_planted_mistakes_and_name_the_slips_of_three() -> None:
    report = check(Settings(facts=[str(EXAMPLE / "facts")], rules=["standard"]))
    assert report.problems == ()
    assert {each.verdict for each in report.findings} == {Verdict.CONTRADICTED}
    slips = {each.rule: {slip.operator for slip in each.likely_slips} for each in report.findings}
    assert sorted(slips) == [
        "agreement/same-figure",
        "shares/percent-change",
        "time/weekday",
        "trends/highest-since",
    ]
    assert "digits-swapped" in slips["agreement/same-figure"]
    assert "exchanged" in slips["shares/percent-change"]
    assert "weekday" in slips["time/weekday"]


def test_each_quote_of_the_example_stands_in_its_text() -> None:
    report = check(
        Settings(
            facts=[str(EXAMPLE / "facts")], rules=["standard"], select=["provenance/*"], show={"consistent"}
        )
    )
    quoted = {claim.id for each in report.findings for _, claim in each.claims}
    assert len(quoted) == 16


if __name__ == "__main__":
    PAGE.write_text(shown_anew(PAGE.read_text("utf-8")), "utf-8")
