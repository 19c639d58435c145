"""What the packaged rules cost beside those of the worked example, on the same generated claims."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.claims import write
from benchmarks.clock import processor_time

SIZE = 100_000
OWN, STANDARD = "own-rules", "standard"


def packaged(runs: int) -> None:
    """Print the time of a check with the packaged rules beside one with those of the worked example alone."""
    print(f"the packaged rules beside the worked example's own, {SIZE:,} generated claims")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "facts"
        write(folder, SIZE)
        report = str(Path(scratch) / "report.json")
        taken = dict.fromkeys((OWN, STANDARD), float("inf"))
        for _ in range(runs):
            for rules in taken:
                arguments = ["-m", "consistency", "check", str(folder), "--rules", rules]
                arguments += ["--format", "json", "--output", report]
                taken[rules] = min(taken[rules], processor_time(arguments, 1)[0])
    for rules, seconds in taken.items():
        print(f"  {rules:<10}{seconds:6.2f} s")
    print(f"  {taken[STANDARD] / taken[OWN]:.1f} × (goal: under 3)")
